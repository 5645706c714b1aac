/* whatif.h -- what a logged run would have reached under other schedules. */
#ifndef PREDICT_WHATIF_H
#define PREDICT_WHATIF_H

#include "predict/law_fit.h"

/* What is known of logged runs: a law, and where it holds.  It is fitted here,
 * or read from a file by law_json.h. */
struct whatif_basis {
    struct law_fit fit;
    struct law_fit second; /* of another law, to compare with */
    size_t runs;           /* that were fitted */
    /* How far a predicted difference may be off: the root mean square of what
     * `margin_runs` runs deviated that were left out of a fit in turn; 0: what
     * one run gave on public curves. */
    double margin;
    size_t margin_runs;
    long shortest, longest; /* updates of the fitted runs */
    /* The run that all else is compared with. */
    const char *name;
    struct rate_sums curve;
};

/* A schedule to judge, and what becomes of it. */
struct whatif_candidate {
    const char *name;
    struct rate_sums curve;
    double loss;    /* after the last update */
    double against; /* less that of the run */
    double second;  /* the same by the second law */
};

/* The logged runs, with their names. */
struct whatif_runs {
    size_t count;
    const struct fitted_run *runs;
    const char *const *names;
};

/* Fits a law (NULL: the one that suits the runs).  Refuses runs that cannot
 * say what a fall of the rate does, and runs of different peaks. */
bool whatif_fit(struct whatif_basis *basis, const struct whatif_runs *runs,
                const struct loss_law_kind *kind, struct arena *arena,
                struct error *error);

/* Refuses a much longer run than those that were fitted, and one that ends
 * before the first loss that was. */
bool whatif_check_steps(const struct whatif_basis *basis, const char *name,
                        double steps, struct error *error);

/* Predicts a candidate that has its name and curve.  Refuses another peak, and
 * a much longer run. */
bool whatif_predict(const struct whatif_basis *basis,
                    struct whatif_candidate *candidate, struct error *error);

/* The loss of the run after its last update, by either law. */
double whatif_run_loss(const struct whatif_basis *basis,
                       const struct law_fit *fit);

#endif
