/* timm.c -- args.yaml of timm's training script. */
#include <math.h>
#include <string.h>

#include "training/configs/timm_schedule.h"

static const struct dialect_key keys[] = {
    KEY_READ("sched"),
    KEY_READ("sched_on_updates"),
    KEY_READ("lr"),
    KEY_READ("lr_base"),
    KEY_READ("lr_base_size"),
    KEY_READ("lr_base_scale"),
    KEY_READ("min_lr"),
    KEY_READ("warmup_lr"),
    KEY_READ("warmup_epochs"),
    KEY_READ("warmup_prefix"),
    KEY_READ("cooldown_epochs"),
    KEY_READ("patience_epochs"),
    KEY_READ("decay_epochs"),
    KEY_READ("decay_milestones"),
    KEY_READ("decay_rate"),
    KEY_READ("lr_noise"),
    KEY_READ("lr_noise_pct"),
    KEY_READ("lr_noise_std"),
    KEY_READ("lr_cycle_mul"),
    KEY_READ("lr_cycle_decay"),
    KEY_READ("lr_cycle_limit"),
    KEY_READ("lr_k_decay"),
    KEY_READ("lr_decay_fn"),
    KEY_READ("lr_stable_timescale"),
    KEY_READ("eval_metric"),
    KEY_READ("epochs"),
    KEY_READ("batch_size"),
    KEY_READ("world_size"),
    KEY_READ("grad_accum_steps"),
    KEY_READ("opt"),
    KEY_READ("opt_eps"),
    KEY_READ("opt_betas"),
    KEY_READ("momentum"),
    KEY_READ("weight_decay"),
    KEY_READ("clip_grad"),
    KEY_READ("clip_mode"),
    KEY_READ("layer_decay"),
    KEY_READ("seed"),
    KEY_REFUSED("start_epoch", "0",
                "lrsim begins with epoch 0: --from shows "
                "later rows"),
    KEY_REFUSED("epoch_repeats", "0", "lrsim does not know it"),
    KEY_REFUSED("opt_kwargs", "", "lrsim does not know them"),
    KEY_OTHER("model_ema_decay"),
    KEY_OTHER("model_ema_warmup"),
    KEY_OTHER("layer_decay_min_scale"),
    KEY_OTHER("layer_decay_no_opt_scale"),
    KEY_END,
};

static const char optimizers[] =
    "sgd sgd;nesterov sgd;momentum sgd;sgdp sgd;adamw adamw;adam adam;"
    "fusedadamw adamw;fusedadam adam;fusedsgd sgd;rmsproptf timm.rmsprop_tf;"
    "lars timm.lars;adopt timm.adopt;nadamw nadam;lambc lamb";

/* The rate, which a batch of lr_base_size has, for the batch that there is. */
static double
find_rate(struct config *config, const char *opt)
{
    double batch = config_real(config, "batch_size", 128) *
                   config_real(config, "world_size", 1) *
                   config_real(config, "grad_accum_steps", 1);
    double ratio = batch / config_real(config, "lr_base_size", 256);
    bool adaptive = strstr(opt, "ada") || strstr(opt, "lamb");
    const char *scale = config_word(config, "lr_base_scale", "");
    double rate;

    if (config_has(config, "lr"))
        return config_real(config, "lr", 0);
    if (!*scale)
        scale = adaptive ? "sqrt" : "linear";
    if (strcmp(scale, "sqrt") == 0)
        ratio = sqrt(ratio);
    rate = config_real(config, "lr_base", 0.1) * ratio;
    config_assume(config,
                  "lr is %g, lr_base times the %s of the batch of %g "
                  "over lr_base_size",
                  rate, strcmp(scale, "sqrt") == 0 ? "root" : "share", batch);
    return rate;
}

static void
make_optimizer(struct config *config)
{
    const char *opt = config_word(config, "opt", "sgd");
    bool sgd = strcmp(opt, "sgd") == 0 || strcmp(opt, "nesterov") == 0;

    config_make_optimizer(config, opt, "opt", optimizers);
    config_set_real(config, config->optimizer, "lr", find_rate(config, opt),
                    config_has(config, "lr") ? "lr" : "lr_base");
    if (config_optimizer_has(config, "momentum")) {
        config_set_real(config, config->optimizer, "momentum",
                        config_real(config, "momentum", 0.9), "momentum");
        if (sgd && config_real(config, "momentum", 0.9) > 0)
            config_set_flag(config, config->optimizer, "nesterov", true, "opt");
    }
    if (config_optimizer_has(config, "betas"))
        config_copy(config, config->optimizer, "betas", "opt_betas");
    if (config_optimizer_has(config, "eps"))
        config_copy(config, config->optimizer, "eps", "opt_eps");
    if (config_optimizer_has(config, "weight_decay"))
        config_set_real(config, config->optimizer, "weight_decay",
                        config_real(config, "weight_decay", 2e-5),
                        "weight_decay");
    config_leave_decay(config, "timm", true);
    if (config_has(config, "layer_decay") &&
        config_real(config, "layer_decay", 1) != 1)
        config_assume(config,
                      "the rate is that of the last layer, which "
                      "layer_decay %g leaves as it is",
                      config_real(config, "layer_decay", 1));
}

static void
timm_make(struct config *config)
{
    const struct config_epochs epochs = {
        .key = "epochs",
        .epochs = timm_epochs(config),
        .batch = config_real(config, "batch_size", 128),
        .per_device = true,
        .devices = config_real(config, "world_size", 0),
        .shares = true,
        .accumulate = config_real(config, "grad_accum_steps", 1),
        .drops = true,
    };
    long updates = config_epoch(config, &epochs);
    const char *mode = config_word(config, "clip_mode", "norm");

    make_optimizer(config);
    timm_make_schedule(config, (double)updates);
    config_make_gradient(
        config,
        strcmp(mode, "norm") == 0 ? config_real(config, "clip_grad", 0) : 0,
        "clip_grad", config_real(config, "grad_accum_steps", 1),
        "grad_accum_steps");
}

const struct dialect dialect_timm = {
    .name = "timm",
    .meaning = "args.yaml of timm's training script",
    .told = "sched warmup_lr|sched opt epochs",
    .keys = keys,
    .pyyaml = true,
    .make = timm_make,
};
