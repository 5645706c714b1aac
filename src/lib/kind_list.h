/* kind_list.h -- list: the kinds of a family, system after system. */
#ifndef LIB_KIND_LIST_H
#define LIB_KIND_LIST_H

#include "base/text.h"
#include "spec/table.h"

/* Adds "name   meaning". */
void kind_list_line(struct text *text, const char *name, const char *meaning);

/* Adds a line for each kind of a system, or with SYSTEM_COUNT of all: PyTorch
 * first, then lrsim's own and papers', each under a line of its own. */
void kind_list_add(const struct family *family, enum system_id system,
                   struct text *text);

/* The number of a family's kinds of a system, SYSTEM_COUNT: of all. */
size_t kind_list_count(const struct family *family, enum system_id system);

#endif
