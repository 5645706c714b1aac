/* namesakes.h -- describe: kinds of different systems that share a word. */
#ifndef LIB_NAMESAKES_H
#define LIB_NAMESAKES_H

#include "base/text.h"
#include "spec/table.h"

/* Whether a word is part of the kind's name, as cosine is of warmup_cosine. */
bool namesakes_match(const struct kind *kind, const char *word);

/* Adds a line for each of the other kinds that are called as this kind is; or,
 * where `kind` is NULL, for each kind that matches the word. */
void namesakes_add(const struct family *family, const struct kind *kind,
                   const char *word, struct text *text);

#endif
