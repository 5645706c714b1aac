/* recognise_examples_test.c -- the example of each schedule is recognised in a
 * log of its rates, but for a list of exceptions that may only shrink. */
#include "tests/suites.h"

#include <stdio.h>
#include <string.h>

#include "schedule/schedule.h"
#include "simulate/rates_at.h"
#include "tests/tables/table_file.h"
#include "training/recognise.h"

enum { STEPS = 1000 };

/* Whose schedules logs are to be recognised of; those of PyTorch have no
 * system. */
static const char *const systems[] = {
    "hf",         "deepspeed", "timm",     "yolov5", "ultralytics",
    "detectron2", "mmengine",  "megatron", "keras",  "optax",
};

/* What is not recognised yet: in full, or as 6 digits of every tenth step. */
static const char *const exceptions[] = {
    "reduce_on_plateau",
    "swa",
    "noam",
    "gradual_warmup",
    "cosine_annealing_warmup_restarts",
    "sequential",
    "chained",
    "timm.step",
    "timm.wsd",
    "timm.plateau",
    "yolov5.warmup",
    "ultralytics.warmup",
    "detectron2.WarmupCosineLR",
    "detectron2.WarmupPolyLR",
    "mmengine.PolyLR",
    "mmengine.CosineRestartLR",
    "mmengine.ReduceOnPlateauLR",
    "keras.ReduceLROnPlateau",
    "optax.piecewise_interpolate",
    "optax.reduce_on_plateau",
    NULL,
};

static bool
is_exception(const char *name)
{
    for (size_t i = 0; exceptions[i]; i++)
        if (strcmp(exceptions[i], name) == 0)
            return true;
    return false;
}

static bool
is_of_systems(const char *name)
{
    const char *dot = strchr(name, '.');

    if (!dot)
        return true;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if (strlen(systems[i]) == (size_t)(dot - name) &&
            strncmp(systems[i], name, (size_t)(dot - name)) == 0)
            return true;
    return false;
}

/* The rates of the example in all rows. */
static void
fill_rates(const struct kind *kind, double rates[STEPS + 1],
           struct arena *arena)
{
    struct text json = {.arena = arena};
    struct document document;
    struct spec spec;
    struct error error = {0};
    long rows[STEPS + 1];
    const struct rates_at wanted = {0, STEPS + 1, rows, rates};

    for (long i = 0; i <= STEPS; i++)
        rows[i] = i;
    text_format(&json,
                "{\"steps\": %d, \"optimizer\": \"sgd(0.001)\", "
                "\"metric\": [3, 2, 2, 2], \"schedule\": ",
                STEPS);
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    ck_assert_msg(text_end(&json) &&
                      load_text(json.bytes, arena, &document, &spec, &error) &&
                      rates_at_fill(&spec, &wanted, arena, &error),
                  "%s: %s", kind->name, error_line(&error));
}

static bool
is_recognised(const char *csv, struct arena *arena)
{
    const struct logged_request request = {.offset = INTEGER_NULL};
    struct log log = {.arena = arena};
    struct input input = {0};
    struct logged_rates logged;
    struct recognition found;
    struct table_file file;
    struct error error = {0};

    table_file_write(&file, "log.csv", csv);
    input.name = file.path;
    ck_assert_msg(
        input_open(&input, &error) &&
            logged_rates_read(&logged, &log, &input, &request, &error) &&
            recognise(&logged, &found, &error),
        "%s", error_line(&error));
    input_close(&input);
    table_file_remove(&file);
    return found.exact;
}

static bool
example_is_recognised(const struct kind *kind, int digits, int stride)
{
    struct arena arena = {0};
    struct text csv = {.arena = &arena};
    double rates[STEPS + 1];
    bool done;

    fill_rates(kind, rates, &arena);
    text_string(&csv, "step,lr\n");
    for (int i = 0; i <= STEPS; i += stride)
        text_format(&csv, "%d,%.*g\n", i, digits, rates[i]);
    ck_assert(text_end(&csv) != NULL);
    done = is_recognised(csv.bytes, &arena);
    arena_free(&arena);
    return done;
}

START_TEST(examples_are_recognised_but_for_exceptions)
{
    size_t wrong = 0;

    for (size_t i = 0; schedule_family.kinds[i]; i++) {
        const struct kind *kind = schedule_family.kinds[i];
        bool done;

        if (!is_of_systems(kind->name))
            continue;
        done = example_is_recognised(kind, 17, 1) &&
               example_is_recognised(kind, 6, 10);
        if (done != is_exception(kind->name))
            continue;
        wrong++;
        fprintf(stderr,
                done ? "recognised: %s, take it from the exceptions\n"
                     : "not recognised: %s\n",
                kind->name);
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

Suite *
recognise_examples_suite(void)
{
    Suite *suite = suite_create("recognise_examples");
    TCase *laws = tcase_create("laws");

    tcase_set_timeout(laws, 600);
    tcase_add_test(laws, examples_are_recognised_but_for_exceptions);
    suite_add_tcase(suite, laws);
    return suite;
}
