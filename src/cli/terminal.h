/* terminal.h -- drawings and words in the window of standard output. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/arguments.h"
#include "output/outputs.h"

/* Whether to draw on standard output: --terminal asks for it, or it is a
 * terminal, and no other output than txt is asked for. */
bool terminal_wanted(const struct arguments *arguments);

/* Completes the style of what is drawn there: the size of the window less a
 * line for the prompt, colours and characters. */
void terminal_fit(struct picture_style *style);

/* Takes lines from the drawing for the words below it. */
void terminal_leave(struct picture_style *style, size_t lines);

/* The lines of the window that a text of whole lines takes. */
size_t terminal_lines(const struct picture_style *style,
                      const struct text *text);

/* Cuts off what is right of the window. */
void terminal_clip(const struct picture_style *style, struct text *text);

/* Cuts lines off the end of a text until it takes at most `lines` of the
 * window.  A line that begins with a blank goes with the one before it. */
void terminal_cut(const struct picture_style *style, struct text *text,
                  size_t lines);

/* Prints the remarks of all outputs on standard error, unless --quiet. */
void print_remarks(const struct arguments *arguments,
                   const struct outputs *outputs);

#endif
