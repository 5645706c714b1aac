/* hf.c -- the arguments of Hugging Face's Trainer. */
#include <string.h>

#include "export/yaml_text.h"

/* Transformers takes PyTorch's plateau. */
static bool
is_plateau(const struct node *schedule)
{
    return strcmp(schedule->kind->name, "reduce_on_plateau") == 0;
}

static bool
hf_is_native(const struct spec *spec)
{
    return kind_system(spec->schedule.kind) == SYSTEM_hf ||
           is_plateau(&spec->schedule);
}

/* Arguments of the Trainer's own, in place of the schedule's. */
static void
add_lengths(struct text *text, const struct spec *spec)
{
    const struct node *node = &spec->schedule;
    text_format(text, "max_steps=%ld, learning_rate=", yaml_steps(spec));
    native_real(text, &native_python,
                kind_real(spec->optimizer.kind, spec->optimizer.self, "lr"));
    text_format(text, ",\n    lr_scheduler_type=\"%s\"",
                is_plateau(node) ? "reduce_lr_on_plateau"
                                 : node->kind->name + strlen("hf."));
    if (native_field(node, "num_warmup_steps"))
        text_format(text, ", warmup_steps=%ld", yaml_rise(spec));
    /* When a schedule that follows a metric is given one. */
    if (row_find(node->kind, NULL, "patience"))
        text_string(text, spec->interval == INTERVAL_EPOCH
                              ? ", eval_strategy=\"epoch\""
                              : ", eval_strategy=\"steps\", eval_steps=1");
}

static void
hf_add_native(const struct spec *spec, struct text *text)
{
    text_string(text, "from transformers import TrainingArguments\n\n"
                      "arguments = TrainingArguments(\n"
                      "    output_dir=\"output\", ");
    add_lengths(text, spec);
    text_string(text, ",\n    lr_scheduler_kwargs={");
    native_arguments(text, &spec->schedule, "", &native_dictionary,
                     "num_warmup_steps num_training_steps warmup_ratio");
    text_string(text, "})\n");
}

const struct export_target export_hf = {
    .name = "hf",
    .is_native = hf_is_native,
    .add_native = hf_add_native,
    .one_rate = true,
};
