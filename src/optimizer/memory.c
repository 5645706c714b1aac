/* memory.c -- the state that an optimizer keeps, by its options. */
#include "optimizer/memory.h"

#include <string.h>

#include "spec/load.h"

/* Whether an option, which is a number or a truth, is not 0 or false. */
static bool
is_set(const struct kind *kind, const void *self, const char *option)
{
    const struct parameter *row = row_find(kind, NULL, option);

    return row->type == PARAMETER_BOOLEAN
               ? *(const bool *)((const char *)self + row->offset)
               : kind_real(kind, self, option) != 0;
}

static void
take_larger(size_t *most, size_t other)
{
    *most = other > *most ? other : *most;
}

/* One optimizer inside of another makes an update at a time. */
struct optimizer_memory
optimizer_memory(const struct kind *kind, const void *self, size_t size,
                 const struct shape *shape)
{
    const struct optimizer *optimizer = optimizer_of(kind);
    struct optimizer_memory all = {0};
    const struct node *inner;

    for (size_t i = 0; (inner = optimizer_inner(kind, self, i)) != NULL; i++) {
        struct optimizer_memory one =
            optimizer_memory(inner->kind, inner->self, size, shape);

        take_larger(&all.vectors, one.vectors);
        take_larger(&all.numbers, one.numbers);
        take_larger(&all.scratch, one.scratch);
    }
    all.vectors += optimizer->vectors;
    all.numbers += optimizer->numbers;
    for (size_t i = 0; optimizer->vectors_with[i]; i++)
        all.vectors += is_set(kind, self, optimizer->vectors_with[i]);
    if (optimizer->more_vectors)
        all.vectors += optimizer->more_vectors(self);
    if (optimizer->more_numbers)
        all.numbers += optimizer->more_numbers(self, size, shape);
    if (optimizer->scratch)
        all.scratch += optimizer->scratch(self, size, shape);
    return all;
}

double
optimizer_shrinking(const struct kind *kind, const void *self)
{
    const char *option = optimizer_of(kind)->shrinks_with;

    return option && is_set(kind, self, option)
               ? kind_real(kind, self, "weight_decay")
               : 0;
}

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

bool
memory_of_call(const char *call, size_t *vectors, struct arena *arena,
               struct error *error)
{
    struct document document = {
        .arena = arena, .table = table, .families = families};
    struct loader loader = {
        .arena = arena, .document = &document, .error = error};
    struct holder holder = {0};
    const struct node *node = &holder.optimizer;
    const struct shape shape = {0};
    bool done =
        document_put(&document, "describe", "optimizer", call, error) &&
        document_expand(&document, error) &&
        load_rows(&loader, table, &holder, document.root, &document.place);

    if (done) {
        struct optimizer_memory memory =
            optimizer_memory(node->kind, node->self, LARGE, &shape);

        *vectors = memory.vectors + memory.numbers / LARGE;
    }
    return done;
}

/* With the defaults, in the call with the fewest arguments. */
static size_t
usual_vectors(const struct kind *kind, struct arena *arena)
{
    const char *call = kind->name;
    struct error error = {0};
    size_t vectors = 0;

    for (const struct parameter *row = kind->parameters; row->name; row++)
        if (!row->default_text)
            call = kind->example;
    memory_of_call(call, &vectors, arena, &error);
    return vectors;
}

/* The first option from `i` on that is not set by default; NULL. */
static const char *
next_option(const struct kind *kind, size_t *i)
{
    const char *const *options = optimizer_of(kind)->vectors_with;

    for (; options[*i]; ++*i) {
        const char *standard = row_find(kind, NULL, options[*i])->default_text;

        if (strcmp(standard, "0") == 0 || strcmp(standard, "false") == 0)
            return options[(*i)++];
    }
    return NULL;
}

void
memory_brief(const struct kind *kind, struct text *text)
{
    size_t usual = usual_vectors(kind, text->arena), i = 0;
    const char *option;

    text_format(text, "%zu vector%s", usual, usual == 1 ? "" : "s");
    while ((option = next_option(kind, &i)) != NULL)
        text_format(text, ", %zu with %s", usual + 1, option);
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
    size_t usual = usual_vectors(kind, text->arena), i = 0;
    const char *comma = "", *option;

    text_format(text, ", \"state_vectors\": %zu, \"state_vectors_with\": {",
                usual);
    for (; (option = next_option(kind, &i)) != NULL; comma = ", ")
        text_format(text, "%s\"%s\": %zu", comma, option, usual + 1);
    text_string(text, "}");
}
