/* fingerprint.c -- what makes a sweep, and the digest of it. */
#include "sweep/fingerprint.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec/print.h"

/* Numbers of a range follow from these, its last one, and how many they are. */
enum { RANGE_NUMBERS = 64 };

/* "lr=0.001,0.01,0.1", however they were given: 1e-3,1e-2,1e-1. */
static void
add_axis(const struct grid_axis *axis, struct text *text)
{
    const struct value_set *values = &axis->values;
    size_t first = values->items || values->count < RANGE_NUMBERS
                       ? values->count
                       : RANGE_NUMBERS;

    text_format(text, "%s=", values->name);
    if (values->range) {
        text_number(text, values->low);
        text_string(text, ":");
        text_number(text, values->high);
        text_string(text, values->log ? ":log" : ":lin");
    }
    for (size_t i = 0; i < values->count; i++) {
        double number = 0;

        if (i == first)
            text_format(text, ",...%zu", values->count);
        if (i >= first && i + 1 < values->count)
            i = values->count - 1;
        text_string(text, i ? "," : "");
        if (axis->numbers && value_set_number(values, i, &number))
            text_number(text, number);
        else
            value_set_add_item(values, i, text);
    }
    text_string(text, "\n");
}

static const char *
axes_text(const struct grid *grid, struct arena *arena)
{
    struct text text = {.arena = arena};

    for (size_t i = 0; i < grid->count; i++)
        add_axis(&grid->axes[i], &text);
    return text_end(&text);
}

/* The canonical spec of a run. */
static bool
print_run(const struct grid *grid, uint64_t run, const char **spec,
          struct arena *arena, struct error *error)
{
    struct arena own = {0};
    struct one_run one_run = {.arena = &own};
    struct text text = {.arena = arena};
    bool done = grid_load(grid, run, GRID_LANES_OWN, &one_run, error);

    if (done) {
        spec_print(&one_run.spec, &text);
        *spec = text_end(&text);
        done = *spec || error_memory(error);
    }
    arena_free(&own);
    return done;
}

static const char *
number_text(double number, struct arena *arena)
{
    struct text text = {.arena = arena};

    if (isnan(number))
        text_string(&text, "none");
    else
        text_number(&text, number);
    return text_end(&text);
}

/* FNV-1a (Fowler, Noll & Vo), 64 bits; the NUL behind the text counts too. */
static uint64_t
hash_text(uint64_t hash, const char *text)
{
    do {
        hash ^= (unsigned char)*text;
        hash *= 0x100000001B3;
    } while (*text++);
    return hash;
}

static void
make_label(const struct grid *grid, size_t count,
           struct fingerprint *fingerprint)
{
    uint64_t digest = 0xCBF29CE484222325, words = 0;
    int length;

    for (size_t i = 0; i < count; i++)
        digest = hash_text(hash_text(digest, fingerprint->facts[i].name),
                           fingerprint->facts[i].text);
    for (size_t i = 0; i < grid->count; i++)
        words |= (uint64_t)!grid->axes[i].numbers << i;
    length = snprintf(fingerprint->label, FINGERPRINT_LABEL_SIZE,
                      "%016" PRIx64 "/%" PRIu64, digest, grid->total);
    if (words)
        snprintf(fingerprint->label + length,
                 FINGERPRINT_LABEL_SIZE - (size_t)length, "/%" PRIx64, words);
}

bool
fingerprint_make(const struct grid *grid, const struct shard *shard,
                 struct fingerprint *fingerprint, struct arena *arena,
                 struct error *error)
{
    const char *until = grid->arguments->options.until;
    const char *first = NULL, *last = NULL;
    long rows = grid->view.keep_rows;
    const char *kept =
        number_text(rows == INTEGER_NULL ? NAN : (double)rows, arena);
    char *part = arena_alloc(arena, FINGERPRINT_LABEL_SIZE, 1);

    if (!print_run(grid, 0, &first, arena, error) ||
        !print_run(grid, grid->total - 1, &last, arena, error))
        return false;
    if (part)
        snprintf(part, FINGERPRINT_LABEL_SIZE, "%" PRIu64 "/%" PRIu64,
                 shard->index + 1, shard->count);
    *fingerprint = (struct fingerprint){
        .facts = {
            {"lrsim", LRSIM_VERSION},
            {"vary", axes_text(grid, arena)},
            {"seed of a sample",
             grid->random ? number_text((double)grid->seed, arena) : "none"},
            {"number of runs", number_text((double)grid->total, arena)},
            {"target", number_text(grid->view.target, arena)},
            {"until", until ? until : "none"},
            {"spec of the first run", first},
            {"spec of the last run", last},
            {"number of rows kept", kept},
            {"shard", part},
            {"sweep", fingerprint->label},
        }};
    for (size_t i = 0; i < FINGERPRINT_FACTS; i++)
        if (!fingerprint->facts[i].text)
            return error_memory(error);
    make_label(grid, FINGERPRINT_FACTS - 3, fingerprint);
    return true;
}

bool
fingerprint_parse_label(const char *label, uint64_t *runs, uint64_t *words)
{
    int at = 0;

    *words = 0;
    if (strspn(label, "0123456789abcdef") != 16 || label[16] != '/')
        return false;
    label += 17;
    if (*label < '1' || *label > '9' ||
        sscanf(label, "%16" SCNu64 "%n", runs, &at) != 1)
        return false;
    label += at;
    return !*label || (sscanf(label, "/%16" SCNx64 "%n", words, &at) == 1 &&
                       !label[at] && *words);
}
