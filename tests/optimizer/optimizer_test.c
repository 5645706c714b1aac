/* optimizer_test.c -- laws that every optimizer obeys, with each pair of
 * its options. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "optimizer/optimizer.h"
#include "simulate/families.h"

/* A run is walked in a small and in a larger dimension: kernels may differ. */
enum { SMALL = 2, LARGE = 7, STEPS = 12, VECTORS = 8, NUMBERS = 16 };
#define SETTLED 10000000L /* updates after which no correction is left */

/* An optimizer with options, as a law gets it. */
struct variant {
    const char *text;
    const struct kind *kind;
    const struct optimizer *optimizer;
    const void *self;
};

/* Updates `first`, first + 1, … of `lanes` runs side by side. */
struct walk {
    size_t size, lanes;
    long first;
    double lr[LANES], momentum[LANES];
    bool driven;
    double factor; /* of the function, and so of its gradient */
    double x[LARGE * LANES], gradient[LARGE * LANES];
    double state[(VECTORS + 1) * LARGE * LANES], numbers[NUMBERS * LANES];
    double value[LANES];
};

/* The value and the gradient of sum of (i + 1)/2 x^2 - cos(x). */
static void
evaluate(void *context)
{
    struct walk *walk = context;

    memset(walk->value, 0, sizeof walk->value);
    for (size_t k = 0; k < walk->size * walk->lanes; k++) {
        double weight = (double)(k / walk->lanes + 1), x = walk->x[k];

        walk->value[k % walk->lanes] +=
            walk->factor * (weight / 2 * x * x - cos(x));
        walk->gradient[k] = walk->factor * (weight * x + sin(x));
    }
}

static void
curvature(void *context, double *diagonal, double *spare)
{
    const struct walk *walk = context;

    (void)spare;
    for (size_t k = 0; k < walk->size * walk->lanes; k++)
        diagonal[k] =
            walk->factor * ((double)(k / walk->lanes + 1) + cos(walk->x[k]));
}

static void
start(struct walk *walk, size_t size, size_t lanes, long first)
{
    uint64_t state = 1;

    *walk = (struct walk){
        .size = size, .lanes = lanes, .first = first, .factor = 1};
    for (size_t l = 0; l < LANES; l++)
        walk->lr[l] = random_between(&state, 0.001, 0.1);
    for (size_t k = 0; k < size * lanes; k++)
        walk->x[k] = random_between(&state, -2, 2);
}

static void
go(struct walk *walk, const struct variant *variant)
{
    static double scratch[64 * LARGE * LANES];
    const struct oracle oracle = {walk, walk->value, evaluate, curvature};
    struct update update = {
        .size = walk->size,
        .lanes = walk->lanes,
        .lr = walk->lr,
        .base = walk->lr,
        .momentum = walk->driven ? walk->momentum : NULL,
        .gradient = walk->gradient,
        .x = walk->x,
        .state = walk->state,
        .numbers = walk->numbers,
        .scratch = scratch,
        .shape = {variant->optimizer->matrix ? walk->size : 0, 1},
        .oracle = &oracle,
    };

    for (long t = walk->first; t < walk->first + STEPS; t++) {
        evaluate(walk);
        update.t = t;
        variant->optimizer->step(variant->self, &update);
    }
}

static void
expect_same(const struct variant *variant, const char *law,
            const struct walk *walk, double found, double expected, size_t k)
{
    ck_assert_msg(memcmp(&found, &expected, sizeof found) == 0,
                  "%s, %s, dim %zu, %zu lanes, from update %ld: x[%zu] in lane "
                  "%zu must be %.17g, is %.17g",
                  variant->text, law, walk->size, walk->lanes, walk->first,
                  k / walk->lanes, k % walk->lanes, expected, found);
}

/* Another value for a row; NULL: none is tried. */
static const char *
other_value(const struct parameter *row)
{
    return row->type == PARAMETER_BOOLEAN ? "true"
           : row->type == PARAMETER_REAL  ? "0.5"
           : row->type == PARAMETER_PAIR  ? "[0.5, 0.75]"
                                          : NULL;
}

