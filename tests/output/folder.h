/* folder.h -- a folder of its own for a test that writes files. */
#ifndef TESTS_OUTPUT_FOLDER_H
#define TESTS_OUTPUT_FOLDER_H

#include "base/arena.h"

/* Makes one, and changes to it. */
void enter_folder(void);

/* Fails unless the file with this name (NULL: nothing) is all that is in it;
 * removes both. */
void leave_folder(const char *name);

void write_file(const char *path, const char *text);

/* The whole of a file; "(none)" where there is none. */
const char *file_text(const char *path, struct arena *arena);

#endif
