/* keras.c -- a schedule, or an optimizer, as keras.saving.serialize has it. */
#include <string.h>

#include "schedule/schedule.h"
#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("class_name"),
    KEY_READ("config"),
    KEY_READ("module"),
    KEY_READ("config.learning_rate"),
    KEY_READ("config.initial_learning_rate"),
    KEY_READ("config.end_learning_rate"),
    KEY_READ("config.warmup_target"),
    KEY_READ("config.warmup_steps"),
    KEY_READ("config.decay_steps"),
    KEY_READ("config.first_decay_steps"),
    KEY_READ("config.decay_rate"),
    KEY_READ("config.weight_decay"),
    KEY_END,
};

/* Those whose paths are Keras'. */
static const char optimizers[] =
    "SGD keras.SGD;Adam keras.Adam;AdamW keras.AdamW;Adamax keras.Adamax;"
    "Nadam nadam;RMSprop keras.RMSprop;Adagrad keras.Adagrad;"
    "Adadelta adadelta;Lion lion;Lamb lamb";

/* The parameters of theirs that lrsim has: first Keras' name. */
static const char *const names[][2] = {
    {"epsilon", "eps"},
    {"momentum", "momentum"},
    {"nesterov", "nesterov"},
    {"weight_decay", "weight_decay"},
    {"amsgrad", "amsgrad"},
    {"rho", "rho"},
    {"centered", "centered"},
    {"initial_accumulator_value", "initial_accumulator_value"},
};

static void
make_schedule(struct config *config, const char *base)
{
    struct text path = {.arena = config->arena}, name = path;
    const char *type;

    text_format(&path, "%sclass_name", base);
    if (!text_end(&path)) {
        config->failed = !error_memory(config->error);
        return;
    }
    text_format(&name, "keras.%s", config_word(config, path.bytes, ""));
    type = text_end(&name);
    config->schedule = config_node(config, type ? type : "", path.bytes);
    path.used = 0;
    text_format(&path, "%sconfig", base);
    if (!type || !text_end(&path)) {
        config->failed = !error_memory(config->error);
        return;
    }
    config_copy_all(config, config->schedule, path.bytes, "name dtype");
    config_set_node(config, config->spec, "schedule", config->schedule);
}

/* What Keras has otherwise than the kind of lrsim that makes its paths. */
static void
set_differences(struct config *config, const char *class)
{
    const char *decay = "config.weight_decay";

    if (!strstr(optimizers, class) && family_find(&optimizer_family, class))
        config_assume(config,
                      "the path of %s is lrsim's, and may differ from Keras': "
                      "the rate does not",
                      quote(class).text);
    if (strcmp(class, "Nadam") == 0) {
        config_set_real(config, config->optimizer, "momentum_decay", 1,
                        "class_name");
        config_set_flag(config, config->optimizer, "decoupled_weight_decay",
                        true, "class_name");
    }
    if (!config_has(config, decay) &&
        config_optimizer_has(config, "weight_decay"))
        config_set_real(config, config->optimizer, "weight_decay", 0, decay);
}

/* Keras adds nothing to the norm by which it divides. */
static void
make_clips(struct config *config)
{
    const char *norm = config_has(config, "config.global_clipnorm")
                           ? "config.global_clipnorm"
                           : "config.clipnorm";
    struct tree *gradient;

    if (!config_has(config, norm) && !config_has(config, "config.clipvalue"))
        return;
    gradient = config_node(config, NULL, "");
    if (config_has(config, norm)) {
        config_copy(config, gradient, "clip_norm", norm);
        config_set_real(config, gradient, "clip_eps", 0, norm);
    }
    if (config_has(config, "config.clipvalue"))
        config_copy(config, gradient, "clip_value", "config.clipvalue");
    config_set_node(config, config->spec, "gradient", gradient);
}

static void
copy_optimizer(struct config *config)
{
    const char *class = config_word(config, "class_name", "");

    config_make_optimizer(config, class, "class_name", optimizers);
    if (config_has(config, "config.beta_1"))
        config_set_betas(
            config, config_real(config, "config.beta_1", 0.9), "config.beta_1",
            config_real(config, "config.beta_2", 0.999), "config.beta_2");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text from = {.arena = config->arena};

        text_format(&from, "config.%s", names[i][0]);
        if (text_end(&from) && config_has(config, from.bytes) &&
            config_optimizer_has(config, names[i][1]))
            config_copy(config, config->optimizer, names[i][1], from.bytes);
    }
    set_differences(config, class);
    if (tree_is(config_find(config, "config.learning_rate"), TREE_OBJECT))
        make_schedule(config, "config.learning_rate.");
    else
        config_copy(config, config->optimizer, "lr", "config.learning_rate");
    make_clips(config);
}

/* Where nothing says how many steps there are, the schedule's own end does. */
static void
keras_make(struct config *config)
{
    struct text name = {.arena = config->arena};

    if (config->request->steps != INTEGER_NULL ||
        config->request->log_steps != INTEGER_NULL)
        config_total(config, 0, NULL, NULL);
    text_format(&name, "keras.%s", config_word(config, "class_name", ""));
    /* An optimizer has a learning_rate. */
    if (text_end(&name) && (family_find(&schedule_family, name.bytes) ||
                            !config_has(config, "config.learning_rate")))
        make_schedule(config, "");
    else
        copy_optimizer(config);
}

const struct dialect dialect_keras = {
    .name = "keras",
    .meaning = "a schedule or an optimizer that Keras serialized (JSON)",
    .told = "class_name config",
    .keys = keys,
    .make = keras_make,
};
