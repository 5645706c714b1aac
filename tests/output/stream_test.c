/* stream_test.c -- files that appear whole or not at all. */
#include "tests/suites.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output/outputs.h"
#include "output/stream.h"
#include "tests/output/folder.h"

static struct stream *
opened(const char *path, struct arena *arena)
{
    struct stream *stream = arena_alloc(arena, 1, sizeof *stream);
    struct error error = {0};

    ck_assert_msg(stream_open(stream, path, arena, &error), "%s",
                  error_line(&error));
    return stream;
}

START_TEST(a_file_appears_with_its_commit)
{
    struct arena arena = {0};
    struct error error = {0};
    struct stream *stream;

    enter_folder();
    for (int old = 0; old < 2; old++) {
        const char *before = old ? "old\n" : "(none)";

        if (old)
            write_file("f", before);
        stream = opened("f", &arena);
        text_string(&stream->text, "new\n");
        ck_assert_str_eq(file_text("f", &arena), before);
        ck_assert(stream_finish(stream, &error));
        ck_assert_str_eq(file_text("f", &arena), before);
        ck_assert(stream_commit(stream, &error));
        ck_assert_str_eq(file_text("f", &arena), "new\n");
        stream_discard(stream);
        ck_assert_str_eq(file_text("f", &arena), "new\n");
    }
    leave_folder("f");
    arena_free(&arena);
}
END_TEST

START_TEST(what_is_discarded_leaves_the_old_file)
{
    struct arena arena = {0};
    struct error error = {0};
    struct stream *stream;

    enter_folder();
    for (int finished = 0; finished < 2; finished++)
        for (int old = 0; old < 2; old++) {
            if (old)
                write_file("f", "old\n");
            stream = opened("f", &arena);
            text_string(&stream->text, "new\n");
            if (finished)
                ck_assert(stream_finish(stream, &error));
            stream_discard(stream);
            ck_assert_str_eq(file_text("f", &arena), old ? "old\n" : "(none)");
            unlink("f");
        }
    leave_folder(NULL);
    arena_free(&arena);
}
END_TEST

