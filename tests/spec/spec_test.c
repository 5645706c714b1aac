/* spec_test.c -- what is written, what it means, and where an error stands:
 * JSON, short forms, flags, --set, and the ranges of groups. */
#include "tests/suites.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "optimizer/optimizer.h"
#include "problem/problem.h"
#include "schedule/schedule.h"
#include "spec/load.h"
#include "spec/short_form.h"
#include "simulate/families.h"
#include "syntax/json.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define TEXT_ROW(text) text, sizeof(text) - 1
#define DIGITS60 "123456789012345678901234567890123456789012345678901234567890"

/* What a test reads a text into. */
struct reading {
    struct arena arena;
    struct error error;
    struct tree *tree;
};

static void
reading_end(struct reading *reading)
{
    arena_free(&reading->arena);
}

static void
read_json(struct reading *reading, const char *text, size_t length)
{
    struct source source = {
        .name = "t", .text = text, .length = length, .lines = true};

    *reading = (struct reading){.error = {0}};
    reading->tree = json_read(&source, &reading->arena, &reading->error);
}

START_TEST(json_is_read_strictly)
{
    /* An error of NULL: accepted. */
    static const struct {
        const char *text;
        size_t length;
        const char *error;
    } rows[] = {
        {TEXT_ROW("{}"), NULL},
        {TEXT_ROW(" \t\r\n[ ] \n"), NULL},
        {TEXT_ROW("[1, 2.5e-3, -0, 0.0, 1E+5, true, false, null]"), NULL},
        {TEXT_ROW("-0.0e-0"), NULL},
        {TEXT_ROW("1e-999"), NULL},
        {TEXT_ROW("\"\\u00e9\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\""), NULL},
        {TEXT_ROW("\"\xC3\xA9\xF0\x9F\x98\x80\x7F\""), NULL},
        {TEXT_ROW(DIGITS60 "123"), NULL},
        {TEXT_ROW(""), "1:1: must be a JSON object, and the text is empty"},
        {TEXT_ROW(" \n"), "1:1: must be a JSON object, and the text is empty"},
        {TEXT_ROW("01"), "1:1: must be a number as JSON writes it, not '01'"},
        {TEXT_ROW("-01"), "1:1: must be a number as JSON writes it, not '-01'"},
        {TEXT_ROW("[1.]"), "1:2: must be a number as JSON writes it, not '1.'"},
        {TEXT_ROW("1.e5"),
         "1:1: must be a number as JSON writes it, not '1.e5'"},
        {TEXT_ROW(".5"), "1:1: must be a value, not '.'"},
        {TEXT_ROW("+1"), "1:1: must be a value, not '+'"},
        {TEXT_ROW("-"), "1:1: must be a number as JSON writes it, not '-'"},
        {TEXT_ROW("1e"), "1:1: must be a number as JSON writes it, not '1e'"},
        {TEXT_ROW("1e+"), "1:1: must be a number as JSON writes it, not '1e+'"},
        {TEXT_ROW("0x10"),
         "1:1: must be a number as JSON writes it, not '0x10'"},
        {TEXT_ROW("1.2.3"),
         "1:1: must be a number as JSON writes it, not '1.2.3'"},
        {TEXT_ROW("-inf"),
         "1:1: must be a number as JSON writes it, not '-inf'"},
        {TEXT_ROW("1_000"), "1:2: must end after the first value, not '_'"},
        {TEXT_ROW("1e999"), "1:1: must be a number below 1.8e308, not 1e999"},
        {TEXT_ROW("-1e309"),
         "1:1: must be a number above -1.8e308, not -1e309"},
        {TEXT_ROW(DIGITS60 "1234"),
         "1:1: must be a number of at most 63 characters, not of 64"},
        {TEXT_ROW("NaN"), "1:1: must be a value, not 'NaN'"},
        {TEXT_ROW("inf"), "1:1: must be a value, not 'inf'"},
        {TEXT_ROW("True"), "1:1: must be a value, not 'True'"},
        {TEXT_ROW("nul"), "1:1: must be a value, not 'nul'"},
        {TEXT_ROW("nulll"), "1:1: must be a value, not 'nulll'"},
        {TEXT_ROW("\xEF\xBB\xBF{}"),
         "1:1: must be UTF-8 without a byte order mark"},
        {TEXT_ROW("\"a\xFF\""), "1:3: must be UTF-8, and the byte 0xff is not"},
        {TEXT_ROW("\"\xC0\xAF\""),
         "1:2: must be UTF-8, and the byte 0xc0 is not"},
        {TEXT_ROW("\"\xE0\x9F\xBF\""),
         "1:2: must be UTF-8, and the byte 0xe0 is not"},
        {TEXT_ROW("\"\xED\xA0\x80\""),
         "1:2: must be UTF-8, and the byte 0xed is not"},
        {TEXT_ROW("\"\xF0\x8F\xBF\xBF\""),
         "1:2: must be UTF-8, and the byte 0xf0 is not"},
        {TEXT_ROW("\"\xF4\x90\x80\x80\""),
         "1:2: must be UTF-8, and the byte 0xf4 is not"},
        {TEXT_ROW("\"\xE2\x82"),
         "1:2: must be UTF-8, and the byte 0xe2 is not"},
        {TEXT_ROW("\"\x80\""), "1:2: must be UTF-8, and the byte 0x80 is not"},
        {TEXT_ROW("{\"\xC3\xA9\": \"\xF0\x9F\x98\x80\"x}"),
         "1:10: must be ',' or '}', not 'x'"},
        {TEXT_ROW("[\n\"\xC3\xA9\",\n \xC3\xA9]"),
         "3:2: must be a value, not '\xC3\xA9'"},
        {TEXT_ROW("\"a\\u0000\""), "1:3: a string must not hold \\u0000"},
        {TEXT_ROW("\"\\ud800\""), "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\udc00\""), "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\ud800\\u0041\""),
         "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\ud800\\n\""), "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\ud800\\ud800\""),
         "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\u12g4\""),
         "1:6: must be four hexadecimal digits, not 'g'"},
        {TEXT_ROW("\"\\u12"),
         "1:6: must be four hexadecimal digits, and here the text ends"},
        {TEXT_ROW("\"\\x41\""),
         "1:3: an escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
         "\\uXXXX, not 'x'"},
        {TEXT_ROW("\"a\tb\""),
         "1:3: a control character in a string must be escaped"},
        {TEXT_ROW("\"a\nb\""),
         "1:3: a control character in a string must be escaped"},
        {TEXT_ROW("\"a\0b\""),
         "1:3: a control character in a string must be escaped"},
        {TEXT_ROW("\"abc"),
         "1:1: a string must end in '\"', and here the text ends"},
        {TEXT_ROW("\"abc\\"),
         "1:6: an escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
         "\\uXXXX, and here the text ends"},
        {TEXT_ROW("'abc'"), "1:1: must be a value, not \"'\""},
        {TEXT_ROW("[1,]"), "1:4: must be a value after ',', not ']'"},
        {TEXT_ROW("[,1]"), "1:2: must be a value, not ','"},
        {TEXT_ROW("[1 2]"), "1:4: must be ',' or ']', not '2'"},
        {TEXT_ROW("[1"), "1:3: must be ',' or ']', and here the text ends"},
        {TEXT_ROW("["), "1:2: must be a value, and here the text ends"},
        {TEXT_ROW("]"), "1:1: must be a value, not ']'"},
        {TEXT_ROW("{\"a\": 1,}"), "1:9: must be a key after ',', not '}'"},
        {TEXT_ROW("{a: 1}"), "1:2: must be a key in double quotes, not 'a'"},
        {TEXT_ROW("{1: 1}"), "1:2: must be a key in double quotes, not '1'"},
        {TEXT_ROW("{\"a\" 1}"), "1:6: must be ':' after a key, not '1'"},
        {TEXT_ROW("{\"a\"}"), "1:5: must be ':' after a key, not '}'"},
        {TEXT_ROW("{\"a\":}"), "1:6: must be a value, not '}'"},
        {TEXT_ROW("{} {}"), "1:4: must end after the first value, not '{'"},
        {TEXT_ROW("{}\r\n// c"),
         "2:1: must end after the first value, not '/'"},
        {TEXT_ROW("{}\0"),
         "1:3: must end after the first value, not the byte 0x00"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reading reading;
        const char *text = rows[i].text, *error = rows[i].error;

        read_json(&reading, text, rows[i].length);
        if (error)
            ck_assert_msg(!reading.tree &&
                              strncmp(reading.error.text, "t:", 2) == 0 &&
                              strcmp(reading.error.text + 2, error) == 0 &&
                              reading.error.status == STATUS_WRONG,
                          "row %zu, %s\nis    t:%s\nfound %s", i, text, error,
                          reading.error.text);
        else
            ck_assert_msg(reading.tree, "row %zu, %s: %s", i, text,
                          reading.error.text);
        /* A text alone is valid if it is read. */
        if (!memchr(text, '\0', rows[i].length))
            ck_assert_msg(json_valid(text) == !error, "%s", text);
        reading_end(&reading);
    }
}
END_TEST

