/* simulated.h -- a simulation of a spec in a test. */
#ifndef TESTS_SIMULATE_SIMULATED_H
#define TESTS_SIMULATE_SIMULATED_H

#include "simulate/simulation.h"
#include "tests/suites.h"

/* A loaded spec and its simulation. */
struct simulated {
    struct arena arena;
    struct document document;
    struct spec spec;
    struct error error;
    struct simulation simulation;
};

/* Loads a spec from JSON text; `run` also makes problem and optimizer. */
bool simulated_begin(struct simulated *simulated, const char *json, bool run);

/* Likewise; fails the test where that fails. */
void simulated_must_begin(struct simulated *simulated, const char *json,
                          bool run);

void simulated_end(struct simulated *simulated);

#endif
