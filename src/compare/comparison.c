/* comparison.c -- from the request to the ranked runs. */
#include "compare/comparison.h"

#include <math.h>
#include <string.h>

#include "output/people_table.h"

/* A frame with the columns that a simulation has for a list. */
static bool
make_run_frame(struct comparison *comparison, struct simulation *simulation,
               const char *list, struct frame *frame, struct error *error)
{
    struct arena *arena = comparison->arena;
    struct columns columns;
    const char *const **labels;

    if (!columns_select(simulation, "--columns", list, arena, &columns, error))
        return false;
    labels = arena_alloc(arena, columns.count + 1, sizeof *labels);
    *frame = (struct frame){
        .names = columns_behind_run(&columns, arena),
        .count = columns.count + 1,
        .labels = labels,
        .header = comparison->request->header,
        .axis = 1,
        .runs = comparison->table.names,
        .run_count = comparison->combinations.count,
        .sparse = true,
    };
    if (!labels || !frame->names)
        return error_memory(error);
    labels[0] = comparison->table.names;
    return true;
}

/* The columns of the first run, which is not tuned yet. */
static bool
choose_frames(struct comparison *comparison, struct arena *arena,
              struct error *error)
{
    const struct compare_request *request = comparison->request;
    const struct combinations *all = &comparison->combinations;
    bool seeds = request->seed_count != INTEGER_NULL;
    const char *rows =
        seeds ? "step,lr,loss_median,loss_q1,loss_q3" : "step,lr,loss";
    struct one_run run = {.arena = arena};
    struct expectations expectations;

    if (!combination_load(all, &all->items[0], NULL, &run, error))
        return false;
    return expectations_parse(&expectations, &run.statistics.expect_stats,
                              request->expect_count, request->expect, error) &&
           make_run_frame(comparison, &run.simulation,
                          request->columns ? request->columns : rows,
                          &comparison->rows, error);
}

/* The ranked table of a page. */
static const struct people_table *
report_ranking(void *context)
{
    const struct comparison *comparison = context;
    const struct frame *people = &comparison->table.people;
    struct arena *arena = comparison->arena;
    bool *shown = arena_alloc(arena, people->count, sizeof *shown);
    bool *words = arena_alloc(arena, people->count, sizeof *words);
    struct people_table *table = arena_alloc(arena, 1, sizeof *table);

    if (!shown || !words || !table)
        return NULL;
    *table =
        (struct people_table){.arena = arena, .words = words, .header = true};
    words[0] = true;
    rank_table_choose(&comparison->table, shown);
    for (size_t c = 0; c < people->count; c++)
        if (shown[c]) {
            people_table_add(table, people->names[c]);
            table->columns++;
        }
    for (size_t k = 0; k < comparison->combinations.count; k++)
        for (size_t c = 0; c < people->count; c++)
            if (shown[c])
                people_table_add(table, people->labels[c][k]);
    return table->failed ? NULL : table;
}

bool
comparison_begin(struct comparison *comparison, struct error *error)
{
    struct combinations *all = &comparison->combinations;
    struct arena arena = {0};
    bool done;

    *all = (struct combinations){.arena = comparison->arena,
                                 .request = comparison->request};
    comparison->picture = (struct compare_picture){
        .arena = comparison->arena,
        .combinations = all,
        .frame = {.title = comparison->picture.frame.title,
                  .style = comparison->picture.frame.style,
                  .report = &comparison->report}};
    comparison->report =
        (struct report){.context = comparison, .table = report_ranking};
    comparison->table =
        (struct rank_table){.arena = comparison->arena, .combinations = all};
    done = combinations_make(all, error) && tune_read(all, error) &&
           rank_table_begin(&comparison->table, error) &&
           choose_frames(comparison, &arena, error) &&
           compare_picture_begin(&comparison->picture, error);
    arena_free(&arena);
    return done;
}

bool
comparison_run(struct comparison *comparison, struct error *error)
{
    struct combinations *all = &comparison->combinations;

    return tune_run(all, error) && rank_combinations(all, error) &&
           rank_table_make(&comparison->table, error) &&
           compare_picture_name(&comparison->picture, error);
}

const struct frame *
comparison_frame(const struct comparison *comparison,
                 const struct format *format, bool files)
{
    bool people = strcmp(format->name, "md") == 0;
    bool ranked = !files || strcmp(format->name, "json") == 0;

    return format->picture ? &comparison->picture.frame
           : people        ? &comparison->table.people
           : ranked        ? &comparison->table.frame
                           : &comparison->rows;
}

/* The runs whose best value has none beside it that was tried. */
static void
add_ends(const struct comparison *comparison, size_t which, struct text *text)
{
    enum { NAMED = 3 };
    const struct combinations *all = &comparison->combinations;
    struct text names = {.arena = comparison->arena};
    double low, high, number = NAN;
    size_t found = 0;

    if (!tune_ends(all, which, &low, &high))
        return;
    for (size_t i = 0; i < all->count; i++) {
        const struct combination *one = &all->items[i];

        value_set_at(&all->values[which], one->shares[which], &number);
        if (number > low && number < high)
            continue;
        if (found++ < NAMED)
            text_format(&names, "%s%s %.4g", found > 1 ? ", " : "", one->name,
                        number);
    }
    if (found > 0 && text_end(&names))
        text_format(text,
                    "lrsim: %s: the best is at an end of the range for %zu of "
                    "%zu run%s (%s%s): try a wider one\n",
                    comparison->request->tune[which], found, all->count,
                    all->count == 1 ? "" : "s", names.bytes,
                    found > NAMED ? ", ..." : "");
}

void
comparison_add_notes(const struct comparison *comparison, struct text *text)
{
    const struct combinations *all = &comparison->combinations;

    for (size_t i = 0; i < all->tuned; i++) {
        text_format(text, "tuned %s: %zu trials of each of %zu run%s",
                    comparison->request->tune[i], all->trials, all->count,
                    all->count == 1 ? "" : "s");
        if (all->seeds > 1)
            text_format(text, ", each the median of %zu seeds", all->seeds);
        text_string(text, "\n");
        add_ends(comparison, i, text);
    }
    if (rank_lacks_seeds(all))
        text_format(text,
                    "lrsim: with %zu seed%s no difference is significant: use "
                    "--seeds %d or more\n",
                    all->seeds, all->seeds == 1 ? "" : "s", SEEDS_LEAST);
}
