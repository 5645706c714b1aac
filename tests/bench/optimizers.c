/* optimizers.c -- a step of every optimizer, and of some beside a loop that
 * knows nothing else. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "optimizer/optimizer.h"
#include "tests/bench/bench.h"
#include "simulate/families.h"
#include "spec/spec.h"

enum { MILLION = 1000000, SMALL_STEPS = 20000, LARGE_STEPS = 3 };

/* One optimizer on one size, stepped again and again.  The gradient is that
 * of a bowl which is shaken where it is cheap, else it stays. */
struct stepping {
    const struct optimizer *optimizer;
    const void *self;
    size_t length; /* of a vector, over all lanes */
    long steps;
    bool follows;
    double value[LANES];
    double *gradient;
    struct oracle oracle;
    struct update update;
    void (*by_hand)(size_t length, long steps, double *vectors);
    double *vectors; /* of the hand-written loop */
};

static void
shaken(size_t length, double shake, const double *restrict x,
       double *restrict gradient)
{
    for (size_t k = 0; k < length; k++)
        gradient[k] = 2 * x[k] + shake;
}

static void
slope(void *context)
{
    struct stepping *stepping = context;

    shaken(stepping->length, stepping->update.t % 2 ? 1 : -1,
           stepping->update.x, stepping->gradient);
}

static void
bend(void *context, double *diagonal, double *spare)
{
    const struct stepping *stepping = context;

    (void)spare;

    for (size_t k = 0; k < stepping->length; k++)
        diagonal[k] = 2;
}

static void
step(void *context)
{
    struct stepping *stepping = context;

    for (long t = 0; t < stepping->steps; t++) {
        stepping->update.t = t;
        if (stepping->follows)
            slope(stepping);
        stepping->optimizer->step(stepping->self, &stepping->update);
    }
}

static void
step_by_hand(void *context)
{
    struct stepping *stepping = context;

    stepping->by_hand(stepping->length, stepping->steps, stepping->vectors);
}

/* Nanoseconds for each parameter and step; 0 without memory. */
static double
step_time(const struct node *node, size_t size, size_t lanes,
          void (*by_hand)(size_t length, long steps, double *vectors),
          double *hand)
{
    static double lr[LANES];
    const struct kind *kind = node->kind;
    const struct shape shape = {optimizer_matrix(kind, node->self) ? 2 : 0,
                                size / 2};
    size_t length = size * lanes;
    struct stepping stepping = {.optimizer = optimizer_of(kind),
                                .self = node->self,
                                .length = length,
                                .steps = size > 2  ? LARGE_STEPS
                                         : by_hand ? 10 * SMALL_STEPS
                                                   : SMALL_STEPS,
                                .follows = size == 2,
                                .by_hand = by_hand};
    double count = (double)length * (double)stepping.steps, time = 0;
    const struct optimizer_memory needs =
        optimizer_memory(kind, node->self, size, &shape);
    double *memory = calloc((needs.vectors + 6) * length +
                                (needs.numbers + needs.scratch) * lanes,
                            sizeof *memory);

    for (size_t l = 0; l < LANES; l++)
        lr[l] = 1e-3;
    if (memory) {
        double *x = memory, *scratch;

        stepping.gradient = x + length;
        stepping.vectors = x + 2 * length;
        scratch = x + 6 * length;
        for (size_t k = 0; k < length; k++)
            x[k] = stepping.gradient[k] = stepping.vectors[k] =
                1 + (double)(k % 7);
        stepping.oracle =
            (struct oracle){&stepping, stepping.value, slope, bend};
        stepping.update = (struct update){
            .size = size,
            .lanes = lanes,
            .lr = lr,
            .base = lr,
            .gradient = stepping.gradient,
            .x = x,
            .scratch = scratch,
            .shape = shape,
            .oracle = &stepping.oracle,
        };
        scratch += lanes * needs.scratch;
        stepping.update.state = scratch;
        stepping.update.numbers = scratch + needs.vectors * length;
        time = 1e9 * least_time(step, &stepping) / count;
        if (by_hand)
            *hand = 1e9 * least_time(step_by_hand, &stepping) / count;
    }
    free(memory);
    return time;
}

/* The kinds that have a hand-written loop; two of them have options that are
 * not in their example. */
static const struct {
    const char *call;
    void (*by_hand)(size_t length, long steps, double *vectors);
} rows[] = {
    {"sgd(momentum=0.9)", hand_sgd},
    {"adam", hand_plain_adam},
    {"adamw", hand_adamw},
    {"rmsprop", hand_rmsprop},
    {"adagrad", hand_adagrad},
    {"lbfgs(history_size=5, max_iter=1)", NULL},
};

static bool
load(struct document *document, const char *call, struct spec *spec)
{
    struct error error = {0};

    if (document_put(document, "bench", "optimizer", call, &error) &&
        spec_load(document, NULL, spec, &error))
        return true;
    fprintf(stderr, "bench: %s\n", error_text(&error).text);
    return false;
}

static void
bench_optimizer(const struct kind *kind)
{
    struct arena arena = {0};
    struct document document = {
        .arena = &arena, .table = spec_table, .families = all_families};
    const char *call = kind->example;
    void (*by_hand)(size_t length, long steps, double *vectors) = NULL;
    struct spec spec;
    double few, batch = 0, many, hand[3] = {0};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strncmp(rows[i].call, kind->name, strcspn(rows[i].call, "(")) ==
                0 &&
            strcspn(rows[i].call, "(") == strlen(kind->name)) {
            call = rows[i].call;
            by_hand = rows[i].by_hand;
        }
    if (load(&document, call, &spec)) {
        const struct node *node = &spec.optimizer;

        few = step_time(node, 2, 1, by_hand, &hand[0]);
        if (!optimizer_no_lanes_reason(kind, node->self))
            batch = step_time(node, 2, LANES, by_hand, &hand[1]);
        many = step_time(node, MILLION, 1, by_hand, &hand[2]);
        printf("%-36s %9.3g %9.3g %9.3g", call, few, batch, many);
        if (by_hand)
            printf("   by hand %6.3g %6.3g %6.3g%s", hand[0], hand[1], hand[2],
                   few <= 2.5 * hand[0] && batch <= 1.5 * hand[1] &&
                           many <= 1.5 * hand[2]
                       ? ""
                       : "  MISSED");
        printf("\n");
    }
    arena_free(&arena);
}

void
bench_optimizers(void)
{
    printf("\nns a parameter and step              2 of them  16 lanes      "
           "10^6   (limits 2.5, 1.5 and 1.5 by hand)\n");
    for (size_t k = 0; optimizer_family.kinds[k]; k++)
        bench_optimizer(optimizer_family.kinds[k]);
}
