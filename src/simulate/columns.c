/* columns.c -- the table of quantities, and the choice among them. */
#include "simulate/columns.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "simulate/seeds.h"

/* More parameters than these are shown only where they are named. */
enum { SHOWN = 16 };

/* A number of a row, or a series of them: lr, or lr0, lr1, … */
struct quantity {
    const char *name;
    bool numbered;
    size_t count; /* 0: does not apply */
    const double *values;
    size_t stride; /* in doubles */
    size_t shown;  /* how many without being named */
};

enum { QUANTITIES = 19 };

static void
list_quantities(const struct simulation *simulation,
                struct quantity quantities[QUANTITIES])
{
    const struct simulation *s = simulation;
    size_t many = s->seeds != NULL, run = s->run && !many;
    size_t groups = s->groups.count, dim = run ? s->dim : 0;
    size_t driven = s->schedule && s->schedule->drives ? groups : 0;
    size_t epochs = s->spec->steps_per_epoch > 1;
    size_t told = s->explains ? s->schedule->decision_count : 0;
    const struct decision *decision = told ? s->schedule->decisions : NULL;
    size_t rate = sizeof *s->rates / sizeof(double);
    size_t four = sizeof *decision / sizeof(double);
    bool each = groups > 1, several = told > 1;
    const struct derived *derived = &s->derived;
    size_t mean = run && derived->ema.options;
    const struct quantity all[QUANTITIES] = {
        {"step", false, 1, &s->step, 0, 1},
        {"epoch", false, 1, &s->epoch, 0, epochs},
        {"lr", each, groups, &s->rates->lr, rate, groups},
        {"momentum", each, driven, &s->rates->momentum, rate, driven},
        {"loss", false, run, &s->loss, 0, 1},
        {"loss_median", false, many, &s->loss, 0, 1},
        {"loss_q1", false, many, many ? &s->seeds->q1 : NULL, 0, 1},
        {"loss_q3", false, many, many ? &s->seeds->q3 : NULL, 0, 1},
        {"grad_norm", false, run, &s->grad_norm, 0, 1},
        {"ema_loss", false, mean, &derived->ema_loss, 0, mean},
        {"x", true, dim, s->x, 1, dim < SHOWN ? dim : SHOWN},
        {"update_norm", false, run, &derived->update_norm, 0, 0},
        {"ema", true, mean ? dim : 0, derived->ema.values, 1, 0},
        {"avg", true, derived->averages ? dim : 0, derived->average, 1, 0},
        {"batch_loss", false, run, &derived->batch_loss, 0, 0},
        {"better", several, told, told ? &decision->better : NULL, four, told},
        {"bad_count", several, told, told ? &decision->bad_count : NULL, four,
         told},
        {"cooldown", several, told, told ? &decision->cooldown : NULL, four,
         told},
        {"reduced", several, told, told ? &decision->reduced : NULL, four,
         told},
    };

    memcpy(quantities, all, sizeof all);
}

/* The index in "lr12" for "lr"; false where the name is another. */
static bool
number_behind(const char *name, const char *stem, size_t *index)
{
    size_t length = strlen(stem), digits;

    if (strncmp(name, stem, length) != 0)
        return false;
    name += length;
    digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 12 || name[digits] ||
        (name[0] == '0' && digits > 1))
        return false;
    *index = strtoul(name, NULL, 10);
    return true;
}

static const double *
quantity_at(struct simulation *simulation, const struct quantity *quantity,
            size_t i)
{
    struct derived *derived = &simulation->derived;
    const double *values = quantity->values;

    simulation->wants_grad_norm |= values == &simulation->grad_norm;
    derived->wants_ema_loss |= values == &derived->ema_loss;
    derived->wants_update_norm |= values == &derived->update_norm;
    derived->wants_batch_loss |= values == &derived->batch_loss;
    derived->wants_average |= derived->averages && values == derived->average;
    derived->active |= derived->wants_update_norm ||
                       derived->wants_batch_loss || derived->wants_average;
    return values + i * quantity->stride;
}

static bool
add(struct simulation *simulation, const struct quantity *quantity, size_t i,
    struct arena *arena, struct columns *columns)
{
    char name[40];

    snprintf(name, sizeof name, quantity->numbered ? "%s%zu" : "%s",
             quantity->name, i);
    columns->names[columns->count] = arena_copy(arena, name, strlen(name));
    columns->values[columns->count] = quantity_at(simulation, quantity, i);
    return columns->names[columns->count++] != NULL;
}

static bool
make_room(struct columns *columns, size_t count, struct arena *arena,
          struct error *error)
{
    columns->count = 0;
    columns->names = arena_alloc(arena, count, sizeof *columns->names);
    columns->values = arena_alloc(arena, count, sizeof *columns->values);
    return (columns->names && columns->values) || error_memory(error);
}

static bool
select_standard(struct simulation *simulation,
                const struct quantity *quantities, struct arena *arena,
                struct columns *columns, struct error *error)
{
    size_t room = 0;

