/* common_names.c -- what the names of all runs have in common stands once:
 * "warmup(5%) -> cosine" and "warmup(5%) -> linear" are "cosine" and "linear"
 * of "warmup(5%) -> …".
 *
 * Names are cut between words only, and not between parentheses. */
#include <string.h>

#include "output/plot/chart.h"
#include "output/plot/label.h"

/* Less than this is left in the names. */
enum { LEAST = 8 };

/* How many bytes all names have in common, from the start or from the end, and
 * leave something of each. */
static size_t
count_equal(const struct chart *chart, bool end)
{
    const char *first = chart->runs[0].name;
    size_t equal = strlen(first);

    for (size_t r = 0; r < chart->run_count; r++) {
        const char *name = chart->runs[r].name;
        size_t length = strlen(name), k = 0;
        const char *a = end ? first + strlen(first) - 1 : first;
        const char *b = end ? name + length - 1 : name;

        while (k < equal && k + 1 < length && *a == *b) {
            k++;
            a += end ? -1 : 1;
            b += end ? -1 : 1;
        }
        equal = k;
    }
    return equal;
}

/* The most of the first bytes of a name that end behind a word. */
static size_t
cut_start(const char *name, size_t most)
{
    size_t cut = 0;
    int depth = 0;

    for (size_t i = 0; i < most; i++) {
        depth += strchr("([{", name[i]) ? 1 : strchr(")]}", name[i]) ? -1 : 0;
        if (depth == 0 && (name[i] == ' ' || name[i] == '/'))
            cut = i + 1;
    }
    return cut;
}

/* The most of the last bytes that begin in front of one. */
static size_t
cut_end(const char *name, size_t most)
{
    size_t length = strlen(name), cut = 0;
    int depth = 0;

    for (size_t i = length; i-- > length - most;) {
        depth += strchr(")]}", name[i]) ? 1 : strchr("([{", name[i]) ? -1 : 0;
        if (depth == 0 && strchr(" ,/", name[i]))
            cut = length - i;
    }
    return cut;
}

bool
chart_share_names(struct chart *chart)
{
    const char *first = chart->runs[0].name;
    struct text common = {.arena = chart->arena};
    size_t start, end;

    if (chart->run_pens < 2)
        return true;
    start = cut_start(first, count_equal(chart, false));
    end = cut_end(first, count_equal(chart, true));
    for (size_t r = 0; r < chart->run_count; r++)
        if (strlen(chart->runs[r].name) <= start + end)
            end = 0;
    if (start + end < LEAST)
        return true;
    text_add(&common, first, start);
    text_string(&common, LABEL_ELLIPSIS);
    text_string(&common, first + strlen(first) - end);
    chart->common = text_end(&common);
    for (size_t r = 0; chart->common && r < chart->run_count; r++) {
        const char *name = chart->runs[r].name + start;

        chart->runs[r].name =
            arena_copy(chart->arena, name, strlen(name) - end);
        if (!chart->runs[r].name)
            return false;
    }
    return chart->common;
}
