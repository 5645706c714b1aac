/* show.h -- what run and schedule share: from arguments to outputs. */
#ifndef CLI_SHOW_SHOW_H
#define CLI_SHOW_SHOW_H

#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/progress.h"
#include "cli/summary_output.h"
#include "simulate/expect.h"
#include "simulate/plot_list.h"
#include "simulate/recorder.h"
#include "simulate/warn/warnings.h"

/* One simulation. */
struct shown_run {
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct warnings warnings; /* about the run itself */
    struct recorder recorder;
};

struct show {
    const struct arguments *arguments;
    bool run; /* the optimizer on the problem, not the schedule alone */
    /* The rows have their number where there are several. */
    size_t count;
    const char *const *names; /* [count] */
    struct shown_run *runs;
    struct shown_run *model; /* which has the columns of all */
    bool terminal;           /* draw on standard output */
    struct plot_list plot_list;
    struct picture_style style;  /* of pictures */
    struct picture_style screen; /* of what is drawn on standard output */
    struct report report;
    struct statistics statistics; /* of the only run */
    struct expectations expectations;
    struct frame table, picture;
    struct outputs outputs;
    struct summary_output summary;
    struct progress progress;
    size_t running; /* the number of a run, for progress */
    double seconds;
};

/* The runs: specs, simulations, and which rows are wanted. */
bool show_prepare(struct show *show, struct error *error);

/* Opens what -o and --format ask for, or standard output, each with its
 * columns. */
bool show_open_outputs(struct show *show, struct error *error);

/* Whether an output contains the summary. */
bool show_writes_page(const struct show *show);

/* Runs the command; returns the exit status. */
enum status show_simulation(const struct arguments *arguments, bool run,
                            struct error *error);

#endif
