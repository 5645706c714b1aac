/* forecast_ranking.c -- the ranking as an aligned table and as JSON. */
#include <stdio.h>
#include <string.h>

#include "lib/forecast_output.h"
#include "predict/law_json.h"

enum { COLUMNS = 5, CELL = 32 };

static const char *const headings[COLUMNS] = {"schedule", "steps", "final loss",
                                              "against the run", "±"};

/* A row: a candidate, or the run (NULL). */
struct ranking_row {
    const char *name;
    char cells[COLUMNS][CELL]; /* but the first */
};

static void
fill_row(const struct forecast *forecast,
         const struct whatif_candidate *candidate, struct ranking_row *row)
{
    const struct whatif_basis *basis = &forecast->basis;

    row->name = candidate ? candidate->name : "the run";
    snprintf(row->cells[1], CELL, "%zu",
             candidate ? candidate->curve.updates : basis->curve.updates);
    snprintf(row->cells[2], CELL, "%.4g",
             candidate ? candidate->loss : whatif_run_loss(basis, &basis->fit));
    snprintf(row->cells[3], CELL, candidate ? "%+.4g" : "0",
             candidate ? candidate->against : 0);
    row->cells[4][0] = '\0';
    if (candidate)
        snprintf(row->cells[4], CELL, "%.2g", basis->margin);
}

/* The run among the candidates: before the first that is not better. */
static size_t
place_of_run(const struct forecast *forecast)
{
    size_t place = 0;

    while (place < forecast->count &&
           forecast->candidates[forecast->ranking[place]].against < 0)
        place++;
    return place;
}

/* Row `place` of the ranking, which has one more than there are candidates. */
static const struct whatif_candidate *
ranked(const struct forecast *forecast, size_t place)
{
    size_t run = place_of_run(forecast);

    return place == run
               ? NULL
               : &forecast
                      ->candidates[forecast->ranking[place - (place > run)]];
}

static void
add_cell(const char *cell, size_t width, bool left, struct text *text)
{
    size_t spare = width - text_width(cell);

    text_string(text, "| ");
    for (size_t i = 0; !left && i < spare; i++)
        text_string(text, " ");
    for (; *cell; cell++)
        text_format(text, *cell == '|' ? "\\%c" : "%c", *cell);
    for (size_t i = 0; left && i < spare; i++)
        text_string(text, " ");
    text_string(text, " ");
}

static void
add_line(const struct ranking_row *row, const size_t *widths, struct text *text)
{
    for (size_t i = 0; i < COLUMNS; i++)
        add_cell(i == 0 ? row->name : row->cells[i], widths[i], i == 0, text);
    text_string(text, "|\n");
}

static void
add_rule(const size_t *widths, struct text *text)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        text_string(text, "| ");
        for (size_t k = 0; k < widths[i]; k++)
            text_string(text, i > 0 && k + 1 == widths[i] ? ":" : "-");
        text_string(text, " ");
    }
    text_string(text, "|\n");
}

static void
add_margin(const struct whatif_basis *basis, struct text *text)
{
    text_format(text, "\n± %.2g: ", basis->margin);
    if (basis->margin_runs > 0)
        text_format(text,
                    "the root mean square error of %zu runs that were each "
                    "predicted from the others; %s law\n",
                    basis->margin_runs, basis->fit.law.kind->name);
    else
        text_format(text,
                    "what predictions from one run were off by on public "
                    "curves, on average; %s law\n",
                    basis->fit.law.kind->name);
}

void
forecast_ranking(const struct forecast *forecast, struct text *text)
{
    struct ranking_row row = {.name = headings[0]};
    size_t widths[COLUMNS];

    for (size_t i = 0; i < COLUMNS; i++)
        widths[i] = text_width(headings[i]);
    widths[4] = 4;
    for (size_t place = 0; place <= forecast->count; place++) {
        fill_row(forecast, ranked(forecast, place), &row);
        for (size_t i = 0; i < COLUMNS; i++) {
            size_t width = text_width(i == 0 ? row.name : row.cells[i]);

            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    row.name = headings[0];
    for (size_t i = 1; i < COLUMNS; i++)
        snprintf(row.cells[i], CELL, "%s", headings[i]);
    add_line(&row, widths, text);
    add_rule(widths, text);
    for (size_t place = 0; place <= forecast->count; place++) {
        fill_row(forecast, ranked(forecast, place), &row);
        add_line(&row, widths, text);
    }
    add_margin(&forecast->basis, text);
}

static void
add_json_row(const struct forecast *forecast,
             const struct whatif_candidate *candidate, struct text *text)
{
    const struct whatif_basis *basis = &forecast->basis;
    size_t number =
        candidate ? (size_t)(candidate - forecast->candidates) + 1 : 0;

    text_format(text, "{\"run\": %zu, \"schedule\": ", number);
    text_json_string(text, candidate ? candidate->name : basis->name);
    text_format(text, ", \"steps\": %zu, \"final_loss\": ",
                candidate ? candidate->curve.updates : basis->curve.updates);
    text_json_number(text, candidate ? candidate->loss
                                     : whatif_run_loss(basis, &basis->fit));
    text_string(text, ", \"against_the_run\": ");
    text_json_number(text, candidate ? candidate->against : 0);
    text_string(text, ", \"plus_minus\": ");
    text_json_number(text, candidate ? basis->margin : 0);
    text_string(text, "}");
}

void
forecast_json(const struct forecast *forecast, struct text *text)
{
    text_string(text, "{\"ranking\": [");
    for (size_t place = 0; place <= forecast->count; place++) {
        text_string(text, place ? ",\n  " : "\n  ");
        add_json_row(forecast, ranked(forecast, place), text);
    }
    text_string(text, "],\n\"law\": ");
    law_json_add(&forecast->basis, text);
    text_string(text, "}\n");
}
