/* kind_list.c -- lists kinds by their systems. */
#include "lib/kind_list.h"

enum { MEANING_COLUMN = 24 };

void
kind_list_line(struct text *text, const char *name, const char *meaning)
{
    text_string(text, name);
    text_pad(text, MEANING_COLUMN);
    text_flow(text, MEANING_COLUMN, meaning);
    text_string(text, "\n");
}

size_t
kind_list_count(const struct family *family, enum system_id system)
{
    size_t count = 0;

    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        count += system == SYSTEM_COUNT || kind_system(*kind) == system;
    return count;
}

static void
add_kind(const struct family *family, const struct kind *kind,
         struct text *text)
{
    struct text meaning = {.arena = text->arena};

    text_string(&meaning, kind->summary);
    if (family->brief) {
        text_string(&meaning, " (");
        family->brief(kind, &meaning);
        text_string(&meaning, ")");
    }
    if (text_end(&meaning))
        kind_list_line(text, kind->name, meaning.bytes);
    else
        text->failed = true;
}

/* "hf: Hugging Face Transformers 5.24.0, 11", after an empty line. */
static void
add_heading(enum system_id system, size_t count, bool first, struct text *text)
{
    const char *version = system_version(system);

    text_format(text, "%s%s: %s%s%s, %zu\n", first ? "" : "\n",
                system_word(system),
                system_title(system) ? system_title(system)
                                     : "its own, and those of papers",
                version ? " " : "", version ? version : "", count);
}

static void
add_system(const struct family *family, enum system_id system,
           struct text *text)
{
    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        if (kind_system(*kind) == system)
            add_kind(family, *kind, text);
}

void
kind_list_add(const struct family *family, enum system_id system,
              struct text *text)
{
    size_t all = kind_list_count(family, SYSTEM_COUNT);
    bool first = true;

    if (system != SYSTEM_COUNT) {
        add_system(family, system, text);
        return;
    }
    for (int i = 0; i < SYSTEM_COUNT; i++) {
        /* PyTorch, then none, then the others. */
        enum system_id next = (enum system_id)(i > 1 ? i : 1 - i);
        size_t count = kind_list_count(family, next);

        if (count > 0 && count < all)
            add_heading(next, count, first, text);
        first = first && count == 0;
        add_system(family, next, text);
    }
}
