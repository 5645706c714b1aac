/* about_parts.c -- conditions on the nodes of a schedule, each with the rows
 * that updates use. */
#include "simulate/warn/finding.h"

#include <string.h>

/* Whether the lengths of a node are samples, not rows. */
static bool
counts_samples(const struct node *node)
{
    const struct parameter *row = row_find(node->kind, NULL, "batches");
    const struct pairs *batches =
        row ? (const void *)((const char *)node->self + row->offset) : NULL;

    return batches && batches->values;
}

bool
rise_is_cut(const struct warn_facts *facts, const struct schedule_part *part,
            struct finding *finding)
{
    const char *name = schedule_kind_of(part->node)->rise;
    /* Steps that nobody gave end where the schedule does. */
    bool ends = !facts->spec->steps_given &&
                schedule_end(&facts->spec->schedule) == facts->spec->steps;
    double most =
        (double)(part->followed || ends ? part->rows : part->rows - 1);

    /* In a chain it is how a factor is written. */
    if (!name || warn_rise_start(part->node) >= 1 ||
        counts_samples(part->node) ||
        (part->chained && part_is(part, &schedule_constant)))
        return false;
    finding->place = node_place(part->node, name);
    finding->a = node_number(part->node, name, false);
    finding->b = (double)part->rows;
    finding->c = most;
    return finding->a > most;
}

/* The parameter that says when a part comes to its end, or that it first
 * decays; NULL: none. */
static const char *
decay_parameter(const struct schedule_part *part)
{
    const struct parameter *row = part->node->kind->parameters;
    double end = (double)schedule_end(part->node);

    if (part_is(part, &schedule_step))
        return "step_size";
    if (part_is(part, &schedule_cosine_annealing_warm_restarts))
        return "T_0";
    if (part_is(part, &schedule_cosine_annealing))
        return "T_max";
    for (; row->name; row++)
        if (node_number(part->node, row->name, true) == end)
            return row->name;
    return NULL;
}

/* Whether a parameter is the length of a rise. */
static bool
part_rises_over(const struct schedule_part *part, const char *name)
{
    const char *rise = schedule_kind_of(part->node)->rise;

    return rise && strcmp(rise, name) == 0 && warn_rise_start(part->node) < 1;
}

/* A decay that the run's end cuts off in its first half. */
bool
decay_is_cut(const struct warn_facts *facts, const struct schedule_part *part,
             struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;
    const char *name = decay_parameter(part);
    bool steps = part_is(part, &schedule_step);
    long until = part->first + part->rows;
    double lowest;

    if (curve->count == 0 || !name || until != curve->rows ||
        schedule_holds_parts(part->node->kind) || part->chained ||
        part_rises_over(part, name))
        return false;
    lowest = rate_curve_lowest(curve, curve->peak, until);
    finding->place = node_place(part->node, name);
    finding->a = node_number(part->node, name, false);
    finding->b = (double)part->rows;
    finding->c = 100 * lowest / curve->highest;
    finding->word = steps ? "below" : "about";
    return (steps ? finding->a >= finding->b : finding->a > finding->b) &&
           lowest > 0.5 * curve->highest;
}

/* The list of rows in which a kind changes the rate; NULL: it has none. */
static const struct integers *
rows_of_change(const struct node *node, const struct place **place)
{
    static const char *const names[] = {"milestones", "boundaries", "steps",
                                        "decay_t"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct parameter *row = row_find(node->kind, NULL, names[i]);

        if (!row || row->type != PARAMETER_INTEGERS)
            continue;
        *place = node_place(node, names[i]);
        return (const void *)((const char *)node->self + row->offset);
    }
    return NULL;
}

/* The first of them that no update reaches; `of_parts` are those of a sequence
 * of other nodes. */
static bool
change_is_late(const struct schedule_part *part, bool of_parts,
               struct finding *finding)
{
    const struct place *place;
    const struct integers *list = rows_of_change(part->node, &place);

    for (size_t i = 0;
         list && of_parts == schedule_holds_parts(part->node->kind) &&
         i < list->count;
         i++) {
        if (list->values[i] < part->rows)
            continue;
        finding->place = list->places ? &list->places[i] : place;
        finding->a = (double)list->values[i];
        finding->b = (double)part->rows;
        if (of_parts)
            finding->word = schedule_parts(part->node).items[i + 1].kind->name;
        return true;
    }
    return false;
}

bool
milestone_is_late(const struct warn_facts *facts,
                  const struct schedule_part *part, struct finding *finding)
{
    (void)facts;
    return change_is_late(part, false, finding);
}

bool
part_is_late(const struct warn_facts *facts, const struct schedule_part *part,
             struct finding *finding)
{
    (void)facts;
    return change_is_late(part, true, finding);
}

/* The row of the whole in which a part begins, or comes to the end of a rise
 * that its curve goes on from. */
static long
hand_over(const struct schedule_part *part)
{
    const char *rise = schedule_kind_of(part->node)->rise;
    double steps = rise ? node_number(part->node, rise, false) : 0;

    if (part->first + part->start > 0)
        return part->first + part->start;
    return steps > 0 && steps < (double)part->rows ? (long)steps : 0;
}

/* A drop by more than a twentieth of the highest rate that is not part of a
 * fall, and does not lead to a level. */
bool
hand_over_jumps(const struct warn_facts *facts,
                const struct schedule_part *part, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;
    long row = hand_over(part);
    double before, after, drop;

    if (curve->count == 0 || (curve->stride > 1 && !curve->any_row) ||
        row < 2 || row + 1 >= curve->rows)
        return false;
    before = rate_curve_at(curve, row - 1);
    after = rate_curve_at(curve, row);
    drop = before - after;
    finding->place = part->node->place;
    finding->rows = (struct row_stretch){row, row + 1};
    finding->a = before;
    finding->b = after;
    finding->c = (double)row;
    finding->word = row_find(part->node->kind, NULL, "warmup_prefix")
                        ? " (warmup_prefix=true)"
                        : "";
    return drop > 0.05 * curve->highest &&
           drop > 3 * fabs(rate_curve_at(curve, row - 2) - before) &&
           rate_curve_at(curve, row + 1) != after;
}

/* Whether a node sets the rate, whatever it finds. */
static bool
node_overwrites(const struct node *node)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes parts = schedule_parts(node);

    if (kind->overwrites || (schedule_has_form(kind) && !kind->advance &&
                             !schedule_holds_parts(node->kind)))
        return true;
    for (size_t i = 0; i < parts.count; i++)
        if (node_overwrites(&parts.items[i]))
            return true;
    return false;
}

bool
part_is_wiped(const struct warn_facts *facts, const struct schedule_part *part,
              struct finding *finding)
{
    (void)facts;
    finding->place = part->node->place;
    finding->word = part->node->kind->name;
    return part->wiped && node_overwrites(part->node);
}
