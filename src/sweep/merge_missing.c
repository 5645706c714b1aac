/* merge_missing.c -- the runs that no input of a merge has. */
#include "sweep/merge_missing.h"

#include <inttypes.h>

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
merge_missing_add(struct merge_missing *missing, uint64_t start, uint64_t end)
{
    uint64_t length = end - start;

    if (length == 0)
        return;
    for (uint64_t i = 0; i < length && missing->count + i < MERGE_MISSING_SHOWN;
         i++)
        missing->first[missing->count + i] = start + i;
    missing->step = common_divisor(missing->step, start - missing->first[0]);
    if (length > 1)
        missing->step = 1;
    missing->count += length;
}

/* Adds the command that makes them: that of a shard, where all inputs are
 * shards of as many, and the missing runs are one of those. */
static void
add_shard(const struct merge_missing *missing, const struct merge_input *inputs,
          size_t count, struct text *text)
{
    uint64_t stride = 0;

    for (size_t i = 0; i < count; i++) {
        const struct merge_input *input = &inputs[i];

        if (stride && input->stride && input->stride != stride)
            return;
        stride = input->stride ? input->stride : stride;
    }
    if (stride > 1 && missing->step % stride == 0)
        text_format(text, "; --shard %" PRIu64 "/%" PRIu64 " makes them",
                    missing->first[0] % stride + 1, stride);
    else if (stride > 1)
        text_format(text, "; other shards, --shard I/%" PRIu64 ", make them",
                    stride);
    else if (count == 1 && inputs[0].database)
        text_string(text, "; `lrsim sweep --resume` makes them");
}

bool
merge_missing_report(const struct merge_missing *missing,
                     const struct merge_input *inputs, size_t count,
                     uint64_t total, struct error *error)
{
    struct arena arena = {0};
    struct text text = {.arena = &arena};
    bool one = missing->count == 1;

    text_format(&text, "merge: run%s ", one ? "" : "s");
    for (size_t i = 0; i < missing->count && i < MERGE_MISSING_SHOWN; i++)
        text_format(&text, "%s%" PRIu64, i ? ", " : "", missing->first[i]);
    text_format(&text, "%s %s missing, %" PRIu64 " of all %" PRIu64,
                missing->count > MERGE_MISSING_SHOWN ? ", ..." : "",
                one ? "is" : "are", missing->count, total);
    add_shard(missing, inputs, count, &text);
    if (!text_end(&text))
        error_memory(error);
    else
        error_plain(error, STATUS_WRONG, "%s", text.bytes);
    arena_free(&arena);
    return false;
}
