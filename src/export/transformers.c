/* transformers.c -- the arguments of Hugging Face's Trainer as YAML. */
#include <string.h>

#include "export/yaml_text.h"

static bool
transformers_is_native(const struct spec *spec)
{
    return kind_system(spec->schedule.kind) == SYSTEM_hf;
}

static void
transformers_add_native(const struct spec *spec, struct text *text)
{
    text_format(text, "max_steps: %ld\n", yaml_steps(spec));
    yaml_trainer_optimizer(text, spec, "optim");
    text_format(text, "lr_scheduler_type: %s\n",
                spec->schedule.kind->name + strlen("hf."));
    if (yaml_rise(spec) > 0)
        text_format(text, "warmup_steps: %ld\n", yaml_rise(spec));
    yaml_scheduler_arguments(text, &spec->schedule);
}

const struct export_target export_transformers = {
    .name = "transformers",
    .is_native = transformers_is_native,
    .add_native = transformers_add_native,
    .one_rate = true,
};