START_TEST(json_may_be_nested_64_deep)
{
    static const char opens[] = "[{\"a\": ";

    for (size_t depth = 63; depth < 67; depth++)
        for (size_t length = 1; length <= 6; length += 5) {
            struct reading reading;
            struct arena arena = {0};
            struct text text = {.arena = &arena};
            char place[64];

            for (size_t i = 0; i < depth; i++)
                text_add(&text, length == 1 ? opens : opens + 1, length);
            text_string(&text, "1");
            for (size_t i = 0; i < depth; i++)
                text_string(&text, length == 1 ? "]" : "}");
            read_json(&reading, text.bytes, text.used);
            snprintf(place, sizeof place,
                     "t:1:%zu: must be nested at most 64 deep",
                     64 * length + 1);
            if (depth <= 64)
                ck_assert_msg(reading.tree, "%zu: %s", depth,
                              reading.error.text);
            else
                ck_assert_str_eq(reading.error.text, place);
            ck_assert_int_eq(reading.error.status,
                             depth <= 64 ? STATUS_DONE : STATUS_LIMIT);
            reading_end(&reading);
            arena_free(&arena);
        }
}
END_TEST

/* Depth first, from number i on; returns how many values there are up to the
 * last one in the tree. */
static size_t
check_offsets(const struct tree *tree, const size_t (*offsets)[2], size_t i)
{
    ck_assert_msg(tree->key_offset == offsets[i][0] &&
                      tree->offset == offsets[i][1],
                  "value %zu: must be at %zu and %zu, is at %zu and %zu", i,
                  offsets[i][0], offsets[i][1], tree->key_offset, tree->offset);
    i++;
    for (const struct tree *child = tree->child; child; child = child->next)
        i = check_offsets(child, offsets, i);
    return i;
}

START_TEST(values_know_where_they_stand)
{
    static const char text[] =
        "{\"\xC3\xA9\": [1, {\"b\": true}],\n \"c\": \"x\"}";
    /* Depth first: the key's offset, and the value's. */
    static const size_t offsets[][2] = {{0, 0},   {1, 7},   {8, 8},
                                        {11, 11}, {12, 17}, {26, 31}};
    struct reading reading;

    read_json(&reading, text, sizeof text - 1);
    ck_assert_msg(reading.tree, "%s", reading.error.text);
    ck_assert_uint_eq(check_offsets(reading.tree, offsets, 0), LENGTH(offsets));
    reading_end(&reading);
}
END_TEST

/* A spec as JSON text, and the whole error; NULL: it loads. */
static void
check_specs(const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct error error = {0};
        bool done = load_text(rows[i][0], &arena, &document, &spec, &error);

        ck_assert_msg(done == !rows[i][1] &&
                          (done || strcmp(error.text, rows[i][1]) == 0),
                      "%s\nmust be %s\nis      %s", rows[i][0],
                      rows[i][1] ? rows[i][1] : "accepted",
                      done ? "accepted" : error.text);
        arena_free(&arena);
    }
}

