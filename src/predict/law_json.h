/* law_json.h -- what is known of logged runs as JSON, which later stands for
 * the logs. */
#ifndef PREDICT_LAW_JSON_H
#define PREDICT_LAW_JSON_H

#include "base/text.h"
#include "predict/whatif.h"
#include "syntax/tree.h"

/* Adds the object. */
void law_json_add(const struct whatif_basis *basis, struct text *text);

/* Whether a tree has such an object, under "law". */
bool law_json_is(const struct tree *tree);

/* Reads it. */
bool law_json_read(const struct tree *tree, const struct source *source,
                   struct whatif_basis *basis, struct arena *arena,
                   struct error *error);

#endif
