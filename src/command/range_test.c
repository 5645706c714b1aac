/* range_test.c -- lrsim range-test: which learning rate?
 *
 * Smith, Cyclical learning rates (2017): the rate grows from update to update
 * until the loss explodes.  The mean of the losses and the two suggestions are
 * as fast.ai and Lightning have them. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "simulate/simulation.h"

enum { COLUMNS = 4, USUAL_STEPS = 100, WORSE = 4, INDENT = 16 };

static const char *const names[COLUMNS] = {"step", "lr", "loss",
                                           "smoothed_loss"};

struct range_test {
    const struct arguments *arguments;
    struct arena *arena;
    struct document document;
    struct spec spec;
    struct simulation simulation;
    bool linear, terminal;   /* over the rate; draws in a window */
    double *shares;          /* of each group, of the rate */
    double mean, lowest;     /* the running mean, uncorrected; smoothed */
    double (*rows)[COLUMNS]; /* that were simulated */
    size_t count;
    bool stopped;
    size_t steepest, least; /* rows; SIZE_MAX: none falls */
    double marks[2];
    char said[2][32]; /* what they are */
    const char *mark_names[2];
    struct picture_style style;
    struct frame table, picture;
    struct outputs outputs;
};

static double
rate_at(const struct range_test *test, long t)
{
    double share = (double)t / (double)test->spec.steps;
    double low = test->arguments->options.min,
           high = test->arguments->options.max;

    if (t == test->spec.steps)
        return high;
    return test->linear ? low + (high - low) * share
                        : low * pow(high / low, share);
}

/* One row, whose rate is chosen before its update. */
static long
take_row(void *context, long t)
{
    struct range_test *test = context;
    struct simulation *simulation = &test->simulation;
    double *row = test->rows[test->count],
           beta = test->arguments->options.smooth;
    double lr = rate_at(test, t), smoothed;

    for (size_t g = 0; g < simulation->groups.count; g++)
        simulation->rates[g].lr = lr * test->shares[g];
    test->mean = beta * test->mean + (1 - beta) * simulation->loss;
    smoothed = test->mean / (1 - pow(beta, (double)t + 1));
    row[0] = (double)t;
    row[1] = lr;
    row[2] = simulation->loss;
    row[3] = smoothed;
    test->count++;
    if (t == 0 || smoothed < test->lowest)
        test->lowest = smoothed;
    test->stopped =
        !(smoothed <= test->lowest + (WORSE - 1) * fabs(test->lowest));
    return test->stopped ? NO_ROW : t + 1;
}

/* How fast the smoothed loss rises from row to row, and so over the rate's
 * logarithm where it grows exponentially. */
static double
slope(const struct range_test *test, size_t i)
{
    size_t before = i > 0 ? i - 1 : 0;
    size_t after = i + 1 < test->count ? i + 1 : i;

    return (test->rows[after][3] - test->rows[before][3]) /
           (double)(after - before);
}

static void
name_mark(struct range_test *test, size_t number, const char *name)
{
    snprintf(test->said[number], sizeof test->said[number], "%s %.4g", name,
             test->marks[number]);
    test->mark_names[number] = test->said[number];
}

static void
find_suggestions(struct range_test *test)
{
    test->steepest = test->least = SIZE_MAX;
    for (size_t i = 0; i < test->count && test->count > 1; i++) {
        size_t steepest = test->steepest, least = test->least;

        if (slope(test, i) < (steepest == SIZE_MAX ? 0 : slope(test, steepest)))
            test->steepest = i;
        if (test->rows[i][3] < test->rows[least == SIZE_MAX ? 0 : least][3])
            test->least = i;
    }
    if (test->steepest == SIZE_MAX || test->least == SIZE_MAX)
        return;
    test->marks[0] = test->rows[test->steepest][1];
    test->marks[1] = test->rows[test->least][1] / 10;
    test->picture.mark_count = 2;
    name_mark(test, 0, "steepest");
    name_mark(test, 1, "tenth");
}

static bool
check_options(struct range_test *test, struct error *error)
{
    test->linear = test->arguments->options.growth == 2;
    return test->arguments->options.min < test->arguments->options.max ||
           error_plain(
               error, STATUS_WRONG, "--min: must be below --max, %g, not %g",
               test->arguments->options.max, test->arguments->options.min);
}

/* Groups with rates of their own keep their share of the optimizer's. */
static bool
make_shares(struct range_test *test, struct error *error)
{
    const struct param_groups *groups = &test->simulation.groups;
    const struct node *optimizer = &test->spec.optimizer;
    double base = kind_real(optimizer->kind, optimizer->self, "lr");

    test->shares =
        arena_alloc(test->arena, groups->count, sizeof *test->shares);
    test->rows = arena_alloc(test->arena, (size_t)test->spec.steps + 1,
                             sizeof *test->rows);
    if (!test->shares || !test->rows)
        return error_memory(error);
    for (size_t g = 0; g < groups->count; g++)
        test->shares[g] = base > 0 ? groups->items[g].lr / base : 1;
    return true;
}

static bool
load(struct range_test *test, struct error *error)
{
    const struct arguments *arguments = test->arguments;
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    bool epochs;

    if (!check_options(test, error) ||
        !load_spec(arguments, path, &test->document, &test->spec, error))
        return false;
    epochs = test->arguments->options.epochs != INTEGER_NULL;
    if (!test->spec.steps_given && !epochs)
        test->spec.steps = USUAL_STEPS;
    if (test->spec.steps < 2)
        return error_plain(error, STATUS_WRONG,
                           "--steps: a range test must have 2 steps or more, "
                           "not %ld",
                           test->spec.steps);
    /* The test is the schedule. */
    test->spec.schedule = (struct node){0};
    test->spec.start_step = 0;
    return simulation_make(&test->simulation, &test->spec, true, test->arena,
                           error) &&
           make_shares(test, error);
}