START_TEST(specs_are_refused_with_line_column_and_path)
{
    static const char *const rows[][2] = {
        {"{}", NULL},
        {"{\"$schema\": \"https://x\", \"steps\": 1e4}", NULL},
        {"{\"steps\": 10.0, \"optimizer\": {\"lr\": 1}}", NULL},
        {"{\"problem\": {\"start\": [0.5, 1, 1]}}", NULL},
        {"{\"schedule\": null}", NULL},
        {"[]", "spec:1:1: must be an object, not an empty list"},
        {"[1]", "spec:1:1: must be an object, not a list of 1"},
        {" 5", "spec:1:2: must be an object, not 5"},
        {"{\"stps\": 1}",
         "spec:1:2: $.stps: unknown key (did you mean 'steps'?)"},
        {"{\"Steps\": 1}",
         "spec:1:2: $.Steps: unknown key (did you mean 'steps'?)"},
        {"{\"zzz\": 1}", "spec:1:2: $.zzz: unknown key"},
        {"{\"steps\": 1, \"steps\": 1}", "spec:1:14: $.steps: is given twice"},
        {"{\"steps\": 1,\n\"st\\u0065ps\": 1}",
         "spec:2:1: $.steps: is given twice"},
        {"{\"$schema\": 1, \"$schema\": 1}",
         "spec:1:16: $.$schema: is given twice"},
        {"{\"optimizer\": {\"type\": \"sgd\", \"type\": \"adam\"}}",
         "spec:1:31: $.optimizer.type: is given twice"},
        {"{\"steps\": -1}",
         "spec:1:11: $.steps: must be an integer in [0,inf), not -1"},
        {"{\"steps\": 1.5}",
         "spec:1:11: $.steps: must be an integer in [0,inf), not 1.5"},
        {"{\"steps\": 9007199254740994}",
         "spec:1:11: $.steps: must be an integer of at most 2^53, not "
         "9007199254740994"},
        {"{\"title\": 5}",
         "spec:1:11: $.title: must be a string or null, not 5"},
        {"{\"optimizer\": {\"betas\": [0.5]}}",
         "spec:1:25: $.optimizer.betas: must be a list of two numbers in "
         "[0,1), not a list of 1"},
        {"{\"optimizer\": {\"betas\": [0.5,\n  1]}}",
         "spec:2:3: $.optimizer.betas[1]: must be a number in [0,1), not 1"},
        {"{\"optimizer\": {\"lr\": true}}",
         "spec:1:22: $.optimizer.lr: must be a number in [0,inf), not true"},
        {"{\"optimizer\": {\"type\": 5}}",
         "spec:1:24: $.optimizer.type: must be a string, not 5"},
        {"{\"optimizer\": {\"type\": \"adamm\"}}",
         "spec:1:24: $.optimizer.type: unknown optimizer 'adamm' (did you mean "
         "'adam'?); `lrsim list optimizers` shows all"},
        {"{\"optimizer\": {\"type\": \"adam\", \"last_epoch\": 1}}",
         "spec:1:32: $.optimizer.last_epoch: is not a parameter of lrsim: a "
         "simulation starts at row 0; --from shows later rows"},
        {"{\"optimizer\": 5}",
         "spec:1:15: $.optimizer: must be an object or a string in the short "
         "form, not 5"},
        {"{\"schedule\": {\"gamma\": 1}}",
         "spec:1:14: $.schedule: must have a \"type\"; `lrsim list schedules` "
         "shows all"},
        {"{\"schedule\": {\"type\": \"step\"}}",
         "spec:1:14: $.schedule.step_size: is missing: steps from one decay to "
         "the next"},
        {"{\"schedule\": {\"type\": \"chained\", \"schedulers\": []}}",
         "spec:1:48: $.schedule.schedulers: must be a list of schedules, not "
         "an empty list"},
        {"{\"schedule\": {\"type\": \"chained\", \"schedulers\": [\n"
         "{\"type\": \"step\", \"step_size\": 0}]}}",
         "spec:2:31: $.schedule.schedulers[0].step_size: must be an integer in "
         "[1,inf), not 0"},
        {"{\"title\": \"\xC2\xB5\", \"schedule\": \"linear(0.1, 1, -1)\"}",
         "spec:1:44: $.schedule.total_iters: must be an integer in "
         "[0,inf), not -1"},
        /* Behind an escape no column of the file is known. */
        {"{\"schedule\": \"line\\u0061r(2)\"}",
         "spec:1:14: column 8: $.schedule.start_factor: must be a number in "
         "(0,1], not 2"},
        {"{\"problem\": {\"start\": [null, 1]}}",
         "spec:1:24: $.problem.start[0]: must be a number in (-inf,inf), not "
         "null"},
        {"{\"metric\": [1, null]}",
         "spec:1:16: $.metric[1]: must be a number in (-inf,inf), not null"},
        {"{\"schedule\": \"linear(0.5, strat_factor=1)\"}",
         "spec:1:27: $.schedule.strat_factor: unknown parameter of linear (did "
         "you mean 'start_factor'?); `lrsim describe linear` shows all"},
        {"{\"schedule\": \"exponential(-inf)\"}",
         "spec:1:27: $.schedule.gamma: must be a number in "
         "(-inf,inf), not -inf"},
        {"{\"schedule\": {\"type\": \"chained\", \"schedulers\": [\"step(2)\", "
         "\"step(2\"]}}",
         "spec:1:67: must be ',' or ')', and here the text ends"},
        {"{\"optimizer\": \"sgd(nesterov=true)\"}",
         "spec:1:29: $.optimizer.nesterov: must have a momentum "
         "above 0 and no dampening"},
        {"{\"problem\": {\"dim\": 3, \"start\": [1, 2]}}",
         "spec:1:21: $.problem.dim: must be 2, the number of values in start, "
         "not 3"},
        {"{\"optimizer\": {\"param_groups\": []}}",
         "spec:1:32: $.optimizer.param_groups: must be a list of objects, not "
         "an empty list"},
        {"{\"optimizer\": {\"param_groups\": 5}}",
         "spec:1:32: $.optimizer.param_groups: must be a list of objects, not "
         "5"},
        {"{\"optimizer\": {\"param_groups\": [{\"lr\": 1}]}}",
         "spec:1:33: $.optimizer.param_groups[0]: must have \"params\": the "
         "indices of the group's parameters: \"0\", \"1:\", \"2:8\", "
         "\"0,2:4\" or a list of integers, or a tag of the problem's "
         "kinds"},
        {"{\"optimizer\": {\"param_groups\": [{\"params\": \"0\", \"type\": "
         "\"sgd\"}]}}",
         "spec:1:49: $.optimizer.param_groups[0].type: a group must not have a "
         "type of its own"},
        {"{\"optimizer\": {\"param_groups\": [{\"params\": \"0\", \"lrr\": "
         "1}]}}",
         "spec:1:49: $.optimizer.param_groups[0].lrr: unknown parameter of "
         "adam (did you mean 'lr'?); `lrsim describe adam` shows all"},
    };

    check_specs(rows, LENGTH(rows));
}
END_TEST

