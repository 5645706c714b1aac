/* format.h -- rows -> csv, json, tables, pictures. */
#ifndef OUTPUT_FORMAT_H
#define OUTPUT_FORMAT_H

#include "base/text.h"
#include "output/plot/picture_style.h"

/* One line a format, in the order in which they are listed. */
#define FORMATS(X)                                                             \
    X(csv)                                                                     \
    X(tsv)                                                                     \
    X(jsonl)                                                                   \
    X(json)                                                                    \
    X(md)                                                                      \
    X(txt)                                                                     \
    X(gp)                                                                      \
    X(png)                                                                     \
    X(svg)                                                                     \
    X(pdf)                                                                     \
    X(gif)                                                                     \
    X(html)                                                                    \
    X(db)

/* What a page has beside its picture. */
struct report {
    void *context;
    /* After the last row, the ranked table, which has a header; it is NULL
     * where there is no memory.  NULL: the page has none. */
    const struct people_table *(*table)(void *context);
    /* After the last row, calls `add` for each line of the summary. */
    void (*summary)(void *context,
                    void (*add)(void *page, const char *name,
                                const char *value),
                    void *page);
    const char *spec; /* NULL: none */
};

/* What all rows have in common. */
struct frame {
    const char *title; /* NULL: none */
    size_t count;
    const char *const *names; /* of the columns */
    bool header;              /* tables begin with the names */
    int digits;               /* of tables for people; 0: the usual ones */
    /* [count] what the numbers of a column stand for; NULL: they are numbers,
     * also for all columns. */
    const char *const *const *labels;
    bool rounded; /* all labels but the first column's are numbers in words */
    size_t swept; /* columns behind the first that a sweep varied; 0: none */
    /* What only pictures need.  Zero draws all columns against the first. */
    size_t axis;             /* the column of the steps */
    const char *const *runs; /* the first column is the number of one of
                              * them; NULL: there is one run */
    size_t run_count;
    /* [run_count] Runs of one number are drawn alike; NULL: each has its own.
     */
    const size_t *pens;
    /* [run_count] Runs of one group, such as those of one problem, share their
     * panels; NULL: all runs are one group. */
    const size_t *groups;
    size_t group_count;
    const char *const *group_names; /* [group_count] */
    bool scattered;                 /* values are points that no line joins */
    size_t scattered_runs;          /* so are those of the first runs */
    const bool *faint; /* [count] columns that are drawn faintly, behind the
                        * one before them; NULL: none */
    bool sparse;       /* NaN is a value that is not there, and leaves no gap */
    size_t hidden;     /* columns at the end that have no panel */
    const double *gaps; /* [groups] what the column "gap" is above */
    size_t mark_count;
    const double *marks; /* steps that are marked in the rate, rising */
    bool marks_all;      /* marked in all panels */
    const char *const *mark_names; /* NULL: they have none */
    /* Where it is given, the last two columns are a path over that of the
     * group. */
    const struct landscape *landscape;
    bool path, surface;                /* which of them is drawn */
    const struct picture_style *style; /* NULL: the usual */
    const struct report *report;       /* NULL: none */
};

/* Rows on their way to the bytes of a format. */
struct output {
    const struct format *format;
    const struct frame *frame;
    struct text *text; /* the bytes are added here */
    struct arena *arena;
    struct error *error;
    size_t rows; /* written so far */
    void *state; /* the format's own */
    /* After the end: the lines of a window that it took, and a sentence for
     * its reader; NULL: none. */
    size_t lines;
    const char *remark;
};

struct format {
    const char *name;    /* its word for --format, and the file's ending */
    const char *meaning; /* one line for `list formats` */
    bool picture;        /* draws curves, against step, of its columns */
    bool executable;     /* a new file may be run */
    bool database;       /* a store keeps it, which only a sweep has */
    const char *magic;   /* what gnuplot's picture begins with; NULL: any */
    char separator;      /* between the values of a row; else 0 */
    bool (*begin)(struct output *output); /* all false: see error */
    void (*row)(struct output *output, const double *values);
    bool (*end)(struct output *output);
};

/* All formats; the last is NULL. */
extern const struct format *const formats[];

/* The format with this name, or with this file's ending; NULL. */
const struct format *format_find(const char *name);
const struct format *format_of_file(const char *path);

/* Begins to write rows with this frame to a text. */
bool output_begin(struct output *output, const struct format *format,
                  const struct frame *frame, struct text *text,
                  struct arena *arena, struct error *error);

/* One row, in the order of the frame's names. */
void output_row(struct output *output, const double *values);

/* Writes what comes after the rows (of a picture: all of it). */
bool output_end(struct output *output);

#endif
