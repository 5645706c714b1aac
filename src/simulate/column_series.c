/* column_series.c -- which columns a simulation has, and where their values
 * are. */
#include "simulate/column_series.h"

#include <stdlib.h>
#include <string.h>

#include "simulate/seeds.h"

/* Problems with more parameters show the rest only where they are named. */
enum { PARAMETERS_USUAL = 16 };

void
column_series_list(const struct simulation *simulation,
                   struct column_series series[COLUMN_SERIES])
{
    const struct simulation *s = simulation;
    const struct derived *derived = &s->derived;
    size_t seeds = s->seeds != NULL, run = s->run && !seeds;
    size_t groups = s->groups.count, dim = run ? s->dim : 0;
    size_t driven = drivers_have_momentum(s) ? groups : 0;
    const struct driver *decay = &s->drivers.items[DRIVES_WEIGHT_DECAY];
    const struct driver *beta2 = &s->drivers.items[DRIVES_BETA2];
    size_t epochs = s->spec->steps_per_epoch > 1;
    size_t expects = run && derived->expected;
    size_t mean = run && derived->ema.options;
    size_t plateaus = s->explains ? s->schedule->decision_count : 0;
    const struct plateau_decision *made =
        plateaus ? s->schedule->decisions : NULL;
    size_t rate = sizeof *s->rates / sizeof(double);
    size_t decision = sizeof *made / sizeof(double);
    bool each = groups > 1, many = plateaus > 1;
    const struct column_series all[COLUMN_SERIES] = {
        {"step", false, 1, &s->step, 0, 1},
        {"epoch", false, 1, &s->epoch, 0, epochs},
        {"lr", each, groups, &s->rates->lr, rate, groups},
        {"momentum", each, driven, &s->rates->momentum, rate, driven},
        {"loss", false, run, &s->loss, 0, 1},
        {"loss_median", false, seeds, &s->loss, 0, 1},
        {"loss_q1", false, seeds, seeds ? &s->seeds->q1 : NULL, 0, 1},
        {"loss_q3", false, seeds, seeds ? &s->seeds->q3 : NULL, 0, 1},
        {"grad_norm", false, run, &s->grad_norm, 0, 1},
        {"ema_loss", false, mean, &derived->ema_loss, 0, mean},
        {"x", true, dim, s->x, 1,
         dim < PARAMETERS_USUAL ? dim : PARAMETERS_USUAL},
#define DRIVEN(name, driver)                                                   \
    {name,                                                                     \
     each,                                                                     \
     (driver)->schedule ? groups : 0,                                          \
     (driver)->rates ? &(driver)->rates->lr : NULL,                            \
     rate,                                                                     \
     groups}
        DRIVEN("weight_decay", decay),
        DRIVEN("beta2", beta2),
#undef DRIVEN
        {"expected_loss", false, expects,
         expects ? &derived->expected->loss : NULL, 0, expects},
        {"update_norm", false, run, &derived->update_norm, 0, 0},
        {"ema", true, mean ? dim : 0, derived->ema.values, 1, 0},
        {"avg", true, derived->averages ? dim : 0, derived->average, 1, 0},
        {"avg_loss", false, derived->averages, &derived->avg_loss, 0, 0},
        {"effective_lr", each, run ? groups : 0, derived->effective_lr, 1, 0},
        {"batch_loss", false, run, &derived->batch_loss, 0, 0},
#define DECISION(member)                                                       \
    {#member, many, plateaus, made ? &made->member : NULL, decision, plateaus}
        DECISION(better),
        DECISION(bad_count),
        DECISION(cooldown),
        DECISION(reduced),
#undef DECISION
    };

    memcpy(series, all, sizeof all);
}

/* Whether a name is a stem and a number, as lr12 is for lr. */
static bool
parse_index(const char *name, const char *stem, size_t *index)
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

const struct column_series *
column_series_find(const struct column_series series[COLUMN_SERIES],
                   const char *name, size_t *index, bool *one,
                   struct nearest *nearest)
{
    for (size_t i = 0; i < COLUMN_SERIES; i++) {
        if (series[i].count == 0)
            continue;
        if (strcmp(series[i].name, name) == 0) {
            *one = !series[i].numbered;
            *index = 0;
            return &series[i];
        }
        if (series[i].numbered && parse_index(name, series[i].name, index)) {
            *one = true;
            return *index < series[i].count ? &series[i] : NULL;
        }
        nearest_try(nearest, series[i].name);
    }
    return NULL;
}

const double *
column_series_value(struct simulation *simulation,
                    const struct column_series *series, size_t i)
{
    struct derived *derived = &simulation->derived;
    const double *values = series->values;

    simulation->wants_grad_norm |= values == &simulation->grad_norm;
    derived->wants_ema_loss |= values == &derived->ema_loss;
    derived->wants_update_norm |= values == &derived->update_norm;
    derived->wants_batch_loss |= values == &derived->batch_loss;
    derived->wants_avg_loss |= values == &derived->avg_loss;
    derived->wants_effective_lr |=
        derived->effective_lr && values == derived->effective_lr;
    derived->wants_average |=
        (derived->averages && values == derived->average) ||
        derived->wants_avg_loss;
    derived->active |= derived->wants_update_norm ||
                       derived->wants_batch_loss || derived->wants_average ||
                       derived->wants_effective_lr;
    return values + i * series->stride;
}