/* A short form with other values in some rows; an END_OF_TABLE is none. */
static bool
load_variant(const char *call, const struct parameter *const rows[2],
             struct document *document, struct spec *spec, char *text,
             size_t size, struct error *error)
{
    snprintf(text, size, "%s", call);
    if (!document_put(document, "test", "optimizer", call, error) ||
        !document_expand(document, error))
        return false;
    for (size_t k = 0; k < 2; k++) {
        char assignment[128];

        if (!rows[k]->name || !other_value(rows[k]))
            continue;
        snprintf(assignment, sizeof assignment, "optimizer.%s=%s",
                 rows[k]->name, other_value(rows[k]));
        snprintf(text + strlen(text), size - strlen(text), ", %s", assignment);
        if (!document_set(document, assignment, error))
            return false;
    }
    return spec_load(document, NULL, spec, error);
}

static bool
try_rows(const char *call, const struct parameter *const rows[2],
         void (*law)(const struct variant *))
{
    struct arena arena = {0};
    struct document document = {
        .arena = &arena, .table = spec_table, .families = all_families};
    struct spec spec;
    struct error error = {0};
    char text[256];
    bool done =
        load_variant(call, rows, &document, &spec, text, sizeof text, &error);

    if (done) {
        const struct kind *kind = spec.optimizer.kind;
        const struct variant variant = {text, kind, optimizer_of(kind),
                                        spec.optimizer.self};

        law(&variant);
    }
    arena_free(&arena);
    return done;
}

static bool
try_text(const char *call, void (*law)(const struct variant *))
{
    static const struct parameter none = END_OF_TABLE;
    const struct parameter *const rows[] = {&none, &none};

    return try_rows(call, rows, law);
}

/* Every kind with its example, and with every pair of other values; pairs
 * that it refuses are left out. */
static void
each_variant(void (*law)(const struct variant *))
{
    for (size_t k = 0; optimizer_family.kinds[k]; k++) {
        const struct kind *kind = optimizer_family.kinds[k];
        size_t count = 0, tried = 0;

        /* LBFGS: its history is larger than a walk. */
        if (optimizer_of(kind)->no_lanes_reason)
            continue;
        while (kind->parameters[count].name)
            count++;
        for (size_t i = 0; i <= count; i++)
            for (size_t j = i; j <= count; j++) {
                const struct parameter *const rows[] = {&kind->parameters[i],
                                                        &kind->parameters[j]};

                tried += try_rows(kind->example, rows, law);
            }
        ck_assert_msg(tried > count, "%s: only %zu variants load", kind->name,
                      tried);
    }
}

static const size_t sizes[] = {SMALL, LARGE};
static const long firsts[] = {0, SETTLED};

static void
stands_still(const struct variant *variant)
{
    struct walk walk, before;

    if (variant->optimizer->moves_at_zero)
        return;
    for (size_t n = 0; n < 2; n++) {
        start(&walk, sizes[n], 1, 0);
        walk.lr[0] = 0;
        before = walk;
        go(&walk, variant);
        for (size_t k = 0; k < walk.size; k++)
            expect_same(variant, "lr 0", &walk, walk.x[k], before.x[k], k);
    }
}

START_TEST(nothing_moves_at_lr_0)
{
    each_variant(stands_still);
}
END_TEST

static void
moves(const struct variant *variant)
{
    struct walk walk, before;

    size_t moved = 0;

    start(&walk, LARGE, 1, 0);
    before = walk;
    go(&walk, variant);
    for (size_t k = 0; k < LARGE; k++) {
        moved += walk.x[k] != before.x[k];
        ck_assert_msg(isfinite(walk.x[k]),
                      "%s: x[%zu] went from %.17g to %.17g", variant->text, k,
                      before.x[k], walk.x[k]);
    }
    /* Steps of a fixed size may lead back. */
    ck_assert_msg(moved >= LARGE - 2, "%s: only %zu of %d moved", variant->text,
                  moved, LARGE);
}

START_TEST(everything_moves_at_another_lr)
{
    each_variant(moves);
}
END_TEST

static void
climbs(const struct variant *variant)
{
    const struct parameter *row = row_find(variant->kind, NULL, "maximize");
    struct walk walk, other;
    struct variant turned = *variant;
    double self[128] = {0};
    bool *maximize;

    if (!row)
        return;
    ck_assert(variant->kind->size <= sizeof self);
    memcpy(self, variant->self, variant->kind->size);
    maximize = (bool *)((char *)self + row->offset);
    *maximize = !*maximize;
    turned.self = self;
    for (size_t n = 0; n < 2; n++) {
        start(&walk, sizes[n], 1, 0);
        other = walk;
        other.factor = -1;
        go(&walk, variant);
        go(&other, &turned);
        for (size_t k = 0; k < walk.size; k++)
            expect_same(variant, "maximize of -f", &walk, other.x[k], walk.x[k],
                        k);
    }
}

