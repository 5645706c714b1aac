/* describe.h -- describes a kind as text or JSON, from its table. */
#ifndef SPEC_DESCRIBE_H
#define SPEC_DESCRIBE_H

#include "base/text.h"
#include "spec/table.h"

/* Everything about a kind, for people: lines of at most 80 columns. */
void describe_kind(const struct family *family, const struct kind *kind,
                   struct text *text);

/* The same as one JSON object on one line. */
void describe_json(const struct family *family, const struct kind *kind,
                   struct text *text);

/* What a parameter may be: "integer in [0,inf)". */
void describe_type(const struct parameter *row, struct text *text);

#endif
