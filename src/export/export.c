/* export.c -- a schedule by the target's own names, or else as a function over
 * a table of its rates. */
#include "export/export.h"

#include "export/rate_table.h"

#define EXPORT_TARGET_ADDRESS(name) &export_##name,
const struct export_target *const export_targets[EXPORT_COUNT] = {
    EXPORT_TARGETS(EXPORT_TARGET_ADDRESS, EXPORT_TARGET_ADDRESS)};

static bool
check_interval(const struct export_target *target, const struct spec *spec,
               struct error *error)
{
    const struct place place = {.parent = spec->schedule.place,
                                .name = "interval"};

    return target->any_interval || spec->interval != INTERVAL_EPOCH ||
           spec->steps_per_epoch == 1 ||
           error_at(error, &place, "must be \"step\": %s counts steps",
                    target->name);
}

/* What is written begins with the first update. */
static bool
check_start(const struct export_target *target, const struct spec *spec,
            struct error *error)
{
    const struct place place = {.parent = spec->schedule.place,
                                .name = "start_step"};

    return spec->start_step == 0 || target == &export_table ||
           error_at(error, &place,
                    "must be 0, not %ld: what is exported is the schedule from "
                    "its first row on; --to table has the rows from there on",
                    spec->start_step);
}

bool
export_schedule(const struct export_target *target, const struct spec *spec,
                struct warnings *warnings, struct text *text,
                struct error *error)
{
    struct simulation simulation;

    if (!check_interval(target, spec, error) ||
        !check_start(target, spec, error) ||
        !simulation_check(&simulation, spec, warnings->arena, error))
        return false;
    if (spec->schedules.kind)
        return error_at(error, spec->schedules.place,
                        "cannot be exported, which only rates can");
    simulation_warn(&simulation, warnings);
    if (warnings->failed)
        return error_memory(error);
    if (spec->restart.count > 0 || simulation.drivers.any ||
        !target->is_native || !target->is_native(spec))
        return rate_table_export(target, &simulation, text, error);
    if (target->one_rate && spec->param_groups.count > 0)
        return error_at(error, node_place(&spec->optimizer, "lr"),
                        "must have one group: the Trainer has one rate");
    target->add_native(spec, text);
    return true;
}
