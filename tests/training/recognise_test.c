/* recognise_test.c -- logs made at random are recognised: kind, lengths,
 * digits, stride, first step and shift. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/rates_at.h"
#include "tests/tables/table_file.h"
#include "training/recognise.h"

enum { CASES = 40, FAILURES_MOST = 0 };

/* Schedules with their warm-up W, total N, what is left of it R, a period P,
 * epochs E of N / E steps, rate B, floor M, share X of 1; and the columns of
 * their logs. */
struct logged_kind {
    const char *schedule, *x, *rate;
};

static const struct logged_kind kinds[] = {
    {"hf.linear(%W, %N)", "step", "learning_rate"},
    {"hf.cosine(%W, %N)", "step", "learning_rate"},
    {"hf.polynomial(%W, %N)", "step", "learning_rate"},
    {"hf.polynomial(%W, %N, lr_end=%M, power=2)", "step", "learning_rate"},
    {"hf.constant_with_warmup(%W)", "step", "learning_rate"},
    {"hf.inverse_sqrt(%W)", "step", "learning_rate"},
    {"hf.cosine_with_restarts(%W, %N, 3)", "step", "learning_rate"},
    {"hf.cosine_with_min_lr(%W, %N, min_lr_rate=%X)", "step", "learning_rate"},
    {"hf.warmup_stable_decay(%W, %P, %N)", "step", "learning_rate"},
    {"deepspeed.WarmupLR(0, %B, %W)", "step", "learning_rate"},
    {"deepspeed.WarmupDecayLR(%N, 0, %B, %W)", "step", "learning_rate"},
    {"deepspeed.WarmupDecayLR(%N, 0, %B, %W, linear)", "step", "lr"},
    {"deepspeed.WarmupCosineLR(%N, 0, %W, %X)", "step", "lr"},
    {"megatron.cosine(%N, lr_warmup_iters=%W, min_lr=%M)", "iteration", "lr"},
    {"megatron.linear(%N, lr_warmup_iters=%W, min_lr=%M)", "iteration", "lr"},
    {"megatron.constant(%N, lr_warmup_iters=%W)", "iteration", "lr"},
    {"megatron.inverse_square_root(%N, lr_warmup_iters=%W)", "step", "lr"},
    {"cosine_annealing(%N)", "step", "lr-SGD"},
    {"cosine_annealing(%N, %M)", "step", "lr-SGD"},
    {"one_cycle(%B, %N)", "step", "lr-SGD"},
    {"exponential(0.999)", "step", "lr"},
    {"step(%P, 0.5)", "step", "lr"},
    {"multistep([%W, %P], 0.1)", "step", "lr"},
    {"polynomial(%N, 0.9)", "step", "lr"},
    {"linear(0.01, total_iters=%W)", "step", "lr"},
    {"linear(0.01, total_iters=%W) -> cosine_annealing(%R)", "step", "lr"},
    {"linear(0.01, total_iters=%W) -> cosine_annealing(%R, %M)", "step", "lr"},
    {"linear(0.1, total_iters=%W) -> linear(1, 0, %R)", "step", "lr"},
    {"mmengine.LinearLR(0.001, by_epoch=false, end=%W)", "step", "lr"},
    {"detectron2.WarmupMultiStepLR(%N, [%P], 0.1, 0.001, %W)", "iteration",
     "lr"},
    {"detectron2.WarmupCosineLR(%N, 0, 0.001, %W)", "iteration", "lr"},
    {"timm.cosine(%E, 1e-6, warmup_t=3, warmup_lr_init=1e-5)", "epoch", "lr"},
    {"timm.step(%D, 0.9, warmup_t=3, warmup_lr_init=1e-5)", "epoch", "lr"},
    {"ultralytics.warmup(%E, %K, %X, bias_group=null)", "epoch", "lr/pg0"},
    {"yolov5.warmup(%E, %K, %X, bias_group=0)", "epoch", "x/lr0"},
    {"yolov5.warmup(%E, %K, %X, true, bias_group=null)", "epoch", "x/lr0"},
    {"llmc.cosine(%W, %N, 0)", "s", "lr"},
    {"nanogpt.cosine(%W, %N, %M)", "iter", "lr"},
};

struct log_case {
    const struct logged_kind *kind;
    char schedule[160];
    long total, warmup, period, epochs, epoch;
    long first, stride, shift;
    bool says_total;
    double base, floor, share;
    const char *format; /* of a rate */
};

static double
number_of(const struct log_case *drawn, char letter)
{
    switch (letter) {
    case 'W':
        return (double)drawn->warmup;
    case 'N':
        return (double)drawn->total;
    case 'R':
        return (double)(drawn->total - drawn->warmup);
    case 'P':
        return (double)drawn->period;
    case 'E':
        return (double)drawn->epochs;
    case 'D':
        return (double)(drawn->epochs / 4);
    case 'K':
        return (double)drawn->epoch;
    case 'M':
        return drawn->floor;
    case 'X':
        return drawn->share;
    default:
        return drawn->base;
    }
}

static void
fill_schedule(struct log_case *drawn)
{
    struct text text = {.bytes = drawn->schedule,
                        .size = sizeof drawn->schedule - 1};

    for (const char *at = drawn->kind->schedule; *at; at++)
        if (*at == '%')
            text_number(&text, number_of(drawn, *++at));
        else
            text_add(&text, at, 1);
    drawn->schedule[text.used] = '\0';
}