START_TEST(links_and_modes_stay)
{
    struct arena arena = {0};
    struct error error = {0};
    struct stat status;
    struct stream *stream;

    enter_folder();
    write_file("f", "old\n");
    ck_assert_int_eq(chmod("f", 04640), 0);
    ck_assert_int_eq(symlink("f", "link"), 0);
    stream = opened("link", &arena);
    text_string(&stream->text, "new\n");
    ck_assert(stream_finish(stream, &error) && stream_commit(stream, &error));
    ck_assert_str_eq(file_text("f", &arena), "new\n");
    ck_assert_int_eq(lstat("link", &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(stat("f", &status), 0);
    ck_assert_uint_eq(status.st_mode & 07777, 0640);
    unlink("link");
    leave_folder("f");
    arena_free(&arena);
}
END_TEST

START_TEST(what_cannot_be_opened_is_an_error_of_output)
{
    static const char *const rows[][2] = {
        {"no/f", "no/f: cannot be written: No such file or directory"},
        {"d", "d: cannot be written: Is a directory"},
        {"self", "self: cannot be written: Too many levels of symbolic links"},
    };

    enter_folder();
    ck_assert_int_eq(mkdir("d", 0777), 0);
    ck_assert_int_eq(symlink("self", "self"), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct stream *stream = arena_alloc(&arena, 1, sizeof *stream);

        ck_assert_msg(!stream_open(stream, rows[i][0], &arena, &error), "%s",
                      rows[i][0]);
        ck_assert_str_eq(error_line(&error), rows[i][1]);
        ck_assert_int_eq(error.status, STATUS_OUTPUT);
        arena_free(&arena);
    }
    ck_assert_int_eq(rmdir("d"), 0);
    ck_assert_int_eq(unlink("self"), 0);
    leave_folder(NULL);
}
END_TEST

/* A limit on files takes the place of a full disk: a test must not touch a
 * device, which an error in what it tests could replace. */
START_TEST(a_full_disk_is_noticed)
{
    static const size_t lengths[] = {1, 100000};
    const struct rlimit none = {0, RLIM_INFINITY};
    struct rlimit before;

    enter_folder();
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    for (size_t i = 0; i < LENGTH(lengths); i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct stream *stream = opened("f", &arena);
        bool failed, finished;

        setrlimit(RLIMIT_FSIZE, &none);
        for (size_t k = 0; k < lengths[i]; k++)
            text_add(&stream->text, "x", 1);
        failed = stream->text.failed;
        finished = stream_finish(stream, &error);
        setrlimit(RLIMIT_FSIZE, &before);
        /* The buffer was full before the end. */
        ck_assert(failed == (i == 1));
        ck_assert(!finished);
        ck_assert_str_eq(error_line(&error),
                         "f: cannot be written: File too large");
        ck_assert_int_eq(error.status, STATUS_OUTPUT);
        stream_discard(stream);
        arena_free(&arena);
    }
    leave_folder(NULL);
}
END_TEST

START_TEST(a_close_that_fails_is_an_error_of_output)
{
    struct arena arena = {0};
    struct error error = {0};
    struct stream *stream;

    enter_folder();
    stream = opened("f", &arena);
    close(stream->descriptor);
    ck_assert(!stream_finish(stream, &error));
    ck_assert_str_eq(error_line(&error),
                     "f: cannot be written: Bad file descriptor");
    ck_assert_int_eq(error.status, STATUS_OUTPUT);
    stream_discard(stream);
    leave_folder(NULL);
    arena_free(&arena);
}
END_TEST

/* More outputs than any table could have room for. */
START_TEST(a_signal_removes_all_temporary_files)
{
    enum { FILES = 100 };
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM};

    for (size_t s = 0; s < LENGTH(signals); s++) {
        struct arena arena = {0};
        int status;
        pid_t child;

        enter_folder();
        child = fork();
        if (child == 0)
            signal(signals[s], SIG_DFL);
        for (int i = 0; child == 0 && i < FILES; i++) {
            char name[16];

            snprintf(name, sizeof name, "f%d", i);
            opened(arena_copy(&arena, name, strlen(name)), &arena);
        }
        if (child == 0) {
            raise(signals[s]);
            _exit(0);
        }
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == signals[s]);
        leave_folder(NULL);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(pipes_are_written_directly)
{
    struct arena arena = {0};
    struct error error = {0};
    struct stat status;
    struct stream *stream;
    char found[8] = "";
    int reader;

    enter_folder();
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    reader = open("pipe", O_RDONLY | O_NONBLOCK);
    ck_assert_int_ge(reader, 0);
    stream = opened("pipe", &arena);
    text_string(&stream->text, "abc");
    ck_assert(stream_finish(stream, &error) && stream_commit(stream, &error));
    ck_assert_int_eq(stat("pipe", &status), 0);
    ck_assert(S_ISFIFO(status.st_mode));
    ck_assert_int_eq(read(reader, found, sizeof found - 1), 3);
    ck_assert_str_eq(found, "abc");
    close(reader);
    leave_folder("pipe");
    arena_free(&arena);
}
END_TEST

Suite *
stream_suite(void)
{
    Suite *suite = suite_create("stream");
    TCase *tests = tcase_create("files");

    tcase_add_test(tests, a_file_appears_with_its_commit);
    tcase_add_test(tests, what_is_discarded_leaves_the_old_file);
    tcase_add_test(tests, links_and_modes_stay);
    tcase_add_test(tests, what_cannot_be_opened_is_an_error_of_output);
    tcase_add_test(tests, a_full_disk_is_noticed);
    tcase_add_test(tests, a_close_that_fails_is_an_error_of_output);
    tcase_add_test(tests, a_signal_removes_all_temporary_files);
    tcase_add_test(tests, pipes_are_written_directly);
    suite_add_tcase(suite, tests);
    return suite;
}
