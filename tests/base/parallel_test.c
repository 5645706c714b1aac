/* parallel_test.c -- every iteration is done once, on any number of threads. */
#include "tests/suites.h"

#include "base/parallel.h"

enum { COUNT = 200 };

struct iterations {
    int done[COUNT];
    size_t progress;   /* what the last call said */
    size_t fails_from; /* iterations from here on fail */
};

static bool
count_iteration(void *context, size_t i, struct error *error)
{
    struct iterations *iterations = context;

    iterations->done[i]++;
    return i < iterations->fails_from ||
           error_plain(error, STATUS_WRONG, "iteration %zu", i);
}

static void
keep_progress(void *context, size_t done)
{
    struct iterations *iterations = context;

    iterations->progress = done;
}

START_TEST(every_iteration_is_done_once)
{
    for (size_t threads = 1; threads <= 64; threads *= 4) {
        struct iterations iterations = {.fails_from = COUNT};
        struct parallel loop = {&iterations, count_iteration, keep_progress};
        struct error error = {0};

        ck_assert(parallel_for(&loop, COUNT, threads, &error));
        for (size_t i = 0; i < COUNT; i++)
            ck_assert_int_eq(iterations.done[i], 1);
        ck_assert_uint_eq(iterations.progress, COUNT);
    }
}
END_TEST

START_TEST(first_error_in_order_is_kept)
{
    for (size_t threads = 1; threads <= 64; threads *= 4) {
        struct iterations iterations = {.fails_from = 5};
        struct parallel loop = {&iterations, count_iteration, NULL};
        struct error error = {0};

        ck_assert(!parallel_for(&loop, COUNT, threads, &error));
        ck_assert_str_eq(error_line(&error), "iteration 5");
    }
}
END_TEST

Suite *
parallel_suite(void)
{
    Suite *suite = suite_create("parallel");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, every_iteration_is_done_once);
    tcase_add_test(laws, first_error_in_order_is_kept);
    suite_add_tcase(suite, laws);
    return suite;
}
