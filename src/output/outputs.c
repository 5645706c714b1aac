/* outputs.c -- opens, feeds, finishes and discards outputs together. */
#include "output/outputs.h"

#include <string.h>

#include "base/input.h"
#include "output/stream.h"

static const char *
name_of(const struct stream *stream)
{
    return strcmp(stream->path, "-") == 0 ? "standard output" : stream->path;
}

static bool
refuse_input(const char *name, struct error *error)
{
    return error_plain(error, STATUS_WRONG,
                       "--output: %s is a file that is read", name);
}

/* Nothing that is read may be replaced. */
static bool
check_unread(const struct stream *stream, struct error *error)
{
    return !stream_writes_input(stream) || refuse_input(name_of(stream), error);
}

static bool
check_target(const struct outputs *outputs, const struct stream *stream,
             struct error *error)
{
    for (size_t i = 0; i < outputs->count; i++) {
        const struct stream *other = &outputs->streams[i];

        if (strcmp(stream->path, other->path) == 0)
            return error_plain(error, STATUS_WRONG,
                               "--output: %s is given twice", stream->path);
        if (stream_same(stream, other))
            return error_plain(error, STATUS_WRONG,
                               "--output: %s and %s are the same file",
                               name_of(other), name_of(stream));
    }
    return check_unread(stream, error);
}

bool
outputs_are_unread(const struct output_targets *targets, struct error *error)
{
    for (size_t i = 0; i < targets->count; i++) {
        const char *path = targets->items[i].path;
        struct stat status;

        if (stat(path, &status) == 0 && input_was_read(&status))
            return refuse_input(path, error);
    }
    return true;
}

bool
outputs_open(struct outputs *outputs, const struct output_targets *targets,
             struct error *error)
{
    struct arena *arena = outputs->arena;
    size_t count = targets->count;

    outputs->streams = arena_alloc(arena, count, sizeof *outputs->streams);
    outputs->items = arena_alloc(arena, count, sizeof *outputs->items);
    if (!outputs->streams || !outputs->items)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        struct stream *stream = &outputs->streams[i];

        if (!stream_open(stream, targets->items[i].path, arena, error) ||
            !check_target(outputs, stream, error)) {
            stream_discard(stream);
            return false;
        }
        outputs->items[i].format = targets->items[i].format;
        outputs->count++;
    }
    return true;
}

bool
outputs_begin(struct outputs *outputs, size_t number, const struct frame *frame,
              struct error *error)
{
    const struct format *format = outputs->items[number].format;
    struct stream *stream = &outputs->streams[number];

    if (format->executable)
        stream_make_executable(stream);
    return output_begin(&outputs->items[number], format, frame, &stream->text,
                        outputs->arena, error);
}

bool
outputs_begin_all(struct outputs *outputs, const struct frame *table,
                  const struct frame *picture, struct error *error)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (!outputs_begin(outputs, i,
                           outputs->items[i].format->picture ? picture : table,
                           error))
            return false;
    return true;
}

void
outputs_text(struct outputs *outputs, size_t number, const struct text *text)
{
    /* Nothing to begin or to end. */
    static const struct format whole = {.name = "text"};
    struct stream *stream = &outputs->streams[number];

    outputs->items[number].format = &whole;
    text_add(&stream->text, text->bytes, text->used);
    stream->text.failed = stream->text.failed || text->failed;
}

bool
outputs_row(struct outputs *outputs, const struct frame *frame,
            const double *values)
{
    bool writable = true;

    for (size_t i = 0; i < outputs->count; i++) {
        if (outputs->items[i].frame != frame)
            continue;
        output_row(&outputs->items[i], values);
        writable = writable && !outputs->items[i].text->failed;
    }
    return writable;
}

bool
outputs_direct(const struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (!outputs->streams[i].target)
            return true;
    return false;
}

bool
outputs_finish(struct outputs *outputs, struct error *error)
{
    for (size_t i = 0; i < outputs->count; i++) {
        struct stream *stream = &outputs->streams[i];

        if (!stream->text.failed && !output_end(&outputs->items[i]))
            return false;
        /* Nothing is written where a part of it may be missing. */
        if (outputs->arena->failed)
            return error_memory(error);
        if (!stream_finish(stream, error))
            return false;
    }
    /* Some files are opened only in a run. */
    for (size_t i = 0; i < outputs->count; i++)
        if (!check_unread(&outputs->streams[i], error))
            return false;
    for (size_t i = 0; i < outputs->count; i++)
        if (!stream_commit(&outputs->streams[i], error))
            return false;
    return true;
}

void
outputs_discard(struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++)
        stream_discard(&outputs->streams[i]);
}
