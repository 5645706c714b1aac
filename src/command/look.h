/* look.h -- how the options say that pictures look. */
#ifndef COMMAND_LOOK_H
#define COMMAND_LOOK_H

#include "command/command.h"
#include "output/look.h"

/* What --size, --theme and the like amount to. */
bool look_read(const struct arguments *arguments, const struct view *view,
               struct look *look, struct error *error);

/* The same for what is drawn on standard output, in its window. */
void look_fit_window(struct look *look, size_t lines_below);

/* gnuplot's terminals that write to a terminal; the last is NULL. */
extern const char *const look_terminals[];

/* Whether a person looks on at standard output, and gnuplot can draw there,
 * or --terminal asks for it.  `hint`: only gnuplot is missing. */
bool look_at_terminal(const struct arguments *arguments, bool *hint);

#endif
