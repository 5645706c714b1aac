/* decay.c -- fairseq's schedulers of one rise and one fall. */
#include "schedule/fairseq/fairseq.h"

/* A first rate below 0 stands for the lowest. */
static bool
fill_start(const struct node *node, struct error *error)
{
    struct ramp *self = node->self;

    (void)error;
    if (self->start < 0)
        self->start = self->end;
    return true;
}

bool
fairseq_fits(const struct node *node, const struct schedule_run *run,
             struct error *error)
{
    return schedule_check_below(node, "min_lr", *run->lr, true, error);
}

static double
root_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    (void)self;
    return base * sqrt(phases->rise) * pow(now, -0.5);
}

static double
step_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double falls = floor((now - phases->rise) / (double)self->fall);

    return fmax(base * pow(self->power, falls), self->end);
}

/* A share of a rate, down to another in `fall` steps. */
static double
tri_row(const struct ramp *self, const struct ramp_phases *phases, double base,
        double now)
{
    if (now < phases->level)
        return base;
    if (now > phases->level + phases->fall)
        return base * self->end;
    return base * exp(log(self->end) / phases->fall * (now - phases->level));
}

static void
tri_phases(const struct ramp *self, struct ramp_phases *phases)
{
    bool shares = !isnan(self->rise_part);

    phases->rise =
        shares ? trunc(phases->all * self->rise_part) : (double)self->rise;
    phases->level =
        phases->rise +
        (shares ? trunc(phases->all * self->hold_part) : (double)self->hold);
    phases->fall =
        shares ? trunc(phases->all * self->fall_part) : (double)self->fall;
}

static bool
tri_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;
    bool shares = !isnan(self->rise_part);

    if (shares != !isnan(self->hold_part) || shares != !isnan(self->fall_part))
        return error_at(error, node->place,
                        "must have all three of the ratios, or none");
    if (shares &&
        fabs(self->rise_part + self->hold_part + self->fall_part - 1) > 1e-9)
        return error_at(error, node_place(node, "warmup_ratio"),
                        "must add up to 1 with hold_ratio and decay_ratio");
    if (shares && self->all == INTEGER_NULL)
        return error_at(error, node->place,
                        "must have max_update, of which the ratios are shares");
    return ramp_phases(self, schedule_kind_of(node)->ramp).fall > 0 ||
           error_at(error, node_place(node, "decay_steps"),
                    "must be above 0, or given by the ratios");
}

static long
tri_end(const void *data)
{
    struct ramp_phases phases =
        ramp_phases(data, schedule_fairseq_tri_stage.ramp);

    return (long)(phases.level + phases.fall);
}

const struct schedule_kind schedule_fairseq_polynomial_decay = {
    .kind = {.name = "fairseq.polynomial_decay",
             .summary = "a line up from 0, then a power of what is left, down "
                        "to end_learning_rate",
             .formula = "lr(t) = base * t / W   for t <= W = warmup_updates\n"
                        "lr(t) = end + (base - end) * (1 - p)^power; end "
                        "beyond\n"
                        "        p = (t - W) / (total_num_update - W)",
             FAIRSEQ_KIND("polynomial_decay_schedule"),
             .example = "fairseq.polynomial_decay(warmup_updates=100, "
                        "total_num_update=1000)",
             PARAMETERS(
                 FAIRSEQ_WARMUP("0", "[0,inf)"),
                 RAMP_REAL("end_learning_rate", end, "0", "[0,inf)",
                           "the rate at the end"),
                 RAMP_REAL("power", power, "1", "[0,inf)", "of what is left"),
                 RAMP_TOTAL("total_num_update", "[1,inf) or null",
                            "steps in all"))},
    RAMP(.curve = ramp_power, .rise_to_end = true, .fall = FALL_RATE,
         .end = END_FROM),
    .ends = "total_num_update",
    .rise = "warmup_updates",
};

const struct schedule_kind schedule_fairseq_inverse_sqrt = {
    .kind = {.name = "fairseq.inverse_sqrt",
             .summary = "a line up from warmup_init_lr, then one over the root "
                        "of the step",
             .formula = "lr(t) = init + (base - init) * t / W   for t < W = "
                        "warmup_updates\n"
                        "lr(t) = base * sqrt(W / t)",
             FAIRSEQ_KIND("inverse_square_root_schedule"),
             .example = "fairseq.inverse_sqrt(warmup_updates=100)",
             PARAMETERS(FAIRSEQ_WARMUP("4000", "[1,inf)"), FAIRSEQ_INIT),
             .check = fill_start},
    RAMP(.row = root_row, .rise = RISE_RATE),
    .rise = "warmup_updates",
};

