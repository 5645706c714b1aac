/* yolo_fit.c -- how many batches an epoch has, by the rates of results.csv.
 *
 * Its row of an epoch has the rate of the epoch's last batch.  On the rise that
 * depends on the batches of an epoch, after it on the rate alone. */
#include <math.h>
#include <string.h>

#include "training/configs/yolo.h"

enum { BATCHES_MOST = 20000 };

struct yolo_curve {
    double epochs, rise, share, start, rate;
    bool cosine, lags; /* an epoch has the factor of the one before it */
};

static double
number_of(struct config *config, const struct yolo *yolo, const char *key,
          double standard)
{
    char path[64] = "";

    strcat(strcat(path, yolo->base), key);
    return config_real(config, path, standard);
}

/* What the rate is multiplied by in an epoch. */
static double
fall(const struct yolo_curve *curve, double epoch)
{
    return curve->cosine
               ? (1 - cos(epoch * M_PI / curve->epochs)) / 2 *
                         (curve->share - 1) +
                     1
               : fmax(1 - epoch / curve->epochs, 0) * (1 - curve->share) +
                     curve->share;
}

/* The rate of the last batch of an epoch that has `nb` of them. */
static double
rate_of(const struct yolo_curve *curve, double epoch, double nb)
{
    double batch = (epoch + 1) * nb - 1, rise = rint(curve->rise * nb), goal;
    bool late;

    if (curve->lags)
        rise = fmax(rise, 100);
    late = curve->lags && batch > rise && epoch > floor(rise / nb);
    goal = curve->rate * fall(curve, late ? epoch - 1 : epoch);
    return batch < rise ? curve->start + (goal - curve->start) / rise * batch
                        : goal;
}

/* How far the rates of the log are from those of so many batches. */
static double
miss(const struct config_request *request, const struct yolo_curve *curve,
     double nb)
{
    double sum = 0;

    for (size_t i = 0; i < request->log_count; i++) {
        double epoch = request->log_x[i] - request->log_x[0];
        double gap = rate_of(curve, epoch, nb) - request->log_rates[i];

        if (!isnan(gap))
            sum += gap * gap;
    }
    return sum;
}

/* The rate that the log has after the rise, as ultralytics rounds it; NAN:
 * there is no such row. */
static double
logged_rate(const struct config_request *request,
            const struct yolo_curve *curve)
{
    for (size_t i = 0; i < request->log_count; i++) {
        double epoch = request->log_x[i] - request->log_x[0];

        if (epoch > curve->rise && !isnan(request->log_rates[i]))
            return rint(request->log_rates[i] / fall(curve, epoch) * 1e6) / 1e6;
    }
    return NAN;
}

/* The batches of an epoch that leave the least gap to the rates of the log,
 * which is put into `least` where it is smaller. */
static long
fit_batches(const struct config_request *request,
            const struct yolo_curve *curve, double *least)
{
    long best = 0;

    for (long i = 1; i <= BATCHES_MOST && !isnan(curve->rate); i++) {
        double gap = miss(request, curve, (double)i);

        best = gap < *least ? i : best;
        *least = fmin(gap, *least);
    }
    return best;
}

void
yolo_fit(struct config *config, struct yolo *yolo, bool rate)
{
    const struct config_request *request = config->request;
    const struct config_epochs epochs = yolo_epochs(config, yolo);
    struct yolo_curve curve = {
        .epochs = epochs.epochs,
        .rise = number_of(config, yolo, "warmup_epochs", 3),
        .share = number_of(config, yolo, "lrf", 0.01),
        .start = yolo->no_bias_rate
                     ? 0
                     : number_of(config, yolo, "warmup_bias_lr", 0.1),
        .rate = number_of(config, yolo, "lr0", 0.01),
        .cosine = yolo->cosine,
        .lags = strcmp(yolo->kind, "yolov5.warmup") == 0,
    };
    double least = INFINITY;
    long last;

    if (!request->log_epochs || !request->log_rates || request->log_count < 2 ||
        request->steps != INTEGER_NULL ||
        request->steps_per_epoch != INTEGER_NULL)
        return;
    if (!curve.lags)
        curve.rise = fmin(curve.rise, curve.epochs - 1);
    if (rate)
        curve.rate = yolo->rate = logged_rate(request, &curve);
    yolo->nb = fit_batches(request, &curve, &least);
    yolo->biases_last = yolo->biases_last && curve.start == 0;
    curve.start = 0;
    last = fit_batches(request, &curve, &least);
    if (last > 0) {
        yolo->nb = last;
        yolo->biases_last = true;
    }
    if (yolo->nb > 0)
        config_assume(config, "an epoch has %ld batches, by the rates of %s",
                      yolo->nb, request->log_name);
}
