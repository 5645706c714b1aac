/* temporary.c -- creates temporary files, and removes them on a signal, with
 * what a child may still write. */
#include "output/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* All that exist now.  A signal handler has no other way to know them. */
static struct temporary *_Atomic registered;

static pid_t _Atomic registered_child;

/* What SIGINT prints. */
static const char *_Atomic registered_words;
static size_t _Atomic registered_length;

static void
remove_registered(int number)
{
    if (registered_child > 0)
        kill(registered_child, SIGKILL);
    for (struct temporary *file = registered; file; file = file->next)
        unlink(file->name);
    if (number == SIGINT && registered_words &&
        write(STDERR_FILENO, registered_words, registered_length) < 0)
        number = SIGINT;
    signal(number, SIG_DFL);
    raise(number);
}

static void
handle_signals(void)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};

    /* A file that grows too large is an error like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action;

        /* What is ignored stays ignored. */
        if (sigaction(signals[i], NULL, &action) != 0 ||
            action.sa_handler != SIG_DFL)
            continue;
        action.sa_handler = remove_registered;
        sigaction(signals[i], &action, NULL);
    }
}

static void
add(struct temporary *temporary)
{
    temporary->next = registered;
    registered = temporary;
}

void
temporary_forget(struct temporary *temporary)
{
    struct temporary *_Atomic *link = &registered;

    if (!temporary->name)
        return;
    while (*link != temporary)
        link = &(*link)->next;
    *link = temporary->next;
    temporary->name = NULL;
}

void
temporary_advise(const char *words, size_t length)
{
    registered_length = length;
    registered_words = words;
    handle_signals();
}

void
temporary_child(pid_t child)
{
    if (child > 0)
        handle_signals();
    registered_child = child;
}

int
temporary_create(struct temporary *temporary, const char *target,
                 struct arena *arena)
{
    const char *slash = strrchr(target, '/');
    size_t folder = (size_t)(slash + 1 - target);
    char *name = arena_alloc(arena, folder + 48, 1);
    int first = 0;

    errno = ENOMEM;
    if (!name)
        return -1;
    handle_signals();
    for (const struct temporary *file = registered; file; file = file->next)
        first++;
    for (int i = first; i < first + 1000; i++) {
        int descriptor, number;

        /* FOLDER/.lrsim.PID.NUMBER is never too long. */
        snprintf(name, folder + 48, "%.*s.lrsim.%ld.%d", (int)folder, target,
                 (long)getpid(), i);
        temporary->name = name;
        add(temporary);
        descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0)
            return descriptor;
        number = errno;
        temporary_forget(temporary);
        errno = number;
        if (number != EEXIST)
            break;
    }
    return -1;
}
