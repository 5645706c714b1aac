/* page.c -- html: one page that holds its table, its curves, the spec and the
 * data, and asks for nothing from outside. */
#include "output/best_runs.h"
#include "output/people_table.h"
#include "output/plot/formats.h"
#include "output/plot/page_parts.h"
#include "output/plot/window.h"

/* Of a longer run, each second, fourth, … row is shown. */
enum { ROWS_MOST = 2000 };

struct page {
    struct chart *chart;
    struct decimator rows;
    size_t count;          /* values of a row */
    struct best_runs best; /* of a sweep */
};

static bool
page_begin(struct output *output)
{
    struct page *page = arena_alloc(output->arena, 1, sizeof *page);

    if (!page)
        return error_memory(output->error);
    if (!picture_begin_script(output))
        return false;
    page->chart = output->state;
    page->count = output->frame->count;
    page->best = (struct best_runs){.arena = output->arena,
                                    .frame = output->frame,
                                    .variables = output->frame->swept};
    output->state = page;
    return decimator_begin(&page->rows, page->count, 0, ROWS_MOST, 0,
                           output->arena) ||
           error_memory(output->error);
}

static void
page_row(struct output *output, const double *values)
{
    struct page *page = output->state;

    output->state = page->chart;
    picture_row(output, values);
    output->state = page;
    decimator_add(&page->rows, values);
    if (page->best.variables > 0 && !best_runs_add(&page->best, values))
        output->arena->failed = true;
}

/* The runs of a comparison and the like, or the best of a sweep. */
static void
add_ranked(struct text *text, const struct page *page,
           const struct report *report)
{
    const struct people_table *table = NULL;
    struct people_table best;

    if (report && report->table)
        table = report->table(report->context);
    else if (page->best.count > 0 && best_runs_table(&page->best, &best))
        table = &best;
    if (table)
        page_ranked(text, table);
    if (page->best.seen > page->best.count)
        text_format(text, "<p>The best %zu of %zu runs.</p>\n",
                    page->best.count, page->best.seen);
}

static void
add_folded(struct text *text, const char *name, const char *content)
{
    text_format(text, "<details><summary>%s</summary>\n<pre>", name);
    page_escaped(text, content);
    text_string(text, "</pre></details>\n");
}

/* The rows as csv. */
static bool
add_data(struct output *output, const struct page *page)
{
    struct text *text = output->text, csv = {.arena = output->arena};
    struct frame frame = *output->frame;
    struct output rows;

    frame.header = true;
    if (!output_begin(&rows, format_find("csv"), &frame, &csv, output->arena,
                      output->error))
        return false;
    for (size_t i = 0; i < page->rows.count; i++)
        output_row(&rows, page->rows.rows + i * page->count);
    if (!output_end(&rows) || !text_end(&csv))
        return error_memory(output->error);
    text_string(text, "<details><summary>Data");
    if (page->rows.stride > 1)
        text_format(text, ": each row in %ld", page->rows.stride);
    text_string(text, "</summary>\n<pre>");
    page_escaped(text, csv.bytes);
    text_string(text, "</pre></details>\n");
    return true;
}

static void
add_lines(struct text *text, const char *const *lines)
{
    for (; *lines; lines++)
        text_string(text, *lines);
}

static void
add_head(struct text *text, const char *title, const struct chart *chart)
{
    text_string(text,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\""
                "default-src 'none'; style-src 'unsafe-inline'; "
                "script-src 'unsafe-inline'; img-src data:\">\n"
                "<link rel=\"icon\" href=\"data:,\">\n<title>");
    page_escaped(text, title);
    text_string(text, "</title>\n<style>\n");
    page_colours(text, chart);
    add_lines(text, page_style);
    text_string(text, "</style>\n</head>\n<body>\n");
}

static void
add_drawing(struct text *text, const struct chart *chart)
{
    text_string(text, "<div id=\"legend\"><button id=\"whole\" disabled>"
                      "Whole range</button><span>");
    page_escaped(text, chart->common ? chart->common : "");
    text_string(text,
                "</span></div>\n"
                "<div id=\"views\"></div>\n"
                "<p class=\"help\">Point at a curve to read values; drag to "
                "zoom, double-click for all. Keys: arrows, + and -, Escape."
                "</p>\n"
                "<noscript>The curves need JavaScript.</noscript>\n"
                "<script type=\"application/json\" id=\"chart\">");
    page_chart(text, chart);
    text_string(text, "</script>\n<script>\n");
    add_lines(text, page_drawing);
    add_lines(text, page_maps);
    add_lines(text, page_acts);
    text_string(text, "</script>\n");
}

/* A page turns nothing in three dimensions. */
static void
flatten(struct output *output, struct chart *chart)
{
    if (chart->surface && !chart->path)
        window_remark(output, "html shows a surface by lines of equal height; "
                              "png, svg and the like show it in three "
                              "dimensions");
    chart->path = chart->path || chart->surface;
    chart->surface = false;
}

static bool
page_end(struct output *output)
{
    struct page *page = output->state;
    const struct frame *frame = output->frame;
    const struct report *report = frame->report;
    const char *title = frame->title ? frame->title : "lrsim";
    struct text *text = output->text;
    struct chart *chart;

    decimator_end(&page->rows);
    output->state = page->chart;
    chart = picture_chart(output);
    if (output->arena->failed)
        return error_memory(output->error);
    flatten(output, chart);
    add_head(text, title, chart);
    if (frame->title) {
        text_string(text, "<h1>");
        page_escaped(text, title);
        text_string(text, "</h1>\n");
    }
    add_ranked(text, page, report);
    page_summary(text, report);
    if (chart->best) {
        text_string(text, "<p>best: ");
        page_escaped(text, chart->best);
        text_string(text, "</p>\n");
    }
    add_drawing(text, chart);
    if (report && report->spec)
        add_folded(text, "Spec", report->spec);
    if (!add_data(output, page))
        return false;
    text_string(text, "</body>\n</html>\n");
    return !output->arena->failed || error_memory(output->error);
}

const struct format format_html = {
    .name = "html",
    .meaning = "a page with the summary, curves that can be read and zoomed, "
               "the spec and the data",
    .picture = true,
    .begin = page_begin,
    .row = page_row,
    .end = page_end,
};
