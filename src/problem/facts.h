/* facts.h -- what is known of a problem, for lists and descriptions. */
#ifndef PROBLEM_FACTS_H
#define PROBLEM_FACTS_H

#include "base/text.h"
#include "problem/problem.h"

/* Lines for people: dimension, start, minimum, properties and domain. */
void facts_text(const struct kind *kind, struct text *text);

/* The same as members of a JSON object, a comma before each. */
void facts_json(const struct kind *kind, struct text *text);

#endif
