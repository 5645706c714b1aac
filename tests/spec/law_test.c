/* law_test.c -- laws over whole tables: a new kind is held to them as soon as
 * its family lists it. */
#include "tests/suites.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/format.h"
#include "schedule/schedule.h"
#include "spec/load.h"
#include "simulate/families.h"

/* A document, what it is loaded into, and what came of it. */
struct trial {
    struct arena arena;
    struct document document;
    struct spec spec;
    struct error error;
};

static void
trial_begin(struct trial *trial)
{
    *trial = (struct trial){0};
    trial->document = (struct document){
        .arena = &trial->arena, .table = spec_table, .families = all_families};
}

static void
trial_end(struct trial *trial)
{
    arena_free(&trial->arena);
}

static const char *
canonical(struct trial *trial)
{
    struct text text = {.arena = &trial->arena};

    spec_print(&trial->spec, &text);
    ck_assert_ptr_nonnull(text_end(&text));
    return text.bytes;
}

/* Loads a short form, after --set of one assignment where it is not NULL. */
static bool
load_short(struct trial *trial, const struct family *family, const char *text,
           const char *assignment)
{
    struct document *document = &trial->document;
    struct error *error = &trial->error;

    trial_begin(trial);
    return document_put(document, "flag", family->name, text, error) &&
           document_expand(document, error) &&
           (!assignment || document_set(document, assignment, error)) &&
           spec_load(document, INTEGER_NULL, NULL, &trial->spec, error);
}

/* Loads one row as a table of its own: from JSON text, or by its default. */
static bool
load_alone(struct trial *trial, const struct parameter *row, const char *value)
{
    const struct parameter table[] = {*row, END_OF_TABLE};
    struct document *document = &trial->document;
    struct loader loader = {&trial->arena, document, &trial->error};
    char assignment[512];
    bool done;

    trial_begin(trial);
    document->table = table;
    snprintf(assignment, sizeof assignment, "%s=%s", row->name,
             value ? value : "");
    done = (!value || document_set(document, assignment, &trial->error)) &&
           load_rows(
               &loader, table,
               arena_alloc(&trial->arena, 1, row->offset + sizeof(struct spec)),
               document->root, &document->place);
    document->table = spec_table;
    return done;
}

static void
accepts(const struct parameter *row, const char *value)
{
    struct trial trial;

    ck_assert_msg(load_alone(&trial, row, value), "%s=%s: %s", row->name, value,
                  trial.error.text);
    trial_end(&trial);
}

/* Alone, and in the kind's example: the error tells the path and the text. */
static void
refuses(const struct family *family, const struct kind *kind,
        const struct parameter *row, const char *value, const char *text)
{
    char path[128], assignment[512];
    struct trial trial;
    const char *found, *rest;

    ck_assert_msg(!load_alone(&trial, row, value), "%s=%s must be refused",
                  row->name, value);
    trial_end(&trial);
    snprintf(assignment, sizeof assignment, "%s%s%s=%s",
             kind ? family->name : "", kind ? "." : "", row->name, value);
    snprintf(path, sizeof path, "$.%.*s", (int)strcspn(assignment, "="),
             assignment);
    if (kind)
        ck_assert_msg(!load_short(&trial, family, kind->example, assignment),
                      "%s must be refused", assignment);
    else
        ck_assert(!load_alone(&trial, row, value));
    found = strstr(trial.error.text, path);
    ck_assert_msg(found, "%s: the path must be %s: %s", assignment, path,
                  trial.error.text);
    rest = found + strlen(path);
    rest += strspn(rest, "[0].a");
    ck_assert_msg(strncmp(rest, ": ", 2) == 0 && strstr(rest, text),
                  "%s: the error must end in the path, and say '%s': %s",
                  assignment, text, trial.error.text);
    trial_end(&trial);
}

