/* gnuplot.c -- starts gnuplot without a shell, and reads all its output.
 *
 * The script and the complaints go through files without a name, the picture
 * through a pipe, so that neither side can wait for the other. */
#include "output/plot/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output/temporary.h"

struct child {
    int script, picture, drawn, complaints; /* drawn: where it writes */
    pid_t process;
};

bool
gnuplot_missing(struct error *error)
{
    return error_plain(
        error, STATUS_OUTPUT,
        "gnuplot is missing: install it (Debian: apt-get install gnuplot-nox), "
        "or write csv, or gp for a picture drawn elsewhere");
}

static bool
failed(struct error *error, const char *what)
{
    if (errno == ENOMEM)
        return error_memory(error);
    return error_plain(error, STATUS_OUTPUT, "gnuplot: %s: %s", what,
                       strerror(errno));
}

bool
gnuplot_available(void)
{
    const char *path = getenv("PATH");

    for (path = path ? path : "/bin:/usr/bin"; path; path = strchr(path, ':')) {
        char file[4096];
        struct stat status;
        int length;

        path += *path == ':';
        length = (int)strcspn(path, ":");
        if (length > 4000)
            continue;
        snprintf(file, sizeof file, "%.*s%sgnuplot", length, path,
                 length > 0 ? "/" : "");
        if (stat(file, &status) == 0 && S_ISREG(status.st_mode) &&
            access(file, X_OK) == 0)
            return true;
    }
    return false;
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
open_all(struct child *child, const struct text *script)
{
    size_t written = 0;
    int ends[2];

    child->script = unnamed_file();
    child->complaints = unnamed_file();
    if (child->script < 0 || child->complaints < 0 || pipe(ends) != 0)
        return false;
    child->picture = raised(ends[0]);
    child->drawn = raised(ends[1]);
    if (child->picture < 0 || child->drawn < 0)
        return false;
    while (written < script->used) {
        ssize_t n = write(child->script, script->bytes + written,
                          script->used - written);

        if (n < 0 && errno != EINTR)
            return false;
        written += n > 0 ? (size_t)n : 0;
    }
    return lseek(child->script, 0, SEEK_SET) == 0;
}

static void
close_all(struct child *child)
{
    const int all[] = {child->script, child->picture, child->drawn,
                       child->complaints};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i] >= 0)
            close(all[i]);
}

/* No signal comes between the child's start and its registering. */
static int
spawn(struct child *child, const posix_spawn_file_actions_t *actions,
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
        number = posix_spawnp(&child->process, arguments[0], actions,
                              &attributes, arguments, environment);
    temporary_child(number == 0 ? child->process : 0);
    sigprocmask(SIG_SETMASK, &before, NULL);
    posix_spawnattr_destroy(&attributes);
    return number;
}

static bool
start(struct child *child, struct arena *arena, struct error *error)
{
    static char name[] = "gnuplot", option[] = "-d";
    char *const arguments[] = {name, option, NULL};
    char **environment = gnuplot_environment(arena);
    posix_spawn_file_actions_t actions;
    int number = ENOMEM;

    if (!environment || posix_spawn_file_actions_init(&actions) != 0)
        return error_memory(error);
    if (posix_spawn_file_actions_adddup2(&actions, child->script, 0) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, child->drawn, 1) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, child->complaints, 2) == 0)
        number = spawn(child, &actions, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    if (number == ENOENT)
        return gnuplot_missing(error);
    errno = number;
    return number == 0 || failed(error, "cannot be started");
}

/* All that the child draws, until it closes its end. */
static bool
read_picture(int descriptor, struct text *picture)
{
    char buffer[16384];

    for (;;) {
        ssize_t n = read(descriptor, buffer, sizeof buffer);

        if (n == 0)
            return true;
        if (n > 0)
            text_add(picture, buffer, (size_t)n);
        else if (errno != EINTR)
            return false;
    }
}

