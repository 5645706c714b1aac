/* log_systems.h -- which system a log is of, by its shape and columns. */
#ifndef TABLES_LOG_SYSTEMS_H
#define TABLES_LOG_SYSTEMS_H

#include "tables/log.h"

/* Fills in log->system and, where the shape has left them open, the offsets
 * that its logs are known to have. */
void log_systems_find(struct log *log);

#endif
