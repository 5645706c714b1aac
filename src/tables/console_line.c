/* console_line.c -- names what a line says: an epoch, a step, a rate, losses of
 * training and evaluation. */
#include "tables/console_line.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Colours and the like: ESC [ … letter. */
static void
drop_escapes(char *text)
{
    char *to = text;

    for (; *text; text++) {
        if (text[0] != '\x1b' || text[1] != '[') {
            *to++ = *text;
            continue;
        }
        text += 2;
        text += strspn(text, "0123456789;?");
        if (!*text)
            break;
    }
    *to = '\0';
}

static bool
ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), size = strlen(ending);

    return length >= size && strcmp(name + length - size, ending) == 0;
}

bool
console_is_epoch(const char *name)
{
    return strncasecmp(name, "epoch", 5) == 0 || strcmp(name, "ep") == 0 ||
           ends_in(name, "Epoch") || ends_in(name, " epoch");
}

/* Copies the name of a pair: "Iter" of "Iter(train)". */
static void
take_pair(struct console_line *line, const struct log_pair *pair)
{
    char *name = line->names[line->count];
    enum log_role role;

    snprintf(name, NAME_LENGTH, "%.*s", (int)pair->name_length, pair->name);
    line->apart |= ends_in(name, "(val)") || ends_in(name, "(test)");
    if (ends_in(name, "(train)"))
        name[strlen(name) - strlen("(train)")] = '\0';
    /* timm prints "Train: 0 [  50/1251 (4%)]". */
    if (pair->outer && strcmp(name, "Train") == 0)
        snprintf(name, NAME_LENGTH, "epoch");
    role = log_names_role(name);
    line->epochs |= console_is_epoch(name);
    line->steps |= role == LOG_STEP && !console_is_epoch(name);
    line->loss |= role == LOG_LOSS || role == LOG_EVAL_LOSS;
    line->measured |= role == LOG_RATE || line->loss;
    line->roles[line->count] = role;
    line->pairs[line->count++] = *pair;
}

/* The word of an evaluation at the beginning of a text, in any case. */
static size_t
evaluation_word(const char *text)
{
    static const char *const words[] = {"validation", "valid", "val", "test",
                                        "eval"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncasecmp(text, words[i], strlen(words[i])) == 0)
            return strlen(words[i]);
    return 0;
}

/* Whether a line is of an evaluation though no name in it says so:
 * "EPOCH 1 VAL - Loss: 6.9". */
static bool
is_evaluation(const char *text, const struct console_line *line)
{
    bool found = false;

    for (const char *at = text; *at; at++) {
        bool begins = at == text || !isalpha((unsigned char)at[-1]);
        size_t length = begins ? evaluation_word(at) : 0;

        found |= length > 0 && !isalpha((unsigned char)at[length]) &&
                 at[length] != '_';
    }
    for (size_t i = 0; found && i < line->count; i++)
        for (const char *at = line->names[i]; *at; at++)
            if (line->roles[i] != LOG_ROLES &&
                (evaluation_word(at) > 0 || strncasecmp(at, "train", 5) == 0))
                return false;
    return found;
}

/* Names what an evaluation has measured: "val_Loss". */
static void
name_evaluation(struct console_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        char *name = line->names[i];
        size_t length = strlen(name);

        if (line->roles[i] == LOG_STEP || length + 5 > NAME_LENGTH)
            continue;
        memmove(name + 4, name, length + 1);
        memcpy(name, "val_", 4);
        line->roles[i] = log_names_role(name);
    }
}

void
console_line_read(struct console_line *line, char *text)
{
    const char *at = text;
    struct log_pair pair;

    drop_escapes(text);
    line->count = 0;
    line->steps = line->epochs = line->measured = line->loss = line->apart =
        false;
    while (line->count < PAIRS_MOST && log_pair_next(&at, &pair))
        take_pair(line, &pair);
    if (line->loss && is_evaluation(text, line))
        name_evaluation(line);
}

bool
console_line_is_record(const struct console_line *line)
{
    return line->measured && !line->apart && (line->steps || line->epochs);
}
