/* script.c -- a text as statements of Python that make a schedule or an
 * optimizer. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/trial.h"
#include "training/configs/configs.h"

static bool
fill(struct document *document, const char *text, size_t size,
     struct error *error)
{
    const struct source source = {
        .name = "script", .text = text, .length = size, .lines = true};
    struct source *kept = document_source(document, source, error);
    struct text assumed = {.arena = document->arena};
    struct code_request request = {.steps_per_epoch = 7,
                                   .assumed = &assumed,
                                   .is_record = config_is_class};
    struct tree *root =
        kept ? document_script(document, kept, &request, error) : NULL;

    return root && document_take(document, root, error);
}

void
fuzz_script(const char *text, size_t size)
{
    trial_hold(fill, text, size);
}
