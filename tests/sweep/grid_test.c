/* grid_test.c -- which values the runs of a sweep have, and their classes. */
#include "tests/suites.h"

#include <string.h>

#include "simulate/families.h"
#include "sweep/grid.h"

enum { AXES = 3 };

/* A grid over the default spec; the last axis may be missing. */
static void
make(const char *const *vary, long random, struct sweep_request *request,
     struct grid *grid, struct arena *arena)
{
    struct error error = {0};
    size_t count = 0;

    while (count < AXES && vary[count])
        count++;
    *request = (struct sweep_request){
        .input = {.families = all_families, .epochs = INTEGER_NULL},
        .vary_count = count,
        .vary = vary,
        .random = random,
        .keep_rows = INTEGER_NULL,
    };
    ck_assert_msg(grid_make(grid, request, arena, &error), "%s",
                  error_text(&error).text);
}

static const char *const grids[][AXES] = {
    {"lr=0.1,0.2,0.3"},
    {"lr=0.1,0.2,0.3", "seed=0:1"},
    {"seed=0:3", "lr=1e-3:1:log5"},
    {"optimizer.eps=1e-8,1e-7", "lr=0.1,0.2", "seed=1,2,3"},
    {"optimizer=adam,sgd", "title=a,b,c", "lr=0.1,0.2"},
    {"lr=0.1", "seed=0:2"},
};

START_TEST(the_last_axis_changes_fastest)
{
    static const char *const vary[AXES] = {"lr=0.1,0.2", "seed=5:7"};
    static const double rates[] = {0.1, 0.1, 0.1, 0.2, 0.2, 0.2};
    struct sweep_request request;
    struct arena arena = {0};
    struct grid grid;

    make(vary, INTEGER_NULL, &request, &grid, &arena);
    ck_assert_uint_eq(grid.total, 6);
    for (uint64_t run = 0; run < grid.total; run++) {
        ck_assert_double_eq(grid_number(&grid, 0, run), rates[run]);
        ck_assert_double_eq(grid_number(&grid, 1, run), (double)(5 + run % 3));
    }
    arena_free(&arena);
}
END_TEST

/* A sample of more runs begins with those of a sample of fewer. */
START_TEST(a_drawn_run_follows_from_its_number)
{
    static const char *const vary[AXES] = {"lr=1e-4:1:log", "seed=0:99"};
    struct sweep_request requests[2];
    struct arena arena = {0};
    struct grid few, many;

    make(vary, 10, &requests[0], &few, &arena);
    make(vary, 1000, &requests[1], &many, &arena);
    for (uint64_t run = 0; run < many.total; run++) {
        double rate = grid_number(&many, 0, run);
        double seed = grid_number(&many, 1, run);

        ck_assert_msg(rate >= 1e-4 && rate <= 1, "run %d has %g", (int)run,
                      rate);
        ck_assert_msg(seed >= 0 && seed < 100, "run %d has seed %g", (int)run,
                      seed);
        if (run >= few.total)
            continue;
        ck_assert_double_eq(grid_number(&few, 0, run), rate);
        ck_assert_double_eq(grid_number(&few, 1, run), seed);
    }
    arena_free(&arena);
}
END_TEST

/* Whether two runs differ in no axis but those of lanes. */
static bool
differ_in_lanes(const struct grid *grid, uint64_t a, uint64_t b)
{
    for (size_t i = 0; i < grid->count; i++)
        if (!grid_axis_is_lane(&grid->axes[i]) &&
            grid_choice(grid, i, a) != grid_choice(grid, i, b))
            return false;
    return true;
}

START_TEST(a_class_differs_in_lanes_alone)
{
    for (size_t i = 0; i < LENGTH(grids); i++)
        for (int random = 0; random < 2; random++) {
            struct sweep_request request;
            struct arena arena = {0};
            struct grid grid;

            make(grids[i], random ? 40 : INTEGER_NULL, &request, &grid, &arena);
            for (uint64_t a = 0; a < grid.total; a++)
                for (uint64_t b = 0; b < grid.total; b++)
                    ck_assert_msg(
                        (grid_class(&grid, a) == grid_class(&grid, b)) ==
                            differ_in_lanes(&grid, a, b),
                        "grid %zu: runs %d and %d", i, (int)a, (int)b);
            arena_free(&arena);
        }
}
END_TEST

START_TEST(every_class_has_a_representative)
{
    for (size_t i = 0; i < LENGTH(grids); i++) {
        struct sweep_request request;
        struct arena arena = {0};
        struct grid grid;
        uint64_t classes;

        make(grids[i], INTEGER_NULL, &request, &grid, &arena);
        classes = grid_classes(&grid);
        for (uint64_t a = 0; a < classes; a++)
            for (uint64_t b = 0; b < a; b++)
                ck_assert_msg(
                    grid_class(&grid, grid_representative(&grid, a)) !=
                        grid_class(&grid, grid_representative(&grid, b)),
                    "grid %zu: classes %d and %d", i, (int)a, (int)b);
        for (uint64_t run = 0; run + 1 < grid_period(&grid); run++)
            ck_assert_uint_ne(grid_class(&grid, run),
                              grid_class(&grid, run + 1));
        for (uint64_t run = 0; run < grid.total; run++) {
            uint64_t class = grid_class(&grid, run);
            bool found = false;

            for (uint64_t a = 0; a < classes; a++)
                found =
                    found ||
                    grid_class(&grid, grid_representative(&grid, a)) == class;
            ck_assert_msg(found, "grid %zu: run %d", i, (int)run);
        }
        arena_free(&arena);
    }
}
END_TEST

/* Whole objects before their members, whatever the order of the axes; a node
 * replaces that of an option. */
START_TEST(a_run_has_the_values_of_its_axes)
{
    static const char *const vary[AXES] = {
        "optimizer.momentum=0.5,0.6",
        "optimizer=sgd(momentum=0.1),{\"type\": \"sgd\", \"lr\": 7}",
        "lr=0.25,0.5"};
    static const struct spec_override option = {.kind = OVERRIDE_NODE,
                                                .flag = "--optimizer",
                                                .path = "optimizer",
                                                .text = "adam"};
    struct sweep_request request;
    struct arena arena = {0};
    struct grid grid;

    make(vary, INTEGER_NULL, &request, &grid, &arena);
    request.input.count = 1;
    request.input.overrides = &option;
    make(vary, INTEGER_NULL, &request, &grid, &arena);
    for (uint64_t run = 0; run < grid.total; run++) {
        struct one_run one_run = {.arena = &arena};
        const struct node *optimizer = &one_run.spec.optimizer;
        struct error error = {0};

        ck_assert_msg(grid_load(&grid, run, GRID_LANES_OWN, &one_run, &error),
                      "%s", error_text(&error).text);
        ck_assert_str_eq(optimizer->kind->name, "sgd");
        ck_assert_double_eq(
            kind_real(optimizer->kind, optimizer->self, "momentum"),
            grid_number(&grid, 0, run));
        ck_assert_double_eq(kind_real(optimizer->kind, optimizer->self, "lr"),
                            grid_number(&grid, 2, run));
    }
    arena_free(&arena);
}
END_TEST

Suite *
grid_suite(void)
{
    Suite *suite = suite_create("grid");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, the_last_axis_changes_fastest);
    tcase_add_test(laws, a_drawn_run_follows_from_its_number);
    tcase_add_test(laws, a_class_differs_in_lanes_alone);
    tcase_add_test(laws, every_class_has_a_representative);
    tcase_add_test(laws, a_run_has_the_values_of_its_axes);
    suite_add_tcase(suite, laws);
    return suite;
}
