/* log_names.c -- the one table of the names that steps, rates and losses have
 * in logs; the first that a log has is taken. */
#include "tables/log_names.h"

#include <string.h>
#include <strings.h>

/* A star at the end or at the beginning stands for anything, # for digits. */
static const char *const names[LOG_ROLES][24] = {
    [LOG_STEP] = {"step", "global_step", "current_steps", "_step", "iteration",
                  "iter", "update", "updates", "num_updates",
                  "train/global_step", "trainer/global_step", "*/global_step",
                  "steps", "s", "epoch", "ep", "train/epoch"},
    [LOG_RATE] = {"learning_rate", "lr", "learning rate", "train/learning_rate",
                  "train_lr", "train/lr", "*/learning_rate", "*/lr", "lr-*",
                  "lr/pg0", "x/lr0", "lr#", "learning_rate_#", "lr_#",
                  "train_learning_rate", "lr/*", "x/lr#"},
    [LOG_LOSS] = {"loss", "train_loss", "train/loss", "training_loss",
                  "total_loss", "lm loss", "train loss", "train_loss_step",
                  "train/loss_step", "train/total_loss", "lm_loss", "trl",
                  "*/loss"},
    [LOG_EVAL_LOSS] = {"eval_loss", "val_loss", "valid loss", "eval/loss",
                       "val/loss", "valid_loss", "validation_loss", "val loss",
                       "test_loss", "valid/loss", "validation/loss", "tel"},
};

/* What is in the names of losses that are not the training's. */
static const char *const measured_apart[] = {"eval", "val", "test", NULL};

static bool
fits(const char *pattern, const char *name)
{
    size_t length = strlen(pattern), size = strlen(name);

    if (*pattern == '*')
        return size >= length &&
               strcasecmp(name + size - (length - 1), pattern + 1) == 0;
    if (pattern[length - 1] == '*')
        return strncasecmp(name, pattern, length - 1) == 0;
    if (pattern[length - 1] == '#')
        return size >= length && strncasecmp(name, pattern, length - 1) == 0 &&
               strspn(name + length - 1, "0123456789") == size - length + 1;
    return strcasecmp(name, pattern) == 0;
}

const char *
log_names_bare(const char *name)
{
    const char *dash = strstr(name, " - ");

    return dash ? dash + 3 : name;
}

/* The bounds that W&B adds to each column. */
static bool
is_bound(const char *name)
{
    return strstr(name, "__MIN") || strstr(name, "__MAX");
}

static bool
has_role(const char *name, enum log_role role)
{
    for (size_t i = 0; names[role][i]; i++)
        if (fits(names[role][i], log_names_bare(name)))
            return !is_bound(name);
    return false;
}

enum log_role
log_names_role(const char *name)
{
    for (enum log_role role = 0; role < LOG_ROLES; role++)
        if (has_role(name, role))
            return role;
    return strstr(name, "loss") && !strstr(name, "scale") ? LOG_LOSS
                                                          : LOG_ROLES;
}

bool
log_names_end(const char *name, const char *word)
{
    size_t length = strlen(name), size = strlen(word);

    return length >= size && strcasecmp(name + length - size, word) == 0 &&
           (length == size || strchr("_/. ", name[length - size - 1]));
}

bool
log_names_measured(const char *name)
{
    static const char *const measured[] = {
        "lr",  "loss",  "accuracy",  "learning_rate",
        "acc", "error", "grad_norm", "momentum"};

    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
        if (log_names_end(name, measured[i]))
            return true;
    return false;
}

bool
log_names_rate(const char *name)
{
    return has_role(name, LOG_RATE) || strcasecmp(name, "value") == 0;
}

/* Exports of one tag have a column "Value"; the file's name says of what. */
static bool
is_loss_file(const struct log *log)
{
    const char *slash = strrchr(log->name, '/');

    return strstr(slash ? slash : log->name, "loss") != NULL;
}

static bool
has_numbers(const struct log_column *column)
{
    return column->word_count == 0 && column->present > 0;
}

static size_t
find_pattern(const struct log *log, const char *pattern)
{
    for (size_t i = 0; i < log->count; i++) {
        const char *name = log->columns[i].name;

        if (has_numbers(&log->columns[i]) && !is_bound(name) &&
            fits(pattern, log_names_bare(name)))
            return i;
    }
    return NO_COLUMN;
}

/* The first loss of any name, of a training or of an evaluation. */
static size_t
find_any_loss(const struct log *log, bool evaluation)
{
    for (size_t i = 0; i < log->count; i++) {
        const char *name = log_names_bare(log->columns[i].name);
        bool apart = false;

        for (size_t k = 0; measured_apart[k]; k++)
            apart |= strstr(name, measured_apart[k]) != NULL;
        if (strstr(name, "loss") && !strstr(name, "scale") && !is_bound(name) &&
            apart == evaluation && has_numbers(&log->columns[i]))
            return i;
    }
    return NO_COLUMN;
}

size_t
log_names_find(const struct log *log, enum log_role role)
{
    size_t found = NO_COLUMN;

    for (size_t i = 0; found == NO_COLUMN && names[role][i]; i++)
        found = find_pattern(log, names[role][i]);
    if (found == NO_COLUMN && (role == LOG_LOSS || role == LOG_EVAL_LOSS))
        found = find_any_loss(log, role == LOG_EVAL_LOSS);
    if (found == NO_COLUMN && role == (is_loss_file(log) ? LOG_LOSS : LOG_RATE))
        found = find_pattern(log, "value");
    return found;
}
