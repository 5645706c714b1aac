/* combinations.c -- loads the spec of every combination. */
#include "compare/combinations.h"

#include <string.h>

#include "spec/print.h"

/* The name of a file, without its folder and ".json". */
static const char *
find_stem(const char *path, size_t *length)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    *length = strlen(name);
    if (*length > 5 && strcmp(name + *length - 5, ".json") == 0)
        *length -= 5;
    return name;
}

/* The stem of a file, or its path where another file has the same stem. */
static void
add_file_name(const struct compare_request *request, const char *path,
              struct text *text)
{
    size_t length, size, same = 0;
    const char *name = find_stem(path, &length);

    for (size_t i = 0; i < request->input_count; i++)
        same += strncmp(find_stem(request->inputs[i].path, &size), name,
                        length) == 0 &&
                size == length;
    if (same > 1) {
        name = path;
        length = strlen(path);
    }
    text_add(text, name, length);
}

/* What distinguishes a combination: its file, and the alternatives of the
 * choices that have several. */
static const char *
make_name(const struct combinations *all, size_t index, const char *path,
          const char *title, bool problem)
{
    const struct choices *choices = &all->choices;
    struct text text = {.arena = all->arena};

    if (all->request->input_count > 1)
        add_file_name(all->request, path, &text);
    for (size_t i = 0; i < choices->count; i++)
        if (choices->items[i].count > 1 &&
            (problem || !choice_is_problem(&choices->items[i]))) {
            text_string(&text, text.used ? ", " : "");
            text_string(&text, choices_find(choices, index, i)->text);
        }
    if (text.used == 0)
        text_string(&text, title ? title : "run");
    return text_end(&text);
}

/* Reads each file once, however many combinations it is in. */
static bool
read_inputs(struct combinations *all, struct error *error)
{
    size_t count = all->request->input_count;

    all->inputs = arena_alloc(all->arena, count, sizeof *all->inputs);
    if (!all->inputs)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        struct spec_input *input = &all->inputs[i];
        struct document document;

        *input = all->request->inputs[i];
        if (!spec_input_read(input, all->arena, &document, error))
            return false;
        if (input->path)
            input->source = document.place.source;
    }
    return true;
}

/* The number of the first combination with the same problem. */
static size_t
find_group(const struct combinations *all, size_t index)
{
    size_t i = 0;

    while (strcmp(all->items[i].problem, all->items[index].problem) != 0)
        i++;
    return i;
}

/* The pen of the runs with the same label on other problems, or a new one. */
static size_t
find_pen(const struct combinations *all, size_t index)
{
    const struct combination *one = &all->items[index];
    size_t pen = 0;

    for (size_t i = 0; i < index; i++) {
        const struct combination *other = &all->items[i];

        if (other->group != one->group && strcmp(other->label, one->label) == 0)
            return other->pen;
        pen = other->pen < pen ? pen : other->pen + 1;
    }
    return pen;
}

/* Loads the index-th combination, checks it, and keeps its canonical JSON. */
static bool
make_combination(struct combinations *all, size_t index, struct arena *arena,
                 struct error *error)
{
    struct combination *one = &all->items[index];
    struct text text = {.arena = all->arena}, problem = text;
    struct simulation simulation;
    struct document document;
    struct spec_input input = all->inputs[index / all->choices.combinations];
    struct spec spec;

    if (!choices_apply(&all->choices, index, arena, &input, error) ||
        !spec_input_load(&input, arena, &document, &spec, error) ||
        !step_count_read(&all->request->every, &spec.span, arena, &one->every,
                         error) ||
        !simulation_make(&simulation, &spec, true, arena, error))
        return false;
    spec_print(&spec, &text);
    spec_print_member(&spec, "problem", &problem);
    one->name = make_name(all, index, input.path, spec.title, true);
    one->label = make_name(all, index, input.path, spec.title, false);
    one->problem = text_end(&problem);
    one->spec = (struct source){.name = one->name,
                                .text = text_end(&text),
                                .length = text.used,
                                .lines = true,
                                .composed = true,
                                .log = input.log};
    if (!one->name || !one->label || !one->problem || !one->spec.text)
        return error_memory(error);
    one->order = index;
    one->group = find_group(all, index);
    one->pen = find_pen(all, index);
    return true;
}

bool
combinations_make(struct combinations *all, struct error *error)
{
    const struct compare_request *request = all->request;
    bool done = true;

    if (!choices_make(&all->choices, request->inputs, all->arena, error))
        return false;
    all->count = request->input_count * all->choices.combinations;
    all->seeds =
        request->seed_count == INTEGER_NULL ? 1 : (size_t)request->seed_count;
    all->items = arena_alloc(all->arena, all->count, sizeof *all->items);
    if (!all->items)
        return error_memory(error);
    if (!read_inputs(all, error))
        return false;
    for (size_t i = 0; done && i < all->count; i++) {
        struct arena arena = {0};

        done = make_combination(all, i, &arena, error);
        arena_free(&arena);
    }
    return done;
}

static struct spec_override
tuned_value(const struct value_set *values, double share)
{
    struct spec_override override = {
        .kind = OVERRIDE_NUMBER, .flag = "--tune", .path = values->path};

    override.text = value_set_at(values, share, &override.number);
    if (override.text)
        override.kind = OVERRIDE_TEXT;
    return override;
}

bool
combination_load(const struct combinations *all, const struct combination *one,
                 const double *shares, struct one_run *run, struct error *error)
{
    struct spec_override overrides[TUNED_MOST];
    struct spec_input input = {.source = &one->spec,
                               .families = all->inputs->families,
                               .overrides = overrides,
                               .epochs = INTEGER_NULL};

    run->target = all->request->target;
    run->until_text = all->request->until;
    run->seed_count = all->request->seed_count;
    /* Assign whole objects before their members. */
    for (size_t depth = 0; shares && input.count < all->tuned; depth++)
        for (size_t i = 0; i < all->tuned; i++)
            if (all->values[i].depth == depth)
                overrides[input.count++] =
                    tuned_value(&all->values[i], shares[i]);
    return one_run_load(run, &input, error);
}