const struct schedule_kind schedule_fairseq_fixed = {
    .kind = {.name = "fairseq.fixed",
             .summary = "a line up counted from 1, then the base rate",
             .formula = "lr(t) = base * (t + 1) / W   for t < W = "
                        "warmup_updates, then base",
             FAIRSEQ_KIND("fixed_schedule"),
             .example = "fairseq.fixed(warmup_updates=100)",
             PARAMETERS(FAIRSEQ_WARMUP("0", "[0,inf)"))},
    RAMP(.i = 1),
    .rise = "warmup_updates",
};

const struct schedule_kind schedule_fairseq_step = {
    .kind = {.name = "fairseq.step",
             .summary = "a line up, then times lr_decay after each period, no "
                        "lower than min_lr",
             .formula = "lr(t) = init + (base - init) * t / W   for t < W = "
                        "warmup_updates\n"
                        "lr(t) = max(min_lr, base * lr_decay^floor((t - W) / "
                        "lr_deacy_period))",
             FAIRSEQ_KIND("step_lr_scheduler"),
             .example = "fairseq.step(lr_deacy_period=300)",
             PARAMETERS(
                 FAIRSEQ_WARMUP("0", "[0,inf)"), FAIRSEQ_INIT,
                 RAMP_REAL("min_lr", end, "0", "[0,inf)", "the lowest rate"),
                 RAMP_STEPS("lr_deacy_period", fall, "25000", "[1,inf)",
                            "steps between the falls; fairseq spells "
                            "it so"),
                 RAMP_REAL("lr_decay", power, "0.5", "(-inf,1]",
                           "what the rate is multiplied by")),
             .check = fill_start},
    .fits = fairseq_fits,
    RAMP(.row = step_row, .rise = RISE_RATE),
    .rise = "warmup_updates",
};

const struct schedule_kind schedule_fairseq_tri_stage = {
    .kind = {.name = "fairseq.tri_stage",
             .summary = "a line up from a share of the base, level, and an "
                        "exponential fall",
             .formula = "lr(t) = base * (i + (1 - i) * t / W)   for t < W, "
                        "with i = init_lr_scale\n"
                        "lr(t) = base   for t < H = W + hold\n"
                        "lr(t) = base * f^((t - H) / decay); base * f beyond, "
                        "f = final_lr_scale",
             FAIRSEQ_KIND("tri_stage_lr_scheduler"),
             .example = "fairseq.tri_stage(warmup_steps=100, hold_steps=400, "
                        "decay_steps=500)",
             PARAMETERS(RAMP_STEPS("warmup_steps", rise, "0", "[0,inf)",
                                   "steps of the rise"),
                        RAMP_STEPS("hold_steps", hold, "0", "[0,inf)",
                                   "steps at the base rate"),
                        RAMP_STEPS("decay_steps", fall, "0", "[0,inf)",
                                   "steps of the fall"),
                        RAMP_REAL("warmup_ratio", rise_part, "null",
                                  "[0,1] or null",
                                  "the first of phase_ratio: of max_update, in "
                                  "place of warmup_steps"),
                        RAMP_REAL("hold_ratio", hold_part, "null",
                                  "[0,1] or null", "its second"),
                        RAMP_REAL("decay_ratio", fall_part, "null",
                                  "[0,1] or null", "its third"),
                        RAMP_REAL("init_lr_scale", start, "0.01", "[0,inf)",
                                  "the share of the base rate in row 0"),
                        RAMP_REAL("final_lr_scale", end, "0.01", "(0,inf)",
                                  "the share of the base rate at the end"),
                        RAMP_STEPS("max_update", all, "null", "[1,inf) or null",
                                   "steps in all, which the ratios need")),
             .check = tri_check},
    RAMP(.phases = tri_phases, .row = tri_row, .rise = RISE_PART),
    .end = tri_end,
    .rise = "warmup_steps",
};
