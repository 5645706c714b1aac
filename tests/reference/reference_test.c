/* reference_test.c -- every recorded case of the real systems, row by row. */
#include "tests/suites.h"

#include <cjson/cJSON.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "simulate/columns.h"
#include "simulate/families.h"
#include "training/configs/configs.h"

/* One recorded case, while its rows come. */
struct comparison {
    const char *name;
    const cJSON *steps, *values; /* the next recorded row */
    double relative, absolute;
    struct columns columns;
};

static double
number(const cJSON *value)
{
    if (cJSON_IsNumber(value))
        return value->valuedouble;
    ck_assert_msg(cJSON_IsString(value), "a recorded value is no number");
    return strtod(value->valuestring, NULL);
}

static bool
agree(double ours, double theirs, const struct comparison *comparison)
{
    if (isnan(theirs) || isnan(ours))
        return isnan(theirs) && isnan(ours);
    if (isinf(theirs) || isinf(ours))
        return theirs == ours;
    return fabs(ours - theirs) <=
           comparison->absolute + comparison->relative * fabs(theirs);
}

static long
compare_row(void *context, long t)
{
    struct comparison *comparison = context;
    const cJSON *value;
    size_t i = 0;

    ck_assert_msg(comparison->steps &&
                      t == (long)comparison->steps->valuedouble,
                  "%s: row %ld was not asked for", comparison->name, t);
    for (value = comparison->values->child; value; value = value->next, i++) {
        double ours = *comparison->columns.values[i];

        ck_assert_msg(agree(ours, number(value), comparison),
                      "%s: row %ld: %s is %.17g, and must be %.17g",
                      comparison->name, t, comparison->columns.names[i], ours,
                      number(value));
    }
    ck_assert_uint_eq(i, comparison->columns.count);
    comparison->steps = comparison->steps->next;
    comparison->values = comparison->values->next;
    return comparison->steps ? (long)comparison->steps->valuedouble : NO_ROW;
}

/* "lr0,lr1,…" */
static const char *
column_list(const cJSON *columns, struct text *text)
{
    for (const cJSON *name = columns->child; name; name = name->next)
        text_format(text, "%s%s", name->prev->next ? "," : "",
                    name->valuestring);
    return text_end(text);
}

/* A log is the metric as texts, since JSON has no nan. */
static bool
read_metric(const cJSON *log, struct spec *spec, struct arena *arena)
{
    size_t count = (size_t)cJSON_GetArraySize(log), i = 0;
    double *values = arena_alloc(arena, count, sizeof *values);

    if (!values)
        return false;
    for (const cJSON *text = log->child; text; text = text->next)
        values[i++] = number(text);
    spec->metric = (struct reals){.count = count, .values = values};
    return true;
}

/* A number that the command line of a configuration has. */
static long
flag(const cJSON *recorded, const char *name)
{
    const cJSON *flags = cJSON_GetObjectItemCaseSensitive(recorded, "flags");
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(flags, name);

    return value ? (long)value->valuedouble : INTEGER_NULL;
}

/* Loads another system's configuration as a spec. */
static bool
load_configuration(const cJSON *recorded, const char *text, struct arena *arena,
                   struct document *document, struct spec *spec,
                   struct error *error)
{
    const struct config_request request = {
        .steps = flag(recorded, "steps"),
        .epochs = INTEGER_NULL,
        .steps_per_epoch = flag(recorded, "steps_per_epoch"),
        .examples = flag(recorded, "examples"),
        .gpus = flag(recorded, "gpus"),
        .log_steps = INTEGER_NULL,
    };
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct config_notes notes = {.assumed.arena = arena,
                                 .warnings.arena = arena};
    struct spec_input input = {
        .families = all_families, .epochs = INTEGER_NULL, .follow = true};
    struct tree *root;

    if (!source)
        return error_memory(error);
    *source = (struct source){.name = "configuration",
                              .text = text,
                              .length = strlen(text),
                              .lines = true};
    if (!config_read(source, &request, arena, &root, &notes, error))
        return false;
    ck_assert_msg(root != NULL, "no configuration: %s", text);
    input.root = root;
    if (!spec_input_load(&input, arena, document, spec, error))
        return false;
    spec->steps = request.steps != INTEGER_NULL ? request.steps : spec->steps;
    return true;
}

static void
run_case(const cJSON *recorded)
{
#define MEMBER(key) cJSON_GetObjectItemCaseSensitive(recorded, key)
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    struct simulation simulation;
    struct text list = {.arena = &arena};
    struct comparison comparison = {
        .name = MEMBER("name")->valuestring,
        .steps = MEMBER("steps")->child,
        .values = MEMBER("values")->child,
        .relative = MEMBER("rtol")->valuedouble,
        .absolute = MEMBER("atol")->valuedouble,
    };
    const struct follower follower = {
        &comparison, (long)comparison.steps->valuedouble, compare_row};
    bool run = strcmp(MEMBER("command")->valuestring, "run") == 0, loaded;
    char *json = cJSON_PrintUnformatted(MEMBER("spec"));
    const cJSON *log = MEMBER("log"), *text = MEMBER("configuration");

    loaded = text ? load_configuration(recorded, text->valuestring, &arena,
                                       &document, &spec, &error)
                  : load_text(json, &arena, &document, &spec, &error);
    free(json);
    if (!loaded && lacks_yaml(&error)) {
        arena_free(&arena);
        return;
    }
    ck_assert_msg(loaded && (!log || read_metric(log, &spec, &arena)) &&
                      simulation_make(&simulation, &spec, run, &arena, &error),
                  "%s: %s", comparison.name, error_line(&error));
    simulation.explains = log != NULL;
    ck_assert_msg(columns_select(&simulation, "columns",
                                 column_list(MEMBER("columns"), &list), &arena,
                                 &comparison.columns, &error),
                  "%s: %s", comparison.name, error_line(&error));
    simulate(&simulation, spec.steps, &follower);
    ck_assert_msg(!comparison.steps, "%s: rows are missing", comparison.name);
    arena_free(&arena);
#undef MEMBER
}

/* The first line names the system; every other line is a case. */
static void
run_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0, cases = 0;

    ck_assert_msg(file != NULL,
                  "%s: cannot be opened; tests run from the "
                  "project's folder",
                  path);
    while (getline(&line, &size, file) > 0) {
        cJSON *recorded = cJSON_Parse(line);

        ck_assert_msg(recorded != NULL, "%s: not JSON: %s", path, line);
        if (cJSON_GetObjectItemCaseSensitive(recorded, "values")) {
            run_case(recorded);
            cases++;
        }
        cJSON_Delete(recorded);
    }
    ck_assert_msg(cases > 0, "%s: has no case", path);
    free(line);
    fclose(file);
}

static glob_t files;

START_TEST(values_are_those_of_the_real_system)
{
    run_file(files.gl_pathv[_i]);
}
END_TEST

Suite *
reference_suite(void)
{
    Suite *suite = suite_create("reference");
    TCase *tests = tcase_create("recorded");

    /* Without files one test still runs, and fails. */
    glob("tests/reference/*.jsonl", GLOB_NOCHECK, NULL, &files);
    tcase_add_loop_test(tests, values_are_those_of_the_real_system, 0,
                        (int)files.gl_pathc);
    suite_add_tcase(suite, tests);
    return suite;
}
