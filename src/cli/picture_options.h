/* picture_options.h -- how the options say that pictures look. */
#ifndef CLI_PICTURE_OPTIONS_H
#define CLI_PICTURE_OPTIONS_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "output/outputs.h"

/* What --size, --theme and the like amount to. */
bool picture_options_read(const struct arguments *arguments,
                          struct picture_style *style, struct error *error);

/* The same for what is drawn on standard output, in its window, with a line
 * for the prompt. */
void terminal_fit(struct picture_style *style);

/* Leaves so many lines for what is said below. */
void terminal_leave(struct picture_style *style, size_t lines);

/* The lines of the window that a text of whole lines takes. */
size_t terminal_lines(const struct picture_style *style,
                      const struct text *text);

/* Cuts lines off the end of a text until it takes no more than so many of the
 * window; one that begins with a blank goes with the line before. */
void terminal_cut(const struct picture_style *style, struct text *text,
                  size_t lines);

/* Prints the remarks of all outputs on standard error, unless --quiet. */
void print_remarks(const struct arguments *arguments,
                   const struct outputs *outputs);

/* gnuplot's terminals that write to a terminal; the last is NULL. */
extern const char *const picture_terminals[];

/* Whether a person looks on at standard output, and gnuplot can draw there,
 * or --terminal asks for it.  `hint`: only gnuplot is missing. */
bool terminal_wanted(const struct arguments *arguments, bool *hint);

#endif
