/* native.c -- a schedule by the names that its own system has for it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "export/export.h"

const char *const export_targets[] = {"torch",     "hf", "keras", "optax",
                                      "deepspeed", "c",  "table", NULL};

/* Python's words or JSON's. */
struct native_words {
    const char *yes, *no;
    const char *given; /* between a name and its value */
    bool json;
};

/* transformers has PyTorch's as its own. */
static const char plateau[] = "reduce_on_plateau";

static const struct native_words python = {"True", "False", "=", false};
static const struct native_words dictionary = {"True", "False", ": ", true};
static const struct native_words json = {"true", "false", ": ", true};

static bool
is_of(const struct node *node, const char *prefix)
{
    return strncmp(node->kind->name, prefix, strlen(prefix)) == 0;
}

/* A formula of lrsim is none of PyTorch. */
static bool
has_formula(const struct node *node)
{
    const struct parameter *row = node->kind->parameters;

    for (; row->name; row++) {
        const char *const *field =
            (const void *)((const char *)node->self + row->offset);

        if (row->type == PARAMETER_FORMULAS ||
            (row->type == PARAMETER_FORMULA && *field))
            return true;
    }
    return false;
}

/* PyTorch makes no composite of plateaus, nor all composites of composites. */
static bool
torch_knows(const struct node *node, bool inside)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes *parts = kind->parts ? kind->parts(node->self) : NULL;

    if (node->kind->system != SYSTEM_torch || has_formula(node) ||
        (inside && (kind->observe || parts)))
        return false;
    for (size_t i = 0; parts && i < parts->count; i++)
        if (!torch_knows(&parts->items[i], true))
            return false;
    return true;
}

bool
export_knows(enum export_target target, const struct node *node)
{
    switch (target) {
    case TARGET_TORCH:
        return torch_knows(node, false);
    case TARGET_HF:
        return node->kind->system == SYSTEM_hf || is_of(node, plateau);
    case TARGET_KERAS:
        return node->kind->system == SYSTEM_keras;
    case TARGET_OPTAX:
        return node->kind->system == SYSTEM_optax;
    case TARGET_DEEPSPEED:
        return node->kind->system == SYSTEM_deepspeed;
    default:
        return false;
    }
}

/* Python divides what looks whole as an integer. */
static void
add_real(struct text *text, double value)
{
    char digits[40];
    struct text number = {.bytes = digits, .size = sizeof digits - 1};

    text_number(&number, value);
    digits[number.used] = '\0';
    text_string(text, digits);
    if (!strpbrk(digits, ".e"))
        text_string(text, ".0");
}

static void
add_reals(struct text *text, const struct reals *reals)
{
    text_string(text, reals->single ? "" : "[");
    for (size_t i = 0; i < reals->count; i++) {
        text_string(text, i ? ", " : "");
        add_real(text, reals->values[i]);
    }
    text_string(text, reals->single ? "" : "]");
}

static void
add_integers(struct text *text, const struct integers *integers)
{
    text_string(text, "[");
    for (size_t i = 0; i < integers->count; i++)
        text_format(text, "%s%ld", i ? ", " : "", integers->values[i]);
    text_string(text, "]");
}

/* optax's dictionaries of boundaries. */
static void
add_pairs(struct text *text, const struct pairs *pairs)
{
    text_string(text, "{");
    for (size_t i = 0; i < pairs->count; i++) {
        text_format(text, "%s%.0f: ", i ? ", " : "", pairs->values[i][0]);
        add_real(text, pairs->values[i][1]);
    }
    text_string(text, "}");
}

static void
add_choice(struct text *text, const char *words, int number)
{
    for (; number > 0; number--)
        words += strcspn(words, "|") + 1;
    text_format(text, "\"%.*s\"", (int)strcspn(words, "|"), words);
}

static bool
is_null(const struct parameter *row, const void *field)
{
    switch (row->type) {
    case PARAMETER_REAL:
        return isnan(*(const double *)field);
    case PARAMETER_EACH:
        return isnan(((const struct reals *)field)->values[0]);
    case PARAMETER_INTEGER:
        return *(const long *)field == INTEGER_NULL;
    case PARAMETER_INTEGERS:
        return !((const struct integers *)field)->values;
    case PARAMETER_PAIRS:
        return !((const struct pairs *)field)->values;
    case PARAMETER_BOOLEAN:
    case PARAMETER_CHOICE:
    case PARAMETER_REALS:
        return false;
    default: /* formulas and parts are none of its arguments */
        return true;
    }
}

static void
add_value(struct text *text, const struct parameter *row, const void *field,
          const struct native_words *words)
{
    switch (row->type) {
    case PARAMETER_REAL:
        add_real(text, *(const double *)field);
        break;
    case PARAMETER_INTEGER:
        text_format(text, "%ld", *(const long *)field);
        break;
    case PARAMETER_BOOLEAN:
        text_string(text, *(const bool *)field ? words->yes : words->no);
        break;
    case PARAMETER_CHOICE:
        add_choice(text, row->range, *(const int *)field);
        break;
    case PARAMETER_INTEGERS:
        add_integers(text, field);
        break;
    case PARAMETER_PAIRS:
        add_pairs(text, field);
        break;
    default:
        add_reals(text, field);
    }
}

static bool
is_word_of(const char *words, const char *name)
{
    for (; *words; words += strcspn(words, " "), words += *words == ' ')
        if (strcspn(words, " ") == strlen(name) &&
            strncmp(words, name, strlen(name)) == 0)
            return true;
    return false;
}

/* "name=value, name=value", without what is null and the rows in `but`;
 * returns what comes before the next one. */