START_TEST(a_null_in_a_list_of_names_is_refused)
{
    static const char *const rows[][2] = {
        {"{\"problem\": {\"type\": \"expression\", \"f\": \"x\", \"start\": "
         "[1], "
         "\"variables\": [null]}}",
         "spec:1:74: $.problem.variables[0]: must be a string, not null"},
    };

    check_specs(rows, LENGTH(rows));
}
END_TEST

static void
read_short(struct reading *reading, const struct family *family,
           const char *text)
{
    struct source source = {.name = "f", .text = text, .length = strlen(text)};

    *reading = (struct reading){.error = {0}};
    reading->tree = short_form_read(&source, family, NULL, &reading->arena,
                                    &reading->error);
}

/* The tree as JSON without spaces. */
static void
print_tree(const struct tree *tree, struct text *text)
{
    bool object = tree->kind == TREE_OBJECT;

    if (tree->kind == TREE_NULL)
        text_string(text, "null");
    else if (tree->kind == TREE_BOOLEAN)
        text_string(text, tree->truth ? "true" : "false");
    else if (tree->kind == TREE_NUMBER)
        text_json_number(text, tree->number);
    else if (tree->kind == TREE_STRING)
        text_json_string(text, tree->text);
    if (tree->kind < TREE_LIST)
        return;
    text_string(text, object ? "{" : "[");
    for (const struct tree *child = tree->child; child; child = child->next) {
        text_string(text, child == tree->child ? "" : ",");
        if (object) {
            text_json_string(text, child->key);
            text_string(text, ":");
        }
        print_tree(child, text);
    }
    text_string(text, object ? "}" : "]");
}

/* What a short form stands for, or its error. */
struct short_row {
    const struct family *family;
    const char *text, *json;
};

static void
check_short_forms(const struct short_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct reading reading;
        struct text text = {.arena = &reading.arena};

        read_short(&reading, rows[i].family, rows[i].text);
        if (reading.tree)
            print_tree(reading.tree, &text);
        else
            text_string(&text, reading.error.text);
        text_add(&text, "", 1);
        ck_assert_msg(strcmp(text.bytes, rows[i].json) == 0,
                      "%s\nmust be %s\nis      %s", rows[i].text, rows[i].json,
                      text.bytes);
        reading_end(&reading);
    }
}

#define LINEAR "{\"type\":\"linear\"}"
#define CONSTANT "{\"type\":\"constant\"}"

START_TEST(short_forms_stand_for_json)
{
    static const struct family *const s = &schedule_family;
    const struct short_row rows[] = {
        {s, "linear", LINEAR},
        {s, " linear ( ) ", LINEAR},
        {s, "LINEARlr", LINEAR},
        {s, "((linear))", LINEAR},
        {s, "linear(0.1, +.5, 5.)",
         "{\"type\":\"linear\",\"start_factor\":0.1,\"end_factor\":0.5,"
         "\"total_iters\":5}"},
        {s, "linear(-1e-1,total_iters\n=\t5,)",
         "{\"type\":\"linear\",\"start_factor\":-0.1,\"total_iters\":5}"},
        {s, "linear(total_iters=1e3, start_factor=0)",
         "{\"type\":\"linear\",\"total_iters\":1000,\"start_factor\":0}"},
        {s, "multistep([30, 80,])",
         "{\"type\":\"multistep\",\"milestones\":[30,80]}"},
        {s, "multistep((30, 80))",
         "{\"type\":\"multistep\",\"milestones\":[30,80]}"},
        {s, "multistep([])", "{\"type\":\"multistep\",\"milestones\":[]}"},
        {s, "plateau(max)",
         "{\"type\":\"reduce_on_plateau\",\"mode\":\"max\"}"},
        {s, "plateau(\"m\\u0061x\")",
         "{\"type\":\"reduce_on_plateau\",\"mode\":\"max\"}"},
        {s, "plateau('a\"b\\\\')",
         "{\"type\":\"reduce_on_plateau\",\"mode\":\"a\\\"b\\\\\"}"},
        {s, "plateau('it\\u0027s')",
         "{\"type\":\"reduce_on_plateau\",\"mode\":\"it's\"}"},
        {s, "linear -> constant",
         "{\"type\":\"sequential\",\"schedulers\":[" LINEAR "," CONSTANT
         "],\"milestones\":[null]}"},
        {s, "linear->@5 constant -> @ 7 linear",
         "{\"type\":\"sequential\",\"schedulers\":[" LINEAR "," CONSTANT
         "," LINEAR "],\"milestones\":[5,7]}"},
        {s, "linear -> constant -> @9 linear",
         "{\"type\":\"sequential\",\"schedulers\":[" LINEAR "," CONSTANT
         "," LINEAR "],\"milestones\":[null,9]}"},
        {s, "(linear -> constant) -> linear",
         "{\"type\":\"sequential\",\"schedulers\":[{\"type\":\"sequential\","
         "\"schedulers\":[" LINEAR "," CONSTANT "],\"milestones\":[null]}"
         "," LINEAR "],\"milestones\":[null]}"},
        {s, "linear * constant*linear",
         "{\"type\":\"chained\",\"schedulers\":[" LINEAR "," CONSTANT "," LINEAR
         "]}"},
        {s, "linear * constant -> linear",
         "{\"type\":\"sequential\",\"schedulers\":[{\"type\":\"chained\","
         "\"schedulers\":[" LINEAR "," CONSTANT "]}," LINEAR
         "],\"milestones\":[null]}"},
        {s, "linear -> constant * linear",
         "{\"type\":\"sequential\",\"schedulers\":[" LINEAR
         ",{\"type\":\"chained\",\"schedulers\":[" CONSTANT "," LINEAR
         "]}],\"milestones\":[null]}"},
        {s, "linear * (constant -> linear)",
         "{\"type\":\"chained\",\"schedulers\":[" LINEAR
         ",{\"type\":\"sequential\",\"schedulers\":[" CONSTANT "," LINEAR
         "],\"milestones\":[null]}]}"},
        {s, "chained([linear, (constant), linear * constant,])",
         "{\"type\":\"chained\",\"schedulers\":[" LINEAR "," CONSTANT
         ",{\"type\":\"chained\",\"schedulers\":[" LINEAR "," CONSTANT "]}]}"},
        {s, "sequential([linear, constant], [5])",
         "{\"type\":\"sequential\",\"schedulers\":[" LINEAR "," CONSTANT
         "],\"milestones\":[5]}"},
        {s, "chained([{type: linear}, {\"type\": 'constant',}])",
         "{\"type\":\"chained\",\"schedulers\":[" LINEAR "," CONSTANT "]}"},
        {&optimizer_family, "adam(betas=(0.8, 0.9), amsgrad=True)",
         "{\"type\":\"adam\",\"betas\":[0.8,0.9],\"amsgrad\":true}"},
        {&optimizer_family, "Sgd(nesterov=false,maximize=False)",
         "{\"type\":\"sgd\",\"nesterov\":false,\"maximize\":false}"},
        {&problem_family, "sphere(None, start=null)",
         "{\"type\":\"sphere\",\"dim\":null,\"start\":null}"},
    };

    check_short_forms(rows, LENGTH(rows));
}
END_TEST

