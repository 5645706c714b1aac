/* memory.c -- the state that an optimizer keeps, by its options. */
#include "optimizer/memory.h"

#include <stdio.h>
#include <string.h>

#include "spec/load.h"

/* A document of one optimizer. */
struct holder {
    struct node optimizer;
};

static const struct parameter table[] = {
    NODE(struct holder, optimizer, &optimizer_family, NULL, NULL, "the one"),
    END_OF_TABLE,
};

static const struct family *const families[] = {&optimizer_family, NULL};

/* A group so large that single numbers do not show. */
enum { LARGE = 1 << 20 };

/* Vectors of a call in the short form, after an assignment (NULL: none). */
static bool
vectors_of(const char *call, const char *assignment, size_t *vectors,
           struct error *error)
{
    struct arena arena = {0};
    struct document document = {
        .arena = &arena, .table = table, .families = families};
    struct loader loader = {&arena, &document, error};
    struct holder holder = {0};
    const struct node *node = &holder.optimizer;
    const struct shape shape = {0};
    bool done =
        document_put(&document, "describe", "optimizer", call, error) &&
        document_expand(&document, error) &&
        (!assignment || document_set(&document, assignment, error)) &&
        load_rows(&loader, table, &holder, document.root, &document.place);

    if (done)
        *vectors =
            optimizer_state(node->kind, node->self, LARGE, &shape) / LARGE;
    arena_free(&arena);
    return done;
}

bool
memory_of_call(const char *call, size_t *vectors, struct error *error)
{
    return vectors_of(call, NULL, vectors, error);
}

/* The call with the fewest arguments. */
static const char *
shortest_call(const struct kind *kind)
{
    for (const struct parameter *row = kind->parameters; row->name; row++)
        if (!row->default_text)
            return kind->example;
    return kind->name;
}

/* Where another value of a row makes another memory. */
static bool
differs(const struct kind *kind, const struct parameter *row, size_t usual,
        size_t *vectors)
{
    const char *other = row->type == PARAMETER_BOOLEAN ? "true"
                        : row->type == PARAMETER_REAL  ? "0.5"
                                                       : NULL;
    struct error error = {0};
    char assignment[128];

    if (!other)
        return false;
    snprintf(assignment, sizeof assignment, "optimizer.%s=%s", row->name,
             other);
    return vectors_of(shortest_call(kind), assignment, vectors, &error) &&
           *vectors != usual;
}

size_t
memory_list(const struct kind *kind, struct memory_case *cases, size_t most)
{
    struct error error = {0};
    size_t count = 1;

    cases[0] = (struct memory_case){NULL, 0};
    vectors_of(shortest_call(kind), NULL, &cases[0].vectors, &error);
    for (const struct parameter *row = kind->parameters;
         row->name && count < most; row++)
        if (differs(kind, row, cases[0].vectors, &cases[count].vectors))
            cases[count++].option = row->name;
    return count;
}

void
memory_brief(const struct kind *kind, struct text *text)
{
    struct memory_case cases[MEMORY_CASES];
    size_t count = memory_list(kind, cases, MEMORY_CASES);

    text_format(text, "%zu vector%s", cases[0].vectors,
                cases[0].vectors == 1 ? "" : "s");
    for (size_t i = 1; i < count; i++)
        text_format(text, ", %zu with %s", cases[i].vectors, cases[i].option);
}

void
memory_describe(const struct kind *kind, struct text *text)
{
    text_string(text, "state       ");
    memory_brief(kind, text);
    text_string(text, ", each as long as the parameters\n");
}

void
memory_describe_json(const struct kind *kind, struct text *text)
{
    struct memory_case cases[MEMORY_CASES];
    size_t count = memory_list(kind, cases, MEMORY_CASES);

    text_format(text, ", \"state_vectors\": %zu, \"state_vectors_with\": {",
                cases[0].vectors);
    for (size_t i = 1; i < count; i++)
        text_format(text, "%s\"%s\": %zu", i > 1 ? ", " : "", cases[i].option,
                    cases[i].vectors);
    text_string(text, "}");
}
