/* timm_schedule.c -- what create_scheduler_v2() makes of timm's arguments. */
#include <math.h>
#include <string.h>

#include "training/configs/timm_schedule.h"

/* What the schedule counts: epochs, or updates of which an epoch has some. */
static double
clock(const struct config *config, double epochs, double updates)
{
    const struct tree *on_updates = config_find(config, "sched_on_updates");

    return on_updates && on_updates->truth ? epochs * updates : epochs;
}

static void
set_noise(struct config *config, double length)
{
    const struct tree *noise = config_find(config, "lr_noise");
    const struct tree *first;
    double range[2];
    size_t count = 0;

    if (!noise)
        return;
    first = noise->kind == TREE_LIST ? noise->child : noise;
    for (; first && count < 2; first = first == noise ? NULL : first->next) {
        if (first->kind != TREE_NUMBER) {
            config_refuse(config, "lr_noise", "must be one or two numbers");
            return;
        }
        range[count++] = ceil(first->number * length);
    }
    config_assume(config, "the noise is lrsim's own, as large as timm's");
    config_set_reals(config, config->schedule, "noise_range_t", range, count,
                     "lr_noise");
    config_copy(config, config->schedule, "noise_pct", "lr_noise_pct");
    config_copy(config, config->schedule, "noise_std", "lr_noise_std");
    config_copy(config, config->schedule, "noise_seed", "seed");
}

/* The kind of a name of create_scheduler_v2. */
static const char *
kind_of(const char *sched)
{
    static const char *const kinds[][2] = {
        {"cosine", "timm.cosine"},       {"tanh", "timm.tanh"},
        {"step", "timm.step"},           {"constant", "timm.step"},
        {"multistep", "timm.multistep"}, {"plateau", "timm.plateau"},
        {"poly", "timm.poly"},           {"wsd", "timm.wsd"},
        {"rsqrt", "timm.wsd"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i][0], sched) == 0)
            return kinds[i][1];
    return sched;
}

static bool
has_cycles(const char *kind)
{
    return strcmp(kind, "timm.cosine") == 0 || strcmp(kind, "timm.tanh") == 0 ||
           strcmp(kind, "timm.poly") == 0;
}

static void
set_cycles(struct config *config, const char *sched, double length)
{
    struct tree *node = config->schedule;

    config_set_real(config, node, "t_initial", length, "epochs");
    config_set_real(config, node, "lr_min", config_real(config, "min_lr", 0),
                    "min_lr");
    config_copy(config, node, "cycle_mul", "lr_cycle_mul");
    config_set_real(config, node, "cycle_decay",
                    config_real(config, "lr_cycle_decay", 0.1),
                    "lr_cycle_decay");
    config_copy(config, node, "cycle_limit", "lr_cycle_limit");
    if (strcmp(sched, "tanh") != 0)
        config_copy(config, node, "k_decay", "lr_k_decay");
    if (strcmp(sched, "poly") == 0)
        config_set_real(config, node, "power",
                        config_real(config, "decay_rate", 0.1), "decay_rate");
}

static void
set_milestones(struct config *config, double updates)
{
    const struct tree *given = config_find(config, "decay_milestones");
    struct tree *list = config_list(config, "decay_milestones");
    static const double standard[] = {30, 60};

    if (!given)
        for (size_t i = 0; i < 2; i++)
            config_set_real(config, list, NULL,
                            clock(config, standard[i], updates), "");
    for (const struct tree *item = tree_is(given, TREE_LIST) ? given->child
                                                             : NULL;
         item; item = item->next)
        config_set_real(config, list, NULL,
                        clock(config, item->number, updates),
                        "decay_milestones");
    config_set_node(config, config->schedule, "decay_t", list);
}

static void
set_falls(struct config *config, const char *sched, double updates)
{
    bool constant = strcmp(sched, "constant") == 0;

    if (strcmp(sched, "multistep") == 0)
        set_milestones(config, updates);
    else
        config_set_real(
            config, config->schedule, "decay_t",
            constant ? 1
                     : clock(config, config_real(config, "decay_epochs", 30),
                             updates),
            "decay_epochs");
    config_set_real(config, config->schedule, "decay_rate",
                    constant ? 1 : config_real(config, "decay_rate", 0.1),
                    "decay_rate");
}

