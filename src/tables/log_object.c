/* log_object.c -- scans objects, member by member. */
#include "tables/log_object.h"

#include <string.h>

#include "base/utf8.h"

/* The deepest nesting, and the longest name of a column. */
enum { OBJECT_DEPTH = 64, NAME_LENGTH = 512 };

static bool
fail(struct log_scan *scan, const char *wrong)
{
    scan->wrong = wrong;
    return false;
}

void
log_scan_space(struct log_scan *scan)
{
    for (;; scan->at++) {
        if (*scan->at == '\n') {
            scan->line++;
            scan->line_start = scan->at + 1;
            scan->extra = 0;
        } else if (*scan->at != ' ' && *scan->at != '\t' && *scan->at != '\r') {
            return;
        }
    }
}

struct log_cell
log_scan_place(const struct log_scan *scan)
{
    return (struct log_cell){.line = scan->line,
                             .column = (size_t)(scan->at - scan->line_start) -
                                       scan->extra + 1};
}

bool
log_scan_string(struct log_scan *scan, const char **text, size_t *length)
{
    char mark = *scan->at;

    *text = ++scan->at;
    for (; *scan->at != mark; scan->at++) {
        if (*scan->at == '\\' && scan->at + 1 < scan->end)
            scan->at++;
        if (*scan->at == '\0' || *scan->at == '\n')
            return fail(scan, "the end of a string");
        scan->extra += !utf8_begins(*scan->at);
    }
    *length = (size_t)(scan->at++ - *text);
    return true;
}

static bool
is_quote(char byte)
{
    return byte == '"' || byte == '\'';
}

/* Whether a byte ends a number or a word. */
static bool
ends_word(char byte)
{
    switch (byte) {
    case '\0':
    case ',':
    case ']':
    case '}':
    case ')':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case ':':
    case '{':
    case '[':
    case '(':
    case '\'':
    case '"':
        return true;
    default:
        return false;
    }
}

/* A number or a word: all up to what ends a value. */
static bool
scan_word(struct log_scan *scan, const char **text, size_t *length)
{
    *text = scan->at;
    while (!ends_word(*scan->at)) {
        scan->extra += !utf8_begins(*scan->at);
        scan->at++;
    }
    *length = (size_t)(scan->at - *text);
    return *length > 0 || fail(scan, "a value");
}

/* Passes a list or an object with all that is in it. */
static bool
skip_nested(struct log_scan *scan)
{
    const char *text;
    size_t depth = 0, length;

    do {
        log_scan_space(scan);
        if (*scan->at == '\0')
            return fail(scan, depth ? "the end of a list" : "a value");
        if (is_quote(*scan->at)) {
            if (!log_scan_string(scan, &text, &length))
                return false;
            continue;
        }
        depth += strchr("[{(", *scan->at) != NULL;
        depth -= strchr("]})", *scan->at) != NULL;
        scan->at++;
    } while (depth > 0);
    return true;
}

bool
log_scan_value(struct log_scan *scan, const char **text, size_t *length)
{
    *text = scan->at;
    *length = 0;
    if (is_quote(*scan->at))
        return log_scan_string(scan, text, length);
    if (*scan->at != '\0' && strchr("[{(", *scan->at))
        return skip_nested(scan);
    return scan_word(scan, text, length);
}

/* The name of a member within others. */
struct member_name {
    char text[NAME_LENGTH];
    size_t length;
};

static bool scan_members(struct log_scan *scan, struct log_reading *reading,
                         struct member_name *name, int depth);

/* Adds one member, whose key has been read; the name is that of its object. */
static bool
scan_member(struct log_scan *scan, struct log_reading *reading, const char *key,
            size_t key_length, struct member_name *name, int depth)
{
    struct log_cell place = log_scan_place(scan);
    bool object = *scan->at == '{';
    size_t outer = name->length, length;
    const char *text;

    if (depth > 0 || object) {
        if (outer + key_length + 1 >= NAME_LENGTH || depth == OBJECT_DEPTH)
            return fail(scan, "a name that is not so long");
        memcpy(name->text + outer, key, key_length);
        key = name->text;
        key_length += outer;
    }
    if (object) {
        name->text[key_length] = '/';
        name->length = key_length + 1;
        if (!scan_members(scan, reading, name, depth + 1))
            return false;
        name->length = outer;
        return true;
    }
    if (!log_scan_value(scan, &text, &length))
        return false;
    if (*text == '[' || *text == '(' || key_length == 0)
        return true;
    scan->memory = !log_add(reading, key, key_length, &place, text, length);
    return !scan->memory;
}

static bool
scan_members(struct log_scan *scan, struct log_reading *reading,
             struct member_name *name, int depth)
{
    const char *key;
    size_t length;

    scan->at++;
    log_scan_space(scan);
    while (*scan->at != '}') {
        if (!is_quote(*scan->at))
            return fail(scan, "a key in quotes");
        if (!log_scan_string(scan, &key, &length))
            return false;
        log_scan_space(scan);
        if (*scan->at != ':')
            return fail(scan, "':' after a key");
        scan->at++;
        log_scan_space(scan);
        if (!scan_member(scan, reading, key, length, name, depth))
            return false;
        log_scan_space(scan);
        if (*scan->at != ',' && *scan->at != '}')
            return fail(scan, "',' or '}'");
        if (*scan->at == ',')
            scan->at++;
        log_scan_space(scan);
    }
    scan->at++;
    return true;
}

bool
log_scan_object(struct log_scan *scan, struct log_reading *reading)
{
    struct member_name name;

    name.length = 0;
    if (*scan->at != '{')
        return fail(scan, "an object");
    return scan_members(scan, reading, &name, 0);
}

bool
log_scan_error(const struct log_scan *scan, const struct log *log,
               struct error *error)
{
    struct log_cell place = log_scan_place(scan);
    const char *found = *scan->at ? quote_bytes(scan->at, 1).text : "";

    if (scan->memory)
        return error_memory(error);
    if (!*scan->at)
        return error_on_line(error, STATUS_WRONG, log->name, place.line,
                             place.column, "must be %s, but the text ends",
                             scan->wrong);
    return error_on_line(error, STATUS_WRONG, log->name, place.line,
                         place.column, "must be %s, not '%s'", scan->wrong,
                         found);
}
