/* load_spec.h -- what a spec operand and the options amount to. */
#ifndef CLI_LOAD_SPEC_H
#define CLI_LOAD_SPEC_H

#include "cli/arguments.h"
#include "spec/spec_input.h"

/* Collects the file (NULL: none) and all options that say what is simulated;
 * reads --metric. */
bool load_spec_input(const struct arguments *arguments, const char *path,
                     struct spec_input *input, struct error *error);

/* The same for all operands: an input each, or one without a file.  --metric
 * is read once, and standard input can be. */
bool load_spec_inputs(const struct arguments *arguments,
                      const struct spec_input **inputs, size_t *count,
                      struct error *error);

/* The spec that they amount to. */
bool load_spec(const struct arguments *arguments, const char *path,
               struct document *document, struct spec *spec,
               struct error *error);

#endif