START_TEST(short_forms_are_refused_with_their_column)
{
    static const struct family *const s = &schedule_family;
    const struct short_row rows[] = {
        {s, "",
         "f: column 1: must be the name of a schedule, and here the "
         "text ends"},
        {s, "linear -",
         "f: column 8: ends in '-': quote the whole, since the "
         "shell took '>' for a redirection"},
        {s, "linear(0.1)-",
         "f: column 12: ends in '-': quote the whole, since "
         "the shell took '>' for a redirection"},
        {s, "0.5 * linear",
         "f: column 1: must be a schedule, not a number; to scale by 0.5, "
         "write constant(0.5, total_iters=\xE2\x80\xA6)"},
        {s, "linear * 2",
         "f: column 10: must be a schedule, not a number; to scale by 2, "
         "multiply --lr"},
        {s, "linear(total_iters=5, 0.1)",
         "f: column 23: must be NAME=VALUE, as the argument before it is"},
        {s, "linear(0.1, start_factor=0.2)",
         "f: column 13: start_factor is given twice"},
        {s, "linear(1, 1, 5, 6)",
         "f: column 17: linear takes at most 3 arguments"},
        {s, "exponential(1, 2)",
         "f: column 16: exponential takes at most 1 argument"},
        {s, "linear ->",
         "f: column 10: must be the name of a schedule, and "
         "here the text ends"},
        {s, "linear -> -> constant",
         "f: column 11: must be the name of a schedule, not '-'"},
        {s, "linear -> @ constant",
         "f: column 13: must be a step after '@', not 'c'"},
        {s, "linear -> @",
         "f: column 12: must be a step after '@', and here the text ends"},
        {s, "linear * ",
         "f: column 10: must be the name of a schedule, and "
         "here the text ends"},
        {s, "linear > constant",
         "f: column 8: must be '->', '*' or the end of the text, not '>'"},
        {s, "linear constant",
         "f: column 8: must be '->', '*' or the end of the text, not 'c'"},
        {s, "linear)",
         "f: column 7: must be '->', '*' or the end of the text, not ')'"},
        {s, "(linear",
         "f: column 8: must be ')', '->' or '*', and here the "
         "text ends"},
        {s, "(linear, constant)",
         "f: column 8: must be ')', '->' or '*', not ','"},
        {s, "()", "f: column 2: must be the name of a schedule, not ')'"},
        {s, "liner",
         "f: column 1: unknown schedule 'liner' (did you mean "
         "'linear'?); `lrsim list schedules` shows all"},
        {s, "linear -> xyzzy",
         "f: column 11: unknown schedule 'xyzzy'; `lrsim "
         "list schedules` shows all"},
        {s, "adam",
         "f: column 1: unknown schedule 'adam'; `lrsim list "
         "schedules` shows all"},
        {s, "linear(0.1",
         "f: column 11: must be ',' or ')', and here the text "
         "ends"},
        {s, "linear(", "f: column 8: must be a value, and here the text ends"},
        {s, "linear(,)", "f: column 8: must be a value, not ','"},
        {s, "linear(total_iters=)", "f: column 20: must be a value, not ')'"},
        {s, "linear(1 2)", "f: column 10: must be ',' or ')', not '2'"},
        {s, "exponential(0x10)",
         "f: column 13: must be a decimal number, such as 0.1, 1e-3 or inf, "
         "not "
         "'0x10'"},
        {s, "exponential(1e999)",
         "f: column 13: must be a number below 1.8e308, not 1e999"},
        {s, "exponential(1e)",
         "f: column 13: must be a decimal number, such as 0.1, 1e-3 or inf, "
         "not "
         "'1e'"},
        {s, "exponential(sin(2))",
         "f: column 13: must be a value, and 'sin(' begins none here"},
        {s, "exponential(-)", "f: column 13: must be a value, not '-'"},
        {s, "multistep([1 2])", "f: column 14: must be ',' or ']', not '2'"},
        {s, "multistep((1, 2])", "f: column 16: must be ',' or ')', not ']'"},
        {s, "multistep([1",
         "f: column 13: must be ',' or ']', and here the "
         "text ends"},
        {s, "plateau(\"min)",
         "f: column 9: a string must end in '\"', and here "
         "the text ends"},
        {s, "plateau('\\q')",
         "f: column 11: an escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r "
         "\\t "
         "\\uXXXX, not 'q'"},
        {s, "plateau('\xFF')", "f: column 10: must be UTF-8"},
        {s, "plateau('\xC3\xA9', x!)",
         "f: column 15: must be ',' or ')', not '!'"},
        {s, "chained([{linear}])",
         "f: column 17: must be ':' after a name, "
         "not '}'"},
        {s, "chained([{type: linear, type: step}])",
         "f: column 25: type is given twice"},
        {&optimizer_family, "adam -> sgd",
         "f: column 6: '->' and '*' join schedules only; optimizer takes one "
         "call"},
        {&optimizer_family, "adam * 2",
         "f: column 6: '->' and '*' join schedules only; optimizer takes one "
         "call"},
        {&optimizer_family, "(adam)", "f: column 1: must be a name, not '('"},
        {&optimizer_family, "0.1", "f: column 1: must be a name, not '0'"},
        {&optimizer_family, "adam sgd",
         "f: column 6: must be the end of the text, not 's'"},
        {&problem_family, "adam",
         "f: column 1: unknown problem 'adam'; `lrsim "
         "list problems` shows all"},
    };

    check_short_forms(rows, LENGTH(rows));
}
END_TEST

