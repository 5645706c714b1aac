/* output_test.c -- tables to the byte, and files that appear whole or not at
 * all. */
#include "tests/suites.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/outputs.h"
#include "output/stream.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* A folder of its own, where the test then stands. */
static char folder[64];

static void
enter_folder(void)
{
    strcpy(folder, "/tmp/lrsim_output_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

/* Nothing but the file with this name (NULL: nothing) may be there; it is
 * removed, and so is the folder. */
static void
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

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

/* The whole of a file; "(none)" where there is none. */
static const char *
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

enum { COLUMNS = 3 };

static const char *const names[COLUMNS] = {"step", "lr", "x0"};
static const double values[][COLUMNS] = {
    {0, 0.1, -0.0}, {1, 1e-5, NAN}, {2, 1e21, -INFINITY}};

/* The bytes of a table of `count` rows. */
static const char *
table(const char *format, bool header, size_t count, struct arena *arena)
{
    const struct frame frame = {
        .count = COLUMNS, .names = names, .header = header};
    const struct read_file none = {NULL, NULL};
    struct output_target target = {"t", format_find(format)};
    struct outputs outputs = {.arena = arena};
    struct error error = {0};
    bool done = outputs_open(&outputs, &(struct output_targets){1, &target},
                             &none, &error) &&
                outputs_begin(&outputs, 0, &frame, &error);

    for (size_t i = 0; done && i < count; i++)
        done = outputs_row(&outputs, &frame, values[i % LENGTH(values)]);
    done = done && outputs_finish(&outputs, &error);
    ck_assert_msg(done, "%s: %s", format, error.text);
    return file_text("t", arena);
}

START_TEST(tables_are_written_to_the_byte)
{
    static const struct {
        const char *format;
        bool header;
        size_t count;
        const char *text;
    } rows[] = {
        {"csv", true, 3, "step,lr,x0\n0,0.1,-0\n1,1e-05,nan\n2,1e+21,-inf\n"},
        {"csv", false, 2, "0,0.1,-0\n1,1e-05,nan\n"},
        {"csv", true, 0, "step,lr,x0\n"},
        {"csv", false, 0, ""},
        {"tsv", true, 3,
         "step\tlr\tx0\n0\t0.1\t-0\n1\t1e-05\tnan\n2\t1e+21\t-inf\n"},
        {"tsv", false, 1, "0\t0.1\t-0\n"},
        {"jsonl", true, 2,
         "{\"step\": 0, \"lr\": 0.1, \"x0\": -0}\n"
         "{\"step\": 1, \"lr\": 1e-05, \"x0\": \"nan\"}\n"},
        {"jsonl", true, 0, ""},
        {"json", true, 0,
         "{\"columns\": [\"step\", \"lr\", \"x0\"], \"rows\": []}\n"},
        {"json", true, 1,
         "{\"columns\": [\"step\", \"lr\", \"x0\"], \"rows\": [\n"
         "  [0, 0.1, -0]\n]}\n"},
        {"json", false, 3,
         "{\"columns\": [\"step\", \"lr\", \"x0\"], \"rows\": [\n"
         "  [0, 0.1, -0],\n  [1, 1e-05, \"nan\"],\n  [2, 1e+21, \"-inf\"]\n"
         "]}\n"},
        {"md", true, 2,
         "| step | lr | x0 |\n| ---: | ---: | ---: |\n| 0 | 0.1 | -0 |\n"
         "| 1 | 1e-05 | nan |\n"},
        {"md", false, 1, "| 0 | 0.1 | -0 |\n"},
    };
    struct arena arena = {0};

    enter_folder();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *found =
            table(rows[i].format, rows[i].header, rows[i].count, &arena);

        ck_assert_msg(strcmp(found, rows[i].text) == 0,
                      "%s of %zu rows must be\n%s\nis\n%s", rows[i].format,
                      rows[i].count, rows[i].text, found);
    }
    leave_folder("t");
    arena_free(&arena);
}
END_TEST

/* Many times the stream's buffer: each row is there, whole and in order. */
START_TEST(long_tables_lose_nothing)
{
    static const char *const formats_of_lines[] = {"csv", "tsv", "jsonl", "md"};
    enum { ROWS = 9001 };
    struct arena arena = {0};

    enter_folder();
    for (size_t i = 0; i < LENGTH(formats_of_lines); i++) {
        const char *found = table(formats_of_lines[i], false, ROWS, &arena);
        const char *three = table(formats_of_lines[i], false, 3, &arena);
        size_t length = strlen(three), rest;

        for (size_t k = 0; k < ROWS / 3; k++)
            ck_assert_msg(memcmp(found + k * length, three, length) == 0,
                          "%s: row %zu is %.*s", formats_of_lines[i], 3 * k,
                          (int)length, found + k * length);
        rest = strlen(found + ROWS / 3 * length);
        ck_assert_uint_eq(rest,
                          strlen(table(formats_of_lines[i], false, 1, &arena)));
    }
    leave_folder("t");
    arena_free(&arena);
}
END_TEST

START_TEST(json_tables_are_json)
{
    struct arena arena = {0};
    cJSON *json;
    const cJSON *list;

    enter_folder();
    json = cJSON_Parse(table("json", true, 5000, &arena));
    list = cJSON_GetObjectItemCaseSensitive(json, "rows");
    ck_assert_int_eq(cJSON_GetArraySize(list), 5000);
    ck_assert_int_eq(
        cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "columns")),
        COLUMNS);
    for (const cJSON *row = list->child; row; row = row->next)
        ck_assert_int_eq(cJSON_GetArraySize(row), COLUMNS);
    cJSON_Delete(json);
    leave_folder("t");
    arena_free(&arena);
}
END_TEST

