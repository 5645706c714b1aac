/* keras.c -- a schedule, or a callback, of Keras. */
#include "export/native_text.h"
#include "export/rate_table.h"

static bool
keras_is_native(const struct spec *spec)
{
    return kind_system(spec->schedule.kind) == SYSTEM_keras;
}

static void
keras_add_native(const struct spec *spec, struct text *text)
{
    const struct node *node = &spec->schedule;

    text_format(text, "import keras\n\n%s = %s(",
                schedule_kind_of(node)->observe ? "callback" : "schedule",
                node->kind->symbol);
    native_arguments(text, node, "", &native_python, "");
    text_string(text, ")\n");
}

static void
keras_add_table(const struct rate_table *table, struct text *text)
{
    text_string(text, "import keras\nfrom keras import ops\n\nRATES = [");
    rate_table_add(table, "[]", text);
    text_string(text, "][0]\n\n\n"
                      "class Schedule(keras.optimizers.schedules."
                      "LearningRateSchedule):\n"
                      "    \"\"\"Return the learning rate of a step.\"\"\"\n\n"
                      "    def __call__(self, step):\n"
                      "        step = ops.minimum(ops.cast(step, \"int32\"), "
                      "len(RATES) - 1)\n"
                      "        return ops.take(ops.convert_to_tensor(RATES), "
                      "step)\n\n"
                      "    def get_config(self):\n"
                      "        return {}\n\n\n"
                      "schedule = Schedule()\n");
}

const struct export_target export_keras = {
    .name = "keras",
    .is_native = keras_is_native,
    .add_native = keras_add_native,
    .add_table = keras_add_table,
    .one_group = true,
};
