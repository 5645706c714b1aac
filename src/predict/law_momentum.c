/* law_momentum.c -- a fall of the rate lowers the loss, after a while.
 *
 * S2 is the sum over updates of m, which is m times lambda plus the fall of
 * the rate since the update before.  While the rate rises at the start it
 * counts as its peak. */
#include <math.h>

#include "predict/loss_law.h"

static void
momentum_change(const struct rate_sums *curve, double memory, size_t count,
                const double *places, double *changes, double *slopes)
{
    double falls = 0, mean = 0, before = 0;
    size_t next = 0;

    for (size_t i = 0; i <= curve->updates && next < count; i++) {
        /* `falls` is S2 after i updates, `before` after one less. */
        while (next < count && places[next] <= (double)i) {
            changes[next] =
                before + (falls - before) * (places[next] - (double)i + 1);
            next++;
        }
        before = falls;
        if (i > curve->risen && i < curve->updates)
            mean = memory * mean + (curve->rates[i - 1] - curve->rates[i]);
        falls += mean;
    }
    for (; next < count; next++)
        changes[next] = falls;
    for (size_t i = 0; slopes && i < count; i++)
        slopes[i] = 0;
}

const struct loss_law_kind loss_law_momentum = {
    .name = "momentum",
    .summary = "a fall of the rate lowers the loss, within some 1000 updates",
    .formula = "L0 + A S^-alpha - C S2, S2 = sum of m, "
               "m_i = lambda m_(i-1) + lr_(i-1) - lr_i",
    .source = "Tissue, Wang, Wang (2024), arXiv 2408.11029",
    .numbers = {"L0", "A", "alpha", "C", "lambda"},
    .sign = -1,
    .memory = 0.999,
    .change = momentum_change,
    .usual_error = 0.0035,
};
