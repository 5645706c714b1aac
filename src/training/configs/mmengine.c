/* mmengine.c -- param_scheduler and optim_wrapper of a dumped configuration of
 * mmengine's. */
#include <math.h>
#include <string.h>

#include "schedule/schedule.h"
#include "training/configs/dialect.h"

#define ONE_RATE "lrsim has one rate for all parameters"

static const struct dialect_key keys[] = {
    KEY_READ("param_scheduler"),
    KEY_READ("optim_wrapper"),
    KEY_READ("train_cfg"),
    KEY_READ("train_cfg.max_iters"),
    KEY_READ("train_cfg.max_epochs"),
    KEY_REFUSED("auto_scale_lr.enable", "false",
                "the runner scales the rate by the batch: write the rate that "
                "it prints"),
    KEY_OTHER("auto_scale_lr.base_batch_size"),
    KEY_REFUSED("optim_wrapper.paramwise_cfg.bias_lr_mult", "1 1.0", ONE_RATE),
    KEY_REFUSED("optim_wrapper.paramwise_cfg.dcn_offset_lr_mult", "1 1.0",
                ONE_RATE),
    KEY_OTHER("auto_scale_lr"),
    KEY_OTHER("optim_wrapper.paramwise_cfg.bias_decay_mult"),
    KEY_OTHER("optim_wrapper.paramwise_cfg.dwconv_decay_mult"),
    KEY_OTHER("optim_wrapper.paramwise_cfg.flat_decay_mult"),
    KEY_OTHER("optim_wrapper.paramwise_cfg.norm_decay_mult"),
    KEY_END,
};

static const struct class_form form = {"type", NULL};

/* Whether a scheduler is of the rate: ConstantMomentum is not. */
static bool
is_of_rate(const struct tree *scheduler)
{
    const struct tree *type = tree_member(scheduler, "type");

    return type && type->text && !strstr(type->text, "Momentum") &&
           !strstr(type->text, "EMA");
}

/* Gives a scheduler lrsim's name of it. */
static bool
rename_type(struct config *config, const struct tree *scheduler)
{
    struct tree *type = tree_member(scheduler, "type");
    struct text name = {.arena = config->arena};

    text_format(&name, "mmengine.%s", type->text);
    type->text = text_end(&name);
    return type->text != NULL;
}

/* All schedulers act at once, each on its window. */
static struct tree *
chain(struct config *config, struct tree *list)
{
    struct tree *node = config_node(config, "chained", "param_scheduler");
    struct tree *kept = config_list(config, "param_scheduler");
    struct tree *next;

    for (struct tree *item = list->child; item; item = next) {
        next = item->next;
        item->next = NULL;
        if (!is_of_rate(item))
            continue;
        if (!rename_type(config, item)) {
            config->failed = !error_memory(config->error);
            return NULL;
        }
        config_append(config, kept, item);
    }
    if (kept && kept->count == 0)
        return config_node(config, "hf.constant", "param_scheduler");
    if (kept && kept->count == 1)
        return kept->child;
    config_set_node(config, node, "schedulers", kept);
    return node;
}

static void
make_schedule(struct config *config)
{
    struct tree *given;

    if (!config_has(config, "param_scheduler")) {
        config_make_constant(config, "param_scheduler");
        return;
    }
    given = config_classes(config, "param_scheduler", &form);
    config->schedule = given ? chain(config, given) : NULL;
    if (config->schedule)
        config_set_node(config, config->spec, "schedule", config->schedule);
}

static void
set_steps(struct config *config)
{
    long iters = config_integer(config, "train_cfg.max_iters", 0);
    const struct config_epochs epochs = {
        .key = "train_cfg.max_epochs",
        .epochs = config_real(config, "train_cfg.max_epochs", NAN),
        .batch = config_real(config, "train_dataloader.batch_size", NAN),
        .per_device = true,
        .shares = true,
    };

    if (config_has(config, "train_cfg.max_epochs"))
        config_epoch(config, &epochs);
    else
        config_total(config, iters, "train_cfg.max_iters", NULL);
}

static void
mmengine_make(struct config *config)
{
    const char *at = config_has(config, "optim_wrapper.optimizer")
                         ? "optim_wrapper.optimizer"
                         : "optimizer";

    set_steps(config);
    config_class_optimizer(config, at, &form);
    make_schedule(config);
    config_make_gradient(
        config, config_real(config, "optim_wrapper.clip_grad.max_norm", 0),
        "optim_wrapper.clip_grad.max_norm",
        config_real(config, "optim_wrapper.accumulative_counts", 1),
        "optim_wrapper.accumulative_counts");
}

const struct dialect dialect_mmengine = {
    .name = "mmengine",
    .meaning = "a dumped configuration of mmengine's (JSON, YAML)",
    .told = "param_scheduler|optim_wrapper",
    .keys = keys,
    .objects = "auto_scale_lr",
    .make = mmengine_make,
};
