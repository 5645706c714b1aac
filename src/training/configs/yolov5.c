/* yolov5.c -- hyp.yaml and opt.yaml of YOLOv5 and YOLOv7; the second has the
 * first inside it in later releases. */
#include <math.h>
#include <string.h>

#include "training/configs/yolo.h"

static const struct dialect_key keys[] = {
    KEY_READ("hyp"),
    KEY_READ("epochs"),
    KEY_READ("batch_size"),
    KEY_READ("total_batch_size"),
    KEY_READ("optimizer"),
    KEY_READ("adam"),
    KEY_READ("cos_lr"),
    KEY_READ("linear_lr"),
    YOLO_KEYS(""),
    YOLO_KEYS("hyp."),
    KEY_END,
};

static double
batch_of(struct config *config)
{
    return config_has(config, "total_batch_size")
               ? config_real(config, "total_batch_size", 16)
               : config_real(config, "batch_size", 16);
}

static void
yolov5_make(struct config *config)
{
    bool nested = tree_is(config_find(config, "hyp"), TREE_OBJECT);
    struct yolo yolo = {
        .kind = "yolov5.warmup",
        .base = nested ? "hyp." : "",
        .batch = batch_of(config),
        .nominal = 64,
        .cosine = config_flag(config, "cos_lr", false),
        .optimizer =
            config_word(config, "optimizer",
                        config_flag(config, "adam", false) ? "Adam" : "SGD"),
    };

    if (!nested && !config_has(config, "lr0"))
        config_assume(config,
                      "the file %s has YOLOv5's own values: lr0 0.01, "
                      "lrf 0.01, momentum 0.937, 3 epochs of warm-up",
                      quote(config_word(config, "hyp", "")).text);
    if (!nested && !config_has(config, "epochs") &&
        config->request->epochs == INTEGER_NULL)
        config_refuse(config, "lr0",
                      "is one of hyp.yaml, which does not say "
                      "how many epochs: --epochs N");
    yolo_check_batch(config, &yolo,
                     config_has(config, "total_batch_size") ? "total_batch_size"
                                                            : "batch_size");
    yolo_fit(config, &yolo, false);
    yolo_make(config, &yolo);
}

const struct dialect dialect_yolov5 = {
    .name = "yolov5",
    .meaning = "hyp.yaml or opt.yaml of YOLOv5 and YOLOv7",
    .told = "hyp.lr0|lr0 lrf warmup_bias_lr|hyp weights batch_size epochs",
    .keys = keys,
    .objects = "hyp",
    .pyyaml = true,
    .part = "hyp",
    .part_told = "lr0 lrf !epochs !hyp",
    .make = yolov5_make,
};
