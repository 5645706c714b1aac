/* lrsim.c -- a spec, its simulation, and the columns of its rows. */
#include "lib/lrsim.h"

#include <string.h>

bool
lrsim_load(struct lrsim *lrsim, const struct spec_input *input,
           struct error *error)
{
    return spec_input_load(input, lrsim->arena, &lrsim->document, &lrsim->spec,
                           error);
}

bool
lrsim_load_text(struct lrsim *lrsim, const char *json, struct error *error)
{
    struct source *source = arena_alloc(lrsim->arena, 1, sizeof *source);
    const struct spec_input input = {
        .source = source, .families = all_families, .epochs = INTEGER_NULL};

    if (!source)
        return error_memory(error);
    *source = (struct source){
        .name = "spec", .text = json, .length = strlen(json), .lines = true};
    return lrsim_load(lrsim, &input, error);
}

bool
lrsim_begin(struct lrsim *lrsim, bool run, const char *columns,
            struct error *error)
{
    if (!simulation_make(&lrsim->simulation, &lrsim->spec, run, lrsim->arena,
                         error) ||
        !columns_select(&lrsim->simulation, "columns", columns, lrsim->arena,
                        &lrsim->columns, error))
        return false;
    lrsim->row =
        arena_alloc(lrsim->arena, lrsim->columns.count, sizeof *lrsim->row);
    return lrsim->row || error_memory(error);
}

struct lrsim_follower {
    const struct lrsim *lrsim;
    void (*follow)(void *context, const double *row);
    void *context;
};

static long
follow_lrsim(void *context, long t)
{
    const struct lrsim_follower *follower = context;
    const struct lrsim *lrsim = follower->lrsim;

    columns_gather(&lrsim->columns, lrsim->row);
    follower->follow(follower->context, lrsim->row);
    return t + 1;
}

void
lrsim_run(struct lrsim *lrsim, long last,
          void (*follow)(void *context, const double *row), void *context)
{
    struct lrsim_follower rows = {lrsim, follow, context};
    const struct follower follower = {&rows, lrsim->spec.start_step,
                                      follow_lrsim};

    simulate(&lrsim->simulation, last, &follower);
}
