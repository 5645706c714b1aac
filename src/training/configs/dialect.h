/* dialect.h -- what a dialect says of itself, and how it makes a spec.
 *
 * Functions of a `struct config` return something harmless after an error, so
 * that a dialect reads on and asks config_done() at its end.  Paths are in the
 * user's tree: "scheduler.params.warmup_min_lr". */
#ifndef TRAINING_CONFIGS_DIALECT_H
#define TRAINING_CONFIGS_DIALECT_H

#include "base/nearest.h"
#include "training/configs/configs.h"

struct config {
    const struct dialect *dialect;
    const struct config_request *request;
    struct tree *root;                 /* as the user wrote it */
    struct tree *spec;                 /* what is made of it */
    struct tree *optimizer, *schedule; /* of the spec; NULL: none yet */
    struct arena *arena;
    struct config_notes *notes;
    struct error *error;
    bool yaml; /* it is YAML */
    bool failed;
};

/* A key of a dialect. */
struct dialect_key {
    const char *key;     /* its path; NULL: the end of the table */
    const char *target;  /* where its value goes in the spec as it is; NULL:
                          * make() reads it, or nothing does */
    const char *refused; /* why lrsim cannot do what it asks; NULL: it can */
    const char *idle;    /* the values that ask for nothing, between spaces */
};

/* make() reads it. */
#define KEY_READ(key)                                                          \
    {                                                                          \
        key, NULL, NULL, NULL                                                  \
    }
/* Its name sounds like a rate, but it does not bear on one. */
#define KEY_OTHER(key) KEY_READ(key)
#define KEY_REFUSED(key, idle, reason)                                         \
    {                                                                          \
        key, NULL, reason, idle                                                \
    }
#define KEY_END                                                                \
    {                                                                          \
        NULL, NULL, NULL, NULL                                                 \
    }

/* A class of a Python script that has the keys as its arguments. */
struct dialect_class {
    const char *name; /* NULL: the end of the table */
    double rate;      /* its default of the rate's key */
};

struct dialect {
    const char *name;
    const char *meaning; /* for lists */
    /* Paths that all must be there, between spaces, or with '!' must not;
     * alternatives after '|'. */
    const char *told;
    const struct dialect_key *keys;
    /* The objects whose keys are the table's, besides the root: paths. */
    const char *objects;
    bool pyyaml; /* its YAML is read by PyYAML as it is */
    /* The key whose value is the name of a file with a part of it, and what
     * tells such a file, as `told` does; NULL: it is one file. */
    const char *part, *part_told;
    const struct dialect_class *classes; /* NULL: none */
    const char *rate;                    /* the key of the rate of those */
    void (*make)(struct config *config);
};

#define DECLARE_DIALECT(name) extern const struct dialect dialect_##name;
DIALECTS(DECLARE_DIALECT)
#undef DECLARE_DIALECT

/* keys: config_keys.c */

/* The row of a path; NULL: there is none. */
const struct dialect_key *dialect_key_find(const struct dialect *dialect,
                                           const char *path);

/* The key of the table that another one was surely meant to be; best NULL:
 * there is none. */
struct nearest dialect_key_near(const struct dialect *dialect,
                                const char *path);

/* Whether a key's name sounds as if it bore on the rate. */
bool config_key_is_rate(const char *name);

/* Refuses what a dialect cannot do, and says which keys sound like a rate and
 * are not in its table. */
bool config_keys_check(struct config *config);

/* reading: config.c */

/* The value at a path; NULL where there is none, or null. */
const struct tree *config_find(const struct config *config, const char *path);
bool config_has(const struct config *config, const char *path);

/* Its place, or that of its nearest object; NULL without memory. */
const struct place *config_place(struct config *config, const char *path);

/* `standard` where there is none. */
double config_real(struct config *config, const char *path, double standard);
long config_integer(struct config *config, const char *path, long standard);
bool config_flag(struct config *config, const char *path, bool standard);
const char *config_word(struct config *config, const char *path,
                        const char *standard);

/* The value must be something else: "must be X, not Y". */
void config_refuse(struct config *config, const char *path, const char *format,
                   ...) ERROR_FORMAT(3, 4);

/* The same: "must be WHAT", of a value that may be a variable of a script. */
void config_refuse_kind(struct config *config, const char *path,
                        const char *what, const struct tree *tree);

/* Says what is taken for granted. */
void config_assume(struct config *config, const char *format, ...)
    ERROR_FORMAT(2, 3);

/* A trap that `lrsim check` warns of. */
void config_warn(struct config *config, const char *path, const char *format,
                 ...) ERROR_FORMAT(3, 4);

/* Whether all went well. */
bool config_done(const struct config *config);

/* making: config_make.c.  `from` is the path that errors name. */

/* A new object with this type. */
struct tree *config_node(struct config *config, const char *type,
                         const char *from);

/* Sets a member; it must be new. */
void config_set_real(struct config *config, struct tree *node, const char *key,
                     double value, const char *from);
