/* ini.h -- sections of KEY=VALUE, as darknet's .cfg has them: whole lines of
 * comment begin with # or ;, blanks around '=' do not matter. */
#ifndef SYNTAX_INI_H
#define SYNTAX_INI_H

#include "syntax/tree.h"

/* Whether the first line that says something is "[NAME]". */
bool ini_begins(const struct source *source);

/* An object of sections, each an object of bare words; of several sections with
 * one name the first.  NULL on an error. */
struct tree *ini_read(const struct source *source, struct arena *arena,
                      struct error *error);

#endif
