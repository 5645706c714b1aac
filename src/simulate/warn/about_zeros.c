/* about_zeros.c -- conditions on rates that train nothing: 0, negative, none.
 */
#include "simulate/warn/finding.h"

static bool
is_not_finite(double lr, double limit)
{
    (void)limit;
    return !isfinite(lr);
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

bool
rate_is_not_finite(const struct warn_facts *facts, struct finding *finding)
{
    finding->rows = rate_curve_stretch(&facts->curve, 0, is_not_finite, 0);
    return finding->rows.until > 0;
}

bool
rate_is_negative(const struct warn_facts *facts, struct finding *finding)
{
    finding->rows = rate_curve_stretch(&facts->curve, 0, is_negative, 0);
    warn_blame_end(facts, finding);
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

    if (warn_has_curve(facts))
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
    warn_blame_end(facts, finding);
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
