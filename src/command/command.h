/* command.h -- the commands, the options, and what a user gave of them. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/text.h"
#include "schedule/warnings.h"
#include "spec/spec.h"

/* THE LIST: one line a command, in the order of `lrsim --help`. */
#define COMMANDS(X)                                                            \
    X(run)                                                                     \
    X(schedule)                                                                \
    X(plot)                                                                    \
    X(compare)                                                                 \
    X(sweep)                                                                   \
    X(merge)                                                                   \
    X(range_test)                                                              \
    X(check)                                                                   \
    X(diff)                                                                    \
    X(spec)                                                                    \
    X(list)                                                                    \
    X(describe)                                                                \
    X(schema)                                                                  \
    X(export)                                                                  \
    X(completion)

enum command_id {
#define COMMAND_ID(name) COMMAND_##name,
    COMMANDS(COMMAND_ID)
#undef COMMAND_ID
        COMMAND_COUNT
};

enum option_id {
    OPTION_STEPS,
    OPTION_EPOCHS,
    OPTION_STEPS_PER_EPOCH,
    OPTION_INTERVAL,
    OPTION_SEED,
    OPTION_SEEDS,
    OPTION_PROBLEM,
    OPTION_OPTIMIZER,
    OPTION_SCHEDULE,
    OPTION_LR,
    OPTION_START,
    OPTION_NOISE,
    OPTION_METRIC,
    OPTION_UNTIL,
    OPTION_SET,
    OPTION_COLUMNS,
    OPTION_EXPLAIN,
    OPTION_EVERY,
    OPTION_FROM,
    OPTION_TO,
    OPTION_AT,
    OPTION_NO_HEADER,
    OPTION_OUTPUT,
    OPTION_FORMAT,
    OPTION_PLOT,
    OPTION_PLANE,
    OPTION_LOGX,
    OPTION_LOGY,
    OPTION_TITLE,
    OPTION_SIZE,
    OPTION_THEME,
    OPTION_FRAMES,
    OPTION_FPS,
    OPTION_TERMINAL,
    OPTION_X,
    OPTION_Y,
    OPTION_DELIMITER,
    OPTION_SUMMARY,
    OPTION_TARGET,
    OPTION_EXPECT,
    OPTION_STRICT,
    OPTION_TUNE,
    OPTION_BUDGET,
    OPTION_VARY,
    OPTION_RANDOM,
    OPTION_SHARD,
    OPTION_RESUME,
    OPTION_KEEP_ROWS,
    OPTION_EMIT,
    OPTION_JOBS,
    OPTION_LANES,
    OPTION_MIN,
    OPTION_MAX,
    OPTION_GROWTH,
    OPTION_SMOOTH,
    OPTION_RTOL,
    OPTION_ATOL,
    OPTION_IGNORE,
    OPTION_GRADIENTS,
    OPTION_EVAL_EVERY,
    OPTION_JSON,
    OPTION_QUIET,
    OPTION_MAX_INPUT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

/* Where the value of an option goes. */
enum option_way {
    WAY_ITSELF, /* its command asks for it */
    WAY_SPEC,   /* into the spec, at `path` */
    WAY_LIST,   /* likewise, numbers between commas */
    WAY_VIEW,   /* into struct view, at `path` */
};

struct command;

struct option_row {
    const char *name;     /* without its dashes */
    const char *argument; /* "N"; NULL: none; "[=json]": may be left out */
    char letter;          /* '\0': none */
    bool repeated;
    unsigned commands; /* bits, 1 << COMMAND_… */
    enum option_way way;
    const char *path;
    const char *meaning; /* NULL: what the spec's table says */
};

extern const struct option_row option_rows[OPTION_COUNT];

/* Whether a command takes an option more than once. */
bool option_repeats(const struct option_row *row,
                    const struct command *command);

/* Numbers that say how a simulation is looked at. */
struct view {
    long every, from, to, at, epochs, seeds, budget, frames, fps, eval_every,
        random, jobs, lanes, keep_rows, max_input;
    double target, rtol, atol; /* NAN: not given */
    double min, max, smooth;
};

struct given {
    size_t count;
    const char **values; /* "" where there is no argument */
};

struct arguments {
    struct arena *arena;
    const struct command *command; /* NULL: none was given */
    size_t operand_count;
    const char **operands;
    struct given options[OPTION_COUNT];
};

struct command {
    const char *name, *operands, *summary;
    const char *notes; /* more lines for its --help; NULL: none */
    size_t operands_most;
    bool annotates; /* --format github is understood */
    enum status (*run)(const struct arguments *arguments, struct error *error);
};

extern const struct command *const commands[COMMAND_COUNT];

/* All families, the last is NULL. */
extern const struct family *const all_families[];

/* Sorts out the command line; false with an error of usage. */
bool arguments_read(struct arguments *arguments, int argc, char **argv,
                    struct error *error);

/* The value of an option, the last one; NULL where it is not given. */
const char *option_value(const struct arguments *arguments,
                         enum option_id option);

/* The numbers of the view. */
bool arguments_view(const struct arguments *arguments, struct view *view,
                    struct error *error);

/* The spec that a file (NULL: none) and the flags amount to.  The caller
 * frees the document after its last use of the spec. */
bool arguments_spec(const struct arguments *arguments, const char *path,
                    const struct view *view, struct document *document,
                    struct spec *spec, struct error *error);

/* The values of --metric, which is FILE[:COLUMN]. */
bool metric_read(const char *argument, struct arena *arena,
                 struct reals *metric, struct error *error);

/* Its file; NULL without memory. */
const char *metric_path(const char *argument, struct arena *arena);

/* Whether --metric (NULL: it is not given) reads standard input. */
bool metric_is_standard_input(const char *argument);

/* A document without anything in it, and the spec that it amounts to when the
 * flags are put into what it holds by then; also in two steps. */
struct document arguments_document(const struct arguments *arguments);
bool arguments_put(const struct arguments *arguments, struct document *document,
                   struct error *error);
bool arguments_load(const struct arguments *arguments, const struct view *view,
                    struct document *document, struct spec *spec,
                    struct error *error);
bool arguments_override(const struct arguments *arguments,
                        const struct view *view, struct document *document,
                        struct spec *spec, struct error *error);

/* What an option does, in a few words. */
const char *option_meaning(const struct option_row *row);

/* Writes a text, if there is one, to standard error. */
void say_text(const struct text *text);

/* Writes a text to standard output. */
enum status write_text(const struct text *text, struct arena *arena,
                       struct error *error);

/* `lrsim --help`, and that of a command. */
void help_text(const struct command *command, struct text *text);

/* Says warnings on standard error, a line each; --format github makes these
 * and errors annotations on standard output. */
void say_warnings(const struct arguments *arguments,
                  const struct warnings *warnings);
void add_warnings(const struct warnings *warnings, struct text *text);

/* Says what went wrong, and gives the exit status. */
enum status say_error(const struct arguments *arguments,
                      const struct error *error);

/* Where --format has no other word than github. */
bool check_format(const struct arguments *arguments, struct error *error);

/* run and schedule. */
enum status simulate_command(const struct arguments *arguments, bool run,
                             struct error *error);

/* schedule with several --schedule. */
enum status schedules_command(const struct arguments *arguments,
                              struct error *error);

#endif
