/* sgdr.c -- the policy that AlexeyAB's darknet adds: cosines that begin anew.
 */
#include <math.h>

#include "schedule/schedule.h"

struct darknet_sgdr {
    long burn_in, sgdr_cycle, sgdr_mult;
    double power, learning_rate_min;
};

/* A cycle ends with its last batch, and the next begins in the one after it. */
static double
cosine_at(const struct darknet_sgdr *self, double batch)
{
    double cycle = (double)self->sgdr_cycle, start = 0;

    if (self->sgdr_mult == 1)
        start = fmax(ceil(batch / cycle) - 1, 0) * cycle;
    else
        while (start + cycle < batch) {
            start += cycle;
            cycle *= (double)self->sgdr_mult;
        }
    return 0.5 * (1 + cos((batch - start) * 3.14159265 / cycle));
}

static void
sgdr_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct darknet_sgdr *self = schedule->self;
    double batch = (double)t + 1, least = self->learning_rate_min;
    double burn_in = (double)self->burn_in;

    if (batch < burn_in) {
        rates_share(schedule, rates, pow(batch / burn_in, self->power));
        return;
    }
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            least + (schedule->base[i] - least) * cosine_at(self, batch);
}

const struct schedule_kind schedule_darknet_sgdr = {
    .kind =
        {.name = "darknet.sgdr",
         .summary = "a burn-in, then half cosines that begin anew, counted "
                    "from batch 1",
         .formula =
             "lr(t) = base * (b / burn_in)^power   for b = t + 1 < burn_in\n"
             "lr(t) = min + (base - min) * (1 + cos(pi (b - s) / c)) / 2\n"
             "        c long is the cycle of b, after s; pi is 3.14159265",
         .source = "get_current_rate() of AlexeyAB's darknet, in double "
                   "precision",
         .example = "darknet.sgdr(burn_in=1000, sgdr_cycle=2000)",
         .size = sizeof(struct darknet_sgdr),
         PARAMETERS(STEPS(struct darknet_sgdr, burn_in, "0", "[0,inf)",
                          "batches of the rise"),
                    REAL(struct darknet_sgdr, power, "4", "[0,inf)",
                         "of the share of the rise that is done"),
                    REAL(struct darknet_sgdr, learning_rate_min, "1e-05",
                         "[0,inf)", "the rate at the end of a cycle"),
                    TOTAL(struct darknet_sgdr, sgdr_cycle, NULL,
                          "[1,inf) or null", "batches of the first cycle"),
                    INTEGER(struct darknet_sgdr, sgdr_mult, "2", "[1,inf)",
                            "how many times longer the next one is"))},
    .set = sgdr_set,
    .rise = "burn_in",
};
