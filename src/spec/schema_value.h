/* schema_value.h -- what the parts of a schema are written with. */
#ifndef SPEC_SCHEMA_VALUE_H
#define SPEC_SCHEMA_VALUE_H

#include "base/text.h"
#include "spec/document.h"

struct schema {
    const struct family *const *families;
    struct text *text;
};

/* "a": , with a comma where something stands before it. */
void schema_add_key(struct text *text, const char *key);

/* "a": "b" */
void schema_add_pair(struct text *text, const char *key, const char *value);

/* What a value of the row must be, as members of an open object. */
void schema_add_value(const struct schema *schema, const struct parameter *row);

/* One of a family, by its definition's name, or its short form. */
void schema_add_node(struct text *text, const char *definition, bool null);

/* The family that a row's nodes belong to. */
const struct family *schema_family(const struct schema *schema,
                                   const struct parameter *row);

/* The members that rows describe. */
void schema_add_rows(const struct schema *schema, const struct parameter *rows);

#endif
