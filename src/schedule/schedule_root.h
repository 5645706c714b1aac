/* schedule_root.h -- a whole schedule at run time, asked row by row. */
#ifndef SCHEDULE_SCHEDULE_ROOT_H
#define SCHEDULE_SCHEDULE_ROOT_H

#include "schedule/schedule.h"

/* Rows that are computed together where they are asked in rising order. */
enum { AHEAD = 8 };

struct schedule_root {
    struct schedule top; /* the node */
    struct schedule_run run;
    bool uses_metric;
    const struct place *drives; /* what makes it drive the momentum, or NULL */
    size_t decision_count;
    struct plateau_decision *decisions; /* of all plateaus, in their order */

    struct schedule_root *resumed; /* has the rows from `resumes` on, from rates
                                    * of its own; NULL: none has */
    struct rate *resumed_rates;    /* [count] */
    long resumes;

    /* For its own use. */
    bool direct; /* it has a closed form, and sets nothing but rates */
    const struct schedule *active; /* the node of rows `from` to before `until`,
                                    * which can be asked alone */
    long from, until;
    bool looks_ahead; /* that node gives several rows at once */
    bool restarts;    /* it starts from the rates that it is given */
    long first;       /* of the rows that are computed */
    size_t ready;     /* how many of them */
    double *ahead;    /* [AHEAD] their rates */
    long reached;     /* by recursion */
    struct rate *row; /* [count] of that row, before any scale */
    double *given;    /* [count] the optimizer's own rates */
};

/* Prepares a node for `count` rates in `lanes` lanes.  rates[i].lr is the
 * optimizer's own rate; on return they are those of row 0.  NULL on an error,
 * such as a list whose length is not the number of groups. */
struct schedule_root *schedule_make(const struct node *node,
                                    const struct schedule_run *run,
                                    struct rate *rates, size_t count,
                                    size_t lanes, struct arena *arena,
                                    struct error *error);

/* From row t on, the rows are those of another one, which was made for `rates`
 * and receives the same metrics.  That may be resumed in turn, but later. */
void schedule_resume(struct schedule_root *root, long t,
                     struct schedule_root *resumed, struct rate *rates);

/* schedule_set() for a row that is not computed yet. */
void schedule_row(struct schedule_root *root, long t, struct rate *rates);

/* Sets lr and momentum of the rates for row t >= 0.  Rows that need recursion
 * cost O(t), or O(1) in rising order. */
static inline void
schedule_set(struct schedule_root *root, long t, struct rate *rates)
{
    size_t k = (size_t)t - (size_t)root->first;

    if (k < root->ready)
        rates->lr = root->ahead[k];
    else
        schedule_row(root, t, rates);
}

/* Passes the metric of the advance that leads to row t to plateaus. */
void schedule_report(struct schedule_root *root, long t, const double *metric);

/* Clears what plateaus decided on the last advance. */
void schedule_forget(struct schedule_root *root);

#endif
