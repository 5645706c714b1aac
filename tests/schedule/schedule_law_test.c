/* schedule_law_test.c -- laws over random schedules. */
#include "schedule/schedule_root.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/spec/generator.h"
#include "tests/spec/loaded.h"

enum { ROWS = 48, GROUPS = 3, WIDE = 2, RATES = GROUPS * WIDE };

static const double bases[RATES] = {0.1, 0.02, 3, 1, 0.7, 1e-3};

static const double own[WIDE] = {100, 100};
static const struct schedule_run law_run = {
    .steps = ROWS, .steps_per_epoch = 4, .lr = own};

/* The metric of lane l on the advance to row t: falls, then stays, or gets
 * worse. */
static double
metric_at(long t, size_t l)
{
    return l == 0 ? 1.0 / (double)(t < 9 ? t : 9) : (double)(t % 7) - 3;
}

/* All rows of the schedule for `count` rates from `first` on, each lane
 * hearing its metric: rows[t * count + i]. */
static void
rows_of(const char *json, size_t first, size_t count, size_t lanes,
        double *rows)
{
    struct rate rates[RATES];
    double metric[WIDE];
    struct schedule_root *schedule;
    struct loaded loaded;

    loaded_text(&loaded, json);
    for (size_t i = 0; i < count; i++)
        rates[i] = (struct rate){.lr = bases[first + i]};
    schedule = schedule_make(&loaded.spec.schedule, &law_run, rates, count,
                             lanes, &loaded.arena, &loaded.error);
    ck_assert_msg(schedule, "%s: %s", json, error_line(&loaded.error));
    for (long t = 0; t < ROWS; t++) {
        for (size_t l = 0; l < lanes; l++)
            metric[l] = metric_at(t, lanes > 1 ? l : first % WIDE);
        if (t > 0)
            schedule_report(schedule, t, metric);
        schedule_set(schedule, t, rates);
        for (size_t i = 0; i < count; i++)
            rows[(size_t)t * count + i] = rates[i].lr;
    }
    loaded_end(&loaded);
}

/* Whether a spec can be loaded, and a run have it: a rise may be too long for
 * the rows of a part whose total is left out, and a low rate above the highest.
 */
static bool
can_make(const char *json)
{
    struct rate rate = {.lr = 1e-3};
    struct loaded loaded = {0};
    bool can = load_text(json, &loaded.arena, &loaded.document, &loaded.spec,
                         &loaded.error) &&
               schedule_make(&loaded.spec.schedule, &law_run, &rate, 1, 1,
                             &loaded.arena, &loaded.error);

    loaded_end(&loaded);
    return can;
}

static bool
same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Calls a law for many random schedules. */
static void
each_schedule(uint64_t seed, void (*law)(struct generator *, const char *json))
{
    struct arena arena = {0};
    struct generator generator = {seed, &arena};

    for (int i = 0; i < 400; i++) {
        const char *node = generator_node(&generator, &schedule_family, i % 4);

        if (can_make(generator_root(&arena, &schedule_family, node)))
            law(&generator, node);
    }
    arena_free(&arena);
}

static void
order_does_not_matter(struct generator *generator, const char *node)
{
    const char *json = generator_root(generator->arena, &schedule_family, node);
    double rows[ROWS];
    struct rate rate = {.lr = bases[0]}, other = rate;
    struct schedule_root *schedule, *rising;
    struct loaded loaded;

    loaded_text(&loaded, json);
    schedule = schedule_make(&loaded.spec.schedule, &law_run, &rate, 1, 1,
                             &loaded.arena, &loaded.error);
    rising = schedule_make(&loaded.spec.schedule, &law_run, &other, 1, 1,
                           &loaded.arena, &loaded.error);
    ck_assert_msg(schedule && rising, "%s: %s", json,
                  error_line(&loaded.error));
    for (long t = 0; t < ROWS; t++) {
        schedule_set(rising, t, &other);
        rows[t] = other.lr;
    }
    for (int i = 0; i < 40; i++) {
        size_t t = generator_below(generator, ROWS);

        rate.lr = 77;
        schedule_set(schedule, (long)t, &rate);
        ck_assert_msg(same(rate.lr, rows[t]),
                      "%s: row %zu is %.17g, and in rising order %.17g", json,
                      t, rate.lr, rows[t]);
    }
    loaded_end(&loaded);
}

START_TEST(rows_do_not_depend_on_the_order_of_questions)
{
    each_schedule(2, order_does_not_matter);
}
END_TEST

