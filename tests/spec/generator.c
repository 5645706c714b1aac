/* generator.c -- random specs, the same ones each time. */
#include "tests/spec/generator.h"

#include <math.h>
#include <string.h>

#include "spec/load.h"
#include "tests/spec/loaded.h"

bool
row_is_whole(const struct parameter *row)
{
    return row->type == PARAMETER_INTEGER || row->type == PARAMETER_INTEGERS;
}

int
row_fixed_count(const struct parameter *row)
{
    return row->type == PARAMETER_PAIR     ? 2
           : row->type == PARAMETER_TRIPLE ? 3
                                           : 0;
}

bool
generator_coin(struct generator *generator)
{
    return random_bits(&generator->state) >> 63;
}

size_t
generator_below(struct generator *generator, size_t count)
{
    return (size_t)(random_bits(&generator->state) % count);
}

/* Half of them are multiples of a quarter, where curves have their corners. */
static double
random_real(struct generator *generator, const struct parameter *row)
{
    struct interval range = row_interval(row);
    double low = range.low, high = range.high, value;

    if (isinf(low))
        low = isinf(high) ? -1.25 : high - 2;
    if (isinf(high))
        high = isinf(range.low) ? 1.25 : low + 12;
    value = random_between(&generator->state, low, high);
    if (generator_coin(generator))
        value = floor(value * 4) / 4;
    return value > low && value < high ? value : (low + high) / 2;
}

static long
random_whole(struct generator *generator, const struct parameter *row)
{
    struct interval range = row_interval(row);
    double low = isinf(range.low) ? -6 : range.low + range.low_open;

    /* The ends are where kinds differ. */
    return (long)low +
           (long)generator_below(generator, generator_coin(generator) ? 12 : 2);
}

/* Rising half of the time, as some kinds want it. */
static void
random_list(struct generator *generator, const struct parameter *row,
            size_t count, struct text *text)
{
    bool rising = generator_coin(generator), whole = row_is_whole(row);
    long last = random_whole(generator, row);

    text_string(text, "[");
    for (size_t i = 0; i < count; i++) {
        text_string(text, i ? ", " : "");
        if (whole)
            text_format(text, "%ld", last);
        else
            text_number(text, random_real(generator, row));
        last = rising ? last + 1 + (long)generator_below(generator, 8)
                      : random_whole(generator, row);
    }
    text_string(text, "]");
}

static void
random_word(struct generator *generator, const struct parameter *row,
            struct text *text)
{
    const char *word = row->range;

    while (word[strcspn(word, "|")] && generator_coin(generator))
        word += strcspn(word, "|") + 1;
    text_format(text, "\"%.*s\"", (int)strcspn(word, "|"), word);
}

/* Formulas in t or in the names of parameters, and these names. */
static void
random_text(struct generator *generator, const struct parameter *row,
            struct text *text)
{
    static const char *const in_t[] = {"0.95^t", "1/(1+t)", "t > 5 ? a : b",
                                       "cos(t)"};
    static const char *const in_x[] = {"x^2", "x*y + a", "sum(i, 0, n-1, x[i])",
                                       "u - v"};
    static const char *const lists[] = {"[\"x\"]", "[\"v\", \"u\"]",
                                        "[\"x\", \"y\"]"};

    if (row->type == PARAMETER_TEXTS)
        text_string(text, lists[generator_below(generator, 3)]);
    else
        text_json_string(text, (row->type == PARAMETER_FORMULAS ||
                                        row->type == PARAMETER_FORMULA
                                    ? in_t
                                    : in_x)[generator_below(generator, 4)]);
}

static void
random_value(struct generator *generator, const struct parameter *row,
             int depth, struct text *text)
{
    size_t count = 1 + generator_below(generator, 3);

    if (row->type == PARAMETER_REAL || row->type == PARAMETER_EACH)
        text_number(text, random_real(generator, row));
    else if (row->type == PARAMETER_INTEGER)
        text_format(text, "%ld", random_whole(generator, row));
    else if (row->type == PARAMETER_BOOLEAN)
        text_string(text, generator_coin(generator) ? "true" : "false");
    else if (row->type == PARAMETER_TEXT || row->type == PARAMETER_TEXTS ||
             row->type == PARAMETER_FORMULA || row->type == PARAMETER_FORMULAS)
        random_text(generator, row, text);
    else if (row->type == PARAMETER_CONSTANTS)
        text_format(text, "{\"a\": %g, \"b\": 0.5}",
                    random_real(generator, row));
    else if (row->type == PARAMETER_PAIRS)
        text_string(text, generator_coin(generator) ? "[[0, 1]]"
                                                    : "[[0, 1], [3, 2.5]]");
    else if (row->type == PARAMETER_CHOICE)
        random_word(generator, row, text);
    else if (row->type == PARAMETER_NODE)
        text_string(text, generator_node(generator, row->family, depth - 1));
    else if (row->type == PARAMETER_NODES)
        for (size_t i = 0; i < count; i++) {
            text_string(text, i ? ", " : "[");
            text_string(text,
                        generator_node(generator, row->family, depth - 1));
            text_string(text, i + 1 < count ? "" : "]");
        }
    else
        random_list(generator, row,
                    row_fixed_count(row) > 0 ? (size_t)row_fixed_count(row)
                                             : count,
                    text);
}

static bool
holds_nodes(const struct kind *kind)
{
    for (size_t i = 0; kind->parameters[i].name; i++)
        if (kind->parameters[i].family)
            return true;
    return false;
}

static const char *
attempt(struct generator *generator, const struct kind *kind, int depth)
{
    struct text text = {.arena = generator->arena};

    text_format(&text, "{\"type\": \"%s\"", kind->name);
    for (size_t i = 0; kind->parameters[i].name; i++) {
        const struct parameter *row = &kind->parameters[i];

        /* What is left of a span is another number elsewhere. */
        if (row->default_text && row->count != COUNT_TOTAL &&
            generator_coin(generator))
            continue;
        text_format(&text, ", \"%s\": ", row->name);
        random_value(generator, row, depth, &text);
    }
    text_add(&text, "}", 2);
    return text.bytes;
}

const char *
generator_root(struct arena *arena, const struct family *family,
               const char *node)
{
    struct text text = {.arena = arena};

    text_format(&text, "{\"%s\": ", family->name);
    text_string(&text, node);
    text_add(&text, "}", 2);
    return text.bytes;
}

/* A valid node as JSON; what a kind's check refuses is drawn again. */
const char *
generator_node(struct generator *generator, const struct family *family,
               int depth)
{
    size_t kinds = 0;

    while (family->kinds[kinds])
        kinds++;
    for (int i = 0; i < 1000; i++) {
        const struct kind *kind =
            family->kinds[generator_below(generator, kinds)];
        struct loaded loaded = {0};
        const char *node;
        bool done;

        if (depth <= 0 && holds_nodes(kind))
            continue;
        node = attempt(generator, kind, depth);
        done = load_text(generator_root(generator->arena, family, node),
                         &loaded.arena, &loaded.document, &loaded.spec,
                         &loaded.error);
        loaded_end(&loaded);
        if (done)
            return node;
    }
    ck_abort_msg("no random %s is valid", family->name);
    return NULL;
}
