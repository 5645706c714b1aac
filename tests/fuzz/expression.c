/* expression.c -- a text as a formula, in each scope that there is: its value
 * and gradient in one lane are those in any number of lanes. */
#include "expression/expression.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/lanes.h"
#include "tests/fuzz/fuzz.h"

enum { SLOTS_MOST = 512 };

/* One evaluation. */
struct pass {
    const struct expression *expression;
    size_t lanes;
    double *variables, *scratch, *values, *gradient;
};

/* Gives a slot to every name but those that begin with 'z'. */
static bool
lookup(void *context, const struct expression_name *name, size_t *slot,
       struct error *error)
{
    size_t length = strlen(name->name);

    (void)context;
    MUST(length > 0, "an empty name");
    for (size_t i = 0; i < length; i++)
        MUST(isalnum((unsigned char)name->name[i]) || name->name[i] == '_' ||
                 name->name[i] == '.',
             "the name '%s'", name->name);
    if (name->name[0] == 'z')
        return error_in(error, name->source, name->offset, "unknown name '%s'",
                        quote(name->name).text);
    *slot = (length + name->called) % 5;
    return true;
}

static const char *const t[] = {"t"};
static const char *const xyz[] = {"x", "y", "z"};
static const struct expression_constant constants[] = {{"a", 2}, {"b", -0.5}};
static const struct expression_scope scopes[] = {
    {.variables = t, .variable_count = 1},
    {.variables = t,
     .variable_count = 1,
     .constants = constants,
     .constant_count = 2},
    {.problem = true, .dimension = 3},
    {.problem = true},
    {.problem = true, .variables = xyz, .variable_count = 3, .dimension = 3},
    {.lookup = lookup},
};

static void
evaluate(void *context)
{
    const struct pass *pass = context;

    if (pass->gradient)
        expression_gradient(pass->expression, pass->lanes, pass->variables,
                            pass->scratch, pass->values, pass->gradient);
    else
        pass->values[0] =
            expression_value(pass->expression, pass->variables, pass->scratch);
}

static double *
numbers(size_t count)
{
    double *values = malloc((count ? count : 1) * sizeof *values);

    MUST(values, "no memory for %zu numbers", count);
    /* What is read before it is written is seen. */
    memset(values, 0x7F, count * sizeof *values);
    return values;
}

/* Lane `first` and those behind it. */
static void
pass_begin(struct pass *pass, const struct expression *expression, size_t lanes,
           size_t first, bool gradient)
{
    static const double samples[] = {0.5, -1.25, 3,     0,    1,      7, -2,
                                     100, 1e-9,  1e300, -0.0, -1e300, 2};
    size_t slots = expression->slot_count;

    *pass = (struct pass){
        .expression = expression,
        .lanes = lanes,
        .variables = numbers(slots * lanes),
        .scratch = numbers(expression_scratch(expression, lanes)),
        .values = numbers(lanes),
        .gradient = gradient ? numbers(slots * lanes) : NULL,
    };
    for (size_t i = 0; i < slots; i++)
        for (size_t l = 0; l < lanes; l++)
            pass->variables[i * lanes + l] =
                samples[(i * 5 + l + first) %
                        (sizeof samples / sizeof(double))];
}

static void
pass_end(struct pass *pass)
{
    free(pass->variables);
    free(pass->scratch);
    free(pass->values);
    free(pass->gradient);
}

/* Lane `first` of many is the only lane of one. */
static void
compare(const struct pass *many, const struct pass *one, size_t first)
{
    MUST(same_bits(many->values[first], one->values[0]),
         "lane %zu of %zu: %.17g, alone %.17g", first, many->lanes,
         many->values[first], one->values[0]);
    for (size_t i = 0; many->gradient && i < many->expression->slot_count; i++)
        MUST(same_bits(many->gradient[i * many->lanes + first],
                       one->gradient[i]),
             "slot %zu, lane %zu of %zu: %.17g, alone %.17g", i, first,
             many->lanes, many->gradient[i * many->lanes + first],
             one->gradient[i]);
}

static void
hold_lanes(const struct expression *expression, size_t lanes)
{
    struct pass many, one;
    bool done;

    pass_begin(&many, expression, lanes, 0, true);
    done = within_time(evaluate, &many);
    for (size_t l = 0; done && l < lanes; l += 1 + l / 2) {
        pass_begin(&one, expression, 1, l, true);
        done = within_time(evaluate, &one);
        if (done)
            compare(&many, &one, l);
        pass_end(&one);
    }
    pass_end(&many);
}

/* The value by itself, and the one that comes with a gradient. */
static void
hold_value(const struct expression *expression, bool gradient)
{
    struct pass with, without;

    pass_begin(&without, expression, 1, 0, false);
    if (within_time(evaluate, &without) && gradient) {
        pass_begin(&with, expression, 1, 0, true);
        if (within_time(evaluate, &with))
            MUST(same_bits(with.values[0], without.values[0]),
                 "%.17g with a gradient, %.17g without", with.values[0],
                 without.values[0]);
        pass_end(&with);
    }
    pass_end(&without);
}

static void
hold(const struct expression *expression, const struct expression_scope *scope)
{
    MUST(expression->used_count <= expression->slot_count, "%zu of %zu slots",
         expression->used_count, expression->slot_count);
    for (size_t i = 0; !expression->indexed && i < expression->used_count; i++)
        MUST(expression->used[i] < expression->slot_count, "slot %zu of %zu",
             expression->used[i], expression->slot_count);
    if (expression->slot_count > SLOTS_MOST)
        return;
    hold_value(expression, scope->problem);
    if (scope->problem) {
        hold_lanes(expression, LANES);
        hold_lanes(expression, 3);
    }
}

/* What is refused now was refused before, or is refused for the memory. */
static void
starve(const struct source *source, const struct expression_scope *scope,
       const struct error *first, uint64_t n)
{
    struct arena arena = {0};
    struct error error;
    bool accepted;

    memory_refuse(n);
    accepted = expression_parse(source, scope, &arena, &error) != NULL;
    check_error(accepted, &error);
    MUST(accepted || strcmp(error_text(&error).text, "out of memory") == 0 ||
             strcmp(error_text(&error).text, error_text(first).text) == 0,
         "without memory, it says: %s", error_text(&error).text);
    arena_free(&arena);
    memory_refuse(0);
}

static void
hold_scope(const struct source *source, const struct expression_scope *scope)
{
    struct arena arena = {0};
    struct error error;
    struct expression *expression;
    struct shortage shortage;

    memory_refuse(0);
    expression = expression_parse(source, scope, &arena, &error);
    shortage = shortage_from(source->text, source->length, memory_requests());
    check_error(expression != NULL, &error);
    if (expression)
        hold(expression, scope);
    for (uint64_t n = shortage.first; n <= shortage.last; n++)
        starve(source, scope, &error, n);
    arena_free(&arena);
}

/* Nothing follows the text. */
void
fuzz_expression(const char *text, size_t size)
{
    char *exact = malloc(size ? size : 1);
    struct source source = {.name = "f", .text = exact, .length = size};

    MUST(exact, "no memory for the text");
    memcpy(exact, text, size);
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        hold_scope(&source, &scopes[i]);
    free(exact);
}
