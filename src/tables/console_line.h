/* console_line.h -- what one line of a console says. */
#ifndef TABLES_CONSOLE_LINE_H
#define TABLES_CONSOLE_LINE_H

#include "tables/log_names.h"
#include "tables/log_pairs.h"

enum { NAME_LENGTH = 128, PAIRS_MOST = 64 };

/* Its pairs. */
struct console_line {
    struct log_pair pairs[PAIRS_MOST];
    char names[PAIRS_MOST][NAME_LENGTH];
    enum log_role roles[PAIRS_MOST];
    size_t count;
    bool steps;    /* a pair is the step, which is no epoch */
    bool epochs;   /* a pair is the epoch */
    bool measured; /* a pair is a rate or a loss */
    bool loss;
    bool apart; /* of an evaluation */
};

/* Finds the pairs of a line, whose colours are dropped. */
void console_line_read(struct console_line *line, char *text);

/* Whether it says something of a step. */
bool console_line_is_record(const struct console_line *line);

/* Whether a name is that of an epoch. */
bool console_is_epoch(const char *name);

#endif
