/* megatron_batches.c -- batches that grow with the samples seen.
 *
 * Megatron-LM's schedules count samples: with a batch that grows, or samples
 * that are no whole number of batches, lrsim's count them too. */
#include "training/configs/megatron_batches.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char ramp[] = "rampup_batch_size";
static const char stairs[] = "step_batch_size_schedule";

/* Adds that from so many samples on a batch has this size. */
static void
add_batch(struct config *config, struct tree *list, double samples, double size,
          const char *from)
{
    const double pair[] = {samples, size};
    struct tree *inner = config_list(config, from);

    for (size_t i = 0; i < 2; i++)
        config_set_real(config, inner, NULL, pair[i], from);
    config_append(config, list, inner);
}

/* start, increment, samples: num_microbatches_calculator.py of megatron-core
 * 0.16, RampupBatchsizeNumMicroBatchesCalculator. */
static struct tree *
read_ramp(struct config *config, double most)
{
    const struct tree *given = config_find(config, ramp);
    double number[3], each;
    struct tree *list = config_list(config, ramp);
    size_t count = 0;

    for (const struct tree *item = tree_is(given, TREE_LIST) ? given->child
                                                             : NULL;
         item; item = item->next)
        if (count++ < 3)
            number[count - 1] = item->kind == TREE_NUMBER ? item->number : NAN;
    if (count != 3 || !(number[0] >= 1 && number[1] >= 1 && number[2] >= 0) ||
        !(most >= number[0]) || fmod(most - number[0], number[1]) != 0) {
        config_refuse(config, ramp,
                      "must be three numbers: the first batch, an increment "
                      "that leads to global_batch_size, and samples");
        return NULL;
    }
    each = number[2] / ((most - number[0]) / number[1]);
    add_batch(config, list, 0, number[0], ramp);
    for (double k = 1; number[0] + k * number[1] <= most && !config->failed;
         k++) {
        double samples = floor(k * each);

        while (trunc(samples / each) < k)
            samples++;
        add_batch(config, list, samples, number[0] + k * number[1], ramp);
    }
    return list;
}

/* "250B": a number and a thousand, million, ... */
static double
read_count(const char **at)
{
    static const char units[] = "KMBT";
    char *end;
    double number = strtod(*at, &end);
    const char *unit =
        *end ? strchr(units, toupper((unsigned char)*end)) : NULL;

    if (end == *at)
        return NAN;
    *at = end + (unit != NULL);
    return trunc(unit ? number * pow(1000, (double)(unit - units) + 1)
                      : number);
}

/* "0:768 250B:1536": tokens, or without seq_length samples, and batches. */
static struct tree *
read_stairs(struct config *config)
{
    const char *at = config_word(config, stairs, "");
    double length = config_real(config, "seq_length", 1);
    struct tree *list = config_list(config, stairs);

    while (*(at += strspn(at, " ,")) && !config->failed) {
        double from = read_count(&at), batch;

        at += *at == ':';
        batch = read_count(&at);
        if (isnan(from) || isnan(batch) || (*at && !strchr(" ,", *at)))
            config_refuse_kind(config, stairs, "COUNT:BATCH between blanks",
                               config_find(config, stairs));
        else
            add_batch(config, list, floor(from / length), batch, stairs);
    }
    return list;
}

/* The updates until so many samples are seen, and those that they see. */
static double
count_updates(const struct tree *list, double until, double *seen)
{
    double updates = 0;

    for (const struct tree *pair = list->child; pair && *seen < until;
         pair = pair->next) {
        double batch = pair->child->next->number;
        double end =
            pair->next ? fmin(pair->next->child->number, until) : until;
        double more = fmax(ceil((end - *seen) / batch), 0);

        *seen += more * batch;
        updates += more;
    }
    return updates;
}

/* update_train_iters() of megatron/training: after a ramp a batch that is not
 * full is left out. */
