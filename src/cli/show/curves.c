/* curves.c -- operands and --schedule to the curves that are overlaid. */
#include "cli/show/curves.h"

#include <string.h>

#include "base/text.h"
#include "schedule/schedule.h"

static bool
is_schedule(const struct spec_override *override)
{
    return override->kind == OVERRIDE_NODE &&
           strcmp(override->path, "schedule") == 0;
}

/* What one curve is made of. */
struct overlaid_curve {
    const char *path; /* NULL: none */
    bool named;       /* by its path, since there are other files */
    size_t schedule;  /* of those in the input; SIZE_MAX: the file's own */
};

static bool
add_curve(struct curves *curves, const struct spec_input *all,
          const struct overlaid_curve *curve, struct arena *arena)
{
    struct spec_input *input = &curves->inputs[curves->count];
    struct spec_override *kept = arena_alloc(arena, all->count, sizeof *kept);
    struct text name = {.arena = arena};
    size_t number = 0;

    *input = *all;
    input->path = curve->path;
    input->overrides = kept;
    input->count = 0;
    if (curve->named || curve->schedule == SIZE_MAX)
        text_string(&name, curve->path ? curve->path : "");
    for (size_t i = 0; kept && i < all->count; i++) {
        const struct spec_override *override = &all->overrides[i];

        if (is_schedule(override) && number++ != curve->schedule)
            continue;
        kept[input->count++] = *override;
        if (is_schedule(override))
            text_format(&name, "%s%s", name.used ? ", " : "", override->text);
    }
    curves->names[curves->count] = text_end(&name);
    return kept && curves->names[curves->count++];
}

/* A file, or no file, with each --schedule, the first of which is number
 * `texts`. */
static bool
add_file(struct curves *curves, const struct spec_input *all,
         struct overlaid_curve curve, size_t texts, size_t flags,
         struct arena *arena)
{
    for (size_t i = 0; i < flags || i == 0; i++) {
        curve.schedule = flags > 0 ? texts + i : SIZE_MAX;
        if (!add_curve(curves, all, &curve, arena))
            return false;
    }
    return true;
}

static bool
add_curves(struct curves *curves, const struct arguments *arguments,
           const struct spec_input *all, const struct operand *operands)
{
    struct arena *arena = arguments->arena;
    size_t flags = arguments->options.schedule.count, files = 0, texts = 0;
    size_t text = 0;
    bool done = true;

    for (size_t i = 0; i < arguments->operand_count; i++) {
        files += !operands[i].family;
        texts += operands[i].family == &schedule_family;
    }
    for (size_t i = 0; done && i < arguments->operand_count; i++) {
        const struct overlaid_curve curve = {.path = operands[i].word,
                                             .named = files > 1};

        if (!operands[i].family)
            done = add_file(curves, all, curve, texts, flags, arena);
        else if (operands[i].family == &schedule_family)
            done =
                add_curve(curves, all,
                          &(struct overlaid_curve){.schedule = text++}, arena);
    }
    if (arguments->word_count > 0)
        done = done && add_file(curves, all,
                                (struct overlaid_curve){.path = "--",
                                                        .named = files > 0},
                                texts, flags, arena);
    else if (files == 0 && (flags > 0 || texts == 0))
        done = done && add_file(curves, all, (struct overlaid_curve){0}, texts,
                                flags, arena);
    return done;
}

/* Standard input is read by one curve. */
static bool
check_files(const struct curves *curves, struct error *error)
{
    size_t readers = 0;

    for (size_t i = 0; i < curves->count; i++) {
        const char *path = curves->inputs[i].path;

        readers += path && strcmp(path, "-") == 0;
    }
    return readers < 2 || error_plain(error, STATUS_WRONG,
                                      "-: must be a file, since each schedule "
                                      "reads the spec");
}

bool
curves_make(struct curves *curves, const struct arguments *arguments,
            struct error *error)
{
    size_t most = (arguments->operand_count + 2) *
                  (arguments->options.schedule.count + 1);
    const struct operand *operands;
    struct spec_input all;

    *curves = (struct curves){
        .inputs = arena_alloc(arguments->arena, most, sizeof *curves->inputs),
        .names = arena_alloc(arguments->arena, most, sizeof *curves->names),
    };
    if (!curves->inputs || !curves->names)
        return error_memory(error);
    if (!load_overrides(arguments, &all, error) ||
        !load_operands(arguments, &operands, error))
        return false;
    return (add_curves(curves, arguments, &all, operands) ||
            error_memory(error)) &&
           check_files(curves, error) &&
           load_files(arguments, curves->inputs, curves->count, error);
}
