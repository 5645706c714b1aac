/* fingerprint.c -- the facts that decide the rows of a sweep, and their
 * digest. */
#include "sweep/fingerprint.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec/print.h"

/* The numbers of a longer range follow from the first of them, the last, and
 * their count. */
enum { RANGE_NUMBERS = 64 };

/* "lr=0.001,0.01,0.1", also for 1e-3,1e-2,1e-1. */
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
axes_text(const struct grid *grid)
{
    struct text text = {.arena = grid->arena};

    for (size_t i = 0; i < grid->count; i++)
        add_axis(&grid->axes[i], &text);
    return text_end(&text);
}

/* The canonical spec of a run. */
static bool
print_run(const struct grid *grid, uint64_t run, const char **spec,
          struct error *error)
{
    struct arena own = {0};
    struct one_run one_run = {.arena = &own};
    struct text text = {.arena = grid->arena};
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

static const uint64_t HASH_START = 0xCBF29CE484222325,
                      HASH_FACTOR = 0x100000001B3;

/* FNV-1a (Fowler, Noll & Vo), 64 bits, including the NUL that ends the text. */
static uint64_t
hash_text(uint64_t hash, const char *text)
{
    do {
        hash ^= (unsigned char)*text;
        hash *= HASH_FACTOR;
    } while (*text++);
    return hash;
}

/* Likewise, of a number's bits, the lowest byte first. */
static uint64_t
hash_number(uint64_t hash, double number)
{
    const double value = isnan(number) ? NAN : number;
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 64; i += 8)
        hash = (hash ^ (bits >> i & 0xFF)) * HASH_FACTOR;
    return hash;
}

static void
make_label(const struct grid *grid, size_t count,
           struct fingerprint *fingerprint)
{
    uint64_t digest = HASH_START, axes = 0;
    int length;

    for (size_t i = 0; i < count; i++)
        digest = hash_text(hash_text(digest, fingerprint->facts[i].name),
                           fingerprint->facts[i].text);
    for (size_t i = 0; i < grid->count; i++)
        axes |= (uint64_t)!grid->axes[i].numbers << i;
    length = snprintf(fingerprint->label, FINGERPRINT_LABEL_SIZE,
                      "%016" PRIx64 "/%" PRIu64, digest, grid->total);
    if (axes)
        snprintf(fingerprint->label + length,
                 FINGERPRINT_LABEL_SIZE - (size_t)length, "/%" PRIx64, axes);
}

static bool
make_facts(const struct grid *grid, const struct shard *shard,
           struct fingerprint *fingerprint, struct error *error)
{
    const struct sweep_request *request = grid->request;
    double rows =
        request->keep_rows == INTEGER_NULL ? NAN : (double)request->keep_rows;
    double seed = grid->random ? (double)grid->seed : NAN;
    const char *first = NULL, *last = NULL;
    struct arena *arena = grid->arena;
    struct text part = {.arena = arena};

    if (!print_run(grid, 0, &first, error) ||
        !print_run(grid, grid->total - 1, &last, error))
        return false;
    text_format(&part, "%" PRIu64 "/%" PRIu64, shard->index + 1, shard->count);
    *fingerprint = (struct fingerprint){
        .facts = {
            {"lrsim", LRSIM_VERSION},
            {"vary", axes_text(grid)},
            {"seed of a sample", number_text(seed, arena)},
            {"number of runs", number_text((double)grid->total, arena)},
            {"target", number_text(request->target, arena)},
            {"until", request->until ? request->until : "none"},
            {"spec of the first run", first},
            {"spec of the last run", last},
            {"number of rows kept", number_text(rows, arena)},
            {"shard", text_end(&part)},
            {"sweep", fingerprint->label},
        }};
    for (size_t i = 0; i < FINGERPRINT_FACTS; i++)
        if (!fingerprint->facts[i].text)
            return error_memory(error);
    return true;
}

bool
fingerprint_make(const struct grid *grid, const struct shard *shard,
                 struct fingerprint *fingerprint, struct error *error)
{
    if (!make_facts(grid, shard, fingerprint, error))
        return false;
    make_label(grid, FINGERPRINT_FACTS - 3, fingerprint);
    return true;
}

bool
fingerprint_parse_label(const char *label, uint64_t *runs, uint64_t *axes)
{
    int at = 0;

    *axes = 0;
    if (strspn(label, "0123456789abcdef") != 16 || label[16] != '/')
        return false;
    label += 17;
    if (*label < '1' || *label > '9' ||
        sscanf(label, "%16" SCNu64 "%n", runs, &at) != 1)
        return false;
    label += at;
    return !*label || (sscanf(label, "/%16" SCNx64 "%n", axes, &at) == 1 &&
                       !label[at] && *axes);
}

void
fingerprint_row(const char *label, const struct frame *frame, size_t count,
                const double *values, char *checksum)
{
    uint64_t hash = hash_text(HASH_START, label);

    for (size_t i = 0; i < count; i++)
        hash = frame->labels[i]
                   ? hash_text(hash, frame->labels[i][(size_t)values[i]])
                   : hash_number(hash, values[i]);
    snprintf(checksum, CHECKSUM_SIZE, "%016" PRIx64, hash);
}