START_TEST(maximize_climbs_what_minimize_descends)
{
    each_variant(climbs);
}
END_TEST

/* Lane l alone. */
static void
single(const struct walk *batch, size_t l, struct walk *walk)
{
    *walk = (struct walk){.size = batch->size,
                          .lanes = 1,
                          .first = batch->first,
                          .factor = batch->factor,
                          .driven = batch->driven};
    walk->lr[0] = batch->lr[l];
    walk->momentum[0] = batch->momentum[l];
    for (size_t i = 0; i < batch->size; i++)
        walk->x[i] = batch->x[i * batch->lanes + l];
}

static void
check_lanes(const struct variant *variant, const struct walk *from)
{
    struct walk batch = *from, walk;

    go(&batch, variant);
    for (size_t l = 0; l < batch.lanes; l++) {
        single(from, l, &walk);
        go(&walk, variant);
        for (size_t i = 0; i < batch.size; i++)
            expect_same(variant, from->driven ? "driven lanes" : "lanes",
                        &batch, batch.x[i * batch.lanes + l], walk.x[i],
                        i * batch.lanes + l);
    }
}

static void
lanes_agree(const struct variant *variant)
{
    static const size_t lanes[] = {1, 5, LANES};
    struct walk batch;

    for (size_t n = 0; n < 2; n++)
        for (size_t f = 0; f < 2; f++)
            for (size_t w = 0; w < 3; w++)
                for (int driven = 0; driven < 2; driven++) {
                    start(&batch, sizes[n], lanes[w], firsts[f]);
                    batch.driven = driven;
                    for (size_t l = 0; l < LANES; l++)
                        batch.momentum[l] = 0.9 - 0.02 * (double)l;
                    check_lanes(variant, &batch);
                }
}

START_TEST(a_batch_is_its_single_runs_to_the_bit)
{
    each_variant(lanes_agree);
}
END_TEST

static void
keeps_its_vectors(const struct variant *variant)
{
    const struct shape shape = {0};
    size_t vectors = optimizer_memory(&variant->optimizer->kind, variant->self,
                                      LARGE, &shape)
                         .vectors;
    static const size_t lanes[] = {1, 5, LANES};
    struct walk walk;

    ck_assert_uint_le(vectors, VECTORS);
    for (size_t w = 0; w < 3; w++) {
        size_t length;

        start(&walk, LARGE, lanes[w], 0);
        length = LARGE * lanes[w];
        for (size_t k = vectors * length; k < LENGTH(walk.state); k++)
            walk.state[k] = 77;
        go(&walk, variant);
        for (size_t v = 0; v < vectors; v++) {
            size_t used = 0;

            for (size_t k = v * length; k < (v + 1) * length; k++)
                used += walk.state[k] != 0;
            ck_assert_msg(used > 0,
                          "%s: says %zu vectors, and number %zu is not used",
                          variant->text, vectors, v);
        }
        for (size_t k = vectors * length; k < LENGTH(walk.state); k++)
            ck_assert_msg(walk.state[k] == 77,
                          "%s: says %zu vectors, and writes behind them",
                          variant->text, vectors);
    }
}

START_TEST(vectors_are_as_many_as_are_said)
{
    each_variant(keeps_its_vectors);
}
END_TEST

static void
is_driven(const struct variant *variant)
{
    const struct parameter *row = row_find(variant->kind, NULL, "momentum");
    struct walk walk, other;
    struct variant driven = *variant;
    double self[128] = {0}, *own = NULL;

    row = row ? row : row_find(variant->kind, NULL, "betas");
    if (!row)
        return;
    /* A simulation gives what is driven a buffer. */
    memcpy(self, variant->self, variant->kind->size);
    own = (double *)(void *)((char *)self + row->offset);
    *own = row->type == PARAMETER_REAL ? 1 : *own;
    driven.self = self;
    for (size_t n = 0; n < 2; n++) {
        start(&walk, sizes[n], 1, 0);
        other = walk;
        other.driven = true;
        memcpy(other.momentum, (const char *)variant->self + row->offset,
               sizeof *other.momentum);
        go(&walk, variant);
        go(&other, &driven);
        for (size_t k = 0; k < walk.size; k++)
            expect_same(variant, "driven at its own momentum", &walk,
                        other.x[k], walk.x[k], k);
        other.momentum[0] = other.momentum[0] < 0.6 ? 0.97 : 0.3;
        go(&other, &driven);
        go(&walk, variant);
        /* Where only signs count, a path uphill is the same. */
        ck_assert_msg(strstr(variant->text, "maximize") ||
                          memcmp(other.state, walk.state, sizeof walk.state) !=
                              0,
                      "%s: a driven momentum changes nothing", variant->text);
    }
}

