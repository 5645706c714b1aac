/* log_epochs.h -- steps that are counted anew in each epoch. */
#ifndef TABLES_LOG_EPOCHS_H
#define TABLES_LOG_EPOCHS_H

#include "tables/log.h"

/* Where x falls back with each new epoch, and only there, makes it the count of
 * all steps, and notes it. */
bool log_epochs_unroll(struct log *log, struct error *error);

#endif