static void
each_kind(void (*law)(const struct family *, const struct kind *))
{
    for (size_t f = 0; all_families[f]; f++)
        for (size_t k = 0; all_families[f]->kinds[k]; k++)
            law(all_families[f], all_families[f]->kinds[k]);
}

/* The rows of objects, which have no kind of their own. */
static void
each_inner_row(const struct parameter *row,
               void (*law)(const struct family *, const struct kind *,
                           const struct parameter *))
{
    const struct parameter *inner = row->type == PARAMETER_OBJECT
                                        ? row->family->kinds[0]->parameters
                                        : NULL;

    for (; inner && inner->name; inner++)
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
example_loads(const struct family *family, const struct kind *kind)
{
    struct trial trial, again;
    const char *text;

    ck_assert_msg(load_short(&trial, family, kind->example, NULL), "%s: %s",
                  kind->example, trial.error.text);
    text = canonical(&trial);
    again = (struct trial){0};
    ck_assert_msg(load_text(text, &again.arena, &again.document, &again.spec,
                            &again.error),
                  "%s: canonical form: %s\n%s", kind->name, again.error.text,
                  text);
    ck_assert_str_eq(canonical(&again), text);
    trial_end(&trial);
    trial_end(&again);
}

START_TEST(examples_load_and_print_canonically)
{
    each_kind(example_loads);
}
END_TEST

/* The words of a list of aliases, and the name as word 0; NULL after all. */
static const char *
name_number(const struct kind *kind, size_t i, char *word, size_t size)
{
    const char *at = kind->aliases;

    if (i == 0) {
        snprintf(word, size, "%s", kind->name);
        return word;
    }
    while (*at && --i > 0)
        at += strcspn(at, " ") + strspn(at + strcspn(at, " "), " ");
    snprintf(word, size, "%.*s", (int)strcspn(at, " "), at);
    return *at ? word : NULL;
}

static void
names_find_it(const struct family *family, const struct kind *kind)
{
    char word[128];

    for (size_t i = 0; name_number(kind, i, word, sizeof word); i++)
        for (int turn = 0; turn < 3; turn++) {
            for (size_t k = 0; word[k] && turn > 0; k++)
                word[k] = (char)(turn == 1 ? toupper((unsigned char)word[k])
                                           : tolower((unsigned char)word[k]));
            /* A name that finds another kind would be one of both. */
            ck_assert_msg(family_find(family, word) == kind, "%s '%s' is %s",
                          family->name, word,
                          family_find(family, word)
                              ? family_find(family, word)->name
                              : "unknown");
        }
}

START_TEST(names_find_their_kind_in_any_case)
{
    each_kind(names_find_it);
}
END_TEST

static void
names_are_new(const struct family *family, const struct kind *kind)
{
    char word[128], other[128];

    for (size_t i = 0; name_number(kind, i, word, sizeof word); i++)
        for (size_t k = 0; family->kinds[k]; k++)
            for (size_t j = 0;
                 name_number(family->kinds[k], j, other, sizeof other); j++)
                ck_assert_msg((family->kinds[k] == kind && i == j) ||
                                  strcasecmp(word, other) != 0,
                              "%s '%s' is there twice", family->name, word);
    for (size_t i = 0; kind->parameters[i].name; i++)
        ck_assert_msg(row_find(kind, NULL, kind->parameters[i].name) ==
                              &kind->parameters[i] &&
                          strcmp(kind->parameters[i].name, "type") != 0,
                      "%s: %s is there twice", kind->name,
                      kind->parameters[i].name);
}

START_TEST(names_are_unique)
{
    each_kind(names_are_new);
}
END_TEST

static void
texts_are_there(const struct family *family, const struct kind *kind)
{
    const char *texts[] = {kind->summary, kind->formula, kind->source,
                           kind->example};

    (void)family;
    for (size_t i = 0; i < 4; i++)
        ck_assert_msg(texts[i] && *texts[i], "%s: text %zu is empty",
                      kind->name, i);
    for (const char *line = kind->formula; *line;) {
        size_t length = strcspn(line, "\n");

        ck_assert_msg(length <= 76, "%s: over 76 columns: %s", kind->name,
                      line);
        line += length + (line[length] == '\n');
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

START_TEST(texts_are_not_empty)
{
    each_kind(texts_are_there);
    each_row(meaning_is_there);
}
END_TEST

static void
default_loads(const struct family *family, const struct kind *kind,
              const struct parameter *row)
{
    struct trial trial;
    bool done = load_alone(&trial, row, NULL);

    (void)family;
    if (row->standard)
        ck_assert_msg(done, "%s: %s", kind ? kind->name : "$",
                      trial.error.text);
    else
        ck_assert_msg(!done && strstr(trial.error.text, "is missing: "),
                      "%s.%s is required: %s", kind ? kind->name : "$",
                      row->name, trial.error.text);
    trial_end(&trial);
    if (row->standard && row->type != PARAMETER_NODE)
        accepts(row, row->standard);
}

START_TEST(defaults_load)
{
    each_row(default_loads);
}
END_TEST

static bool
is_numeric(const struct parameter *row)
{
    return row->type == PARAMETER_REAL || row->type == PARAMETER_INTEGER ||
           row->type == PARAMETER_PAIR || row->type == PARAMETER_TRIPLE ||
           row->type == PARAMETER_REALS || row->type == PARAMETER_INTEGERS ||
           row->type == PARAMETER_EACH;
}

static bool
is_whole(const struct parameter *row)
{
    return row->type == PARAMETER_INTEGER || row->type == PARAMETER_INTEGERS;
}

/* How many numbers a value has; 0: any. */
static int
fixed_count(const struct parameter *row)
{
    return row->type == PARAMETER_PAIR     ? 2
           : row->type == PARAMETER_TRIPLE ? 3
                                           : 0;
}

/* A number as a value of the row. */
static const char *
spell(const struct parameter *row, double value, char *text, size_t size)
{
    bool list = row->type != PARAMETER_REAL && row->type != PARAMETER_INTEGER;
    int count = fixed_count(row) > 0 ? fixed_count(row) : 1;
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
    double within = is_whole(row) ? end - step : nextafter(end, -out);
    double beyond = is_whole(row) ? end + step : nextafter(end, out);
    char text[128], range[64];

    /* Elements of a list cannot be null. */
    snprintf(range, sizeof range, "%.*s",
             row->range ? (int)strcspn(row->range, " ") : 0,
             row->range ? row->range : "");
    if (isinf(end)) {
        ck_assert_msg(open, "%s: an infinite end must be open", row->name);
        within = is_whole(row) ? most : copysign(DBL_MAX, out);
        if (is_whole(row))
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
    if (is_whole(row) && isfinite(range.low))
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
        null = row->standard && strcmp(row->standard, "null") == 0;
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
expect_error(bool done, struct trial *trial, const char *input,
             const char *place, const char *text)
{
    const char *found = strstr(trial->error.text, place);

    ck_assert_msg(!done, "%s must be refused", input);
    ck_assert_msg(found && strstr(found, text),
                  "%s: must be an error at '%s' that says '%s': %s", input,
                  place, text, trial->error.text);
    trial_end(trial);
}

static void
misspelt_row_is_named(const struct family *family, const struct kind *kind,
                      const struct parameter *row)
{
    char input[256], place[128], text[128], *name = input;
    struct trial trial;
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
    done = load_short(&trial, family, kind->example, input);
    expect_error(done, &trial, input, place, text);
    snprintf(input, sizeof input, "%s(%s%c=1)", kind->name, row->name,
             row->name[strlen(row->name) - 1]);
    snprintf(place, sizeof place, "column %zu: ", strlen(kind->name) + 2);
    done = load_short(&trial, family, input, NULL);
    expect_error(done, &trial, input, place, text);
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
    struct trial trial = {0};
    bool done;

    if (!kind)
        return;
    snprintf(input, sizeof input,
             "{\"%s\": {\"type\": \"%s\", \"%s\": null, \"%s\": null}}",
             family->name, kind->name, row->name, row->name);
    snprintf(place, sizeof place, "$.%s.%s: ", family->name, row->name);
    done = load_text(input, &trial.arena, &trial.document, &trial.spec,
                     &trial.error);
    expect_error(done, &trial, input, place, "is given twice");
    snprintf(input, sizeof input, "%s(%s=null, %s=null)", kind->name, row->name,
             row->name);
    snprintf(place, sizeof place,
             "column %zu: ", strlen(kind->name) + strlen(row->name) + 9);
    done = load_short(&trial, family, input, NULL);
    expect_error(done, &trial, input, place, "is given twice");
}

START_TEST(a_parameter_given_twice_is_refused)
{
    each_row(twice_is_refused);
}
END_TEST

/* As cJSON prints it, but for numbers, of which that may lose the last digit.
 */
static void
add_value(struct text *text, const cJSON *value)
{
    char *printed;

    if (cJSON_IsNumber(value)) {
        text_number(text, value->valuedouble);
    } else if (cJSON_IsArray(value)) {
        text_string(text, "[");
        for (int i = 0; i < cJSON_GetArraySize(value); i++) {
            text_string(text, i ? ", " : "");
            add_value(text, cJSON_GetArrayItem(value, i));
        }
        text_string(text, "]");
    } else {
        printed = cJSON_PrintUnformatted(value);
        text_string(text, printed);
        cJSON_free(printed);
    }
}

/* A call with all the values that a loaded example has. */
static const char *
call_text(struct trial *trial, const cJSON *node, const struct kind *kind,
          int way)
{
    struct text text = {.arena = &trial->arena};
    size_t count = 0;

    while (kind->parameters[count].name)
        count++;
    text_format(&text, "%s(", kind->name);
    for (size_t i = 0; i < count; i++) {
        const char *name = kind->parameters[way < 2 ? i : count - 1 - i].name;

        text_format(&text, "%s%s%s", i ? ", " : "", way ? name : "",
                    way ? "=" : "");
        add_value(&text, cJSON_GetObjectItemCaseSensitive(node, name));
    }
    text_add(&text, ")", 2);
    return text.bytes;
}

static void
order_is_that_of_the_table(const struct family *family, const struct kind *kind)
{
    struct trial trial, other;
    const char *text;
    cJSON *json;

    ck_assert(load_short(&trial, family, kind->example, NULL));
    text = canonical(&trial);
    json = cJSON_Parse(text);
    for (int way = 0; way < 3; way++) {
        const char *call = call_text(
            &trial, cJSON_GetObjectItemCaseSensitive(json, family->name), kind,
            way);

        ck_assert_msg(load_short(&other, family, call, NULL), "%s: %s", call,
                      other.error.text);
        ck_assert_msg(strcmp(canonical(&other), text) == 0,
                      "%s is\n%s\nand must be\n%s", call, canonical(&other),
                      text);
        trial_end(&other);
    }
    cJSON_Delete(json);
    trial_end(&trial);
}

START_TEST(positional_arguments_are_in_the_order_of_the_table)
{
    each_kind(order_is_that_of_the_table);
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

/* What the generator of specs carries along. */
struct luck {
    uint64_t state;
    struct arena *arena;
};

static bool
coin(struct luck *luck)
{
    return random_bits(&luck->state) >> 63;
}

static size_t
below(struct luck *luck, size_t count)
{
    return (size_t)(random_bits(&luck->state) % count);
}

static const char *random_node(struct luck *luck, const struct family *family,
                               int depth);

/* Half of them are multiples of a quarter, where curves have their corners. */
static double
random_real(struct luck *luck, const struct parameter *row)
{
    struct interval range = row_interval(row);
    double low = range.low, high = range.high, value;

    if (isinf(low))
        low = isinf(high) ? -1.25 : high - 2;
    if (isinf(high))
        high = isinf(range.low) ? 1.25 : low + 12;
    value = random_between(&luck->state, low, high);
    if (coin(luck))
        value = floor(value * 4) / 4;
    return value > low && value < high ? value : (low + high) / 2;
}

static long
random_whole(struct luck *luck, const struct parameter *row)
{
    struct interval range = row_interval(row);
    double low = isinf(range.low) ? -6 : range.low + range.low_open;

    /* The ends are where kinds differ. */
    return (long)low + (long)below(luck, coin(luck) ? 12 : 2);
}

/* Rising half of the time, as some kinds want it. */
static void
random_list(struct luck *luck, const struct parameter *row, size_t count,
            struct text *text)
{
    bool rising = coin(luck), whole = is_whole(row);
    long last = random_whole(luck, row);

    text_string(text, "[");
    for (size_t i = 0; i < count; i++) {
        text_string(text, i ? ", " : "");
        if (whole)
            text_format(text, "%ld", last);
        else
            text_number(text, random_real(luck, row));
        last =
            rising ? last + 1 + (long)below(luck, 8) : random_whole(luck, row);
    }
    text_string(text, "]");
}

static void
random_word(struct luck *luck, const struct parameter *row, struct text *text)
{
    const char *word = row->range;

    while (word[strcspn(word, "|")] && coin(luck))
        word += strcspn(word, "|") + 1;
    text_format(text, "\"%.*s\"", (int)strcspn(word, "|"), word);
}

/* Formulas in t or in the names of parameters, and these names. */
static void
random_text(struct luck *luck, const struct parameter *row, struct text *text)
{
    static const char *const in_t[] = {"0.95^t", "1/(1+t)", "t > 5 ? a : b",
                                       "cos(t)"};
    static const char *const in_x[] = {"x^2", "x*y + a", "sum(i, 0, n-1, x[i])",
                                       "u - v"};
    static const char *const lists[] = {"[\"x\"]", "[\"v\", \"u\"]",
                                        "[\"x\", \"y\"]"};

    if (row->type == PARAMETER_TEXTS)
        text_string(text, lists[below(luck, 3)]);
    else
        text_json_string(text, (row->type == PARAMETER_FORMULAS ||
                                        row->type == PARAMETER_FORMULA
                                    ? in_t
                                    : in_x)[below(luck, 4)]);
}

static void
random_value(struct luck *luck, const struct parameter *row, int depth,
             struct text *text)
{
    size_t count = 1 + below(luck, 3);

    if (row->type == PARAMETER_REAL || row->type == PARAMETER_EACH)
        text_number(text, random_real(luck, row));
    else if (row->type == PARAMETER_INTEGER)
        text_format(text, "%ld", random_whole(luck, row));
    else if (row->type == PARAMETER_BOOLEAN)
        text_string(text, coin(luck) ? "true" : "false");
    else if (row->type == PARAMETER_TEXT || row->type == PARAMETER_TEXTS ||
             row->type == PARAMETER_FORMULA || row->type == PARAMETER_FORMULAS)
        random_text(luck, row, text);
    else if (row->type == PARAMETER_CONSTANTS)
        text_format(text, "{\"a\": %g, \"b\": 0.5}", random_real(luck, row));
    else if (row->type == PARAMETER_PAIRS)
        text_string(text, coin(luck) ? "[[-1, 1]]" : "[[-1, 1], [0, 2.5]]");
    else if (row->type == PARAMETER_CHOICE)
        random_word(luck, row, text);
    else if (row->type == PARAMETER_NODE)
        text_string(text, random_node(luck, row->family, depth - 1));
    else if (row->type == PARAMETER_NODES)
        for (size_t i = 0; i < count; i++) {
            text_string(text, i ? ", " : "[");
            text_string(text, random_node(luck, row->family, depth - 1));
            text_string(text, i + 1 < count ? "" : "]");
        }
    else
        random_list(luck, row,
                    fixed_count(row) > 0 ? (size_t)fixed_count(row) : count,
                    text);
}

static bool
holds_nodes(const struct kind *kind)
{
    for (size_t i = 0; kind->parameters[i].name; i++)
        if (kind->parameters[i].family)
            return true;
    return false;
}

static const char *
attempt(struct luck *luck, const struct kind *kind, int depth)
{
    struct text text = {.arena = luck->arena};

    text_format(&text, "{\"type\": \"%s\"", kind->name);
    for (size_t i = 0; kind->parameters[i].name; i++) {
        const struct parameter *row = &kind->parameters[i];

        if (row->standard && coin(luck))
            continue;
        text_format(&text, ", \"%s\": ", row->name);
        random_value(luck, row, depth, &text);
    }
    text_add(&text, "}", 2);
    return text.bytes;
}

static const char *
rooted(struct arena *arena, const struct family *family, const char *node)
{
    struct text text = {.arena = arena};

    text_format(&text, "{\"%s\": ", family->name);
    text_string(&text, node);
    text_add(&text, "}", 2);
    return text.bytes;
}

/* A valid node as JSON; what a kind's check refuses is drawn again. */
static const char *
random_node(struct luck *luck, const struct family *family, int depth)
{
    size_t kinds = 0;

    while (family->kinds[kinds])
        kinds++;
    for (int i = 0; i < 1000; i++) {
        const struct kind *kind = family->kinds[below(luck, kinds)];
        struct trial trial = {0};
        const char *node;
        bool done;

        if (depth <= 0 && holds_nodes(kind))
            continue;
        node = attempt(luck, kind, depth);
        done = load_text(rooted(luck->arena, family, node), &trial.arena,
                         &trial.document, &trial.spec, &trial.error);
        trial_end(&trial);
        if (done)
            return node;
    }
    ck_abort_msg("no random %s is valid", family->name);
    return NULL;
}

static void
must_load(struct trial *trial, const char *json)
{
    *trial = (struct trial){0};
    ck_assert_msg(load_text(json, &trial->arena, &trial->document, &trial->spec,
                            &trial->error),
                  "%s: %s", json, trial->error.text);
}

START_TEST(canonical_form_is_a_fixed_point)
{
    struct arena arena = {0};
    struct luck luck = {1, &arena};

    for (int i = 0; i < 900; i++) {
        const struct family *family = all_families[i % 3];
        const char *json =
            rooted(&arena, family, random_node(&luck, family, i / 3 % 4));
        struct trial trial, again;

        must_load(&trial, json);
        must_load(&again, canonical(&trial));
        ck_assert_msg(strcmp(canonical(&again), canonical(&trial)) == 0,
                      "%s: first\n%s\nthen\n%s", json, canonical(&trial),
                      canonical(&again));
        trial_end(&trial);
        trial_end(&again);
    }
    arena_free(&arena);
}
END_TEST

enum { ROWS = 48, GROUPS = 3, WIDE = 2, RATES = GROUPS * WIDE };

static const double bases[RATES] = {0.1, 0.02, 3, 1, 0.7, 1e-3};

static const double own[WIDE] = {100, 100};
static const struct schedule_run law_run = {
    .steps = ROWS, .steps_per_epoch = 4, .lr = own};

/* What lane l hears on the advance to row t: falls, then stays, or worse. */
static double
metric_at(long t, size_t l)
{
    return l == 0 ? 1.0 / (double)(t < 9 ? t : 9) : (double)(t % 7) - 3;
}

/* All rows of the schedule for `count` rates from `first` on, each lane
 * hearing its metric: rows[t * count + i]. */
static void
rows_of(const char *json, size_t first, size_t count, size_t lanes,
        double *rows)
{
    struct rate rates[RATES];
    double metric[WIDE];
    struct schedule *schedule;
    struct trial trial;

    must_load(&trial, json);
    for (size_t i = 0; i < count; i++)
        rates[i] = (struct rate){.lr = bases[first + i]};
    schedule = schedule_make(&trial.spec.schedule, &law_run, rates, count,
                             lanes, &trial.arena, &trial.error);
    ck_assert_msg(schedule, "%s: %s", json, trial.error.text);
    for (long t = 0; t < ROWS; t++) {
        for (size_t l = 0; l < lanes; l++)
            metric[l] = metric_at(t, lanes > 1 ? l : first % WIDE);
        if (t > 0)
            schedule_observe(schedule, t, metric);
        schedule_set(schedule, t, rates);
        for (size_t i = 0; i < count; i++)
            rows[(size_t)t * count + i] = rates[i].lr;
    }
    trial_end(&trial);
}

static bool
same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Calls a law for many random schedules. */
static void
each_schedule(uint64_t seed, void (*law)(struct luck *, const char *json))
{
    struct arena arena = {0};
    struct luck luck = {seed, &arena};

    for (int i = 0; i < 400; i++)
        law(&luck, random_node(&luck, &schedule_family, i % 4));
    arena_free(&arena);
}

static void
order_does_not_matter(struct luck *luck, const char *node)
{
    const char *json = rooted(luck->arena, &schedule_family, node);
    double rows[ROWS];
    struct rate rate = {.lr = bases[0]}, other = rate;
    struct schedule *schedule, *rising;
    struct trial trial;

    must_load(&trial, json);
    schedule = schedule_make(&trial.spec.schedule, &law_run, &rate, 1, 1,
                             &trial.arena, &trial.error);
    rising = schedule_make(&trial.spec.schedule, &law_run, &other, 1, 1,
                           &trial.arena, &trial.error);
    ck_assert_msg(schedule && rising, "%s: %s", json, trial.error.text);
    for (long t = 0; t < ROWS; t++) {
        schedule_set(rising, t, &other);
        rows[t] = other.lr;
    }
    for (int i = 0; i < 40; i++) {
        size_t t = below(luck, ROWS);

        rate.lr = 77;
        schedule_set(schedule, (long)t, &rate);
        ck_assert_msg(same(rate.lr, rows[t]),
                      "%s: row %zu is %.17g, and in rising order %.17g", json,
                      t, rate.lr, rows[t]);
    }
    trial_end(&trial);
}

START_TEST(rows_do_not_depend_on_the_order_of_questions)
{
    each_schedule(2, order_does_not_matter);
}
END_TEST

static void
groups_are_apart(struct luck *luck, const char *node)
{
    const char *json = rooted(luck->arena, &schedule_family, node);
    double together[ROWS * RATES], alone[ROWS];

    /* The groups of one begin anew together, the other asks which it is. */
    if (strstr(node, "\"hf.greedy\"") || strstr(node, "\"yolov5.warmup\""))
        return;
    rows_of(json, 0, RATES, WIDE, together);
    for (size_t i = 0; i < RATES; i++) {
        rows_of(json, i, 1, 1, alone);
        for (size_t t = 0; t < ROWS; t++) {
            double rate = together[t * RATES + i];

            ck_assert_msg(same(rate, alone[t]),
                          "%s: row %zu of rate %zu is %.17g, and alone %.17g",
                          json, t, i, rate, alone[t]);
            ck_assert_msg(isfinite(rate), "%s: row %zu is %g", json, t, rate);
        }
    }
}

START_TEST(groups_and_lanes_are_those_of_schedules_alone)
{
    each_schedule(3, groups_are_apart);
}
END_TEST

static void
equal_rows(const char *json, const char *other)
{
    double rows[ROWS], others[ROWS];

    rows_of(json, 0, 1, 1, rows);
    rows_of(other, 0, 1, 1, others);
    for (size_t t = 0; t < ROWS; t++)
        ck_assert_msg(same(rows[t], others[t]),
                      "row %zu is %.17g and %.17g in\n%s\n%s", t, rows[t],
                      others[t], json, other);
}

/* A composite over parts with commas between. */
static const char *
composite(struct arena *arena, const char *kind, const char *parts,
          const char *milestones)
{
    struct text text = {.arena = arena};

    text_format(&text, "{\"type\": \"%s\", \"schedulers\": [", kind);
    text_string(&text, parts);
    text_format(&text, "]%s%s}", milestones ? ", \"milestones\": " : "",
                milestones ? milestones : "");
    return text_end(&text);
}

static void
wrapped_is_itself(struct luck *luck, const char *node)
{
    struct arena *arena = luck->arena;
    const char *json = rooted(arena, &schedule_family, node);

    equal_rows(rooted(arena, &schedule_family,
                      composite(arena, "chained", node, NULL)),
               json);
    equal_rows(rooted(arena, &schedule_family,
                      composite(arena, "sequential", node, NULL)),
               json);
}

START_TEST(a_composite_of_one_part_is_the_part)
{
    each_schedule(4, wrapped_is_itself);
}
END_TEST

static const char *
joined(struct arena *arena, const char *a, const char *b)
{
    struct text text = {.arena = arena};

    text_string(&text, a);
    text_string(&text, ", ");
    text_string(&text, b);
    return text_end(&text);
}

static void
sequences_associate(struct luck *luck, const char *a)
{
    struct arena *arena = luck->arena;
    const char *b = random_node(luck, &schedule_family, 1);
    const char *c = random_node(luck, &schedule_family, 1);
    const char *flat = composite(
        arena, "sequential", joined(arena, joined(arena, a, b), c), "[7, 20]");
    const char *left =
        composite(arena, "sequential", joined(arena, a, b), "[7]");
    const char *right =
        composite(arena, "sequential", joined(arena, b, c), "[13]");

    flat = rooted(arena, &schedule_family, flat);
    left = composite(arena, "sequential", joined(arena, left, c), "[20]");
    right = composite(arena, "sequential", joined(arena, a, right), "[7]");
    equal_rows(rooted(arena, &schedule_family, left), flat);
    equal_rows(rooted(arena, &schedule_family, right), flat);
}

START_TEST(sequences_of_sequences_are_flat)
{
    each_schedule(5, sequences_associate);
}
END_TEST

Suite *
law_suite(void)
{
    Suite *suite = suite_create("law");
    TCase *tables = tcase_create("tables"), *luck = tcase_create("luck");

    tcase_add_test(tables, examples_load_and_print_canonically);
    tcase_add_test(tables, names_find_their_kind_in_any_case);
    tcase_add_test(tables, names_are_unique);
    tcase_add_test(tables, texts_are_not_empty);
    tcase_add_test(tables, defaults_load);
    tcase_add_test(tables, ranges_end_where_they_say);
    tcase_add_test(tables, null_is_a_value_where_the_range_says_so);
    tcase_add_test(tables, wrong_types_are_refused);
    tcase_add_test(tables, words_of_choices_are_told);
    tcase_add_test(tables, unknown_parameters_name_the_nearest);
    tcase_add_test(tables, a_parameter_given_twice_is_refused);
    tcase_add_test(tables, positional_arguments_are_in_the_order_of_the_table);
    tcase_add_test(tables, formats_find_themselves);
    tcase_add_test(luck, canonical_form_is_a_fixed_point);
    tcase_add_test(luck, rows_do_not_depend_on_the_order_of_questions);
    tcase_add_test(luck, groups_and_lanes_are_those_of_schedules_alone);
    tcase_add_test(luck, a_composite_of_one_part_is_the_part);
    tcase_add_test(luck, sequences_of_sequences_are_flat);
    suite_add_tcase(suite, tables);
    suite_add_tcase(suite, luck);
    return suite;
}
