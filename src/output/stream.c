/* stream.c -- buffered writing with every result checked. */
#include "output/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"

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
    if (number == ENOMEM)
        return error_memory(error);
    return error_named(error, STATUS_OUTPUT,
                       strcmp(stream->path, "-") == 0 ? "standard output"
                                                      : stream->path,
                       "cannot be written: %s", strerror(number));
}

/* Where the link at `path` leads, seen from the same folder as the path;
 * NULL where it is none, or without memory. */
static char *
follow_link(const char *path, struct arena *arena)
{
    char link[4096], *joined;
    ssize_t length = readlink(path, link, sizeof link);
    const char *slash = strrchr(path, '/');
    size_t folder;

    if (length < 0)
        return NULL;
    folder = slash && *link != '/' ? (size_t)(slash + 1 - path) : 0;
    joined = arena_alloc(arena, folder + (size_t)length + 1, 1);
    if (joined) {
        memcpy(joined, path, folder);
        memcpy(joined + folder, link, (size_t)length);
    }
    return joined;
}

/* The file that a path leads to, links followed, which need not exist; NULL
 * where its folder does not, or without memory. */
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

/* The open descriptor that a path such as /dev/stdout or /dev/fd/3 means;
 * -1: none. */
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

/* Notes which regular file is written or replaced. */
static void
note_file(struct stream *stream, const struct stat *status)
{
    stream->regular = S_ISREG(status->st_mode);
    stream->device = status->st_dev;
    stream->inode = status->st_ino;
}

/* A device, a pipe or an open descriptor, which nothing can replace. */
static bool
open_directly(struct stream *stream, struct error *error)
{
    struct stat status;

    if (stream->number < 0)
        stream->descriptor = open(stream->path, O_WRONLY | O_CLOEXEC);
    else if (strcmp(stream->path, "-") == 0)
        stream->descriptor = STDOUT_FILENO;
    else
        stream->descriptor = fcntl(stream->number, F_DUPFD_CLOEXEC, 0);
    if (stream->descriptor < 0)
        return failed(stream, errno, error);
    if (fstat(stream->descriptor, &status) == 0)
        note_file(stream, &status);
    return true;
}

static bool
open_temporary(struct stream *stream, struct arena *arena, struct error *error)
{
    stream->descriptor =
        temporary_create(&stream->temporary, stream->target, arena);
    return stream->descriptor >= 0 || failed(stream, errno, error);
}

bool
stream_open(struct stream *stream, const char *path, struct arena *arena,
            struct error *error)
{
    struct stat status;
    bool exists;

    *stream = (struct stream){.path = path, .descriptor = -1};
    stream->text = (struct text){.bytes = stream->buffer,
                                 .size = sizeof stream->buffer,
                                 .flush = stream_flush};
    stream->number =
        strcmp(path, "-") == 0 ? STDOUT_FILENO : named_descriptor(path);
    exists = stream->number < 0 && stat(path, &status) == 0;
    if (stream->number >= 0 || (exists && !S_ISREG(status.st_mode)))
        return open_directly(stream, error);
    /* What cannot be written must not be replaced either. */
    if (exists ? access(path, W_OK) != 0 : errno != ENOENT)
        return failed(stream, errno, error);
    stream->target = real_target(path, arena);
    if (!stream->target)
        return failed(
            stream, errno == ENOMEM || arena->failed ? ENOMEM : ENOENT, error);
    if (!open_temporary(stream, arena, error))
        return false;
    stream->replaces = exists;
    if (exists)
        note_file(stream, &status);
    /* The file keeps its permissions, whatever the mask says, but not
     * set-user-ID and the like: its owner may be another one now. */
    if (exists && fchmod(stream->descriptor, status.st_mode & 0777) != 0)
        return failed(stream, errno, error);
    return true;
}

bool
stream_same(const struct stream *a, const struct stream *b)
{
    if (strcmp(a->path, b->path) == 0)
        return true;
    if (a->target && b->target)
        return strcmp(a->target, b->target) == 0;
    return (a->number >= 0 && a->number == b->number) ||
           (a->regular && b->regular && a->device == b->device &&
            a->inode == b->inode);
}

bool
stream_writes_input(const struct stream *stream)
{
    const struct stat status = {.st_dev = stream->device,
                                .st_ino = stream->inode};

    return stream->regular && input_was_read(&status);
}

void
stream_make_executable(struct stream *stream)
{
    struct stat status;

    if (!stream->temporary.name || stream->replaces ||
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
    /* After a crash of the machine the name has the old content or the new. */
    if (stream->temporary.name && !number && fsync(stream->descriptor) != 0 &&
        errno != EINVAL)
        number = errno;
    /* Some file systems report a full disk only now. */
    if (stream->descriptor >= 0 && close(stream->descriptor) != 0 && !number)
        number = errno;
    stream->descriptor = -1;
    return number == 0 || failed(stream, number, error);
}

bool
stream_commit(struct stream *stream, struct error *error)
{
    if (!stream->temporary.name)
        return true;
    if (rename(stream->temporary.name, stream->target) != 0)
        return failed(stream, errno, error);
    temporary_forget(&stream->temporary);
    return true;
}

void
stream_discard(struct stream *stream)
{
    if (stream->descriptor > STDERR_FILENO)
        close(stream->descriptor);
    stream->descriptor = -1;
    if (!stream->temporary.name)
        return;
    unlink(stream->temporary.name);
    temporary_forget(&stream->temporary);
}