/* The command that gnuplot complains of, and the mark below it. */
static bool
is_command(const char *line)
{
    return *line == '^' || strncmp(line, "gnuplot> ", 9) == 0 ||
           strncmp(line, "multiplot> ", 11) == 0;
}

/* Of "line 0: WHAT", below the command, WHAT; of other words all. The last
 * warning is chosen where there is nothing else: gnuplot 6 warns only of a
 * terminal that it does not have. */
static const char *
choose_complaint(char *text)
{
    static const char mark[] = "warning: ";
    char *line, *save = NULL, *chosen = NULL, *warning = NULL;

    for (line = strtok_r(text, "\n", &save); line;
         line = strtok_r(NULL, "\n", &save)) {
        char *warned = strstr(line, mark);
        int past = 0;

        line += strspn(line, " \t");
        sscanf(line, "line %*d: %n", &past);
        if (warned) {
            warning = warned + strlen(mark);
            continue;
        }
        if (*line && !is_command(line) && (!chosen || past > 0))
            chosen = line + past;
        if (past > 0)
            break;
    }
    return chosen ? chosen : warning;
}

static bool
complain(const struct child *child, int status, struct error *error)
{
    char text[4096] = "";
    const char *chosen;

    if (lseek(child->complaints, 0, SEEK_SET) == 0 &&
        read(child->complaints, text, sizeof text - 1) < 0)
        text[0] = '\0';
    chosen = choose_complaint(text);
    if (!chosen && status != 0)
        return error_plain(error, STATUS_OUTPUT,
                           "gnuplot failed: it ended with status %d", status);
    return error_plain(error, STATUS_OUTPUT, "gnuplot failed: %s",
                       chosen ? chosen : "it drew nothing");
}

static bool
finish(struct child *child, struct text *picture, struct error *error)
{
    size_t before = picture->used;
    bool complete = read_picture(child->picture, picture);
    int status, number = errno;
    siginfo_t ended;

    /* Its number is another process's once it has been waited for. */
    while (waitid(P_PID, (id_t)child->process, &ended, WEXITED | WNOWAIT) < 0 &&
           errno == EINTR)
        continue;
    temporary_child(0);
    while (waitpid(child->process, &status, 0) < 0)
        if (errno != EINTR)
            return failed(error, "cannot be waited for");
    errno = number;
    if (!complete)
        return failed(error, "its picture cannot be read");
    if (picture->failed)
        return error_memory(error);
    if (WIFSIGNALED(status))
        return error_plain(error, STATUS_OUTPUT, "gnuplot was killed: %s",
                           strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == 127)
        return gnuplot_missing(error);
    return (WEXITSTATUS(status) == 0 && picture->used > before) ||
           complain(child, WEXITSTATUS(status), error);
}

bool
gnuplot_run(const struct text *script, struct text *picture,
            struct arena *arena, struct error *error)
{
    struct child child = {-1, -1, -1, -1, 0};
    struct sigaction old, action = {.sa_handler = SIG_DFL};
    bool good;

    /* Where it is ignored, no child could be waited for. */
    sigaction(SIGCHLD, &action, &old);
    good = open_all(&child, script) || failed(error, "no temporary file");
    good = good && start(&child, arena, error);
    /* The pipe ends when the child's end is the only one. */
    if (child.drawn >= 0)
        close(child.drawn);
    child.drawn = -1;
    good = good && finish(&child, picture, error);
    close_all(&child);
    sigaction(SIGCHLD, &old, NULL);
    return good;
}

bool
gnuplot_has(const char *terminal)
{
    struct arena arena = {0};
    struct text script = {.arena = &arena}, answer = {.arena = &arena};
    struct error error = {.status = STATUS_DONE};
    bool has;

    text_format(&script,
                "set print '-'\nprint strstrt(GPVAL_TERMINALS, ' %s ')\n",
                terminal);
    has = gnuplot_available() && !script.failed &&
          gnuplot_run(&script, &answer, &arena, &error) && answer.used > 0 &&
          answer.bytes[0] != '0';
    arena_free(&arena);
    return has;
}
