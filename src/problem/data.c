/* data.c -- data to value and gradient: of all rows, or of a batch. */
#include "problem/data.h"

#include <math.h>
#include <string.h>

#include "base/random.h"

/* Each feature less its mean, over its deviation; a constant one is 0. */
static void
standardize(struct data *set)
{
    for (size_t k = 0; k < set->features; k++) {
        double sum = 0, squares = 0, deviation;

        for (size_t r = 0; r < set->rows; r++)
            sum += data_row(set, r)[k];
        sum /= (double)set->rows;
        for (size_t r = 0; r < set->rows; r++) {
            double rest = data_row(set, r)[k] - sum;

            squares += rest * rest;
        }
        deviation = sqrt(squares / (double)set->rows);
        for (size_t r = 0; r < set->rows; r++) {
            double *value = &data_row(set, r)[k];

            *value = deviation > 0 ? (*value - sum) / deviation : 0;
        }
    }
}

static bool
check_classes(const struct node *node, const struct data_options *self,
              struct error *error)
{
    const struct learner *learner = self->learner;
    const struct place *place =
        node_place(node, self->data ? "data" : "synthetic");

    if (learner->classes_least == 0)
        return true;
    if (self->set.classes < learner->classes_least)
        return error_at(error, place,
                        "must have at least 2 classes in its target, not %zu",
                        self->set.classes);
    return self->set.classes <= learner->classes_most ||
           error_at(error, place,
                    "must have %zu classes in its target, not %zu",
                    learner->classes_most, self->set.classes);
}

static bool
check_size(const struct node *node, const struct data_options *self,
           struct error *error)
{
    const struct problem_options *options = &self->options;
    bool given = options->start.values != NULL;
    size_t size = self->learner->size(self, &self->set);
    size_t found = problem_dim(node);

    if (size > (size_t)DIMENSION_MOST) {
        error_at(error, node->place,
                 "must have at most %ld parameters, not %zu", DIMENSION_MOST,
                 size);
        error->status = STATUS_LIMIT;
        return false;
    }
    if (!given && options->dim == INTEGER_NULL)
        return true;
    return found == size ||
           error_at(error, node_place(node, given ? "start" : "dim"),
                    "the data make it %zu parameters, not %zu", size, found);
}

/* Data, or a synthetic set, which is the default. */
static bool
check_one(const struct node *node, struct data_options *self,
          struct error *error)
{
    const struct place *place = node_place(node, "synthetic");

    if (!self->data && !self->synthetic.kind)
        return error_at(error, place, "there is no data; must be one of them");
    if (self->data && self->synthetic.kind && place->source)
        return error_at(error, place,
                        "there is data already; must be one of them");
    if (self->data)
        self->synthetic = (struct node){0};
    return true;
}

bool
data_check(const struct node *node, const struct learner *learner,
           struct error *error)
{
    struct data_options *self = node->self;

    self->learner = learner;
    if (!check_one(node, self, error))
        return false;
    if (!self->data && self->target)
        return error_at(error, node_place(node, "target"),
                        "must have data whose column it is");
    if (!(self->data ? data_read(node, self, error)
                     : data_make(node, self, error)) ||
        !check_classes(node, self, error) || !check_size(node, self, error))
        return false;
    if (self->batch_size > (long)self->set.rows)
        return error_at(error, node_place(node, "batch_size"),
                        "must be at most %zu, the number of rows, not %ld",
                        self->set.rows, self->batch_size);
    if (self->options.dim == INTEGER_NULL && !self->options.start.values)
        self->options.dim = (long)learner->size(self, &self->set);
    if (self->standardize)
        standardize(&self->set);
    return true;
}

double *
data_add(struct data *data, struct arena *arena)
{
    if (data->rows == data->block_count * BLOCK) {
        double **blocks = arena_grow(arena, data->blocks, data->block_count, 1,
                                     &data->block_room, sizeof *blocks);

        if (!blocks)
            return NULL;
        data->blocks = blocks;
        data->blocks[data->block_count] =
            arena_alloc(arena, BLOCK * (data->features + 1), sizeof(double));
        if (!data->blocks[data->block_count])
            return NULL;
        data->block_count++;
    }
    return data_row(data, data->rows++);
}

/* Scratch memory: the deal of an epoch and its number, one lane's parameters
 * and gradient, and what a model needs. */
