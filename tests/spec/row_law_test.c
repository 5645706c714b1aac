/* row_law_test.c -- laws over all parameters: a new one is tested as soon as
 * its table lists it. */
#include "tests/spec/loaded.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/families.h"
#include "spec/load.h"
#include "tests/spec/generator.h"

static bool
is_numeric(const struct parameter *row)
{
    return row->type == PARAMETER_REAL || row->type == PARAMETER_INTEGER ||
           row->type == PARAMETER_PAIR || row->type == PARAMETER_TRIPLE ||
           row->type == PARAMETER_REALS || row->type == PARAMETER_INTEGERS ||
           row->type == PARAMETER_EACH;
}

/* Loads one row as a table of its own: from JSON text, or by its default. */
static bool
load_alone(struct loaded *loaded, const struct parameter *row,
           const char *value)
{
    const struct parameter table[] = {*row, END_OF_TABLE};
    struct document *document = &loaded->document;
    struct loader loader = {
        .arena = &loaded->arena, .document = document, .error = &loaded->error};
    char assignment[512];
    bool done;

    loaded_begin(loaded);
    document->table = table;
    snprintf(assignment, sizeof assignment, "%s=%s", row->name,
             value ? value : "");
    done = (!value || document_set(document, assignment, &loaded->error)) &&
           load_rows(&loader, table,
                     arena_alloc(&loaded->arena, 1,
                                 row->offset + sizeof(struct spec)),
                     document->root, &document->place);
    document->table = spec_table;
    return done;
}

static void
accepts(const struct parameter *row, const char *value)
{
    struct loaded loaded;

    ck_assert_msg(load_alone(&loaded, row, value), "%s=%s: %s", row->name,
                  value, error_line(&loaded.error));
    loaded_end(&loaded);
}

/* Alone, and in the kind's example: the error has the path and the text. */
static void
refuses(const struct family *family, const struct kind *kind,
        const struct parameter *row, const char *value, const char *text)
{
    char path[128], assignment[512];
    struct loaded loaded;
    const char *found, *rest;

    ck_assert_msg(!load_alone(&loaded, row, value), "%s=%s must be refused",
                  row->name, value);
    loaded_end(&loaded);
    snprintf(assignment, sizeof assignment, "%s%s%s=%s",
             kind ? family->name : "", kind ? "." : "", row->name, value);
    snprintf(path, sizeof path, "$.%.*s", (int)strcspn(assignment, "="),
             assignment);
    if (kind)
        ck_assert_msg(!loaded_short(&loaded, family, kind->example, assignment),
                      "%s must be refused", assignment);
    else
        ck_assert(!load_alone(&loaded, row, value));
    found = strstr(error_line(&loaded.error), path);
    ck_assert_msg(found, "%s: the path must be %s: %s", assignment, path,
                  error_line(&loaded.error));
    rest = found + strlen(path);
    rest += strspn(rest, "[0].a");
    ck_assert_msg(strncmp(rest, ": ", 2) == 0 && strstr(rest, text),
                  "%s: the error must end in the path, and say '%s': %s",
                  assignment, text, error_line(&loaded.error));
    loaded_end(&loaded);
}

/* The rows of objects, which have no kind of their own. */
static void
each_inner_row(const struct parameter *row,
               void (*law)(const struct family *, const struct kind *,
                           const struct parameter *))
{
    const struct parameter *inner =
        row->type == PARAMETER_OBJECT || row->type == PARAMETER_OBJECTS
            ? row->family->kinds[0]->parameters
            : NULL;

    for (; inner && inner->name; inner++)
        if (inner->type != PARAMETER_NODE)
            law(NULL, NULL, inner);
}

