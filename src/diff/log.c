/* log.c -- compares the rates of a log with those of a spec. */
#include <stdlib.h>

#include "diff/diff.h"
#include "training/logged_rates.h"

/* Says which rows the log was found to show, where its shape leaves a choice.
 */
static void
note_offset(struct diff *diff, const struct logged_rates *logged)
{
    const struct log *log = logged->log;

    if (diff->request->offset != INTEGER_NULL || log->offsets.count < 2)
        return;
    text_format(&diff->notes,
                "lrsim: assumed: %s shows at %s n the rate of "
                "update n",
                log->name, logged_rates_unit(logged));
    if (logged->offset != 0)
        text_format(&diff->notes, " - %ld", logged->offset);
    text_format(&diff->notes, " (--offset %ld)\n", logged->offset);
}

static bool
compare_rates(struct diff *diff, const struct logged_rates *logged,
              const struct diff_input *spec, const struct diff_input *log,
              struct error *error)
{
    struct text *message = &diff->difference.message;
    size_t wrong = 0;

    for (size_t i = 0; i < logged->count; i++) {
        const struct logged_rate *rate = &logged->rates[i];

        if (logged_rate_miss(logged, rate, logged->values[i]) == 0)
            continue;
        if (wrong++ > 0 ||
            !difference_at(&diff->difference, log, rate->line, rate->column))
            continue;
        text_format(message, "%s %.10g: the rate is %s, but %s gives ",
                    logged_rates_unit(logged), rate->x, quote(rate->text).text,
                    quote(spec->records.csv.input.name).text);
        logged_rate_print(logged, rate, logged->values[i], message);
    }
    if (wrong == 0)
        return true;
    text_format(message, "\n%zu of %zu logged rates differ", wrong,
                logged->count);
    return explain_rates(logged, message, error);
}

bool
diff_log(struct diff *diff, struct diff_input *spec_input,
         struct diff_input *log_input, struct error *error)
{
    const struct diff_request *request = diff->request;
    const struct logged_request wanted = {.x = request->x,
                                          .y = request->y,
                                          .rtol = request->rtol,
                                          .atol = request->atol,
                                          .offset = request->offset,
                                          .form = log_input->form,
                                          .limit = request->log_limit};
    struct input *input = &log_input->records.csv.input;
    struct log read = {.arena = diff->arena};
    struct log *log = request->log ? request->log : &read;
    struct logged_rates logged;
    struct spec spec;

    if (!spec_input_override(&request->spec, &spec_input->document, error) ||
        !spec_input_finish(&request->spec, &spec_input->document, &spec,
                           error) ||
        !(request->log
              ? logged_rates_take(&logged, log, &wanted, error)
              : logged_rates_read(&logged, log, input, &wanted, error)) ||
        !logged_rates_compare(&logged, &wanted, &spec, error))
        return false;
    text_add(&diff->notes, log->notes.bytes, log->notes.used);
    note_offset(diff, &logged);
    logged.progress = request->progress;
    logged.progress_context = request->progress_context;
    return compare_rates(diff, &logged, spec_input, log_input, error);
}
