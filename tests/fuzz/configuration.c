/* configuration.c -- a text as another system's configuration: YAML, INI, JSON
 * or a shell script; what its content tells, and what --as says it is. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/trial.h"
#include "training/configs/configs.h"

static const struct dialect *dialect; /* of --as; NULL: none is given */

/* The steps are those of a log, where the text does not say. */
static bool
fill_configuration(struct document *document, const char *text, size_t size,
                   struct error *error)
{
    const struct config_request request = {
        .dialect = dialect,
        .steps = INTEGER_NULL,
        .epochs = INTEGER_NULL,
        .steps_per_epoch = 7,
        .examples = INTEGER_NULL,
        .gpus = INTEGER_NULL,
        .log_steps = 50,
        .log_name = "log",
    };
    const struct source source = {
        .name = "file", .text = text, .length = size, .lines = true};
    struct source *kept = document_source(document, source, error);
    struct config_notes notes = {.assumed.arena = document->arena,
                                 .warnings.arena = document->arena};
    struct tree *root;

    if (!kept ||
        !config_read(kept, &request, document->arena, &root, &notes, error))
        return false;
    return root ? document_take(document, root, error)
                : error_in(error, kept, 0, "is no configuration");
}

void
fuzz_configuration(const char *text, size_t size)
{
    dialect = NULL;
    trial_hold(fill_configuration, text, size);
    dialect = dialects[size % DIALECT_COUNT];
    trial_hold(fill_configuration, text, size);
}