static struct stream *
opened(const char *path, struct arena *arena)
{
    struct stream *stream = arena_alloc(arena, 1, sizeof *stream);
    struct error error = {0};

    ck_assert_msg(stream_open(stream, path, arena, &error), "%s", error.text);
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
    ck_assert_int_eq(chmod("f", 0640), 0);
    ck_assert_int_eq(symlink("f", "link"), 0);
    stream = opened("link", &arena);
    text_string(&stream->text, "new\n");
    ck_assert(stream_finish(stream, &error) && stream_commit(stream, &error));
    ck_assert_str_eq(file_text("f", &arena), "new\n");
    ck_assert_int_eq(lstat("link", &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(stat("f", &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0640);
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
    };

    enter_folder();
    ck_assert_int_eq(mkdir("d", 0777), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct stream *stream = arena_alloc(&arena, 1, sizeof *stream);

        ck_assert_msg(!stream_open(stream, rows[i][0], &arena, &error), "%s",
                      rows[i][0]);
        ck_assert_str_eq(error.text, rows[i][1]);
        ck_assert_int_eq(error.status, STATUS_OUTPUT);
        arena_free(&arena);
    }
    ck_assert_int_eq(rmdir("d"), 0);
    leave_folder(NULL);
}
END_TEST

/* A limit on files stands for the full disk: a test must not touch a device,
 * which an error in what it tests could replace. */
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
        ck_assert_str_eq(error.text, "f: cannot be written: File too large");
        ck_assert_int_eq(error.status, STATUS_OUTPUT);
        stream_discard(stream);
        arena_free(&arena);
    }
    leave_folder(NULL);
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

START_TEST(formats_find_themselves)
{
    for (size_t i = 0; formats[i]; i++) {
        const char *name = formats[i]->name;
        char path[64] = "a.b/";

        ck_assert_msg(format_find(name) == formats[i], "%s", name);
        ck_assert_msg(formats[i]->meaning && *formats[i]->meaning, "%s", name);
        ck_assert_msg(format_of_file(name) == NULL, "%s", name);
        strcat(path, name);
        ck_assert_msg(format_of_file(path) == NULL, "%s", path);
        strcat(strcat(path, "."), name);
        ck_assert_msg(format_of_file(path) == formats[i], "%s", path);
        for (char *c = path; *c; c++)
            *c = (char)toupper((unsigned char)*c);
        ck_assert_msg(format_of_file(path) == formats[i], "%s", path);
    }
    ck_assert_ptr_null(format_find(""));
    ck_assert_ptr_null(format_find("cs"));
    ck_assert_ptr_null(format_of_file("a."));
    ck_assert_ptr_null(format_of_file("csv"));
}
END_TEST

Suite *
output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *tests = tcase_create("tables and files");

    tcase_add_test(tests, tables_are_written_to_the_byte);
    tcase_add_test(tests, long_tables_lose_nothing);
    tcase_add_test(tests, json_tables_are_json);
    tcase_add_test(tests, a_file_appears_with_its_commit);
    tcase_add_test(tests, what_is_discarded_leaves_the_old_file);
    tcase_add_test(tests, links_and_modes_stay);
    tcase_add_test(tests, what_cannot_be_opened_is_an_error_of_output);
    tcase_add_test(tests, a_full_disk_is_noticed);
    tcase_add_test(tests, pipes_are_written_directly);
    tcase_add_test(tests, formats_find_themselves);
    suite_add_tcase(suite, tests);
    return suite;
}
