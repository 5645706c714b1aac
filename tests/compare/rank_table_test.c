/* rank_table_test.c -- the ranked table fits its window. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "compare/rank_table.h"

enum { RUNS = 5 };

static struct combination items[RUNS] = {
    {.name = "adam", .rank = 1, .tied = true, .relative = 1},
    {.name = "sgd(lr=0.002, momentum=0.5, nesterov=true)",
     .rank = 1,
     .tied = true,
     .relative = 1.25},
    {.name = "a_name_that_is_long_and_has_not_one_space_in_it",
     .rank = 3,
     .relative = 1e30},
    {.name = "über, größer", .rank = 1, .group = 3, .relative = 1},
    {.name = "b", .rank = 2, .group = 3, .relative = INFINITY},
};

/* The table of these runs, with or without seeds, at a width. */
static void
show(bool seeded, size_t diverged, size_t width, struct arena *arena,
     struct text *text)
{
    struct compare_request request = {
        .seed_count = seeded ? 9 : INTEGER_NULL, .target = 1, .header = true};
    struct combinations combinations = {
        .request = &request, .count = RUNS, .items = items};
    struct rank_table table = {.arena = arena, .combinations = &combinations};
    struct error error = {0};

    for (size_t i = 0; i < RUNS; i++) {
        items[i].quartiles.median = (struct outcome){
            .final_loss = 1.0 / 3 / (double)(i + 1),
            .best_loss = 1e-300 / (double)(i + 1),
            .best_step = 1234 + (double)i,
            .target_step = INFINITY,
            .gap = 1e-17 / (double)(i + 2),
        };
        items[i].quartiles.diverged = diverged > i ? diverged : 0;
    }
    ck_assert(rank_table_begin(&table, &error) &&
              rank_table_make(&table, &error));
    rank_table_text(&table, width, text);
    ck_assert_ptr_nonnull(text_end(text));
}

START_TEST(no_line_is_wider_than_its_window)
{
    for (size_t width = 60; width < 250; width++)
        for (int seeded = 0; seeded < 2; seeded++) {
            struct arena arena = {0};
            struct text text = {.arena = &arena};

            show(seeded, 0, width, &arena, &text);
            for (char *line = strtok(text.bytes, "\n"); line;
                 line = strtok(NULL, "\n"))
                ck_assert_msg(text_width(line) <= width, "%zu columns: %s",
                              width, line);
            arena_free(&arena);
        }
}
END_TEST

/* Ranks, names, and what came out stay in any window. */
START_TEST(what_matters_is_shown)
{
    for (size_t width = 60; width < 250; width += 10) {
        static const char *const words[] = {
            "rank",   "final",         " steps",        "1=",
            "0.3333", "nesterov=true", "über, größer ", "  3  "};
        struct arena arena = {0};
        struct text text = {.arena = &arena};

        show(width > 120, 0, width, &arena, &text);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            ck_assert_msg(strstr(text.bytes, words[i]), "%s not in %s",
                          words[i], text.bytes);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(what_is_left_out_is_said)
{
    struct arena arena = {0};
    struct text narrow = {.arena = &arena}, wide = narrow, diverged = narrow;

    show(false, 0, 60, &arena, &narrow);
    ck_assert_msg(strstr(narrow.bytes, "without"), "%s", narrow.bytes);
    show(false, 0, 250, &arena, &wide);
    ck_assert_ptr_null(strstr(wide.bytes, "without"));
    ck_assert_ptr_nonnull(strstr(wide.bytes, "at step"));
    show(true, 1, 70, &arena, &diverged);
    ck_assert_ptr_nonnull(strstr(diverged.bytes, "div."));
    ck_assert_ptr_null(strstr(narrow.bytes, "div."));
    arena_free(&arena);
}
END_TEST

Suite *
rank_table_suite(void)
{
    Suite *suite = suite_create("rank_table");
    TCase *window = tcase_create("window");

    tcase_add_test(window, no_line_is_wider_than_its_window);
    tcase_add_test(window, what_matters_is_shown);
    tcase_add_test(window, what_is_left_out_is_said);
    suite_add_tcase(suite, window);
    return suite;
}
