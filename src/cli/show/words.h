/* words.h -- what run and schedule print below the rows. */
#ifndef CLI_SHOW_WORDS_H
#define CLI_SHOW_WORDS_H

#include "cli/show/show.h"

struct show_words {
    bool asked; /* for the summary */
    struct text summary, rest;
    size_t room; /* rows of the window for the drawing and the summary */
};

/* Collects the words after the last row, and leaves their lines of the window
 * to them. */
void show_words_make(struct show *show, struct show_words *words);

/* Prints them once the outputs are finished; false where a summary cannot be
 * written. */
bool show_words_print(struct show *show, struct show_words *words,
                      struct error *error);

#endif
