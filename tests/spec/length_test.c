/* length_test.c -- lengths: in every row that counts steps, and in no other. */
#include "tests/spec/loaded.h"

#include <stdio.h>
#include <string.h>

#include "schedule/schedule.h"
#include "simulate/families.h"
#include "spec/print.h"

static const char LENGTHS[] = "\"steps\": 1000, \"steps_per_epoch\": 10";

/* Loads a kind's example with a value of a row, as JSON; the canonical form, or
 * the error without its place. */
static const char *
with_value(const struct family *family, const struct kind *kind,
           const struct parameter *row, const char *value, struct arena *arena)
{
    struct text json = {.arena = arena}, set = {.arena = arena};
    struct document *document = arena_alloc(arena, 1, sizeof *document);
    struct text canonical = {.arena = arena};
    struct spec *spec = arena_alloc(arena, 1, sizeof *spec);
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct error error = {0};

    text_format(&json, "{%s, \"%s\": ", LENGTHS, family->name);
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    text_format(&set, "%s.%s=%s", family->name, row->name, value);
    ck_assert(text_end(&json) && text_end(&set));
    *source = (struct source){
        .name = "spec", .text = json.bytes, .length = json.used};
    *document = (struct document){
        .arena = arena, .table = spec_table, .families = all_families};
    if (!document_parse(document, source, &error) ||
        !document_expand(document, &error) ||
        !document_set(document, set.bytes, &error) ||
        !spec_load(document, NULL, spec, &error))
        return "refused";
    spec_print(spec, &canonical);
    return text_end(&canonical);
}

/* The value in the shape that the row's type wants. */
static const char *
shaped(const struct parameter *row, const char *value, char *text, size_t size)
{
    const char *shape =
        row->type == PARAMETER_PAIRS ? "[[%s, 0.5]]"
        : row->type == PARAMETER_REALS || row->type == PARAMETER_INTEGERS
            ? "[%s]"
            : "%s";
    char *hole = strstr(shape, "%s");

    snprintf(text, size, "%.*s%s%s", (int)(hole - shape), shape, value,
             hole + 2);
    return text;
}

static void
length_is_its_number(const struct family *family, const struct kind *kind,
                     const struct parameter *row)
{
    static const struct {
        const char *length, *steps, *epochs;
    } pairs[] = {
        {"\"10%\"", "100", "10"},   {"\"7 % \"", NULL, NULL},
        {"\"3ep\"", "30", "3"},     {"\"2*5*10\"", "100", "100"},
        {"\"901/10\"", "91", "91"}, {"\"1.5e1%\"", "150", "15"},
    };
    bool real = row->type == PARAMETER_REAL || row->type == PARAMETER_REALS;
    bool epochs = kind->epochs && !strstr(kind->example, "by_epoch=false");

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct arena arena = {0};
        char length[64], number[64];
        const char *expected = epochs ? pairs[i].epochs : pairs[i].steps;
        const char *found, *same;

        if (real && expected && strcmp(expected, "91") == 0)
            expected = "90.1";
        shaped(row, pairs[i].length, length, sizeof length);
        shaped(row, expected ? expected : "true", number, sizeof number);
        found = with_value(family, kind, row, length, &arena);
        same = with_value(family, kind, row, number, &arena);
        if (row->count == COUNT_NONE)
            same = "refused";
        ck_assert_msg(strcmp(found, same) == 0, "%s.%s=%s: must be %s\n%s",
                      kind->name, row->name, length, same, found);
        arena_free(&arena);
    }
}

static void
each_number(void (*law)(const struct family *, const struct kind *,
                        const struct parameter *))
{
    for (size_t f = 0; all_families[f]; f++)
        for (size_t k = 0; all_families[f]->kinds[k]; k++) {
            const struct kind *kind = all_families[f]->kinds[k];
            const struct parameter *row = kind->parameters;

            for (; row && row->name; row++)
                if (row->count || row->type == PARAMETER_REAL ||
                    row->type == PARAMETER_INTEGER ||
                    row->type == PARAMETER_INTEGERS)
                    law(all_families[f], kind, row);
        }
}

START_TEST(a_length_is_its_number_where_steps_are_counted)
{
    each_number(length_is_its_number);
}
END_TEST