START_TEST(short_forms_may_be_nested_64_deep)
{
    /* What opens a level, and what closes it. */
    static const char *const rows[][2] = {{"(", ")"}, {"[", "]"}};

    for (size_t i = 0; i < 2; i++)
        for (size_t depth = 63; depth < 67; depth++) {
            char text[256] = "", place[64];
            struct reading reading;
            /* The list itself is the first level of an argument. */
            size_t levels = depth - i;

            strcat(text, i ? "multistep(" : "");
            for (size_t k = 0; k < levels; k++)
                strcat(text, rows[i][0]);
            strcat(text, i ? "1" : "linear");
            for (size_t k = 0; k < levels; k++)
                strcat(text, rows[i][1]);
            strcat(text, i ? ")" : "");
            read_short(&reading, &schedule_family, text);
            snprintf(place, sizeof place,
                     "f: column %d: must be nested at most 64 deep",
                     i ? 75 : 65);
            if (depth <= 64)
                ck_assert_msg(reading.tree, "%s: %s", text, reading.error.text);
            else
                ck_assert_str_eq(reading.error.text, place);
            ck_assert_int_eq(reading.error.status,
                             depth <= 64 ? STATUS_DONE : STATUS_LIMIT);
            reading_end(&reading);
        }
}
END_TEST

/* The canonical text of what stands at a dotted path of a spec. */
static const char *
value_at(const struct spec *spec, const char *path, struct arena *arena)
{
    struct text text = {.arena = arena};
    cJSON *root;
    const cJSON *value;
    char *printed, *copy;

    spec_print(spec, &text);
    text_end(&text);
    value = root = cJSON_Parse(text.bytes);
    for (const char *at = path; value && *at; at += *at == '.') {
        char name[32];
        size_t length = strcspn(at, ".[");

        snprintf(name, sizeof name, "%.*s", (int)length, at);
        value = *at == '[' ? cJSON_GetArrayItem(value, at[1] - '0')
                           : cJSON_GetObjectItemCaseSensitive(value, name);
        at += *at == '[' ? 3 : length;
    }
    printed = value ? cJSON_PrintUnformatted(value) : NULL;
    copy = arena_copy(arena, printed ? printed : "nothing",
                      strlen(printed ? printed : "nothing"));
    cJSON_free(printed);
    cJSON_Delete(root);
    return copy;
}

/* One --set after another, split at ';': the value at a path, or the error. */
START_TEST(set_puts_values_where_the_path_says)
{
    static const char file[] =
        "{\"steps\": 5, \"optimizer\": {\"type\": \"adam\", \"param_groups\": "
        "[{\"params\": \"0\"}]}, \"metric\": [1, 2]}";
    static const char *const rows[][3] = {
        {"steps=7", "steps", "7"},
        {"steps=1e3", "steps", "1000"},
        {"steps= 8 ", "steps", "8"},
        {"title=a b", "title", "\"a b\""},
        {"title=\"a\\nb\"", "title", "\"a\\nb\""},
        {"title=a=b", "title", "\"a=b\""},
        {"title=", "title", "\"\""},
        {"title=x;title=null", "title", "null"},
        {"optimizer.betas=[0.5,0.75]", "optimizer.betas", "[0.5,0.75]"},
        {"optimizer.betas=[0.5,0.75];optimizer.betas[1]=0.25",
         "optimizer.betas", "[0.5,0.25]"},
        {"optimizer.param_groups[0].lr=3", "optimizer.param_groups[0].lr", "3"},
        {"metric[1]=9", "metric", "[1,9]"},
        {"problem.dim=5", "problem.start", "[-1.2,1,-1.2,1,-1.2]"},
        {"schedule=linear(0.5, 1, 8)", "schedule.total_iters", "8"},
        {"schedule=step(3);schedule.gamma=0.5", "schedule.gamma", "0.5"},
        {"schedule.type=step;schedule.step_size=4", "schedule.type",
         "\"step\""},
        {"schedule=null;schedule.type=step;schedule.step_size=4",
         "schedule.step_size", "4"},
        {"schedule={\"type\": \"step\", \"step_size\": 2}",
         "schedule.step_size", "2"},
        {"optimizer=sgd;optimizer.lr=2", "optimizer.lr", "2"},
        {"optimizer.lr=2;optimizer=sgd", "optimizer.lr", "0.001"},
        {"$schema=1", "steps", "5"},
        {"steps", NULL,
         "--set: column 6: must be PATH=VALUE, and here the "
         "text ends"},
        {"=5", NULL,
         "--set: column 1: must be a path such as "
         "optimizer.betas[0]"},
        {"a..b=1", NULL,
         "--set: column 2: must be a path such as "
         "optimizer.betas[0]"},
        {"a b=1", NULL,
         "--set: column 1: must be a path such as "
         "optimizer.betas[0]"},
        {"optimizer.=1", NULL,
         "--set: column 10: must be a path such as "
         "optimizer.betas[0]"},
        {"metric[x]=1", NULL,
         "--set: column 7: must be a path such as "
         "optimizer.betas[0]"},
        {"metric[1=1", NULL,
         "--set: column 7: must be a path such as "
         "optimizer.betas[0]"},
        {"metric[2]=1", NULL,
         "--set: column 7: metric has no element 2: it has 2, counted from 0"},
        {"metric[99999999999999999999]=1", NULL,
         "--set: column 7: metric has no element 99999999999999999999: it has "
         "2, counted from 0"},
        {"optimizer.betas[0]=1", NULL,
         "--set: column 16: optimizer.betas is not given, and so has no "
         "element "
         "0; lists must be given whole"},
        {"steps.x=1", NULL, "--set: column 6: steps is no object"},
        {"metric.x=1", NULL, "--set: column 7: metric is no object"},
        {"steps=-2", NULL,
         "--set: column 7: $.steps: must be an integer in "
         "[0,inf), not -2"},
        {"stps=2", NULL,
         "--set: column 1: $.stps: unknown key (did you mean "
         "'steps'?)"},
        {"optimizer.lr= {\"a\": 1}", NULL,
         "--set: column 15: $.optimizer.lr: must be a number in [0,inf), not "
         "an object"},
        {"schedule=liner", NULL,
         "--set: column 10: unknown schedule "
         "'liner' (did you mean 'linear'?); `lrsim "
         "list schedules` shows all"},
        {"title=\xFF", NULL, "--set: column 7: must be UTF-8"},
        {"title=\"\xC3\xA9\";steps=\xC3\xA9", NULL,
         "--set: column 7: $.steps: must be an integer in [0,inf), not "
         "'\xC3\xA9'"},
    };
    static const struct source source = {
        .name = "spec", .text = file, .length = sizeof file - 1, .lines = true};

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct document document = {
            .arena = &arena, .table = spec_table, .families = all_families};
        struct spec spec;
        struct error error = {0};
        char *all = arena_copy(&arena, rows[i][0], strlen(rows[i][0]));
        const char *found = error.text;
        bool done = document_parse(&document, &source, &error);

        for (char *one = strtok(all, ";"); done && one; one = strtok(NULL, ";"))
            done = document_set(&document, one, &error) &&
                   document_expand(&document, &error);
        done = done && spec_load(&document, INTEGER_NULL, NULL, &spec, &error);
        if (done)
            found = value_at(&spec, rows[i][1] ? rows[i][1] : "", &arena);
        ck_assert_msg(
            done == (rows[i][1] != NULL) && strcmp(found, rows[i][2]) == 0,
            "%s\nmust be %s\nis      %s", rows[i][0], rows[i][2], found);
        arena_free(&arena);
    }
}
END_TEST