/* A whole number between two, small ones as often as large ones. */
static long
draw_long(uint64_t *state, double least, double most)
{
    double share = (double)(random_bits(state) >> 11) * 0x1p-53;

    return (long)(least * pow((most + 1) / least, share));
}

static bool
counts_epochs(const struct log_case *drawn)
{
    return strcmp(drawn->kind->x, "epoch") == 0;
}

/* The steps that are logged: of epochs all, from 0 or 1. */
static void
draw_steps(struct log_case *drawn, uint64_t *state)
{
    long most = drawn->total / 12;

    drawn->stride = draw_long(state, 1, most > 1 ? (double)most : 1);
    drawn->first = random_bits(state) % 2 ? 0 : drawn->stride;
    drawn->shift = drawn->first > 0 ? (long)(random_bits(state) % 2) : 0;
    if (!counts_epochs(drawn))
        return;
    drawn->says_total = false;
    drawn->stride = 1;
    drawn->first = drawn->kind->rate[0] == 'l' && drawn->kind->rate[2] == '/';
    drawn->shift = 0;
}

static void
draw_case(struct log_case *drawn, uint64_t *state)
{
    static const double bases[] = {1e-3, 3e-4, 5e-5, 0.1, 2.5e-4, 1.5e-5};
    static const double shares[] = {0.1, 0.01, 0.05, 0.2};
    static const char *const formats[] = {"%.17g", "%.17g", "%.6g",
                                          "%.6E",  "%.10g", "%.17g"};

    *drawn = (struct log_case){
        .kind = &kinds[random_bits(state) % (sizeof kinds / sizeof *kinds)],
        .total = draw_long(state, 100, 20000),
        .epochs = draw_long(state, 12, 300),
        .epoch = draw_long(state, 35, 2000),
        .says_total = random_bits(state) % 2,
        .base = bases[random_bits(state) % 6],
        .share = shares[random_bits(state) % 4],
        .format = formats[random_bits(state) % 6],
    };
    drawn->warmup = draw_long(state, 2, (double)drawn->total / 3);
    drawn->period =
        draw_long(state, (double)drawn->total / 3, (double)drawn->total / 2);
    drawn->floor = drawn->base / 10;
    draw_steps(drawn, state);
    fill_schedule(drawn);
}

/* The rates of the case in the rows that its log shows. */
static void
fill_rates(const struct log_case *drawn, double *rates, size_t count)
{
    struct arena arena = {0};
    struct text json = {.arena = &arena};
    struct document document;
    struct spec spec;
    struct error error = {0};
    long *rows = arena_alloc(&arena, count, sizeof *rows);
    const struct rates_at wanted = {0, count, rows, rates};
    bool whole = drawn->kind->rate[1] != 'r' && strchr(drawn->kind->rate, '/');

    text_format(&json,
                "{\"steps\": %ld, \"optimizer\": \"sgd(%.17g)\", "
                "\"schedule\": \"%s\"}",
                drawn->total, drawn->base, drawn->schedule);
    for (size_t i = 0; i < count; i++) {
        long x = drawn->first + (long)i * drawn->stride - drawn->shift;

        if (counts_epochs(drawn) && whole)
            x = ((long)i + 1) * drawn->epoch - 1;
        rows[i] = x > 0 ? x : 0;
    }
    ck_assert_msg(text_end(&json) &&
                      load_text(json.bytes, &arena, &document, &spec, &error) &&
                      rates_at_fill(&spec, &wanted, &arena, &error),
                  "%s: %s", json.bytes, error_line(&error));
    arena_free(&arena);
}

static const char *
write_case(const struct log_case *drawn, size_t count, struct arena *arena)
{
    double *rates = arena_alloc(arena, count, sizeof *rates);
    struct text csv = {.arena = arena};

    fill_rates(drawn, rates, count);
    text_format(&csv, "%s,%s,loss%s\n", drawn->kind->x, drawn->kind->rate,
                drawn->says_total ? ",max_steps" : "");
    for (size_t i = 0; i < count; i++) {
        char number[40];

        snprintf(number, sizeof number, drawn->format, rates[i]);
        text_format(&csv, "%ld,%s,%g", drawn->first + (long)i * drawn->stride,
                    number, 3 / (1 + 0.1 * (double)i));
        if (drawn->says_total)
            text_format(&csv, ",%ld", drawn->total);
        text_string(&csv, "\n");
    }
    return text_end(&csv);
}

static size_t
count_rows(const struct log_case *drawn)
{
    if (counts_epochs(drawn))
        return (size_t)drawn->epochs;
    return (size_t)((drawn->total - 1 - drawn->first + drawn->shift) /
                    drawn->stride) +
           1;
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
    size_t count;

    table_file_write(&file, "log.csv",
                     write_case(drawn, count_rows(drawn), &arena));
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
                "not recognised: %s, lr %g as %s, total %ld%s, from %ld by "
                "%ld, shift %ld\n",
                drawn->schedule, drawn->base, drawn->format, drawn->total,
                drawn->says_total ? " said" : "", drawn->first, drawn->stride,
                drawn->shift);
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
            "recognised at random: %zu of %d (%.1f %%) not, %zu (%.1f %%) with "
            "several answers\n",
            failed, CASES, 100.0 * (double)failed / CASES, several,
            100.0 * (double)several / CASES);
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
