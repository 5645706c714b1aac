/* merge_missing.c -- the runs that no shard has. */
#include <inttypes.h>

#include "sweep/merge_input.h"

static uint64_t
common_divisor(uint64_t a, uint64_t b)
{
    while (b > 0) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

void
gaps_note(struct gaps *gaps, uint64_t start, uint64_t end)
{
    uint64_t length = end - start;

    if (length == 0)
        return;
    for (uint64_t i = 0; i < length && gaps->count + i < TOLD; i++)
        gaps->first[gaps->count + i] = start + i;
    gaps->step = common_divisor(gaps->step, start - gaps->first[0]);
    if (length > 1)
        gaps->step = 1;
    gaps->count += length;
}

/* Which shard is missing, where one of as many as the others is; the parts of
 * an unsharded sweep are none. */
static void
tell_shard(const struct gaps *gaps, const struct part *parts, size_t count,
           struct text *text)
{
    uint64_t stride = 0;

    for (size_t i = 0; i < count; i++) {
        const struct part *part = &parts[i];

        if (stride && part->stride && part->stride != stride)
            return;
        stride = part->stride ? part->stride : stride;
    }
    if (stride > 1 && gaps->step % stride == 0)
        text_format(text, "; --shard %" PRIu64 "/%" PRIu64 " makes them",
                    gaps->first[0] % stride + 1, stride);
    else if (count == 1 && parts[0].database)
        text_string(text, "; `lrsim sweep --resume` makes them");
}

bool
gaps_tell(const struct gaps *gaps, const struct part *parts, size_t count,
          uint64_t total, struct error *error)
{
    struct arena arena = {0};
    struct text text = {.arena = &arena};
    bool one = gaps->count == 1;

    text_format(&text, "merge: run%s ", one ? "" : "s");
    for (size_t i = 0; i < gaps->count && i < TOLD; i++)
        text_format(&text, "%s%" PRIu64, i ? ", " : "", gaps->first[i]);
    text_format(&text, "%s %s missing, %" PRIu64 " of all %" PRIu64,
                gaps->count > TOLD ? ", ..." : "", one ? "is" : "are",
                gaps->count, total);
    tell_shard(gaps, parts, count, &text);
    if (!text_end(&text))
        error_memory(error);
    else
        error_plain(error, STATUS_WRONG, "%s", text.bytes);
    arena_free(&arena);
    return false;
}
