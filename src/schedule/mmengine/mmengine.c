/* mmengine.c -- the windows of mmengine's schedulers. */
#include "schedule/mmengine/mmengine.h"

#include <math.h>

/* mmengine's INF. */
static const long most = 1000000000;

bool
mmengine_check(const struct node *node, struct error *error)
{
    const struct mmengine *self = node->self;

    if (self->convert_to_iter_based && !self->by_epoch)
        return error_at(error, node_place(node, "convert_to_iter_based"),
                        "must be false where by_epoch is");
    return self->end > self->begin ||
           error_at(error, node_place(node, "end"),
                    "must be above begin, %ld, not %ld", self->begin,
                    self->end);
}

bool
mmengine_check_least(const struct node *node, struct error *error)
{
    const struct mmengine *self = node->self;

    if (!isnan(self->eta_min) && !isnan(self->eta_min_ratio))
        return error_at(error, node_place(node, "eta_min_ratio"),
                        "must not be given beside eta_min");
    return mmengine_check(node, error);
}

void
mmengine_advance(const struct schedule *schedule, long t, struct rate *rates,
                 double (*next)(const struct mmengine *,
                                const struct window_position *, double, double))
{
    const struct mmengine *self = schedule->self;
    long epoch = schedule->run->steps_per_epoch;
    long unit = self->convert_to_iter_based ? epoch : 1;
    long begin = self->begin * unit;
    long end = self->end == most ? most : self->end * unit;
    bool epochs = self->by_epoch && !self->convert_to_iter_based;
    long now = epochs ? t / epoch : t;
    const struct window_position at = {.step = (double)(now - begin),
                                       .total = (double)(end - begin - 1),
                                       .unit = (double)unit};

    if (now < begin || now >= end || (epochs && t % epoch != 0))
        return;
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = next(self, &at, schedule->base[i], rates[i].lr);
}

void
mmengine_adjust(struct schedule *schedule, const struct node *node)
{
    const struct mmengine *self = node->self;

    schedule->last = self->by_epoch && !self->convert_to_iter_based;
}

long
mmengine_end(const void *data)
{
    const struct mmengine *self = data;

    return self->by_epoch || self->end == most ? INTEGER_NULL : self->end;
}
