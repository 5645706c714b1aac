/* log_names.h -- the names that steps, rates and losses have in logs. */
#ifndef TABLES_LOG_NAMES_H
#define TABLES_LOG_NAMES_H

#include "tables/log.h"

enum log_role { LOG_STEP, LOG_RATE, LOG_LOSS, LOG_EVAL_LOSS, LOG_ROLES };

/* The role that a name has by itself; LOG_ROLES: none. */
enum log_role log_names_role(const char *name);

/* "train/loss" of "run - train/loss", as W&B's exports name it. */
const char *log_names_bare(const char *name);

/* Whether "loss" is the last word of "val_loss" or "train/loss". */
bool log_names_end(const char *name, const char *word);

/* Whether a name is that of something measured, and so not of x. */
bool log_names_measured(const char *name);

/* Whether a name may be that of a rate, so that its cells are worth keeping. */
bool log_names_rate(const char *name);

/* The column of numbers that plays a role; NO_COLUMN: there is none. */
size_t log_names_find(const struct log *log, enum log_role role);

#endif
