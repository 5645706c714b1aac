/* simulated.c -- a simulation of a spec in a test. */
#include "tests/simulate/simulated.h"

bool
simulated_begin(struct simulated *simulated, const char *json, bool run)
{
    *simulated = (struct simulated){0};
    return load_text(json, &simulated->arena, &simulated->document,
                     &simulated->spec, &simulated->error) &&
           simulation_make(&simulated->simulation, &simulated->spec, run,
                           &simulated->arena, &simulated->error);
}

void
simulated_must_begin(struct simulated *simulated, const char *json, bool run)
{
    ck_assert_msg(simulated_begin(simulated, json, run), "%s: %s", json,
                  error_line(&simulated->error));
}

void
simulated_end(struct simulated *simulated)
{
    arena_free(&simulated->arena);
}
