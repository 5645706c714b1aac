/* megatron.c -- the arguments of Megatron-LM: a command line, a shell script
 * with one, or YAML. */
#include <math.h>
#include <string.h>

#include "training/configs/megatron_batches.h"

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
    KEY_READ("rampup_batch_size"),
    KEY_READ("step_batch_size_schedule"),
    KEY_READ("seq_length"),
    KEY_READ("decrease_batch_size_if_needed"),
    KEY_REFUSED("iterations_to_skip", "[]", "lrsim skips no updates"),
    KEY_REFUSED("decoupled_lr", "", "lrsim has one rate for all parameters"),
    KEY_OTHER("decoupled_min_lr"),
    KEY_REFUSED("head_lr_mult", "1 1.0",
                "lrsim has one rate for all parameters"),
    KEY_OTHER("override_opt_param_scheduler"),
    KEY_OTHER("use_checkpoint_opt_param_scheduler"),
    KEY_OTHER("use_checkpoint_args"),
    KEY_REFUSED("weight_decay_incr_style", "constant",
                "--set schedules.weight_decay drives it"),
    KEY_OTHER("start_weight_decay"),
    KEY_OTHER("end_weight_decay"),
    KEY_OTHER("decoupled_weight_decay"),
    KEY_OTHER("no_weight_decay_cond_type"),
    /* Megatron-LM makes them of the others. */
    KEY_OTHER("lr_decay_steps"),
    KEY_OTHER("lr_warmup_steps"),
    KEY_OTHER("wsd_decay_steps"),
    KEY_OTHER("ft_num_warmup_iters"),
    KEY_OTHER("dino_warmup_teacher_temp"),
    KEY_OTHER("dino_warmup_teacher_temp_epochs"),
    KEY_OTHER("inference_dynamic_batching_async_sched_mode"),
    KEY_END,
};

static void
make_optimizer(struct config *config)
{
    const char *name = config_word(config, "optimizer", "adam");
    bool sgd = strcmp(name, "sgd") == 0;

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
        config_set_betas(config, config_real(config, "adam_beta1", 0.9),
                         "adam_beta1", config_real(config, "adam_beta2", 0.999),
                         "adam_beta2");
        config_set_real(config, config->optimizer, "eps",
                        config_real(config, "adam_eps", 1e-8), "adam_eps");
    }
    config_leave_decay(config, "Megatron-LM", false);
    config_make_gradient(config, config_real(config, "clip_grad", 1),
                         "clip_grad", 1, "");
}

/* A length of iterations, or of samples, in what the schedule counts; 0:
 * neither is there. */
static double
length_of(struct config *config, const struct megatron_batches *batches,
          const char *iters, const char *samples)
{
    if (config_has(config, iters))
        return config_real(config, iters, 0) * batches->iteration;
    return config_real(config, samples, 0) / batches->sample;
}

/* Sets a length that is there. */
static void
set_length(struct config *config, const struct megatron_batches *batches,
           const char *iters, const char *samples)
{
    double length = length_of(config, batches, iters, samples);

    if (length != 0)
        config_set_real(config, config->schedule, iters, length,
                        config_has(config, iters) ? iters : samples);
}

static void
set_rise(struct config *config, const struct megatron_batches *batches)
{
    if (config_has(config, "warmup")) {
        config_assume(config, "warmup is lr_warmup_fraction, which it was "
                              "called before Megatron-LM 2");
        config_copy(config, config->schedule, "lr_warmup_fraction", "warmup");
    } else if (config_has(config, "lr_warmup_fraction"))
        config_copy(config, config->schedule, NULL, "lr_warmup_fraction");
    else
        set_length(config, batches, "lr_warmup_iters", "lr_warmup_samples");
    config_copy(config, config->schedule, NULL, "lr_warmup_init");
}

static void
make_schedule(struct config *config, const struct megatron_batches *batches,
              long steps)
{
    const char *style = config_word(config, "lr_decay_style", "linear");
    bool decays = config_has(config, "lr_decay_iters") ||
                  config_has(config, "lr_decay_samples");
    struct text name = {.arena = config->arena};
    const char *type;

    text_format(&name, "megatron.%s",
                strcmp(style, "inverse-square-root") == 0
                    ? "inverse_square_root"
                    : style);
    type = text_end(&name);
    config->schedule = config_node(config, type ? type : "", "lr_decay_style");
    config_set_node(config, config->spec, "schedule", config->schedule);
    if (decays)
        set_length(config, batches, "lr_decay_iters", "lr_decay_samples");
    else
        config_set_real(
            config, config->schedule, "lr_decay_iters",
            config_has(config, "train_iters") ||
                    config_has(config, "train_samples")
                ? length_of(config, batches, "train_iters", "train_samples")
                : (double)steps * batches->iteration,
            "train_iters");
    set_rise(config, batches);
    config_copy(config, config->schedule, NULL, "min_lr");
    if (batches->list)
        config_set_node(config, config->schedule, "batches", batches->list);
    if (strcmp(style, "WSD") != 0)
        return;
    set_length(config, batches, "lr_wsd_decay_iters", "lr_wsd_decay_samples");
    config_copy(config, config->schedule, NULL, "lr_wsd_decay_style");
}

/* As Megatron-LM has it, which counts either. */
static void
check_samples(struct config *config)
{
    static const char *const keys_of_samples[] = {
        "lr_decay_samples", "lr_warmup_samples", "lr_wsd_decay_samples"};

    for (size_t i = 0; i < 3; i++)
        if (config_real(config, keys_of_samples[i], 0) != 0)
            config_refuse(config, keys_of_samples[i],
                          "cannot be combined with train_iters, which counts "
                          "iterations");
}

static void
megatron_make(struct config *config)
{
    struct megatron_batches batches = megatron_batches(config);
    bool iters = config_has(config, "train_iters");
    long given =
        iters ? config_integer(config, "train_iters", 0) : batches.updates;
    long steps = config_total(config, given,
                              iters ? "train_iters" : "train_samples", NULL);

    if (iters)
        check_samples(config);
    make_optimizer(config);
    make_schedule(config, &batches, steps);
}

const struct dialect dialect_megatron = {
    .name = "megatron",
    .meaning = "arguments of Megatron-LM (a command line, a shell script, "
               "YAML)",
    .told = "lr_decay_style|lr train_iters|lr train_samples",
    .keys = keys,
    .make = megatron_make,
};
