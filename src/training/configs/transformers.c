/* transformers.c -- the arguments of Hugging Face's Trainer, as YAML, JSON, a
 * command line or a call of TrainingArguments; LLaMA-Factory's, TRL's and
 * alignment-handbook's have them among their own. */
#include <math.h>
#include <string.h>

#include "syntax/json.h"
#include "training/configs/dialect.h"

static const struct dialect_key keys[] = {
    KEY_READ("learning_rate"),
    KEY_READ("lr_scheduler_type"),
    KEY_READ("lr_scheduler_kwargs"),
    KEY_READ("warmup_steps"),
    KEY_READ("warmup_ratio"),
    KEY_READ("max_steps"),
    KEY_READ("num_train_epochs"),
    KEY_READ("per_device_train_batch_size"),
    KEY_READ("gradient_accumulation_steps"),
    KEY_READ("dataloader_drop_last"),
    KEY_READ("optim"),
    KEY_READ("weight_decay"),
    KEY_READ("adam_beta1"),
    KEY_READ("adam_beta2"),
    KEY_READ("adam_epsilon"),
    KEY_READ("max_grad_norm"),
    KEY_READ("deepspeed"),
    /* LLaMA-Factory's, which give a part of the parameters another rate. */
    KEY_REFUSED("loraplus_lr_ratio", "", "lrsim has one rate for all of them"),
    KEY_OTHER("loraplus_lr_embedding"),
    KEY_REFUSED("embedding_learning_rate", "",
                "lrsim has one rate for all of them"),
    KEY_OTHER("profiler_warmup_steps"),
    KEY_END,
};

/* Its classes and TRL's (0.25 to 1.0), whose defaults of the rate differ. */
static const struct dialect_class classes[] = {
    {"TrainingArguments", 5e-5},
    {"Seq2SeqTrainingArguments", 5e-5},
    {"SFTConfig", 2e-5},
    {"DPOConfig", 1e-6},
    {"KTOConfig", 1e-6},
    {"ORPOConfig", 1e-6},
    {"CPOConfig", 1e-6},
    {"GRPOConfig", 1e-6},
    {"RLOOConfig", 1e-6},
    {"RewardConfig", 1e-4},
    {NULL, 0},
};

/* Its names for optimizers, and lrsim's. */
static const char optimizers[] =
    "adamw_torch adamw;adamw_torch_fused adamw;adamw_hf adamw;"
    "adamw_torch_xla adamw;adamw_torch_npu_fused adamw;"
    "adamw_apex_fused adamw;adamw_anyprecision adamw;adamw_torch_4bit adamw;"
    "adamw_torch_8bit adamw;adamw_bnb_8bit adamw;adamw_8bit adamw;"
    "paged_adamw_32bit adamw;paged_adamw_8bit adamw;paged_adamw adamw;"
    "ademamix_8bit ademamix;paged_ademamix_32bit ademamix;"
    "paged_ademamix_8bit ademamix;lion_8bit lion;lion_32bit lion;"
    "paged_lion_32bit lion;paged_lion_8bit lion;rmsprop_bnb rmsprop;"
    "rmsprop_bnb_8bit rmsprop;rmsprop_bnb_32bit rmsprop;"
    "schedule_free_adamw schedule_free_adamw;"
    "schedule_free_sgd schedule_free_sgd";

void
config_make_trainer_optimizer(struct config *config, const char *key)
{
    const char *name = config_word(config, key, "adamw_torch");

    config_make_optimizer(config, name, key, optimizers);
    config_set_real(config, config->optimizer, "lr",
                    config_real(config, "learning_rate", 5e-5),
                    "learning_rate");
    if (!strstr(name, "ademamix"))
        config_set_betas(config, config_real(config, "adam_beta1", 0.9),
                         "adam_beta1", config_real(config, "adam_beta2", 0.999),
                         "adam_beta2");
    if (strncmp(name, "adamw", 5) == 0 && config_optimizer_has(config, "eps"))
        config_set_real(config, config->optimizer, "eps",
                        config_real(config, "adam_epsilon", 1e-8),
                        "adam_epsilon");
    if (config_optimizer_has(config, "weight_decay"))
        config_set_real(config, config->optimizer, "weight_decay",
                        config_real(config, "weight_decay", 0), "weight_decay");
    config_leave_decay(config, "Hugging Face's Trainer", false);
    config_make_gradient(config, config_real(config, "max_grad_norm", 1),
                         "max_grad_norm",
                         config_real(config, "gradient_accumulation_steps", 1),
                         "gradient_accumulation_steps");
}

