/* clock.h -- a clock for durations. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* Seconds on a clock that never goes back. */
double clock_seconds(void);

#endif
