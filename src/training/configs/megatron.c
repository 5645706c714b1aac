/* megatron.c -- the arguments of Megatron-LM: a command line, a shell script
 * with one, or YAML. */
#include <math.h>
#include <string.h>

#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("lr"),
    KEY_READ("min_lr"),
    KEY_READ("lr_decay_style"),
    KEY_READ("lr_wsd_decay_style"),
    KEY_READ("lr_wsd_decay_iters"),
    KEY_READ("lr_wsd_decay_samples"),
    KEY_READ("lr_decay_iters"),
    KEY_READ("lr_decay_samples"),
    KEY_READ("lr_warmup_iters"),
    KEY_READ("lr_warmup_samples"),
    KEY_READ("lr_warmup_fraction"),
    KEY_READ("lr_warmup_init"),
    KEY_READ("warmup"),
    KEY_READ("train_iters"),
    KEY_READ("train_samples"),
    KEY_READ("global_batch_size"),
    KEY_READ("micro_batch_size"),
    KEY_READ("optimizer"),
    KEY_READ("weight_decay"),
    KEY_READ("adam_beta1"),
    KEY_READ("adam_beta2"),
    KEY_READ("adam_eps"),
    KEY_READ("sgd_momentum"),
    KEY_READ("clip_grad"),
    KEY_REFUSED("rampup_batch_size", "",
                "the batch grows from it, and the rate with the samples: lrsim "
                "counts updates"),
    KEY_REFUSED("decoupled_lr", "", "lrsim has one rate for all parameters"),
    KEY_OTHER("decoupled_min_lr"),
    KEY_OTHER("override_opt_param_scheduler"),
    KEY_OTHER("use_checkpoint_opt_param_scheduler"),
    KEY_OTHER("override_opt_param_scheduler"),
    KEY_OTHER("use_checkpoint_args"),
    KEY_REFUSED("weight_decay_incr_style", "constant",
                "lrsim has no weight decay that grows with the rate"),
    KEY_OTHER("start_weight_decay"),
    KEY_OTHER("end_weight_decay"),
    KEY_END,
};

/* A count of iterations, also where samples give it; 0: neither is there. */
static double
iterations(struct config *config, const char *iters, const char *samples)
{
    double batch;

    if (config_has(config, iters))
        return config_real(config, iters, 0);
    if (!config_has(config, samples))
        return 0;
    batch = config_real(config, "global_batch_size", NAN);
    if (isnan(batch))
        config_refuse(config, samples, "needs --global-batch-size");
    return floor(config_real(config, samples, 0) / batch);
}

static void
make_optimizer(struct config *config)
{
    const char *name = config_word(config, "optimizer", "adam");
    bool sgd = strcmp(name, "sgd") == 0;
    double betas[] = {config_real(config, "adam_beta1", 0.9),
                      config_real(config, "adam_beta2", 0.999)};

    config_make_optimizer(config, name, "optimizer", "adam adamw");
    if (!config_has(config, "lr"))
        config_refuse(config, "", "must have --lr");
    config_copy(config, config->optimizer, NULL, "lr");
    config_set_real(config, config->optimizer, "weight_decay",
                    config_real(config, "weight_decay", 0.01), "weight_decay");
    if (sgd) {
        config_set_real(config, config->optimizer, "momentum",
                        config_real(config, "sgd_momentum", 0.9),
                        "sgd_momentum");
    } else if (config_optimizer_has(config, "betas")) {
        config_set_reals(config, config->optimizer, "betas", betas, 2,
                         "adam_beta2");
        config_set_real(config, config->optimizer, "eps",
                        config_real(config, "adam_eps", 1e-8), "adam_eps");
    }
    config_make_gradient(config, config_real(config, "clip_grad", 1),
                         "clip_grad", 1, "");
}

static void
set_rise(struct config *config)
{
    double rise = iterations(config, "lr_warmup_iters", "lr_warmup_samples");

    if (config_has(config, "lr_warmup_fraction"))
        config_copy(config, config->schedule, NULL, "lr_warmup_fraction");
    else if (rise > 0)
        config_set_real(config, config->schedule, "lr_warmup_iters", rise,
                        config_has(config, "lr_warmup_iters")
                            ? "lr_warmup_iters"
                            : "lr_warmup_samples");
    config_copy(config, config->schedule, NULL, "lr_warmup_init");
}

static void
make_schedule(struct config *config, long steps)
{
    const char *style = config_word(config, "lr_decay_style", "linear");
    double decay = iterations(config, "lr_decay_iters", "lr_decay_samples");
    double fall =
        iterations(config, "lr_wsd_decay_iters", "lr_wsd_decay_samples");
    struct text name = {.arena = config->arena};
    const char *type;

    text_format(&name, "megatron.%s",
                strcmp(style, "inverse-square-root") == 0
                    ? "inverse_square_root"
                    : style);
    type = text_end(&name);
    config->schedule = config_node(config, type ? type : "", "lr_decay_style");
    config_set_node(config, config->spec, "schedule", config->schedule);
    config_set_real(config, config->schedule, "lr_decay_iters",
                    decay > 0 ? decay : (double)steps,
                    config_has(config, "lr_decay_iters") ? "lr_decay_iters"
                                                         : "train_iters");
    set_rise(config);
    config_copy(config, config->schedule, NULL, "min_lr");
    if (strcmp(style, "WSD") != 0)
        return;
    config_set_real(config, config->schedule, "lr_wsd_decay_iters", fall,
                    "lr_wsd_decay_iters");
    config_copy(config, config->schedule, NULL, "lr_wsd_decay_style");
}

static void
megatron_make(struct config *config)
{
    double given = iterations(config, "train_iters", "train_samples");
    long steps = config_total(
        config, (long)given,
        config_has(config, "train_iters") ? "train_iters" : "train_samples",
        NULL);

    make_optimizer(config);
    make_schedule(config, steps);
}

const struct dialect dialect_megatron = {
    .name = "megatron",
    .meaning = "arguments of Megatron-LM (a command line, a shell script, "
               "YAML)",
    .told = "lr_decay_style|lr train_iters|lr train_samples",
    .keys = keys,
    .make = megatron_make,
};