/* Kinds whose groups begin anew together, or that ask which one it is. */
static const char *const by_groups[] = {
    "\"hf.greedy\"", "\"yolov5.warmup\"", "\"ultralytics.warmup\"",
    "\"nemo.WarmupAnnealing\"", "\"nemo.CosineAnnealing\""};

static void
groups_are_apart(struct generator *generator, const char *node)
{
    const char *json = generator_root(generator->arena, &schedule_family, node);
    double together[ROWS * RATES], alone[ROWS];

    for (size_t i = 0; i < sizeof by_groups / sizeof *by_groups; i++)
        if (strstr(node, by_groups[i]))
            return;
    rows_of(json, 0, RATES, WIDE, together);
    for (size_t i = 0; i < RATES; i++) {
        rows_of(json, i, 1, 1, alone);
        for (size_t t = 0; t < ROWS; t++) {
            double rate = together[t * RATES + i];

            ck_assert_msg(same(rate, alone[t]),
                          "%s: row %zu of rate %zu is %.17g, and alone %.17g",
                          json, t, i, rate, alone[t]);
            ck_assert_msg(!isnan(rate), "%s: row %zu is nan", json, t);
        }
    }
}

START_TEST(groups_and_lanes_are_those_of_schedules_alone)
{
    each_schedule(3, groups_are_apart);
}
END_TEST

static void
equal_rows(const char *json, const char *other)
{
    double rows[ROWS], others[ROWS];

    rows_of(json, 0, 1, 1, rows);
    rows_of(other, 0, 1, 1, others);
    for (size_t t = 0; t < ROWS; t++)
        ck_assert_msg(same(rows[t], others[t]),
                      "row %zu is %.17g and %.17g in\n%s\n%s", t, rows[t],
                      others[t], json, other);
}

/* A composite over parts with commas between. */
static const char *
composite(struct arena *arena, const char *kind, const char *parts,
          const char *milestones)
{
    struct text text = {.arena = arena};

    text_format(&text, "{\"type\": \"%s\", \"schedulers\": [", kind);
    text_string(&text, parts);
    text_format(&text, "]%s%s}", milestones ? ", \"milestones\": " : "",
                milestones ? milestones : "");
    return text_end(&text);
}

static void
wrapped_is_itself(struct generator *generator, const char *node)
{
    struct arena *arena = generator->arena;
    const char *json = generator_root(arena, &schedule_family, node);

    equal_rows(generator_root(arena, &schedule_family,
                              composite(arena, "chained", node, NULL)),
               json);
    equal_rows(generator_root(arena, &schedule_family,
                              composite(arena, "sequential", node, NULL)),
               json);
}

START_TEST(a_composite_of_one_part_is_the_part)
{
    each_schedule(4, wrapped_is_itself);
}
END_TEST

static const char *
joined(struct arena *arena, const char *a, const char *b)
{
    struct text text = {.arena = arena};

    text_string(&text, a);
    text_string(&text, ", ");
    text_string(&text, b);
    return text_end(&text);
}

static void
sequences_associate(struct generator *generator, const char *a)
{
    struct arena *arena = generator->arena;
    const char *b = generator_node(generator, &schedule_family, 1);
    const char *c = generator_node(generator, &schedule_family, 1);
    const char *flat = composite(
        arena, "sequential", joined(arena, joined(arena, a, b), c), "[7, 20]");
    const char *left =
        composite(arena, "sequential", joined(arena, a, b), "[7]");
    const char *right =
        composite(arena, "sequential", joined(arena, b, c), "[13]");

    flat = generator_root(arena, &schedule_family, flat);
    left = composite(arena, "sequential", joined(arena, left, c), "[20]");
    right = composite(arena, "sequential", joined(arena, a, right), "[7]");
    if (!can_make(flat))
        return;
    equal_rows(generator_root(arena, &schedule_family, left), flat);
    equal_rows(generator_root(arena, &schedule_family, right), flat);
}

START_TEST(sequences_of_sequences_are_flat)
{
    each_schedule(5, sequences_associate);
}
END_TEST

Suite *
schedule_law_suite(void)
{
    Suite *suite = suite_create("schedule_law");
    TCase *tests = tcase_create("schedule_law");

    tcase_add_test(tests, rows_do_not_depend_on_the_order_of_questions);
    tcase_add_test(tests, groups_and_lanes_are_those_of_schedules_alone);
    tcase_add_test(tests, a_composite_of_one_part_is_the_part);
    tcase_add_test(tests, sequences_of_sequences_are_flat);
    suite_add_tcase(suite, tests);
    return suite;
}
