/* blanks.c -- columns between blanks, as gnuplot and awk have them; the names
 * may be in a comment above. */
#include <stdio.h>
#include <string.h>

#include "syntax/lines.h"
#include "tables/log_number.h"
#include "tables/log_shape.h"

/* The next word from *at on; NULL: there is none. */
static const char *
next_word(const char **at, size_t *length)
{
    const char *word = *at + strspn(*at, " \t");

    *length = strcspn(word, " \t\r\n");
    *at = word + *length;
    return *length > 0 ? word : NULL;
}

static size_t
count_words(const char *line, size_t *numbers)
{
    size_t count = 0, length;
    const char *word;
    double value;

    for (*numbers = 0; (word = next_word(&line, &length)); count++)
        *numbers +=
            log_number(word, length, &value) || log_is_gap_text(word, length);
    return count;
}

/* Two or more words in the first line, and as many numbers in the second. */
static bool
is_blanks(const struct log_head *head)
{
    const char *line = head->bytes;
    size_t numbers = 0, count = 0, below = 0, words;

    if (head->delimiter)
        return false;
    while (*line) {
        words = count_words(line + (*line == '#'), &numbers);
        if (*line != '#' && words > 0 && count > 0) {
            below = numbers;
            break;
        }
        if (*line != '#')
            count = words;
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return count > 1 && below == count;
}

/* The names of a line; those of a line of numbers are c1, c2, … */
static bool
name_columns(struct log_reading *reading, const char *line, bool numbers)
{
    const char *word;
    size_t length;

    while ((word = next_word(&line, &length))) {
        char name[32];

        snprintf(name, sizeof name, "c%zu", reading->log->count + 1);
        if (!log_name_column(reading, numbers ? name : word,
                             numbers ? strlen(name) : length))
            return false;
    }
    return true;
}

static bool
add_words(struct log_reading *reading, const struct lines *lines)
{
    const char *at = lines->text, *word;
    size_t length;

    if (!log_begin_record(reading))
        return false;
    for (size_t i = 0; (word = next_word(&at, &length)); i++) {
        const struct log_cell place = {NULL, lines->number,
                                       (size_t)(word - lines->text) + 1};

        if (!log_add_at(reading, i, &place, word, length))
            return false;
    }
    return true;
}

/* A line of the table; `comment` has the last line that began with #. */
static bool
read_line(struct log_reading *reading, const struct lines *lines,
          const char *comment, struct error *error)
{
    struct log *log = reading->log;
    size_t numbers, count = count_words(lines->text, &numbers), unused;
    bool named = log->count > 0;

    if (!named && numbers == count) {
        bool names = comment && count_words(comment, &unused) == count;

        if (!name_columns(reading, names ? comment : lines->text, !names))
            return error_memory(error);
    } else if (!named) {
        return name_columns(reading, lines->text, false) || error_memory(error);
    }
    if (count != log->count)
        return error_on_line(error, STATUS_WRONG, log->name, lines->number, 1,
                             "must be a record of %zu fields, as the first "
                             "one is, not of %zu",
                             log->count, count);
    return add_words(reading, lines) || error_memory(error);
}

static bool
read_blanks(struct log_reading *reading, struct error *error)
{
    struct lines lines = {.arena = reading->arena, .input = reading->input};
    const char *comment = NULL;
    bool more;

    for (;;) {
        if (!lines_next(&lines, &more, error))
            return false;
        if (!more)
            return true;
        if (lines.text[0] == '#') {
            comment =
                arena_copy(reading->arena, lines.text + 1, lines.length - 1);
            if (!comment)
                return error_memory(error);
        } else if (lines.text[strspn(lines.text, " \t")] &&
                   !read_line(reading, &lines, comment, error)) {
            return false;
        }
    }
}

const struct log_shape log_shape_blanks = {
    .name = "blanks",
    .meaning = "names above columns, between blanks",
    .is = is_blanks,
    .read = read_blanks,
};
