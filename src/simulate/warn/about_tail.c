/* about_tail.c -- conditions on what the curve does after its peak. */
#include "simulate/warn/finding.h"

static bool
is_at_most(double lr, double limit)
{
    return lr <= limit;
}

static double
share_of_rows(const struct warn_facts *facts, struct row_stretch rows)
{
    return (double)(rows.until - rows.from) / (double)facts->curve.rows;
}

/* A tail of rates that no update can feel beside the highest. */
bool
rate_underflows(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;

    if (!warn_has_curve(facts))
        return false;
    finding->rows = rate_curve_stretch(curve, curve->peak, is_at_most,
                                       1e-8 * curve->highest);
    finding->word = warn_may_count_epochs(facts)
                        ? ", or count epochs (--interval epoch)"
                        : "";
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

    if (!warn_has_curve(facts))
        return false;
    last = curve->lr[curve->count - 1];
    finding->rows =
        rate_curve_stretch(curve, curve->peak, is_at_most, last * (1 + 1e-9));
    from = finding->rows.from;
    share = share_of_rows(facts, finding->rows);
    finding->a = last;
    finding->b = 100 * last / curve->highest;
    warn_blame_end(facts, finding);
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

    if (!warn_has_curve(facts))
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

    for (size_t i = 0; warn_has_curve(facts) && i < facts->part_count; i++) {
        const struct schedule_part *part = &facts->parts[i];
        long end = schedule_end(part->node), last = part->first + part->rows;

        if (schedule_holds_parts(part->node->kind) || end == INTEGER_NULL ||
            end < part->start || end >= part->rows - 1 ||
            rate_curve_at(curve, last - 1) <=
                rate_curve_at(curve, part->first + end) + 1e-9 * curve->highest)
            continue;
        finding->place = warn_place_of_number(part->node, (double)end);
        finding->rows = (struct row_stretch){part->first + end + 1, last};
        finding->a = (double)end;
        finding->b = (double)part->rows;
        finding->c = (double)part->rows - 1;
        return true;
    }
    return false;
}