/* A command line split at spaces, over a file: the value at a path, or the
 * error (path NULL). */
static void
check_command_line(const char *path, const char *const row[3])
{
    struct arena arena = {0};
    struct arguments arguments = {.arena = &arena};
    struct document document = {0};
    struct spec spec;
    struct error error = {0};
    char *words = arena_copy(&arena, row[0], strlen(row[0]));
    char name[] = "lrsim", command[] = "spec", *argv[16] = {name, command};
    const char *found = error.text;
    int argc = 2;
    bool done;

    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    optind = 1;
    done = arguments_read(&arguments, argc, argv, &error) &&
           load_spec(&arguments, path, &document, &spec, &error);
    if (done)
        found = value_at(&spec, row[1] ? row[1] : "", &arena);
    ck_assert_msg(done == (row[1] != NULL) && strcmp(found, row[2]) == 0,
                  "%s: %s\nmust be %s\nis      %s", row[0],
                  row[1] ? row[1] : "", row[2], found);
    arena_free(&arena);
}

START_TEST(flags_override_the_file_and_set_the_flags)
{
    static const char file[] =
        "{\"steps\": 5, \"steps_per_epoch\": 4, \"seed\": 3, \"problem\": "
        "\"sphere(dim=3)\", \"optimizer\": \"sgd(lr=0.5, momentum=0.25)\", "
        "\"schedule\": \"step(3)\"}";
    static const char *const rows[][3] = {
        {"", "optimizer.lr", "0.5"},
        {"--lr 2", "optimizer.lr", "2"},
        {"--lr 2", "optimizer.momentum", "0.25"},
        {"--lr=.5e1", "optimizer.lr", "5"},
        {"--optimizer adam", "optimizer.lr", "0.001"},
        {"--lr 2 --optimizer adam(lr=1)", "optimizer.lr", "2"},
        {"--optimizer adam(lr=1) --lr 2", "optimizer.type", "\"adam\""},
        {"--set optimizer.lr=3 --lr 2 --optimizer adam(lr=1)", "optimizer.lr",
         "3"},
        {"--set optimizer.lr=3 --set optimizer.lr=4", "optimizer.lr", "4"},
        {"--set optimizer=sgd --lr 7", "optimizer.lr", "0.001"},
        {"--steps 9", "steps", "9"},
        {"--steps 9 --set steps=2", "steps", "2"},
        {"--epochs 2", "steps", "8"},
        {"--epochs 2 --steps-per-epoch 10", "steps", "20"},
        {"--seed 7", "seed", "7"},
        {"--start 1,2.5,-3e0,4 --problem rosenbrock", "problem.start",
         "[1,2.5,-3,4]"},
        {"--start 1,2 --set problem.dim=null", "problem.dim", "2"},
        {"--interval epoch", "schedule.interval", "\"epoch\""},
        {"--schedule linear --interval epoch", "schedule.interval",
         "\"epoch\""},
        {"--schedule linear(interval=epoch) --interval step",
         "schedule.interval", "\"step\""},
        {"--schedule linear(0.5)->@9(step(2))", "schedule.milestones", "[9]"},
        {"--steps 1 --steps 2", NULL, "--steps: given twice"},
        {"--steps 1 --epochs 2", NULL,
         "--epochs: cannot be combined with --steps"},
        {"--steps x", NULL, "--steps: must be an integer in [0,inf), not 'x'"},
        {"--steps -1", NULL, "--steps: must be an integer in [0,inf), not -1"},
        {"--steps=", NULL, "--steps: must be an integer in [0,inf), not ''"},
        {"--epochs 9007199254740992", NULL,
         "--epochs: times steps_per_epoch must be at most 2^53"},
        {"--lr inf", NULL, "--lr: must be a number in [0,inf), not 'inf'"},
        {"--interval steps", NULL,
         "--interval: must be one of step|epoch, not 'steps' (did you mean "
         "'step'?)"},
        {"--start 1,x", NULL, "--start: column 3: must be a number, not 'x'"},
        {"--start 1,,2", NULL, "--start: column 3: must be a number, not ''"},
        {"--start 1,2", NULL,
         "f:1:70: $.problem.dim: must be 2, the number of values in "
         "start, not 3"},
        {"--schedule linear-", NULL,
         "--schedule: column 7: ends in '-': quote the whole, since the shell "
         "took '>' for a redirection"},
        {"--schedule linear(0.5,1,1e99)", NULL,
         "--schedule: column 14: $.schedule.total_iters: must be an integer of "
         "at most 2^53, not 1e+99"},
        {"--step 5", NULL, "--step: unknown option (did you mean '--steps'?)"},
    };
    char folder[] = "/tmp/lrsim_spec_XXXXXX";
    FILE *stream;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    stream = fopen("f", "w");
    ck_assert_ptr_nonnull(stream);
    fputs(file, stream);
    fclose(stream);
    for (size_t i = 0; i < LENGTH(rows); i++)
        check_command_line("f", rows[i]);
    unlink("f");
    rmdir(folder);
}
END_TEST

