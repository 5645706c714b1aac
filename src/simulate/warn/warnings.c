/* warnings.c -- looks for what the table warns of, and says it. */
#include "simulate/warn/warnings.h"

#include <string.h>

#include "base/text.h"
#include "simulate/warn/warning_rows.h"

/* Rows of a curve that are looked at: by a run, which must not wait for it,
 * and by `check`. */
enum { ROWS_OF_RUN = 1 << 11, ROWS_OF_CHECK = 1 << 20 };

/* Rows of a recursion, which have to be made one after the other. */
enum { RECURSIONS_OF_RUN = 1 << 12, RECURSIONS_OF_CHECK = 1 << 22 };

/* A run of fewer is a look at a curve. */
enum { FEW_STEPS = 50 };

static bool
find_facts(const struct simulation *simulation, struct warnings *warnings,
           struct warn_facts *facts)
{
    bool all = warnings->scope == WARNINGS_ALL;
    long most = all ? ROWS_OF_CHECK : ROWS_OF_RUN;
    long recursions = all ? RECURSIONS_OF_CHECK : RECURSIONS_OF_RUN;

    *facts =
        (struct warn_facts){.simulation = simulation, .spec = simulation->spec};
    return rate_curve_make(&facts->curve, simulation, 1, most, recursions,
                           warnings->arena) &&
           (!node_place(&simulation->spec->optimizer, "lr")->source ||
            rate_curve_make(&facts->doubled, simulation, 2, 64,
                            RECURSIONS_OF_RUN, warnings->arena)) &&
           warn_facts_list_parts(facts, warnings->arena);
}

/* The updates of a finding: rows of the clock may count epochs. */
static struct row_stretch
updates_of(const struct warn_facts *facts, const struct finding *finding)
{
    const struct spec *spec = facts->spec;
    bool epochs = spec->interval == INTERVAL_EPOCH;
    long each = epochs ? spec->steps_per_epoch : 1;
    struct row_stretch rows = finding->rows;

    if (rows.until == rows.from || rows.until >= facts->curve.rows)
        return (struct row_stretch){rows.from * each, spec->steps};
    return (struct row_stretch){rows.from * each, rows.until * each};
}

/* "half of the run", "7.5 % of the run" */
static void
add_share(double share, struct text *text)
{
    if (share == 1)
        text_string(text, "all of the run");
    else if (share > 0.99)
        text_string(text, "nearly all of the run");
    else if (share > 0.495 && share < 0.505)
        text_string(text, "half of the run");
    else
        text_format(
            text, share > 0.0995 ? "%.0f %% of the run" : "%.2g %% of the run",
            100 * share);
}

static void
add_updates(struct row_stretch updates, struct text *text)
{
    if (updates.until - updates.from == 1)
        text_format(text, "update %ld has", updates.from);
    else
        text_format(text, "updates %ld to %ld have", updates.from,
                    updates.until - 1);
}

/* A count, or a measure for people. */
static void
add_number(double value, struct text *text)
{
    bool count = floor(value) == value && fabs(value) <= (double)INTEGER_MOST;

    text_format(text, count ? "%.0f" : "%.4g", value);
}

/* What stands for a name between braces. */
static void
add_value(const struct warn_facts *facts, const struct finding *finding,
          const char *name, struct text *text)
{
    struct row_stretch updates = updates_of(facts, finding);

    if (strncmp(name, "updates}", 8) == 0)
        add_updates(updates, text);
    else if (strncmp(name, "share}", 6) == 0)
        add_share((double)(updates.until - updates.from) /
                      (double)facts->spec->steps,
                  text);
    else if (strncmp(name, "word}", 5) == 0)
        text_string(text, finding->word);
    else
        add_number(*name == 'a'   ? finding->a
                   : *name == 'b' ? finding->b
                                  : finding->c,
                   text);
}

static void
add_sentence(const struct warn_facts *facts, const struct finding *finding,
             const char *sentence, struct text *text)
{
    while (*sentence) {
        size_t plain = strcspn(sentence, "{");

        text_add(text, sentence, plain);
        sentence += plain;
        if (!*sentence)
            return;
        add_value(facts, finding, sentence + 1, text);
        sentence += strcspn(sentence, "}") + 1;
    }
}

void
warnings_append(struct warnings *warnings, struct warning *warning)
{
    if (warnings->last)
        warnings->last->next = warning;
    else
        warnings->first = warning;
    warnings->last = warning;
    warnings->count++;
}

static bool
add_warning(const struct warn_facts *facts, const struct warning_row *row,
            const struct finding *finding, struct warnings *warnings)
{
    struct warning *warning = arena_alloc(warnings->arena, 1, sizeof *warning);
    struct text text = {.arena = warnings->arena};

    add_sentence(facts, finding, row->text, &text);
    text_string(&text, "; ");
    add_sentence(facts, finding, row->remedy, &text);
    if (!warning || !text_end(&text))
        return false;
    error_at(&warning->error, finding->place, "%s", text.bytes);
    warnings_append(warnings, warning);
    return true;
}

/* Whether the condition of a row is true, of the run or of a part. */
static bool
holds(const struct warn_facts *facts, const struct warning_row *row,
      struct finding *finding)
{
    if (row->condition)
        return row->condition(facts, finding);
    for (size_t i = 0; i < facts->part_count; i++)
        if (row->of_part(facts, &facts->parts[i], finding))
            return true;
    return false;
}

/* Whether a finding is worth a warning where these go. */
static bool
concerns(const struct warn_facts *facts, const struct warning_row *row,
         const struct finding *finding, const struct warnings *warnings)
{
    struct row_stretch updates = updates_of(facts, finding);
    long steps = facts->spec->steps;

    return warnings->scope == WARNINGS_ALL || row->theme == THEME_FATAL ||
           (warnings->scope == WARNINGS_OF_RUN && steps >= FEW_STEPS &&
            (double)(updates.until - updates.from) > 0.1 * (double)steps);
}

void
simulation_warn(const struct simulation *simulation, struct warnings *warnings)
{
    unsigned said = 0; /* bit i: theme i */
    struct warn_facts facts;

    if (simulation->spec->steps == 0)
        return;
    if (!find_facts(simulation, warnings, &facts)) {
        warnings->failed = true;
        return;
    }
    for (const struct warning_row *row = warning_rows; row->text; row++) {
        struct finding finding = {.place = simulation->spec->schedule.place};

        if ((said & 1U << row->theme) || !holds(&facts, row, &finding))
            continue;
        if (!concerns(&facts, row, &finding, warnings))
            continue;
        if (row->theme != THEME_NONE)
            said |= 1U << row->theme;
        if (row->theme == THEME_FATAL)
            said |= 1U << THEME_TAIL;
        if (!add_warning(&facts, row, &finding, warnings))
            warnings->failed = true;
    }
}
