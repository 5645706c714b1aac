/* families.c -- the list of the families. */
#include "simulate/families.h"

#include "optimizer/optimizer.h"
#include "problem/problem.h"
#include "schedule/schedule.h"

const struct family *const all_families[] = {
    &schedule_family, &optimizer_family, &problem_family, NULL};
