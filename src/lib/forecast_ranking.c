/* forecast_ranking.c -- the ranking as an aligned table and as JSON. */
#include "lib/forecast_output.h"
#include "output/people.h"
#include "output/people_table.h"
#include "predict/law_json.h"

/* Adds a row: a candidate, or the run (NULL). */
static void
add_row(const struct forecast *forecast,
        const struct whatif_candidate *candidate, int digits,
        struct people_table *table)
{
    const struct whatif_basis *basis = &forecast->basis;
    char change[PEOPLE_SIZE + 1] = "+", *number = change + 1;

    if (!candidate) {
        people_table_add(table, "the run");
        people_table_number(table, (double)basis->curve.updates, digits);
        people_table_number(table, whatif_run_loss(basis, &basis->fit), digits);
        people_table_add(table, "0");
        people_table_add(table, "");
        return;
    }
    people_number(candidate->against, digits > 0 ? digits : PEOPLE_DIGITS,
                  number);
    people_table_add(table, candidate->name);
    people_table_number(table, (double)candidate->curve.updates, digits);
    people_table_number(table, candidate->loss, digits);
    people_table_add(table, candidate->against > 0 ? change : number);
    people_table_number(table, basis->margin, 2);
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

/* What the margin rests on. */
static void
add_margin(const struct whatif_basis *basis, struct text *text)
{
    text_format(text, "%.2g: ", basis->margin);
    if (basis->margin_runs > 0)
        text_format(text,
                    "the root mean square error of %zu runs that were each "
                    "predicted from the others; %s law",
                    basis->margin_runs, basis->fit.law.kind->name);
    else
        text_format(text,
                    "what predictions from one run were off by on public "
                    "curves, on average; %s law",
                    basis->fit.law.kind->name);
}

enum { COLUMNS = 5 };

bool
forecast_rank(struct forecast_output *output, struct error *error)
{
    static const char *const headings[COLUMNS] = {
        "schedule", "steps", "final loss", "against the run", "±"};
    static const bool words[COLUMNS] = {true};
    const struct forecast *forecast = output->forecast;
    struct people_table *table = &output->ranking;
    struct text margin = {.arena = forecast->arena};

    *table = (struct people_table){.arena = forecast->arena,
                                   .columns = COLUMNS,
                                   .words = words,
                                   .header = true};
    for (size_t i = 0; i < COLUMNS; i++)
        people_table_add(table, headings[i]);
    for (size_t place = 0; place <= forecast->count; place++)
        add_row(forecast, ranked(forecast, place), output->digits, table);
    add_margin(&forecast->basis, &margin);
    output->margin = text_end(&margin);
    return (output->margin && !table->failed) || error_memory(error);
}

void
forecast_ranking(struct forecast_output *output, struct text *text)
{
    text->failed =
        !people_table_markdown(&output->ranking, text) || text->failed;
    text_format(text, "\n± %s\n", output->margin);
}

const struct people_table *
forecast_page_table(void *context)
{
    const struct forecast_output *output = context;

    return &output->ranking;
}

void
forecast_page_summary(void *context,
                      void (*add)(void *page, const char *name,
                                  const char *value),
                      void *page)
{
    const struct forecast_output *output = context;

    add(page, "±", output->margin);
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
