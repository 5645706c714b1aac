/* deepspeed.c -- a DeepSpeed configuration; "auto" is what a trainer fills in.
 */
#include <math.h>
#include <string.h>

#include "schedule/schedule.h"
#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("train_batch_size"),
    KEY_READ("train_micro_batch_size_per_gpu"),
    KEY_READ("gradient_accumulation_steps"),
    KEY_READ("gradient_clipping"),
    KEY_READ("optimizer"),
    KEY_READ("optimizer.type"),
    KEY_READ("optimizer.params"),
    KEY_READ("scheduler"),
    KEY_READ("scheduler.type"),
    KEY_READ("scheduler.params"),
    KEY_READ("scheduler.params.total_num_steps"),
    KEY_REFUSED(
        "data_efficiency.data_routing.random_ltd.layer_token_lr_schedule", "",
        "lrsim does not know it"),
    KEY_END,
};

static const char optimizers[] =
    "Adam adamw;AdamW adamw;adam adamw;adamw adamw;FusedAdam adamw;"
    "CPUAdam adamw;DeepSpeedCPUAdam adamw;Lamb lamb;Lion lion;Adagrad adagrad;"
    "SGD sgd;Muon muon";

static bool
is_auto(const struct config *config, const char *path)
{
    const struct tree *value = config_find(config, path);

    return tree_is(value, TREE_STRING) && strcmp(value->text, "auto") == 0;
}

static double
real_or_auto(struct config *config, const char *path, double standard)
{
    return is_auto(config, path) ? standard
                                 : config_real(config, path, standard);
}

/* Copies a parameter, or what the trainer puts in the place of "auto". */
static void
copy_filled(struct config *config, struct tree *node, const char *from,
            double filled)
{
    const char *key = strrchr(from, '.') + 1;

    if (!config_has(config, from))
        return;
    if (!is_auto(config, from)) {
        config_copy(config, node, NULL, from);
        return;
    }
    config_assume(config,
                  "%s is %g, as Hugging Face's Trainer fills it in "
                  "by default",
                  key, filled);
    config_set_real(config, node, key, filled, from);
}

static void
make_optimizer(struct config *config)
{
    const char *name = config_word(config, "optimizer.type", "");
    bool adam = strcmp(name, "Adam") == 0 || strcmp(name, "adam") == 0;

    if (!config_has(config, "optimizer")) {
        config_assume(config,
                      "the optimizer is adamw, since the "
                      "configuration has none: --lr and --optimizer say more");
        name = "AdamW";
    }
    if (adam && !config_flag(config, "optimizer.params.adam_w_mode", true))
        name = "adam_alone";
    config_make_optimizer(config, name, "optimizer.type",
                          strcmp(name, "adam_alone") == 0 ? "adam_alone adam"
                                                          : optimizers);
    copy_filled(config, config->optimizer, "optimizer.params.lr", 5e-5);
    if (config_optimizer_has(config, "betas") &&
        !is_auto(config, "optimizer.params.betas"))
        config_copy(config, config->optimizer, NULL, "optimizer.params.betas");
    if (config_optimizer_has(config, "eps"))
        copy_filled(config, config->optimizer, "optimizer.params.eps", 1e-8);
    if (config_optimizer_has(config, "momentum"))
        config_copy(config, config->optimizer, NULL,
                    "optimizer.params.momentum");
    if (config_has(config, "optimizer.params.weight_decay"))
        copy_filled(config, config->optimizer, "optimizer.params.weight_decay",
                    0);
    else if (config_optimizer_has(config, "weight_decay"))
        config_set_real(config, config->optimizer, "weight_decay", 0,
                        "optimizer.params");
}

/* A name that DeepSpeed lacks is that of a class of torch.optim.lr_scheduler,
 * in the case that it has there. */
static bool
is_torch_class(const char *name)
{
    static const char module[] = "torch.optim.lr_scheduler.";
    const struct kind *kind = family_find(&schedule_family, name);

    return kind && kind->symbol &&
           strncmp(kind->symbol, module, strlen(module)) == 0 &&
           strcmp(kind->symbol + strlen(module), name) == 0;
}

static void
make_torch_schedule(struct config *config)
{
    static const struct class_form form = {"type", "params"};

    config->schedule = config_class(config, "scheduler", &form);
    if (config->schedule)
        config_set_node(config, config->spec, "schedule", config->schedule);
}

/* What the scheduler's type is in lrsim. */
static const char *
schedule_type(struct config *config)
{
    struct text name = {.arena = config->arena};
    const char *type;

    text_format(&name, "deepspeed.%s",
                config_word(config, "scheduler.type", ""));
    type = text_end(&name);
    if (!type)
        config->failed = !error_memory(config->error);
    return type ? type : "";
}

static void
make_schedule(struct config *config, long steps)
{
    const char *type = schedule_type(config);
    static const char most[] = "scheduler.params.warmup_max_lr";

    config->schedule = config_node(config, type, "scheduler.type");
    config_set_node(config, config->spec, "schedule", config->schedule);
    config_copy_all(config, config->schedule, "scheduler.params",
                    "warmup_min_lr warmup_max_lr warmup_num_steps "
                    "total_num_steps warmup_type last_batch_iteration");
    copy_filled(config, config->schedule, "scheduler.params.warmup_min_lr", 0);
    if (is_auto(config, most)) {
        config_assume(config, "warmup_max_lr is the optimizer's lr, as Hugging "
                              "Face's Trainer fills it in");
        config_set_null(config, config->schedule, "warmup_max_lr", most);
    } else {
        config_copy(config, config->schedule, NULL, most);
    }
    copy_filled(config, config->schedule, "scheduler.params.warmup_num_steps",
                1);
    copy_filled(config, config->schedule, "scheduler.params.total_num_steps",
                (double)steps);
    config_copy(config, config->schedule, NULL, "scheduler.params.warmup_type");
    if (strstr(type, "Warmup") &&
        !config_has(config, "scheduler.params.warmup_type"))
        config_assume(config, "warmup_type is log, DeepSpeed's default");
}

static void
deepspeed_make(struct config *config)
{
    static const char total[] = "scheduler.params.total_num_steps";
    long given = is_auto(config, total) ? 0 : config_integer(config, total, 0);
    double batch = real_or_auto(config, "train_batch_size", NAN);
    double accumulate = real_or_auto(config, "gradient_accumulation_steps", 1);
    const struct config_epochs epochs = {.key = "train_batch_size",
                                         .epochs = NAN,
                                         .batch = batch,
                                         .drops = true};
    long steps = config_total(config, given,
                              config_has(config, total) ? total : "", &epochs);

    make_optimizer(config);
    if (is_torch_class(config_word(config, "scheduler.type", "")))
        make_torch_schedule(config);
    else if (config_has(config, "scheduler"))
        make_schedule(config, steps);
    else
        config_make_constant(config, "scheduler");
    config_make_gradient(config, real_or_auto(config, "gradient_clipping", 0),
                         "gradient_clipping", accumulate,
                         "gradient_accumulation_steps");
}

const struct dialect dialect_deepspeed = {
    .name = "deepspeed",
    .meaning = "a DeepSpeed configuration (JSON)",
    .told = "zero_optimization|train_batch_size !log_history|scheduler.params|"
            "train_micro_batch_size_per_gpu|optimizer.params",
    .keys = keys,
    .objects = "optimizer scheduler",
    .make = deepspeed_make,
};
