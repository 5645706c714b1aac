/* loss_law.c -- the list of laws, and what they have in common. */
#include "predict/loss_law.h"

#include <math.h>
#include <string.h>

#define ADDRESS(name) &loss_law_##name,
const struct loss_law_kind *const loss_law_kinds[] = {
    LOSS_LAWS(ADDRESS, ADDRESS) NULL};
#undef ADDRESS

const struct loss_law_kind *
loss_law_find(const char *name)
{
    for (size_t i = 0; loss_law_kinds[i]; i++)
        if (strcmp(loss_law_kinds[i]->name, name) == 0)
            return loss_law_kinds[i];
    return NULL;
}

void
loss_law_predict(const struct loss_law *law, const struct rate_sums *curve,
                 size_t count, const double *places, double *losses)
{
    const double *numbers = law->numbers;

    law->kind->change(curve, numbers[LAW_MEMORY], count, places, losses, NULL);
    for (size_t i = 0; i < count; i++) {
        double sum = rate_sums_at(curve, places[i]);

        if (!(sum > 0)) {
            losses[i] = NAN;
            continue;
        }
        losses[i] = numbers[LAW_FLOOR] +
                    numbers[LAW_SCALE] * pow(sum, -numbers[LAW_POWER]) +
                    law->kind->sign * numbers[LAW_CHANGE] * losses[i];
    }
}
