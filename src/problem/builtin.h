/* builtin.h -- THE LIST of problems, by theme: one word a kind, in the order in
 * which they are listed. */
#ifndef PROBLEM_BUILTIN_H
#define PROBLEM_BUILTIN_H

/* clang-format off */
#define CLASSIC(X)                                                             \
    X(sphere) X(rosenbrock) X(beale)

#define BOWLS(X)                                                               \
    X(booth) X(matyas) X(quartic) X(zakharov) X(trid) X(sparse_test)           \
    X(sgd_test) X(ravine) X(quadratic) X(power_law) X(reddi)

#define VALLEYS(X)                                                             \
    X(himmelblau) X(goldstein_price) X(three_hump_camel) X(six_hump_camel)     \
    X(mccormick) X(branin) X(bohachevsky) X(dixon_price) X(colville)

#define WAVES(X)                                                               \
    X(ackley) X(rastrigin) X(griewank) X(schwefel) X(styblinski_tang)          \
    X(levy) X(levy_n13) X(michalewicz) X(washboard)

#define PLANES(X)                                                              \
    X(drop_wave) X(easom) X(schaffer_n2) X(schaffer_n4) X(bukin)               \
    X(eggholder) X(cross_in_tray) X(holder_table)

#define LANDSCAPES(X)                                                          \
    X(saddle) X(monkey_saddle) X(deep_linear) X(cliff) X(local_minimum)        \
    X(hills) X(plateau) X(ecliptic_bowl) X(sine_saddle)

/* More, Garbow & Hillstrom (1981), in their order. */
#define MGH_SMALL(X)                                                           \
    X(freudenstein_roth) X(powell_badly_scaled) X(brown_badly_scaled)          \
    X(jennrich_sampson) X(helical_valley) X(powell) X(wood)

#define MGH_DATA(X)                                                            \
    X(bard) X(gaussian) X(meyer) X(gulf) X(box_3d) X(kowalik_osborne)          \
    X(brown_dennis) X(osborne_1) X(biggs_exp6) X(osborne_2)

#define MGH_LARGE(X)                                                           \
    X(watson) X(extended_rosenbrock) X(penalty_1) X(penalty_2)                 \
    X(variably_dimensioned) X(trigonometric) X(brown_almost_linear)

#define MGH_CHEBYQUAD(X) X(chebyquad)

#define MGH_SYSTEMS(X)                                                         \
    X(discrete_boundary) X(discrete_integral) X(broyden_tridiagonal)           \
    X(broyden_banded) X(linear_full_rank) X(linear_rank_1)                     \
    X(linear_rank_1_zero)

#define LEARNING(X)                                                            \
    X(least_squares) X(logistic_regression) X(softmax_regression) X(mlp)

#define PROBLEMS(X)                                                            \
    CLASSIC(X) BOWLS(X) VALLEYS(X) WAVES(X) PLANES(X) LANDSCAPES(X)            \
    MGH_SMALL(X) MGH_DATA(X) MGH_LARGE(X) MGH_SYSTEMS(X) MGH_CHEBYQUAD(X)      \
    LEARNING(X) X(expression)
/* clang-format on */

#endif
