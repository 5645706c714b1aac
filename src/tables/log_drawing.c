/* log_drawing.c -- reads the logs that are drawn, and names their curves. */
#include "tables/log_drawing.h"

#include <math.h>
#include <string.h>

static bool
read_delimiter(const char *text, char *delimiter, struct error *error)
{
    if (!text)
        return true;
    if (strcmp(text, "\\t") == 0)
        text = "\t";
    *delimiter = *text;
    return (strlen(text) == 1 && (unsigned char)*text < 0x80 && *text != '"' &&
            *text != '\n' && *text != '\r') ||
           error_plain(error, STATUS_WRONG,
                       "--delimiter: must be one ASCII character, no quote "
                       "and no line end, not '%s'",
                       quote(text).text);
}

static const char *
file_title(const char *path)
{
    const char *slash = strrchr(path, '/');

    return strcmp(path, "-") == 0 ? "standard input"
           : slash && slash[1]    ? slash + 1
                                  : path;
}

/* File names without folders, unless two files have the same name. */
static void
choose_titles(struct log_drawing *drawing)
{
    const char *const *paths = drawing->paths;

    for (size_t i = 0; i < drawing->count; i++) {
        drawing->titles[i] = file_title(paths[i]);
        for (size_t k = 0; k < drawing->count; k++)
            if (k != i && strcmp(file_title(paths[k]), drawing->titles[i]) == 0)
                drawing->titles[i] = paths[i];
    }
}

/* The name of a run: that of its file, where there are several, and its own. */
static const char *
name_run(const struct log_drawing *drawing, size_t number, size_t run)
{
    const struct log *log = &drawing->logs[number];
    struct text text = {.arena = drawing->arena};

    if (drawing->count > 1)
        text_string(&text, drawing->titles[number]);
    if (log->run_names && log->run_names[run])
        text_format(&text, "%s%s", text.used > 0 ? ", " : "",
                    log->run_names[run]);
    return text_end(&text);
}

static bool
name_runs(struct log_drawing *drawing)
{
    size_t at = 0;

    for (size_t i = 0; i < drawing->count; i++)
        drawing->run_count += drawing->logs[i].run_count;
    drawing->run_names = arena_alloc(drawing->arena, drawing->run_count,
                                     sizeof *drawing->run_names);
    for (size_t i = 0; drawing->run_names && i < drawing->count; i++)
        for (size_t run = 0; run < drawing->logs[i].run_count; run++) {
            drawing->run_names[at] = name_run(drawing, i, run);
            if (!drawing->run_names[at++])
                return false;
        }
    return drawing->run_names != NULL;
}

/* The column that a log of steps has beside one of epochs; NO_COLUMN. */
static size_t
find_epochs(const struct log_drawing *drawing, size_t number)
{
    return strcmp(drawing->paths[number], "-") == 0
               ? NO_COLUMN
               : log_find(&drawing->logs[number], "epoch");
}

/* Beside a log of epochs, those of steps are drawn over their own epochs, if
 * all have them. */
static bool
share_epochs(struct log_drawing *drawing, struct log_request *request,
             struct error *error)
{
    size_t steps = 0, open = 0;

    for (size_t i = 0; i < drawing->count; i++)
        if (!drawing->logs[i].epochs) {
            steps++;
            open += find_epochs(drawing, i) == NO_COLUMN;
        }
    if (drawing->x_name || open > 0 || steps == drawing->count)
        return true;
    for (size_t i = 0; i < drawing->count; i++) {
        struct log *log = &drawing->logs[i];

        if (log->epochs)
            continue;
        request->x = log->columns[find_epochs(drawing, i)].name;
        if (!log_read(log, drawing->paths[i], request, error))
            return false;
    }
    return true;
}

static bool
read_logs(struct log_drawing *drawing, struct error *error)
{
    struct log_request request = {.x = drawing->x_name,
                                  .form = drawing->form,
                                  .any_x = true,
                                  .limit = drawing->limit};
    size_t inputs = 0;

    if (!read_delimiter(drawing->delimiter, &request.form.delimiter, error))
        return false;
    for (size_t i = 0; i < drawing->count; i++) {
        inputs += strcmp(drawing->paths[i], "-") == 0;
        if (inputs > 1)
            return error_plain(error, STATUS_WRONG,
                               "-: standard input can be read only once");
    }
    for (size_t i = 0; i < drawing->count; i++) {
        struct log *log = &drawing->logs[i];

        log->arena = drawing->arena;
        if (!log_read(log, drawing->paths[i], &request, error))
            return false;
        drawing->scattered = drawing->scattered || log->scattered;
    }
    return share_epochs(drawing, &request, error);
}

bool
log_drawing_read(struct log_drawing *drawing, struct error *error)
{
    struct arena *arena = drawing->arena;

    drawing->logs = arena_alloc(arena, drawing->count, sizeof *drawing->logs);
    drawing->titles =
        arena_alloc(arena, drawing->count, sizeof *drawing->titles);
    if (!drawing->logs || !drawing->titles)
        return error_memory(error);
    choose_titles(drawing);
    if (!read_logs(drawing, error) || !log_drawing_choose(drawing, error))
        return false;
    return name_runs(drawing) || error_memory(error);
}

double
log_drawing_value(const struct log_drawing *drawing, size_t number, size_t row,
                  size_t k)
{
    size_t column = drawing->y[k].columns[number];
    double value;

    if (column == NO_COLUMN)
        return NAN;
    value = drawing->logs[number].columns[column].values[row];
    return log_is_gap(value) ? NAN : isfinite(value) ? value : (double)INFINITY;
}
