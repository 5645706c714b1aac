/* config_groups.c -- the groups of parameters that decay and that do not, by
 * the tags of a problem. */
#include <string.h>

#include "training/configs/dialect.h"

/* Whether a tag has one of the words: "bias norm". */
static bool
matches(const char *tag, const char *words)
{
    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");

        for (const char *part = tag; *part; part++)
            if (strncmp(part, at, length) == 0)
                return true;
        at += length;
    }
    return false;
}

/* Whether a tag is of a group: of the rest where no other names it. */
static bool
is_of(const char *tag, const struct config_group *group,
      const struct config_group *groups, size_t count)
{
    if (*group->words)
        return matches(tag, group->words);
    for (size_t i = 0; i < count; i++)
        if (matches(tag, groups[i].words))
            return false;
    return true;
}

bool
config_has_tag(const struct config *config, const char *word)
{
    const struct texts *tags = &config->request->tags;

    for (size_t i = 0; i < tags->count; i++)
        if (matches(tags->values[i], word))
            return true;
    return false;
}

/* The tags of a group, "bias, norm"; "": none. */
static const char *
tags_of(struct config *config, const struct config_group *group,
        const struct config_group *groups, size_t count)
{
    const struct texts *tags = &config->request->tags;
    struct text text = {.arena = config->arena};

    for (size_t i = 0; i < tags->count; i++)
        if (is_of(tags->values[i], group, groups, count))
            text_format(&text, "%s%s", text.used ? ", " : "", tags->values[i]);
    if (!text_end(&text))
        config->failed = !error_memory(config->error);
    return config->failed ? "" : text.bytes;
}

void
config_make_groups(struct config *config, const char *system,
                   const struct config_group *groups, size_t count)
{
    struct tree *list = config_list(config, "");
    bool tagged = config->request->tags.count > 0;

    if (!tagged && config->request->runs) {
        config_assume(config,
                      "all parameters decay: %s leaves out biases and norms, "
                      "and \"kinds\" of the problem would say which they are",
                      system);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct config_group *group = &groups[i];
        const char *params = tagged ? tags_of(config, group, groups, count)
                             : *group->words ? group->words
                                             : "weight";
        struct tree *entry = *params ? config_node(config, NULL, "") : NULL;

        config_set_word(config, entry, "params", params, "");
        if (!group->decays)
            config_set_real(config, entry, "weight_decay", 0, "");
        config_append(config, list, entry);
    }
    config_set_node(config, config->optimizer, "param_groups", list);
}

void
config_leave_decay(struct config *config, const char *system, bool first)
{
    static const struct config_group groups[] = {
        {"bias norm", false}, {"", true}, {"bias norm", false}};
    const struct tree *decay = tree_member(config->optimizer, "weight_decay");

    if (decay && decay->number > 0 &&
        (config->request->runs || config->request->tags.count > 0))
        config_make_groups(config, system, groups + !first, 2);
}
