/* document.c -- reads the file of a spec. */
#include "spec/document.h"

#include <string.h>

#include "base/input.h"
#include "spec/short_form.h"
#include "syntax/json.h"

struct source *
document_source(struct document *document, struct source source,
                struct error *error)
{
    struct source *kept = arena_alloc(document->arena, 1, sizeof *kept);

    if (kept)
        *kept = source;
    else
        error_memory(error);
    return kept;
}

bool
document_is_code(const struct source *source)
{
    size_t at = 0;

    if (code_is_script(source))
        return true;
    while (at < source->length && strchr(" \t\r\n", source->text[at]))
        at++;
    return at < source->length &&
           !strchr("{[\"-0123456789", source->text[at]) &&
           memchr(source->text, '(', source->length);
}

/* Takes a member out of an object; NULL: it has none. */
static struct tree *
take_member(struct tree *object, const char *key)
{
    struct tree *found = NULL, *next, *member = object->child;

    object->child = object->last = NULL;
    object->count = 0;
    for (; member; member = next) {
        next = member->next;
        member->next = NULL;
        if (strcmp(member->key, key) == 0)
            found = member;
        else
            tree_append(object, member->key, member);
    }
    return found;
}

/* The members of the root that pasted code gives to an optimizer. */
static const char *const hoisted[][2] = {{"lr", "schedule"},
                                         {"gradient", "gradient"}};

static bool
is_hoisted(const struct tree *optimizer, size_t i)
{
    const struct tree *value = tree_member(optimizer, hoisted[i][0]);

    return tree_is(value, TREE_OBJECT) && value->of_root;
}

bool
document_hoist(struct document *document, struct error *error)
{
    struct tree *root = document->root;
    struct tree *optimizer = tree_member(root, "optimizer");

    for (size_t i = 0; i < 2; i++) {
        const char *ours = hoisted[i][1];
        struct place above, place;

        if (!is_hoisted(optimizer, i))
            continue;
        above = tree_place(optimizer, &document->place, 0);
        place = tree_place(tree_member(optimizer, hoisted[i][0]), &above, 0);
        if (tree_member(root, ours))
            return error_at(error, &place,
                            "of the optimizer makes the %s, which $.%s is "
                            "already",
                            ours, ours);
        tree_append(root, ours, take_member(optimizer, hoisted[i][0]));
    }
    return true;
}

/* Nothing in a text is what lrsim looks for. */
static bool
refuse_script(const struct source *source, struct error *error)
{
    if (!code_is_script(source))
        return error_in(error, source, 0,
                        "must be a JSON object, or code that makes a schedule "
                        "or an optimizer that lrsim knows");
    return error_in(error, source, 0,
                    "must make a schedule or an optimizer that lrsim knows%s",
                    strstr(source->text, "def ")
                        ? ", and functions are not run: write the rates to a "
                          "file and take table(FILE)"
                        : "");
}

/* The optimizer, the schedule and the problem that a script makes. */
struct tree *
document_script(const struct document *document, const struct source *source,
                struct code_request *request, struct error *error)
{
    struct tree *root = tree_new(document->arena, TREE_OBJECT, source, 0);
    struct code_goal goals[4] = {{0}};
    size_t count = 0;

    request->schedules = document_schedules(document);
    for (const struct parameter *row = document->table; row->name; row++)
        if (row->type == PARAMETER_NODE && count < 3)
            goals[count++] = (struct code_goal){
                .family = document_family(document, row), .extra = row->extra};
    if (!root)
        error_memory(error);
    if (!root ||
        !short_form_find(source, goals, request, document->arena, error))
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (goals[i].node)
            tree_append(root, goals[i].family->name, goals[i].node);
    /* The schedule that is an optimizer's rate is the one in use. */
    for (size_t i = 0; i < 2; i++)
        if (is_hoisted(tree_member(root, "optimizer"), i)) {
            take_member(root, hoisted[i][1]);
            tree_append(
                root, hoisted[i][1],
                take_member(tree_member(root, "optimizer"), hoisted[i][0]));
        }
    if (!root->child && !request->record)
        refuse_script(source, error);
    return root->child || request->record ? root : NULL;
}

bool
document_parse(struct document *document, const struct source *source,
               struct error *error)
{
    struct code_request request = {0};
    struct tree *root = document_is_code(source)
                            ? document_script(document, source, &request, error)
                            : json_read(source, document->arena, error);

    return root && document_take(document, root, error);
}

bool
document_take(struct document *document, struct tree *root, struct error *error)
{
    document->root = root;
    document->place = tree_place(root, NULL, 0);
    return tree_is(root, TREE_OBJECT) ||
           error_at(error, &document->place, "must be an object, not %s",
                    tree_quote(root).text);
}

bool
document_read(struct document *document, const char *path, size_t limit,
              struct error *error)
{
    struct input input = {.name = path};
    struct source *source;
    char *text;
    bool done;

    if (!input_open(&input, error))
        return false;
    source = document_source(
        document, (struct source){.name = input.name, .lines = true}, error);
    done = source && input_read_all(&input, document->arena, limit, &text,
                                    &source->length, error);
    input_close(&input);
    if (!done)
        return false;
    source->text = text;
    return document_parse(document, source, error);
}

const struct family schedule_by_name = {.name = "schedule"};

const struct family *
document_schedules(const struct document *document)
{
    const struct family *const *family = document->families;

    while (*family && strcmp((*family)->name, schedule_by_name.name) != 0)
        family++;
    return *family;
}

const struct family *
document_family(const struct document *document, const struct parameter *row)
{
    const struct family *const *family = document->families;

    const char *name = row->family ? row->family->name : row->name;

    if (row->family && row->family->kinds)
        return row->family;
    /* There is a family for each node of the root. */
    while (strcmp((*family)->name, name) != 0)
        family++;
    return *family;
}
