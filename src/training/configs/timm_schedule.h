/* timm_schedule.h -- the schedule of timm's arguments, which counts epochs
 * unless sched_on_updates says updates. */
#ifndef TRAINING_CONFIGS_TIMM_SCHEDULE_H
#define TRAINING_CONFIGS_TIMM_SCHEDULE_H

#include "training/configs/dialect.h"

/* Makes the schedule, with so many updates in an epoch. */
void timm_make_schedule(struct config *config, double updates);

/* The epochs that are trained, with cycles, cooldown and prefix. */
double timm_epochs(struct config *config);

#endif
