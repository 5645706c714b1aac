/* whatif.c -- fits the law of logged runs, and predicts other schedules in the
 * range in which such predictions were found to hold. */
#include "predict/whatif.h"

#include <math.h>

#include "predict/loss_points.h"

/* Peaks that differ by more than this share are another rate: there is no law
 * for that. */
static const double PEAKS = 0.1;

/* A longer run, as a multiple of the longest one that was fitted. */
static const double HORIZON = 3.2;

/* What is a fall, as a share of the peak. */
static const double FALL = 0.1;

/* Without a plateau before a fall, one run says less: by so much more it was
 * off. */
static const double NO_PLATEAU = 1.3;

/* Where a law misses the losses that it was fitted to, it misses others by so
 * many times as much at least. */
static const double SPREADS = 2;

/* Losses that differ by less than this share of them are the same. */
static const double ROUNDING = 1e-12;

static double
least_rate_after_peak(const struct rate_sums *curve)
{
    double least = curve->peak;

    for (size_t i = curve->risen; i < curve->updates; i++)
        least = fmin(least, curve->rates[i]);
    return least;
}

static bool
falls(const struct rate_sums *curve)
{
    return least_rate_after_peak(curve) < (1 - FALL) * curve->peak;
}

static bool
check_peaks(const struct whatif_runs *runs, struct error *error)
{
    double first = runs->runs[0].curve.peak;

    for (size_t i = 1; i < runs->count; i++)
        if (fabs(runs->runs[i].curve.peak / first - 1) > PEAKS)
            return error_plain(
                error, STATUS_WRONG,
                "%s has a peak rate of %g and %s one of %g: the laws hold "
                "for one peak; give only runs that have it",
                runs->names[0], first, runs->names[i],
                runs->runs[i].curve.peak);
    return true;
}

/* Whether any run but one says what a fall does. */
static bool
any_falls(const struct whatif_runs *runs, size_t skip)
{
    for (size_t i = 0; i < runs->count; i++)
        if (i != skip && falls(&runs->runs[i].curve))
            return true;
    return false;
}

static bool
check_falls(const struct whatif_runs *runs, struct error *error)
{
    return any_falls(runs, runs->count) ||
           error_named(error, STATUS_WRONG, runs->names[0],
                       "its rate never falls by a tenth, so that the effect "
                       "of a cooldown is unknown; add the log of a run with "
                       "one");
}

static bool
any_plateau(const struct whatif_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++)
        if (falls(&runs->runs[i].curve) &&
            rate_sums_has_plateau(&runs->runs[i].curve))
            return true;
    return false;
}

/* The rate at a share of the run, as a share of its peak. */
static double
shape_at(const struct rate_sums *curve, double share)
{
    return curve->rates[(size_t)(share * (double)(curve->updates - 1))] /
           curve->peak;
}

/* Whether two runs, of all but one, have different shapes. */
static bool
shapes_differ(const struct whatif_runs *runs, size_t skip)
{
    const struct rate_sums *first = NULL;

    for (size_t i = 0; i < runs->count; i++) {
        const struct rate_sums *curve = &runs->runs[i].curve;

        if (i == skip)
            continue;
        if (!first)
            first = curve;
        for (double share = 0.5; share < 1; share += 0.15)
            if (fabs(shape_at(curve, share) - shape_at(first, share)) > 0.05)
                return true;
    }
    return false;
}

/* Fits all runs but one; NULL: all. */
static bool
fit_without(const struct whatif_runs *runs, const struct loss_law_kind *kind,
            size_t skip, struct law_fit *fit, struct arena *arena,
            struct error *error)
{
    const struct fitted_run *left_out =
        skip < runs->count ? &runs->runs[skip] : NULL;

    return law_fit(kind, runs->runs, runs->count, left_out,
                   shapes_differ(runs, skip), fit, arena, error);
}

/* The margin: each run that can be is predicted from the others. */
static bool
find_margin(struct whatif_basis *basis, const struct whatif_runs *runs,
            struct arena *arena, struct error *error)
{
    double sum = 0;

