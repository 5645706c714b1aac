/* yolo.c -- the schedule, optimizer and groups of YOLOv5 and ultralytics.
 *
 * Its schedule counts batches, of which several may make an update. */
#include "training/configs/yolo.h"

#include <math.h>
#include <string.h>

/* The path of a key: "hyp.lr0". */
static const char *
path_of(struct config *config, const struct yolo *yolo, const char *key)
{
    struct text path = {.arena = config->arena};
    const char *made;

    text_format(&path, "%s%s", yolo->base, key);
    made = text_end(&path);
    if (!made)
        config->failed = !error_memory(config->error);
    return made ? made : key;
}

static double
real_of(struct config *config, const struct yolo *yolo, const char *key,
        double standard)
{
    return config_real(config, path_of(config, yolo, key), standard);
}

void
yolo_check_batch(struct config *config, const struct yolo *yolo,
                 const char *key)
{
    if (yolo->batch < 1)
        config_refuse(config, key,
                      "is %g: the trainer finds the batch itself, which it "
                      "prints",
                      yolo->batch);
}

struct config_epochs
yolo_epochs(struct config *config, const struct yolo *yolo)
{
    const long given = config->request->epochs;

    return (struct config_epochs){
        .key = "epochs",
        .epochs = given != INTEGER_NULL ? (double)given
                                        : config_real(config, "epochs", 100),
        .batch = yolo->batch,
        .batches = true,
    };
}

/* The three groups, in the order of the release. */
static const struct config_group *
yolo_groups(const struct yolo *yolo)
{
    static const struct config_group first[] = {
        {"bias", false}, {"", true}, {"norm", false}};
    static const struct config_group last[] = {
        {"", true}, {"norm", false}, {"bias", false}};
    static const struct config_group yolov5_last[] = {
        {"norm", false}, {"", true}, {"bias", false}};

    return !yolo->biases_last                         ? first
           : strcmp(yolo->kind, "yolov5.warmup") == 0 ? yolov5_last
                                                      : last;
}

/* The number of the group of the biases, or none of a problem without. */
static void
set_bias_group(struct config *config, const struct yolo *yolo)
{
    const struct tree *groups = tree_member(config->optimizer, "param_groups");
    bool tagged = config->request->tags.count > 0;

    if (tagged && !config_has_tag(config, "bias"))
        config_set_null(config, config->schedule, "bias_group", "");
    else if (groups && (tagged || yolo->biases_last))
        config_set_real(config, config->schedule, "bias_group",
                        yolo->biases_last ? (double)groups->count - 1 : 0, "");
}

static void
make_optimizer(struct config *config, const struct yolo *yolo)
{
    static const char names[] =
        "SGD sgd;Adam adam;AdamW adamw;RMSProp rmsprop;NAdam nadam;"
        "RAdam radam;Adamax adamax;MuSGD sgd";
    const char *from = path_of(config, yolo, "momentum");
    double momentum = yolo->momentum > 0
                          ? yolo->momentum
                          : real_of(config, yolo, "momentum", 0.937);
    double decay = real_of(config, yolo, "weight_decay", 0.0005);
    double accumulate = fmax(rint(yolo->nominal / yolo->batch), 1);
    config_make_optimizer(config, yolo->optimizer,
                          config_has(config, "optimizer") ? "optimizer" : "",
                          names);
    config_set_real(config, config->optimizer, "lr",
                    yolo->rate > 0 ? yolo->rate
                                   : real_of(config, yolo, "lr0", 0.01),
                    path_of(config, yolo, "lr0"));
    if (config_optimizer_has(config, "momentum"))
        config_set_real(config, config->optimizer, "momentum", momentum, from);
    if (config_optimizer_has(config, "nesterov"))
        config_set_flag(config, config->optimizer, "nesterov", true, from);
    config_set_betas(config, momentum, from, 0.999, from);
    if (config_optimizer_has(config, "weight_decay"))
        config_set_real(config, config->optimizer, "weight_decay",
                        decay * yolo->batch * accumulate / yolo->nominal,
                        path_of(config, yolo, "weight_decay"));
    config_make_groups(config, "YOLO", yolo_groups(yolo), 3);
    if (config->request->runs && accumulate > 1)
        config_assume(config,
                      "each batch is an update, of which YOLO makes one of %g",
                      accumulate);
}

/* The same as config_epoch() where the log has said how many batches. */
static long
yolo_epochs_known(struct config *config, const struct yolo *yolo,
                  const struct config_epochs *epochs)
{
    config_set_real(config, config->spec, "steps",
                    ceil(epochs->epochs * (double)yolo->nb), epochs->key);
    config_set_real(config, config->spec, "steps_per_epoch", (double)yolo->nb,
                    epochs->key);
    return yolo->nb;
}

void
yolo_make(struct config *config, const struct yolo *yolo)
{
    const struct config_epochs epochs = yolo_epochs(config, yolo);
    double momentum = yolo->momentum > 0
                          ? yolo->momentum
                          : real_of(config, yolo, "momentum", 0.937);
    long nb = yolo->nb > 0 ? yolo_epochs_known(config, yolo, &epochs)
                           : config_epoch(config, &epochs);
    struct tree *node;

    make_optimizer(config, yolo);
    config->schedule = node = config_node(config, yolo->kind, "");
    config_set_node(config, config->spec, "schedule", node);
    config_set_real(config, node, "epochs", ceil(epochs.epochs), epochs.key);
    config_set_real(config, node, "nb", (double)nb, epochs.key);
    config_copy(config, node, NULL, path_of(config, yolo, "lrf"));
    config_set_flag(config, node, "cos_lr", yolo->cosine, "cos_lr");
    config_set_real(config, node, "momentum", momentum,
                    path_of(config, yolo, "momentum"));
    config_copy(config, node, NULL, path_of(config, yolo, "warmup_epochs"));
    config_copy(config, node, NULL, path_of(config, yolo, "warmup_momentum"));
    config_set_real(
        config, node, "warmup_bias_lr",
        yolo->no_bias_rate ? 0 : real_of(config, yolo, "warmup_bias_lr", 0.1),
        path_of(config, yolo, "warmup_bias_lr"));
    if (yolo->version)
        config_set_word(config, node, "version", yolo->version, "");
    set_bias_group(config, yolo);
}
