/* options.h -- the table of options, and their values by name. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"
#include "spec/length.h"

enum option_kind {
    OPTION_KIND_FLAG,
    OPTION_KIND_INTEGER,
    OPTION_KIND_NUMBER,
    OPTION_KIND_COUNT,
    OPTION_KIND_WORD,
    OPTION_KIND_TEXT,
    OPTION_KIND_TEXTS,
    OPTION_KIND_VALUE,
    OPTION_KIND_LIST,
    OPTION_KIND_NODE,
};

/* The headings of --help. */
enum option_group {
    GROUP_SPEC,
    GROUP_SEARCH,
    GROUP_ROWS,
    GROUP_OUTPUT,
    GROUP_PICTURES,
    GROUP_GENERAL,
    GROUP_COUNT
};

enum option_id {
#define OPTION(kind, id, ...) OPTION_##id,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
};

/* All values of an option that may be repeated, in their order. */
struct given {
    size_t count;
    const char **values; /* "" where there is no argument */
};

/* The value of an option by its kind.  Where it is not given it has its
 * default, of which null is INTEGER_NULL or NAN; or it is zero: false, no
 * word, NULL, empty. */
struct options {
#define OPTION_TYPE_FLAG bool
#define OPTION_TYPE_INTEGER long
#define OPTION_TYPE_NUMBER double
#define OPTION_TYPE_COUNT struct step_count /* depends on the spec */
#define OPTION_TYPE_WORD int /* counts the words of the argument from 1 */
#define OPTION_TYPE_TEXT const char *
#define OPTION_TYPE_TEXTS struct given
#define OPTION_TYPE_VALUE const char *
#define OPTION_TYPE_LIST const char *
#define OPTION_TYPE_NODE struct given
#define OPTION(kind, id, ...) OPTION_TYPE_##kind id;
#include "cli/options.def"
#undef OPTION
};

struct option_row {
    enum option_kind kind;
    const char *flag;     /* "--steps" */
    const char *name;     /* without the dashes */
    const char *field;    /* its id */
    char letter;          /* '\0': none */
    const char *argument; /* "N"; NULL: none; "[=json]": may be left out */
    unsigned commands;    /* that have it: bits, 1 << COMMAND_… */
    unsigned repeats;     /* that take it several times */
    enum option_group group;
    const char *path;    /* VALUE, LIST, NODE: in the spec */
    size_t offset;       /* in struct options */
    const char *meaning; /* NULL: that of the spec's row */
};

extern const struct option_row option_rows[OPTION_COUNT];

/* The rows of integers and numbers, of struct options. */
extern const struct parameter option_numbers[];

/* The rows of counts, each of a long alone. */
extern const struct parameter option_counts[];

/* The option of a command with a name of this length (NULL: of any command);
 * OPTION_COUNT: there is none. */
enum option_id option_find(const struct command *command, const char *name,
                           size_t length);

/* Whether a command has an option, and may take it several times. */
bool option_is_of(const struct option_row *row, const struct command *command);
bool option_repeats(const struct option_row *row,
                    const struct command *command);

/* What an option does, in a few words. */
const char *option_meaning(const struct option_row *row);

#endif
