/* explain_test.c -- what explains the rates of a log is found and named. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "simulate/rates_at.h"
#include "tests/tables/table_file.h"
#include "training/logged_rates.h"

struct explain_case {
    const char *spec;   /* its schedule and optimizer */
    const char *logged; /* the same of the run that was logged */
    long first, stride; /* rows of the log, */
    long shift;         /* which have the rates of these rows on */
    const char *line;   /* the last line of the message */
};

static void
load_case(const char *members, struct arena *arena, struct document *document,
          struct spec *spec)
{
    struct text json = {.arena = arena};
    struct error error = {0};

    text_format(&json, "{\"steps\": 300, %s}", members);
    ck_assert(text_end(&json) != NULL);
    ck_assert_msg(load_text(json.bytes, arena, document, spec, &error),
                  "%s: %s", json.bytes, error_line(&error));
}

enum { LOGGED_ROWS = 30 };

/* The rates of the logged run as a CSV. */
static const char *
write_log(const struct explain_case *row, struct arena *arena)
{
    struct document document;
    struct text log = {.arena = arena};
    struct error error = {0};
    struct spec spec;
    long rows[LOGGED_ROWS];
    double values[LOGGED_ROWS];
    const struct rates_at wanted = {0, LOGGED_ROWS, rows, values};

    load_case(row->logged, arena, &document, &spec);
    for (long i = 0; i < LOGGED_ROWS; i++)
        rows[i] = row->first + i * row->stride + row->shift;
    ck_assert(rates_at_fill(&spec, &wanted, arena, &error));
    text_string(&log, "step,lr\n");
    for (size_t i = 0; i < LOGGED_ROWS; i++) {
        text_format(&log, "%ld,", rows[i] - row->shift);
        text_number(&log, values[i]);
        text_string(&log, "\n");
    }
    return text_end(&log);
}

static void
expect_line(const struct explain_case *row)
{
    const struct logged_request request = {
        .rtol = NAN, .atol = NAN, .offset = INTEGER_NULL};
    struct arena arena = {0};
    struct log log = {.arena = &arena};
    struct input input = {0};
    struct text message = {.arena = &arena};
    struct document document;
    struct table_file file;
    struct logged_rates logged;
    struct error error = {0};
    struct spec spec;

    load_case(row->spec, &arena, &document, &spec);
    table_file_write(&file, "log.csv", write_log(row, &arena));
    input.name = file.path;
    ck_assert_msg(
        input_open(&input, &error) &&
            logged_rates_read(&logged, &log, &input, &request, &error) &&
            logged_rates_compare(&logged, &request, &spec, &error) &&
            explain_rates(&logged, &message, &error),
        "%s", error_line(&error));
    ck_assert(text_end(&message) != NULL);
    ck_assert_msg(strcmp(message.bytes, row->line) == 0,
                  "%s\nlogged as %s\nmust be %s\nis      %s", row->spec,
                  row->logged, row->line, message.bytes);
    input_close(&input);
    table_file_remove(&file);
    arena_free(&arena);
}

#define COSINE "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"hf.cosine(20)\""
#define STEP "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"step(30)\""

static const struct explain_case the_cause_is_named_rows[] = {
    {COSINE, "\"optimizer\": \"sgd(0.3)\", \"schedule\": \"hf.cosine(20)\"", 0,
     10, 0,
     "\nlikeliest: the log has the rates times 3, as optimizer.lr 0.3 "
     "gives them"},
    {COSINE, "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"hf.cosine(25)\"", 0,
     10, 0, "\nlikeliest: schedule.num_warmup_steps is 25, not 20"},
    {COSINE, COSINE, 5, 10, -1,
     "\nlikeliest: the log is 1 step late: at step t it has the rate of "
     "step t - 1"},
    {COSINE,
     "\"optimizer\": \"sgd(0.1)\", \"schedule\": "
     "\"hf.cosine(20, num_training_steps=250)\"",
     0, 8, 0, "\nlikeliest: schedule.num_training_steps is 250, not 300"},
    {COSINE,
     "\"optimizer\": \"sgd(0.1)\", \"schedule\": "
     "\"hf.cosine(20, num_cycles=1)\"",
     0, 10, 0,
     "\nlikeliest: schedule.num_cycles is 1, not 0.5, the "
     "default"},
    {STEP, "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"step(30, 0.5)\"", 0,
     10, 0, "\nlikeliest: schedule.gamma is 0.5, not 0.1, the default"},
    {STEP, "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"step(40)\"", 0, 10, 0,
     "\nlikeliest: schedule.step_size is 40, not 30"},
    {STEP, "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"constant(1)\"", 0, 10,
     0,
     "\nlikeliest: nothing stepped the schedule, or it is constant: all logged "
     "rates are 0.1"},
    {STEP,
     "\"optimizer\": \"sgd(0.1)\", \"schedule\": "
     "\"lambda(\\\"1 + sin(t^2)\\\")\"",
     0, 10, 0,
     "\nno shift, no factor and no single value of the schedule explains "
     "it"},
    {COSINE, "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"hf.cosine(25)\"", 5,
     9, -1,
     "\nlikeliest: the log is 1 step late: at step t it has the rate of step "
     "t - 1, and schedule.num_warmup_steps is 25, not 20"},
    {COSINE,
     COSINE ", \"restart\": [{\"step\": 120, \"schedule\": "
            "\"hf.cosine(20, 400)\"}]",
     0, 10, 0,
     "\nlikeliest: the training was resumed with another value: from step 120 "
     "on schedule.num_training_steps is 400, not 300"},
    {COSINE, "\"optimizer\": \"sgd(0.1)\", \"schedule\": \"hf.linear(20)\"", 0,
     10, 0,
     "\nlikeliest: another kind of schedule: the log has the rates of "
     "hf.linear(20, 300) with lr 0.1"},
};

START_TEST(the_cause_is_named)
{
    for (size_t i = 0;
         i < sizeof the_cause_is_named_rows / sizeof *the_cause_is_named_rows;
         i++)
        expect_line(&the_cause_is_named_rows[i]);
}
END_TEST

Suite *
explain_suite(void)
{
    Suite *suite = suite_create("explain");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, the_cause_is_named);
    suite_add_tcase(suite, laws);
    return suite;
}
