/* curves.h -- the curves that `lrsim schedule` overlays. */
#ifndef CLI_SHOW_CURVES_H
#define CLI_SHOW_CURVES_H

#include "cli/load_spec.h"

struct curves {
    size_t count; /* at least 1 */
    struct spec_input *inputs;
    const char **names;
};

/* A curve for each operand that is a schedule, and for each file with each
 * --schedule. */
bool curves_make(struct curves *curves, const struct arguments *arguments,
                 struct error *error);

#endif