/* By the words of its meaning; these count something else. */
static void
count_is_marked(const struct family *family, const struct kind *kind,
                const struct parameter *row)
{
    static const char *const words[] = {"steps", "rows", "updates", "batches",
                                        "reports"};
    static const char others[] =
        " T_mult epochs steps_per_epoch accumulate max_iter ns_steps "
        "start_step "
        "bias_group nb window_size reset_start accumulation_size "
        "cycle_first_stair_count cycle_second_stair_count ";
    char name[64];
    bool counts = false;

    snprintf(name, sizeof name, " %s ", row->name);
    if (family != &schedule_family || row->type == PARAMETER_REAL ||
        strstr(others, name))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        counts = counts || strstr(row->meaning, words[i]);
    ck_assert_msg(!counts || row->count, "%s.%s: %s: must be marked",
                  kind->name, row->name, row->meaning);
}

START_TEST(rows_that_count_steps_are_marked)
{
    each_number(count_is_marked);
}
END_TEST

/* A total that is null, or left out, ends its schedule with the run. */
static void
total_reaches_the_end(const struct family *family, const struct kind *kind,
                      const struct parameter *row)
{
    char json[512], set[128];
    struct loaded loaded = {0};
    struct source source = {.name = "spec", .text = json};
    const struct tree *node;
    struct tree *member;
    long end;

    if (row->count != COUNT_TOTAL)
        return;
    snprintf(set, sizeof set, "%s.%s", family->name, row->name);
    snprintf(json, sizeof json, "{\"steps\": 7770, \"%s\": \"%s\"}",
             family->name, kind->example);
    source.length = strlen(json);
    loaded_begin(&loaded);
    ck_assert(document_parse(&loaded.document, &source, &loaded.error) &&
              document_expand(&loaded.document, &loaded.error));
    node = tree_member(loaded.document.root, family->name);
    member = tree_member(node, row->name);
    if (member)
        member->key = "type";
    /* The second of two types is never looked at. */
    for (struct tree *at = node->child; at && member; at = at->next)
        if (at->next == member)
            at->next = member->next;
    ck_assert_msg(
        spec_load(&loaded.document, NULL, &loaded.spec, &loaded.error),
        "%s without %s: %s", kind->name, row->name, error_line(&loaded.error));
    end = schedule_end(&loaded.spec.schedule);
    ck_assert_msg(end == 7770 || end == INTEGER_NULL, "%s without %s: ends %ld",
                  kind->name, row->name, end);
    loaded_end(&loaded);
}

START_TEST(totals_left_out_reach_the_end)
{
    each_number(total_reaches_the_end);
}
END_TEST

static const struct {
    const char *json, *path, *value;
} found_rows[] = {
    {"\"steps\": 100, \"schedule\": \"step(7%)\"", "schedule.step_size", "7"},
    {"\"steps\": 101, \"schedule\": \"step(7%)\"", "schedule.step_size", "8"},
    {"\"steps\": 1000, \"schedule\": \"step(0.7%)\"", "schedule.step_size",
     "7"},
    {"\"steps\": 1e15, \"schedule\": \"step(33.3%)\"", "schedule.step_size",
     "333000000000000"},
    {"\"schedule\": \"step(10_000)\"", "schedule.step_size", "10000"},
    {"\"schedule\": \"linear(1 / 4 * 3)\"", "schedule.start_factor", "0.75"},
    {"\"steps\": 10, \"schedule\": \"cosine_annealing(25%)\"", "schedule.T_max",
     "2.5"},
    {"\"steps\": \"3ep\", \"steps_per_epoch\": \"100/3\"", "steps", "102"},
    {"\"steps\": 200, \"schedule\": \"warmup(5%) -> cosine_annealing\"",
     "schedule.schedulers[1].T_max", "190"},
    {"\"steps\": 200, \"schedule\": \"warmup(5%, then=cosine_annealing)\"",
     "schedule.then.T_max", "190"},
    {"\"steps\": 200, \"schedule\": "
     "\"warmup(5%, then=cosine_annealing, offset=false)\"",
     "schedule.then.T_max", "200"},
    /* A milestone that is given ends the part before it. */
    {"\"steps\": 200, \"schedule\": \"cosine_annealing -> @30% step(1)\"",
     "schedule.schedulers[0].T_max", "60"},
    /* A nested sequence is a whole of its own. */
    {"\"steps\": 200, \"schedule\": "
     "\"step(1) -> @50% (warmup(10%) -> cosine_annealing)\"",
     "schedule.schedulers[1].schedulers[0].steps", "10"},
    {"\"steps\": 200, \"schedule\": "
     "\"step(1) -> @50% (warmup(10%) -> @20% cosine_annealing)\"",
     "schedule.schedulers[1].milestones[0]", "20"},
    {"\"steps\": 200, \"schedule\": "
     "\"(warmup(10%) -> cosine_annealing) -> @150 step(1)\"",
     "schedule.schedulers[0].schedulers[1].T_max", "135"},
    /* A chain is none. */
    {"\"steps\": 200, \"schedule\": "
     "\"step(1) -> @50% (step(10%) * cosine_annealing)\"",
     "schedule.schedulers[1].schedulers[0].step_size", "20"},
    {"\"steps\": 200, \"schedule\": "
     "\"step(1) -> @50% (step(10%) * cosine_annealing)\"",
     "schedule.schedulers[1].schedulers[1].T_max", "100"},
    {"\"steps\": 200, \"steps_per_epoch\": 16, \"schedule\": "
     "{\"type\": \"step\", \"step_size\": \"50%\", \"interval\": \"epoch\"}",
     "schedule.step_size", "7"},
    {"\"steps\": 200, \"schedule\": "
     "{\"type\": \"step\", \"step_size\": \"3ep\", \"interval\": \"epoch\"}",
     "schedule.step_size", "3"},
    /* mmengine's count epochs, if they are not told to count iterations. */
    {"\"steps\": 200, \"steps_per_epoch\": 16, \"schedule\": "
     "\"mmengine.StepLR(50%)\"",
     "schedule.step_size", "7"},
    {"\"steps\": 200, \"steps_per_epoch\": 16, \"schedule\": "
     "\"mmengine.StepLR(3ep, begin=5%)\"",
     "schedule.begin", "1"},
    {"\"steps\": 200, \"steps_per_epoch\": 16, \"schedule\": "
     "\"mmengine.MultiStepLR([3ep, 6ep])\"",
     "schedule.milestones[1]", "6"},
    {"\"steps\": 200, \"steps_per_epoch\": 16, \"schedule\": "
     "\"mmengine.LinearLR(by_epoch=false, end=3ep)\"",
     "schedule.end", "48"},
    {"\"steps\": 200, \"optimizer\": \"switch(adam, sgd, 25%)\"",
     "optimizer.milestone", "50"},
    {"\"steps\": 100, \"schedule\": "
     "\"keras.CosineDecay(0, warmup_target=1, warmup_steps=10%)\"",
     "schedule.decay_steps", "90"},
    {"\"steps\": 0, \"schedule\": \"cosine_annealing\"", "schedule.T_max", "1"},
};

