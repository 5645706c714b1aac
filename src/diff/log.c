/* log.c -- compares the rates of a log with those of a spec. */
#include "diff/diff.h"
#include "training/logged_rates.h"

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
        text_format(message, "step %ld: the rate is %s, but %s gives ",
                    rate->row, quote(rate->text).text,
                    quote(spec->records.csv.input.name).text);
        text_number(message, logged->values[i]);
    }
    if (wrong == 0)
        return true;
    text_format(message, "\n%zu of %zu logged rates differ", wrong,
                logged->count);
    return explain_rates(logged, message, error);
}

bool
diff_log(struct diff *diff, struct diff_input *spec_input,
         struct diff_input *log, struct error *error)
{
    const struct diff_request *request = diff->request;
    const struct logged_request columns = {request->x, request->y,
                                           request->rtol, request->atol};
    struct logged_rates logged;
    struct spec spec;

    return spec_input_override(&request->spec, &spec_input->document, error) &&
           spec_input_finish(&request->spec, &spec_input->document, &spec,
                             error) &&
           logged_rates_read(&logged, &columns, &spec, &log->records, error) &&
           compare_rates(diff, &logged, spec_input, log, error);
}
