/* torchtune.c -- a recipe's configuration, whose objects name their
 * _component_. */
#include <math.h>
#include <string.h>

#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("optimizer"),      KEY_READ("lr_scheduler"),
    KEY_READ("epochs"),         KEY_READ("max_steps_per_epoch"),
    KEY_READ("batch_size"),     KEY_READ("gradient_accumulation_steps"),
    KEY_READ("clip_grad_norm"), KEY_END,
};

static const struct class_form form = {"_component_", NULL};

static void
set_steps(struct config *config)
{
    struct config_epochs epochs = {
        .key = "epochs",
        .epochs = config_real(config, "epochs", 1),
        .batch = config_real(config, "batch_size", NAN),
        .per_device = true,
        .accumulate = config_real(config, "gradient_accumulation_steps", 1),
        .floors = true,
        .drops = true,
    };
    double most = config_real(config, "max_steps_per_epoch", 0);

    if (most > 0 && config->request->examples != INTEGER_NULL &&
        config->request->steps == INTEGER_NULL)
        most = fmin(most, config_epoch_updates(config, &epochs));
    config_total(config, (long)(most * epochs.epochs), "max_steps_per_epoch",
                 &epochs);
}

static void
torchtune_make(struct config *config)
{
    set_steps(config);
    config_class_optimizer(config, "optimizer", &form);
    config->schedule = config_class(config, "lr_scheduler", &form);
    if (config->schedule)
        config_set_node(config, config->spec, "schedule", config->schedule);
    else
        config_make_constant(config, "lr_scheduler");
    config_make_gradient(config, config_real(config, "clip_grad_norm", 0),
                         "clip_grad_norm",
                         config_real(config, "gradient_accumulation_steps", 1),
                         "gradient_accumulation_steps");
}

const struct dialect dialect_torchtune = {
    .name = "torchtune",
    .meaning = "the configuration of a torchtune recipe",
    .told = "optimizer._component_|lr_scheduler._component_",
    .keys = keys,
    .make = torchtune_make,
};
