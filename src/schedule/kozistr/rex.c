/* rex.c -- REX of kozistr's pytorch_optimizer: no warm-up, and its own rates.
 *
 * Its constructor leaves min_lr for the first update. */
#include "schedule/schedule.h"

struct kozistr_rex {
    long total_steps;
    double max_lr, min_lr;
};

static const struct parameter parameters[] = {
    TOTAL(struct kozistr_rex, total_steps, NULL, "[1,inf) or null",
          "steps until min_lr"),
    REAL(struct kozistr_rex, max_lr, "1", "(-inf,inf)",
         "the rate that it falls from"),
    REAL(struct kozistr_rex, min_lr, "0", "(-inf,inf)",
         "the rate at the end, and in row 0"),
    END_OF_TABLE,
};

/* Chen, Wolfe & Kyrillidis, REX (2021). */
static double
rex_rate(const struct schedule *schedule, long t)
{
    const struct kozistr_rex *self = schedule->self;
    long total = self->total_steps;
    double progress = (double)t / (double)total;

    if (t == 0 || t >= total)
        return self->min_lr;
    return self->min_lr + (self->max_lr - self->min_lr) *
                              ((1 - progress) / (1 - progress / 2));
}

const struct schedule_kind schedule_kozistr_rex = {
    .kind = {.name = "kozistr.rex",
             .summary = "from max_lr to min_lr, ever steeper; row 0 has min_lr",
             .formula = "lr(t) = min_lr + (max_lr - min_lr) * (1 - p) / (1 - p "
                        "/ 2)\n"
                        "        p = t / total_steps; min_lr in row 0 and from "
                        "total_steps on",
             .symbol = "pytorch_optimizer.REXScheduler",
             .source = "Chen, Wolfe & Kyrillidis (2021)",
             .example = "kozistr.rex(total_steps=1000, max_lr=0.1)",
             TABLE_OF(struct kozistr_rex, parameters)},
    .rate = rex_rate,
    .ends = "total_steps",
};
