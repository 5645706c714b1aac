/* trial.h -- a document that may be a spec, and the laws for one that is. */
#ifndef TESTS_FUZZ_TRIAL_H
#define TESTS_FUZZ_TRIAL_H

#include "spec/spec.h"

/* How a text gets into a document: a target's own way. */
typedef bool trial_fill(struct document *document, const char *text,
                        size_t size, struct error *error);

/* As the JSON of a spec. */
trial_fill trial_json;

/* Fills a document and loads it.  Where it is a spec: its canonical JSON is
 * one too, is its own canonical JSON, and runs to the same rows.  Then all of
 * it again, with memory that runs out somewhere. */
void trial_hold(trial_fill *fill, const char *text, size_t size);

#endif
