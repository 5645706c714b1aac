/* native_text.h -- the parameters of a schedule as arguments of a call, or as
 * members of an object. */
#ifndef EXPORT_NATIVE_TEXT_H
#define EXPORT_NATIVE_TEXT_H

#include "export/export.h"

/* How the values and their names are written. */
struct native_style {
    const char *yes, *no;
    const char *between; /* a name and its value */
    bool quoted;         /* the names */
    bool pyyaml;         /* numbers as it reads them: 1.0e-05 */
};

extern const struct native_style native_python, native_dictionary, native_json,
    native_yaml;

/* The schedule's parameter of this name; NULL where it has none, or null. */
const void *native_field(const struct node *node, const char *name);

/* "name=value, name=value", without what is null and without the names in
 * `but`; returns what comes before the next one. */
const char *native_arguments(struct text *text, const struct node *node,
                             const char *comma,
                             const struct native_style *style, const char *but);

/* A number that Python does not take for an integer. */
void native_real(struct text *text, const struct native_style *style,
                 double value);

#endif
