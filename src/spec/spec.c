/* spec.c -- the table of the root, and how a spec is loaded by it. */
#include "spec/spec.h"

#include <math.h>
#include <string.h>

#include "spec/load_node.h"
#include "spec/restart.h"

static const struct parameter schedule_extra[] = {
    CHOICE(struct spec, interval, "\"step\"", "step|epoch",
           "what the schedule counts: epochs are steps_per_epoch steps"),
    STEPS(struct spec, start_step, "0", "[0,inf)",
          "the first row to output, as if a run resumed there"),
    END_OF_TABLE,
};

static const struct parameter problem_extra[] = {
    TEXTS(struct spec, kinds, "null", "or null",
          "a tag for each parameter, such as weight, which params may name"),
    END_OF_TABLE,
};

static const struct parameter optimizer_extra[] = {
    INTEGERS(struct spec, shape, "null", "[1,inf) or null",
             "rows and columns, where the parameters are a matrix"),
    GROUPS(struct spec, param_groups,
           "parameter groups: objects with \"params\" and what differs"),
    END_OF_TABLE,
};

static const struct parameter gradient_parameters[] = {
    REAL(struct gradient_options, noise_std, "0", "[0,inf)",
         "standard deviation of the normal noise on each derivative"),
    INTEGER(
        struct gradient_options, accumulate, "1", "[1,1000000]",
        "evaluations per update, each with its own noise, that are averaged"),
    REAL(struct gradient_options, agc, "null", "(0,inf) or null",
         "adaptive clipping: largest ratio of the gradient's norm to the "
         "parameters' (taken to be at least 0.001)"),
    REAL(struct gradient_options, clip_value, "null", "[0,inf) or null",
         "clip each derivative to this magnitude"),
    REAL(struct gradient_options, clip_norm, "null", "[0,inf) or null",
         "clip the norm of the whole gradient to this"),
    REAL(struct gradient_options, clip_eps, "1e-6", "[0,inf)",
         "added to that norm, as PyTorch has it; Optax and Keras add 0"),
    END_OF_TABLE,
};

static const struct kind gradient_kind = {
    .name = "gradient",
    .size = sizeof(struct gradient_options),
    .parameters = gradient_parameters,
};

static const struct kind *const gradient_kinds[] = {&gradient_kind, NULL};

static const struct family gradient_family = {.name = "gradient",
                                              .kinds = gradient_kinds};

static const struct parameter ema_parameters[] = {
    REAL(struct ema_options, decay, "0.999", "[0,1]",
         "share of the mean that each update keeps"),
    BOOLEAN(struct ema_options, bias_correction, "false",
            "start from zero, and divide by 1 minus the product of the decays"),
    REAL(struct ema_options, tau, "null", "(0,inf) or null",
         "the decay is multiplied by 1 - exp(-t / tau), as YOLOv5's"),
    CHOICE(struct ema_options, warmup, "\"none\"", "none|linear|power",
           "smaller decays at first: linear is (1 + t) / (10 + t), power "
           "timm's 1 - (1 + (t - 1) / gamma)^-power"),
    REAL(struct ema_options, gamma, "1", "(0,inf)",
         "of the power warm-up: larger is slower"),
    REAL(struct ema_options, power, "0.6666666666666666", "(0,inf)",
         "of the power warm-up: larger is faster"),
    BOOLEAN(struct ema_options, copy_first, "false",
            "the mean is the parameters after the first update, as in "
            "PyTorch's AveragedModel"),
    END_OF_TABLE,
};

static bool
ema_check(const struct node *node, struct error *error)
{
    const struct ema_options *self = node->self;

    if (self->bias_correction && self->decay >= 1)
        return error_at(error, node_place(node, "decay"),
                        "must be below 1 where bias_correction is true");
    return self->warmup == EMA_NONE || isnan(self->tau) ||
           error_at(error, node_place(node, "tau"),
                    "cannot be combined with warmup");
}

static const struct kind ema_kind = {
    .name = "ema",
    .size = sizeof(struct ema_options),
    .parameters = ema_parameters,
    .check = ema_check,
};

static const struct kind *const ema_kinds[] = {&ema_kind, NULL};

static const struct family ema_family = {.name = "ema", .kinds = ema_kinds};

static const struct parameter driven_parameters[] = {
    NODE(struct driven_values, weight_decay, &schedule_by_name, NULL, "null",
         "what sets the weight decay, from the optimizer's own"),
    NODE(struct driven_values, momentum, &schedule_by_name, NULL, "null",
         "what sets the momentum"),
    NODE(struct driven_values, beta1, &schedule_by_name, NULL, "null",
         "what sets the first of the betas"),
    NODE(struct driven_values, beta2, &schedule_by_name, NULL, "null",
         "what sets the second of the betas"),
    END_OF_TABLE,
};

