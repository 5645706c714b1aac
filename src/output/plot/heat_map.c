/* heat_map.c -- the scale of colours of heat maps, and the tics of their
 * sides. */
#include "output/plot/heat_map.h"

#include <math.h>
#include <string.h>

#include "output/people.h"

/* Digits of the label of a value. */
enum { DIGITS = 3 };

double
heat_share(const struct heat_scale *scale, double loss)
{
    double share = scale->log
                       ? log(loss / scale->low) / log(scale->high / scale->low)
                       : (loss - scale->low) / (scale->high - scale->low);

    return fmin(fmax(share, 0), 1);
}

double
heat_loss(const struct heat_scale *scale, double share)
{
    return scale->log ? scale->low * pow(scale->high / scale->low, share)
                      : scale->low + share * (scale->high - scale->low);
}

/* An axis of points goes on to the tics beside their ends, if those are near.
 */
static void
extend(const struct heat_side *side, const struct axis *axis, double *low,
       double *high)
{
    static const double near = 0.15;
    double first = side->values[0], last = side->values[side->count - 1];
    double unit = 1, from, to, room;

    if (!side->log)
        unit = axis->digit * pow(10, axis->exponent);
    if (side->log) {
        first = log10(first);
        last = log10(last);
    }
    from = unit * floor(first / unit);
    to = unit * ceil(last / unit);
    room = near * (last - first);
    if (first - from <= room)
        *low = side->log ? pow(10, from) : from;
    if (to - last <= room)
        *high = side->log ? pow(10, to) : to;
}

struct axis
heat_axis(const struct heat_side *side, size_t most)
{
    double low = side->edges[0], high = side->edges[side->count];
    struct axis axis = side->log ? axis_log_exact(low, high, most)
                                 : axis_exact(low, high, most);

    if (side->scattered) {
        extend(side, &axis, &low, &high);
        axis = side->log ? axis_log_exact(low, high, most)
                         : axis_exact(low, high, most);
    }

    if (side->count > HEAT_TICS)
        return axis;
    axis.width = 0;
    for (size_t i = 0; i < side->count; i++) {
        char label[TIC_LABEL];

        heat_label(side, &axis, side->values[i], true, label);
        axis.width = strlen(label) > axis.width ? strlen(label) : axis.width;
    }
    return axis;
}

size_t
heat_tics(const struct heat_side *side, const struct axis *axis,
          double tics[AXIS_TICS])
{
    if (side->count > HEAT_TICS)
        return axis_tics(axis, tics);
    memcpy(tics, side->values, side->count * sizeof *tics);
    return side->count;
}

void
heat_label(const struct heat_side *side, const struct axis *axis, double tic,
           bool unicode, char label[TIC_LABEL])
{
    if (side->count > HEAT_TICS)
        axis_label(axis, tic, unicode, label);
    else
        people_short(tic, DIGITS, label);
}
