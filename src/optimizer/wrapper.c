/* wrapper.c -- hands an update on to the optimizer inside. */
#include "optimizer/wrapper.h"

const struct node *
wrapper_inner(const void *self, size_t i)
{
    return i == 0 ? &((const struct wrapper *)self)->optimizer : NULL;
}

size_t
wrapper_vectors(const void *self)
{
    const struct node *inner = wrapper_inner(self, 0);

    return 1 + optimizer_of(inner->kind)->vectors(inner->self);
}

size_t
wrapper_numbers(const void *self, size_t size, const struct shape *shape)
{
    const struct node *inner = wrapper_inner(self, 0);

    return optimizer_numbers(inner->kind, inner->self, size, shape);
}

size_t
wrapper_scratch(const void *self, size_t size, const struct shape *shape)
{
    const struct node *inner = wrapper_inner(self, 0);

    return optimizer_scratch(inner->kind, inner->self, size, shape);
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
