/* schedulers.c -- Composer's schedulers: factors of the time that is done.
 *
 * Its trainer steps them before it counts the batch, so that the second batch
 * still has value 0; at an epoch's end all batches have been counted. */
#include <math.h>

#include "schedule/schedule.h"

struct composer {
    long t_max, t_warmup, step_size, t_0;
    long decay_period;
    double alpha, alpha_i, alpha_f, gamma, power, t_mult;
    struct integers milestones;
};

#define COMPOSER_KIND                                                          \
    .source = "Composer's composer/optim/scheduler.py",                        \
    .size = sizeof(struct composer)
#define T_MAX                                                                  \
    TOTAL(struct composer, t_max, NULL, "[1,inf) or null", "steps in all")
#define T_WARMUP                                                               \
    STEPS(struct composer, t_warmup, NULL, "[0,inf)", "steps of the rise")
#define GAMMA_ROW(standard)                                                    \
    REAL(struct composer, gamma, standard, "(-inf,inf)",                       \
         "what the rate is multiplied by")
#define MILESTONES                                                             \
    STEPS_LIST(struct composer, milestones, NULL, "[0,inf)",                   \
               "the steps where it falls")
#define ALPHA_F                                                                \
    REAL(struct composer, alpha_f, "0", "(-inf,inf)",                          \
         "the share of the base rate at the end")
#define ALPHA_I                                                                \
    REAL(struct composer, alpha_i, "1", "(-inf,inf)",                          \
         "the share of the base rate that it falls from")
#define POWER(standard)                                                        \
    REAL(struct composer, power, standard, "[0,inf)", "of what is left")
#define RISE "lr(t) = base * s / W   for s < W = t_warmup\n"
#define BATCHES "\n        s = max(0, t - 1); with interval epoch s = t"
#define DONE "        p = min(1, s / t_max)"
#define REST "        p = min(1, (s - W) / (t_max - W))"

/* Row t, as the trainer has counted it. */
#define SHARE(name)                                                            \
    static double name##_share(const struct schedule *schedule, long t)        \
    {                                                                          \
        return name(schedule, t == 0 || schedule->run->by_epoch ? t : t - 1);  \
    }

/* The share of t_max that is done, or of what is left of it after a rise. */
static double
done(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;
    double now = (double)t, rise = (double)self->t_warmup;
    double all = (double)self->t_max;

    return all > rise ? fmin(1, (now - rise) / (all - rise)) : 0;
}

static bool
rises(const struct schedule *schedule, long t, double *share)
{
    const struct composer *self = schedule->self;

    *share = (double)t / (double)self->t_warmup;
    return t < self->t_warmup;
}

static double
step(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;

    return pow(self->gamma, (double)(t / self->step_size));
}
SHARE(step)

static double
multistep(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;
    double factor, passed = 0;

    if (rises(schedule, t, &factor))
        return factor;
    for (size_t i = 0; i < self->milestones.count; i++)
        passed += self->milestones.values[i] <= t;
    return power_of(self->gamma, passed);
}
SHARE(multistep)

static double
constant(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;

    return t < self->t_max ? self->alpha : 1;
}
SHARE(constant)

static double
constant_warm(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;
    double factor;

    return rises(schedule, t, &factor) ? factor * self->alpha : self->alpha;
}
SHARE(constant_warm)

static double
linear(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;
    double factor;

    if (rises(schedule, t, &factor))
        return factor * self->alpha_i;
    return self->alpha_i + done(schedule, t) * (self->alpha_f - self->alpha_i);
}
SHARE(linear)

static double
exponential(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;

    return pow(self->gamma, (double)t / (double)self->decay_period);
}
SHARE(exponential)

/* Half a cosine from 1 down. */
static double
wave(const struct composer *self, double share)
{
    return self->alpha_f + (1 - self->alpha_f) * (1 + cos(share * M_PI)) / 2;
}

static double
cosine(const struct schedule *schedule, long t)
{
    double factor;

    return rises(schedule, t, &factor)
               ? factor
               : wave(schedule->self, done(schedule, t));
}
SHARE(cosine)

static double
restarts(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;
    double steps = (double)self->t_0, now = (double)t;

    while (now >= steps) {
        double next = trunc(self->t_mult * steps);

        /* A factor that adds no step leaves all later intervals alike. */
        now = next == steps ? fmod(now, steps) : now - steps;
        steps = next;
    }
    return wave(self, now / steps);
}
SHARE(restarts)

static double
polynomial(const struct schedule *schedule, long t)
{
    const struct composer *self = schedule->self;
    double factor;

    if (rises(schedule, t, &factor))
        return factor;
    return self->alpha_f +
           pow(1 - done(schedule, t), self->power) * (1 - self->alpha_f);
}
SHARE(polynomial)

#define COMPOSER(class, function, last, rising, about, text, shown, ...)       \
    const struct schedule_kind schedule_composer_##class##Scheduler = {        \
        .kind = {.name = "composer." #class "Scheduler",                       \
                 .aliases = "composer." #class,                                \
                 .summary = about,                                             \
                 .formula = text BATCHES,                                      \
                 COMPOSER_KIND,                                                \
                 .example = "composer." #class "Scheduler(" shown ")",         \
                 PARAMETERS(__VA_ARGS__)},                                     \
        .share = function##_share,                                             \
        .ends = last,                                                          \
        .rise = rising}

