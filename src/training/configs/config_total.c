/* config_total.c -- how many updates a configured run has.
 *
 * Most configurations give epochs: what the log, --steps or --examples say
 * makes updates of them. */
#include <math.h>

#include "training/configs/dialect.h"

static double
devices(struct config *config, const struct config_epochs *epochs)
{
    if (!epochs->per_device)
        return 1;
    if (config->request->gpus != INTEGER_NULL)
        return (double)config->request->gpus;
    if (epochs->devices > 0)
        return epochs->devices;
    config_assume(config, "one device: --gpus K");
    return 1;
}

/* Updates in an epoch by --examples; NAN: they are not given. */
static double
updates_by_examples(struct config *config, const struct config_epochs *epochs)
{
    double examples = (double)config->request->examples, batches;
    double accumulate = epochs->accumulate > 0 ? epochs->accumulate : 1;
    double count;

    if (config->request->examples == INTEGER_NULL || !(epochs->batch > 0))
        return NAN;
    count = devices(config, epochs);
    if (epochs->shares)
        examples = ceil(examples / count);
    else
        count *= epochs->batch;
    batches = examples / (epochs->shares ? epochs->batch : count);
    if (epochs->whole)
        return batches / accumulate;
    batches = epochs->drops ? floor(batches) : ceil(batches);
    batches /= accumulate;
    return fmax(1, epochs->floors ? floor(batches) : ceil(batches));
}

static double
updates_in_epoch(struct config *config, const struct config_epochs *epochs)
{
    long given = config->request->steps_per_epoch;

    return given != INTEGER_NULL ? (double)given
                                 : updates_by_examples(config, epochs);
}

/* The error that nothing makes updates of the epochs. */
static void
refuse_epochs(struct config *config, const struct config_epochs *epochs,
              double count, const char *what, const char *flags)
{
    bool given = config_has(config, epochs->key);

    config_refuse(config, epochs->key,
                  "%s%s%g%s, but nothing says how many %s: %s%s",
                  given ? "" : epochs->key, given ? "is " : " is ", count,
                  given ? "" : " by default", what, flags,
                  epochs->batch > 0 ? " or --examples N" : "");
}

double
config_epoch_updates(struct config *config, const struct config_epochs *epochs)
{
    const struct config_request *request = config->request;
    double updates = updates_in_epoch(config, epochs);

    if (!isnan(updates))
        return updates;
    if (request->steps != INTEGER_NULL && request->steps > 0) {
        updates = fmax(1, ceil((double)request->steps / epochs->epochs));
        config_assume(config, "an epoch has %g updates, the steps over %g",
                      updates, epochs->epochs);
    } else if (request->log_epochs && !epochs->batches) {
        updates = 1;
        config_assume(config, "a step is an epoch, as in %s",
                      request->log_name);
    }
    return updates;
}

long
config_epoch(struct config *config, const struct config_epochs *epochs)
{
    double updates = config_epoch_updates(config, epochs);
    double total = ceil(epochs->epochs * updates);

    if (config->failed)
        return 0;
    if (!(updates >= 1 && total <= (double)INTEGER_MOST)) {
        refuse_epochs(config, epochs, epochs->epochs, "updates an epoch has",
                      "--steps-per-epoch N, --steps N");
        return 0;
    }
    config_set_real(config, config->spec, "steps", total, epochs->key);
    config_set_real(config, config->spec, "steps_per_epoch", updates,
                    epochs->key);
    return config->failed ? 0 : (long)updates;
}

static long
total_of_epochs(struct config *config, const struct config_epochs *epochs)
{
    double updates = epochs ? updates_in_epoch(config, epochs) : NAN;
    double count = epochs ? epochs->epochs : NAN, total;

    if (config->request->epochs != INTEGER_NULL)
        count = (double)config->request->epochs;
    total = ceil(count * updates);
    if (total >= 0 && total <= (double)INTEGER_MOST)
        return (long)total;
    if (epochs && !isnan(count))
        refuse_epochs(config, epochs, count, "examples", "--steps N");
    else
        config_refuse(config, "", "nothing says how many steps: --steps N");
    return 0;
}

long
config_total(struct config *config, long given, const char *given_key,
             const struct config_epochs *epochs)
{
    const struct config_request *request = config->request;
    const char *from = given_key ? given_key : epochs ? epochs->key : "";
    long total;

    if (request->steps != INTEGER_NULL) {
        total = request->steps;
    } else if (given > 0) {
        total = given;
    } else if (request->log_steps != INTEGER_NULL) {
        total = request->log_steps;
        config_assume(config, "the run has the %ld steps of %s", total,
                      request->log_name);
    } else {
        total = total_of_epochs(config, epochs);
    }
    if (!config->failed)
        config_set_real(config, config->spec, "steps", (double)total, from);
    return config->failed ? 0 : total;
}
