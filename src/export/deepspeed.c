/* deepspeed.c -- the scheduler of a DeepSpeed configuration. */
#include <string.h>

#include "export/native_text.h"

static bool
deepspeed_is_native(const struct spec *spec)
{
    return kind_system(spec->schedule.kind) == SYSTEM_deepspeed;
}

/* The optimizer, unless it is lrsim's default one; DeepSpeed has Adam in the
 * place of those that it has not. */
static void
add_optimizer(struct text *text, const struct node *optimizer)
{
    static const char *const names[][2] = {
        {"adam", "Adam"}, {"sgd", "SGD"},         {"lamb", "Lamb"},
        {"lion", "Lion"}, {"adagrad", "Adagrad"},
    };
    double lr = kind_real(optimizer->kind, optimizer->self, "lr");
    const char *name = "AdamW";

    if (strcmp(optimizer->kind->name, "adam") == 0 && lr == 0.001)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(optimizer->kind->name, names[i][0]) == 0)
            name = names[i][1];
    text_format(text,
                ", \"optimizer\": {\"type\": \"%s\", \"params\": "
                "{\"lr\": ",
                name);
    native_real(text, &native_json, lr);
    text_string(text, "}}");
}

static void
deepspeed_add_native(const struct spec *spec, struct text *text)
{
    static const char total[] = "total_num_steps";
    const struct node *node = &spec->schedule;
    const char *comma = "";

    text_format(text, "{\"scheduler\": {\"type\": \"%s\", \"params\": {",
                node->kind->name + strlen("deepspeed."));
    if (row_find(node->kind, NULL, total) && !native_field(node, total)) {
        text_format(text, "\"%s\": %ld", total, simulation_clock_rows(spec));
        comma = ", ";
    }
    native_arguments(text, node, comma, &native_json, "");
    text_string(text, "}}");
    add_optimizer(text, &spec->optimizer);
    text_string(text, "}\n");
}

const struct export_target export_deepspeed = {
    .name = "deepspeed",
    .is_native = deepspeed_is_native,
    .add_native = deepspeed_add_native,
};
