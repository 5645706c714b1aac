/* lightning.c -- config.yaml of the Lightning CLI: classes and their arguments.
 */
#include <math.h>
#include <string.h>

#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("optimizer"),
    KEY_READ("lr_scheduler"),
    KEY_READ("trainer.max_steps"),
    KEY_READ("trainer.max_epochs"),
    KEY_READ("trainer.accumulate_grad_batches"),
    KEY_READ("trainer.gradient_clip_val"),
    KEY_READ("trainer.gradient_clip_algorithm"),
    KEY_READ("optimizer.class_path"),
    KEY_READ("lr_scheduler.class_path"),
    KEY_READ("optimizer.init_args"),
    KEY_READ("lr_scheduler.init_args"),
    KEY_END,
};

static const struct class_form form = {"class_path", "init_args"};

/* Where an optimizer or a scheduler may be. */
static const char *
find_path(struct config *config, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (config_has(config, paths[i]))
            return paths[i];
    return paths[0];
}

static void
make_schedule(struct config *config)
{
    static const char *const paths[] = {
        "lr_scheduler", "fit.lr_scheduler", "model.init_args.lr_scheduler",
        "model.init_args.scheduler", "model.lr_scheduler"};
    const char *path = find_path(config, paths, 5);

    config->schedule = config_class(config, path, &form);
    if (config->failed)
        return;
    if (!config->schedule) {
        config_make_constant(config, "lr_scheduler");
        return;
    }
    config_assume(config,
                  "the schedule advances with each step; "
                  "LightningCLI's own default is each epoch: --interval "
                  "epoch --steps-per-epoch N");
    config_set_node(config, config->spec, "schedule", config->schedule);
}

static void
lightning_make(struct config *config)
{
    static const char *const paths[] = {"optimizer", "fit.optimizer",
                                        "model.init_args.optimizer",
                                        "model.optimizer"};
    const struct config_request *request = config->request;
    long given = config_integer(config, "trainer.max_steps", -1);
    const char *path = find_path(config, paths, 4);
    const char *clip =
        config_word(config, "trainer.gradient_clip_algorithm", "norm");

    if (given > 0 || request->steps != INTEGER_NULL ||
        request->log_steps != INTEGER_NULL)
        config_total(config, given, "trainer.max_steps", NULL);
    config_class_optimizer(config, path, &form);
    make_schedule(config);
    config_make_gradient(
        config,
        strcmp(clip, "norm") == 0
            ? config_real(config, "trainer.gradient_clip_val", 0)
            : 0,
        "trainer.gradient_clip_val",
        config_real(config, "trainer.accumulate_grad_batches", 1),
        "trainer.accumulate_grad_batches");
}

const struct dialect dialect_lightning = {
    .name = "lightning",
    .meaning = "config.yaml of the Lightning CLI",
    .told = "optimizer.class_path|lr_scheduler.class_path|"
            "fit.optimizer.class_path|model.init_args.optimizer.class_path|"
            "model.init_args.lr_scheduler.class_path|"
            "model.init_args.scheduler.class_path",
    .keys = keys,
    .objects = "trainer",
    .make = lightning_make,
};
