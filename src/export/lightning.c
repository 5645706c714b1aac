/* lightning.c -- config.yaml of the Lightning CLI. */
#include <string.h>

#include "export/yaml_text.h"

/* Functions are no arguments of a configuration, and parts need an optimizer.
 */
static bool
lightning_is_native(const struct spec *spec)
{
    const struct node *schedule = &spec->schedule;
    const struct kind *kind = schedule->kind;

    return kind_system(kind) == SYSTEM_torch &&
           strstr(kind->symbol, "lr_scheduler.") &&
           schedule_parts(schedule).count == 0 &&
           !schedule_kind_of(schedule)->observe &&
           !row_find(kind, NULL, "lr_lambda") &&
           !row_find(kind, NULL, "scale_fn");
}

static void
lightning_add_native(const struct spec *spec, struct text *text)
{
    const struct kind *optimizer = spec->optimizer.kind;
    bool torch = kind_system(optimizer) == SYSTEM_torch;

    text_format(text, "trainer:\n  max_steps: %ld\n", spec->steps);
    text_format(text, "optimizer:\n  class_path: %s\n  init_args:\n    ",
                torch ? optimizer->symbol : "torch.optim.SGD");
    yaml_real(text, "lr", kind_real(optimizer, spec->optimizer.self, "lr"));
    text_format(text, "lr_scheduler:\n  class_path: %s\n  init_args: {",
                spec->schedule.kind->symbol);
    native_arguments(text, &spec->schedule, "", &native_yaml, "");
    text_string(text, "}\n");
}

const struct export_target export_lightning = {
    .name = "lightning",
    .is_native = lightning_is_native,
    .add_native = lightning_add_native,
    .one_rate = true,
};
