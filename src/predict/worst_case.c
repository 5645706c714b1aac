/* worst_case.c -- Schaipp et al. (ICML 2025, arXiv 2501.18965), from theorem 10
 * of Defazio et al. (2023, arXiv 2310.07831):
 *
 *     a / rate + rate * b,  a = 1 / (2 sum of e),
 *     b = sum of e^2 / (2 sum of e)
 *         + 1/2 sum over k < T of e_k / (sum after k of e)
 *               * (sum from k on of e^2) / (sum from k on of e)
 *
 * where e is the shape, D the distance of the start and G the gradient's norm,
 * both 1. */
#include "predict/worst_case.h"

#include <math.h>

bool
worst_case_find(struct worst_case *worst, const double *rates, size_t updates,
                double base, struct error *error)
{
    double sum = 0, squares = 0, rest = 0, a, b;

    while (updates > 0 && rates[updates - 1] == 0)
        updates--;
    /* From the end, so that both sums are those from k on. */
    for (size_t k = updates; k-- > 0;) {
        double shape = rates[k] / base, after = sum;

        if (!(shape >= 0) || isinf(shape))
            return error_plain(error, STATUS_WRONG,
                               "has a rate of %g in row %zu; the bound needs "
                               "rates from 0 on",
                               rates[k], k);
        sum += shape;
        squares += shape * shape;
        if (after > 0)
            rest += shape / after * squares / sum;
    }
    if (updates == 0)
        return error_plain(error, STATUS_WRONG, "has no rate above 0");
    a = 1 / (2 * sum);
    b = squares / (2 * sum) + rest / 2;
    *worst = (struct worst_case){sqrt(a / b), 2 * sqrt(a * b), updates};
    return true;
}
