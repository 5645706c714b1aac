/* parsed.c -- expressions for the tests, in an arena that a fixture frees. */
#include "tests/expression/parsed.h"

#include <math.h>
#include <string.h>

struct arena parsed_arena;
double parsed_scratch[PARSED_SCRATCH];

static const char *const xyz[] = {"x", "y", "z"};
const struct expression_scope scope_problem = {.problem = true};
const struct expression_scope scope_vector = {.problem = true, .dimension = 4};
const struct expression_scope scope_xyz = {
    .problem = true, .variables = xyz, .variable_count = 3};

void
parsed_forget(void)
{
    arena_free(&parsed_arena);
}

struct source
parsed_source(const char *text)
{
    return (struct source){.name = "f", .text = text, .length = strlen(text)};
}

struct expression *
parsed(const char *text, const struct expression_scope *scope)
{
    const struct source source = parsed_source(text);
    struct error error;
    struct expression *expression =
        expression_parse(&source, scope, &parsed_arena, &error);

    ck_assert_msg(expression != NULL, "%s: %s", text, error_line(&error));
    ck_assert_msg(
        expression_scratch(expression, PARSED_LANES) <= PARSED_SCRATCH,
        "%s: %zu", text, expression_scratch(expression, PARSED_LANES));
    return expression;
}

double
parsed_value(const char *text)
{
    static const struct expression_scope nothing;

    return expression_value(parsed(text, &nothing), NULL, parsed_scratch);
}

bool
close_to(double a, double b, double tolerance)
{
    return (isnan(a) && isnan(b)) || a == b ||
           fabs(a - b) <= tolerance * (1 + fabs(a) + fabs(b));
}

bool
same_bits(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}
