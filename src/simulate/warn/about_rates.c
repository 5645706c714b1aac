/* about_rates.c -- conditions on the curve of the rates, whatever made it. */
#include "simulate/warn/finding.h"

static bool
is_not_finite(double lr, double limit)
{
    (void)limit;
    return !isfinite(lr);
}

static bool
is_at_most(double lr, double limit)
{
    return lr <= limit;
}

static bool
is_zero(double lr, double limit)
{
    return lr == limit;
}

static bool
is_negative(double lr, double limit)
{
    return lr < limit;
}

static double
share_of_rows(const struct warn_facts *facts, struct row_stretch rows)
{
    return (double)(rows.until - rows.from) / (double)facts->curve.rows;
}

/* Whether the rates are known, and one of them is above 0. */
static bool
has_curve(const struct warn_facts *facts)
{
    return facts->curve.count > 0 && facts->curve.highest > 0;
}

bool
rate_is_not_finite(const struct warn_facts *facts, struct finding *finding)
{
    finding->rows = rate_curve_stretch(&facts->curve, 0, is_not_finite, 0);
    return finding->rows.until > 0;
}

bool
base_rate_is_zero(const struct warn_facts *facts, struct finding *finding)
{
    finding->place = node_place(&facts->spec->optimizer, "lr");
    for (size_t g = 0; g < facts->simulation->groups.count; g++)
        if (facts->simulation->groups.items[g].lr != 0)
            return false;
    return !facts->simulation->schedule ||
           (facts->curve.count > 0 && facts->curve.highest <= 0);
}

/* The last part of which the run uses more rows than it has; NULL: none. */
static const struct schedule_part *
ended_part(const struct warn_facts *facts, long *end)
{
    for (size_t i = facts->part_count; i > 0; i--) {
        const struct schedule_part *part = &facts->parts[i - 1];

        *end = schedule_end(part->node);
        if (*end != INTEGER_NULL && *end < part->rows &&
            part->first + part->rows == facts->curve.rows &&
            !schedule_holds_parts(part->node->kind))
            return part;
    }
    return NULL;
}

/* The place of the parameter that has this value, one that is given before a
 * default, or of the node. */
static const struct place *
place_of_number(const struct node *node, double value)
{
    const struct parameter *row = node->kind->parameters;

    for (int given = 1; given >= 0; given--)
        for (size_t i = 0; row[i].name; i++)
            if (node_number(node, row[i].name, given) == value)
                return &node->places[i];
    return node->place;
}

/* What else helps where steps are counted and the run has epochs. */
static bool
may_count_epochs(const struct warn_facts *facts)
{
    return facts->spec->steps_per_epoch > 1 &&
           facts->spec->interval == INTERVAL_STEP;
}

/* Points at what makes the schedule end before the run, and says for how long
 * it must last. */
static void
blame_end(const struct warn_facts *facts, struct finding *finding)
{
    long end;
    const struct schedule_part *part = ended_part(facts, &end);

    finding->word = may_count_epochs(facts)
                        ? "stay above 0, or count epochs (--interval epoch)"
                        : "stay above 0";
    if (!part)
        return;
    finding->place = place_of_number(part->node, (double)end);
    finding->word = "last as long as the run";
}

bool
rate_is_negative(const struct warn_facts *facts, struct finding *finding)
{
    finding->rows = rate_curve_stretch(&facts->curve, 0, is_negative, 0);
    blame_end(facts, finding);
    return finding->rows.until > 0;
}

/* The longest stretch of zeros, without the one or two that a rise may begin
 * with. */
static struct row_stretch
zero_rows(const struct warn_facts *facts)
{
    const struct rate_curve *curve = &facts->curve;
    long most = curve->any_row || curve->stride < 2 ? 2 : curve->stride;
    struct row_stretch rows = {0};

    if (has_curve(facts))
        rows = rate_curve_stretch(curve, 0, is_zero, 0);
    if (rows.from == 0 && rows.until > 0 && rows.until <= most &&
        facts->spec->interval == INTERVAL_STEP)
        rows = rate_curve_stretch(curve, rows.until, is_zero, 0);
    return rows;
}

bool
rate_is_zero(const struct warn_facts *facts, struct finding *finding)
{
    finding->rows = zero_rows(facts);
    blame_end(facts, finding);
    return finding->rows.until - finding->rows.from >
           (facts->spec->interval == INTERVAL_STEP);
}

/* The last row of a run is where many curves arrive, and the first one of a
 * part where it may begin to rise. */
bool
rate_is_zero_once(const struct warn_facts *facts, struct finding *finding)
{
    long row;

    finding->rows = zero_rows(facts);
    row = finding->rows.from;
    for (size_t i = 0; i < facts->part_count; i++)
        if (facts->parts[i].first == row)
            return false;
    return finding->rows.until > row && row < facts->curve.rows - 1;
}

