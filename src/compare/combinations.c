/* combinations.c -- every combination of what was given several times. */
#include "compare/combinations.h"

#include <string.h>

#include "spec/print.h"
#include "tables/metric.h"

/* What may be given several times, in the order of the names. */
static const enum option_id choices[] = {OPTION_problem, OPTION_optimizer,
                                         OPTION_schedule};
enum { CHOICES = 3 };

static size_t
at_least_one(size_t count)
{
    return count ? count : 1;
}

/* The name of a file, without its folder and ".json". */
static const char *
find_stem(const char *path, size_t *length)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    *length = strlen(name);
    if (*length > 5 && strcmp(name + *length - 5, ".json") == 0)
        *length -= 5;
    return name;
}

/* What tells a file from the others: its path, where names are the same. */
static void
add_file(struct text *text, const struct arguments *all, const char *path)
{
    size_t length, size, same = 0;
    const char *name = find_stem(path, &length);

    for (size_t i = 0; i < all->operand_count; i++)
        same +=
            strncmp(find_stem(all->operands[i], &size), name, length) == 0 &&
            size == length;
    if (same > 1) {
        name = path;
        length = strlen(path);
    }
    text_string(text, text->used ? ", " : "");
    text_add(text, name, length);
}

static const char *
make_name(const struct arguments *all, const struct arguments *one,
          const char *path, const char *title)
{
    struct text text = {.arena = all->arena};

    if (all->operand_count > 1)
        add_file(&text, all, path);
    for (size_t i = 0; i < CHOICES; i++)
        if (all->given[choices[i]].count > 1) {
            text_string(&text, text.used ? ", " : "");
            text_string(&text, one->given[choices[i]].values[0]);
        }
    if (text.used == 0)
        text_string(&text, title ? title : "run");
    return text_end(&text);
}

/* One combination, as canonical JSON. */
static bool
make_one(struct combinations *combinations, struct combination *combination,
         const char *path, struct error *error)
{
    const struct arguments *arguments = combinations->arguments;
    struct document document;
    struct text text = {.arena = arguments->arena};
    struct spec spec;
    bool done =
        load_spec(&combination->arguments, path, &document, &spec, error);

    if (done) {
        combination->name =
            make_name(arguments, &combination->arguments, path, spec.title);
        spec_print(&spec, &text);
        done = (combination->name && text_end(&text)) || error_memory(error);
    }
    if (done)
        combination->spec = (struct source){.name = combination->name,
                                            .text = text.bytes,
                                            .length = text.used,
                                            .lines = true};
    return done;
}

/* The canonical text of its problem. */
static struct source
problem_text(const struct combination *combination)
{
    const char *text = combination->spec.text;
    const char *begin = strstr(text, "\n  \"problem\": ");
    const char *end = strstr(text, "\n  \"optimizer\": ");

    return (struct source){.text = begin, .length = (size_t)(end - begin)};
}

/* The number of the first one with the same problem. */
static size_t
group_of(const struct combinations *combinations, size_t index)
{
    struct source own = problem_text(&combinations->items[index]);

    for (size_t i = 0; i < index; i++) {
        struct source other = problem_text(&combinations->items[i]);

        if (other.length == own.length &&
            memcmp(other.text, own.text, own.length) == 0)
            return i;
    }
    return index;
}

/* The index-th combination: the last choice changes fastest. */
static bool
make_combination(struct combinations *combinations, size_t index,
                 struct error *error)
{
    const struct arguments *arguments = combinations->arguments;
    struct combination *combination = &combinations->items[index];
    size_t number = index;

    combination->arguments = *arguments;
    for (size_t i = CHOICES; i-- > 0;) {
        const struct given *given = &arguments->given[choices[i]];
        size_t which = index % at_least_one(given->count);

        index /= at_least_one(given->count);
        if (given->count > 0)
            combination->arguments.given[choices[i]] =
                (struct given){1, &given->values[which]};
    }
    if (!make_one(combinations, combination,
                  arguments->operand_count ? arguments->operands[index] : NULL,
                  error))
        return false;
    combination->group = group_of(combinations, number);
    return true;
}

/* A spec from standard input can be read once. */
static bool
check_input(const struct arguments *arguments, size_t combinations,
            struct error *error)
{
    size_t inputs = 0;

    for (size_t i = 0; i < arguments->operand_count; i++)
        inputs += strcmp(arguments->operands[i], "-") == 0;
    if (metric_is_standard_input(arguments->options.metric))
        inputs++;
    if (inputs > 1 || (inputs == 1 && combinations > 1))
        return error_plain(error, STATUS_WRONG,
                           "-: must be a file, since several runs read it");
    return true;
}

bool
combinations_make(struct combinations *combinations, struct error *error)
{
    const struct arguments *arguments = combinations->arguments;
    size_t count = 1;

    combinations->view = arguments->options;
    combinations->seeds = combinations->view.seeds == INTEGER_NULL
                              ? 1
                              : (size_t)combinations->view.seeds;
    for (size_t i = 0; i < CHOICES; i++)
        count *= at_least_one(arguments->given[choices[i]].count);
    if (!check_input(arguments, count, error))
        return false;
    combinations->count = count * at_least_one(arguments->operand_count);
    combinations->items = arena_alloc(arguments->arena, combinations->count,
                                      sizeof *combinations->items);
    if (!combinations->items)
        return error_memory(error);
    for (size_t i = 0; i < combinations->count; i++)
        if (!make_combination(combinations, i, error))
            return false;
    return tune_read(combinations, error);
}