    for (size_t q = 0; q < QUANTITIES; q++)
        room += quantities[q].count;
    if (!make_room(columns, room, arena, error))
        return false;
    for (size_t q = 0; q < QUANTITIES; q++)
        for (size_t i = 0; i < quantities[q].count && i < quantities[q].shown;
             i++)
            if (!add(simulation, &quantities[q], i, arena, columns))
                return error_memory(error);
    return true;
}

/* Which quantity a name means, and which of its numbers (all: `*one` is
 * false); NULL where it means none. */
static const struct quantity *
find(const struct quantity *quantities, const char *name, size_t *index,
     bool *one, struct nearest *nearest)
{
    for (size_t q = 0; q < QUANTITIES; q++) {
        const struct quantity *quantity = &quantities[q];

        if (quantity->count == 0)
            continue;
        if (strcmp(quantity->name, name) == 0) {
            *one = !quantity->numbered;
            *index = 0;
            return quantity;
        }
        if (quantity->numbered && number_behind(name, quantity->name, index)) {
            *one = true;
            return *index < quantity->count ? quantity : NULL;
        }
        nearest_try(nearest, quantity->name);
    }
    return NULL;
}

const double *
column_find(struct simulation *simulation, const char *name,
            struct nearest *nearest)
{
    struct quantity quantities[QUANTITIES];
    const struct quantity *quantity;
    size_t index;
    bool one;

    list_quantities(simulation, quantities);
    quantity = find(quantities, name, &index, &one, nearest);
    return quantity && one ? quantity_at(simulation, quantity, index) : NULL;
}

bool
column_unknown(const struct simulation *simulation, const struct source *source,
               size_t offset, const char *name, const struct nearest *nearest,
               struct error *error)
{
    bool run_only = !simulation->run &&
                    (strcmp(name, "loss") == 0 ||
                     strcmp(name, "grad_norm") == 0 || strcmp(name, "x") == 0);

    return error_in(error, source, offset, "unknown column '%s'%s%s",
                    quote(name).text, nearest_suggestion(nearest).text,
                    run_only            ? "; `lrsim run` has it"
                    : simulation->seeds ? "; of several seeds there are "
                                          "loss_median, loss_q1 and loss_q3"
                                        : "");
}

static bool
is_listed(const struct columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(columns->names[i], name) == 0)
            return true;
    return false;
}

/* Adds what one name of a list means. */
static bool
select_name(struct simulation *simulation, const struct quantity *quantities,
            const struct source *source, size_t offset, const char *name,
            struct arena *arena, struct columns *columns, struct error *error)
{
    struct nearest nearest = {.word = name};
    size_t first = 0, end, before = columns->count;
    bool one = true;
    const struct quantity *quantity =
        find(quantities, name, &first, &one, &nearest);

    if (!quantity)
        return column_unknown(simulation, source, offset, name, &nearest,
                              error);
    end = one ? first + 1 : quantity->count;
    for (size_t i = first; i < end; i++) {
        if (!add(simulation, quantity, i, arena, columns))
            return error_memory(error);
        columns->count--;
        if (before > 0 && is_listed(columns, columns->names[columns->count]))
            return error_in(error, source, offset, "'%s' is given twice",
                            columns->names[columns->count]);
        columns->count++;
    }
    return true;
}

bool
columns_select(struct simulation *simulation, const char *flag,
               const char *list, struct arena *arena, struct columns *columns,
               struct error *error)
{
    struct quantity quantities[QUANTITIES];
    struct source source = {.name = flag, .text = list};
    size_t room = 1, widest = 1;

    list_quantities(simulation, quantities);
    if (!list)
        return select_standard(simulation, quantities, arena, columns, error);
    source.length = strlen(list);
    for (size_t i = 0; i < source.length; i++)
        room += list[i] == ',';
    for (size_t q = 0; q < QUANTITIES; q++)
        widest += quantities[q].numbered ? quantities[q].count : 0;
    if (!make_room(columns, room + widest, arena, error))
        return false;
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        char *name = arena_copy(arena, at, length);

        if (!name)
            return error_memory(error);
        if (!select_name(simulation, quantities, &source, (size_t)(at - list),
                         name, arena, columns, error))
            return false;
        at += length;
        if (!*at)
            return true;
    }
}

bool
columns_match(struct simulation *simulation, const char *const *names,
              size_t count, struct arena *arena, struct columns *columns)
{
    static const double missing = NAN;

    columns->count = count;
    columns->names = arena_alloc(arena, count, sizeof *columns->names);
    columns->values = arena_alloc(arena, count, sizeof *columns->values);
    if (!columns->names || !columns->values)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct nearest nearest = {.word = ""};
        const double *value = column_find(simulation, names[i], &nearest);

        columns->names[i] = names[i];
        columns->values[i] = value ? value : &missing;
    }
    return true;
}
