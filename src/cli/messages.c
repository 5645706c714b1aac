/* messages.c -- errors, warnings and findings as people or GitHub read them.
 */
#include "cli/messages.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/operands.h"
#include "output/stream.h"

/* Workflow commands end at a newline, and their properties at a comma or a
 * colon. */
static void
add_escaped(struct text *text, const char *bytes, size_t length, bool property)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] && strchr(property ? "%\r\n:," : "%\r\n", bytes[i]))
            text_format(text, "%%%02X", (unsigned char)bytes[i]);
        else
            text_add(text, &bytes[i], 1);
}

void
annotation_add(const struct annotation *annotation, const char *message,
               size_t length, struct text *text)
{
    const char *command = annotation->command;

    text_format(text, "::%s ", annotation->kind);
    if (annotation->file) {
        text_string(text, "file=");
        add_escaped(text, annotation->file, strlen(annotation->file), true);
        text_string(text, ",");
    }
    if (annotation->line > 0)
        text_format(text, "line=%zu,", annotation->line);
    if (annotation->column > 0)
        text_format(text, "col=%zu,", annotation->column);
    text_format(text, "title=lrsim%s%s::", command ? " " : "",
                command ? command : "");
    add_escaped(text, message, length, false);
    text_string(text, "\n");
}

bool
annotates(const struct arguments *arguments)
{
    const struct options *options = &arguments->options;

    return options->annotations ||
           (options->format && strcmp(options->format, "github") == 0 &&
            arguments->command && arguments->command->annotates);
}

void
say_text(const struct text *text)
{
    if (!text->failed && text->used > 0)
        fwrite(text->bytes, 1, text->used, stderr);
}

enum status
write_text(const struct text *text, struct arena *arena, struct error *error)
{
    struct stream *stream = arena_alloc(arena, 1, sizeof *stream);

    if (!stream || text->failed || arena->failed) {
        error_memory(error);
        return STATUS_LIMIT;
    }
    if (!stream_open(stream, "-", arena, error))
        return error->status;
    text_add(&stream->text, text->bytes, text->used);
    return stream_finish(stream, error) ? STATUS_DONE : error->status;
}

/* What is no place in a file is about the only operand that there is. */
static void
annotate(const struct arguments *arguments, const char *kind,
         const struct error *error, struct text *text)
{
    struct annotation annotation = {
        .kind = kind, .command = arguments->command->name, .line = error->line};
    struct error_text message =
        error->line > 0 ? error_text_without_place(error) : error_text(error);

    if (error->line > 0) {
        annotation.file = error->name;
        annotation.column = error->column;
    } else if (arguments->operand_count == 1 &&
               operand_is_file(arguments->operands[0])) {
        annotation.file = arguments->operands[0];
    }
    annotation_add(&annotation, message.text, strlen(message.text), text);
}

/* Standard output stays open for the next one. */
static enum status
put(const struct text *text, enum status status)
{
    if (text->failed) {
        fputs("lrsim: out of memory\n", stderr);
        return STATUS_LIMIT;
    }
    if (fwrite(text->bytes, 1, text->used, stdout) == text->used &&
        fflush(stdout) == 0)
        return status;
    fprintf(stderr, "lrsim: standard output: cannot be written: %s\n",
            strerror(errno));
    return STATUS_OUTPUT;
}

void
add_warnings(const struct warnings *warnings, struct text *text)
{
    for (const struct warning *warning = warnings->first; warning;
         warning = warning->next)
        text_format(text, "lrsim: warning: %s\n",
                    error_text(&warning->error).text);
}

enum status
say_warnings(const struct arguments *arguments, const struct warnings *warnings)
{
    struct text text = {.arena = arguments->arena};

    if (!annotates(arguments))
        add_warnings(warnings, &text);
    for (const struct warning *warning = warnings->first;
         warning && annotates(arguments); warning = warning->next)
        annotate(arguments, "warning", &warning->error, &text);
    if (text.used > 0 && annotates(arguments))
        return put(&text, STATUS_DONE);
    say_text(&text);
    return STATUS_DONE;
}

/* A negative answer is a finding, which stands where findings do; an error is
 * also printed as errors are. */
enum status
say_error(const struct arguments *arguments, const struct error *error)
{
    struct text text = {.arena = arguments->arena};
    bool github = annotates(arguments);

    if (error->status == STATUS_DONE)
        return STATUS_DONE;
    if (!github || error->status != STATUS_NEGATIVE)
        fprintf(stderr, "lrsim: %s\n", error_text(error).text);
    if (!github)
        return error->status;
    annotate(arguments, "error", error, &text);
    return put(&text, error->status);
}

bool
expectations_hold(const struct arguments *arguments,
                  const struct expectations *expectations, struct error *error)
{
    for (size_t i = 0; i < expectations->count; i++) {
        struct error earlier = *error;

        if (!expect_holds(&expectations->items[i], expectations->stats, error))
            say_error(arguments, &earlier);
    }
    return !error->status;
}
