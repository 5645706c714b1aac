/* stream.c -- buffered writing with every result looked at. */
#include "output/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The temporary files that exist now: a signal handler has no other way to
 * know them, and an interrupted run leaves nothing behind. */
enum { TEMPORARIES = 32 };
static const char *volatile temporaries[TEMPORARIES];

static void
remove_temporaries(int number)
{
    for (size_t i = 0; i < TEMPORARIES; i++)
        if (temporaries[i])
            unlink(temporaries[i]);
    signal(number, SIG_DFL);
    raise(number);
}

static void
register_temporary(const char *old, const char *new)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};
    size_t i = 0;

    while (i < TEMPORARIES && temporaries[i] != old)
        i++;
    if (i < TEMPORARIES)
        temporaries[i] = new;
    for (i = 0; new &&i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action;

        /* What is ignored stays ignored. */
        if (sigaction(signals[i], NULL, &action) != 0 ||
            action.sa_handler != SIG_DFL)
            continue;
        action.sa_handler = remove_temporaries;
        sigaction(signals[i], &action, NULL);
    }
}

static void
stream_flush(struct text *text)
{
    struct stream *stream = (void *)text;
    size_t written = 0;

    while (written < text->used && !stream->failure) {
        ssize_t n = write(stream->descriptor, text->bytes + written,
                          text->used - written);

        if (n >= 0)
            written += (size_t)n;
        else if (errno != EINTR)
            stream->failure = errno;
    }
    text->used = 0;
    text->failed = stream->failure != 0;
}

static bool
failed(const struct stream *stream, int number, struct error *error)
{
    return error_plain(error, STATUS_OUTPUT, "%s: cannot be written: %s",
                       strcmp(stream->path, "-") == 0 ? "standard output"
                                                      : stream->path,
                       strerror(number));
}

/* FOLDER/.NAME.PID, so that a rename stays in one file system. */
static char *
temporary_name(const char *target, struct arena *arena)
{
    const char *slash = strrchr(target, '/');
    size_t folder = slash ? (size_t)(slash + 1 - target) : 0;
    size_t size = strlen(target) + 32;
    char *name = arena_alloc(arena, size, 1);

    if (name)
        snprintf(name, size, "%.*s.%s.%ld", (int)folder, target,
                 target + folder, (long)getpid());
    return name;
}

static bool
open_temporary(struct stream *stream, mode_t mode, struct error *error)
{
    stream->descriptor =
        open(stream->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    /* One that a killed run with this number left. */
    if (stream->descriptor < 0 && errno == EEXIST &&
        unlink(stream->temporary) == 0)
        stream->descriptor = open(
            stream->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (stream->descriptor < 0)
        return failed(stream, errno, error);
    register_temporary(NULL, stream->temporary);
    return true;
}

bool
stream_open(struct stream *stream, const char *path, struct arena *arena,
            struct error *error)
{
    bool standard = strcmp(path, "-") == 0;
    char *real = standard ? NULL : realpath(path, NULL);
    struct stat status = {.st_mode = 0666};
    bool exists = !standard && stat(path, &status) == 0;

    stream->path = path;
    stream->descriptor = STDOUT_FILENO;
    stream->text = (struct text){.bytes = stream->buffer,
                                 .size = sizeof stream->buffer,
                                 .flush = stream_flush};
    if (standard)
        return true;
    if (exists && !S_ISREG(status.st_mode)) {
        free(real);
        stream->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        return stream->descriptor >= 0 || failed(stream, errno, error);
    }
    /* A link keeps leading to its file. */
    stream->target =
        arena_copy(arena, real ? real : path, strlen(real ? real : path));
    free(real);
    if (!stream->target)
        return error_memory(error);
    /* What cannot be written must not be replaced either. */
    if (exists && access(path, W_OK) != 0)
        return failed(stream, errno, error);
    stream->temporary = temporary_name(stream->target, arena);
    return stream->temporary
               ? open_temporary(stream, status.st_mode & 0777, error)
               : error_memory(error);
}

bool
stream_finish(struct stream *stream, struct error *error)
{
    int number;

    if (!stream->text.failed)
        stream_flush(&stream->text);
    number = stream->failure;
    /* Some file systems tell of a full disk only now. */
    if (stream->descriptor >= 0 && close(stream->descriptor) != 0 && !number)
        number = errno;
    stream->descriptor = -1;
    return number == 0 || failed(stream, number, error);
}

bool
stream_commit(struct stream *stream, struct error *error)
{
    if (!stream->temporary)
        return true;
    if (rename(stream->temporary, stream->target) != 0)
        return failed(stream, errno, error);
    register_temporary(stream->temporary, NULL);
    stream->temporary = NULL;
    return true;
}

void
stream_discard(struct stream *stream)
{
    if (stream->descriptor > STDERR_FILENO)
        close(stream->descriptor);
    stream->descriptor = -1;
    if (!stream->temporary)
        return;
    unlink(stream->temporary);
    register_temporary(stream->temporary, NULL);
    stream->temporary = NULL;
}
