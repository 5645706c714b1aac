/* timm.c -- the warm-up, the cycles and the noise of timm's schedules. */
#include "schedule/timm/timm.h"

#include <math.h>

#include "base/random.h"

/* timm's logarithm may be one off where a cycle begins, and so is this. */
struct timm_cycle
timm_cycle(const struct schedule *schedule, double t)
{
    const struct timm *self = schedule->self;
    double first = (double)self->t_initial;
    double mul = self->cycle_mul, i = floor(t / first);
    struct timm_cycle cycle = {i, first, t - first * i, false};

    if (mul != 1) {
        i = floor(log(1 - t / first * (1 - mul)) / log(mul));
        cycle.number = i;
        cycle.length = pow(mul, i) * first;
        cycle.now = fmax(0, t - (1 - pow(mul, i)) / (1 - mul) * first);
    }
    cycle.over = i >= (double)self->cycle_limit;
    return cycle;
}

double
timm_noise(const struct timm *self, const struct schedule_run *run, long t)
{
    const struct integers *range = &self->noise_range_t;
    struct stream_key key = {.seed = run->seed,
                             .run = (uint64_t)self->noise_seed,
                             .step = (uint64_t)t};
    double noise;

    if (range->count == 0 || t < range->values[0] ||
        (range->count > 1 && t >= range->values[1]))
        return 1;
    for (uint64_t draw = 0;; draw++) {
        random_normals(&key, draw, 1, &noise);
        if (fabs(noise) < self->noise_pct)
            return 1 + noise;
    }
}

bool
timm_check(const struct node *node, struct error *error)
{
    const struct timm *self = node->self;

    return self->noise_range_t.count <= 2 ||
           error_at(error, node_place(node, "noise_range_t"),
                    "must be one row or two, not %zu",
                    self->noise_range_t.count);
}

static double
rate_at(const struct timm_point *point, double base)
{
    return point->low + (base * point->peak - point->low) * point->weight;
}

/* The rise goes to where the curve has come by then, where it cuts in. */
static void
rise(const struct schedule *schedule, double t, const struct timm_point *end,
     struct rate *rates)
{
    const struct timm *self = schedule->self;
    double start = self->warmup_lr_init;

    for (size_t i = 0; i < schedule->count; i++) {
        double base = schedule->base[i];
        double goal = end ? rate_at(end, base) : base;

        rates[i].lr = start + t * ((goal - start) / (double)self->warmup_t);
    }
}

void
timm_set(const struct schedule *schedule, long t, timm_curve *curve,
         bool to_curve, struct rate *rates)
{
    const struct timm *self = schedule->self;
    double steps = (double)self->warmup_t, now = (double)t;
    bool cuts = to_curve && !self->warmup_prefix;
    struct timm_point point;

    if (t < self->warmup_t) {
        if (cuts)
            point = curve(schedule, steps);
        rise(schedule, now, cuts ? &point : NULL, rates);
    } else if (t == 0) {
        rates_share(schedule, rates, 1);
    } else {
        point = curve(schedule, self->warmup_prefix ? now - steps : now);
        for (size_t i = 0; i < schedule->count; i++)
            rates[i].lr = rate_at(&point, schedule->base[i]);
    }
    if (t > 0 && self->noise_range_t.count > 0)
        rates_scale(schedule, rates, timm_noise(self, schedule->run, t));
}

long
timm_end(const void *data)
{
    const struct timm *self = data;
    double cycles = self->cycle_limit > 1 ? (double)self->cycle_limit : 1;
    double first = (double)self->t_initial, mul = self->cycle_mul, end;

    end = mul == 1 ? first * cycles
                   : floor(-first * (pow(mul, cycles) - 1) / (1 - mul));
    end += self->warmup_prefix ? (double)self->warmup_t : 0;
    return self->t_initial != INTEGER_NULL && end <= (double)INTEGER_MOST
               ? (long)end
               : INTEGER_NULL;
}
