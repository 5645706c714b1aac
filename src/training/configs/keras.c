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

static const char optimizers[] =
    "SGD sgd;Adam adam;AdamW adamw;Adamax adamax;Nadam nadam;RMSprop rmsprop;"
    "Adagrad adagrad;Adadelta adadelta;Lion lion;Lamb lamb";

/* The parameters that Keras and lrsim call differently: first Keras's. */
static const char *const names[][2] = {
    {"epsilon", "eps"},       {"momentum", "momentum"},
    {"nesterov", "nesterov"}, {"weight_decay", "weight_decay"},
    {"amsgrad", "amsgrad"},
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

static void
copy_optimizer(struct config *config)
{
    config_make_optimizer(config, config_word(config, "class_name", ""),
                          "class_name", optimizers);
    if (config_has(config, "config.beta_1"))
        config_set_betas(
            config, config_real(config, "config.beta_1", 0.9), "config.beta_1",
            config_real(config, "config.beta_2", 0.999), "config.beta_2");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text from = {.arena = config->arena};

        text_format(&from, "config.%s", names[i][0]);
        if (text_end(&from) && config_optimizer_has(config, names[i][1]))
            config_copy(config, config->optimizer, names[i][1], from.bytes);
    }
    if (tree_is(config_find(config, "config.learning_rate"), TREE_OBJECT))
        make_schedule(config, "config.learning_rate.");
    else
        config_copy(config, config->optimizer, "lr", "config.learning_rate");
    config_make_gradient(config, config_real(config, "config.clipnorm", 0),
                         "config.clipnorm", 1, "config");
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
