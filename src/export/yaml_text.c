/* yaml_text.c -- parts of configurations in YAML. */
#include "export/yaml_text.h"

#include <math.h>
#include <string.h>

#include "optimizer/optimizer.h"

void
yaml_real(struct text *text, const char *key, double value)
{
    text_format(text, "%s: ", key);
    native_real(text, &native_yaml, value);
    text_string(text, "\n");
}

long
yaml_steps(const struct spec *spec)
{
    const long *steps = native_field(&spec->schedule, "num_training_steps");

    return steps ? *steps : spec->steps;
}

long
yaml_rise(const struct spec *spec)
{
    const long *rise = native_field(&spec->schedule, "num_warmup_steps");
    const double *ratio = native_field(&spec->schedule, "warmup_ratio");

    if (!rise || *rise > 0 || !ratio)
        return rise ? *rise : 0;
    return (long)ceil((double)yaml_steps(spec) * *ratio);
}

void
yaml_scheduler_arguments(struct text *text, const struct node *schedule)
{
    struct text arguments = {.arena = text->arena};

    native_arguments(&arguments, schedule, "", &native_yaml,
                     "num_warmup_steps num_training_steps warmup_ratio");
    if (arguments.used > 0 && text_end(&arguments))
        text_format(text, "lr_scheduler_kwargs: {%s}\n", arguments.bytes);
    text->failed = text->failed || arguments.failed;
}

/* The Trainer's name of an optimizer; NULL: it has none. */
static const char *
trainer_name(const struct kind *kind)
{
    static const char *const names[][2] = {
        {"adamw", "adamw_torch"}, {"sgd", "sgd"},
        {"adagrad", "adagrad"},   {"rmsprop", "rmsprop"},
        {"lion", "lion_32bit"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(kind->name, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

void
yaml_trainer_optimizer(struct text *text, const struct spec *spec,
                       const char *key)
{
    const struct node *optimizer = &spec->optimizer;
    const struct gradient_options *gradient = spec->gradient.self;
    const char *name = trainer_name(optimizer->kind);
    const struct parameter *row = row_find(optimizer->kind, NULL, "betas");
    const double *betas = NULL;

    if (row && row->type == PARAMETER_PAIR)
        betas = (const void *)((const char *)optimizer->self + row->offset);
    yaml_real(text, "learning_rate",
              kind_real(optimizer->kind, optimizer->self, "lr"));
    if (name)
        text_format(text, "%s: %s\n", key, name);
    if (row_find(optimizer->kind, NULL, "weight_decay"))
        yaml_real(text, "weight_decay",
                  kind_real(optimizer->kind, optimizer->self, "weight_decay"));
    if (betas) {
        yaml_real(text, "adam_beta1", betas[0]);
        yaml_real(text, "adam_beta2", betas[1]);
    }
    if (row_find(optimizer->kind, NULL, "eps"))
        yaml_real(text, "adam_epsilon",
                  kind_real(optimizer->kind, optimizer->self, "eps"));
    yaml_real(text, "max_grad_norm",
              gradient && !isnan(gradient->clip_norm) ? gradient->clip_norm
                                                      : 0);
    text_format(text, "gradient_accumulation_steps: %ld\n",
                gradient ? gradient->accumulate : 1);
}
