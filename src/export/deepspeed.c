/* deepspeed.c -- the scheduler of a DeepSpeed configuration. */
#include <string.h>

#include "export/native_text.h"

static bool
deepspeed_is_native(const struct node *schedule)
{
    return kind_system(schedule->kind) == SYSTEM_deepspeed;
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
    text_string(text, "}}}\n");
}

const struct export_target export_deepspeed = {
    .name = "deepspeed",
    .is_native = deepspeed_is_native,
    .add_native = deepspeed_add_native,
};
