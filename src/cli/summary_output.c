/* summary_output.c -- a summary on standard error, or in a file. */
#include "cli/summary_output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "output/stream.h"

static bool
ends_in_json(const char *path)
{
    size_t length = strlen(path);

    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

static bool
check_file(const struct stream *stream, const struct outputs *outputs,
           struct error *error)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (stream_same(stream, &outputs->streams[i]))
            return error_plain(error, STATUS_WRONG,
                               "--summary: %s is the file of --output too",
                               quote(stream->path).text);
    return !stream_writes_input(stream) ||
           error_plain(error, STATUS_WRONG,
                       "--summary: %s is a file that is read",
                       quote(stream->path).text);
}

bool
summary_output_open(struct summary_output *summary,
                    const struct arguments *arguments,
                    const struct outputs *outputs, struct error *error)
{
    const char *word = arguments->options.summary;

    *summary = (struct summary_output){0};
    if (!word || !*word)
        return true;
    summary->json = summary->alone = strcmp(word, "json") == 0;
    if (summary->json)
        return true;
    /* A slip in "json" makes no file. */
    if (!strpbrk(word, "./"))
        return error_plain(error, STATUS_WRONG,
                           "--summary: must be json or a file with an ending, "
                           "not '%s'",
                           quote(word).text);
    summary->json = ends_in_json(word);
    summary->stream = arena_alloc(arguments->arena, 1, sizeof *summary->stream);
    if (!summary->stream)
        return error_memory(error);
    return stream_open(summary->stream, word, arguments->arena, error) &&
           check_file(summary->stream, outputs, error);
}

bool
summary_output_write(struct summary_output *summary, const struct text *text,
                     struct error *error)
{
    struct stream *stream = summary->stream;

    if (text->failed)
        return error_memory(error);
    if (stream) {
        text_add(&stream->text, text->bytes, text->used);
        return stream_finish(stream, error) && stream_commit(stream, error);
    }
    return text->used == 0 ||
           (fwrite(text->bytes, 1, text->used, stderr) == text->used &&
            fflush(stderr) == 0) ||
           error_plain(error, STATUS_OUTPUT,
                       "standard error: cannot be written: %s",
                       strerror(errno));
}

void
summary_output_discard(struct summary_output *summary)
{
    if (summary->stream)
        stream_discard(summary->stream);
}
