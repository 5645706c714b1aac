/* diff_options.c -- what the options and operands of lrsim diff ask for. */
#include "cli/diff_options.h"

#include "cli/load_spec.h"
#include "syntax/csv.h"

/* The names of --ignore. */
static bool
list_ignored(const struct arguments *arguments, struct diff_request *request,
             struct error *error)
{
    const char *list = arguments->options.ignore;
    const char **names;
    size_t most = 1;
    char *name;

    if (!list)
        return true;
    for (const char *at = list; *at; at++)
        most += *at == ',';
    names = arena_alloc(arguments->arena, most, sizeof *names);
    if (!names)
        return error_memory(error);
    request->ignore = names;
    for (;; list++) {
        if (!csv_list_name(&list, "--ignore", arguments->arena, &name, error))
            return false;
        names[request->ignore_count++] = name;
        if (!*list)
            return true;
    }
}

/* The files among the operands: two, or a log and what makes a spec. */
static bool
take_files(const struct arguments *arguments, struct diff_request *request,
           struct error *error)
{
    size_t count = 0;

    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *word = arguments->operands[i];

        if (!operand_is_file(word))
            continue;
        if (count == 2)
            return error_named(error, STATUS_WRONG, quote(word).text,
                               "one file too many; usage: lrsim diff %s",
                               arguments->command->operands);
        request->paths[count++] = word;
    }
    return count == 2 ||
           (count == 1 &&
            (request->spec.count > 0 || arguments->word_count > 0)) ||
           error_plain(error, STATUS_WRONG,
                       "diff: expected two files, or a log and a schedule; "
                       "usage: lrsim diff %s",
                       arguments->command->operands);
}

/* What the files are, by --as or by content. */
static bool
choose_kinds(const struct arguments *arguments, struct diff_request *request,
             struct error *error)
{
    struct arena *arena = arguments->arena;
    struct file_kind kind;

    if (!file_kind_find(arguments->options.as, &kind, error))
        return false;
    for (size_t i = 0; i < 2; i++) {
        const char *path = request->paths[i];
        struct file_kind own = kind;

        if (path && request->paths[1])
            own = file_kind_beside(&kind, path, arena);
        request->forms[i] = own.form;
        request->configured[i] =
            path && !(i == 1 && request->configured[0]) && !own.form.shape &&
            (own.dialect || operand_is_configuration(path, arena));
    }
    return true;
}

/* Reads what is another system's configuration, with the log beside it. */
static bool
take_configuration(const struct arguments *arguments,
                   struct diff_request *request, struct error *error)
{
    struct spec_input inputs[2] = {request->spec, request->spec};
    size_t count = 1;

    for (size_t i = 0; i < 2; i++)
        if (request->configured[i])
            inputs[0].path = request->paths[i];
    if (!inputs[0].path && arguments->word_count > 0)
        inputs[0].path = "--";
    if (!inputs[0].path)
        return true;
    for (size_t i = 0; i < 2; i++)
        if (request->paths[i] && !request->configured[i] &&
            (request->forms[i].shape ||
             operand_is_log(request->paths[i], arguments->arena)))
            inputs[count++].path = request->paths[i];
    if (!load_files(arguments, inputs, count < 2 ? count : 2, error))
        return false;
    request->spec.root = inputs[0].root;
    request->log = count == 2 ? inputs[1].log : NULL;
    return true;
}

bool
diff_options_read(const struct arguments *arguments,
                  struct diff_request *request, struct error *error)
{
    const struct options *options = &arguments->options;

    *request = (struct diff_request){
        .x = options->diff_x,
        .y = options->diff_y,
        .offset = options->offset,
        .log_limit = option_given(arguments, OPTION_max_input)
                         ? (size_t)options->max_input
                         : 0,
        .rtol = options->rtol,
        .atol = options->atol,
    };
    return load_overrides(arguments, &request->spec, error) &&
           take_files(arguments, request, error) &&
           choose_kinds(arguments, request, error) &&
           take_configuration(arguments, request, error) &&
           list_ignored(arguments, request, error);
}
