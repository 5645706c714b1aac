/* input.c -- opens what a user names, and says why it cannot be read. */
#include "base/input.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

bool
input_open(struct input *input, struct error *error)
{
    bool standard = strcmp(input->name, "-") == 0;
    struct stat status;

    input->file = standard ? stdin : fopen(input->name, "rb");
    if (!input->file)
        return error_named(error, STATUS_WRONG,
                           *input->name ? input->name : "''",
                           "cannot be opened: %s", strerror(errno));
    if (standard)
        input->name = "standard input";
    if (fstat(fileno(input->file), &status) != 0 || !S_ISDIR(status.st_mode))
        return true;
    input_close(input);
    return error_named(error, STATUS_WRONG, input->name,
                       "must be a file, not a directory");
}

bool
input_look(struct input *input, char *bytes, size_t size, size_t *length,
           struct error *error)
{
    if (!input_read(input, bytes, size, length, error))
        return false;
    input->ahead = bytes;
    input->ahead_length = *length;
    return true;
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
    if (input->file && input->file != stdin)
        fclose(input->file);
    input->file = NULL;
}
