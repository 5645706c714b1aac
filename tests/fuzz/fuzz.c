/* fuzz.c -- what the targets share. */
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "base/utf8.h"

void
broken(const char *file, int line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

void
check_error(bool accepted, const struct error *error)
{
    struct error_text line = error_text(error);
    size_t length = strlen(line.text), n;

    if (accepted) {
        MUST(error->status == STATUS_DONE, "accepted, with an error: %s",
             line.text);
        return;
    }
    MUST(error->status == STATUS_WRONG || error->status == STATUS_LIMIT,
         "refused with status %d: %s", (int)error->status, line.text);
    MUST(length > 0, "refused without a word");
    for (size_t i = 0; i < length; i += n) {
        n = utf8_length(line.text + i, length - i);
        MUST(n > 0, "not UTF-8: %s", line.text);
        MUST((unsigned char)line.text[i] >= ' ' && line.text[i] != 0x7F,
             "a control character: %s", line.text);
    }
}

bool
same_bits(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static sigjmp_buf too_late;

static void
leave(int signal)
{
    (void)signal;
    siglongjmp(too_late, 1);
}

bool
within_time(void (*call)(void *context), void *context)
{
    const struct itimerval fiftieth = {.it_value.tv_usec = 20000}, never = {0};

    signal(SIGVTALRM, leave);
    if (sigsetjmp(too_late, 1))
        return false;
    setitimer(ITIMER_VIRTUAL, &fiftieth, NULL);
    call(context);
    setitimer(ITIMER_VIRTUAL, &never, NULL);
    return true;
}
