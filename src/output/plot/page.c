/* page.c -- html: one page that holds its picture, the summary, the spec and
 * the data, and asks for nothing from outside. */
#include <string.h>

#include "output/plot/formats.h"

#include "base/utf8.h"

/* Of a longer run, each second, fourth, … row is shown. */
enum { ROWS_MOST = 2000 };

struct page {
    struct chart *chart;
    struct decimator rows;
    size_t count; /* values of a row */
};

/* Text between tags, or in an attribute: UTF-8 without control characters. */
static void
add_escaped(struct text *text, const char *string)
{
    size_t length = strlen(string);

    for (size_t i = 0, n; i < length; i += n) {
        unsigned char c = (unsigned char)string[i];

        n = utf8_length(string + i, length - i);
        if (c == '<')
            text_string(text, "&lt;");
        else if (c == '>')
            text_string(text, "&gt;");
        else if (c == '&')
            text_string(text, "&amp;");
        else if (c == '"')
            text_string(text, "&quot;");
        else if (n == 0 || (c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
            text_string(text, "?");
        else
            text_add(text, string + i, n);
        n = n ? n : 1;
    }
}

static bool
page_begin(struct output *output)
{
    struct page *page = arena_alloc(output->arena, 1, sizeof *page);

    if (!page)
        return error_memory(output->error);
    if (!picture_begin(output))
        return false;
    page->chart = output->state;
    page->count = output->frame->count;
    output->state = page;
    return decimator_begin(&page->rows, page->count, 0, ROWS_MOST, 0,
                           output->arena) ||
           error_memory(output->error);
}

static void
page_row(struct output *output, const double *values)
{
    struct page *page = output->state;

    chart_row(page->chart, values);
    decimator_add(&page->rows, values);
}

static void
add_fact(void *context, const char *name, const char *value)
{
    struct text *text = context;

    text_string(text, "<tr><th>");
    add_escaped(text, name);
    text_string(text, "</th><td>");
    add_escaped(text, value);
    text_string(text, "</td></tr>\n");
}

static void
add_folded(struct text *text, const char *name, const char *content)
{
    text_format(text, "<details><summary>%s</summary>\n<pre>", name);
    add_escaped(text, content);
    text_string(text, "</pre></details>\n");
}

static void
add_report(struct text *text, const struct report *report)
{
    if (!report)
        return;
    if (report->summary) {
        text_string(text, "<table>\n");
        report->summary(report->context, add_fact, text);
        text_string(text, "</table>\n");
    }
    if (report->spec)
        add_folded(text, "Spec", report->spec);
}

static void
add_values(struct text *text, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_string(text, i ? "," : "");
        text_number(text, values[i]);
    }
    text_string(text, "\n");
}

static void
add_data(struct text *text, const struct page *page, const struct frame *frame)
{
    text_string(text, "<details><summary>Data");
    if (page->rows.stride > 1)
        text_format(text, ": each row in %ld", page->rows.stride);
    text_string(text, "</summary>\n<pre>");
    for (size_t i = 0; i < page->count; i++) {
        text_string(text, i ? "," : "");
        add_escaped(text, frame->names[i]);
    }
    text_string(text, "\n");
    for (size_t i = 0; i < page->rows.count; i++)
        add_values(text, page->rows.rows + i * page->count, page->count);
    text_string(text, "</pre></details>\n");
}

static void
add_head(struct text *text, const char *title, const struct theme *theme)
{
    text_string(text,
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\""
                "default-src 'none'; style-src 'unsafe-inline'; "
                "img-src data:\">\n"
                "<link rel=\"icon\" href=\"data:,\">\n<title>");
    add_escaped(text, title);
    text_format(
        text,
        "</title>\n<style>\n"
        "body { margin: 1.5rem auto; max-width: 1200px; padding: 0 1rem;"
        " font: 15px/1.4 sans-serif; background: %s; color: %s; }\n"
        "svg { display: block; width: 100%%; height: auto; }\n"
        "table { border-collapse: collapse; margin: 1rem 0; }\n"
        "th { text-align: left; font-weight: normal; color: %s; "
        "padding-right: 2rem; }\n"
        "td { font-family: monospace; }\n"
        "summary { cursor: pointer; margin-top: .5rem; }\n"
        "pre { overflow: auto; max-height: 30rem; }\n"
        "</style>\n</head>\n<body>\n",
        theme->background, theme->ink, theme->frame);
}

/* The first place of a string in bytes that end before `end`; `end` where there
 * is none. */
static const char *
find(const char *from, const char *end, const char *string)
{
    size_t length = strlen(string);

    for (; (size_t)(end - from) >= length; from++)
        if (memcmp(from, string, length) == 0)
            return from;
    return end;
}

/* The element alone, without the names of gnuplot's own that a browser would
 * show where the pointer rests. */
static void
add_svg(struct text *text, const struct text *svg)
{
    static const char opens[] = "<title>", closes[] = "</title>";
    const char *end = svg->bytes + svg->used;
    const char *at = find(svg->bytes, end, "<svg");

    while (at < end) {
        const char *title = find(at, end, opens);

        text_add(text, at, (size_t)(title - at));
        at = find(title, end, closes);
        at += at < end ? sizeof closes - 1 : 0;
    }
}

static bool
page_end(struct output *output)
{
    struct page *page = output->state;
    const struct frame *frame = output->frame;
    struct text *text = output->text;
    struct text svg = {.arena = output->arena};

    decimator_end(&page->rows);
    output->state = page->chart;
    if (!picture_paint_svg(output, &svg))
        return false;
    add_head(text, frame->title ? frame->title : "lrsim", page->chart->theme);
    add_svg(text, &svg);
    add_report(text, frame->report);
    add_data(text, page, frame);
    text_string(text, "</body>\n</html>\n");
    return true;
}

const struct format format_html = {
    .name = "html",
    .meaning = "a page with the picture, the summary, the spec and the data "
               "(through gnuplot)",
    .picture = true,
    .begin = page_begin,
    .row = page_row,
    .end = page_end,
};
