/* axolotl.c -- axolotl's YAML, which it turns into the Trainer's arguments. */
#include <math.h>
#include <string.h>

#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("learning_rate"),
    KEY_READ("lr_scheduler"),
    KEY_READ("lr_scheduler_kwargs"),
    KEY_READ("lr_quadratic_warmup"),
    KEY_READ("cosine_min_lr_ratio"),
    KEY_READ("cosine_constant_lr_ratio"),
    KEY_READ("warmup_steps"),
    KEY_READ("warmup_ratio"),
    KEY_READ("max_steps"),
    KEY_READ("num_epochs"),
    KEY_READ("micro_batch_size"),
    KEY_READ("gradient_accumulation_steps"),
    KEY_READ("batch_size"),
    KEY_READ("optimizer"),
    KEY_READ("weight_decay"),
    KEY_READ("adam_beta1"),
    KEY_READ("adam_beta2"),
    KEY_READ("adam_epsilon"),
    KEY_OTHER("adam_beta3"),
    KEY_OTHER("adam_epsilon2"),
    KEY_READ("max_grad_norm"),
    KEY_READ("deepspeed"),
    KEY_REFUSED("lr_groups", "", "lrsim has one rate for all parameters"),
    KEY_REFUSED("embedding_lr", "", "lrsim has one rate for all parameters"),
    KEY_REFUSED("embedding_lr_scale", "",
                "lrsim has one rate for all parameters"),
    KEY_REFUSED("dion_lr", "", "lrsim has one rate for all parameters"),
    KEY_REFUSED("loraplus_lr_ratio", "",
                "lrsim has one rate for all parameters"),
    KEY_OTHER("loraplus_lr_embedding"),
    KEY_REFUSED("relora", "false", "lrsim does not know ReLoRA's restarts"),
    KEY_REFUSED("relora_steps", "0", "lrsim does not know ReLoRA's restarts"),
    KEY_OTHER("relora_warmup_steps"),
    KEY_OTHER("relora_anneal_steps"),
    KEY_REFUSED("jagged_restart_steps", "0",
                "lrsim does not know axolotl's restarts"),
    KEY_OTHER("jagged_restart_warmup_steps"),
    KEY_OTHER("jagged_restart_anneal_steps"),
    KEY_OTHER("lr_div_factor"),
    KEY_END,
};

/* How axolotl counts the updates of the rise; 1 becomes 2. */
static double
rise_of(struct config *config, long steps)
{
    double rise = config_real(config, "warmup_steps", 0);

    if (rise > 0 && config_real(config, "warmup_ratio", 0) > 0)
        config_refuse(
            config, "warmup_ratio",
            "cannot be combined with warmup_steps, as axolotl has it");
    if (rise < 0)
        config_refuse(config, "warmup_steps", "must be 0 or more, not %g",
                      rise);
    if (config_has(config, "warmup_steps"))
        return rise == 1 ? 2 : rise;
    if (config_has(config, "warmup_ratio")) {
        rise = trunc(config_real(config, "warmup_ratio", 0) * (double)steps);
    } else {
        rise = fmin(trunc(0.03 * (double)steps), 100);
        config_assume(config,
                      "the warm-up has %g steps, axolotl's 3 %% or "
                      "100, since neither warmup_steps nor warmup_ratio is "
                      "given",
                      rise);
    }
    return rise == 1 ? 2 : rise;
}

static const char *
rise_key(const struct config *config)
{
    return config_has(config, "warmup_steps")   ? "warmup_steps"
           : config_has(config, "warmup_ratio") ? "warmup_ratio"
                                                : "";
}

/* A formula of the update t, and its numbers. */
static struct tree *
make_formula(struct config *config, const char *formula, const char *from,
             const char *const *names, const double *values, size_t count)
{
    struct tree *node = config_node(config, "lambda", from);
    struct tree *constants = config_node(config, NULL, from);

    config_set_word(config, node, "lr_lambda", formula, from);
    for (size_t i = 0; i < count; i++)
        config_set_real(config, constants, names[i], values[i], from);
    config_set_node(config, node, "constants", constants);
    return node;
}

/* The kinds of cosine that transformers has not; NULL: none of them. */
static struct tree *
make_cosine(struct config *config, long steps, double rise)
{
    double least = config_real(config, "cosine_min_lr_ratio", NAN);
    double level = config_real(config, "cosine_constant_lr_ratio", 0);
    const char *const names[] = {"W", "N", "r", "C"};
    const double values[] = {rise, (double)steps, least,
                             trunc((double)steps * level)};
    struct tree *node;

    if (config_flag(config, "lr_quadratic_warmup", false))
        return make_formula(config,
                            "t < W ? (t / max(1, W))^2 : max(0, 0.5 * (1 + "
                            "cos(pi * (t - W) / max(1, N - W))))",
                            "lr_quadratic_warmup", names, values, 2);
    if (!(least > 0))
        return NULL;
    if (level > 0)
        return make_formula(
            config,
            "t < W ? t / max(1, W) : max(0, (1 - r) * 0.5 * (1 + cos(pi * "
            "(min(t, C) - W) / max(1, C - W)))) + r",
            "cosine_constant_lr_ratio", names, values, 4);
    node = config_node(config, "hf.cosine_with_min_lr", "cosine_min_lr_ratio");
    config_set_real(config, node, "num_warmup_steps", rise, rise_key(config));
    config_set_real(config, node, "min_lr_rate", least, "cosine_min_lr_ratio");
    return node;
}

