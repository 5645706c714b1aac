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
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};
    size_t i = 0;

    while (i < TEMPORARIES && temporaries[i] != old)
        i++;
    if (i < TEMPORARIES)
        temporaries[i] = new;
    /* A file that grows too large is an error like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
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

/* Opens FOLDER/.lrsim.PID.NUMBER: beside the target, so that a rename stays
 * in one file system, and with a name that is never too long. */
static bool
open_temporary(struct stream *stream, struct arena *arena, struct error *error)
{
    const char *slash = strrchr(stream->target, '/');
    size_t folder = (size_t)(slash + 1 - stream->target);
    char *name = arena_alloc(arena, folder + 48, 1);

    if (!name)
        return error_memory(error);
    for (int i = 0; i < 1000 && stream->descriptor < 0; i++) {
        snprintf(name, folder + 48, "%.*s.lrsim.%ld.%d", (int)folder,
                 stream->target, (long)getpid(), i);
        stream->descriptor =
            open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (stream->descriptor < 0 && errno != EEXIST)
            break;
    }
    if (stream->descriptor < 0)
        return failed(stream, errno, error);
    stream->temporary = name;
    register_temporary(NULL, name);
    return true;
}

/* Where the link at `path` leads, seen from the same folder as the path;
 * NULL where it is none, or without memory. */
static char *
follow_link(const char *path, struct arena *arena)
{
    char link[4096], *joined;
    ssize_t length = readlink(path, link, sizeof link);
    const char *slash = strrchr(path, '/');
    size_t folder = slash && *link != '/' ? (size_t)(slash + 1 - path) : 0;

    if (length < 0)
        return NULL;
    joined = arena_alloc(arena, folder + (size_t)length + 1, 1);
    if (joined) {
        memcpy(joined, path, folder);
        memcpy(joined + folder, link, (size_t)length);
    }
    return joined;
}

/* The file that a path leads to, links followed, whether it is there or not;
 * NULL where its folder is not, or without memory. */
static char *
real_target(const char *path, struct arena *arena)
{
    const char *slash, *name, *next = path;
    char *folder, *real, *target = NULL;
    size_t size;

    for (int i = 0; next && i < 40; i++) {
        path = next;
        next = follow_link(path, arena);
    }
    slash = strrchr(path, '/');
    name = slash ? slash + 1 : path;
    folder = arena_copy(arena, slash ? path : ".",
                        slash ? (size_t)(slash + 1 - path) : 1);
    real = folder && *name ? realpath(folder, NULL) : NULL;
    if (!real)
        return NULL;
    size = strlen(real) + strlen(name) + 2;
    target = arena_alloc(arena, size, 1);
    if (target)
        snprintf(target, size, "%s/%s", real, name);
    free(real);
    return target;
}

static bool
open_directly(struct stream *stream, struct error *error)
{
    stream->descriptor = open(stream->path, O_WRONLY | O_CLOEXEC);
    return stream->descriptor >= 0 || failed(stream, errno, error);
}

/* The descriptor that a path means, such as /dev/stdout or /dev/fd/3: what
 * lies behind it must not be replaced.  -1: none. */
static int
named_descriptor(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};

    if (strcmp(path, "/dev/stdout") == 0)
        return STDOUT_FILENO;
    if (strcmp(path, "/dev/stderr") == 0)
        return STDERR_FILENO;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t length = strlen(folders[i]);

        if (strncmp(path, folders[i], length) == 0 && path[length] &&
            strlen(path) < length + 6 &&
            path[length + strspn(path + length, "0123456789")] == '\0')
            return atoi(path + length);
    }
    return -1;
}

bool
stream_open(struct stream *stream, const char *path, struct arena *arena,
            struct error *error)
{
    struct stat status;
    bool exists;

    stream->path = path;
    stream->descriptor = STDOUT_FILENO;
    stream->text = (struct text){.bytes = stream->buffer,
                                 .size = sizeof stream->buffer,
                                 .flush = stream_flush};
    if (strcmp(path, "-") == 0)
        return true;
    stream->descriptor = named_descriptor(path);
    if (stream->descriptor >= 0) {
        stream->descriptor = fcntl(stream->descriptor, F_DUPFD_CLOEXEC, 0);
        return stream->descriptor >= 0 || failed(stream, errno, error);
    }
    exists = stat(path, &status) == 0;
    if (exists && !S_ISREG(status.st_mode))
        return open_directly(stream, error);
    errno = ENOENT;
    stream->target = real_target(path, arena);
    if (!stream->target)
        return failed(stream, errno, error);
    /* What cannot be written must not be replaced either. */
    if (exists && access(path, W_OK) != 0)
        return failed(stream, errno, error);
    if (!open_temporary(stream, arena, error))
        return false;
    stream->replaces = exists;
    /* The file keeps its mode, whatever the mask says. */
    if (exists && fchmod(stream->descriptor, status.st_mode & 07777) != 0)
        return failed(stream, errno, error);
    return true;
}

void
stream_make_executable(struct stream *stream)
{
    struct stat status;

    if (!stream->temporary || stream->replaces ||
        fstat(stream->descriptor, &status) != 0)
        return;
    /* A file system without such a mode still takes the script. */
    if (fchmod(stream->descriptor,
               (status.st_mode & 0777) | (status.st_mode & 0444) >> 2) != 0)
        return;
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