START_TEST(lengths_are_exact_and_of_their_whole)
{
    struct loaded loaded;
    char json[512];
    const char *value;

    snprintf(json, sizeof json, "{%s}", found_rows[_i].json);
    loaded_text(&loaded, json);
    value = loaded_value(&loaded.spec, found_rows[_i].path, &loaded.arena);
    ck_assert_msg(strcmp(value, found_rows[_i].value) == 0,
                  "%s: %s must be %s, is %s", json, found_rows[_i].path,
                  found_rows[_i].value, value);
    loaded_end(&loaded);
}
END_TEST

/* Without steps. */
START_TEST(the_end_of_the_schedule_is_taken_where_it_is_known)
{
    static const struct {
        const char *schedule;
        long steps;
    } rows[] = {
        {"warmup(100) -> cosine_annealing(300)", 400},
        {"warmup(100) -> cosine_annealing", 1000},
        {"warmup(5%) -> cosine_annealing(300)", 1000},
        {"cosine_annealing(300) * linear", 1000},
        {"step(30)", 1000},
    };
    static const struct spec_length follow = {.epochs = INTEGER_NULL,
                                              .follow = true};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct loaded loaded = {0};

        loaded_begin(&loaded);
        ck_assert(
            document_put(&loaded.document, "--schedule", "schedule",
                         rows[i].schedule, &loaded.error) &&
            spec_load(&loaded.document, &follow, &loaded.spec, &loaded.error));
        ck_assert_int_eq(loaded.spec.steps, rows[i].steps);
        loaded_end(&loaded);
    }
}
END_TEST

Suite *
length_suite(void)
{
    Suite *suite = suite_create("length");
    TCase *laws = tcase_create("laws"), *cases = tcase_create("cases");

    tcase_set_timeout(laws, 60);
    tcase_add_test(laws, a_length_is_its_number_where_steps_are_counted);
    tcase_add_test(laws, rows_that_count_steps_are_marked);
    tcase_add_test(laws, totals_left_out_reach_the_end);
    tcase_add_loop_test(cases, lengths_are_exact_and_of_their_whole, 0,
                        sizeof found_rows / sizeof *found_rows);
    tcase_add_test(cases, the_end_of_the_schedule_is_taken_where_it_is_known);
    suite_add_tcase(suite, laws);
    suite_add_tcase(suite, cases);
    return suite;
}