void config_set_word(struct config *config, struct tree *node, const char *key,
                     const char *value, const char *from);
void config_set_flag(struct config *config, struct tree *node, const char *key,
                     bool value, const char *from);
void config_set_reals(struct config *config, struct tree *node, const char *key,
                      const double *values, size_t count, const char *from);
void config_set_null(struct config *config, struct tree *node, const char *key,
                     const char *from);
void config_set_node(struct config *config, struct tree *node, const char *key,
                     struct tree *value);

/* A list; config_set_node() puts it into an object. */
struct tree *config_list(struct config *config, const char *from);
void config_append(struct config *config, struct tree *list,
                   struct tree *value);

/* Copies the user's value, if there is one, to `key` (NULL: its own last
 * name). */
void config_copy(struct config *config, struct tree *node, const char *key,
                 const char *from);

/* Copies all members of a user's object, without the names in `but`. */
void config_copy_all(struct config *config, struct tree *node, const char *from,
                     const char *but);

/* Makes the optimizer of a system's name: its entry in `names`, "adam adamw;
 * sgd sgd", first what the configuration says, then lrsim's; where there is
 * none, lrsim's own of that name.  Another is said, and stands as sgd. */
void config_make_optimizer(struct config *config, const char *word,
                           const char *from, const char *names);

/* Sets the betas of an optimizer that has them, each from its own key. */
void config_set_betas(struct config *config, double first,
                      const char *first_from, double second,
                      const char *second_from);

/* Whether the optimizer has a parameter of this name. */
bool config_optimizer_has(const struct config *config, const char *name);

/* groups: config_groups.c */

struct config_group {
    const char *words; /* that its tags have, between spaces; "": the rest */
    bool decays;
};

/* Makes the groups of a problem by its tags, in their order; of a schedule
 * alone all of them; of a problem without tags none, which is said. */
void config_make_groups(struct config *config, const char *system,
                        const struct config_group *groups, size_t count);

/* The same of what decays and of biases and norms, which are the first group or
 * the second; only for a problem, and where anything decays. */
void config_leave_decay(struct config *config, const char *system, bool first);

/* Whether a tag of the problem has a word. */
bool config_has_tag(const struct config *config, const char *word);

/* The spec's gradient: a norm (0: none) that it is clipped to, and batches that
 * an update sums. */
void config_make_gradient(struct config *config, double clip_norm,
                          const char *clip_from, double accumulate,
                          const char *accumulate_from);

/* Whether a name is one of those between spaces. */
bool config_is_listed(const char *list, const char *name);

/* Makes the schedule of a configuration that has none, which it says and
 * `lrsim check` warns of: the rate is constant unless a program brings one. */
void config_make_constant(struct config *config, const char *section);

/* How a system writes an object of a class. */
struct class_form {
    const char *name;      /* the key of the class: "class_path" */
    const char *arguments; /* and of its arguments; NULL: they are beside it */
};

/* The object at a path as lrsim's, with all objects below it; NULL where there
 * is none. */
struct tree *config_class(struct config *config, const char *path,
                          const struct class_form *form);

/* Makes the spec's optimizer of one; where lrsim has none of the name, of its
 * rate and the nearest name. */
void config_class_optimizer(struct config *config, const char *path,
                            const struct class_form *form);

/* The same of a list of them, or of one. */
struct tree *config_classes(struct config *config, const char *path,
                            const struct class_form *form);

/* The optimizer, whose name is at `key`, and the gradient as Hugging Face's
 * Trainer makes them of its arguments: transformers.c. */
void config_make_trainer_optimizer(struct config *config, const char *key);

/* totals: config_total.c */

struct config_epochs {
    const char *key; /* of the number of epochs */
    double epochs;
    double batch;      /* examples a batch; NAN: unknown */
    bool per_device;   /* the batch is that of one device */
    double devices;    /* without --gpus; 0: not known */
    bool shares;       /* each device has a share of the examples, rounded up */
    double accumulate; /* batches an update; 0: 1 */
    bool batches;      /* a row of a log of epochs cannot be an update */
    bool floors;       /* batches that make no whole update are left out */
    bool whole;        /* the epochs are joined before they are rounded up */
    bool drops;        /* the last batch, where it is not full */
};

/* The updates of the run: `given` where the configuration has it (> 0), the
 * log's, of --steps, or from the epochs, in this order of what there is; sets
 * the spec's steps.  0: an error. */
long config_total(struct config *config, long given, const char *given_key,
                  const struct config_epochs *epochs);

/* Updates in an epoch, by --steps-per-epoch, --examples, --steps or a log,
 * which it says; NAN: nothing has them. */
double config_epoch_updates(struct config *config,
                            const struct config_epochs *epochs);

/* The updates in an epoch, of a schedule that counts epochs; sets the spec's
 * steps and steps_per_epoch.  0: an error. */
long config_epoch(struct config *config, const struct config_epochs *epochs);

#endif
