/* complete_text.h -- what may stand at the end of a text in the short form. */
#ifndef CLI_COMPLETE_TEXT_H
#define CLI_COMPLETE_TEXT_H

#include "spec/table.h"

/* What a text expects where it ends. */
struct open_text {
    size_t start; /* of the word that has begun there, which may be empty */
    const struct family *family; /* names of its kinds; NULL: of all families */
    bool names;
    const struct kind *call;     /* its parameters; NULL: none */
    const struct parameter *row; /* its values; NULL: none */
    bool joins;                  /* "->" */
};

/* Finds it; `family` is that of the text (NULL: any). */
struct open_text find_open_text(const char *text, const struct family *family);

#endif