static double
updates_of(const struct tree *list, double samples, double ramp_samples)
{
    double seen = 0, updates;

    if (isnan(ramp_samples))
        return count_updates(list, samples, &seen);
    updates = count_updates(list, fmin(samples, ramp_samples) + 1, &seen);
    return updates +
           fmax(floor((samples - seen) / list->last->child->next->number), 0);
}

static const char *const samples_keys[] = {"train_samples", "lr_decay_samples",
                                           "lr_warmup_samples",
                                           "lr_wsd_decay_samples", NULL};

static bool
counts_samples(const struct config *config)
{
    for (size_t i = 0; samples_keys[i]; i++)
        if (config_has(config, samples_keys[i]))
            return true;
    return false;
}

/* Whether a decay begins before the first iteration has ended: the root of the
 * first sample is that of the inverse square root then. */
static bool
decays_from_first_sample(struct config *config)
{
    double all = config_real(config, "lr_decay_iters",
                             config_real(config, "train_iters", NAN));
    double part = config_real(config, "lr_warmup_fraction",
                              config_real(config, "warmup", 0));

    return strcmp(config_word(config, "lr_decay_style", ""),
                  "inverse-square-root") == 0 &&
           !config_has(config, "lr_warmup_samples") &&
           !(config_real(config, "lr_warmup_iters", 0) >= 1) &&
           !(part * all >= 1);
}

/* The size that every batch has; NAN: it is not known, or they grow. */
static double
read_list(struct config *config, struct megatron_batches *batches)
{
    double size = NAN;

    if (config_has(config, ramp) || counts_samples(config) ||
        decays_from_first_sample(config))
        size = config_real(config, "global_batch_size", NAN);
    if (config_has(config, ramp)) {
        config_assume(config, "the batch grows as up to megatron-core 0.16; "
                              "later releases ignore rampup_batch_size");
        batches->list = read_ramp(config, size);
    } else if (config_has(config, stairs)) {
        batches->list = read_stairs(config);
    } else {
        return size;
    }
    if (config_flag(config, "decrease_batch_size_if_needed", false))
        config_refuse(config, "decrease_batch_size_if_needed",
                      "must be false beside batches that grow: how far it "
                      "decreases them depends on the devices");
    if (batches->list && batches->list->last)
        size = batches->list->last->child->next->number;
    return size;
}

/* Whether the samples of all lengths are whole batches. */
static bool
are_whole(struct config *config, double size)
{
    for (size_t i = 0; samples_keys[i]; i++) {
        double samples = config_real(config, samples_keys[i], 0);

        if (samples != 0 && isnan(size))
            config_refuse(config, samples_keys[i], "needs --global-batch-size");
        else if (samples != 0 && fmod(samples, size) != 0)
            return false;
    }
    return true;
}

struct megatron_batches
megatron_batches(struct config *config)
{
    struct megatron_batches batches = {.iteration = 1, .sample = 1};
    double size = read_list(config, &batches);
    double samples = config_real(config, "train_samples", 0);
    const struct tree *third = config_find(config, ramp);

    if (decays_from_first_sample(config) && isnan(size))
        config_refuse(config, "lr_decay_style",
                      "needs --global-batch-size, as it begins with a sample "
                      "where there is no warm-up");
    if (!batches.list &&
        (decays_from_first_sample(config) || !are_whole(config, size))) {
        batches.list = config_list(config, "global_batch_size");
        add_batch(config, batches.list, 0, size, "global_batch_size");
    }
    if (config->failed || !batches.list || !batches.list->last) {
        batches.sample = isnan(size) ? 1 : size;
        batches.updates = (long)floor(samples / batches.sample);
        return batches;
    }
    batches.iteration = size;
    batches.updates = (long)updates_of(batches.list, samples,
                                       third ? third->last->number
                                       : config_has(config, stairs) ? NAN
                                                                    : -1);
    return batches;
}
