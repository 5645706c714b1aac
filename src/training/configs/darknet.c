/* darknet.c -- the section [net] of a .cfg. */
#include <stdlib.h>
#include <string.h>

#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("net.learning_rate"),
    KEY_READ("net.momentum"),
    KEY_READ("net.decay"),
    KEY_READ("net.burn_in"),
    KEY_READ("net.power"),
    KEY_READ("net.policy"),
    KEY_READ("net.step"),
    KEY_READ("net.scale"),
    KEY_READ("net.steps"),
    KEY_READ("net.scales"),
    KEY_READ("net.gamma"),
    KEY_READ("net.max_batches"),
    KEY_READ("net.adam"),
    KEY_READ("net.B1"),
    KEY_READ("net.B2"),
    KEY_READ("net.eps"),
    KEY_READ("net.learning_rate_min"),
    KEY_READ("net.sgdr_cycle"),
    KEY_READ("net.sgdr_mult"),
    /* Of the length of sequences, and of an attack. */
    KEY_OTHER("net.seq_scales"),
    KEY_OTHER("net.adversarial_lr"),
    KEY_END,
};

/* "40000,45000": numbers between commas. */
static void
set_list(struct config *config, const char *key, const char *from)
{
    const struct tree *given = config_find(config, from);
    struct tree *list = config_list(config, from);
    const char *at = given && given->text ? given->text : "";

    if (!given) {
        config_refuse(config, "net", "must have %s", key);
        return;
    }
    while (*at) {
        char *end;
        double number = strtod(at, &end);

        end += strspn(end, " \t");
        if (end == at || (*end && *end != ',')) {
            config_refuse(config, from,
                          "must be numbers between commas, not '%s'",
                          quote(given->text).text);
            return;
        }
        config_set_real(config, list, NULL, number, from);
        at = end + (*end == ',');
    }
    config_set_node(config, config->schedule, key, list);
}

/* What a policy ("": each) reads. */
static const char *const policies[][2] = {
    {"", "net.burn_in"},
    {"", "net.power"},
    {"step", "net.step"},
    {"step", "net.scale"},
    {"exp", "net.gamma"},
    {"sigmoid", "net.gamma"},
    {"sigmoid", "net.step"},
    {"poly", "net.max_batches"},
    {"sgdr", "net.learning_rate_min"},
    {"sgdr", "net.sgdr_cycle"},
    {"sgdr", "net.sgdr_mult"},
};

static void
make_schedule(struct config *config)
{
    const char *policy = config_word(config, "net.policy", "constant");
    struct text name = {.arena = config->arena};
    const char *type;

    text_format(&name, "darknet.%s", policy);
    type = text_end(&name);
    config->schedule =
        config_node(config, type ? type : "",
                    config_has(config, "net.policy") ? "net.policy" : "net");
    config_set_node(config, config->spec, "schedule", config->schedule);
    if (strcmp(policy, "steps") == 0) {
        set_list(config, "steps", "net.steps");
        set_list(config, "scales", "net.scales");
    }
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
        if (!*policies[i][0] || strcmp(policies[i][0], policy) == 0)
            config_copy(config, config->schedule, NULL, policies[i][1]);
}

/* The rate, which darknet multiplies by the number of its devices; its steps
 * are batches of one device all the same, of which so many pass at once. */
static double
find_rate(struct config *config)
{
    double rate = config_real(config, "net.learning_rate", 0.001);
    long devices = config->request->gpus;

    if (devices == INTEGER_NULL || devices == 1)
        return rate;
    config_assume(config,
                  "the rate is %ld times learning_rate, as darknet makes it "
                  "for %ld devices; a step is a batch of one of them, and an "
                  "update %ld of them",
                  devices, devices, devices);
    return rate * (double)devices;
}

static void
make_optimizer(struct config *config)
{
    bool adam = config_flag(config, "net.adam", false);

    config_make_optimizer(config, adam ? "adam" : "sgd", "net", "");
    config_set_real(config, config->optimizer, "lr", find_rate(config),
                    "net.learning_rate");
    config_set_real(config, config->optimizer, "weight_decay",
                    config_real(config, "net.decay", 0.0001), "net.decay");
    if (!adam) {
        config_set_real(config, config->optimizer, "momentum",
                        config_real(config, "net.momentum", 0.9),
                        "net.momentum");
        return;
    }
    config_set_betas(config, config_real(config, "net.B1", 0.9), "net.B1",
                     config_real(config, "net.B2", 0.999), "net.B2");
    config_set_real(config, config->optimizer, "eps",
                    config_real(config, "net.eps", 1e-7), "net.eps");
}

static void
darknet_make(struct config *config)
{
    if (!config_has(config, "net"))
        config_refuse(config, "", "must have a section [net]");
    config_total(config, config_integer(config, "net.max_batches", 0),
                 "net.max_batches", NULL);
    make_optimizer(config);
    make_schedule(config);
}

const struct dialect dialect_darknet = {
    .name = "darknet",
    .meaning = "the section [net] of a darknet .cfg",
    .told = "net.learning_rate|net.max_batches|net.batch",
    .keys = keys,
    .objects = "net",
    .make = darknet_make,
};
