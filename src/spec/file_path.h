/* file_path.h -- files that a spec names. */
#ifndef SPEC_FILE_PATH_H
#define SPEC_FILE_PATH_H

#include "spec/table.h"

/* The path of the file that a parameter names, seen from the folder of the
 * spec that does; NULL on an error. */
const char *file_path(const struct node *node, const char *parameter,
                      const char *name, struct error *error);

#endif
