/* job.h -- one run or schedule, on its way from arguments to files. */
#ifndef COMMAND_JOB_H
#define COMMAND_JOB_H

#include "command/figure.h"
#include "simulate/expectation.h"
#include "simulate/recorder.h"

struct job {
    const struct arguments *arguments;
    bool run, quiet;
    bool terminal; /* draw on standard output */
    bool hint;     /* gnuplot is missing for that */
    struct view view;
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct figure figure;
    struct look screen; /* of what is drawn on standard output */
    struct report report;
    struct statistics statistics;
    size_t expectation_count;
    struct expectation *expectations;
    struct recorder recorder;
    double started, seconds, shown;
};

/* Opens what -o and --format ask for, or standard output. */
bool job_open_outputs(struct job *job, struct error *error);

#endif
