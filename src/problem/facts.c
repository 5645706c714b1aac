/* facts.c -- the facts of a descriptor as text and as JSON. */
#include "problem/facts.h"

#include <math.h>

static const struct {
    enum property property;
    const char *name;
} properties[] = {
    {CONVEX, "convex"},
    {MULTIMODAL, "multimodal"},
    {SEPARABLE, "separable"},
    {SMOOTH, "smooth"},
};

enum { PROPERTIES = sizeof properties / sizeof *properties, COLUMN = 12 };

static bool
is_fixed(const struct problem *problem)
{
    return problem->dim_least == problem->dim_most;
}

static void
add_numbers(struct text *text, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_string(text, i ? ", " : "");
        text_number(text, values[i]);
    }
}

/* "1, 3", "-1.2, 1, repeated", "0 everywhere", or the words of a rule. */
static void
add_spot(struct text *text, const struct spot *spot,
         const struct problem *problem)
{
    struct text words = {.arena = text->arena};

    if (spot->at) {
        text_flow(text, COLUMN, spot->words);
        return;
    }
    add_numbers(&words, spot->values, spot->count);
    if (!problem->known && (long)spot->count < problem->dim_most)
        text_string(&words, spot->count > 1 ? ", repeated" : " everywhere");
    if (text_end(&words))
        text_flow(text, COLUMN, words.bytes);
    text->failed |= words.failed;
}

static void
begin_line(struct text *text, const char *name)
{
    text_string(text, name);
    text_pad(text, COLUMN);
}

static void
add_dimension(struct text *text, const struct problem *problem)
{
    begin_line(text, "dimension");
    text_format(text, "%ld", problem->dim_least);
    if (!is_fixed(problem) && problem->dim_most < DIMENSION_MOST)
        text_format(text, " to %ld, %ld by default", problem->dim_most,
                    problem->dim_standard);
    else if (!is_fixed(problem) && problem->dim_multiple > 0)
        text_format(text, ", or a multiple of it, %ld by default",
                    problem->dim_standard);
    else if (!is_fixed(problem))
        text_format(text, " or more, %ld by default", problem->dim_standard);
    text_string(text, "\n");
}

/* Of some dimensions only. */
static void
add_known(struct text *text, const struct known *known,
          const struct problem *problem)
{
    for (; known->dim != 0; known++) {
        struct spot place = {.count = (size_t)known->dim,
                             .values = known->place};

        begin_line(text, "minimum");
        text_number(text, known->minimum);
        text_format(text, " for n = %ld%s", known->dim,
                    known->place ? " at " : "");
        if (known->place)
            add_spot(text, &place, problem);
        text_string(text, "\n");
    }
}

static void
add_minimum(struct text *text, const struct problem *problem)
{
    if (problem->known) {
        add_known(text, problem->known, problem);
        return;
    }
    if (!problem->minimum_words && isnan(problem->minimum))
        return;
    begin_line(text, "minimum");
    if (problem->minimum_words)
        text_flow(text, COLUMN, problem->minimum_words);
    else
        text_number(text, problem->minimum);
    for (size_t i = 0; i < PLACES && spot_known(&problem->minima[i]); i++) {
        text_string(text, i ? "\n            and at " : " at ");
        add_spot(text, &problem->minima[i], problem);
    }
    text_string(text,
                problem->bounded ? "\n            in the domain\n" : "\n");
}

/* The names of a set, each between two of `mark`. */
static void
add_properties(struct text *text, unsigned set, const char *mark)
{
    const char *comma = "";

    for (size_t i = 0; i < PROPERTIES; i++)
        if (set & properties[i].property) {
            text_format(text, "%s%s%s%s", comma, mark, properties[i].name,
                        mark);
            comma = ", ";
        }
}

static void
add_domain(struct text *text, const struct problem *problem)
{
    const struct spot *low = &problem->low, *high = &problem->high;
    size_t count = low->count > high->count ? low->count : high->count;

    begin_line(text, "domain");
    if (low->at) {
        text_format(text, "%s to %s\n", low->words, high->words);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        text_string(text, i % 4 ? ", " : i ? ",\n            " : "");
        text_number(text, low->values[i % low->count]);
        text_string(text, " to ");
        text_number(text, high->values[i % high->count]);
    }
    text_string(text, "\n");
}

void
facts_text(const struct kind *kind, struct text *text)
{
    const struct problem *problem = (const void *)kind;

    add_dimension(text, problem);
    if (spot_known(&problem->start)) {
        begin_line(text, "start");
        add_spot(text, &problem->start, problem);
        text_string(text, "\n");
    }
    add_minimum(text, problem);
    if (!spot_known(&problem->low))
        return;
    begin_line(text, "properties");
    add_properties(text, problem->properties, "");
    text_string(text, problem->properties ? "\n" : "none\n");
    add_domain(text, problem);
}

/* A list of numbers, or a string with the words of a rule. */
static void
spot_json(struct text *text, const struct spot *spot)
{
    if (spot->at) {
        text_json_string(text, spot->words);
        return;
    }
    text_string(text, "[");
    add_numbers(text, spot->values, spot->count);
    text_string(text, "]");
}

static void
known_json(struct text *text, const struct known *known)
{
    for (const char *comma = ""; known->dim != 0; known++, comma = ", ") {
        text_format(text, "%s{\"dimension\": %ld, \"minimum\": ", comma,
                    known->dim);
        text_json_number(text, known->minimum);
        text_string(text, ", \"place\": ");
        if (known->place) {
            text_string(text, "[");
            add_numbers(text, known->place, (size_t)known->dim);
            text_string(text, "]}");
        } else {
            text_string(text, "null}");
        }
    }
}

static void
minimum_json(struct text *text, const struct problem *problem)
{
    text_string(text, ", \"minimum\": ");
    if (problem->minimum_words)
        text_json_string(text, problem->minimum_words);
    else if (isnan(problem->minimum))
        text_string(text, "null");
    else
        text_number(text, problem->minimum);
    text_string(text, ", \"minima\": [");
    for (size_t i = 0; i < PLACES && spot_known(&problem->minima[i]); i++) {
        text_string(text, i ? ", " : "");
        spot_json(text, &problem->minima[i]);
    }
    text_string(text, "], \"known\": [");
    if (problem->known)
        known_json(text, problem->known);
    text_format(text, "], \"minimum_in_domain\": %s",
                problem->bounded ? "true" : "false");
}

static void
dimension_json(struct text *text, const struct problem *problem)
{
    text_format(text, ", \"dimension\": {\"least\": %ld, \"most\": ",
                problem->dim_least);
    if (problem->dim_most < DIMENSION_MOST)
        text_format(text, "%ld", problem->dim_most);
    else
        text_string(text, "null");
    text_format(text, ", \"multiple\": %ld, \"default\": %ld}",
                problem->dim_multiple ? problem->dim_multiple : 1,
                problem->dim_standard);
}

void
facts_json(const struct kind *kind, struct text *text)
{
    const struct problem *problem = (const void *)kind;

    dimension_json(text, problem);
    text_string(text, ", \"start\": ");
    spot_json(text, &problem->start);
    minimum_json(text, problem);
    text_string(text, ", \"domain\": {\"low\": ");
    spot_json(text, &problem->low);
    text_string(text, ", \"high\": ");
    spot_json(text, &problem->high);
    text_string(text, "}, \"properties\": [");
    add_properties(text, problem->properties, "\"");
    text_string(text, "]");
}
