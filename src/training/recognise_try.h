/* recognise_try.h -- shared by the files that recognise schedules. */
#ifndef TRAINING_RECOGNISE_TRY_H
#define TRAINING_RECOGNISE_TRY_H

#include "training/recognise.h"

/* The numbers that a form of a schedule leaves open. */
enum form_number {
    FORM_WARMUP, /* %W: the steps of the rise; %Q: their root times the base */
    FORM_LENGTH, /* %L: some other whole number, such as a period; or %D: the
                  * steps of a fall after a level, %H: those of the level */
    FORM_REAL,   /* %X: a floor, a power, a factor */
    FORM_TOTAL,  /* %N: all steps; %R: those after the rise */
    FORM_START,  /* %S: the rate in row 0; or %F: as a share of the base rate */
    FORM_NUMBERS
};

/* A way to write a schedule: a text in the short form, with the numbers above
 * and %B, the base rate, in it. */
struct schedule_form {
    const char *text;
    const char *systems; /* that write such logs, between blanks */
    double least, most;  /* of %X, or of %L; both 0: it has neither */
    bool most_is_base;   /* %X is a rate */
};

/* Sorted by how many numbers they leave open; the last has no text. */
extern const struct schedule_form forms[];

/* One form with all its numbers. */
struct attempt {
    const struct schedule_form *form;
    double numbers[FORM_NUMBERS];
    double base;
    long offset;
    double epoch;      /* steps in an epoch; where the form has %K, they are
                        * sought, and the total counts epochs */
    struct text more;  /* members of the spec beside the schedule */
    const char *words; /* what is to be said beside it; NULL: nothing */
};

enum { FOUND_MOST = 6, BASES = 6 };

/* Trials of a spec at some offsets; they take less than half a second. */
enum { TRIES_MOST = 40000 };

/* What all searches share. */
struct recogniser {
    const struct logged_rates *logged;
    struct arena *arena;
    size_t count;
    const struct logged_rate *rates; /* [count] */
    long *x;                         /* [count] their steps, or epochs from 0 */
    size_t top;                      /* the first of the highest rates */
    size_t peak;  /* the same, or the peak of the first cycle */
    size_t rise;  /* rates that rise to it, from the first on */
    double slack; /* for rounding, absolute */
    double highest;
    size_t base_count;
    double bases[BASES]; /* that may be, those of few digits first */
    size_t total_count;
    double totals[4];
    size_t offset_count, usual_offsets; /* that the log's shape is known for */
    long offsets[4];
    double epoch;  /* steps in one, where the log has fractions of epochs */
    long tries;    /* specs that were loaded */
    double walked; /* rows of schedules without a closed form */
    bool failed;   /* out of memory */
    const struct spec *common; /* of all attempts; NULL: not loaded yet */
    size_t found_count;
    struct attempt found[FOUND_MOST];
};

/* Some of the offsets. */
struct offset_range {
    size_t from, until;
};

/* Takes what the log says by itself; false where its x are no steps. */
bool recognise_look(struct recogniser *recogniser);

/* Adds an attempt with which all rates agree. */
void recognise_add(struct recogniser *recogniser,
                   const struct attempt *attempt);

/* Rates that change now and then: steps, milestones, after a rise or not. */
void recognise_levels(struct recogniser *recogniser,
                      const struct offset_range *range);

/* Rates of a few values, each for a while. */
void recognise_constants(struct recogniser *recogniser,
                         const struct offset_range *range);

/* Half cosines that begin anew. */
void recognise_cycles(struct recogniser *recogniser,
                      const struct offset_range *range);

/* Tries a schedule of which all is written but the letters above, whose bounds
 * are those of `open`; NULL: it has neither %L nor %X.  Adds it where it
 * agrees. */
bool recognise_written(struct recogniser *recogniser, struct text *text,
                       const struct schedule_form *open, long offset);

/* Updates that were skipped, so that rates come later and later. */
void recognise_skips(struct recogniser *recogniser);

/* A training that was resumed under another total. */
void recognise_restart(struct recogniser *recogniser);

/* What was found, or a line through the rates. */
bool recognise_report(struct recogniser *recogniser,
                      struct recognition *recognition);

/* The rates of an attempt in `count` rows, which rise; false where the spec is
 * wrong. */
bool attempt_rates(struct recogniser *recogniser, const struct attempt *attempt,
                   const long *rows, size_t count, double *rates);

/* Its rates where all the log's are; NULL where the spec is wrong. */
double *attempt_all_rates(struct recogniser *recogniser,
                          const struct attempt *attempt, struct arena *arena);

/* The row of rate i. */
long attempt_row(const struct recogniser *recogniser,
                 const struct attempt *attempt, size_t i);

/* The rate of an attempt where rate i is; NAN where the spec is wrong. */
double attempt_rate(struct recogniser *recogniser,
                    const struct attempt *attempt, size_t i);

/* A rate that does not agree with an attempt, the first of those that were
 * looked at; the number of all rates: they agree. */
size_t attempt_agrees(struct recogniser *recogniser,
                      const struct attempt *attempt);

/* Whether rate i allows a value, within what diff accepts. */
bool attempt_allows(const struct recogniser *recogniser, size_t i,
                    double value);

/* Fills in the numbers that the form leaves open; false where none fit. */
bool attempt_solve(struct recogniser *recogniser, struct attempt *attempt);

/* Finds all numbers of the form together, its base rate among them; false where
 * no rates of it agree. */
bool attempt_fit(struct recogniser *recogniser, struct attempt *attempt);

/* The same for the rise alone, by the first rate; 0 where nothing rises. */
bool attempt_solve_rise(struct recogniser *recogniser, struct attempt *attempt);

/* The total alone, by the rates before rate `end` and after the peak. */
bool attempt_solve_total(struct recogniser *recogniser, struct attempt *attempt,
                         size_t end);

/* An open number between two bounds, both of which may be its own. */
struct open_number {
    double *number;
    bool whole;
    double low, high;
};

/* Keeps the values with which rate i agrees; false where there are none.  The
 * rate must change in one direction with the number, if at all. */
bool attempt_narrow(struct recogniser *recogniser, struct attempt *attempt,
                    struct open_number *unknown, size_t i);

/* The roundest of the values, 0 first. */
double roundest_number(const struct open_number *unknown);

/* The numbers of a form with %K. */
bool attempt_solve_epochs(struct recogniser *recogniser,
                          struct attempt *attempt);

/* The whole number between two, which they may be, that is the roundest. */
double roundest_whole(double low, double high);

/* Whether a form has a number of this letter. */
bool form_has(const struct schedule_form *form, char letter);

/* Whether it has FORM_LENGTH. */
bool form_has_length(const struct schedule_form *form);

/* The last rate that is as high as the peak, before any that is not. */
size_t plateau_last(const struct recogniser *recogniser);

/* The spec of an attempt as JSON. */
void attempt_print(const struct attempt *attempt, struct text *text);

/* Its schedule in the short form. */
void attempt_schedule(const struct attempt *attempt, struct text *text);

#endif
