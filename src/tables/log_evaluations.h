/* log_evaluations.h -- records of an evaluation whose steps are not those of
 * the training. */
#ifndef TABLES_LOG_EVALUATIONS_H
#define TABLES_LOG_EVALUATIONS_H

#include "tables/log.h"

/* In mmcv's and mmengine's logs they count their own steps, or epochs, and
 * repeat the rate: they get the step of the training before them. */
void log_evaluations_place(struct log *log);

#endif
