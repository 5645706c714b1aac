/* input.c -- opens what a user names, and says why it cannot be read. */
#include "base/input.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct read_file {
    struct read_file *next;
    dev_t device;
    ino_t inode;
};

/* All regular files that were opened.  They are the process's, as its
 * descriptors are: whoever reads a file would have to pass it to whoever
 * writes one, from each data file of each run of a sweep. */
static struct read_file *_Atomic files_read;

bool
input_was_read(const struct stat *status)
{
    for (const struct read_file *f = files_read; f; f = f->next)
        if (f->device == status->st_dev && f->inode == status->st_ino)
            return true;
    return false;
}

static bool
note_read(const struct stat *status, struct error *error)
{
    struct read_file *file;

    if (!S_ISREG(status->st_mode) || input_was_read(status))
        return true;
    file = malloc(sizeof *file);
    if (!file)
        return error_memory(error);
    *file = (struct read_file){files_read, status->st_dev, status->st_ino};
    while (!atomic_compare_exchange_weak(&files_read, &file->next, file))
        continue;
    return true;
}

/* What can be read once only, and waits with the bytes that were looked at. */
struct waiting_stream {
    struct waiting_stream *next;
    dev_t device;
    ino_t inode;
    FILE *_Atomic file; /* NULL: it does not wait */
    const char *ahead;
    size_t ahead_length;
    char bytes[];
};

/* The process's, as its descriptors are: an operand is looked at in one place,
 * and read in another. */
static struct waiting_stream *_Atomic waiting_streams;

/* Takes a stream that waits; opening a FIFO again would wait for a writer. */
static bool
take_waiting(struct input *input, bool standard)
{
    struct stat status;

    if ((standard ? fstat(STDIN_FILENO, &status)
                  : stat(input->name, &status)) != 0 ||
        (!standard && S_ISREG(status.st_mode)))
        return false;
    for (struct waiting_stream *s = waiting_streams; s; s = s->next)
        if (s->device == status.st_dev && s->inode == status.st_ino &&
            (input->file = atomic_exchange(&s->file, NULL))) {
            input->ahead = s->ahead;
            input->ahead_length = s->ahead_length;
            return true;
        }
    return false;
}

/* Keeps what is looked at of a stream, for whoever opens it next. */
static bool
keep_ahead(struct input *input, const char *bytes, size_t length,
           struct error *error)
{
    struct waiting_stream *stream;
    struct stat status;

    if (fstat(fileno(input->file), &status) != 0 ||
        (input->file != stdin && S_ISREG(status.st_mode)))
        return true;
    stream = malloc(sizeof *stream + length);
    if (!stream)
        return error_memory(error);
    *stream = (struct waiting_stream){
        .next = waiting_streams,
        .device = status.st_dev,
        .inode = status.st_ino,
    };
    memcpy(stream->bytes, bytes, length);
    input->ahead = stream->bytes;
    input->waiting = stream;
    while (
        !atomic_compare_exchange_weak(&waiting_streams, &stream->next, stream))
        continue;
    return true;
}

bool
input_open(struct input *input, struct error *error)
{
    bool standard = strcmp(input->name, "-") == 0;
    struct stat status;

    if (!take_waiting(input, standard))
        input->file = standard ? stdin : fopen(input->name, "rb");
    if (!input->file && errno == ENOMEM)
        return error_memory(error);
    if (!input->file)
        return error_named(error, STATUS_WRONG,
                           *input->name ? input->name : "''",
                           "cannot be opened: %s", strerror(errno));
    if (standard)
        input->name = "standard input";
    if (fstat(fileno(input->file), &status) != 0)
        return true;
    if (!S_ISDIR(status.st_mode))
        return note_read(&status, error);
    input_close(input);
    return error_named(error, STATUS_WRONG, input->name,
                       "must be a file, not a directory");
}

bool
input_look(struct input *input, char *bytes, size_t size, size_t *length,
           struct error *error)
{
    /* Who looked before may have looked further. */
    if (input->ahead_length >= size) {
        memcpy(bytes, input->ahead, size);
        *length = size;
        return true;
    }
    if (!input_read(input, bytes, size, length, error))
        return false;
    input->ahead = bytes;
    input->ahead_length = *length;
    return keep_ahead(input, bytes, *length, error);
}

bool
input_read(struct input *input, char *bytes, size_t size, size_t *length,
           struct error *error)
{
    size_t ahead = input->ahead_length < size ? input->ahead_length : size;

    if (ahead > 0) {
        memcpy(bytes, input->ahead, ahead);
        input->ahead += ahead;
        input->ahead_length -= ahead;
    }
    *length = ahead + fread(bytes + ahead, 1, size - ahead, input->file);
    return !ferror(input->file) ||
           error_named(error, STATUS_WRONG, input->name, "cannot be read: %s",
                       strerror(errno));
}

bool
input_read_all(struct input *input, struct arena *arena, size_t limit,
               char **text, size_t *length, struct error *error)
{
    size_t size = 0, more;

    *text = NULL;
    *length = 0;
    do {
        char *larger = arena_grow(arena, *text, *length, 2, &size, 1);

        if (!larger)
            return error_memory(error);
        *text = larger;
        if (!input_read(input, *text + *length, size - 1 - *length, &more,
                        error))
            return false;
        *length += more;
        if (*length > limit)
            return error_named(error, STATUS_LIMIT, input->name,
                               "must have at most %zu bytes; --max-input "
                               "raises the limit",
                               limit);
    } while (*length == size - 1);
    (*text)[*length] = '\0';
    return true;
}

void
input_close(struct input *input)
{
    struct waiting_stream *stream = input->waiting;
    FILE *file = input->file;

    input->file = NULL;
    input->waiting = NULL;
    if (file && stream && input->ahead_length > 0) {
        stream->ahead = input->ahead;
        stream->ahead_length = input->ahead_length;
        atomic_store(&stream->file, file);
    } else if (file && file != stdin) {
        fclose(file);
    }
}
