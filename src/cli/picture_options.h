/* picture_options.h -- the options about the style of pictures. */
#ifndef CLI_PICTURE_OPTIONS_H
#define CLI_PICTURE_OPTIONS_H

#include "cli/arguments.h"
#include "output/plot/picture_style.h"

/* Reads --size, --theme and the like. */
bool picture_options_read(const struct arguments *arguments,
                          struct picture_style *style, struct error *error);

/* Whether characters beyond ASCII can be shown. */
bool locale_is_utf8(void);

/* The words of --terminal; the last is NULL. */
extern const char *const picture_terminals[];

#endif
