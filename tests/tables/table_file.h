/* table_file.h -- a file for a test, in a folder of its own. */
#ifndef TESTS_TABLES_TABLE_FILE_H
#define TESTS_TABLES_TABLE_FILE_H

struct table_file {
    char folder[32], path[64];
};

/* Writes the file; fails the test where that is not possible. */
void table_file_write(struct table_file *file, const char *name,
                      const char *bytes);

/* The text with "FILE" in place of the path. */
char *table_file_hide(const struct table_file *file, const char *text);

void table_file_remove(const struct table_file *file);

#endif
