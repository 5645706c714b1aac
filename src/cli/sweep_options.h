/* sweep_options.h -- what the options of lrsim sweep ask for. */
#ifndef CLI_SWEEP_OPTIONS_H
#define CLI_SWEEP_OPTIONS_H

#include "cli/output_options.h"
#include "sweep/sweep_request.h"

/* The request, spec and database included, and the other outputs.  An error
 * names the option that is wrong or goes with no other. */
bool sweep_options_read(const struct arguments *arguments,
                        struct sweep_request *request,
                        struct output_targets *targets, struct error *error);

#endif
