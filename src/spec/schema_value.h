/* schema_value.h -- shared by the files that print a schema. */
#ifndef SPEC_SCHEMA_VALUE_H
#define SPEC_SCHEMA_VALUE_H

#include "base/text.h"
#include "spec/document.h"

struct schema {
    const struct family *const *families;
    struct text *text;
};

/* "key": , after a comma unless it is the first. */
void schema_add_key(struct text *text, const char *key);

/* "key": "value" */
void schema_add_pair(struct text *text, const char *key, const char *value);

/* What a value of the row must be, as members of an open object. */
void schema_add_value(const struct schema *schema, const struct parameter *row);

/* A node by the name of its definition, or its short form. */
void schema_add_node(struct text *text, const char *definition, bool null);

/* The family that a row's nodes belong to. */
const struct family *schema_family(const struct schema *schema,
                                   const struct parameter *row);

/* The members that rows describe. */
void schema_add_rows(const struct schema *schema, const struct parameter *rows);

/* "required": […] of two tables, either of which may be NULL, unless that is
 * empty. */
void schema_add_required(struct text *text, const struct parameter *rows,
                         const struct parameter *more);

#endif
