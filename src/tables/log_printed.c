/* log_printed.c -- what a training printed, line by line; a bar of progress
 * overwrites itself behind carriage returns. */
#include <string.h>

#include "tables/log_shape.h"

bool
log_read_printed(struct log_reading *reading, void *context,
                 bool (*read)(void *context, char *part,
                              const struct lines *line),
                 struct error *error)
{
    struct lines lines = {.arena = reading->arena, .input = reading->input};
    bool more;

    for (;;) {
        if (!lines_next(&lines, &more, error))
            return false;
        if (!more)
            return true;
        for (char *at = lines.text, *end; *at; at = end) {
            end = at + strcspn(at, "\r");
            if (*end)
                *end++ = '\0';
            if (!read(context, at, &lines))
                return error_memory(error);
        }
    }
}
