/* load_spec.h -- what the operands and options of a command amount to. */
#ifndef CLI_LOAD_SPEC_H
#define CLI_LOAD_SPEC_H

#include "cli/arguments.h"
#include "lib/operand_file.h"
#include "lib/operands.h"
#include "spec/spec_input.h"

/* An operand each, in the order of the command line. */
bool load_operands(const struct arguments *arguments,
                   const struct operand **operands, struct error *error);

/* Collects the operands that are texts and all options that say what is
 * simulated, without a file; reads --metric.  A family has several texts only
 * where its option may be repeated. */
bool load_overrides(const struct arguments *arguments, struct spec_input *input,
                    struct error *error);

/* What decides how many steps a configuration has, but for a log. */
bool config_request_make(const struct arguments *arguments,
                         const struct spec_input *input,
                         struct config_request *request, struct error *error);

/* Reads the files of inputs, each file once, and says what their configurations
 * leave open. */
bool load_files(const struct arguments *arguments, struct spec_input *inputs,
                size_t count, struct error *error);

/* The same with the only file, if there is one. */
bool load_spec_input(const struct arguments *arguments,
                     struct spec_input *input, struct error *error);

/* The same for several files: an input each, or one without a file. */
bool load_spec_inputs(const struct arguments *arguments,
                      const struct spec_input **inputs, size_t *count,
                      struct error *error);

/* The spec of load_spec_input(). */
bool load_spec(const struct arguments *arguments, struct document *document,
               struct spec *spec, struct error *error);

#endif
