/* torch.c -- a schedule of torch.optim. */
#include <string.h>

#include "export/native_text.h"
#include "export/rate_table.h"
#include "spec/code_parser.h"

/* PyTorch cannot evaluate lrsim's formulas. */
static bool
has_formula(const struct node *node)
{
    const struct parameter *row = node->kind->parameters;

    for (; row->name; row++) {
        const char *const *field =
            (const void *)((const char *)node->self + row->offset);

        if (row->type == PARAMETER_FORMULAS ||
            (row->type == PARAMETER_FORMULA && *field))
            return true;
    }
    return false;
}

/* PyTorch's composites do not take every composite, nor a plateau. */
static bool
is_torch(const struct node *node, bool inside)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes parts = schedule_parts(node);

    if (kind_system(node->kind) != SYSTEM_torch || has_formula(node) ||
        (inside && (kind->observe || parts.count > 0)))
        return false;
    for (size_t i = 0; i < parts.count; i++)
        if (!is_torch(&parts.items[i], true))
            return false;
    return true;
}

static bool
torch_is_native(const struct spec *spec)
{
    return is_torch(&spec->schedule, false);
}

static void
add_torch(struct text *text, const struct node *node)
{
    const struct nodes parts = schedule_parts(node);

    text_format(text, "%s(", node->kind->symbol + strlen("torch.optim."));
    if (parts.count == 0) {
        text_string(text, "optimizer");
        native_arguments(text, node, ", ", &native_python, "");
        text_string(text, ")");
        return;
    }
    text_string(text, strcmp(node->kind->name, "chained") == 0
                          ? "["
                          : "optimizer, schedulers=[");
    for (size_t i = 0; i < parts.count; i++) {
        text_string(text, i ? ",\n        " : "\n        ");
        add_torch(text, &parts.items[i]);
    }
    text_string(text, "]");
    native_arguments(text, node, ", ", &native_python, "");
    text_string(text, ")");
}

static void
torch_add_native(const struct spec *spec, struct text *text)
{
    text_format(text,
                "from torch.optim import lr_scheduler, swa_utils\n\n\n"
                "def make_scheduler(optimizer):\n"
                "    \"\"\"Step the scheduler after each %s.\"\"\"\n"
                "    return ",
                spec->interval == INTERVAL_EPOCH ? "epoch"
                                                 : "optimizer.step()");
    add_torch(text, &spec->schedule);
    text_string(text, "\n");
}

static void
torch_add_table(const struct rate_table *table, struct text *text)
{
    text_string(text, "from torch.optim.lr_scheduler import LambdaLR\n\n"
                      "RATES = [");
    rate_table_add(table, "[]", text);
    text_string(text, "]\n\n\n"
                      "def make_scheduler(optimizer):\n"
                      "    \"\"\"Step the scheduler once for each rate.\"\"\"\n"
                      "    def rate_of(rates):\n"
                      "        return lambda t: rates[min(t, len(rates) - 1)]\n"
                      "    for group in optimizer.param_groups:\n"
                      "        " CODE_TABLE_BASE "\n"
                      "    return " CODE_TABLE_CALL "\n");
}

const struct export_target export_torch = {
    .name = "torch",
    .is_native = torch_is_native,
    .add_native = torch_add_native,
    .add_table = torch_add_table,
    .any_interval = true,
};