static const struct kind driven_kind = {
    .name = "schedules",
    .size = sizeof(struct driven_values),
    .parameters = driven_parameters,
};

static const struct kind *const driven_kinds[] = {&driven_kind, NULL};

const struct family driven_family = {.name = "schedules",
                                     .kinds = driven_kinds};

const struct parameter spec_table[] = {
    TEXT(struct spec, title, "null", "or null", "shown above plots"),
    STEPS(struct spec, steps, "1000", "[0,inf)", "updates to simulate"),
    STEPS(struct spec, steps_per_epoch, "1", "[1,inf)", "steps in an epoch"),
    INTEGER(struct spec, seed, "0", "[0,inf)", "determines all random numbers"),
    NODE(struct spec, problem, NULL, problem_extra,
         "{\"type\": \"rosenbrock\"}",
         "the function to minimize, such as beale"),
    NODE(struct spec, optimizer, NULL, optimizer_extra, "{\"type\": \"adam\"}",
         "what updates the parameters, such as 'adam(lr=0.01)'"),
    NODE(struct spec, schedule, NULL, schedule_extra, "null",
         "what sets the learning rate, such as 'exponential(0.9)'; constant "
         "unless given"),
    OBJECT(struct spec, schedules, &driven_family, "null", "or null",
           "what sets other values of the optimizer as schedule sets its rate"),
    OBJECT(struct spec, gradient, &gradient_family, "{}", NULL,
           "noise, accumulation and clipping before the optimizer"),
    OBJECT(struct spec, ema, &ema_family, "null", "or null",
           "a running mean of the parameters; off unless given"),
    REALS(struct spec, metric, "null", "(-inf,inf) or nan or null",
          "values that plateau schedules receive instead of the loss"),
    OBJECTS(struct spec, restart, &restart_family,
            "where the training was stopped, and resumed under another total, "
            "lr or schedule"),
    END_OF_TABLE,
};

static bool
set_epochs(struct spec *spec, long epochs, const struct place *place,
           struct error *error)
{
    if (epochs > INTEGER_MOST / spec->steps_per_epoch)
        return error_at(error, place,
                        "times steps_per_epoch must be at most 2^53");
    spec->steps = epochs * spec->steps_per_epoch;
    return true;
}

/* Without steps_per_epoch, the problem's batches decide. */
static long
follow_problem(const struct document *document, struct spec *spec)
{
    const struct parameter *row = row_find(NULL, spec_table, "problem");
    const struct family *family = document_family(document, row);
    const struct gradient_options *options = spec->gradient.self;
    long batches = family->epoch ? family->epoch(&spec->problem) : 0;

    if (batches > 0 && !tree_member(document->root, "steps_per_epoch"))
        spec->steps_per_epoch =
            (batches + options->accumulate - 1) / options->accumulate;
    return batches;
}

/* How many steps there are, and which lengths they give. */
static bool
measure(struct loader *loader, const struct spec_length *length,
        struct spec *spec)
{
    const struct tree *root = loader->document->root;
    const struct tree *schedule = tree_member(root, "schedule");
    const struct tree *interval = tree_member(schedule, "interval");
    struct span *span = &loader->span;
    bool by_epoch =
        tree_is(interval, TREE_STRING) && !strcmp(interval->text, "epoch");
    long count = (long)spec->metric.count;

    if (length->epochs != INTEGER_NULL) {
        if (!set_epochs(spec, length->epochs, length->place, loader->error))
            return false;
    } else if (length->metric && !spec->steps_given && count > 0) {
        spec->steps = count;
        if (by_epoch && !set_epochs(spec, count, length->metric, loader->error))
            return false;
    }
    span->whole = span->left = spec->steps;
    loader->schedule = *span;
    if (by_epoch) {
        loader->schedule.whole = loader->schedule.left =
            spec->steps / spec->steps_per_epoch +
            (spec->steps % spec->steps_per_epoch > 0);
        loader->schedule.epoch = 1;
    }
    return true;
}

/* The steps end with the schedule where nothing else says how many. */
static bool
follow_schedule(const struct loader *loader, struct spec *spec)
{
    const struct parameter *row = row_find(NULL, spec_table, "schedule");
    const struct family *family = document_family(loader->document, row);
    long end = INTEGER_NULL;

    if (spec->schedule.kind && family->end)
        end = family->end(&spec->schedule);
    if (end == INTEGER_NULL)
        return true;
    spec->steps = end;
    return spec->interval != INTERVAL_EPOCH ||
           set_epochs(spec, end, spec->schedule.place, loader->error);
}

