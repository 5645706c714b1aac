/* axolotl.c -- axolotl's YAML.
 *
 * It takes a warm-up of 0 for none that is given, and makes 3 % of it: a share
 * that rounds down to 0 says it. */
#include <string.h>

#include "export/yaml_text.h"

/* axolotl's REX ends at a share of the optimizer's own rate. */
static bool
is_rex(const struct node *schedule)
{
    return strcmp(schedule->kind->name, "axolotl.rex") == 0;
}

/* A warm-up of 1 becomes 2 there, and REX's highest rate is the optimizer's. */
static bool
axolotl_is_native(const struct spec *spec)
{
    const struct node *schedule = &spec->schedule;
    const long *rise = native_field(schedule, "num_warmup_steps");
    const double *most = native_field(schedule, "max_lr");
    const struct node *optimizer = &spec->optimizer;

    if (rise && *rise == 1)
        return false;
    return is_rex(schedule)
               ? *most == kind_real(optimizer->kind, optimizer->self, "lr")
               : kind_system(schedule->kind) == SYSTEM_hf;
}

static void
axolotl_add_native(const struct spec *spec, struct text *text)
{
    const struct node *schedule = &spec->schedule;
    const long *total = native_field(schedule, "total_steps");
    const double *most = native_field(schedule, "max_lr");
    const double *least = native_field(schedule, "min_lr");
    long rise = yaml_rise(spec);

    text_format(text, "micro_batch_size: 1\nmax_steps: %ld\n",
                total ? *total : yaml_steps(spec));
    yaml_trainer_optimizer(text, spec, "optimizer");
    if (is_rex(schedule)) {
        text_string(text, "lr_scheduler: rex\n");
        yaml_real(text, "cosine_min_lr_ratio", *least / *most);
    } else {
        text_format(text, "lr_scheduler: %s\n",
                    schedule->kind->name + strlen("hf."));
        yaml_scheduler_arguments(text, schedule);
    }
    if (rise > 0)
        text_format(text, "warmup_steps: %ld\n", rise);
    else
        text_string(text, "warmup_ratio: 1.0e-09\n");
}

const struct export_target export_axolotl = {
    .name = "axolotl",
    .is_native = axolotl_is_native,
    .add_native = axolotl_add_native,
    .one_rate = true,
};
