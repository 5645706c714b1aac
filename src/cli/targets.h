/* targets.h -- where outputs go, and in which formats. */
#ifndef CLI_TARGETS_H
#define CLI_TARGETS_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "output/format.h"

struct target {
    const char *path; /* "-": standard output */
    const struct format *format;
};

struct targets {
    size_t count;
    struct target *items;
};

/* What -o and --format ask for.  Standard output has the format `usual` where
 * nothing else is said. */
bool targets_read(const struct arguments *arguments, const char *usual,
                  struct targets *targets, struct error *error);

/* Refuses pictures of `what`, which has rows: "a sweep". */
bool targets_are_tables(const struct targets *targets, const char *what,
                        struct error *error);

/* A file that a command reads, and what it is: "spec". */
struct reading {
    const char *path, *what;
};

/* Opens one, and refuses what one of the `count` streams before it writes, and
 * what is read (the last has no path). */
bool target_open(const struct target *target, struct stream *stream,
                 struct stream *const *others, size_t count,
                 const struct reading *readings, struct arena *arena,
                 struct error *error);

#endif
