/* log_systems.c -- one line a system: how its logs are known, and how their
 * steps are counted. */
#include "tables/log_systems.h"

#include <string.h>

struct log_system {
    const char *name, *shape;
    const char *columns[3]; /* that it has; "lr-" the beginning of one */
    struct log_offsets offsets;
};

static const struct log_system systems[] = {
    {"hf", "trainer_state", {NULL}, {1, {0}}},
    {"hf", "json_list", {"learning_rate", "epoch", "step"}, {2, {0, 1}}},
    {"hf", "dicts", {NULL}, {2, {0, 1}}},
    {"llamafactory", "json_lines", {"current_steps"}, {2, {0, 1}}},
    {"detectron2", "json_lines", {"iteration", "lr"}, {1, {0}}},
    {"mmcv", "json_lines", {"mode", "iter"}, {2, {1, 0}}},
    {"mmengine", "json_lines", {"lr", "iter", "step"}, {2, {1, 0}}},
    {"ultralytics", "csv", {"epoch", "lr/pg0"}, {1, {0}}},
    {"yolov5", "csv", {"epoch", "x/lr0"}, {1, {0}}},
    {"timm", "csv", {"epoch", "train_loss", "eval_loss"}, {1, {0}}},
    {"lightning", "csv", {"step", "lr-"}, {1, {0}}},
    {"tensorboard", "csv", {"Wall time", "Step", "Value"}, {1, {0}}},
    {"mlflow", "mlflow", {NULL}, {1, {0}}},
    {"megatron", "console", {"iteration", "consumed samples"}, {2, {1, 0}}},
    {"mlx", "console", {"Iter", "It/sec"}, {2, {1, 0}}},
    {"mmengine", "console", {"data_time", "epoch", "lr"}, {2, {1, 0}}},
    {NULL, NULL, {NULL}, {1, {0}}},
};

static bool
has_column(const struct log *log, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < log->count; i++)
        if (strncmp(log->columns[i].name, name, length) == 0 &&
            (name[length - 1] == '-' || !log->columns[i].name[length]))
            return true;
    return false;
}

static bool
is_system(const struct log *log, const struct log_system *system)
{
    if (strcmp(log->shape, system->shape) != 0)
        return false;
    for (size_t i = 0; i < 3 && system->columns[i]; i++)
        if (!has_column(log, system->columns[i]))
            return false;
    return true;
}

void
log_systems_find(struct log *log)
{
    const struct log_system *system = systems;

    while (system->name && !is_system(log, system))
        system++;
    log->system = system->name;
    if (log->offsets.count == 0)
        log->offsets = system->offsets;
}
