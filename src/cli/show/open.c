/* open.c -- the outputs of run and schedule, and the columns of each. */
#include <string.h>

#include "spec/print.h"
#include "cli/show/show.h"
#include "cli/show/summary.h"
#include "spec/print.h"

bool
show_writes_page(const struct show *show)
{
    const struct given *files = &show->arguments->options.output;
    const char *format = show->arguments->options.format;

    for (size_t i = 0; i < files->count; i++) {
        const struct format *found = format_of_file(files->values[i]);

        if (found && strcmp(found->name, "html") == 0)
            return true;
    }
    return format && strcmp(format, "html") == 0;
}

static void
report_summary(void *context,
               void (*add)(void *page, const char *name, const char *value),
               void *page)
{
    struct show *show = context;

    summary_rows(&show->statistics, (int)show->arguments->options.digits, add,
                 page);
}

/* What pages contain besides their picture. */
static void
set_report(struct show *show)
{
    struct text text = {.arena = show->arguments->arena};

    if (show->count > 1 || !show_writes_page(show))
        return;
    spec_print(&show->model->spec, &text);
    show->report = (struct report){
        .context = show, .summary = report_summary, .spec = text_end(&text)};
}

static bool
name_columns_of_all(const struct show *show, struct columns *columns)
{
    struct arena *arena = show->arguments->arena;
    struct simulation **all = arena_alloc(arena, show->count, sizeof *all);

    for (size_t i = 0; all && i < show->count; i++)
        all[i] = &show->runs[i].simulation;
    return all && columns_name_all(all, show->count, arena, columns);
}

static bool
choose_columns(struct show *show, bool picture, struct columns *columns,
               struct error *error)
{
    const struct options *options = &show->arguments->options;
    struct simulation *simulation = &show->model->simulation;
    struct arena *arena = show->arguments->arena;
    const char *list = options->columns;

    if (picture)
        return plot_list_columns(&show->plot_list, simulation, arena, columns,
                                 error);
    if (show->count > 1 && !list && !options->at.text)
        return name_columns_of_all(show, columns) || error_memory(error);
    if (options->at.text && !list)
        list = "lr";
    return columns_select(simulation, "--columns", list, arena, columns, error);
}

static bool
record_columns(struct show *show, const struct frame *frame,
               const struct columns *columns)
{
    struct arena *arena = show->arguments->arena;

    for (size_t i = 0; i < show->count; i++) {
        struct shown_run *run = &show->runs[i];
        struct columns own = *columns;

        if (show->count > 1 &&
            !columns_match(&run->simulation,
                           (const char *const *)columns->names, columns->count,
                           arena, &own))
            return false;
        if (!recorder_add(&run->recorder, frame, &own, arena))
            return false;
        run->recorder.recorded[run->recorder.count - 1].row[0] = (double)i;
        run->recorder.outputs = &show->outputs;
    }
    return true;
}

/* Chooses the columns of tables or pictures. */
static bool
make_frame(struct show *show, bool picture, struct frame *frame,
           struct error *error)
{
    const struct arguments *arguments = show->arguments;
    bool at = arguments->options.at.text != NULL;
    struct columns columns;

    if (!choose_columns(show, picture, &columns, error))
        return false;
    *frame = (struct frame){
        .title = show->model->spec.title,
        .count = columns.count,
        .names = (const char *const *)columns.names,
        .header = !arguments->options.no_header && !at,
        .digits = (int)arguments->options.digits,
    };
    if (show->count > 1 && !at) {
        frame->names = columns_behind_run(&columns, arguments->arena);
        if (!frame->names)
            return error_memory(error);
        frame->count++;
        frame->axis = 1;
        frame->runs = (const char **)show->names;
        frame->run_count = show->count;
    }
    if (picture) {
        plot_list_frame(&show->plot_list, frame);
        frame->report = &show->report;
        if (arguments->options.title)
            frame->title = arguments->options.title;
        frame->style = show->terminal ? &show->screen : &show->style;
    }
    return record_columns(show, frame, &columns) || error_memory(error);
}

bool
show_open_outputs(struct show *show, struct error *error)
{
    struct output_targets targets;
    bool table = false, picture = false;

    show->outputs.arena = show->arguments->arena;
    set_report(show);
    if (!output_targets_read(show->arguments, show->terminal ? "txt" : "csv",
                             &targets, error))
        return false;
    for (size_t i = 0; i < targets.count; i++) {
        picture = picture || targets.items[i].format->picture;
        table = table || !targets.items[i].format->picture;
    }
    if ((table && !make_frame(show, false, &show->table, error)) ||
        (picture && !make_frame(show, true, &show->picture, error)))
        return false;
    return outputs_open(&show->outputs, &targets, error) &&
           outputs_begin_all(&show->outputs, &show->table, &show->picture,
                             error);
}