/* Tables have the steps too; pictures are over the rate. */
static bool
open_outputs(struct range_test *test, struct error *error)
{
    const struct arguments *arguments = test->arguments;
    const struct read_file *read_files =
        output_read_files(arguments, "spec", &test->spec);
    struct output_targets targets;
    const char *title = arguments->options.title;
    bool hint, terminal = terminal_wanted(arguments, &hint);

    test->outputs.arena = test->arena;
    if (!picture_options_read(arguments, &test->style, error) ||
        !output_targets_read(arguments, terminal ? "txt" : "csv", &targets,
                             error))
        return false;
    if (terminal)
        terminal_fit(&test->style);
    test->terminal = terminal;
    test->style.logx = test->style.logx || !test->linear;
    test->table = (struct frame){
        .title = title ? title : test->spec.title,
        .count = COLUMNS,
        .names = names,
        .header = !arguments->options.no_header,
    };
    test->picture = test->table;
    test->picture.names = names + 1;
    test->picture.count = COLUMNS - 1;
    test->picture.style = &test->style;
    test->picture.marks = test->marks;
    test->picture.marks_all = true;
    test->picture.mark_names = test->mark_names;
    if (!read_files)
        return error_memory(error);
    return outputs_open(&test->outputs, &targets, read_files, error) &&
           outputs_begin_all(&test->outputs, &test->table, &test->picture,
                             error);
}

static bool
write_rows(struct range_test *test, struct error *error)
{
    for (size_t k = 0; k < test->count; k++) {
        outputs_row(&test->outputs, &test->table, test->rows[k]);
        outputs_row(&test->outputs, &test->picture, test->rows[k] + 1);
    }
    return outputs_finish(&test->outputs, error);
}

/* A line of the window, or several, for a name and what there is to say. */
static void ERROR_FORMAT(4, 5)
    add_line(const struct range_test *test, struct text *text, const char *name,
             const char *format, ...)
{
    char words[128];
    va_list list;

    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    text_string(text, name);
    text_flow_within(text, test->terminal ? test->style.columns : 0, INDENT,
                     words);
    text_string(text, "\n");
}

static void
add_suggestions(const struct range_test *test, struct text *text)
{
    size_t last = test->count - 1;
    char name[48];

    if (test->picture.mark_count == 0) {
        add_line(test, text, "",
                 "no suggestion: the smoothed loss never falls");
    } else {
        snprintf(name, sizeof name, "steepest        %-10.4g ", test->marks[0]);
        add_line(test, text, name, "where the smoothed loss falls fastest%s",
                 test->linear ? "" : " over the rate's log");
        snprintf(name, sizeof name, "tenth           %-10.4g ", test->marks[1]);
        add_line(test, text, name, "a tenth of %.4g, where it is lowest",
                 test->rows[test->least][1]);
    }
    if (test->simulation.diverged)
        add_line(test, text, "stopped         ",
                 "in row %zu, where the loss is %s", last,
                 isnan(test->simulation.loss) ? "nan" : "inf");
    else if (test->stopped)
        add_line(test, text, "stopped         ",
                 "in row %zu, where it is over %d times its lowest", last,
                 WORSE);
}

static void
add_json(const struct range_test *test, struct text *text)
{
    const char *const keys[] = {"steepest", "tenth"};

    for (int i = 0; i < 2; i++) {
        text_format(text, "%s\"%s\": ", i ? ", " : "{", keys[i]);
        if (test->picture.mark_count > 0)
            text_json_number(text, test->marks[i]);
        else
            text_string(text, "null");
    }
    text_format(text, ", \"rows\": %zu, \"stopped\": %s, \"diverged\": %s}\n",
                test->count, test->stopped ? "true" : "false",
                test->simulation.diverged ? "true" : "false");
}

/* What is said below the rows, for which a window keeps room. */
static void
find_words(struct range_test *test, struct text *words)
{
    const char *summary = test->arguments->options.summary;

    if (test->arguments->options.quiet)
        return;
    if (summary && strcmp(summary, "json") == 0)
        add_json(test, words);
    else
        add_suggestions(test, words);
    if (test->terminal)
        terminal_leave(&test->style, terminal_lines(&test->style, words));
}

static enum status
range_test(const struct arguments *arguments, struct error *error)
{
    struct range_test test = {.arguments = arguments,
                              .arena = arguments->arena};
    const struct follower follower = {&test, 0, take_row};
    struct text words = {.arena = arguments->arena};
    bool done = load(&test, error) && open_outputs(&test, error);

    if (done) {
        simulate(&test.simulation, test.spec.steps, &follower);
        find_suggestions(&test);
        find_words(&test, &words);
        done = write_rows(&test, error);
    }
    outputs_discard(&test.outputs);
    if (done) {
        say_text(&words);
        print_remarks(arguments, &test.outputs);
    }
    return error->status;
}

const struct command command_range_test = {
    .name = "range-test",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "raise the learning rate from step to step, and suggest one",
    .notes =
        "The rate grows from --min to --max in 100 steps, or --steps, in "
        "place of the spec's schedule, until the smoothed loss exceeds 4 "
        "times its minimum. Two suggestions are printed on standard error: "
        "the rate where the smoothed loss falls fastest, and a tenth of the "
        "rate where it is lowest.",
    .example =
        "  lrsim range-test --problem beale --optimizer adam -o range.svg\n",
    .operands_most = 1,
    .run = range_test,
};
