/* ultralytics.c -- args.yaml of ultralytics.
 *
 * `optimizer: auto` chooses optimizer, rate and momentum, and ignores those
 * that are given. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "training/configs/yolo.h"

static const struct dialect_key keys[] = {
    YOLO_KEYS(""),
    KEY_READ("epochs"),
    KEY_READ("batch"),
    KEY_READ("optimizer"),
    KEY_READ("cos_lr"),
    KEY_OTHER("optimize"), /* of an export */
    KEY_READ("nbs"),
    KEY_READ("fraction"),
    KEY_READ("nc"),
    KEY_REFUSED("time", "",
                "so many hours make the number of epochs, which only the "
                "training knows: epochs and time null"),
    KEY_END,
};

/* What auto takes for so many iterations, and classes. */
static void
choose(struct config *config, struct yolo *yolo)
{
    const struct config_epochs epochs = yolo_epochs(config, yolo);
    double nb =
        yolo->nb > 0 ? (double)yolo->nb : config_epoch_updates(config, &epochs);
    double classes = config_real(config, "nc", 80);
    double size = fmax(yolo->batch, yolo->nominal), iterations;

    if (isnan(nb))
        return;
    /* It counts updates, as if each batch had the nominal size. */
    iterations =
        epochs.epochs * ceil(config->request->examples != INTEGER_NULL
                                 ? (double)config->request->examples / size
                                 : nb * yolo->batch / size);
    yolo->optimizer = iterations > 10000 ? "MuSGD" : "AdamW";
    if (yolo->rate > 0) {
        config_assume(config,
                      "optimizer auto is %s with the rate of %s, %g: "
                      "lr0 and momentum have no effect",
                      yolo->optimizer, config->request->log_name, yolo->rate);
        return;
    }
    if (iterations > 10000) {
        yolo->rate = 0.01;
    } else {
        yolo->rate = rint(0.002 * 5 / (4 + classes) * 1e6) / 1e6;
        if (!config_has(config, "nc"))
            config_assume(config,
                          "80 classes, since the number of classes "
                          "is in the data: --lr %g",
                          yolo->rate);
    }
    config_assume(config,
                  "optimizer auto is %s with a rate of %g, momentum "
                  "0.9 and no warmup_bias_lr, for %g iterations: lr0 and "
                  "momentum have no effect",
                  yolo->optimizer, yolo->rate, iterations);
}

/* Before 8.4 the biases were the first group; args.yaml, which has all keys,
 * has one more since then. */
static void
choose_release(const struct config *config, struct yolo *yolo)
{
    bool before = config_has(config, "tracker") && !config_has(config, "rle");

    yolo->biases_last = !before;
    yolo->version = before ? "v8.3" : NULL;
}

static void
say_release(struct config *config, const struct yolo *yolo)
{
    if (yolo->nb == 0 && !yolo->no_bias_rate)
        config_assume(config, "%s",
                      yolo->version ? "the biases are the first group, as "
                                      "before ultralytics 8.4, whose args.yaml "
                                      "has rle"
                                    : "the groups are weights, norms and "
                                      "biases, as since ultralytics 8.4");
}

static void
ultralytics_make(struct config *config)
{
    struct yolo yolo = {
        .kind = "ultralytics.warmup",
        .base = "",
        .batch = config_real(config, "batch", 16),
        .nominal = config_real(config, "nbs", 64),
        .cosine = config_flag(config, "cos_lr", false),
        .optimizer = config_word(config, "optimizer", "auto"),
    };

    if (config_real(config, "fraction", 1) != 1 &&
        config->request->examples != INTEGER_NULL)
        config_assume(config, "--examples counts those of the fraction");
    yolo_check_batch(config, &yolo, "batch");
    if (!(yolo.nominal > 0))
        config_refuse(config, "nbs", "must be above 0, not %g", yolo.nominal);
    choose_release(config, &yolo);
    if (strcasecmp(yolo.optimizer, "auto") == 0) {
        config_warn(config, "optimizer",
                    "is auto, which ignores lr0 and momentum; name an "
                    "optimizer where they are meant");
        yolo.momentum = 0.9;
        yolo.no_bias_rate = true;
        yolo_fit(config, &yolo, true);
        choose(config, &yolo);
    } else {
        yolo_fit(config, &yolo, false);
    }
    say_release(config, &yolo);
    yolo_make(config, &yolo);
}

const struct dialect dialect_ultralytics = {
    .name = "ultralytics",
    .meaning = "args.yaml of ultralytics",
    .told = "lr0 lrf nbs|lr0 lrf mode|lr0 lrf imgsz task",
    .keys = keys,
    .pyyaml = true,
    .make = ultralytics_make,
};