static struct tree *
make_rex(struct config *config, double rise)
{
    double rate = config_real(config, "learning_rate", 5e-5);
    struct tree *node = config_node(config, "axolotl.rex", "lr_scheduler");

    config_set_real(config, node, "max_lr", rate, "learning_rate");
    config_set_real(config, node, "min_lr",
                    rate * config_real(config, "cosine_min_lr_ratio", 0),
                    "cosine_min_lr_ratio");
    config_set_real(config, node, "num_warmup_steps", rise, rise_key(config));
    return node;
}

static struct tree *
make_one_cycle(struct config *config, long steps, double rise)
{
    struct tree *node = config_node(config, "one_cycle", "lr_scheduler");

    config_set_real(config, node, "max_lr",
                    config_real(config, "learning_rate", 5e-5),
                    "learning_rate");
    config_set_real(config, node, "total_steps", (double)steps, "");
    if (!config_has(config, "lr_scheduler_kwargs.pct_start"))
        config_set_real(config, node, "pct_start", rise / (double)steps,
                        rise_key(config));
    config_copy_all(config, node, "lr_scheduler_kwargs", "");
    return node;
}

static struct tree *
make_trainer_schedule(struct config *config, const char *type, double rise)
{
    struct text name = {.arena = config->arena};
    struct tree *node;

    text_format(&name, "hf.%s", type);
    node =
        config_node(config, text_end(&name) ? name.bytes : "", "lr_scheduler");
    if (rise > 0 && strcmp(type, "constant") != 0)
        config_set_real(config, node, "num_warmup_steps", rise,
                        rise_key(config));
    if (strncmp(type, "constant", 8) != 0)
        config_copy_all(config, node, "lr_scheduler_kwargs", "");
    return node;
}

static void
make_schedule(struct config *config, long steps)
{
    const char *type = config_word(config, "lr_scheduler", "cosine");
    double rise = rise_of(config, steps);

    if (strcmp(type, "rex") == 0)
        config->schedule = make_rex(config, rise);
    else if (strcmp(type, "one_cycle") == 0)
        config->schedule = make_one_cycle(config, steps, rise);
    else if (strcmp(type, "cosine") == 0)
        config->schedule = make_cosine(config, steps, rise);
    if (!config->schedule)
        config->schedule = make_trainer_schedule(config, type, rise);
    config_set_node(config, config->spec, "schedule", config->schedule);
}

/* The batch of an update gives the number of batches that it sums. */
static void
set_accumulation(struct config *config)
{
    double batch = config_real(config, "batch_size", 0);
    double micro = config_real(config, "micro_batch_size", 1);

    if (config_has(config, "batch_size") &&
        !config_has(config, "gradient_accumulation_steps"))
        config_set_real(config, config->root, "gradient_accumulation_steps",
                        fmax(floor(batch / micro), 1), "batch_size");
}

static void
make_spec(struct config *config)
{
    const struct config_epochs epochs = {
        .key = "num_epochs",
        .epochs = config_real(config, "num_epochs", 1),
        .batch = config_real(config, "micro_batch_size", NAN),
        .per_device = true,
        .accumulate = config_real(config, "gradient_accumulation_steps", 1),
        .whole = true,
    };
    long given = config_integer(config, "max_steps", 0);
    long steps = config_total(config, given, "max_steps", &epochs);

    if (config->request->examples != INTEGER_NULL &&
        config_flag(config, "sample_packing", false))
        config_assume(config, "--examples counts packed samples");
    if (config_has(config, "deepspeed"))
        config_warn(config, "deepspeed",
                    "has a scheduler of its own where that file has a section "
                    "scheduler, in place of lr_scheduler");
    config_make_trainer_optimizer(config, "optimizer");
    make_schedule(config, steps);
}

static void
axolotl_make(struct config *config)
{
    set_accumulation(config);
    make_spec(config);
}

const struct dialect dialect_axolotl = {
    .name = "axolotl",
    .meaning = "axolotl's YAML",
    .told = "micro_batch_size lr_scheduler|micro_batch_size base_model|"
            "micro_batch_size datasets",
    .keys = keys,
    .pyyaml = true,
    .make = axolotl_make,
};