static const char *
add_arguments(struct text *text, const struct node *node, const char *comma,
              const struct native_words *words, const char *but)
{
    const struct parameter *row = node->kind->parameters;

    for (; row->name; row++) {
        const void *field = (const char *)node->self + row->offset;

        if (is_null(row, field) || is_word_of(but, row->name))
            continue;
        text_format(text, words->json ? "%s\"%s\"%s" : "%s%s%s", comma,
                    row->name, words->given);
        add_value(text, row, field, words);
        comma = ", ";
    }
    return comma;
}

static void
add_torch(struct text *text, const struct node *node)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes *parts = kind->parts ? kind->parts(node->self) : NULL;
    text_format(text, "%s(", node->kind->symbol + strlen("torch.optim."));
    if (!parts) {
        text_string(text, "optimizer");
        add_arguments(text, node, ", ", &python, "");
        text_string(text, ")");
        return;
    }
    text_string(text, strcmp(node->kind->name, "chained") == 0
                          ? "["
                          : "optimizer, schedulers=[");
    for (size_t i = 0; i < parts->count; i++) {
        text_string(text, i ? ",\n        " : "\n        ");
        add_torch(text, &parts->items[i]);
    }
    text_string(text, "]");
    add_arguments(text, node, ", ", &python, "");
    text_string(text, ")");
}

static void
add_optax(struct text *text, const struct node *node)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes *parts = kind->parts ? kind->parts(node->self) : NULL;
    bool dicts = strcmp(node->kind->name, "optax.sgdr") == 0;

    text_format(text, "%s(", node->kind->symbol);
    text_string(text, parts ? "[" : "");
    for (size_t i = 0; parts && i < parts->count; i++) {
        text_string(text, i ? ",\n    " : "\n    ");
        if (dicts) {
            text_string(text, "dict(");
            add_arguments(text, &parts->items[i], "", &python, "");
            text_string(text, ")");
        } else {
            add_optax(text, &parts->items[i]);
        }
    }
    text_string(text, parts ? "]" : "");
    add_arguments(text, node, parts ? ", " : "", &python, "");
    text_string(text, ")");
}

/* The Trainer has names of its own for the steps. */
static void
add_hf(struct text *text, const struct spec *spec)
{
    static const char own[] =
        "num_warmup_steps num_training_steps warmup_ratio";
    const struct node *node = &spec->schedule;
    const struct kind *kind = node->kind;
    const struct parameter *rise = row_find(kind, NULL, "num_warmup_steps");
    const struct parameter *all = row_find(kind, NULL, "num_training_steps");
    long steps = spec->steps;

    if (all && !is_null(all, (const char *)node->self + all->offset))
        steps = *(const long *)(const void *)((const char *)node->self +
                                              all->offset);
    text_format(text,
                "from transformers import TrainingArguments\n\n"
                "arguments = TrainingArguments(\n"
                "    output_dir=\"output\", max_steps=%ld, learning_rate=",
                steps);
    add_real(text, kind_real(spec->optimizer.kind, spec->optimizer.self, "lr"));
    text_format(text, ",\n    lr_scheduler_type=\"%s\"",
                is_of(node, plateau) ? "reduce_lr_on_plateau"
                                     : kind->name + strlen("hf."));
    if (rise) {
        text_format(text, ", warmup_steps=%ld, warmup_ratio=",
                    *(const long *)(const void *)((const char *)node->self +
                                                  rise->offset));
        add_real(text, kind_real(kind, node->self, "warmup_ratio"));
    }
    text_string(text, ",\n    lr_scheduler_kwargs={");
    add_arguments(text, node, "", &dictionary, own);
    text_string(text, "})\n");
}

static void
add_deepspeed(struct text *text, const struct spec *spec)
{
    const struct node *node = &spec->schedule;
    const struct parameter *total =
        row_find(node->kind, NULL, "total_num_steps");
    const char *comma = "";

    text_format(text, "{\"scheduler\": {\"type\": \"%s\", \"params\": {",
                node->kind->name + strlen("deepspeed."));
    if (total && is_null(total, (const char *)node->self + total->offset)) {
        text_format(text, "\"total_num_steps\": %ld",
                    simulation_clock_rows(spec));
        comma = ", ";
    }
    add_arguments(text, node, comma, &json, "");
    text_string(text, "}}}\n");
}

static void
add_keras(struct text *text, const struct node *node)
{
    bool callback = schedule_kind_of(node)->observe != NULL;

    text_format(text, "import keras\n\n%s = keras.%s.%s(",
                callback ? "callback" : "schedule",
                callback ? "callbacks" : "optimizers.schedules",
                node->kind->name + strlen("keras."));
    add_arguments(text, node, "", &python, "");
    text_string(text, ")\n");
}

void
export_native(enum export_target target, const struct spec *spec,
              struct text *text)
{
    const char *every =
        spec->interval == INTERVAL_EPOCH ? "epoch" : "optimizer.step()";

    switch (target) {
    case TARGET_TORCH:
        text_format(text,
                    "from torch.optim import lr_scheduler, swa_utils\n\n\n"
                    "def make_scheduler(optimizer):\n"
                    "    \"\"\"To be stepped after each %s.\"\"\"\n    return ",
                    every);
        add_torch(text, &spec->schedule);
        text_string(text, "\n");
        break;
    case TARGET_OPTAX:
        text_string(text, "import optax\n\nschedule = ");
        add_optax(text, &spec->schedule);
        text_string(text, "\n");
        break;
    case TARGET_HF:
        add_hf(text, spec);
        break;
    case TARGET_DEEPSPEED:
        add_deepspeed(text, spec);
        break;
    default:
        add_keras(text, &spec->schedule);
    }
}
