/* detectron2.c -- the section SOLVER of detectron2's config.yaml. */
#include <stdlib.h>
#include <string.h>

#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("SOLVER.LR_SCHEDULER_NAME"),
    KEY_READ("SOLVER.MAX_ITER"),
    KEY_READ("SOLVER.BASE_LR"),
    KEY_READ("SOLVER.BASE_LR_END"),
    KEY_READ("SOLVER.MOMENTUM"),
    KEY_READ("SOLVER.NESTEROV"),
    KEY_READ("SOLVER.WEIGHT_DECAY"),
    KEY_READ("SOLVER.GAMMA"),
    KEY_READ("SOLVER.STEPS"),
    KEY_READ("SOLVER.NUM_DECAYS"),
    KEY_READ("SOLVER.WARMUP_FACTOR"),
    KEY_READ("SOLVER.WARMUP_ITERS"),
    KEY_READ("SOLVER.WARMUP_METHOD"),
    KEY_READ("SOLVER.RESCALE_INTERVAL"),
    KEY_READ("SOLVER.POLY_LR_POWER"),
    KEY_READ("SOLVER.POLY_LR_CONSTANT_ENDING"),
    KEY_READ("SOLVER.IMS_PER_BATCH"),
    KEY_READ("SOLVER.CLIP_GRADIENTS"),
    KEY_REFUSED("SOLVER.REFERENCE_WORLD_SIZE", "0",
                "the trainer scales the rate by the number of devices; give "
                "what it prints as the adjusted config"),
    KEY_REFUSED("SOLVER.BIAS_LR_FACTOR", "1 null",
                "lrsim has one rate for all parameters"),
    KEY_OTHER("SOLVER.WEIGHT_DECAY_NORM"),
    KEY_OTHER("SOLVER.WEIGHT_DECAY_BIAS"),
    KEY_END,
};

/* (60000, 80000) as text, or a list. */
static void
set_steps(struct config *config)
{
    static const char from[] = "SOLVER.STEPS";
    const struct tree *given = config_find(config, from);
    struct tree *list = config_list(config, from);
    const char *at;

    if (!given)
        return;
    if (given->kind == TREE_LIST) {
        config_copy(config, config->schedule, "steps", from);
        return;
    }
    at = given->text ? given->text : "";
    at += strspn(at, "( ");
    while (*at && *at != ')' && !config->failed) {
        char *end;
        double step = strtod(at, &end);

        if (end == at || (*end && !strchr(",) ", *end)))
            config_refuse(config, from,
                          "must be a list of iterations, not '%s'",
                          quote(given->text ? given->text : "").text);
        config_set_real(config, list, NULL, step, from);
        at = end + strspn(end, ", ");
    }
    config_set_node(config, config->schedule, "steps", list);
}

/* The numbers that a scheduler ("": each) has, by lrsim's name. */
static const char *const numbers[][3] = {
    {"", "warmup_factor", "SOLVER.WARMUP_FACTOR"},
    {"", "warmup_iters", "SOLVER.WARMUP_ITERS"},
    {"", "warmup_method", "SOLVER.WARMUP_METHOD"},
    {"WarmupMultiStepLR", "rescale_interval", "SOLVER.RESCALE_INTERVAL"},
    {"WarmupMultiStepLR", "gamma", "SOLVER.GAMMA"},
    {"WarmupCosineLR", "rescale_interval", "SOLVER.RESCALE_INTERVAL"},
    {"WarmupCosineLR", "base_lr_end", "SOLVER.BASE_LR_END"},
    {"WarmupStepWithFixedGammaLR", "rescale_interval",
     "SOLVER.RESCALE_INTERVAL"},
    {"WarmupStepWithFixedGammaLR", "gamma", "SOLVER.GAMMA"},
    {"WarmupStepWithFixedGammaLR", "num_decays", "SOLVER.NUM_DECAYS"},
    {"WarmupPolyLR", "power", "SOLVER.POLY_LR_POWER"},
    {"WarmupPolyLR", "constant_ending", "SOLVER.POLY_LR_CONSTANT_ENDING"},
};

static void
make_schedule(struct config *config)
{
    static const char from[] = "SOLVER.LR_SCHEDULER_NAME";
    const char *name = config_word(config, from, "WarmupMultiStepLR");
    struct text type = {.arena = config->arena};

    text_format(&type, "detectron2.%s", name);
    config->schedule =
        config_node(config, text_end(&type) ? type.bytes : "", from);
    config_set_node(config, config->spec, "schedule", config->schedule);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!*numbers[i][0] || strcmp(numbers[i][0], name) == 0)
            config_copy(config, config->schedule, numbers[i][1], numbers[i][2]);
    if (strcmp(name, "WarmupMultiStepLR") == 0)
        set_steps(config);
}

static void
detectron2_make(struct config *config)
{
    bool clips = config_flag(config, "SOLVER.CLIP_GRADIENTS.ENABLED", false);
    const char *how =
        config_word(config, "SOLVER.CLIP_GRADIENTS.CLIP_TYPE", "value");

    if (config_has(config, "_BASE_"))
        config_assume(config,
                      "the values of %s, which is not read, are "
                      "detectron2's own",
                      quote(config_word(config, "_BASE_", "")).text);
    config_total(config, config_integer(config, "SOLVER.MAX_ITER", 40000),
                 "SOLVER.MAX_ITER", NULL);
    config_make_optimizer(config, "sgd", "SOLVER", "");
    config_set_real(config, config->optimizer, "lr",
                    config_real(config, "SOLVER.BASE_LR", 0.001),
                    "SOLVER.BASE_LR");
    config_set_real(config, config->optimizer, "momentum",
                    config_real(config, "SOLVER.MOMENTUM", 0.9),
                    "SOLVER.MOMENTUM");
    config_set_real(config, config->optimizer, "weight_decay",
                    config_real(config, "SOLVER.WEIGHT_DECAY", 0.0001),
                    "SOLVER.WEIGHT_DECAY");
    config_copy(config, config->optimizer, "nesterov", "SOLVER.NESTEROV");
    make_schedule(config);
    config_make_gradient(
        config,
        clips && strcmp(how, "value") != 0
            ? config_real(config, "SOLVER.CLIP_GRADIENTS.CLIP_VALUE", 1)
            : 0,
        "SOLVER.CLIP_GRADIENTS.CLIP_VALUE", 1, "");
}

const struct dialect dialect_detectron2 = {
    .name = "detectron2",
    .meaning = "detectron2's config.yaml",
    .told = "SOLVER.BASE_LR|SOLVER.MAX_ITER|SOLVER.LR_SCHEDULER_NAME|"
            "SOLVER.STEPS",
    .keys = keys,
    .objects = "SOLVER",
    .pyyaml = true,
    .make = detectron2_make,
};
