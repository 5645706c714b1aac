/* main.c -- finds the command, runs it, and says what went wrong. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/help.h"

/* A closed standard stream must not become the first file that is opened:
 * it is opened the wrong way round instead, so that its use fails. */
static void
hold_standard_streams(void)
{
    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) < 0 &&
            open("/dev/null", i == 0 ? O_WRONLY : O_RDONLY) != i)
            _exit(STATUS_OUTPUT);
}

static enum status
answer(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};

    if (arguments->options.help)
        help_text(arguments->command, &text);
    else if (arguments->options.version)
        text_format(&text, "lrsim %s\n", LRSIM_VERSION);
    else if (!arguments->command)
        help_short(&text);
    else
        return arguments->command->run(arguments, error);
    return write_text(&text, arguments->arena, error);
}

int
main(int argc, char **argv)
{
    struct arena arena = {0};
    struct error error = {0};
    struct arguments arguments = {.arena = &arena};
    enum status status = STATUS_WRONG;

    hold_standard_streams();
    /* A file that may not grow is a failed write, not the end. */
    signal(SIGXFSZ, SIG_IGN);
    if (arguments_read(&arguments, argc, argv, &error))
        status = answer(&arguments, &error);
    /* What is wrong, or was not said, may be so for want of memory. */
    if (arena.failed && error.status != STATUS_LIMIT)
        error_memory(&error);
    if (error.status != STATUS_DONE)
        status = say_error(&arguments, &error);
    arena_free(&arena);
    return (int)status;
}
