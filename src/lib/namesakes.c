/* namesakes.c -- the same word in other systems, where it is another curve. */
#include "lib/namesakes.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { SUMMARY_COLUMN = 34 };

/* Whether a word begins here, as in warmup_cosine and WarmupCosineLR. */
static bool
begins_word(const char *name, const char *at)
{
    return at == name || isupper((unsigned char)*at) ||
           strchr("._", at[-1]) != NULL;
}

bool
namesakes_match(const struct kind *kind, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = kind->name; *at && length > 0; at++)
        if (strncasecmp(at, word, length) == 0 && begins_word(kind->name, at) &&
            (strchr("._", at[length]) || isupper((unsigned char)at[length])))
            return true;
    return false;
}

static void
add_namesake(const struct kind *kind, struct text *text)
{
    text_format(text, "  %s", kind->name);
    text_pad(text, SUMMARY_COLUMN);
    text_flow(text, SUMMARY_COLUMN, kind->summary);
    text_string(text, "\n");
}

/* Whether another kind is called as one of the words is, but for systems. */
static bool
is_called_as(const struct kind *other, const char *words)
{
    char word[64];

    for (size_t length; *words; words += length + strspn(words + length, " ")) {
        length = strcspn(words, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, words);
        if (kind_is_called(other, kind_own_name(word)))
            return true;
    }
    return false;
}

/* Whether another kind has a name of the kind's. */
static bool
is_namesake(const struct kind *kind, const struct kind *other)
{
    return is_called_as(other, kind->name) ||
           is_called_as(other, kind_aliases(kind));
}

void
namesakes_add(const struct family *family, const struct kind *kind,
              const char *word, struct text *text)
{
    size_t found = 0;

    for (const struct kind *const *other = family->kinds; *other; other++) {
        if (*other == kind ||
            !(kind ? is_namesake(kind, *other) : namesakes_match(*other, word)))
            continue;
        if (found++ == 0 && kind)
            text_string(text, "\nthe same word elsewhere\n");
        else if (found == 1)
            text_format(text, "%s with %s in their name\n", family->plural,
                        word);
        add_namesake(*other, text);
    }
}
