/* recognise_written.c -- a schedule of which a search has found most numbers,
 * and written them down. */
#include "training/recognise_try.h"

/* Whether the base rate is one of those that may be. */
static bool
try_bases(struct recogniser *recogniser, struct attempt *attempt)
{
    const struct attempt start = *attempt;

    for (size_t i = 0; i < recogniser->base_count; i++) {
        *attempt = start;
        attempt->base = recogniser->bases[i];
        if (attempt_solve(recogniser, attempt) &&
            attempt_agrees(recogniser, attempt) == recogniser->count)
            return true;
    }
    *attempt = start;
    return false;
}

bool
recognise_written(struct recogniser *recogniser, struct text *text,
                  const struct schedule_form *open, long offset)
{
    struct schedule_form *form =
        arena_alloc(recogniser->arena, 1, sizeof *form);
    struct attempt attempt = {
        .form = form,
        .numbers[FORM_TOTAL] = recogniser->totals[0],
        .offset = offset,
        .epoch = recogniser->epoch,
    };

    if (!form || !text_end(text)) {
        recogniser->failed = true;
        return false;
    }
    *form = open ? *open : (struct schedule_form){.systems = ""};
    form->text = text->bytes;
    if (!try_bases(recogniser, &attempt) &&
        !(open && attempt_fit(recogniser, &attempt)))
        return false;
    recognise_add(recogniser, &attempt);
    return true;
}
