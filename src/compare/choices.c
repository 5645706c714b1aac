/* choices.c -- alternatives, and their combinations. */
#include "compare/choices.h"

#include <string.h>

/* In the order of the names of runs. */
static const char *const paths[CHOICES_MOST] = {"problem", "optimizer",
                                                "schedule"};

bool
choices_make(struct choices *choices, const struct spec_input *input,
             struct arena *arena, struct error *error)
{
    *choices = (struct choices){.combinations = 1};
    for (size_t c = 0; c < CHOICES_MOST; c++) {
        struct choice *choice = &choices->items[choices->count];
        struct spec_override *alternatives =
            arena_alloc(arena, input->count, sizeof *alternatives);

        if (!alternatives)
            return error_memory(error);
        for (size_t i = 0; i < input->count; i++)
            if (input->overrides[i].kind == OVERRIDE_NODE &&
                strcmp(input->overrides[i].path, paths[c]) == 0)
                alternatives[choice->count++] = input->overrides[i];
        if (choice->count == 0)
            continue;
        choice->alternatives = alternatives;
        choices->combinations *= choice->count;
        choices->count++;
    }
    return true;
}

bool
choice_is_problem(const struct choice *choice)
{
    return strcmp(choice->alternatives[0].path, paths[0]) == 0;
}

const struct spec_override *
choices_find(const struct choices *choices, size_t combination, size_t choice)
{
    const struct choice *found = &choices->items[choice];

    for (size_t i = choices->count; --i > choice;)
        combination /= choices->items[i].count;
    return &found->alternatives[combination % found->count];
}

bool
choices_apply(const struct choices *choices, size_t combination,
              struct arena *arena, struct spec_input *input,
              struct error *error)
{
    size_t room = input->count + choices->count, count = 0;
    struct spec_override *overrides =
        arena_alloc(arena, room, sizeof *overrides);

    if (!overrides)
        return error_memory(error);
    for (size_t i = 0; i < input->count; i++)
        if (input->overrides[i].kind != OVERRIDE_NODE)
            overrides[count++] = input->overrides[i];
    for (size_t i = 0; i < choices->count; i++)
        overrides[count++] = *choices_find(choices, combination, i);
    input->overrides = overrides;
    input->count = count;
    return true;
}
