/* spec.c -- a text as the JSON of a spec. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/trial.h"

void
fuzz_spec(const char *text, size_t size)
{
    trial_hold(trial_json, text, size);
}