/* All rows of all kinds, and those of the root, which have no kind. */
static void
each_row(void (*law)(const struct family *, const struct kind *,
                     const struct parameter *))
{
    for (size_t f = 0; all_families[f]; f++)
        for (size_t k = 0; all_families[f]->kinds[k]; k++) {
            const struct kind *kind = all_families[f]->kinds[k];

            for (size_t i = 0; kind->parameters[i].name; i++) {
                law(all_families[f], kind, &kind->parameters[i]);
                each_inner_row(&kind->parameters[i], law);
            }
        }
    for (size_t i = 0; spec_table[i].name; i++) {
        if (spec_table[i].family || spec_table[i].type != PARAMETER_NODE)
            law(NULL, NULL, &spec_table[i]);
        each_inner_row(&spec_table[i], law);
    }
}

static void
meaning_is_there(const struct family *family, const struct kind *kind,
                 const struct parameter *row)
{
    (void)family;
    ck_assert_msg(row->meaning && *row->meaning, "%s: %s has no meaning",
                  kind ? kind->name : "$", row->name);
}

START_TEST(meanings_are_not_empty)
{
    each_row(meaning_is_there);
}
END_TEST

static void
default_loads(const struct family *family, const struct kind *kind,
              const struct parameter *row)
{
    struct loaded loaded;
    bool done = load_alone(&loaded, row, NULL);

    (void)family;
    if (row->default_text)
        ck_assert_msg(done, "%s: %s", kind ? kind->name : "$",
                      error_line(&loaded.error));
    else
        ck_assert_msg(!done &&
                          strstr(error_line(&loaded.error), "is missing: "),
                      "%s.%s is required: %s", kind ? kind->name : "$",
                      row->name, error_line(&loaded.error));
    loaded_end(&loaded);
    /* A total may be left out, but not every one may be null. */
    if (row->default_text && row->type != PARAMETER_NODE &&
        (row->count != COUNT_TOTAL || row_interval(row).null))
        accepts(row, row->default_text);
}

START_TEST(defaults_load)
{
    each_row(default_loads);
}
END_TEST

/* A number as a value of the row. */
static const char *
spell(const struct parameter *row, double value, char *text, size_t size)
{
    bool list = row->type != PARAMETER_REAL && row->type != PARAMETER_INTEGER;
    int count = row_fixed_count(row) > 0 ? row_fixed_count(row) : 1;
    const char *quotes = isinf(value) ? "\"" : "";
    char number[40];

    snprintf(number, sizeof number, "%s%.17g%s", quotes, value, quotes);
    snprintf(text, size, "%s", list ? "[" : "");
    for (int i = 0; i < count; i++)
        snprintf(text + strlen(text), size - strlen(text), "%s%s",
                 i ? ", " : "", number);
    snprintf(text + strlen(text), size - strlen(text), "%s", list ? "]" : "");
    return text;
}

/* One end of a range; `out` is the infinity beyond it. */
static void
check_end(const struct family *family, const struct kind *kind,
          const struct parameter *row, double end, bool open, double out)
{
    double step = copysign(1, out), most = copysign(INTEGER_MOST, out);
    double within = row_is_whole(row) ? end - step : nextafter(end, -out);
    double beyond = row_is_whole(row) ? end + step : nextafter(end, out);
    char text[128], range[64];

    /* Elements of a list cannot be null. */
    snprintf(range, sizeof range, "%.*s",
             row->range ? (int)strcspn(row->range, " ") : 0,
             row->range ? row->range : "");
    if (isinf(end)) {
        ck_assert_msg(open, "%s: an infinite end must be open", row->name);
        within = row_is_whole(row) ? most : copysign(DBL_MAX, out);
        if (row_is_whole(row))
            refuses(family, kind, row,
                    spell(row, most + 2 * step, text, sizeof text),
                    "must be an integer of at most 2^53, not ");
    }
    accepts(row, spell(row, open ? within : end, text, sizeof text));
    if (row->range && strstr(row->range, " or nan")) {
        accepts(row, spell(row, beyond, text, sizeof text));
        return;
    }
    refuses(family, kind, row,
            spell(row, open ? end : beyond, text, sizeof text), range);
}

