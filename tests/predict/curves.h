/* curves.h -- made-up runs: rates, and the losses of a law with noise. */
#ifndef TESTS_PREDICT_CURVES_H
#define TESTS_PREDICT_CURVES_H

#include <stdint.h>

#include "predict/law_fit.h"

enum curve_shape { SHAPE_CONSTANT, SHAPE_WSD, SHAPE_COSINE, SHAPE_TWO_STAGES };

/* Rates with a peak of 1e-3 and a warm-up of 100. */
double *make_rates(enum curve_shape shape, size_t updates, struct arena *arena);

/* A run of them with a loss every `every` updates, from update 200 on, which
 * deviates from the law by `noise`, relatively. */
void make_run(const struct loss_law *law, enum curve_shape shape,
              size_t updates, size_t every, double noise, uint64_t seed,
              struct fitted_run *run, struct arena *arena);

#endif
