/* poly.c -- the schedule that detectron2's DeepLab projects add: a rise times a
 * power of what is left. */
#include <math.h>

#include "schedule/schedule.h"

struct warmup_poly {
    long max_iters, warmup_iters;
    double warmup_factor, power, constant_ending;
    int warmup_method;
};

static double
rise_at(const struct warmup_poly *self, long t)
{
    double done = (double)t / (double)self->warmup_iters;

    if (t >= self->warmup_iters)
        return 1;
    return self->warmup_method == 1 ? self->warmup_factor
                                    : self->warmup_factor * (1 - done) + done;
}

/* From max_iters on, where detectron2 raises, it is 0, or constant_ending. */
static double
poly_share(const struct schedule *schedule, long t)
{
    const struct warmup_poly *self = schedule->self;
    double rise = rise_at(self, t);
    double left = fmax(1 - (double)t / (double)self->max_iters, 0);
    double share = pow(left, self->power);

    if (rise == 1 && share < self->constant_ending)
        return self->constant_ending;
    return rise * share;
}

const struct schedule_kind schedule_detectron2_WarmupPolyLR = {
    .kind = {.name = "detectron2.WarmupPolyLR",
             .summary = "a line up, times a power of what is left",
             .formula =
                 "lr(t) = base * w(t) * (1 - t / max_iters)^power\n"
                 "        w(t) = warmup_factor * (1 - p) + p, p = t / "
                 "warmup_iters, to p = 1\n"
                 "        constant: warmup_factor in its place\n"
                 "        no lower than base * constant_ending after the rise",
             .source = "DeepLab in detectron2's projects, lr_scheduler.py",
             .example = "detectron2.WarmupPolyLR(max_iters=90000)",
             .size = sizeof(struct warmup_poly),
             PARAMETERS(TOTAL(struct warmup_poly, max_iters, NULL,
                              "[1,inf) or null", "rows in all"),
                        REAL(struct warmup_poly, warmup_factor, "0.001",
                             "(-inf,inf)", "share of the rate in row 0"),
                        STEPS(struct warmup_poly, warmup_iters, "1000",
                              "[0,inf)", "rows of the rise"),
                        CHOICE(struct warmup_poly, warmup_method, "\"linear\"",
                               "linear|constant", "how it rises"),
                        REAL(struct warmup_poly, power, "0.9", "[0,inf)",
                             "of what is left"),
                        REAL(struct warmup_poly, constant_ending, "0", "[0,1]",
                             "the least share of the rate after the rise"))},
    .share = poly_share,
    .ends = "max_iters",
    .rise = "warmup_iters",
};
