/* child.c -- starts another program without a shell, and reads all its output.
 *
 * What it reads and its complaints go through files without a name, what it
 * writes through a pipe, so that neither side can wait for the other. */
#include "output/plot/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output/temporary.h"

struct pipes {
    int input, output, written, complaints; /* written: the child's end */
    pid_t process;
};

static bool
failed(const struct child *child, struct error *error, const char *what)
{
    if (errno == ENOMEM)
        return error_memory(error);
    return error_plain(error, STATUS_OUTPUT, "%s: %s: %s", child->arguments[0],
                       what, strerror(errno));
}

/* The same file under a number above those of the standard streams, which
 * may be closed, and unknown to children; the old number is closed. */
static int
raised(int descriptor)
{
    int copy = descriptor < 0 ? -1 : fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    int number = errno;

    if (descriptor >= 0)
        close(descriptor);
    errno = number;
    return copy;
}

static int
unnamed_file(void)
{
    FILE *file = tmpfile();
    int copy;

    if (!file)
        return -1;
    copy = raised(dup(fileno(file)));
    fclose(file);
    return copy;
}

static bool
open_all(struct pipes *pipes, const struct text *input)
{
    size_t written = 0;
    int ends[2];

    pipes->input = unnamed_file();
    pipes->complaints = unnamed_file();
    if (pipes->input < 0 || pipes->complaints < 0 || pipe(ends) != 0)
        return false;
    pipes->output = raised(ends[0]);
    pipes->written = raised(ends[1]);
    if (pipes->output < 0 || pipes->written < 0)
        return false;
    while (written < input->used) {
        ssize_t n =
            write(pipes->input, input->bytes + written, input->used - written);

        if (n < 0 && errno != EINTR)
            return false;
        written += n > 0 ? (size_t)n : 0;
    }
    return lseek(pipes->input, 0, SEEK_SET) == 0;
}

static void
close_all(struct pipes *pipes)
{
    const int all[] = {pipes->input, pipes->output, pipes->written,
                       pipes->complaints};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] >= 0)
            close(all[i]);
}

/* No signal comes between the child's start and its registering. */
static int
spawn(struct pipes *pipes, const posix_spawn_file_actions_t *actions,
      char *const *arguments, char *const *environment)
{
    posix_spawnattr_t attributes;
    sigset_t all, before;
    int number = posix_spawnattr_init(&attributes);

    if (number != 0)
        return number;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    number = posix_spawnattr_setsigmask(&attributes, &before);
    if (number == 0)
        number = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    if (number == 0)
        number = posix_spawnp(&pipes->process, arguments[0], actions,
                              &attributes, arguments, environment);
    temporary_child(number == 0 ? pipes->process : 0);
    sigprocmask(SIG_SETMASK, &before, NULL);
    posix_spawnattr_destroy(&attributes);
    return number;
}

/* False: it could not be started, or is not there. */
static bool
start(struct pipes *pipes, struct child *child, char *const *environment,
      struct error *error)
{
    posix_spawn_file_actions_t actions;
    int number = ENOMEM;

    if (!environment || posix_spawn_file_actions_init(&actions) != 0)
        return error_memory(error);
    if (posix_spawn_file_actions_adddup2(&actions, pipes->input, 0) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, pipes->written, 1) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, pipes->complaints, 2) == 0)
        number = spawn(pipes, &actions, child->arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    child->missing = number == ENOENT;
    errno = number;
    return number == 0 ||
           (!child->missing && failed(child, error, "cannot be started"));
}

/* All that the child writes, until it closes its end. */
static bool
read_output(int descriptor, struct text *output)
{
    char buffer[16384];

    for (;;) {
        ssize_t n = read(descriptor, buffer, sizeof buffer);

        if (n == 0)
            return true;
        if (n > 0)
            text_add(output, buffer, (size_t)n);
        else if (errno != EINTR)
            return false;
    }
}

static bool
finish(struct pipes *pipes, struct child *child, struct error *error)
{
    bool complete = read_output(pipes->output, child->output);
    int status, number = errno;
    siginfo_t ended;

    /* Its number is another process's once it has been waited for. */
    while (waitid(P_PID, (id_t)pipes->process, &ended, WEXITED | WNOWAIT) < 0 &&
           errno == EINTR)
        continue;
    temporary_child(0);
    while (waitpid(pipes->process, &status, 0) < 0)
        if (errno != EINTR)
            return failed(child, error, "cannot be waited for");
    errno = number;
    if (!complete)
        return failed(child, error, "what it writes cannot be read");
    if (child->output->failed)
        return error_memory(error);
    if (WIFSIGNALED(status))
        return error_plain(error, STATUS_OUTPUT, "%s was killed: %s",
                           child->arguments[0], strsignal(WTERMSIG(status)));
    child->status = WEXITSTATUS(status);
    child->missing = child->status == 127;
    if (lseek(pipes->complaints, 0, SEEK_SET) != 0 ||
        read(pipes->complaints, child->complaints,
             sizeof child->complaints - 1) < 0)
        child->complaints[0] = '\0';
    return !child->missing;
}

bool
child_run(struct child *child, struct arena *arena, struct error *error)
{
    struct pipes pipes = {-1, -1, -1, -1, 0};
    struct sigaction old, action = {.sa_handler = SIG_DFL};
    bool good;

    /* Where it is ignored, no child could be waited for. */
    sigaction(SIGCHLD, &action, &old);
    good = open_all(&pipes, child->input) ||
           failed(child, error, "no temporary file");
    good = good && start(&pipes, child, child_environment(arena), error);
    /* The pipe ends when the child's end is the only one. */
    if (pipes.written >= 0)
        close(pipes.written);
    pipes.written = -1;
    good = good && finish(&pipes, child, error);
    close_all(&pipes);
    sigaction(SIGCHLD, &old, NULL);
    return good;
}
