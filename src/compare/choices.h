/* choices.h -- the parts of a spec that a comparison has alternatives for. */
#ifndef COMPARE_CHOICES_H
#define COMPARE_CHOICES_H

#include "spec/spec_input.h"

/* Parts with alternatives: the problem, the optimizer and the schedule. */
enum { CHOICES_MOST = 3 };

struct choice {
    size_t count; /* at least 1 */
    const struct spec_override *alternatives;
};

struct choices {
    size_t count;
    struct choice items[CHOICES_MOST];
    size_t combinations; /* of one alternative of each choice, at least 1 */
};

/* Collects the alternatives of a part from the overrides of an input. */
bool choices_make(struct choices *choices, const struct spec_input *input,
                  struct arena *arena, struct error *error);

/* Whether it is between problems. */
bool choice_is_problem(const struct choice *choice);

/* The alternative of a choice in a combination; the last choice changes
 * fastest. */
const struct spec_override *choices_find(const struct choices *choices,
                                         size_t combination, size_t choice);

/* Replaces the alternatives among the overrides of an input by those of a
 * combination. */
bool choices_apply(const struct choices *choices, size_t combination,
                   struct arena *arena, struct spec_input *input,
                   struct error *error);

#endif
