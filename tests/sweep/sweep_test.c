/* sweep_test.c -- the rows and the fingerprint of a sweep, by its request. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "simulate/families.h"
#include "sweep/sweep.h"

enum { ROWS_MOST = 256, COLUMNS_MOST = 12 };

/* The rows of a sweep. */
struct row_list {
    size_t count, most;
    struct sweep *sweep;
    double values[ROWS_MOST][COLUMNS_MOST];
};

static bool
take_row(void *context, const double *values)
{
    struct row_list *list = context;
    size_t size = list->sweep->frame.count * sizeof *values;

    memcpy(list->values[list->count++], values, size);
    return list->count < list->most;
}

/* Some of the runs diverge. */
static const char *const vary[] = {"lr=1e-3:10:log7", "optimizer=adam,sgd",
                                   "problem.start[0]=-1,1,2"};
static const struct spec_override overrides[] = {
    {.kind = OVERRIDE_LIST,
     .flag = "--start",
     .path = "problem.start",
     .text = "1,1"},
    {.kind = OVERRIDE_VALUE, .flag = "--steps", .path = "steps", .text = "30"},
};

static struct sweep_request
usual_request(void)
{
    return (struct sweep_request){
        .input = {.families = all_families,
                  .epochs = INTEGER_NULL,
                  .count = LENGTH(overrides),
                  .overrides = overrides},
        .vary_count = LENGTH(vary),
        .vary = vary,
        .random = INTEGER_NULL,
        .target = NAN,
        .jobs = 1,
        .lanes = 1,
        .keep_rows = INTEGER_NULL,
    };
}

static void
make_rows(const struct sweep_request *request, size_t most,
          struct row_list *list)
{
    struct arena arena = {0};
    struct sweep sweep = {
        .arena = &arena, .request = *request, .context = list, .row = take_row};
    struct error error = {0};

    *list = (struct row_list){.most = most, .sweep = &sweep};
    ck_assert_msg(sweep_prepare(&sweep, &error) && sweep_run(&sweep, &error),
                  "%s", error_text(&error).text);
    sweep_close(&sweep);
    arena_free(&arena);
}

START_TEST(rows_do_not_depend_on_threads_and_lanes)
{
    static const size_t ways[][2] = {{1, 16}, {2, 8}, {8, 16}, {3, 1}};
    static struct row_list expected, found;
    struct sweep_request request = usual_request();

    make_rows(&request, ROWS_MOST, &expected);
    ck_assert_uint_eq(expected.count, 42);
    for (size_t i = 0; i < LENGTH(ways); i++) {
        request.jobs = ways[i][0];
        request.lanes = ways[i][1];
        make_rows(&request, ROWS_MOST, &found);
        ck_assert_uint_eq(found.count, expected.count);
        ck_assert_msg(
            memcmp(found.values, expected.values, sizeof found.values) == 0,
            "%zu threads, %zu lanes", ways[i][0], ways[i][1]);
    }
}
END_TEST

START_TEST(shards_have_the_rows_of_the_whole)
{
    static const char *const shards[] = {"1/4", "2/4", "3/4", "4/4"};
    static struct row_list whole, part;
    struct sweep_request request = usual_request();

    make_rows(&request, ROWS_MOST, &whole);
    for (size_t i = 0; i < LENGTH(shards); i++) {
        request.shard = shards[i];
        make_rows(&request, ROWS_MOST, &part);
        for (size_t k = 0; k < part.count; k++)
            ck_assert(memcmp(part.values[k],
                             whole.values[i + k * LENGTH(shards)],
                             9 * sizeof(double)) == 0);
    }
}
END_TEST

START_TEST(a_sweep_ends_when_no_row_is_wanted)
{
    static struct row_list list;
    struct sweep_request request = usual_request();

    make_rows(&request, 5, &list);
    ck_assert_uint_eq(list.count, 5);
}
END_TEST

static void
make_label(const struct sweep_request *request, char *label)
{
    struct arena arena = {0};
    struct sweep sweep = {.arena = &arena, .request = *request};
    struct error error = {0};

    ck_assert_msg(sweep_prepare(&sweep, &error), "%s", error_text(&error).text);
    strcpy(label, sweep.fingerprint.label);
    arena_free(&arena);
}

/* The same sweep in other words has the same label, and another sweep has
 * another. */
START_TEST(fingerprints_tell_sweeps_apart)
{
    static const struct {
        const char *vary;
        double target;
        const char *until;
        bool same; /* as the first row */
    } rows[] = {
        {"lr=0.01,0.1", NAN, NULL, true},
        {"lr=1e-2,1e-1", NAN, NULL, true},
        {"lr=0.01:0.1:0.09", NAN, NULL, true},
        {"optimizer.lr=0.01,0.1", NAN, NULL, false},
        {"lr=0.1,0.01", NAN, NULL, false},
        {"lr=0.01,0.1,1", NAN, NULL, false},
        {"lr=0.01,0.1", 1, NULL, false},
        {"lr=0.01,0.1", NAN, "loss < 1", false},
    };
    char first[FINGERPRINT_LABEL_SIZE], label[FINGERPRINT_LABEL_SIZE];

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sweep_request request = usual_request();

        request.vary_count = 1;
        request.vary = &rows[i].vary;
        request.target = rows[i].target;
        request.until = rows[i].until;
        make_label(&request, i ? label : first);
        if (i > 0)
            ck_assert_msg((strcmp(first, label) == 0) == rows[i].same,
                          "row %zu: %s and %s", i, first, label);
    }
}
END_TEST

START_TEST(labels_are_parsed)
{
    static const struct {
        const char *label;
        uint64_t runs, axes; /* runs 0: it is none */
    } rows[] = {
        {"0123456789abcdef/1", 1, 0},
        {"0123456789abcdef/9007199254740992/5", 9007199254740992, 5},
        {"0123456789abcdef/12/ffffffffffffffff", 12, UINT64_MAX},
        {"0123456789abcdef/0", 0, 0},
        {"0123456789abcde/1", 0, 0},
        {"0123456789abcdef/1/", 0, 0},
        {"0123456789abcdef/1/0", 0, 0},
        {"0123456789abcdef/1/5x", 0, 0},
        {"0123456789abcdef/-1", 0, 0},
        {"0123456789abcdef", 0, 0},
        {"x", 0, 0},
        {"", 0, 0},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        uint64_t runs = 0, axes = 0;
        bool found = fingerprint_parse_label(rows[i].label, &runs, &axes);

        ck_assert_msg(found == (rows[i].runs > 0), "%s", rows[i].label);
        ck_assert_msg(!found || (runs == rows[i].runs && axes == rows[i].axes),
                      "%s", rows[i].label);
    }
}
END_TEST

Suite *
sweep_suite(void)
{
    Suite *suite = suite_create("sweep");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, rows_do_not_depend_on_threads_and_lanes);
    tcase_add_test(laws, shards_have_the_rows_of_the_whole);
    tcase_add_test(laws, a_sweep_ends_when_no_row_is_wanted);
    tcase_add_test(laws, fingerprints_tell_sweeps_apart);
    tcase_add_test(laws, labels_are_parsed);
    suite_add_tcase(suite, laws);
    return suite;
}
