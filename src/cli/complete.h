/* complete.h -- what may stand at the cursor of a command line. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "base/text.h"

/* Adds the candidates for the last word (which may be empty), one a line: the
 * whole word, a tab, and its meaning where it has one.  The line ":files"
 * alone stands for names of files.  The words are those behind `lrsim`, also
 * as bash splits them, with each "=" a word. */
void complete_words(const char *const *words, size_t count, struct text *text);

#endif
