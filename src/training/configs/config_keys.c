/* config_keys.c -- no key that bears on the rate is passed over.
 *
 * What a dialect's table has is mapped, read or refused; another key whose name
 * sounds like a rate is said. */
#include <string.h>
#include <strings.h>

#include "training/configs/dialect.h"

/* By the words that names of keys that bear on a rate have, in any case. */
bool
config_key_is_rate(const char *name)
{
    static const char *const words[] = {
        "lr",       "lrs",     "lr0",       "lrf",    "learning_rate",
        "warmup",   "sched",   "scheduler", "anneal", "decay",
        "cooldown", "burn_in", NULL};

    for (size_t i = 0; words[i]; i++) {
        size_t length = strlen(words[i]);

        for (const char *at = name; *at; at++)
            if (strncasecmp(at, words[i], length) == 0 &&
                (at == name || strchr("_.", at[-1])) &&
                (!at[length] || strchr("_.", at[length])))
                return true;
    }
    return false;
}

const struct dialect_key *
dialect_key_find(const struct dialect *dialect, const char *path)
{
    for (const struct dialect_key *key = dialect->keys; key->key; key++)
        if (strcmp(key->key, path) == 0)
            return key;
    return NULL;
}

/* Whether a value is one that asks for nothing. */
static bool
is_idle(const struct dialect_key *key, const struct tree *value)
{
    struct quoted text = tree_quote(value);
    char *word = text.text;
    size_t length = strlen(word);

    if (value->kind == TREE_STRING && length > 1) {
        word++;
        word[length - 2] = '\0';
    }
    for (const char *at = key->idle ? key->idle : ""; *at;) {
        size_t size = strcspn(at, " ");

        if (strlen(word) == size && strncmp(at, word, size) == 0)
            return true;
        at += size + (at[size] == ' ');
    }
    return false;
}

/* Whether PyYAML takes a number for a text: it wants a point, and a sign in the
 * exponent. */
static bool
is_text_to_pyyaml(const struct tree *value)
{
    const char *e = value->kind == TREE_NUMBER && value->text
                        ? strpbrk(value->text, "eE")
                        : NULL;

    return e && (!strchr(value->text, '.') || !strchr("+-", e[1]));
}

/* Refuses what a dialect cannot do. */
static void
check_refused(struct config *config)
{
    for (const struct dialect_key *key = config->dialect->keys; key->key;
         key++) {
        const struct tree *value =
            key->refused ? config_find(config, key->key) : NULL;

        if (value && !is_idle(key, value))
            config_refuse(config, key->key, "is %s: %s", tree_quote(value).text,
                          key->refused);
    }
}

/* Refuses another value where the table has a key of an object: else all that
 * is in it would be passed over.  A part may be the name of its file. */
static void
check_objects(struct config *config)
{
    for (const struct dialect_key *key = config->dialect->keys; key->key;
         key++) {
        char path[64];
        size_t length = strcspn(key->key, ".");
        const char *part = config->dialect->part;
        const struct tree *value;

        for (; key->key[length];
             length += 1 + strcspn(key->key + length + 1, ".")) {
            memcpy(path, key->key, length);
            path[length] = '\0';
            value = config_find(config, path);
            if (value && value->kind != TREE_OBJECT &&
                !(part && strcmp(path, part) == 0))
                config_refuse_kind(config, path, "an object", value);
        }
    }
}

struct nearest
dialect_key_near(const struct dialect *dialect, const char *path)
{
    struct nearest nearest = {.word = path};
    size_t length = strlen(path), other;
    bool rate = config_key_is_rate(path);

    for (const struct dialect_key *key = dialect->keys; key->key; key++)
        nearest_try(&nearest, key->key);
    other = nearest.best ? strlen(nearest.best) : 0;
    /* Of a name that sounds like no rate only a slip of one letter. */
    if (nearest.distance > (rate ? 2 : 1) ||
        (!rate && (length < 7 || other > length + 1 || length > other + 1)))
        nearest.best = NULL;
    return nearest;
}

/* A key that is not in the table: one that was surely meant to be, or that
 * sounds like a rate. */
static void
check_unknown(struct config *config, const char *path, const struct tree *value)
{
    const struct nearest nearest = dialect_key_near(config->dialect, path);
    const struct place *place = config_place(config, path);
    const struct place name = {.parent = place ? place->parent : NULL,
                               .name = value->key,
                               .source = value->source,
                               .offset = value->key_offset};

    if (place && nearest.best)
        config->failed = !error_at(config->error, &name, "unknown key%s",
                                   nearest_suggestion(&nearest).text);
    else if (config_key_is_rate(path))
        config_assume(config, "%s does not bear on the rate", quote(path).text);
}

static void
check_key(struct config *config, const char *path, const struct tree *value)
{
    if (config->yaml && config->dialect->pyyaml && is_text_to_pyyaml(value))
        config_warn(config, path,
                    "is text to PyYAML, which wants a point and a sign, as in "
                    "1.0e-4; not all programs make a number of it");
    if (value->kind != TREE_OBJECT && value->kind != TREE_NULL &&
        !dialect_key_find(config->dialect, path))
        check_unknown(config, path, value);
}

/* The keys of an object, whose path is `base` ("": the root). */
static void
check_object(struct config *config, const char *base)
{
    const struct tree *object = config_find(config, base);
    struct text path = {.arena = config->arena};

    for (const struct tree *member =
             tree_is(object, TREE_OBJECT) ? object->child : NULL;
         member && !config->failed; member = member->next) {
        path.used = 0;
        text_format(&path, "%s%s%s", base, *base ? "." : "", member->key);
        if (text_end(&path))
            check_key(config, path.bytes, member);
        else
            config->failed = !error_memory(config->error);
    }
}

bool
config_keys_check(struct config *config)
{
    const char *at = config->dialect->objects;

    check_refused(config);
    check_objects(config);
    check_object(config, "");
    while (at && *at) {
        char path[64];
        size_t length = strcspn(at, " ");

        memcpy(path, at, length);
        path[length] = '\0';
        check_object(config, path);
        at += length + (at[length] == ' ');
    }
    return !config->failed;
}
