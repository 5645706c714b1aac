/* show.h -- one run or schedule, on its way from arguments to files. */
#ifndef CLI_SHOW_SHOW_H
#define CLI_SHOW_SHOW_H

#include "cli/plot_option.h"
#include "cli/progress.h"
#include "cli/targets.h"
#include "simulate/expect.h"
#include "simulate/recorder.h"

/* Several schedules are a job each; the first one has the outputs of all. */
struct job {
    const struct arguments *arguments;
    struct job *all; /* in their order */
    size_t count;
    double number; /* of this one */
    bool run, quiet;
    bool terminal; /* draw on standard output */
    bool hint;     /* gnuplot is missing for that */
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct figure figure;
    struct look screen; /* of what is drawn on standard output */
    struct report report;
    struct warnings warnings; /* that the run itself must say */
    struct statistics statistics;
    size_t expectation_count;
    struct expect *expectations;
    struct recorder recorder;
    struct progress progress;
    double seconds;
};

/* The spec, its simulation, and which rows are wanted. */
bool job_prepare(struct job *job, struct error *error);

/* What is drawn, judged and written of it. */
bool job_prepare_outputs(struct job *job, struct error *error);

/* Opens what -o and --format ask for, or standard output. */
bool job_open_outputs(struct job *job, struct error *error);

/* lrsim run, and lrsim schedule with one schedule. */
enum status simulate_command(const struct arguments *arguments, bool run,
                             struct error *error);

/* lrsim schedule with several --schedule. */
enum status schedules_command(const struct arguments *arguments,
                              struct error *error);

#endif
