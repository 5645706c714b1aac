/* print.c -- prints objects as canonical JSON, by the tables that loaded them.
 */
#include "spec/print.h"

#include "spec/params.h"

struct printer {
    struct text *text;
    size_t indent;
    bool filled; /* the current object has members */
};

static void print_node(struct printer *printer, const struct node *node,
                       bool untyped, const struct parameter *extra,
                       const void *owner);

static void
new_line(struct printer *printer)
{
    text_format(printer->text, "\n%*s", (int)printer->indent, "");
}

static void
open_object(struct printer *printer)
{
    text_string(printer->text, "{");
    printer->indent += 2;
    printer->filled = false;
}

static void
close_object(struct printer *printer)
{
    printer->indent -= 2;
    if (printer->filled)
        new_line(printer);
    text_string(printer->text, "}");
    printer->filled = true;
}

static void
print_key(struct printer *printer, const char *key)
{
    if (printer->filled)
        text_string(printer->text, ",");
    new_line(printer);
    text_json_string(printer->text, key);
    text_string(printer->text, ": ");
    printer->filled = true;
}

static void print_rows(struct printer *printer, const struct parameter *rows,
                       const void *owner, uint64_t which);

static void
print_nodes(struct printer *printer, const struct nodes *nodes, bool untyped)
{
    text_string(printer->text, "[");
    printer->indent += 2;
    for (size_t i = 0; i < nodes->count; i++) {
        text_string(printer->text, i ? "," : "");
        new_line(printer);
        print_node(printer, &nodes->items[i], untyped, NULL, NULL);
    }
    printer->indent -= 2;
    new_line(printer);
    text_string(printer->text, "]");
}

static void
print_groups(struct printer *printer, const struct groups *groups)
{
    text_string(printer->text, "[");
    printer->indent += 2;
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->items[i];

        text_string(printer->text, i ? "," : "");
        new_line(printer);
        open_object(printer);
        if (group->typed) {
            print_key(printer, "type");
            text_json_string(printer->text, group->node.kind->name);
        }
        print_key(printer, "params");
        text_json_string(printer->text, group->text);
        if (group->shape.values) {
            print_key(printer, "shape");
            print_value(row_find(NULL, params_rows, "shape"), &group->shape,
                        printer->text);
        }
        if (group->schedule.kind) {
            print_key(printer, "schedule");
            print_node(printer, &group->schedule, false, NULL, NULL);
        }
        print_rows(printer, group->node.kind->parameters, group->node.self,
                   group->named);
        close_object(printer);
    }
    printer->indent -= 2;
    new_line(printer);
    text_string(printer->text, "]");
}

static void
print_row(struct printer *printer, const struct parameter *row,
          const void *owner)
{
    const void *field = (const char *)owner + row->offset;

    switch (row->type) {
    case PARAMETER_NODE:
    case PARAMETER_OBJECT:
        print_node(printer, field, row->type == PARAMETER_OBJECT, row->extra,
                   owner);
        break;
    case PARAMETER_NODES:
    case PARAMETER_OBJECTS:
        print_nodes(printer, field, row->type == PARAMETER_OBJECTS);
        break;
    case PARAMETER_GROUPS:
        print_groups(printer, field);
        break;
    default:
        print_value(row, field, printer->text);
        break;
    }
}

/* Lists of groups and of objects cannot be empty, and are left out where there
 * is none. */
static bool
is_left_out(const struct parameter *row, const void *owner)
{
    const void *field = (const char *)owner + row->offset;
    const struct groups *groups = field;
    const struct nodes *nodes = field;

    return (row->type == PARAMETER_GROUPS && groups->count == 0) ||
           (row->type == PARAMETER_OBJECTS && nodes->count == 0);
}

/* The rows whose bit is set in `which`. */
static void
print_rows(struct printer *printer, const struct parameter *rows,
           const void *owner, uint64_t which)
{
    for (size_t i = 0; rows && rows[i].name; i++) {
        if (!(which >> i & 1) || is_left_out(&rows[i], owner))
            continue;
        print_key(printer, rows[i].name);
        print_row(printer, &rows[i], owner);
    }
}

static void
print_node(struct printer *printer, const struct node *node, bool untyped,
           const struct parameter *extra, const void *owner)
{
    if (!node->kind) {
        text_string(printer->text, "null");
        return;
    }
    open_object(printer);
    if (!untyped) {
        print_key(printer, "type");
        text_json_string(printer->text, node->kind->name);
    }
    print_rows(printer, node->kind->parameters, node->self, UINT64_MAX);
    print_rows(printer, extra, owner, UINT64_MAX);
    close_object(printer);
}

/* If no problem is given, groups may have indices that the default problem has
 * not: then it is left out. */
static uint64_t
rows_to_print(const struct spec *spec)
{
    const struct parameter *problem = row_find(NULL, spec_table, "problem");
    uint64_t bit = (uint64_t)1 << (problem - spec_table);

    return spec->param_groups.count > 0 && !spec->problem_given ? ~bit
                                                                : UINT64_MAX;
}

void
spec_print(const struct spec *spec, struct text *text)
{
    struct printer printer = {.text = text};

    open_object(&printer);
    print_rows(&printer, spec_table, spec, rows_to_print(spec));
    close_object(&printer);
    text_string(text, "\n");
}

void
spec_print_member(const struct spec *spec, const char *key, struct text *text)
{
    struct printer printer = {.text = text};

    print_row(&printer, row_find(NULL, spec_table, key), spec);
}
