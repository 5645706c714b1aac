/* diff_options.h -- what the options and operands of lrsim diff ask for. */
#ifndef CLI_DIFF_OPTIONS_H
#define CLI_DIFF_OPTIONS_H

#include "cli/arguments.h"
#include "diff/diff.h"

/* The request but for its progress: the two files, or the one beside a spec of
 * flags, and the spec.  An error names the operand or option that is wrong. */
bool diff_options_read(const struct arguments *arguments,
                       struct diff_request *request, struct error *error);

#endif
