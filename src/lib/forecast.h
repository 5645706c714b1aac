/* forecast.h -- what `lrsim whatif` predicts: logs and specs to a fitted law,
 * schedules to candidates. */
#ifndef LIB_FORECAST_H
#define LIB_FORECAST_H

#include "lib/operand_file.h"
#include "predict/loss_points.h"
#include "predict/whatif.h"

struct forecast_request {
    size_t file_count;
    const char *const *files; /* logs, or a law, and at most one spec */
    /* Of every spec, without what follows. */
    struct spec_input input;
    size_t own_count; /* texts that are the spec of the run */
    const struct spec_override *own;
    /* Candidates are all combinations of these. */
    size_t schedule_count, steps_count, vary_count;
    const struct spec_override *schedules, *steps;
    const char *const *vary;
    const struct loss_law_kind *law; /* NULL: the one that suits the logs */
    long warmup_before; /* updates of a warm-up that no log shows; 0: none */
    /* What says how long the run is that a configuration is of, but for the
     * logs; its steps per epoch are those of logs of epochs, too. */
    struct config_request config;
    struct file_kind kind; /* of the files; zero: by content */
    /* Called as candidates are made; NULL: never. */
    void (*progress)(void *context, size_t done, size_t all);
    void *progress_context;
};

/* A logged run. */
struct forecast_log {
    struct log *log;
    struct logged_losses losses;
    bool evaluated; /* the losses are of evaluations */
    const char *loss_name;
};

/* Start with a request and an arena. */
struct forecast {
    struct arena *arena;
    const struct forecast_request *request;
    /* The rest is filled in. */
    struct whatif_basis basis;
    size_t log_count;
    struct forecast_log *logs; /* [log_count]; none where a law was read */
    struct fitted_run *runs;   /* [log_count] */
    struct spec_input own;     /* the spec of the run */
    struct operand_file file;  /* that it is read from */
    bool has_own;
    bool warmed; /* a log got the warm-up that it does not show */
    size_t count;
    struct whatif_candidate *candidates; /* [count], as they were given */
    size_t *ranking;                     /* [count], the least loss first */
    struct text notes;                   /* lines for standard error */
};

/* Reads, fits and predicts everything. */
bool forecast_make(struct forecast *forecast, struct error *error);

/* Its own: finds the losses of logs[number], and makes runs[number] of them and
 * of its rates, or those of the spec. */
bool forecast_read_log(struct forecast *forecast, size_t number,
                       struct error *error);
bool forecast_take_log(struct forecast *forecast, size_t number,
                       struct error *error);
bool forecast_make_rates(struct forecast *forecast, size_t number,
                         size_t updates, struct error *error);

/* Its own: refuses two schedules, or two optimizers, of the run. */
bool forecast_check_own(const struct forecast_request *request,
                        struct error *error);

/* Its own: makes the candidates, which have names and curves then. */
bool forecast_make_candidates(struct forecast *forecast, struct error *error);

#endif
