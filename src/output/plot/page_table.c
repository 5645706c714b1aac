/* page_table.c -- the ranked table and the summary of a page. */
#include <string.h>

#include "base/utf8.h"
#include "output/format.h"
#include "output/people.h"
#include "output/people_table.h"
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

/* A name, or a number with the blanks that align its decimal point. */
static void
add_cell(const struct people_table *table, size_t number,
         const struct people_width *widths, struct text *text)
{
    size_t column = number % table->columns;
    struct text aligned = {.arena = table->arena};

    if (table->words[column]) {
        text_string(text, "<th scope=\"row\">");
        page_escaped(text, table->cells[number]);
        text_string(text, "</th>");
        return;
    }
    people_add(&widths[column], table->cells[number], &aligned);
    text_string(text, "<td>");
    page_escaped(text, text_end(&aligned) ? aligned.bytes : "");
    text_string(text, "</td>");
    text->failed = text->failed || aligned.failed;
}

void
page_ranked(struct text *text, const struct people_table *table)
{
    struct people_table rows = *table;
    const struct people_width *widths;

    rows.cells += rows.columns;
    rows.used -= rows.columns;
    rows.header = false;
    widths = people_table_measure(&rows, false);
    text_string(text, "<table class=\"ranked\">\n<tr>");
    for (size_t i = 0; i < table->columns; i++) {
        text_format(text, "<th scope=\"col\"%s>",
                    table->words[i] ? " class=\"name\"" : "");
        page_escaped(text, table->cells[i]);
        text_string(text, "</th>");
    }
    for (size_t i = 0; widths && i < rows.used; i++) {
        text_string(text, i % rows.columns > 0 ? "" : "</tr>\n<tr>");
        add_cell(&rows, i, widths, text);
    }
    text_string(text, "</tr>\n</table>\n");
    text->failed = text->failed || !widths;
}

void
page_summary(struct text *text, const struct report *report)
{
    if (!report || !report->summary)
        return;
    text_string(text, "<table>\n");
    report->summary(report->context, add_fact, text);
    text_string(text, "</table>\n");
}
