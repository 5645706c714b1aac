/* short_form_test.c -- what short forms stand for, and where an error in one
 * is. */
#include "tests/suites.h"

#include <stdio.h>
#include <string.h>

#include "optimizer/optimizer.h"
#include "problem/problem.h"
#include "schedule/schedule.h"
#include "spec/short_form.h"

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
read_short(struct reading *reading, const struct family *family,
           const char *text)
{
    struct source source = {.name = "f", .text = text, .length = strlen(text)};

    *reading = (struct reading){.error = {0}};
    reading->tree = short_form_read(&source, family, NULL, NULL,
                                    &reading->arena, &reading->error);
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
            text_string(&text, error_line(&reading.error));
        text_end(&text);
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
         "f: column 1: must be the name of a schedule, but the text ends here"},
        {s, "linear -",
         "f: column 8: ends in '-': put the text in quotes, since the shell "
         "took '>' for a redirection"},
        {s, "linear(0.1)-",
         "f: column 12: ends in '-': put the text in quotes, since the shell "
         "took '>' for a redirection"},
        {s, "0.5 * linear",
         "f: column 1: must be a schedule, not a number; to scale by 0.5, "
         "write constant(0.5, total_iters=\xE2\x80\xA6), or multiply --lr"},
        {s, "linear * 2",
         "f: column 10: must be a schedule, not a number; to scale by 2, "
         "multiply --lr"},
        {s, "linear(total_iters=5, 0.1)",
         "f: column 23: must be NAME=VALUE, like the argument before it"},
        {s, "linear(0.1, start_factor=0.2)",
         "f: column 13: start_factor is given twice"},
        {s, "linear(1, 1, 5, 6)",
         "f: column 17: linear takes at most 3 arguments"},
        {s, "exponential(1, 2)",
         "f: column 16: exponential takes at most 1 argument"},
        {s, "linear ->",
         "f: column 10: must be the name of a schedule, but the text ends "
         "here"},
        {s, "linear -> -> constant",
         "f: column 11: must be the name of a schedule, not '-'"},
        {s, "linear -> @ constant",
         "f: column 13: must be a step after '@', not 'c'"},
        {s, "linear -> @",
         "f: column 12: must be a step after '@', but the text ends here"},
        {s, "linear * ",
         "f: column 10: must be the name of a schedule, but the text ends "
         "here"},
        {s, "linear > constant",
         "f: column 8: must be '->', '*' or the end of the text, not '>'"},
        {s, "linear constant",
         "f: column 8: must be '->', '*' or the end of the text, not 'c'"},
        {s, "linear)",
         "f: column 7: must be '->', '*' or the end of the text, not ')'"},
        {s, "(linear",
         "f: column 8: must be ')', '->' or '*', but the text ends here"},
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
         "f: column 11: must be ',' or ')', but the text ends here"},
        {s, "linear(", "f: column 8: must be a value, but the text ends here"},
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
         "f: column 13: must be a value, and 'sin(' is not one"},
        {s, "exponential(-)", "f: column 13: must be a value, not '-'"},
        {s, "multistep([1 2])", "f: column 14: must be ',' or ']', not '2'"},
        {s, "multistep((1, 2])", "f: column 16: must be ',' or ')', not ']'"},
        {s, "multistep([1",
         "f: column 13: must be ',' or ']', but the text ends here"},
        {s, "plateau(\"min)",
         "f: column 9: a string must end in '\"', but the text ends here"},
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
                ck_assert_msg(reading.tree, "%s: %s", text,
                              error_line(&reading.error));
            else
                ck_assert_str_eq(error_line(&reading.error), place);
            ck_assert_int_eq(reading.error.status,
                             depth <= 64 ? STATUS_DONE : STATUS_LIMIT);
            reading_end(&reading);
        }
}
END_TEST

Suite *
short_form_suite(void)
{
    Suite *suite = suite_create("short_form");
    TCase *tests = tcase_create("short_form");

    tcase_add_test(tests, short_forms_stand_for_json);
    tcase_add_test(tests, short_forms_are_refused_with_their_column);
    tcase_add_test(tests, short_forms_may_be_nested_64_deep);
    suite_add_tcase(suite, tests);
    return suite;
}
