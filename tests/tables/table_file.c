/* table_file.c -- writes the files of tests. */
#include "tests/tables/table_file.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
table_file_write(struct table_file *file, const char *name, const char *bytes)
{
    FILE *stream;

    strcpy(file->folder, "/tmp/lrsim_test.XXXXXX");
    ck_assert(mkdtemp(file->folder) != NULL);
    snprintf(file->path, sizeof file->path, "%s/%s", file->folder, name);
    stream = fopen(file->path, "w");
    ck_assert(stream != NULL && fputs(bytes, stream) >= 0);
    ck_assert(fclose(stream) == 0);
}

char *
table_file_hide(const struct table_file *file, const char *text)
{
    size_t length = strlen(file->path);
    char *hidden = calloc(strlen(text) + 1, 4), *to = hidden;

    ck_assert(hidden != NULL);
    while (*text)
        if (strncmp(text, file->path, length) == 0) {
            to = stpcpy(to, "FILE");
            text += length;
        } else {
            *to++ = *text++;
        }
    return hidden;
}

void
table_file_remove(const struct table_file *file)
{
    unlink(file->path);
    rmdir(file->folder);
}
