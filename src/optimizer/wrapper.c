/* wrapper.c -- hands an update on to the optimizer inside. */
#include "optimizer/wrapper.h"

const struct node *
wrapper_inner(const void *self, size_t i)
{
    return i == 0 ? &((const struct wrapper *)self)->optimizer : NULL;
}

struct update
update_behind(const struct update *update, size_t vectors)
{
    struct update inner = *update;

    inner.state += vectors * update->size * update->lanes;
    return inner;
}

void
wrapper_step(const struct wrapper *self, const struct update *update)
{
    const struct update inner = update_behind(update, 1);

    optimizer_of(self->optimizer.kind)->step(self->optimizer.self, &inner);
}