START_TEST(a_driven_momentum_takes_the_place_of_its_own)
{
    each_variant(is_driven);
}
END_TEST

static void
scales(const struct variant *variant)
{
    struct walk walk, other;

    for (size_t n = 0; n < 2; n++)
        for (int power = -40; power <= 40; power += 20) {
            start(&walk, sizes[n], 1, 0);
            other = walk;
            other.factor = ldexp(1, power);
            go(&walk, variant);
            go(&other, variant);
            for (size_t k = 0; k < walk.size; k++)
                expect_same(variant, "f times a power of two", &walk,
                            other.x[k], walk.x[k], k);
        }
}

START_TEST(adam_does_not_see_the_scale_of_f)
{
    static const char *const rows[] = {
        "adam(eps=0)",
        "adam(eps=0, amsgrad=true)",
        "adam(eps=0, betas=(0, 0))",
        "adamw(eps=0)",
        "adamw(eps=0, amsgrad=true, weight_decay=0.5)",
        "adamax(eps=0)",
        "nadam(eps=0)",
        "rmsprop(eps=0)",
        "rmsprop(eps=0, momentum=0.5)",
        "adagrad(eps=0)",
        "rprop()",
        "lion()",
        "signsgd(momentum=0.5)",
        "lamb(eps=0)",
        "novograd(eps=0)",
        "lookahead(adam(eps=0))",
    };

    for (size_t i = 0; i < LENGTH(rows); i++)
        ck_assert_msg(try_text(rows[i], scales), "%s", rows[i]);
}
END_TEST

START_TEST(groups_of_one_kind_differ_in_their_own_values_only)
{
    static const char json[] =
        "{\"optimizer\": {\"type\": \"sgd\", \"lr\": 0.5, \"momentum\": 0.9, "
        "\"param_groups\": [{\"params\": \"0\", \"lr\": 0.25}, {\"params\": "
        "\"1\", \"momentum\": 0}]}}";
    static const double expected[][2] = {{0.25, 0.9}, {0.5, 0}};
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};

    ck_assert_msg(load_text(json, &arena, &document, &spec, &error), "%s",
                  error_line(&error));
    ck_assert_uint_eq(spec.param_groups.count, 2);
    for (size_t g = 0; g < 2; g++) {
        const struct node *node = &spec.param_groups.items[g].node;
        double lr = kind_real(node->kind, node->self, "lr");
        double momentum = kind_real(node->kind, node->self, "momentum");

        ck_assert_msg(lr == expected[g][0] && momentum == expected[g][1],
                      "group %zu: lr %g and momentum %g", g, lr, momentum);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(bias_correction_is_one_minus_the_power)
{
    static const double betas[] = {
        0,      1e-10,   0.1,      0.5,    0.9,      0.99,     0.999,
        0.9999, 0.99999, 0.999999, 1e-300, 1 - 1e-9, 1 - 1e-12};

    for (size_t i = 0; i < LENGTH(betas); i++)
        for (long t = 1; t <= 10000000; t += 1 + t / 16) {
            double expected = 1 - pow(betas[i], (double)t);
            double found = bias_correction(betas[i], t);

            ck_assert_msg(fabs(found - expected) <= 0x1p-53,
                          "beta %.17g, t %ld: must be %.17g, is %.17g",
                          betas[i], t, expected, found);
        }
}
END_TEST

Suite *
optimizer_suite(void)
{
    Suite *suite = suite_create("optimizer");
    TCase *tests = tcase_create("laws");

    tcase_add_test(tests, nothing_moves_at_lr_0);
    tcase_add_test(tests, everything_moves_at_another_lr);
    tcase_add_test(tests, maximize_climbs_what_minimize_descends);
    tcase_add_test(tests, a_batch_is_its_single_runs_to_the_bit);
    tcase_add_test(tests, vectors_are_as_many_as_are_said);
    tcase_add_test(tests, a_driven_momentum_takes_the_place_of_its_own);
    tcase_add_test(tests, adam_does_not_see_the_scale_of_f);
    tcase_add_test(tests, groups_of_one_kind_differ_in_their_own_values_only);
    tcase_add_test(tests, bias_correction_is_one_minus_the_power);
    suite_add_tcase(suite, tests);
    return suite;
}