/* A tail of rates that no update can feel beside the highest. */
bool
rate_underflows(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;

    if (!has_curve(facts))
        return false;
    finding->rows = rate_curve_stretch(curve, curve->peak, is_at_most,
                                       1e-8 * curve->highest);
    finding->word =
        may_count_epochs(facts) ? ", or count epochs (--interval epoch)" : "";
    return finding->rows.until == curve->rows &&
           share_of_rows(facts, finding->rows) > 0.05;
}

/* A tail at a floor that a curve came down to: half of the run at a floor of
 * 1.5 %, or a 25th of it at one of 0.15 %.  What falls in steps ends in a
 * stretch of one rate, and a floor that still trains may last. */
bool
rate_stays_low(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;
    double last, share;
    long from;

    if (!has_curve(facts))
        return false;
    last = curve->lr[curve->count - 1];
    finding->rows =
        rate_curve_stretch(curve, curve->peak, is_at_most, last * (1 + 1e-9));
    from = finding->rows.from;
    share = share_of_rows(facts, finding->rows);
    finding->a = last;
    finding->b = 100 * last / curve->highest;
    blame_end(facts, finding);
    return finding->rows.until == curve->rows && from > 1 &&
           curve->rows - from > 2 &&
           ((share >= 0.04 && finding->b <= 0.15) ||
            (share >= 0.5 && finding->b <= 1.5)) &&
           rate_curve_at(curve, from - 2) != rate_curve_at(curve, from - 1);
}

/* Less than a twentieth, and more than nothing. */
bool
rate_hardly_falls(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;
    double lowest;

    if (!has_curve(facts))
        return false;
    lowest = rate_curve_lowest(curve, curve->peak, curve->rows);
    finding->a = 100 * lowest / curve->highest;
    return lowest < curve->highest && lowest > 0.95 * curve->highest;
}

/* A part that is used past its end, where it is higher than there. */
bool
rate_turns_back(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;

    for (size_t i = 0; has_curve(facts) && i < facts->part_count; i++) {
        const struct schedule_part *part = &facts->parts[i];
        long end = schedule_end(part->node), last = part->first + part->rows;

        if (schedule_holds_parts(part->node->kind) || end == INTEGER_NULL ||
            end < part->start || end >= part->rows - 1 ||
            rate_curve_at(curve, last - 1) <=
                rate_curve_at(curve, part->first + end) + 1e-9 * curve->highest)
            continue;
        finding->place = place_of_number(part->node, (double)end);
        finding->rows = (struct row_stretch){part->first + end + 1, last};
        finding->a = (double)end;
        finding->b = (double)part->rows;
        finding->c = (double)part->rows - 1;
        return true;
    }
    return false;
}

/* Twice the optimizer's rate gives the same curve.  A rate of 0 or 1 is what
 * code writes where it leaves the rate to the schedule, and one that is about
 * the first or the highest rate says the same twice. */
bool
rate_is_replaced(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve, *twice = &facts->doubled;
    const struct node *optimizer = &facts->spec->optimizer;
    double lr = optimizer_rate(optimizer->kind, optimizer->self);

    finding->place = node_place(optimizer, "lr");
    finding->a = lr;
    finding->b = curve->highest;
    if (!finding->place->source || lr == 0 || lr == 1 || !has_curve(facts) ||
        facts->simulation->groups.count > 1 || twice->count == 0 ||
        fabs(lr - curve->highest) <= 0.1 * lr ||
        fabs(lr - curve->lr[0]) <= 0.1 * lr)
        return false;
    for (size_t i = 0; i < twice->count; i++) {
        long row = (long)i * twice->stride;

        if (twice->lr[i] !=
            rate_curve_at(curve, row < curve->rows ? row : curve->rows - 1))
            return false;
    }
    return true;
}

/* The highest of the counts of steps that the parts name. */
static double
longest_length(const struct warn_facts *facts)
{
    double longest = 0;

    for (size_t i = 0; i < facts->part_count; i++) {
        const struct schedule_part *part = &facts->parts[i];
        const struct parameter *row = part->node->kind->parameters;

        for (; row->name; row++)
            if (row->count != COUNT_NONE)
                longest =
                    fmax(longest, (double)part->first +
                                      node_number(part->node, row->name, true));
    }
    return longest;
}

/* A schedule whose longest length is no more steps than there are epochs, and
 * ends in a fall. */
bool
lengths_are_epochs(const struct warn_facts *facts, struct finding *finding)
{
    const struct spec *spec = facts->spec;
    const struct rate_curve *curve = &facts->curve;
    double epochs = (double)spec->steps / (double)spec->steps_per_epoch;
    long last = (long)fmin(longest_length(facts), (double)INTEGER_MOST);
    long before = last - 1 > curve->peak ? last - 1 : last;

    finding->a = (double)last;
    finding->b = ceil(epochs);
    finding->c = (double)spec->steps_per_epoch;
    return has_curve(facts) && spec->interval == INTERVAL_STEP &&
           spec->steps_per_epoch > 3 && finding->a > 0 &&
           finding->a <= finding->b && last < curve->rows &&
           last > curve->peak &&
           fmin(rate_curve_at(curve, before), rate_curve_at(curve, last)) <
               0.5 * curve->highest;
}
