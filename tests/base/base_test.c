/* base_test.c -- memory, near names, error places, composed text, UTF-8. */
#include "tests/suites.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"

/* How many bytes from the first on have the value. */
static size_t
span(const unsigned char *bytes, size_t length, int value)
{
    size_t i = 0;

    while (i < length && bytes[i] == value)
        i++;
    return i;
}

START_TEST(arena_memory_is_aligned_zeroed_and_apart)
{
    enum { PIECES = 3000 };
    static unsigned char *pieces[PIECES];
    static size_t sizes[PIECES];
    struct arena arena = {0};
    uint64_t state = 1;

    for (size_t i = 0; i < PIECES; i++) {
        /* Some are larger than a block. */
        sizes[i] = random_bits(&state) % (i % 100 == 0 ? 60000 : 90);
        pieces[i] = arena_alloc(&arena, sizes[i], 1);
        ck_assert_msg(pieces[i] &&
                          (uintptr_t)pieces[i] % _Alignof(max_align_t) == 0 &&
                          span(pieces[i], sizes[i], 0) == sizes[i],
                      "piece %zu of %zu bytes at %p is not zeroed or aligned",
                      i, sizes[i], (void *)pieces[i]);
        memset(pieces[i], (int)(i % 255 + 1), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
        ck_assert_msg(span(pieces[i], sizes[i], (int)(i % 255 + 1)) == sizes[i],
                      "piece %zu, byte %zu was written over", i,
                      span(pieces[i], sizes[i], (int)(i % 255 + 1)));
    arena_free(&arena);
    ck_assert_ptr_null(arena.blocks);
}
END_TEST

START_TEST(arena_says_where_there_is_no_memory)
{
    static const size_t rows[][2] = {
        {SIZE_MAX, 1},         {1, SIZE_MAX},         {SIZE_MAX, SIZE_MAX},
        {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX / 8 + 1, 8}, {SIZE_MAX - 8, 1},
        {SIZE_MAX - 20, 1},
    };
    struct arena arena = {0};

    for (size_t i = 0; i < LENGTH(rows); i++)
        ck_assert_msg(!arena_alloc(&arena, rows[i][0], rows[i][1]),
                      "%zu times %zu bytes", rows[i][0], rows[i][1]);
    ck_assert_ptr_nonnull(arena_alloc(&arena, SIZE_MAX, 0));
    ck_assert_ptr_nonnull(arena_alloc(&arena, 0, SIZE_MAX));
    ck_assert_str_eq(arena_copy(&arena, "abcdef", 3), "abc");
    ck_assert_str_eq(arena_copy(&arena, "", 0), "");
    arena_free(&arena);
}
END_TEST

START_TEST(nearest_is_a_name_that_was_probably_meant)
{
    /* A word, candidates, and the one that must be suggested. */
    static const struct {
        const char *word, *candidates[4], *best;
    } rows[] = {
        {"adma", {"sgd", "adam", "adamw"}, "adam"},
        {"ADAM", {"sgd", "adam", "adamw"}, "adam"},
        {"adamv", {"sgd", "adam", "adamw"}, "adam"},
        {"liner", {"constant", "linear"}, "linear"},
        {"cosine", {"constant", "cosine_annealing"}, "cosine_annealing"},
        {"cosine_anealing",
         {"constant", "cosine_annealing"},
         "cosine_annealing"},
        {"gama", {"gamma", "step_size"}, "gamma"},
        {"xyzzy", {"gamma", "step_size"}, NULL},
        {"ab", {"ba"}, NULL},
        {"ab", {"cd"}, NULL},
        {"a", {"b"}, NULL},
        {"xa", {"x"}, NULL},
        {"lr", {"lrs"}, "lrs"},
        {"", {"lr", "a"}, NULL},
        {"lr", {""}, NULL},
        {"abc", {"abd", "abe"}, "abd"},
        {"a_word_that_is_longer_than_anything_that_has_a_name_here",
         {"a_word_that_is_longer_than_anything_that_has_a_name"},
         NULL},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct nearest nearest = {.word = rows[i].word};
        char suggestion[128] = "";

        for (size_t k = 0; k < 4 && rows[i].candidates[k]; k++)
            nearest_try(&nearest, rows[i].candidates[k]);
        if (rows[i].best)
            snprintf(suggestion, sizeof suggestion, " (did you mean '%s'?)",
                     rows[i].best);
        ck_assert_msg(strcmp(nearest_suggestion(&nearest).text, suggestion) ==
                          0,
                      "'%s': must be '%s', is '%s'", rows[i].word, suggestion,
                      nearest_suggestion(&nearest).text);
    }
}
END_TEST

START_TEST(places_are_paths_lines_and_columns)
{
    /* Offsets: a 0, é 2, newline 5, b 6. */
    static const char text[] = "a \xC3\xA9 \nb \xF0\x9F\x98\x80 c";
    const struct source file = {.name = "f.json",
                                .text = text,
                                .length = sizeof text - 1,
                                .lines = true};
    const struct source flag = {
        .name = "--flag", .text = text, .length = sizeof text - 1};
    const struct source bare = {.name = "--steps"};
    const struct place root = {.source = &file};
    const struct place list = {&root, "list", 0, NULL, 0};
    const struct place item = {&list, NULL, 3, &file, 6};
    const struct place member = {&item, "key", 0, NULL, 0};
    const struct place flagged = {&root, "steps", 0, &bare, 0};
    const struct place below = {&flagged, "x", 0, NULL, 0};
    const struct place column = {&root, "schedule", 0, &flag, 13};
    const struct source inner = {
        .text = "linear(x)", .length = 9, .within = &item};
    const struct place within = {&member, "lr", 0, &inner, 7};
    const struct source deeper = {
        .text = "abc", .length = 3, .within = &within};
    const struct place deepest = {&within, "z", 0, &deeper, 2};
    const struct place nowhere = {.source = &bare};
    /* A string without escapes: its columns are those of the file. */
    static const char json[] = "{\"\xC3\xA9\": \"ab(x)\"}";
    const struct source outer = {.name = "o.json",
                                 .text = json,
                                 .length = sizeof json - 1,
                                 .lines = true};
    const struct place top = {.source = &outer};
    const struct place string = {&top, "k", 0, &outer, 7};
    const struct source plain = {
        .text = "ab(x)", .length = 5, .within = &string};
    const struct place inside = {&string, "lr", 0, &plain, 3};
    const struct {
        const struct place *place;
        const char *text;
    } rows[] = {
        {&root, "f.json:1:1: m"},
        {&list, "f.json:1:1: $.list: m"},
        {&item, "f.json:2:1: $.list[3]: m"},
        {&member, "f.json:2:1: $.list[3].key: m"},
        {&flagged, "--steps: m"},
        {&below, "--steps: $.steps.x: m"},
        {&column, "--flag: column 10: $.schedule: m"},
        {&within, "f.json:2:1: column 8: $.list[3].key.lr: m"},
        {&deepest, "f.json:2:1: column 8: column 3: $.list[3].key.lr.z: m"},
        {&nowhere, "--steps: m"},
        {&inside, "o.json:1:11: $.k.lr: m"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct error error = {.status = STATUS_LIMIT, .message = "old"};

        ck_assert(!error_at(&error, rows[i].place, "%s", "m"));
        ck_assert_str_eq(error_line(&error), rows[i].text);
        ck_assert_int_eq(error.status, STATUS_WRONG);
    }
}
END_TEST

START_TEST(columns_count_characters)
{
    static const char text[] = "a \xC3\xA9 \r\nb \xF0\x9F\x98\x80 c\n";
    static const struct {
        size_t offset;
        const char *lines, *columns;
    } rows[] = {
        {0, "n:1:1: m", "n: column 1: m"},
        {2, "n:1:3: m", "n: column 3: m"},
        {4, "n:1:4: m", "n: column 4: m"},
        {7, "n:2:1: m", "n: column 7: m"},
        {9, "n:2:3: m", "n: column 9: m"},
        {13, "n:2:4: m", "n: column 10: m"},
        {14, "n:2:5: m", "n: column 11: m"},
        {16, "n:3:1: m", "n: column 13: m"},
        /* Past the end is the end. */
        {99, "n:3:1: m", "n: column 13: m"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int lines = 0; lines < 2; lines++) {
            const struct source source = {.name = "n",
                                          .text = text,
                                          .length = sizeof text - 1,
                                          .lines = lines};
            struct error error = {0};

            ck_assert(!error_in(&error, &source, rows[i].offset, "m"));
            ck_assert_str_eq(error_line(&error),
                             lines ? rows[i].lines : rows[i].columns);
        }
}
END_TEST

START_TEST(errors_are_one_printable_line)
{
    static const char *const rows[][2] = {
        {"plain", "plain"},
        {"a\nb\tc\r", "a\\x0ab\\x09c\\x0d"},
        {"\x1B[31m", "\\x1b[31m"},
        {"\x7F", "\\x7f"},
        {"\xC2\x85\xC2\x9B", "\\xc2\\x85\\xc2\\x9b"},
        {"\xC2\xA0", "\xC2\xA0"},
        {"\xC3\xA9\xF0\x9F\x98\x80", "\xC3\xA9\xF0\x9F\x98\x80"},
        {"\xFF\xC3", "\\xff\\xc3"},
        {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
        /* What turns the direction of a line, or ends it. */
        {"a\xE2\x80\xAE"
         "b\xE2\x81\xA9",
         "a\\u202eb\\u2069"},
        {"\xD8\x9C\xE2\x80\x8F\xE2\x80\xA8", "\\u061c\\u200f\\u2028"},
        {"\xE2\x80\xA7\xE2\x80\xAF", "\xE2\x80\xA7\xE2\x80\xAF"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct error error = {0};

        ck_assert_str_eq(quote(rows[i][0]).text, rows[i][1]);
        error_plain(&error, STATUS_OUTPUT, "%s", rows[i][0]);
        ck_assert_str_eq(error_line(&error), rows[i][1]);
        ck_assert_int_eq(error.status, STATUS_OUTPUT);
    }
}
END_TEST

START_TEST(long_messages_end_in_an_ellipsis)
{
    static const char *const pieces[] = {"a", "\xC3\xA9", "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80"};

    for (size_t piece = 1; piece <= 4; piece++)
        for (size_t before = 0; before < 8; before++) {
            char text[3000] = "";
            struct error error = {0};
            const char *line;
            size_t i = before;

            memset(text, '-', before);
            while (strlen(text) < 2000)
                strcat(text, pieces[piece - 1]);
            error_plain(&error, STATUS_WRONG, "%s", text);
            line = error_line(&error);
            ck_assert_uint_gt(strlen(line), sizeof error.message - 12);
            while (memcmp(line + i, pieces[piece - 1], piece) == 0)
                i += piece;
            ck_assert_str_eq(line + i, "\xE2\x80\xA6");
        }
}
END_TEST

/* Whatever is long, what follows it is there. */
START_TEST(long_names_and_paths_leave_room_for_the_message)
{
    char name[2000] = "", path[2000] = "";
    struct source source = {.name = name};
    struct place root = {.source = &source};
    struct place places[100];
    struct error error = {0};

    memset(name, 'n', sizeof name - 1);
    memset(path, 'p', 60);
    for (size_t i = 0; i < 100; i++)
        places[i] =
            (struct place){.parent = i ? &places[i - 1] : &root, .name = path};
    error_at(&error, &places[99], "must be %s", "shorter");
    ck_assert_ptr_nonnull(strstr(error_line(&error), "\xE2\x80\xA6: $.pppp"));
    ck_assert_ptr_nonnull(
        strstr(error_line(&error), "\xE2\x80\xA6: must be shorter"));
}
END_TEST

START_TEST(long_names_are_quoted_in_part)
{
    char text[200] = "";

    ck_assert_str_eq(quote("").text, "");
    memset(text, 'a', 64);
    ck_assert_str_eq(quote(text).text, text);
    text[64] = 'a';
    text[65] = '\0';
    ck_assert_uint_eq(strlen(quote(text).text), 64 + 3);
    ck_assert_str_eq(quote(text).text + 64, "\xE2\x80\xA6");
    /* No character is cut in two. */
    text[63] = '\xC3';
    text[64] = '\xA9';
    ck_assert_str_eq(quote(text).text + 63, "\xE2\x80\xA6");
}
END_TEST

START_TEST(utf8_characters_have_their_lengths)
{
    static const struct {
        const char *text;
        size_t length, characters;
    } rows[] = {
        {"", 0, 0},
        {"a", 1, 1},
        {"\0", 1, 1},
        {"\x7F", 1, 1},
        {"\x80", 1, 0},
        {"\xC1\xBF", 2, 0},
        {"\xC2\x80", 2, 2},
        {"\xDF\xBF", 2, 2},
        {"\xC2", 1, 0},
        {"\xC2\xC0", 2, 0},
        {"\xE0\x9F\xBF", 3, 0},
        {"\xE0\xA0\x80", 3, 3},
        {"\xE2\x82\xAC", 3, 3},
        {"\xE2\x82\xAC", 2, 0},
        {"\xED\x9F\xBF", 3, 3},
        {"\xED\xA0\x80", 3, 0},
        {"\xEE\x80\x80", 3, 3},
        {"\xF0\x8F\xBF\xBF", 4, 0},
        {"\xF0\x90\x80\x80", 4, 4},
        {"\xF4\x8F\xBF\xBF", 4, 4},
        {"\xF4\x90\x80\x80", 4, 0},
        {"\xF5\x80\x80\x80", 4, 0},
        {"\xF0\x90\x80\x41", 4, 0},
        {"\xFF", 1, 0},
    };

    for (size_t i = 0; i < LENGTH(rows); i++)
        ck_assert_msg(utf8_length(rows[i].text, rows[i].length) ==
                          rows[i].characters,
                      "row %zu: must be %zu, is %zu", i, rows[i].characters,
                      utf8_length(rows[i].text, rows[i].length));
}
END_TEST

START_TEST(texts_grow_and_keep_what_they_have)
{
    struct arena arena = {0};
    struct text text = {.arena = &arena};
    char expected[9000] = "";

    for (int i = 0; i < 1000; i++) {
        text_format(&text, "%d,", i * i);
        sprintf(expected + strlen(expected), "%d,", i * i);
    }
    ck_assert_str_eq(text_end(&text), expected);
    ck_assert(!text.failed);
    arena_free(&arena);
}
END_TEST

START_TEST(json_text_is_read_back)
{
    static const char *const strings[][2] = {
        {"", "\"\""},
        {"a \"b\" \\c/", "\"a \\\"b\\\" \\\\c/\""},
        {"a\nb\tc\rd\x01\x7F", "\"a\\nb\\tc\\u000dd\\u0001\\u007f\""},
        {"\xC3\xA9\xF0\x9F\x98\x80", "\"\xC3\xA9\xF0\x9F\x98\x80\""},
    };
    static const struct {
        double value;
        const char *text;
    } numbers[] = {
        {0.1, "0.1"},
        {-0.0, "-0"},
        {1e21, "1e+21"},
        {INFINITY, "\"inf\""},
        {-INFINITY, "\"-inf\""},
        {NAN, "\"nan\""},
    };

    for (size_t i = 0; i < LENGTH(strings); i++) {
        struct arena arena = {0};
        struct text text = {.arena = &arena};
        cJSON *back;

        text_json_string(&text, strings[i][0]);
        ck_assert_str_eq(text_end(&text), strings[i][1]);
        back = cJSON_Parse(text.bytes);
        ck_assert_str_eq(cJSON_GetStringValue(back), strings[i][0]);
        cJSON_Delete(back);
        arena_free(&arena);
    }
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        struct arena arena = {0};
        struct text text = {.arena = &arena};

        text_json_number(&text, numbers[i].value);
        ck_assert_str_eq(text_end(&text), numbers[i].text);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(columns_are_padded_in_characters)
{
    static const struct {
        const char *before;
        size_t column;
        const char *after;
    } rows[] = {
        {"ab", 5, "ab   |"},
        {"ab", 3, "ab |"},
        {"ab", 2, "ab\n  |"},
        {"abcdef", 2, "abcdef\n  |"},
        {"\xC3\xA9", 4, "\xC3\xA9   |"},
        {"long line\nx", 3, "long line\nx  |"},
        {"", 2, "  |"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct text text = {.arena = &arena};

        text_string(&text, rows[i].before);
        text_pad(&text, rows[i].column);
        text_string(&text, "|");
        ck_assert_str_eq(text_end(&text), rows[i].after);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(words_flow_into_80_columns)
{
    uint64_t state = 1;

    for (int n = 0; n < 300; n++) {
        size_t indent = random_bits(&state) % 20, count = 0, column = 0;
        struct arena arena = {0};
        struct text text = {.arena = &arena};
        char words[1024] = "", again[1024] = "", *line, *word;

        while (strlen(words) < 600) {
            strcat(words, count++ ? " " : "");
            for (uint64_t k = random_bits(&state) % 12 + 1; k > 0; k--)
                strcat(words, k % 3 ? "x" : "\xC3\xA9");
        }
        text_string(&text, "head  ");
        text_flow(&text, indent, words);
        text_end(&text);
        /* A line is at most 80 characters, and the next word had no room. */
        for (line = text.bytes; line; line = strchr(line, '\n')) {
            size_t next;

            line += *line == '\n';
            column = 0;
            for (const char *c = line; *c && *c != '\n'; c++)
                column += utf8_begins(*c);
            ck_assert_msg(column <= 80, "%zu columns: %s", column, line);
            if (line != text.bytes)
                ck_assert_msg(strspn(line, " ") == indent, "indent %zu: %s",
                              indent, line);
            next = strcspn(line, "\n");
            if (!line[next])
                break;
            next += 1 + indent;
            for (const char *c = line + next; *c && !strchr(" \n", *c); c++)
                column += utf8_begins(*c);
            ck_assert_msg(column + 1 > 80, "there was room: %s", line);
        }
        for (word = strtok(text.bytes + 6, " \n"); word;
             word = strtok(NULL, " \n"))
            strcat(strcat(again, *again ? " " : ""), word);
        ck_assert_str_eq(again, words);
        arena_free(&arena);
    }
}
END_TEST

/* Counts the flushes, and compares what comes with a pattern. */
struct flushed {
    struct text text;
    size_t total;
    char buffer[512];
};

static void
flush(struct text *text)
{
    struct flushed *flushed = (void *)text;

    for (size_t i = 0; i < text->used; i++)
        ck_assert_int_eq(text->bytes[i], 'a' + (char)(flushed->total++ % 26));
    text->used = 0;
    text->failed = flushed->total > 5000;
}

START_TEST(texts_are_flushed_whole_until_they_fail)
{
    struct flushed flushed = {
        .text = {.size = sizeof flushed.buffer, .flush = flush}};
    char pattern[2601];

    flushed.text.bytes = flushed.buffer;
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = (char)('a' + i % 26);
    for (size_t i = 1, at = 0; i < 20; at = (at + i * 31) % 26, i++)
        text_add(&flushed.text, pattern + at, i * 31);
    ck_assert(flushed.text.failed);
    /* After a failure nothing happens. */
    text_string(&flushed.text, "no");
    text_number(&flushed.text, 1);
    ck_assert_uint_eq(flushed.text.used, 0);
    ck_assert_ptr_null(text_room(&flushed.text, 1));
}
END_TEST

Suite *
base_suite(void)
{
    Suite *suite = suite_create("base");
    TCase *tests = tcase_create("base");

    tcase_add_test(tests, arena_memory_is_aligned_zeroed_and_apart);
    tcase_add_test(tests, arena_says_where_there_is_no_memory);
    tcase_add_test(tests, nearest_is_a_name_that_was_probably_meant);
    tcase_add_test(tests, places_are_paths_lines_and_columns);
    tcase_add_test(tests, columns_count_characters);
    tcase_add_test(tests, errors_are_one_printable_line);
    tcase_add_test(tests, long_messages_end_in_an_ellipsis);
    tcase_add_test(tests, long_names_and_paths_leave_room_for_the_message);
    tcase_add_test(tests, long_names_are_quoted_in_part);
    tcase_add_test(tests, utf8_characters_have_their_lengths);
    tcase_add_test(tests, texts_grow_and_keep_what_they_have);
    tcase_add_test(tests, json_text_is_read_back);
    tcase_add_test(tests, columns_are_padded_in_characters);
    tcase_add_test(tests, words_flow_into_80_columns);
    tcase_add_test(tests, texts_are_flushed_whole_until_they_fail);
    suite_add_tcase(suite, tests);
    return suite;
}
