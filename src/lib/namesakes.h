/* namesakes.h -- describe: kinds of different systems that share a word. */
#ifndef LIB_NAMESAKES_H
#define LIB_NAMESAKES_H

#include "base/text.h"
#include "spec/table.h"

/* Whether the word is one of those that the kind's name is made of. */
bool namesakes_hold(const struct kind *kind, const char *word);

/* The kinds whose name behind the system's is `word`, other than `kind`;
 * where `kind` is NULL those that hold the word.  A line each,
 * that says what it does.  False where there is none. */
bool namesakes_add(const struct family *family, const struct kind *kind,
                   const char *word, struct text *text);

#endif
