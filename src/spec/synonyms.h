/* synonyms.h -- what other systems call a parameter. */
#ifndef SPEC_SYNONYMS_H
#define SPEC_SYNONYMS_H

#include "base/text.h"
#include "spec/table.h"

/* Adds " (did you mean 'num_warmup_steps', integer in [0,inf)?)" where the kind
 * has a parameter for what the name means elsewhere, or else ": " and where
 * that is said; nothing for other names. */
void synonym_add(const struct kind *kind, const char *name, struct text *text);

/* Where that is said which is a parameter of no kind, as max_grad_norm is;
 * NULL: the name is none such. */
const char *synonym_note(const char *name);

#endif
