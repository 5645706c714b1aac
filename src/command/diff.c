/* diff.c -- lrsim diff: are two outputs equal, or a spec and a log? */
#include "command/diff.h"

#include <string.h>

static bool
open_json(struct side *side, const struct arguments *arguments,
          const struct view *view, struct error *error)
{
    side->document = arguments_document(arguments);
    side->json = side->named = true;
    if (!document_read_input(&side->document, &side->csv.input,
                             (size_t)view->max_input, error))
        return false;
    side->spec = !json_has_rows(&side->document);
    return side->spec ||
           json_rows_begin(&side->rows, &side->document, &side->csv, error);
}

static bool
ends_in_json(const char *path)
{
    size_t length = strlen(path);

    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

bool
side_open(struct side *side, const char *path,
          const struct arguments *arguments, const struct view *view,
          struct error *error)
{
    side->csv.arena = arguments->arena;
    side->csv.input.name = path;
    if (!input_open(&side->csv.input, error))
        return false;
    if (ends_in_json(path) || input_peek(&side->csv.input) == '{')
        return open_json(side, arguments, view, error);
    if (!csv_begin(&side->csv, error))
        return false;
    side->named = side->csv.count == 0 || csv_has_names(&side->csv);
    return !side->named || csv_header(&side->csv, error);
}

bool
side_next(struct side *side, bool *more, struct error *error)
{
    return side->json ? json_rows_next(&side->rows, &side->csv, more, error)
                      : csv_next(&side->csv, more, error);
}

void
side_close(struct side *side)
{
    csv_close(&side->csv);
    document_free(&side->document);
}

bool
finding_at(struct finding *finding, const struct side *side,
           const struct csv_field *field)
{
    if (finding->found)
        return false;
    finding->found = true;
    finding->name = side->csv.input.name;
    finding->line = field->line;
    finding->column = field->column;
    return true;
}

/* GitHub's workflow commands end at a newline, and their properties at a
 * comma or a colon. */
static void
add_escaped(struct text *text, const char *bytes, size_t length, bool property)
{
    for (size_t i = 0; i < length; i++)
        if (strchr(property ? "%\r\n:," : "%\r\n", bytes[i]) && bytes[i])
            text_format(text, "%%%02X", (unsigned char)bytes[i]);
        else
            text_add(text, &bytes[i], 1);
}

static void
tell(const struct finding *finding, bool github, struct text *text)
{
    const struct text *message = &finding->message;

    if (github) {
        text_string(text, "::error file=");
        add_escaped(text, finding->name, strlen(finding->name), true);
        text_format(text, ",line=%zu,col=%zu,title=lrsim diff::", finding->line,
                    finding->column);
        add_escaped(text, message->bytes, message->used, false);
    } else {
        text_string(text, finding->name);
        text_format(text, ":%zu:%zu: ", finding->line, finding->column);
        text_add(text, message->bytes, message->used);
    }
    text_string(text, "\n");
}

/* Options that have no meaning for what the two files are. */
static bool
check_options(const struct arguments *arguments, const struct side sides[2],
              struct error *error)
{
    bool spec = sides[0].spec || sides[1].spec;

    if (sides[0].spec && sides[1].spec)
        return error_plain(error, STATUS_WRONG,
                           "%s and %s are both specs: at least one must have "
                           "rows",
                           sides[0].csv.input.name, sides[1].csv.input.name);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        bool of_spec = i == OPTION_X || i == OPTION_Y || i == OPTION_SET ||
                       i == OPTION_METRIC || i == OPTION_EPOCHS ||
                       row->way == WAY_SPEC || row->way == WAY_LIST;

        if (arguments->options[i].count > 0 && of_spec && !spec)
            return error_plain(error, STATUS_WRONG,
                               "--%s: needs a spec, and neither %s nor %s is "
                               "one",
                               row->name, sides[0].csv.input.name,
                               sides[1].csv.input.name);
    }
    if (spec && option_value(arguments, OPTION_IGNORE))
        return error_plain(error, STATUS_WRONG,
                           "--ignore: has no meaning beside a spec; --y says "
                           "which column is compared");
    return true;
}

static bool
check_usage(const struct arguments *arguments, struct error *error)
{
    const char *format = option_value(arguments, OPTION_FORMAT);
    const char *const *paths = arguments->operands;

    if (arguments->operand_count < 2)
        return error_plain(error, STATUS_WRONG,
                           "must have two files: lrsim %s "
                           "%s",
                           arguments->command->name,
                           arguments->command->operands);
    if (strcmp(paths[0], "-") == 0 && strcmp(paths[1], "-") == 0)
        return error_plain(error, STATUS_WRONG, "-: is given twice");
    if (format && strcmp(format, "github") != 0)
        return error_plain(error, STATUS_WRONG,
                           "--format: must be github, not '%s'",
                           quote(format).text);
    return true;
}

static bool
compare(const struct arguments *arguments, const struct view *view,
        struct side sides[2], struct finding *finding, struct error *error)
{
    for (int i = 0; i < 2; i++)
        if (!side_open(&sides[i], arguments->operands[i], arguments, view,
                       error))
            return false;
    if (!check_options(arguments, sides, error))
        return false;
    if (!sides[0].spec && !sides[1].spec)
        return diff_records(arguments, view, sides, finding, error);
    return sides[0].spec ? diff_logged(arguments, view, &sides[0], &sides[1],
                                       finding, error)
                         : diff_logged(arguments, view, &sides[1], &sides[0],
                                       finding, error);
}

static enum status
diff(const struct arguments *arguments, struct error *error)
{
    struct finding finding = {.message = {.arena = arguments->arena}};
    struct text text = {.arena = arguments->arena};
    struct side sides[2] = {0};
    struct view view;
    bool done = check_usage(arguments, error) &&
                arguments_view(arguments, &view, error) &&
                compare(arguments, &view, sides, &finding, error);
    enum status status = STATUS_NEGATIVE;

    side_close(&sides[0]);
    side_close(&sides[1]);
    if (!done)
        return error->status;
    if (!finding.found)
        return STATUS_DONE;
    tell(&finding, option_value(arguments, OPTION_FORMAT), &text);
    if (!option_value(arguments, OPTION_QUIET))
        status = write_text(&text, arguments->arena, error);
    return status == STATUS_DONE ? STATUS_NEGATIVE : status;
}

const struct command command_diff = {
    .name = "diff",
    .operands = "A B [OPTIONS]",
    .summary = "say nothing if two outputs are equal, or a spec and the rates "
               "that were logged; else the first difference, and exit status 1",
    .notes =
        "A and B are CSV or JSON with rows, or one of them is a spec: then "
        "each logged\nrate must be the spec's within what its printed digits "
        "allow, 1e-9 of the value\n(--rtol), and 1e-12 of the highest rate "
        "(--atol); where it is not, what explains\nit best is named.  A column "
        "--x whose name begins with epoch counts epochs.\n",
    .operands_most = 2,
    .run = diff,
};
