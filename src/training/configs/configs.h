/* configs.h -- configurations of other systems, read as specs. */
#ifndef TRAINING_CONFIGS_CONFIGS_H
#define TRAINING_CONFIGS_CONFIGS_H

#include "simulate/warn/warnings.h"
#include "spec/spec_input.h"

/* THE LIST: one line a dialect, in the order in which they are tried; each has
 * a file here with its descriptor, dialect_NAME. */
#define DIALECTS(X)                                                            \
    X(axolotl)                                                                 \
    X(transformers)                                                            \
    X(deepspeed)                                                               \
    X(ultralytics)                                                             \
    X(yolov5)                                                                  \
    X(timm)                                                                    \
    X(lightning)                                                               \
    X(detectron2)                                                              \
    X(torchtune)                                                               \
    X(megatron)                                                                \
    X(darknet)                                                                 \
    X(keras)                                                                   \
    X(mmengine)

struct dialect;

#define DIALECT_ONE(name) +1
enum { DIALECT_COUNT = 0 DIALECTS(DIALECT_ONE) };

/* In the order of the list. */
extern const struct dialect *const dialects[DIALECT_COUNT];

/* The word of --as, and one line for lists. */
const char *dialect_name(const struct dialect *dialect);
const char *dialect_meaning(const struct dialect *dialect);

/* The dialect of this name; NULL: there is none. */
const struct dialect *dialect_find(const char *name);

/* What else decides how many steps there are. */
struct config_request {
    const struct dialect *dialect; /* NULL: by content */
    const struct source *part;     /* a text that completes it; NULL */
    long steps;                    /* of --steps and its like; INTEGER_NULL */
    long epochs;                   /* --epochs; INTEGER_NULL */
    long steps_per_epoch;          /* INTEGER_NULL */
    long examples, gpus;           /* INTEGER_NULL */
    bool runs;         /* a problem is trained, not only the schedule shown */
    struct texts tags; /* "kinds" of its parameters; none: it has none */
    long log_steps;    /* of a log beside it; INTEGER_NULL */
    bool log_epochs;   /* the log counts epochs */
    const char *log_name; /* NULL: there is none */
    size_t log_count;     /* its rates, and the steps that they are of */
    const double *log_x, *log_rates; /* NULL: it has none */
};

/* What was taken for granted, a line each, and what is surely not meant. */
struct config_notes {
    struct text assumed;
    struct warnings warnings;
};

/* Whether a text is a configuration of a known dialect. */
bool config_is_told(const struct source *source, struct arena *arena);

/* Whether the words of a command line are. */
bool config_words_are_told(const char *const *words, size_t count,
                           struct arena *arena);

/* Whether a text is a part of another, which names its file: YOLOv5's hyp.yaml,
 * of its opt.yaml; and whether a text names such a file.  Where it cannot be
 * read, it is neither, and the error says why. */
bool config_is_part(const struct source *source, struct arena *arena,
                    struct error *error);
bool config_names_part(const struct source *source, struct arena *arena,
                       struct error *error);

/* The spec of a text that is a configuration.  `*spec` is NULL where it is not;
 * then whoever reads specs may say what it is. */
bool config_read(const struct source *source,
                 const struct config_request *request, struct arena *arena,
                 struct tree **spec, struct config_notes *notes,
                 struct error *error);

/* The same of the words of a command line, which are told. */
bool config_read_words(const char *const *words, size_t count,
                       const struct config_request *request,
                       struct arena *arena, struct tree **spec,
                       struct config_notes *notes, struct error *error);

/* Whether a name is that of a class whose arguments are a configuration:
 * transformers' TrainingArguments; and whether a text calls one. */
bool config_is_class(const char *name, size_t length);
bool config_calls_class(const char *text);

/* The same of the arguments of such a class. */
bool config_read_class(struct tree *arguments, const char *name,
                       const struct config_request *request,
                       struct arena *arena, struct tree **spec,
                       struct config_notes *notes, struct error *error);

#endif
