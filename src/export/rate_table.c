/* rate_table.c -- a schedule as a function over a table of its rates. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "export/export.h"

enum { MOST_ROWS = 1 << 17, WIDTH = 79 };

static bool
refuse(const struct simulation *simulation, const char *why,
       struct error *error)
{
    return error_at(error, simulation->spec->schedule.place, "%s", why);
}

static bool
can_be_table(enum export_target target, const struct simulation *simulation,
             long rows, struct error *error)
{
    if (target == TARGET_HF)
        return refuse(simulation,
                      "must be one of hf's own: a configuration holds no "
                      "function (--to torch gives one)",
                      error);
    if (target == TARGET_DEEPSPEED)
        return refuse(simulation,
                      "must be one of deepspeed's own: a configuration holds "
                      "no function (--to torch gives one)",
                      error);
    if (simulation->schedule->hears)
        return refuse(simulation,
                      "must not hear a metric: no table knows what it will be",
                      error);
    if (simulation->schedule->drives)
        return error_at(error, simulation->schedule->drives,
                        "must not drive the momentum, which is not in a table "
                        "of rates");
    if (target != TARGET_TORCH && target != TARGET_C &&
        target != TARGET_TABLE && simulation->groups.count > 1)
        return refuse(simulation,
                      "must be for one group: a schedule of this system knows "
                      "no groups",
                      error);
    return rows <= MOST_ROWS ||
           refuse(simulation, "must have at most 131072 rows for a table",
                  error);
}

/* A number in lines of at most 79 columns. */
static void
add_number(struct text *text, size_t *column, double value, bool last)
{
    size_t before = text->used;

    text_number(text, value);
    text_string(text, last ? "" : ",");
    *column += text->used - before + 1;
    if (last)
        return;
    text_string(text, *column > WIDTH - 26 ? "\n     " : " ");
    *column = *column > WIDTH - 26 ? 5 : *column;
}

/* "[[…],\n [...]]" or with braces, a list a group. */
static bool
add_rates(const struct simulation *simulation, long rows, const char *brackets,
          struct text *text, struct error *error)
{
    for (size_t g = 0; g < simulation->groups.count; g++) {
        size_t column = 5;

        text_format(text, "%s\n    %c", g ? "," : "", brackets[0]);
        for (long t = 0; t < rows; t++) {
            schedule_set(simulation->schedule, t, simulation->rates);
            if (!isfinite(simulation->rates[g].lr))
                return refuse(simulation, "must have finite rates", error);
            add_number(text, &column, simulation->rates[g].lr, t + 1 == rows);
        }
        text_format(text, "%c", brackets[1]);
    }
    return true;
}

/* What stands before the rates and behind them. */
struct table_frame {
    const char *head, *brackets, *tail;
};

static const struct table_frame frames[TARGET_COUNT] = {
    [TARGET_TORCH] = {"from torch.optim.lr_scheduler import LambdaLR\n\n"
                      "RATES = [",
                      "[]",
                      "]\n\n\n"
                      "def make_scheduler(optimizer):\n"
                      "    \"\"\"To be stepped after each row of these.\"\"\"\n"
                      "    def rate_of(rates):\n"
                      "        return lambda t: rates[min(t, len(rates) - 1)]\n"
                      "    for group in optimizer.param_groups:\n"
                      "        group[\"initial_lr\"] = 1.0\n"
                      "    return LambdaLR(optimizer, [rate_of(rates) for "
                      "rates in RATES])\n"},
    [TARGET_KERAS] = {"import keras\nfrom keras import ops\n\nRATES = [", "[]",
                      "][0]\n\n\n"
                      "class Schedule(keras.optimizers.schedules."
                      "LearningRateSchedule):\n"
                      "    \"\"\"The rate of a step.\"\"\"\n\n"
                      "    def __call__(self, step):\n"
                      "        step = ops.minimum(ops.cast(step, \"int32\"), "
                      "len(RATES) - 1)\n"
                      "        return ops.take(ops.convert_to_tensor(RATES), "
                      "step)\n\n"
                      "    def get_config(self):\n"
                      "        return {}\n\n\n"
                      "schedule = Schedule()\n"},
    [TARGET_OPTAX] = {"import jax.numpy as jnp\n\nRATES = jnp.array([", "[]",
                      "][0])\n\n\n"
                      "def schedule(count):\n"
                      "    \"\"\"The rate of a step.\"\"\"\n"
                      "    return RATES[jnp.minimum(count, len(RATES) - "
                      "1)]\n"},
    [TARGET_C] = {"", "{}", ""}, /* numbers stand in it */
    [TARGET_TABLE] = {"[", "[]", "]\n"},
};

bool
export_table(enum export_target target, const struct simulation *simulation,
             struct text *text, struct error *error)
{
    const struct spec *spec = simulation->spec;
    long rows = simulation_clock_rows(spec) + 1;
    const struct table_frame *frame = &frames[target];

    if (!can_be_table(target, simulation, rows, error))
        return false;
    if (target == TARGET_C)
        text_format(text, "static const double rates[][%ld] = {", rows);
    else
        text_string(text, frame->head);
    if (!add_rates(simulation, rows, frame->brackets, text, error))
        return false;
    if (target == TARGET_C)
        text_format(text,
                    "};\n\n"
                    "/* The rate of a group at a step. */\n"
                    "double\n"
                    "learning_rate(int group, long step)\n"
                    "{\n"
                    "    return rates[group][step < %ld ? step : %ld];\n"
                    "}\n",
                    rows, rows - 1);
    else
        text_string(text, frame->tail);
    return true;
}