static void
ends_are_kept(const struct family *family, const struct kind *kind,
              const struct parameter *row)
{
    struct interval range = row_interval(row);
    char text[128];

    if (!is_numeric(row))
        return;
    ck_assert_msg(range.low < range.high, "%s: empty range", row->name);
    check_end(family, kind, row, range.low, range.low_open, -INFINITY);
    check_end(family, kind, row, range.high, range.high_open, INFINITY);
    if (row_is_whole(row) && isfinite(range.low))
        refuses(family, kind, row,
                spell(row, range.low + 1.5, text, sizeof text),
                "must be an integer");
}

START_TEST(ranges_end_where_they_say)
{
    each_row(ends_are_kept);
}
END_TEST

static void
null_is_told(const struct family *family, const struct kind *kind,
             const struct parameter *row)
{
    bool null = row->range && strstr(row->range, "or null");

    if (row->type == PARAMETER_GROUPS)
        return;
    if (row->type == PARAMETER_NODE || row->type == PARAMETER_NODES)
        null = row->default_text && strcmp(row->default_text, "null") == 0;
    if (null && row->type == PARAMETER_PAIR)
        accepts(row, "[null, null]");
    else if (null)
        accepts(row, "null");
    else
        refuses(family, kind, row, "null", "not null");
}

START_TEST(null_is_a_value_where_the_range_says_so)
{
    each_row(null_is_told);
}
END_TEST

#define BIT(type) (1u << PARAMETER_##type)

static void
types_are_kept(const struct family *family, const struct kind *kind,
               const struct parameter *row)
{
    /* The types that may accept a value; the others must refuse it. */
    static const struct {
        const char *value;
        unsigned types;
    } rows[] = {
        {"true", BIT(BOOLEAN)},
        {"\"no word of mine\"", BIT(TEXT) | BIT(FORMULA) | BIT(FORMULAS)},
        {"0.5", BIT(REAL) | BIT(EACH)},
        {"\"1\"", BIT(TEXT) | BIT(FORMULA) | BIT(FORMULAS)},
        {"{}", BIT(NODE) | BIT(CONSTANTS) | BIT(OBJECT)},
        {"{\"a\": 1}", BIT(CONSTANTS)},
        {"{\"a\": true}", 0},
        {"[]", BIT(REALS) | BIT(INTEGERS) | BIT(EACH) | BIT(TEXTS) |
                   BIT(FORMULAS) | BIT(PAIRS)},
        {"[true]", 0},
        /* A null in a list is a milestone that is to be derived. */
        {"[null]", BIT(INTEGERS)},
        {"[[1]]", 0},
        {"[[1, 2]]", BIT(PAIRS)},
        {"[[2, 1]]", BIT(PAIRS)},
        {"[\"1\"]", BIT(TEXTS) | BIT(FORMULAS)},
        {"[0.5]", BIT(REALS) | BIT(EACH)},
        {"[0.5, 0.5]", BIT(REALS) | BIT(EACH) | BIT(PAIR)},
        {"[1, 1, 1]", BIT(REALS) | BIT(EACH) | BIT(INTEGERS) | BIT(TRIPLE)},
        {"[0.5, 0.5, 0.5]", BIT(REALS) | BIT(EACH) | BIT(TRIPLE)},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!(rows[i].types >> row->type & 1) &&
            /* In a node's row a string is a short form. */
            !(row->family && strchr(rows[i].value, '"')))
            refuses(family, kind, row, rows[i].value, "must be ");
}

START_TEST(wrong_types_are_refused)
{
    each_row(types_are_kept);
}
END_TEST

static void
words_are_kept(const struct family *family, const struct kind *kind,
               const struct parameter *row)
{
    char value[64], suggestion[128];

    if (row->type != PARAMETER_CHOICE)
        return;
    for (const char *word = row->range; *word;
         word += strcspn(word, "|"), word += *word == '|') {
        int length = (int)strcspn(word, "|");

        snprintf(value, sizeof value, "\"%.*s\"", length, word);
        accepts(row, value);
        snprintf(value, sizeof value, "\"%.*s%c\"", length, word,
                 word[length - 1]);
        snprintf(suggestion, sizeof suggestion,
                 "must be one of %s, not '%.*s%c' (did you mean '%.*s'?)",
                 row->range, length, word, word[length - 1], length, word);
        refuses(family, kind, row, value, suggestion);
    }
}

