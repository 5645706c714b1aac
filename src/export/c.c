/* c.c -- a schedule as a function in C. */
#include "export/rate_table.h"

static void
c_add_table(const struct rate_table *table, struct text *text)
{
    text_format(text, "static const double rates[][%ld] = {", table->rows);
    rate_table_add(table, "{}", text);
    text_format(text,
                "};\n\n"
                "/* Returns the learning rate of a group at a step. */\n"
                "double\n"
                "learning_rate(int group, long step)\n"
                "{\n"
                "    return rates[group][step < %ld ? step : %ld];\n"
                "}\n",
                table->rows, table->rows - 1);
}

const struct export_target export_c = {
    .name = "c",
    .add_table = c_add_table,
};