COMPOSER(Step, step, NULL, NULL, "times gamma every step_size steps",
         "lr(t) = base * gamma^floor(s / step_size)", "step_size=300",
         STEPS(struct composer, step_size, NULL, "[1,inf)",
               "steps between the falls"),
         GAMMA_ROW("0.1"));

COMPOSER(MultiStep, multistep, NULL, NULL, "times gamma at each milestone",
         "lr(t) = base * gamma^(number of milestones <= s)",
         "milestones=[300, 600]", MILESTONES, GAMMA_ROW("0.1"));

COMPOSER(Constant, constant, "t_max", NULL,
         "a factor on the rate until t_max, then none",
         "lr(t) = base * alpha   for s < t_max, then base", "alpha=0.5",
         REAL(struct composer, alpha, "1", "(-inf,inf)", "the factor"), T_MAX);

COMPOSER(Linear, linear, "t_max", NULL,
         "a line from share to share of the base",
         "lr(t) = base * (alpha_i + (alpha_f - alpha_i) * p)\n" DONE,
         "t_max=1000", ALPHA_I, ALPHA_F, T_MAX);

COMPOSER(Exponential, exponential, NULL, NULL,
         "times gamma in each decay_period, smoothly",
         "lr(t) = base * gamma^(s / decay_period)",
         "gamma=0.5, decay_period=100",
         REAL(struct composer, gamma, NULL, "[0,inf)",
              "what the rate is multiplied by"),
         STEPS(struct composer, decay_period, NULL, "[1,inf)",
               "steps in which it falls once; 1ep there"));

COMPOSER(CosineAnnealing, cosine, "t_max", NULL,
         "half a cosine down to a share of the base",
         "lr(t) = base * (a + (1 - a) * (1 + cos(pi p)) / 2)   with a = "
         "alpha_f\n" DONE,
         "t_max=1000", T_MAX, ALPHA_F);

COMPOSER(CosineAnnealingWarmRestarts, restarts, NULL, NULL,
         "half cosines again and again, each longer than the one before",
         "lr(t) = base * (a + (1 - a) * (1 + cos(pi p)) / 2)   with a = "
         "alpha_f\n"
         "        p: the share of the interval; floor(t_mult * T) after T",
         "t_0=200, t_mult=1.5",
         STEPS(struct composer, t_0, NULL, "[1,inf)",
               "steps of the first interval"),
         REAL(struct composer, t_mult, "1", "[1,inf)",
              "what each length is multiplied by"),
         ALPHA_F);

COMPOSER(Polynomial, polynomial, "t_max", NULL,
         "a power of what is left, to a share of the base",
         "lr(t) = base * (a + (1 - a) * (1 - p)^power)   with a = "
         "alpha_f\n" DONE,
         "power=2, t_max=1000", POWER(NULL), T_MAX, ALPHA_F);

COMPOSER(MultiStepWithWarmup, multistep, NULL, "t_warmup",
         "a line up, then times gamma at each milestone",
         RISE "lr(t) = base * gamma^(number of milestones <= s)",
         "t_warmup=100, milestones=[300, 600]", T_WARMUP, MILESTONES,
         GAMMA_ROW("0.1"));

COMPOSER(ConstantWithWarmup, constant_warm, NULL, "t_warmup",
         "a line up to a share of the base, where it stays",
         "lr(t) = base * alpha * s / W   for s < W = t_warmup, then base * "
         "alpha",
         "t_warmup=100", T_WARMUP,
         REAL(struct composer, alpha, "1", "(-inf,inf)", "the share"));

COMPOSER(LinearWithWarmup, linear, "t_max", "t_warmup",
         "a line up to a share of the base, then a line to another",
         "lr(t) = base * alpha_i * s / W   for s < W = t_warmup\n"
         "lr(t) = base * (alpha_i + (alpha_f - alpha_i) * p)\n" REST,
         "t_warmup=100, t_max=1000", T_WARMUP, ALPHA_I, ALPHA_F, T_MAX);

COMPOSER(CosineAnnealingWithWarmup, cosine, "t_max", "t_warmup",
         "a line up, then half a cosine down to a share of the base",
         RISE "lr(t) = base * (a + (1 - a) * (1 + cos(pi p)) / 2)   with "
              "a = alpha_f\n" REST,
         "t_warmup=100, t_max=1000", T_WARMUP, T_MAX, ALPHA_F);

COMPOSER(PolynomialWithWarmup, polynomial, "t_max", "t_warmup",
         "a line up, then a power of what is left, to a share of the base",
         RISE "lr(t) = base * (a + (1 - a) * (1 - p)^power)   with a = "
              "alpha_f\n" REST,
         "t_warmup=100, t_max=1000", T_WARMUP, POWER("2"), T_MAX, ALPHA_F);
