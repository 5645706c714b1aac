/* recognise_test.c -- logs made at random are recognised: kind, lengths,
 * digits, stride, first step and shift. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/rates_at.h"
#include "tests/tables/table_file.h"
#include "training/recognise.h"

/* The total is a step that would be logged: without one a log that is cut has
 * two lengths too many. */
enum { CASES = 24, FAILURES_MOST = 1 };

/* Schedules with their warm-up W, total N, what is left of it R and rate B. */
static const char *const kinds[] = {
    "hf.linear(%W, %N)",
    "hf.cosine(%W, %N)",
    "hf.polynomial(%W, %N)",
    "hf.cosine_with_min_lr(%W, %N, min_lr_rate=0.1)",
    "deepspeed.WarmupDecayLR(%N, 0, %B, %W, linear)",
    "megatron.cosine(%N, lr_warmup_iters=%W, min_lr=1e-6)",
    "linear(0.01, total_iters=%W) -> cosine_annealing(%R)",
    "step(%R, 0.5)",
};

struct log_case {
    char schedule[160];
    long total, first, stride, shift;
    double base;
    int digits;
};

static void
fill_kind(struct log_case *drawn, const char *kind, long warmup)
{
    struct text text = {.bytes = drawn->schedule,
                        .size = sizeof drawn->schedule - 1};

    for (; *kind; kind++) {
        if (*kind != '%') {
            text_add(&text, kind, 1);
            continue;
        }
        kind++;
        text_number(&text, *kind == 'W'   ? (double)warmup
                           : *kind == 'N' ? (double)drawn->total
                           : *kind == 'R' ? (double)(drawn->total - warmup)
                                          : drawn->base);
    }
    drawn->schedule[text.used] = '\0';
}

static void
draw_case(struct log_case *drawn, uint64_t *state)
{
    static const double bases[] = {1e-3, 3e-4, 5e-5, 0.1, 2.5e-4};
    static const int digits[] = {17, 17, 6, 8};
    static const long strides[] = {1, 5, 10, 25};
    const char *kind =
        kinds[random_bits(state) % (sizeof kinds / sizeof *kinds)];
    long warmup;

    drawn->total = 200 + 50 * (long)(random_bits(state) % 16);
    warmup = 1 + (long)(random_bits(state) % 10) * drawn->total / 100;
    drawn->base = bases[random_bits(state) % 5];
    drawn->digits = digits[random_bits(state) % 4];
    drawn->stride = strides[random_bits(state) % 4];
    drawn->first = random_bits(state) % 2 ? 0 : drawn->stride;
    drawn->shift = (long)(random_bits(state) % 2);
    if (drawn->first == 0)
        drawn->shift = 0;
    if (strncmp(kind, "step", 4) == 0)
        warmup = drawn->total * 3 / 4;
    fill_kind(drawn, kind, warmup);
}

/* The rates of a spec in the rows of a case; false where it is wrong. */
static bool
rates_of(const struct log_case *drawn, const char *json, long shift,
         double *rates, size_t count)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    long *rows = arena_alloc(&arena, count, sizeof *rows);
    const struct rates_at wanted = {0, count, rows, rates};
    bool done;

    for (size_t i = 0; i < count; i++) {
        rows[i] = drawn->first + (long)i * drawn->stride - shift;
        rows[i] = rows[i] > 0 ? rows[i] : 0;
    }
    done = load_text(json, &arena, &document, &spec, &error) &&
           rates_at_fill(&spec, &wanted, &arena, &error);
    ck_assert_msg(done, "%s: %s", json, error_line(&error));
    arena_free(&arena);
    return done;
}

static const char *
write_case(const struct log_case *drawn, size_t count, struct arena *arena)
{
    double *rates = arena_alloc(arena, count, sizeof *rates);
    struct text json = {.arena = arena}, csv = {.arena = arena};

    text_format(&json,
                "{\"steps\": %ld, \"optimizer\": \"sgd(%.17g)\", "
                "\"schedule\": \"%s\"}",
                drawn->total, drawn->base, drawn->schedule);
    ck_assert(text_end(&json) != NULL);
    rates_of(drawn, json.bytes, drawn->shift, rates, count);
    text_string(&csv, "step,lr\n");
    for (size_t i = 0; i < count; i++)
        text_format(&csv, "%ld,%.*g\n", drawn->first + (long)i * drawn->stride,
                    drawn->digits, rates[i]);
    return text_end(&csv);
}

/* Recognises a case; 0: not, 1: one schedule, more: several. */
static size_t
recognise_case(const struct log_case *drawn)
{
    const struct logged_request request = {.offset = INTEGER_NULL};
    struct arena arena = {0};
    struct log log = {.arena = &arena};
    struct input input = {0};
    struct logged_rates logged;
    struct recognition found;
    struct table_file file;
    struct error error = {0};
    size_t count = (size_t)((drawn->total - drawn->first) / drawn->stride) + 1;

    table_file_write(&file, "log.csv", write_case(drawn, count, &arena));
    input.name = file.path;
    ck_assert_msg(
        input_open(&input, &error) &&
            logged_rates_read(&logged, &log, &input, &request, &error) &&
            recognise(&logged, &found, &error),
        "%s", error_line(&error));
    input_close(&input);
    table_file_remove(&file);
    count = found.exact ? found.found_count : 0;
    if (count == 0)
        fprintf(stderr,
                "not recognised: %s, lr %g, %d digits, from %ld by %ld, shift "
                "%ld\n",
                drawn->schedule, drawn->base, drawn->digits, drawn->first,
                drawn->stride, drawn->shift);
    arena_free(&arena);
    return count;
}

START_TEST(logs_made_at_random_are_recognised)
{
    uint64_t state = 20;
    size_t failed = 0, several = 0;

    for (int i = 0; i < CASES; i++) {
        struct log_case drawn;
        size_t found;

        draw_case(&drawn, &state);
        found = recognise_case(&drawn);
        failed += found == 0;
        several += found > 1;
    }
    fprintf(stderr,
            "recognised at random: %zu of %d not, %zu with several answers\n",
            failed, CASES, several);
    ck_assert_uint_le(failed, FAILURES_MOST);
}
END_TEST

Suite *
recognise_suite(void)
{
    Suite *suite = suite_create("recognise");
    TCase *tests = tcase_create("laws");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, logs_made_at_random_are_recognised);
    suite_add_tcase(suite, tests);
    return suite;
}