struct room {
    double *epoch;   /* its number + 1; 0: none was dealt */
    unsigned *order; /* [rows] */
    double *x, *gradient, *work;
};

static size_t
order_size(const struct data *set)
{
    return (set->rows * sizeof(unsigned) + sizeof(double) - 1) / sizeof(double);
}

static struct room
room_in(const struct data_options *self, const struct point *point)
{
    double *scratch = point->scratch;
    struct room room = {.epoch = scratch,
                        .order = (unsigned *)(void *)(scratch + 1)};

    room.x = scratch + 1 + order_size(&self->set);
    room.gradient = room.x + point->size;
    room.work = room.gradient + point->size;
    return room;
}

size_t
data_scratch(const void *self, size_t lanes)
{
    const struct data_options *options = self;
    const struct learner *learner = options->learner;

    (void)lanes;
    return 1 + order_size(&options->set) +
           2 * learner->size(self, &options->set) +
           (learner->work ? learner->work(self) : 0);
}

/* Mean loss and gradient of `count` rows of the order (NULL: their own) from
 * `first` on, in one lane. */
static void
learn(const struct data_options *self, const struct point *point, size_t lane,
      const struct room *room, const unsigned *order, size_t first,
      size_t count)
{
    const struct learner *learner = self->learner;
    double sum = 0, weight = 1 / (double)count;
    const double *x = point->x;
    double *gradient = point->gradient;

    if (point->lanes > 1) {
        for (size_t i = 0; i < point->size; i++)
            room->x[i] = point->x[i * point->lanes + lane];
        x = room->x;
        gradient = room->gradient;
    }
    memset(gradient, 0, point->size * sizeof *gradient);
    for (size_t r = first; r < first + count; r++)
        sum +=
            learner->learn(self, x, data_row(&self->set, order ? order[r] : r),
                           weight, gradient, room->work);
    point->value[lane] = sum * weight;
    for (size_t i = 0; point->lanes > 1 && i < point->size; i++)
        point->gradient[i * point->lanes + lane] = gradient[i];
}

void
data_evaluate(const void *self, const struct point *point)
{
    const struct data_options *options = self;
    const struct room room = room_in(options, point);

    for (size_t l = 0; l < point->lanes; l++)
        learn(options, point, l, &room, NULL, 0, options->set.rows);
}

/* Fisher & Yates, with four random words at a time. */
static void
deal(const struct data *set, uint64_t seed, long epoch, unsigned *order)
{
    static const uint64_t draw = 0x6465616C; /* no other draw of a step */
    const uint64_t key[2] = {seed, 0};
    uint64_t words[4];

    for (size_t r = 0; r < set->rows; r++)
        order[r] = (unsigned)r;
    for (size_t r = set->rows; r-- > 1;) {
        const uint64_t counter[4] = {r / 4, (uint64_t)epoch, draw, 0};
        double share;
        unsigned other;
        size_t k;

        if (r % 4 == 3 || r + 1 == set->rows)
            philox(counter, key, words);
        share = (double)(words[r % 4] >> 11) * 0x1p-53;
        k = (size_t)(share * (double)(r + 1));
        other = order[k];
        order[k] = order[r];
        order[r] = other;
    }
}

long
data_epoch(const void *self)
{
    const struct data_options *options = self;
    long rows = (long)options->set.rows, size = options->batch_size;

    if (size == 0)
        return 1;
    return options->drop_last ? rows / size : (rows + size - 1) / size;
}

void
data_batch(const void *self, uint64_t seed, long t, const struct point *point)
{
    const struct data_options *options = self;
    const struct room room = room_in(options, point);
    long batches = data_epoch(self), epoch = t / batches;
    size_t rows = options->set.rows, size = (size_t)options->batch_size;
    size_t first = (size_t)(t % batches) * size;
    size_t count = rows - first < size ? rows - first : size;
    bool whole = options->batch_size == 0;

    if (!whole && options->shuffle && *room.epoch != (double)epoch + 1) {
        deal(&options->set, seed, epoch, room.order);
        *room.epoch = (double)epoch + 1;
    }
    for (size_t l = 0; l < point->lanes; l++)
        learn(options, point, l, &room,
              whole || !options->shuffle ? NULL : room.order, first,
              whole ? rows : count);
}