/* Whether a row of the root says what the lengths in others are of. */
static bool
is_measure(const struct parameter *row)
{
    static const size_t offsets[] = {
        offsetof(struct spec, problem),
        offsetof(struct spec, gradient),
        offsetof(struct spec, steps_per_epoch),
        offsetof(struct spec, metric),
    };

    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
        if (row->offset == offsets[i])
            return true;
    return false;
}

/* The rows that are measures, or those that are not; `steps` is neither. */
static bool
load_root(struct loader *loader, const struct place *places, bool measures,
          struct spec *spec)
{
    for (size_t i = 0; spec_table[i].name; i++)
        if (is_measure(&spec_table[i]) == measures &&
            spec_table[i].offset != offsetof(struct spec, steps) &&
            !load_member(loader, &spec_table[i], spec, loader->document->root,
                         &places[i], true))
            return false;
    return true;
}

static bool
load_steps(struct loader *loader, const struct place *places, struct spec *spec)
{
    const struct parameter *row = row_find(NULL, spec_table, "steps");
    const struct tree *root = loader->document->root;
    long batches = follow_problem(loader->document, spec);

    if (batches > 0 || tree_member(root, "steps_per_epoch"))
        loader->span.epoch = spec->steps_per_epoch;
    return load_member(loader, row, spec, root, &places[row - spec_table],
                       true);
}

bool
spec_load(struct document *document, const struct spec_length *length,
          struct spec *spec, struct error *error)
{
    static const struct spec_length none = {.epochs = INTEGER_NULL};
    struct loader loader = {
        .arena = document->arena, .document = document, .error = error};
    const struct place *places;

    length = length ? length : &none;
    loader.span = (struct span){INTEGER_NULL, INTEGER_NULL, 0, INTEGER_NULL};
    *spec = (struct spec){0};
    if (!document_expand(document, error))
        return false;
    spec->problem_given = tree_member(document->root, "problem") != NULL;
    spec->steps_given = tree_member(document->root, "steps") != NULL;
    places = load_places(&loader, spec_table, document->root, &document->place);
    if (!places ||
        (document->root &&
         !load_check_members(&loader, NULL, spec_table, document->root,
                             &document->place)) ||
        !load_root(&loader, places, true, spec) ||
        !load_steps(&loader, places, spec) || !measure(&loader, length, spec) ||
        !load_root(&loader, places, false, spec))
        return false;
    if (length->follow && !spec->steps_given && !loader.measured &&
        length->epochs == INTEGER_NULL && spec->metric.count == 0 &&
        !follow_schedule(&loader, spec))
        return false;
    spec->span = loader.span;
    spec->span.whole = spec->span.left = spec->steps;
    return restart_resume(document, length, spec, error);
}

bool
spec_load_schedule(struct document *document, struct spec *spec,
                   struct error *error)
{
    const struct parameter *row = row_find(NULL, spec_table, "schedule");
    struct loader loader = {
        .arena = document->arena, .document = document, .error = error};
    struct place *place = arena_alloc(document->arena, 1, sizeof *place);
    const struct tree *value;

    if (!place)
        return error_memory(error);
    if (!document_expand(document, error))
        return false;
    value = tree_member(document->root, row->name);
    *place = tree_place(value, &document->place, 0);
    spec->span = (struct span){INTEGER_NULL, INTEGER_NULL, 0, INTEGER_NULL};
    spec->span.whole = spec->span.left = spec->steps;
    if (spec->steps_per_epoch > 1)
        spec->span.epoch = spec->steps_per_epoch;
    loader.span = loader.schedule = spec->span;
    return load_row(&loader, row, spec, value, place);
}

long
spec_seed(const struct document *document)
{
    const struct tree *seed = tree_member(document->root, "seed");

    return tree_is(seed, TREE_NUMBER) && seed->number >= 0 &&
                   seed->number <= (double)INTEGER_MOST
               ? (long)seed->number
               : 0;
}

bool
spec_check_interval(const struct document *document, const char *word,
                    struct error *error)
{
    const struct source source = {.name = "--interval"};
    const struct place place = {.source = &source};
    struct loader loader = {
        .arena = document->arena, .document = document, .error = error};
    struct spec spec;
    const struct tree value = {.kind = TREE_STRING, .text = word};

    if (tree_is(tree_member(document->root, "schedule"), TREE_OBJECT))
        return true;
    return load_value(&loader, row_find(NULL, schedule_extra, "interval"),
                      &spec, &value, &place) &&
           error_plain(error, STATUS_WRONG,
                       "--interval: must have a schedule that it "
                       "paces; --schedule gives one");
}
