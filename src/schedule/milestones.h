/* milestones.h -- the rows at which a schedule changes its way. */
#ifndef SCHEDULE_MILESTONES_H
#define SCHEDULE_MILESTONES_H

#include "schedule/schedule.h"

/* The milestones of a tree, rising, each once: those that its kinds call so,
 * counted from the row in which their node begins.  False: no memory. */
bool schedule_milestones(const struct node *node, struct arena *arena,
                         struct integers *milestones);

#endif