START_TEST(files_have_their_limits)
{
    /* "f" has 40 bytes. */
    static const struct {
        const char *path;
        size_t limit;
        const char *error;
        enum status status;
    } rows[] = {
        {"f", 40, NULL, STATUS_DONE},
        {"f", 39, "f: must have at most 39 bytes; --max-input raises the limit",
         STATUS_LIMIT},
        {"no", 100, "no: cannot be opened: No such file or directory",
         STATUS_WRONG},
        {".", 100, ".: must be a file, not a directory", STATUS_WRONG},
    };
    char folder[] = "/tmp/lrsim_spec_XXXXXX";
    FILE *stream;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    stream = fopen("f", "w");
    ck_assert_ptr_nonnull(stream);
    fprintf(stream, "%-40s", "{}");
    fclose(stream);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct document document = {
            .arena = &arena, .table = spec_table, .families = all_families};
        struct error error = {0};

        ck_assert_msg(document_read(&document, rows[i].path, rows[i].limit,
                                    &error) == !rows[i].error,
                      "%s: %s", rows[i].path, error.text);
        ck_assert_str_eq(error.text, rows[i].error ? rows[i].error : "");
        ck_assert_int_eq(error.status, rows[i].status);
        arena_free(&arena);
    }
    unlink("f");
    rmdir(folder);
}
END_TEST

START_TEST(params_are_ranges)
{
    /* JSON of params; the ranges as FIRST-END, or the error behind the
     * path. */
    static const char *const rows[][2] = {
        {"\"0\"", "0-1"},
        {"\"1:\"", "1-*"},
        {"\":\"", "0-*"},
        {"\":3\"", "0-3"},
        {"\"2:8\"", "2-8"},
        {"\"0,2:4\"", "0-1 2-4"},
        {"\" 0 , 2 : 4 \"", "0-1 2-4"},
        {"\"007\"", "7-8"},
        {"\"999999999999999\"", "999999999999999-1000000000000000"},
        {"[0, 2, 3]", "0-1 2-3 3-4"},
        {"[4.0]", "4-5"},
        {"\"\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", not "
                 "''"},
        {"\"-1\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", "
                   "not '-1'"},
        {"\"0,\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", "
                   "not '0,'"},
        {"\"0 1\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", "
                    "not '0 1'"},
        {"\"1:2:3\"", "must be indices and ranges such as \"0,2:4\" or "
                      "\"1:\", not '1:2:3'"},
        {"\"1000000000000000\"",
         "must be indices and ranges such as \"0,2:4\" or \"1:\", not "
         "'1000000000000000'"},
        {"\"3:3\"", "3:3 holds no parameter"},
        {"\"5:2\"", "5:2 holds no parameter"},
        {"\":0\"", "0:0 holds no parameter"},
        {"[]", "must name at least one parameter"},
        {"[0, -1]", "[1]: must be an integer in [0,inf), not -1"},
        {"[0.5]", "[0]: must be an integer in [0,inf), not 0.5"},
        {"[\"0\"]", "[0]: must be an integer in [0,inf), not '0'"},
        {"0", "must be a string or a list of integers, not 0"},
        {"null", "must be a string or a list of integers, not null"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct error error = {0};
        char json[256], found[256] = "", expected[256];

        snprintf(json, sizeof json,
                 "{\"optimizer\": {\"param_groups\": [{\"params\": %s}]}}",
                 rows[i][0]);
        if (load_text(json, &arena, &document, &spec, &error)) {
            const struct group *group = &spec.param_groups.items[0];

            for (size_t k = 0; k < group->range_count; k++) {
                const struct range *range = &group->ranges[k];
                size_t used = strlen(found);

                used += (size_t)snprintf(found + used, sizeof found - used,
                                         "%s%ld-", k ? " " : "", range->first);
                snprintf(found + used, sizeof found - used,
                         range->end == LONG_MAX ? "*" : "%ld", range->end);
            }
            snprintf(expected, sizeof expected, "%s", rows[i][1]);
        } else {
            bool element = rows[i][1][0] == '[';

            snprintf(found, sizeof found, "%.255s",
                     strstr(error.text, "$.") ? strstr(error.text, "$.")
                                              : error.text);
            snprintf(expected, sizeof expected,
                     "$.optimizer.param_groups[0].params%s%s",
                     element ? "" : ": ", rows[i][1]);
        }
        ck_assert_msg(strcmp(found, expected) == 0,
                      "%s\nmust be %s\nis      %s", rows[i][0], expected,
                      found);
        arena_free(&arena);
    }
}
END_TEST

Suite *
spec_suite(void)
{
    Suite *suite = suite_create("spec");
    TCase *tests = tcase_create("texts");

    tcase_add_test(tests, json_is_read_strictly);
    tcase_add_test(tests, json_may_be_nested_64_deep);
    tcase_add_test(tests, values_know_where_they_stand);
    tcase_add_test(tests, specs_are_refused_with_line_column_and_path);
    tcase_add_test(tests, a_null_in_a_list_of_names_is_refused);
    tcase_add_test(tests, short_forms_stand_for_json);
    tcase_add_test(tests, short_forms_are_refused_with_their_column);
    tcase_add_test(tests, short_forms_may_be_nested_64_deep);
    tcase_add_test(tests, set_puts_values_where_the_path_says);
    tcase_add_test(tests, flags_override_the_file_and_set_the_flags);
    tcase_add_test(tests, files_have_their_limits);
    tcase_add_test(tests, params_are_ranges);
    suite_add_tcase(suite, tests);
    return suite;
}
