/* temporary.h -- what a signal that ends the process must end before:
 * temporary files, and a child. */
#ifndef OUTPUT_TEMPORARY_H
#define OUTPUT_TEMPORARY_H

#include <sys/types.h>

#include "base/arena.h"

/* A zeroed one names no file. */
struct temporary {
    struct temporary *_Atomic next; /* in the list of the signal handler */
    char *name;                     /* NULL: there is none */
};

/* Creates a file beside `target` (an absolute path), so that a rename stays in
 * one file system, and returns its descriptor; -1: see errno.  The name is
 * registered before the file exists.  The struct must not move until it is
 * forgotten. */
int temporary_create(struct temporary *temporary, const char *target,
                     struct arena *arena);

/* The file has another name, or none, by now. */
void temporary_forget(struct temporary *temporary);

/* What is printed on standard error where Ctrl-C ends the process; it must
 * stay. */
void temporary_advise(const char *words, size_t length);

/* The child that is killed; 0: there is none, or not any more. */
void temporary_child(pid_t child);

#endif