static long
rise_of(struct config *config, long steps)
{
    double ratio = config_real(config, "warmup_ratio", 0);
    double rise = config_real(config, "warmup_steps", 0);

    if (rise < 0 || ratio < 0)
        config_refuse(config, rise < 0 ? "warmup_steps" : "warmup_ratio",
                      "must be 0 or more, not %g", rise < 0 ? rise : ratio);
    if (ratio > 0 && rise > 0)
        config_warn(config, "warmup_ratio",
                    "overrides warmup_steps since transformers 5, and was "
                    "overridden by it before; give one of them");
    if (ratio > 0)
        rise = ratio;
    return rise >= 1 ? (long)rise : (long)ceil((double)steps * rise);
}

/* lr_scheduler_kwargs: an object, or on a command line the text of one. */
static void
copy_arguments(struct config *config)
{
    const char path[] = "lr_scheduler_kwargs";
    const struct tree *given = config_find(config, path);
    struct source *source;
    struct tree *object;

    if (tree_is(given, TREE_STRING) && given->text[0] == '{') {
        source = arena_alloc(config->arena, 1, sizeof *source);
        if (source)
            *source = (struct source){.name = "lr_scheduler_kwargs",
                                      .text = given->text,
                                      .length = strlen(given->text)};
        object =
            source ? json_read(source, config->arena, config->error) : NULL;
        if (!object) {
            config->failed = true;
            if (!source)
                error_memory(config->error);
            return;
        }
        tree_replace(tree_member(config->root, path), object);
    }
    config_copy_all(config, config->schedule, path, "");
}

static void
make_schedule(struct config *config, long steps, const char *type)
{
    bool constant = strcmp(type, "hf.constant") == 0;
    bool plateau = strcmp(type, "hf.reduce_lr_on_plateau") == 0;
    bool ratio = config_real(config, "warmup_ratio", 0) > 0;
    long rise = constant || plateau ? 0 : rise_of(config, steps);

    config->schedule = config_node(config, type, "lr_scheduler_type");
    config_set_node(config, config->spec, "schedule", config->schedule);
    if (constant && (ratio || config_real(config, "warmup_steps", 0) > 0))
        config_warn(config, "lr_scheduler_type",
                    "has no warm-up, whatever warmup_steps and warmup_ratio "
                    "say; constant_with_warmup has");
    if (rise > 0)
        config_set_real(config, config->schedule, "num_warmup_steps",
                        (double)rise, ratio ? "warmup_ratio" : "warmup_steps");
    if (!constant && strcmp(type, "hf.constant_with_warmup") != 0)
        copy_arguments(config);
}

static void
transformers_make(struct config *config)
{
    const struct config_epochs epochs = {
        .key = "num_train_epochs",
        .epochs = config_real(config, "num_train_epochs", 3),
        .batch = config_real(config, "per_device_train_batch_size", 8),
        .per_device = true,
        .accumulate = config_real(config, "gradient_accumulation_steps", 1),
        .drops = config_flag(config, "dataloader_drop_last", false),
    };
    long given = config_integer(config, "max_steps", -1);
    long steps = config_total(config, given, "max_steps", &epochs);
    struct text type = {.arena = config->arena};

    if (config_has(config, "deepspeed"))
        config_warn(config, "deepspeed",
                    "has a scheduler of its own where that file has a section "
                    "scheduler, in place of lr_scheduler_type");
    config_make_trainer_optimizer(config, "optim");
    text_format(&type, "hf.%s",
                config_word(config, "lr_scheduler_type", "linear"));
    if (text_end(&type))
        make_schedule(config, steps, type.bytes);
    else
        config->failed = !error_memory(config->error);
}

const struct dialect dialect_transformers = {
    .name = "transformers",
    .meaning = "arguments of Hugging Face's Trainer, also LLaMA-Factory's and "
               "TRL's (YAML, JSON, a command line, Python)",
    .told = "learning_rate lr_scheduler_type|learning_rate "
            "per_device_train_batch_size|learning_rate num_train_epochs|"
            "lr_scheduler_type per_device_train_batch_size|lr_scheduler_type "
            "num_train_epochs|lr_scheduler_type max_steps",
    .keys = keys,
    .pyyaml = true,
    .classes = classes,
    .rate = "learning_rate",
    .make = transformers_make,
};
