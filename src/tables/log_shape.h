/* log_shape.h -- what a shape of logs is, and how it fills in a log.
 *
 * A shape is one file in shapes/ and one line in log_shapes.h. */
#ifndef TABLES_LOG_SHAPE_H
#define TABLES_LOG_SHAPE_H

#include "syntax/lines.h"
#include "tables/log.h"

/* The beginning of a file, with a NUL behind it. */
struct log_head {
    const char *bytes;
    size_t length;
    bool whole;     /* it is all of the file */
    char delimiter; /* of columns; '\\0': not said */
};

/* What a shape reads from, and fills in. */
struct log_reading {
    struct log *log;
    const struct log_request *request;
    struct input *input;
    const struct log_head *head;
    struct arena *arena;
    size_t likely; /* records, one at least: their columns need not grow */
    /* The rest is log_build.c's. */
    size_t room, columns_room, guess; /* the column that comes next */
};

struct log_shape {
    const char *name;    /* as `lrsim list formats` has it */
    const char *format;  /* of output that is read so; NULL: none */
    const char *meaning; /* what it is, in a few words */
    bool (*is)(const struct log_head *head);
    bool (*read)(struct log_reading *reading, struct error *error);
};

/* In the order in which they are tried; the last is NULL. */
extern const struct log_shape *const log_shapes[];

/* Looks at the beginning of an input, longer where that shows no shape: some
 * trainings print their own source first.  The shape is NULL where it is no
 * log. */
bool log_look(struct input *input, struct arena *arena, struct log_head *head,
              const struct log_shape **shape, struct error *error);

/* The bytes that a file may have which is read as a whole. */
size_t log_limit(const struct log_reading *reading);

/* Reads what was printed, a line or a part of one up to a carriage return at a
 * time: `read` gets the part, with a NUL behind, and the line that it is in;
 * false without memory. */
bool log_read_printed(struct log_reading *reading, void *context,
                      bool (*read)(void *context, char *part,
                                   const struct lines *line),
                      struct error *error);

/* Begins a record; its cells follow.  False without memory. */
bool log_begin_record(struct log_reading *reading);

/* Takes the last record back. */
void log_drop_record(struct log_reading *reading);

/* Adds a cell of so many bytes, which may have blanks around it: a number, a
 * gap, or a word.  The place is that of its first byte.  False without
 * memory. */
bool log_add(struct log_reading *reading, const char *name, size_t name_length,
             const struct log_cell *place, const char *text, size_t length);

/* The same by the number of a column, that log_name_column() has made. */
bool log_add_at(struct log_reading *reading, size_t column,
                const struct log_cell *place, const char *text, size_t length);

/* Makes the next column, its name without blanks around it; false without
 * memory. */
bool log_name_column(struct log_reading *reading, const char *name,
                     size_t length);

#endif
