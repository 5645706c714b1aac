/* optax.c -- a schedule of Optax, which is a function of the step. */
#include <string.h>

#include "export/native_text.h"
#include "export/rate_table.h"

static bool
optax_is_native(const struct spec *spec)
{
    return kind_system(spec->schedule.kind) == SYSTEM_optax;
}

static void
add_optax(struct text *text, const struct node *node)
{
    const struct nodes parts = schedule_parts(node);
    bool dicts = strcmp(node->kind->name, "optax.sgdr") == 0;

    text_format(text, "%s(", node->kind->symbol);
    text_string(text, parts.count > 0 ? "[" : "");
    for (size_t i = 0; i < parts.count; i++) {
        text_string(text, i ? ",\n    " : "\n    ");
        if (dicts) {
            text_string(text, "dict(");
            native_arguments(text, &parts.items[i], "", &native_python, "");
            text_string(text, ")");
        } else {
            add_optax(text, &parts.items[i]);
        }
    }
    text_string(text, parts.count > 0 ? "]" : "");
    native_arguments(text, node, parts.count > 0 ? ", " : "", &native_python,
                     "");
    text_string(text, ")");
}

static void
optax_add_native(const struct spec *spec, struct text *text)
{
    text_string(text, "import optax\n\nschedule = ");
    add_optax(text, &spec->schedule);
    text_string(text, "\n");
}

static void
optax_add_table(const struct rate_table *table, struct text *text)
{
    text_string(text, "import jax.numpy as jnp\n\nRATES = jnp.array([");
    rate_table_add(table, "[]", text);
    text_string(text, "][0])\n\n\n"
                      "def schedule(count):\n"
                      "    \"\"\"Return the learning rate of a step.\"\"\"\n"
                      "    return RATES[jnp.minimum(count, len(RATES) - "
                      "1)]\n");
}

const struct export_target export_optax = {
    .name = "optax",
    .is_native = optax_is_native,
    .add_native = optax_add_native,
    .add_table = optax_add_table,
    .one_group = true,
};