/* wsd and rsqrt: the rise is a part of the epochs, unless it is a prefix. */
static void
set_level(struct config *config, const char *sched, double length, double rise,
          double updates)
{
    bool root = strcmp(sched, "rsqrt") == 0;
    double fall = config_real(config, "decay_epochs", 0.2);
    double all =
        config_flag(config, "warmup_prefix", false) ? length : length - rise;

    fall = fall > 0 && fall < 1 ? fall * all : clock(config, fall, updates);
    config_set_real(config, config->schedule, "t_initial", all, "epochs");
    config_set_real(config, config->schedule, "decay_t", rint(fall),
                    "decay_epochs");
    config_set_real(config, config->schedule, "lr_min",
                    config_real(config, "min_lr", 0), "min_lr");
    config_set_word(config, config->schedule, "stable_fn",
                    root ? "rsqrt" : "constant", "sched");
    if (config_has(config, "lr_stable_timescale"))
        config_set_real(config, config->schedule, "stable_timescale",
                        clock(config,
                              config_real(config, "lr_stable_timescale", 1),
                              updates),
                        "lr_stable_timescale");
    config_set_word(
        config, config->schedule, "decay_fn",
        config_word(config, "lr_decay_fn", root ? "linear" : "1-sqrt"),
        "lr_decay_fn");
}

static void
set_plateau(struct config *config)
{
    const char *metric = config_word(config, "eval_metric", "top1");

    config_set_real(config, config->schedule, "decay_rate",
                    config_real(config, "decay_rate", 0.1), "decay_rate");
    config_set_real(config, config->schedule, "patience_t",
                    config_real(config, "patience_epochs", 10),
                    "patience_epochs");
    config_set_real(config, config->schedule, "lr_min",
                    config_real(config, "min_lr", 0), "min_lr");
    config_set_word(config, config->schedule, "mode",
                    strstr(metric, "loss") ? "min" : "max", "eval_metric");
}

void
timm_make_schedule(struct config *config, double updates)
{
    const char *sched = config_word(config, "sched", "cosine");
    const char *kind = kind_of(sched);
    double length = clock(config, config_real(config, "epochs", 100), updates);
    double rise =
        clock(config, config_real(config, "warmup_epochs", 5), updates);
    bool cycles = has_cycles(kind);

    config->schedule = config_node(
        config, strcmp(sched, "none") == 0 ? "hf.constant" : kind, "sched");
    config_set_node(config, config->spec, "schedule", config->schedule);
    if (!config_flag(config, "sched_on_updates", false))
        config_set_word(config, config->schedule, "interval", "epoch",
                        "sched_on_updates");
    if (strcmp(sched, "none") == 0)
        return;
    if (cycles)
        set_cycles(config, sched, length);
    else if (strcmp(kind, "timm.wsd") == 0)
        set_level(config, sched, length, rise, updates);
    else if (strcmp(kind, "timm.plateau") == 0)
        set_plateau(config);
    else
        set_falls(config, sched, updates);
    config_set_real(config, config->schedule, "warmup_t", rise,
                    "warmup_epochs");
    config_set_real(config, config->schedule, "warmup_lr_init",
                    config_real(config, "warmup_lr", 1e-5), "warmup_lr");
    if (cycles || strcmp(kind, "timm.step") == 0 ||
        strcmp(kind, "timm.multistep") == 0)
        config_set_flag(config, config->schedule, "warmup_prefix",
                        config_flag(config, "warmup_prefix", false),
                        "warmup_prefix");
    set_noise(config, length);
}

double
timm_epochs(struct config *config)
{
    const char *kind = kind_of(config_word(config, "sched", "cosine"));
    double epochs = config_real(config, "epochs", 100);
    double mul = config_real(config, "lr_cycle_mul", 1);
    double limit = fmax(1, config_real(config, "lr_cycle_limit", 1));
    bool cycles = has_cycles(kind);

    if (cycles)
        epochs = mul == 1 ? epochs * limit
                          : floor(-epochs * (pow(mul, limit) - 1) / (1 - mul));
    if (cycles || strcmp(kind, "timm.wsd") == 0)
        epochs += config_real(config, "cooldown_epochs", 0);
    if (config_flag(config, "warmup_prefix", false))
        epochs += config_real(config, "warmup_epochs", 5);
    return epochs;
}
