/* page_table.c -- the ranked table and the summary of a page. */
#include <string.h>

#include "base/utf8.h"
#include "output/format.h"
#include "output/people.h"
#include "output/plot/page_parts.h"

/* Text between tags, or in an attribute: UTF-8 without control characters. */
void
page_escaped(struct text *text, const char *string)
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

static void
add_fact(void *context, const char *name, const char *value)
{
    struct text *text = context;

    text_string(text, "<tr><th>");
    page_escaped(text, name);
    text_string(text, "</th><td>");
    page_escaped(text, value);
    text_string(text, "</td></tr>\n");
}

/* The ranked table on its way: its columns are measured first, so that numbers
 * are aligned at their decimal points. */
enum { ALIGNED_MOST = 64 };
struct ranked {
    struct text *text;
    struct arena *arena;
    struct people_width widths[ALIGNED_MOST];
    size_t column;
};

static void
measure_cell(void *context, const char *cell, enum report_cell kind)
{
    struct ranked *ranked = context;

    if (kind == REPORT_VALUE && ranked->column < ALIGNED_MOST)
        people_measure(&ranked->widths[ranked->column], cell);
    ranked->column = kind == REPORT_ROW ? 0 : ranked->column + 1;
}

/* A value with blanks around it. */
static void
add_aligned(struct ranked *ranked, const char *cell)
{
    struct text padded = {.arena = ranked->arena};

    if (*cell && ranked->column < ALIGNED_MOST)
        people_add(&ranked->widths[ranked->column], cell, &padded);
    else
        text_string(&padded, cell);
    if (text_end(&padded))
        page_escaped(ranked->text, padded.bytes);
    ranked->text->failed = ranked->text->failed || padded.failed;
}

static void
add_cell(void *context, const char *cell, enum report_cell kind)
{
    static const char *const tags[] = {[REPORT_HEAD] = "th scope=\"col\"",
                                       [REPORT_NAME] = "th scope=\"row\"",
                                       [REPORT_VALUE] = "td"};
    struct ranked *ranked = context;

    if (kind == REPORT_ROW) {
        text_string(ranked->text, "</tr>\n<tr>");
        ranked->column = 0;
        return;
    }
    text_format(ranked->text, "<%s>", tags[kind]);
    if (kind == REPORT_VALUE)
        add_aligned(ranked, cell);
    else
        page_escaped(ranked->text, cell);
    text_string(ranked->text, kind == REPORT_VALUE ? "</td>" : "</th>");
    ranked->column++;
}

void
page_report(struct text *text, const struct report *report, struct arena *arena)
{
    struct ranked ranked = {.text = text, .arena = arena};

    if (report && report->table) {
        report->table(report->context, measure_cell, &ranked);
        ranked.column = 0;
        text_string(text, "<table class=\"ranked\">\n<tr>");
        report->table(report->context, add_cell, &ranked);
        text_string(text, "</tr>\n</table>\n");
    }
    if (report && report->summary) {
        text_string(text, "<table>\n");
        report->summary(report->context, add_fact, text);
        text_string(text, "</table>\n");
    }
}