    for (size_t i = 0; i < runs->count; i++) {
        const struct fitted_run *run = &runs->runs[i];
        struct law_fit fit;
        double loss;

        if (!any_falls(runs, i))
            continue;
        if (!fit_without(runs, basis->fit.law.kind, i, &fit, arena, error))
            return false;
        loss_law_predict(&fit.law, &run->curve, 1, &run->places[run->count - 1],
                         &loss);
        loss -= run->losses[run->count - 1];
        sum += loss * loss;
        basis->margin_runs++;
    }
    if (basis->margin_runs > 1) {
        basis->margin = sqrt(sum / (double)basis->margin_runs);
        return true;
    }
    basis->margin_runs = 0;
    basis->margin = fmax(basis->fit.law.kind->usual_error *
                             (any_plateau(runs) ? 1 : NO_PLATEAU),
                         SPREADS * basis->fit.spread) *
                    whatif_run_loss(basis, &basis->fit);
    return true;
}

double
whatif_run_loss(const struct whatif_basis *basis, const struct law_fit *fit)
{
    double place = (double)basis->curve.updates, loss;

    loss_law_predict(&fit->law, &basis->curve, 1, &place, &loss);
    return loss;
}

bool
whatif_fit(struct whatif_basis *basis, const struct whatif_runs *runs,
           const struct loss_law_kind *kind, struct arena *arena,
           struct error *error)
{
    const struct loss_law_kind *second;

    *basis = (struct whatif_basis){.runs = runs->count,
                                   .name = runs->names[0],
                                   .curve = runs->runs[0].curve};
    for (size_t i = 0; i < runs->count; i++) {
        long updates = (long)runs->runs[i].curve.updates;

        if (i == 0 || updates < basis->shortest)
            basis->shortest = updates;
        if (updates > basis->longest)
            basis->longest = updates;
    }
    if (!kind)
        kind = any_plateau(runs) ? &loss_law_kernel : &loss_law_momentum;
    second = kind == &loss_law_kernel ? &loss_law_momentum : &loss_law_kernel;
    return check_peaks(runs, error) && check_falls(runs, error) &&
           fit_without(runs, kind, runs->count, &basis->fit, arena, error) &&
           fit_without(runs, second, runs->count, &basis->second, arena,
                       error) &&
           find_margin(basis, runs, arena, error);
}

bool
whatif_check_steps(const struct whatif_basis *basis, const char *name,
                   double steps, struct error *error)
{
    double most = floor(HORIZON * (double)basis->longest);
    double least = ceil(loss_points_begin(&basis->curve));

    if (steps < least)
        return error_named(error, STATUS_WRONG, name,
                           "has %.0f step%s, and the laws are fitted from step "
                           "%.0f on: what comes before that is not in them",
                           steps, &"s"[steps == 1], least);
    return steps <= most ||
           error_named(error, STATUS_WRONG, name,
                       "has %.0f steps, and the longest logged run %ld: the "
                       "laws were tested up to %g times as many; %.0f steps "
                       "can be answered, or log a longer run",
                       steps, basis->longest, HORIZON, most);
}

static bool
check_peak(const struct whatif_basis *basis,
           const struct whatif_candidate *candidate, struct error *error)
{
    double peak = candidate->curve.peak;

    return fabs(peak / basis->curve.peak - 1) <= PEAKS ||
           error_named(
               error, STATUS_WRONG, candidate->name,
               "has a peak rate of %g, and %s one of %g: the laws hold for one "
               "peak; another needs a run of its own",
               peak, basis->name, basis->curve.peak);
}

bool
whatif_predict(const struct whatif_basis *basis,
               struct whatif_candidate *candidate, struct error *error)
{
    double place = (double)candidate->curve.updates;

    if (!check_peak(basis, candidate, error) ||
        !whatif_check_steps(basis, candidate->name, place, error))
        return false;
    loss_law_predict(&basis->fit.law, &candidate->curve, 1, &place,
                     &candidate->loss);
    loss_law_predict(&basis->second.law, &candidate->curve, 1, &place,
                     &candidate->second);
    candidate->against = candidate->loss - whatif_run_loss(basis, &basis->fit);
    if (fabs(candidate->against) < ROUNDING * candidate->loss)
        candidate->against = 0;
    candidate->second -= whatif_run_loss(basis, &basis->second);
    return true;
}
