/* folder.c -- makes a folder, and sees that a test leaves nothing in it. */
#include "tests/output/folder.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

static char folder[64];

void
enter_folder(void)
{
    strcpy(folder, "/tmp/lrsim_output_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

void
leave_folder(const char *name)
{
    DIR *directory = opendir(".");
    struct dirent *entry;

    while ((entry = readdir(directory)))
        ck_assert_msg(strcmp(entry->d_name, ".") == 0 ||
                          strcmp(entry->d_name, "..") == 0 ||
                          (name && strcmp(entry->d_name, name) == 0),
                      "'%s' was left behind", entry->d_name);
    closedir(directory);
    if (name)
        ck_assert_msg(unlink(name) == 0, "%s is not there", name);
    ck_assert_int_eq(rmdir(folder), 0);
}

void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

const char *
file_text(const char *path, struct arena *arena)
{
    struct text text = {.arena = arena};
    FILE *file = fopen(path, "r");
    char piece[4096];
    size_t length;

    if (!file)
        return "(none)";
    while ((length = fread(piece, 1, sizeof piece, file)) > 0)
        text_add(&text, piece, length);
    fclose(file);
    return text_end(&text);
}
