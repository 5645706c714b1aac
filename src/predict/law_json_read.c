/* law_json_read.c -- a law and what it rests on from its JSON. */
#include "predict/law_json.h"

#include <math.h>

bool
law_json_is(const struct tree *tree)
{
    return tree_is(tree_member(tree, "law"), TREE_OBJECT);
}

/* The greatest count: of updates, points and runs. */
static const double COUNT_MOST = 1e8;

/* An object and its place, for what its members must be. */
struct law_object {
    const struct tree *tree;
    struct place place;
};

static bool
get_member(const struct law_object *object, const char *key,
           enum tree_kind kind, const char *what, const struct tree **member,
           struct error *error)
{
    *member = tree_member(object->tree, key);
    if (tree_is(*member, kind))
        return true;
    return error_at(error, &object->place, "must have %s \"%s\"", what, key);
}

static bool
get_number(const struct law_object *object, const char *key, double low,
           double high, double *value, struct error *error)
{
    const struct tree *member;
    struct place place;

    if (!get_member(object, key, TREE_NUMBER, "a number", &member, error))
        return false;
    place = tree_place(member, &object->place, 0);
    *value = member->number;
    return (*value >= low && *value <= high) ||
           error_at(error, &place, "must be a number in [%g,%g%c, not %g", low,
                    high, isinf(high) ? ')' : ']', *value);
}

static bool
get_object(const struct law_object *object, const char *key,
           struct law_object *member, struct error *error)
{
    if (!get_member(object, key, TREE_OBJECT, "an object", &member->tree,
                    error))
        return false;
    member->place = tree_place(member->tree, &object->place, 0);
    return true;
}

static bool
read_fit(const struct law_object *object, struct law_fit *fit,
         struct error *error)
{
    const struct tree *type, *errors = tree_member(object->tree, "errors");
    struct place place;
    double points;

    *fit = (struct law_fit){0};
    if (!get_member(object, "type", TREE_STRING, "a text", &type, error))
        return false;
    place = tree_place(type, &object->place, 0);
    fit->law.kind = loss_law_find(type->text);
    if (!fit->law.kind)
        return error_at(error, &place, "must be the name of a law, not '%s'",
                        quote(type->text).text);
    for (size_t i = 0; i < LAW_NUMBERS; i++) {
        const char *name = fit->law.kind->numbers[i];
        const struct tree *deviation = tree_member(errors, name);

        if (!get_number(object, name, 0, INFINITY, &fit->law.numbers[i], error))
            return false;
        if (tree_is(deviation, TREE_NUMBER))
            fit->errors[i] = deviation->number;
    }
    fit->memory_fitted =
        tree_member(errors, fit->law.kind->numbers[LAW_MEMORY]) != NULL;
    if (!get_number(object, "spread", 0, INFINITY, &fit->spread, error) ||
        !get_number(object, "points", 0, COUNT_MOST, &points, error))
        return false;
    fit->points = (size_t)points;
    return fit->law.numbers[LAW_MEMORY] < 1 ||
           error_at(error, &object->place, "\"%s\" must be below 1",
                    fit->law.kind->numbers[LAW_MEMORY]);
}

/* One [update, rate] after another, from [0, …] on. */
static bool
read_pair(const struct law_object *run, const struct tree *pair, size_t updates,
          double *rates, size_t *done, struct error *error)
{
    const struct tree *at = tree_element(pair, 0),
                      *rate = tree_element(pair, 1);
    double before = *done > 0 ? rates[*done - 1] : 0, width;
    size_t update;

    if (!tree_is(at, TREE_NUMBER) || !tree_is(rate, TREE_NUMBER) ||
        !(at->number >= (double)*done) || !(at->number < (double)updates) ||
        (*done == 0 && at->number > 0) || !(rate->number >= 0))
        return error_at(error, &run->place,
                        "\"rates\" must be [update, rate] pairs that begin "
                        "with update 0 and rise");
    update = (size_t)at->number;
    width = (double)(update + 1 - *done);
    for (size_t i = *done; i <= update; i++)
        rates[i] = i == update ? rate->number
                               : before + (rate->number - before) *
                                              (double)(i + 1 - *done) / width;
    *done = update + 1;
    return true;
}

static bool
read_run(const struct law_object *run, struct whatif_basis *basis,
         struct arena *arena, struct error *error)
{
    const struct tree *name, *list;
    size_t done = 0;
    double steps, next, *rates;

    if (!get_member(run, "name", TREE_STRING, "a text", &name, error) ||
        !get_number(run, "steps", 1, COUNT_MOST, &steps, error) ||
        !get_number(run, "next_rate", 0, INFINITY, &next, error) ||
        !get_member(run, "rates", TREE_LIST, "a list", &list, error))
        return false;
    basis->name = name->text;
    rates = arena_alloc(arena, (size_t)steps, sizeof *rates);
    if (!rates)
        return error_memory(error);
    for (const struct tree *pair = list->child; pair; pair = pair->next)
        if (!read_pair(run, pair, (size_t)steps, rates, &done, error))
            return false;
    if (done != (size_t)steps)
        return error_at(error, &run->place,
                        "\"rates\" must end with update %.0f", steps - 1);
    if (!rate_sums_make(&basis->curve, rates, done, arena, error))
        return false;
    basis->curve.next = next;
    return basis->curve.peak > 0 ||
           error_at(error, &run->place, "\"rates\" must have one above 0");
}

bool
law_json_read(const struct tree *tree, const struct source *source,
              struct whatif_basis *basis, struct arena *arena,
              struct error *error)
{
    const struct place root = {.source = source};
    struct law_object top = {tree, root}, law, second, range, run;
    double runs, left_out, shortest, longest;

    *basis = (struct whatif_basis){0};
    if (!get_object(&top, "law", &law, error) ||
        !read_fit(&law, &basis->fit, error) ||
        !get_object(&law, "second", &second, error) ||
        !read_fit(&second, &basis->second, error) ||
        !get_number(&law, "plus_minus", 0, INFINITY, &basis->margin, error) ||
        !get_number(&law, "runs", 1, COUNT_MOST, &runs, error) ||
        !get_number(&law, "runs_left_out", 0, COUNT_MOST, &left_out, error) ||
        !get_object(&law, "range", &range, error) ||
        !get_number(&range, "shortest", 1, COUNT_MOST, &shortest, error) ||
        !get_number(&range, "longest", 1, COUNT_MOST, &longest, error) ||
        !get_object(&law, "run", &run, error) ||
        !read_run(&run, basis, arena, error))
        return false;
    basis->runs = (size_t)runs;
    basis->margin_runs = (size_t)left_out;
    basis->shortest = (long)shortest;
    basis->longest = (long)longest;
    return true;
}
