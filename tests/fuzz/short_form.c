/* short_form.c -- a text as the short form of each family. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/trial.h"
#include "simulate/families.h"

static const struct family *family;

static bool
fill(struct document *document, const char *text, size_t size,
     struct error *error)
{
    (void)size;
    return document_put(document, "flag", family->name, text, error);
}

void
fuzz_short_form(const char *text, size_t size)
{
    for (size_t i = 0; all_families[i]; i++) {
        family = all_families[i];
        trial_hold(fill, text, size);
    }
}
