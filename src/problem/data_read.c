/* data_read.c -- data from a CSV file, each value with its place in errors. */
#include <stdlib.h>
#include <string.h>

#include "syntax/csv.h"
#include "base/text.h"
#include "problem/data.h"
#include "spec/file_path.h"

/* A label, and its number in rows until all labels have been read. */
struct label {
    const char *text;
    double number; /* where all labels are numbers */
    size_t met;
};

struct reading {
    struct csv csv;
    struct data *set;
    struct arena *arena;
    size_t target;
    bool classify, numbers; /* labels are numbers so far */
    struct label *labels;   /* sorted by text while rows are read */
};

static bool
no_rows(const struct data_options *self, struct error *error)
{
    return error_named(error, STATUS_WRONG, quote(self->data).text,
                       "must have rows, and has none");
}

static bool
choose_target(const struct node *node, const struct data_options *self,
              struct reading *reading, struct error *error)
{
    struct error unknown = {0};
    struct csv *csv = &reading->csv;

    if (csv->count == 0)
        return no_rows(self, error);
    reading->target = csv->count - 1;
    reading->set->features = csv->count - 1;
    if (csv->count < 2)
        return csv_error(csv, &csv->fields[0], error,
                         "must have a feature and a target at least, not one "
                         "column");
    if (csv_has_names(csv)) {
        if (!csv_header(csv, error))
            return false;
    } else if (self->target) {
        return error_at(error, node_place(node, "target"),
                        "must be null: the first line of the data has no "
                        "names, and the last column is the target");
    }
    if (!self->target ||
        csv_column(csv, "", self->target, &reading->target, &unknown))
        return true;
    return error_at(error, node_place(node, "target"), "%s", unknown.message);
}

static bool
missing(const struct reading *reading, const struct csv_field *field,
        struct error *error)
{
    return csv_error(
        &reading->csv, field, error, "must be a %s, and is missing",
        field == &reading->csv.fields[reading->target] && reading->classify
            ? "label"
            : "number");
}

/* The number of a label, which may be new. */
static bool
find_label(struct reading *reading, const struct csv_field *field,
           double *number, struct error *error)
{
    size_t low = 0, high = reading->set->classes;
    struct label *labels = reading->labels, *label;
    double value;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(labels[middle].text, field->text);

        if (order == 0) {
            *number = (double)labels[middle].met;
            return true;
        }
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    if (reading->set->classes == CLASSES_MOST)
        return csv_error(&reading->csv, field, error,
                         "must be one of at most %d labels", CLASSES_MOST);
    label = &labels[low];
    memmove(label + 1, label, (reading->set->classes - low) * sizeof *label);
    reading->numbers &= csv_is_number(field, &value);
    *label = (struct label){
        .text = arena_copy(reading->arena, field->text, field->length),
        .number = reading->numbers ? value : 0,
        .met = reading->set->classes++,
    };
    *number = (double)label->met;
    return label->text || error_memory(error);
}

static bool
read_row(struct reading *reading, struct error *error)
{
    struct csv *csv = &reading->csv;
    struct data *set = reading->set;
    double *row;

    if ((long)((set->rows + 1) * (set->features + 1)) > DATA_MOST) {
        csv_error(csv, &csv->fields[0], error,
                  "must have at most %ld values in all", DATA_MOST);
        error->status = STATUS_LIMIT;
        return false;
    }
    row = data_add(set, reading->arena);
    if (!row)
        return error_memory(error);
    for (size_t i = 0, k = 0; i < csv->count; i++) {
        const struct csv_field *field = &csv->fields[i];
        bool target = i == reading->target;
        double *value = target ? &row[set->features] : &row[k++];

        if (csv_is_empty(field))
            return missing(reading, field, error);
        if (target && reading->classify) {
            if (!find_label(reading, field, value, error))
                return false;
        } else if (!csv_number(csv, field, value, error)) {
            return false;
        } else if (*value - *value != 0) {
            return csv_error(csv, field, error,
                             "must be a finite number, not %s",
                             quote(field->text).text);
        }
    }
    return true;
}

static int
by_number(const void *a, const void *b)
{
    const struct label *x = a, *y = b;

    return (x->number > y->number) - (x->number < y->number);
}

/* Classes are numbered by the order of their labels: of numbers, or else of
 * texts. */
static bool
number_classes(struct reading *reading, struct error *error)
{
    struct data *set = reading->set;
    double *numbers =
        arena_alloc(reading->arena, set->classes + 1, sizeof *numbers);

    if (!numbers)
        return error_memory(error);
    if (reading->numbers)
        qsort(reading->labels, set->classes, sizeof *reading->labels,
              by_number);
    for (size_t k = 0; k < set->classes; k++)
        numbers[reading->labels[k].met] = (double)k;
    for (size_t r = 0; r < set->rows; r++) {
        double *target = &data_row(set, r)[set->features];

        *target = numbers[(size_t)*target];
    }
    return true;
}

static bool
read_all(const struct node *node, const struct data_options *self,
         struct reading *reading, struct error *error)
{
    bool more = true;

    if (!csv_open(&reading->csv, self->data, error) ||
        !choose_target(node, self, reading, error))
        return false;
    for (;;) {
        if (!csv_next(&reading->csv, &more, error))
            return false;
        if (!more)
            break;
        if (!read_row(reading, error))
            return false;
    }
    if (reading->set->rows == 0)
        return no_rows(self, error);
    return !reading->classify || number_classes(reading, error);
}

bool
data_read(const struct node *node, struct data_options *self,
          struct error *error)
{
    struct reading reading = {
        .csv = {.arena = node->arena},
        .set = &self->set,
        .arena = node->arena,
        .classify = self->learner->classes_least > 0,
        .numbers = true,
    };
    bool done;

    reading.labels =
        arena_alloc(node->arena, CLASSES_MOST, sizeof *reading.labels);
    if (!reading.labels)
        return error_memory(error);
    self->data = file_path(node, "data", self->data, error);
    done = self->data && read_all(node, self, &reading, error);
    csv_close(&reading.csv);
    return done;
}
