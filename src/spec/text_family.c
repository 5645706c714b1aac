/* text_family.c -- which family a text in the short form is of. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "expression/expression.h"
#include "spec/short_form.h"
#include "spec/spec.h"

/* Whether an error is further along in the text than another. */
static bool
is_further(const struct error *error, const struct error *other)
{
    return error->line != other->line ? error->line > other->line
                                      : error->column > other->column;
}

/* The length of the name that is called first, as in "x = NAME(1)", or of the
 * only one; 0: there is none. */
static size_t
find_call(const struct source *source, size_t *offset)
{
    size_t length = 0;

    for (size_t i = 0; i < source->length; i++) {
        unsigned char c = (unsigned char)source->text[i];

        if (isalpha(c) || c == '_' ||
            (length > 0 && (isdigit(c) || c == '.'))) {
            *offset = length > 0 ? *offset : i;
            length = i + 1 - *offset;
        } else if (c == '(' && length > 0) {
            return length;
        } else if (!isspace(c)) {
            length = 0;
        }
    }
    return length;
}

/* The error for a text that no family knows the beginning of. */
static void
say_unknown(const struct source *source, const struct family *const *families,
            struct arena *arena, struct error *error)
{
    size_t offset = 0, length = find_call(source, &offset);
    const struct place place = {.source = source, .offset = offset};
    const char *name = arena_copy(arena, source->text + offset, length);

    char what[128];

    if (!name)
        error_memory(error);
    if (!name || length == 0)
        return;
    snprintf(what, sizeof what, "unknown name '%s'", quote(name).text);
    unknown_name(families, name, what, &place, arena, error);
}

static bool
say_several(const struct source *source, const struct family *one,
            const struct family *other, struct error *error)
{
    return error_named(error, STATUS_WRONG, source->name,
                       "is in two families: use --%s or --%s", one->name,
                       other->name);
}

bool
text_is_known(const char *word, const struct family *const *families)
{
    while (*families && !family_find(*families, word))
        families++;
    return *families != NULL;
}

/* The formula that a text is, and no name alone; NULL: it is none. */
static const struct expression *
parse_formula(const struct source *text, struct arena *arena,
              struct error *error)
{
    static const struct expression_scope scope = {.problem = true,
                                                  .dimension = 2};
    const struct expression *formula =
        *text->text != '-' && strpbrk(text->text, "^*/+-(")
            ? expression_parse(text, &scope, arena, error)
            : NULL;

    return formula && formula->slot_count > 0 ? formula : NULL;
}

bool
text_as_problem(const struct source *text, const struct family *const *families,
                struct arena *arena, const char **problem)
{
    struct error failed = {0};
    const struct expression *formula = parse_formula(text, arena, &failed);
    struct text made = {.arena = arena};

    *problem = NULL;
    /* What is over another limit has a place. */
    if (!formula)
        return failed.status != STATUS_LIMIT || *failed.name;
    text_format(&made, "expression(\"%.*s\", [", (int)text->length, text->text);
    for (size_t i = 0; i < formula->slot_count; i++) {
        if (!formula->indexed && text_is_known(formula->names[i], families))
            return true;
        text_string(&made, i == 0 ? "1" : ", 1");
    }
    text_string(&made, "])");
    *problem = text_end(&made);
    return *problem != NULL;
}

const struct family *
text_family(const struct source *source, const struct family *const *families,
            struct arena *arena, struct error *error)
{
    const struct family *found = NULL;
    struct error furthest = {.status = STATUS_DONE};
    bool tie = true;

    for (size_t i = 0; families[i]; i++) {
        const struct parameter *row =
            row_find(NULL, spec_table, families[i]->name);
        struct error failed = {.status = STATUS_DONE};

        if (short_form_read(source, families[i], families[0], row->extra, arena,
                            &failed)) {
            if (found && *source->text == '{') {
                error_named(error, STATUS_WRONG, source->name,
                            "must have a \"type\"; a whole spec is read from "
                            "a file, or from standard input as -");
                return NULL;
            }
            if (found) {
                say_several(source, found, families[i], error);
                return NULL;
            }
            found = families[i];
        } else if (i == 0 || is_further(&failed, &furthest)) {
            tie = i == 0;
            furthest = failed;
        } else {
            tie = tie && !is_further(&furthest, &failed);
        }
    }
    if (found)
        return found;
    *error = furthest;
    /* A number is what schedules say something about. */
    if (tie && furthest.status == STATUS_WRONG &&
        !strchr("0123456789.+-", source->text[strspn(source->text, " \t\n")]))
        say_unknown(source, families, arena, error);
    return NULL;
}
