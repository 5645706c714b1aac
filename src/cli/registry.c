/* registry.c -- the commands and the families: the only place that names all.
 */
#include "command/command.h"
#include "optimizer/optimizer.h"
#include "problem/problem.h"
#include "schedule/schedule.h"

const struct family *const all_families[] = {
    &schedule_family, &optimizer_family, &problem_family, NULL};

#define DECLARE(name) extern const struct command command_##name;
COMMANDS(DECLARE)

#define ENTRY(name) &command_##name,
const struct command *const commands[COMMAND_COUNT] = {COMMANDS(ENTRY)};
