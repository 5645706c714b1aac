/* override.c -- the fall that ends a composed schedule of OLMo-core early. */
#include "schedule/olmo/olmo.h"

enum { SHAPE_LINEAR, SHAPE_COSINE };

static const struct parameter parameters[] = {
    STEPS(struct override_decay, start, NULL, "[0,inf)",
          "the step that it begins with; the first update is step 1"),
    STEPS(struct override_decay, duration, NULL, "[1,inf)", "steps of it"),
    OLMO_SHAPE(struct override_decay),
    OLMO_ENDS(struct override_decay),
    END_OF_TABLE,
};

static bool
override_check(const struct node *node, struct error *error)
{
    const struct override_decay *self = node->self;

    return isnan(self->end_lr) != isnan(self->end_lr_fraction) ||
           error_at(error, node->place,
                    "must have end_lr or end_lr_fraction, one of them");
}

static const struct kind override_kind = {
    .name = "override_decay",
    TABLE_OF(struct override_decay, parameters),
    .check = override_check,
};

static const struct kind *const kinds[] = {&override_kind, NULL};

const struct family override_decay_family = {.name = "override_decay",
                                             .kinds = kinds};

double
olmo_between(int shape, double from, double to, double now, double duration)
{
    return shape == SHAPE_LINEAR
               ? from + (to - from) * now / duration
               : to + (from - to) * (1 + cos(M_PI * now / duration)) / 2;
}

long
override_start(const struct node *override)
{
    const struct override_decay *self = override->self;

    return override->kind ? self->start : LONG_MAX;
}

long
override_end(const struct node *override)
{
    const struct override_decay *self = override->self;

    return self->start <= INTEGER_MOST - self->duration
               ? self->start + self->duration
               : INTEGER_MOST;
}

double
override_rate(const struct node *override, double base, double from, double now)
{
    const struct override_decay *self = override->self;
    double end =
        isnan(self->end_lr) ? base * self->end_lr_fraction : self->end_lr;
    double duration = (double)self->duration;

    now -= (double)self->start;
    return now < duration ? olmo_between(self->shape, from, end, now, duration)
                          : end;
}