START_TEST(words_of_choices_are_told)
{
    each_row(words_are_kept);
}
END_TEST

static void
expect_error(bool done, struct loaded *loaded, const char *input,
             const char *place, const char *text)
{
    const char *found = strstr(error_line(&loaded->error), place);

    ck_assert_msg(!done, "%s must be refused", input);
    ck_assert_msg(found && strstr(found, text),
                  "%s: must be an error at '%s' that says '%s': %s", input,
                  place, text, error_line(&loaded->error));
    loaded_end(loaded);
}

static void
misspelt_row_is_named(const struct family *family, const struct kind *kind,
                      const struct parameter *row)
{
    char input[256], place[128], text[128], *name = input;
    struct loaded loaded;
    bool done;

    if (!kind)
        return;
    snprintf(place, sizeof place, "$.%s.%s%c: ", family->name, row->name,
             row->name[strlen(row->name) - 1]);
    /* A single letter is near to anything. */
    snprintf(text, sizeof text,
             row->name[1] ? "unknown parameter of %s (did you mean '%s'?)"
                          : "unknown parameter of %s",
             kind->name, row->name);
    snprintf(name, sizeof input, "%.*s=1", (int)strlen(place) - 4, place + 2);
    done = loaded_short(&loaded, family, kind->example, input);
    expect_error(done, &loaded, input, place, text);
    snprintf(input, sizeof input, "%s(%s%c=1)", kind->name, row->name,
             row->name[strlen(row->name) - 1]);
    snprintf(place, sizeof place, "column %zu: ", strlen(kind->name) + 2);
    done = loaded_short(&loaded, family, input, NULL);
    expect_error(done, &loaded, input, place, text);
}

START_TEST(unknown_parameters_name_the_nearest)
{
    each_row(misspelt_row_is_named);
}
END_TEST

static void
twice_is_refused(const struct family *family, const struct kind *kind,
                 const struct parameter *row)
{
    char input[512], place[128];
    struct loaded loaded = {0};
    bool done;

    if (!kind)
        return;
    snprintf(input, sizeof input,
             "{\"%s\": {\"type\": \"%s\", \"%s\": null, \"%s\": null}}",
             family->name, kind->name, row->name, row->name);
    snprintf(place, sizeof place, "$.%s.%s: ", family->name, row->name);
    done = load_text(input, &loaded.arena, &loaded.document, &loaded.spec,
                     &loaded.error);
    expect_error(done, &loaded, input, place, "is given twice");
    snprintf(input, sizeof input, "%s(%s=null, %s=null)", kind->name, row->name,
             row->name);
    snprintf(place, sizeof place,
             "column %zu: ", strlen(kind->name) + strlen(row->name) + 9);
    done = loaded_short(&loaded, family, input, NULL);
    expect_error(done, &loaded, input, place, "is given twice");
}

START_TEST(a_parameter_given_twice_is_refused)
{
    each_row(twice_is_refused);
}
END_TEST

Suite *
row_law_suite(void)
{
    Suite *suite = suite_create("row_law");
    TCase *tests = tcase_create("row_law");

    tcase_add_test(tests, meanings_are_not_empty);
    tcase_add_test(tests, defaults_load);
    tcase_add_test(tests, ranges_end_where_they_say);
    tcase_add_test(tests, null_is_a_value_where_the_range_says_so);
    tcase_add_test(tests, wrong_types_are_refused);
    tcase_add_test(tests, words_of_choices_are_told);
    tcase_add_test(tests, unknown_parameters_name_the_nearest);
    tcase_add_test(tests, a_parameter_given_twice_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
