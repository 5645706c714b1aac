/* shard.c -- --shard: I/N, or what a batch system has put into the
 * environment. */
#include "sweep/shard.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The greatest number of runs, and so of shards. */
static const uint64_t MOST = (uint64_t)1 << 53;

/* Reads the number at the start of a text; `end` is behind its digits.  False
 * where there are none, or the number is too large. */
static bool
read_digits(const char *text, const char **end, uint64_t *number)
{
    size_t length = strspn(text, "0123456789");

    *end = text + length;
    *number = length > 0 && length < 17 ? strtoull(text, NULL, 10) : 0;
    return length > 0 && length < 17 && *number <= MOST;
}

/* What variables of the environment state: the index of this process, or
 * element of an array, and the range of all indices. */
enum batch_fact {
    BATCH_INDEX,
    BATCH_COUNT,
    BATCH_FIRST,
    BATCH_LAST,
    BATCH_STEP,
    BATCH_FACTS
};

/* The first whose index is set is taken: arrays before ranks, which an element
 * of an array may have too, and mpirun before Slurm, whose rank what mpirun
 * starts inherits. */
static const struct batch_system {
    bool array;                     /* else indices count from 0 */
    const char *names[BATCH_FACTS]; /* of the variables; NULL: none */
} batch_systems[] = {
    {true,
     {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN",
      "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP"}},
    {true, {"PBS_ARRAY_INDEX"}},
    {false, {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"}},
    {false, {"SLURM_PROCID", "SLURM_NTASKS"}},
};

struct batch_place {
    const struct batch_system *system;
    bool given[BATCH_FACTS];
    uint64_t facts[BATCH_FACTS];
};

static bool
read_place(const struct batch_system *system, struct batch_place *place,
           struct error *error)
{
    *place = (struct batch_place){.system = system};
    for (int i = 0; i < BATCH_FACTS; i++) {
        const char *name = system->names[i], *end;
        const char *text = name ? getenv(name) : NULL;

        place->given[i] = text != NULL;
        if (text && (!read_digits(text, &end, &place->facts[i]) || *end))
            return error_plain(error, STATUS_WRONG,
                               "--shard: %s must be a whole number, not '%s'",
                               name, quote(text).text);
    }
    return true;
}

/* Whether an array has its elements in even steps, and was not submitted for
 * one element alone, whose number among the others is then unknown. */
static bool
is_whole(const uint64_t *facts)
{
    return facts[BATCH_COUNT] > 0 && facts[BATCH_STEP] > 0 &&
           facts[BATCH_FIRST] + (facts[BATCH_COUNT] - 1) * facts[BATCH_STEP] ==
               facts[BATCH_LAST] &&
           (facts[BATCH_COUNT] > 1 || facts[BATCH_FIRST] <= 1);
}

/* Checks the facts that auto needs. */
static bool
check_place(struct batch_place *place, struct error *error)
{
    const bool *given = place->given;
    bool array = place->system->array;
    uint64_t *facts = place->facts;

    if (!given[BATCH_COUNT] ||
        (array && !(given[BATCH_FIRST] && given[BATCH_LAST])))
        return error_plain(error, STATUS_WRONG,
                           "--shard: auto found %s, but not the number of "
                           "shards; use auto/N",
                           place->system->names[BATCH_INDEX]);
    if (!given[BATCH_STEP])
        facts[BATCH_STEP] = 1;
    return !array || is_whole(facts) ||
           error_plain(error, STATUS_WRONG,
                       "--shard: auto needs a whole array with even steps, not "
                       "%" PRIu64 "-%" PRIu64 ":%" PRIu64 " of size %" PRIu64
                       "; use auto/N",
                       facts[BATCH_FIRST], facts[BATCH_LAST], facts[BATCH_STEP],
                       facts[BATCH_COUNT]);
}

/* Sets them for auto/N: an array has elements 1 to N, also where one is
 * submitted again alone. */
static bool
set_place(struct batch_place *place, uint64_t count, struct error *error)
{
    const struct batch_system *system = place->system;
    uint64_t *facts = place->facts;

    if (!system->array && place->given[BATCH_COUNT] &&
        facts[BATCH_COUNT] != count)
        return error_plain(error, STATUS_WRONG,
                           "--shard: auto/%" PRIu64 " needs %s to be %" PRIu64
                           ", not %" PRIu64,
                           count, system->names[BATCH_COUNT], count,
                           facts[BATCH_COUNT]);
    facts[BATCH_FIRST] = system->array;
    facts[BATCH_COUNT] = count;
    facts[BATCH_STEP] = 1;
    return true;
}

/* Index and count from the facts. */
static bool
take_index(const struct batch_place *place, struct shard *shard,
           struct error *error)
{
    uint64_t index = place->facts[BATCH_INDEX], step = place->facts[BATCH_STEP];
    uint64_t first = place->facts[BATCH_FIRST], offset = index - first;
    char steps[40] = "";

    shard->index = offset / step;
    shard->count = place->facts[BATCH_COUNT];
    if (index >= first && offset % step == 0 && shard->index < shard->count)
        return true;
    if (step > 1)
        snprintf(steps, sizeof steps, " in steps of %" PRIu64, step);
    return error_plain(error, STATUS_WRONG,
                       "--shard: %s must be from %" PRIu64 " to %" PRIu64
                       "%s, not %" PRIu64,
                       place->system->names[BATCH_INDEX], first,
                       first + (shard->count - 1) * step, steps, index);
}

/* auto, or auto/N with `count` N. */
static bool
read_environment(struct shard *shard, struct error *error)
{
    for (size_t i = 0; i < sizeof batch_systems / sizeof *batch_systems; i++) {
        struct batch_place place;

        if (!read_place(&batch_systems[i], &place, error))
            return false;
        if (place.given[BATCH_INDEX])
            return (shard->count ? set_place(&place, shard->count, error)
                                 : check_place(&place, error)) &&
                   take_index(&place, shard, error);
    }
    return error_plain(error, STATUS_WRONG,
                       "--shard: auto needs SLURM_ARRAY_TASK_ID, "
                       "PBS_ARRAY_INDEX, OMPI_COMM_WORLD_RANK or SLURM_PROCID "
                       "in the environment; without them, give I/N, such as "
                       "3/16");
}

/* "I/N", "auto" or "auto/N"; count is 0 for "auto". */
static bool
parse(const char *text, bool automatic, struct shard *shard)
{
    const char *at = text + (automatic ? strlen("auto") : 0);

    if (automatic && !*at)
        return true;
    return (automatic || read_digits(at, &at, &shard->index)) && *at == '/' &&
           read_digits(at + 1, &at, &shard->count) && !*at &&
           shard->count > 0 &&
           (automatic || (shard->index > 0 && shard->index <= shard->count));
}

bool
shard_read(const char *text, struct shard *shard, struct error *error)
{
    bool automatic = text && strncmp(text, "auto", 4) == 0;

    *shard = (struct shard){.given = text != NULL, .count = !text};
    if (!text)
        return true;
    if (!parse(text, automatic, shard))
        return error_plain(error, STATUS_WRONG,
                           "--shard: must be I/N with I from 1 to N, such as "
                           "3/16, or auto or auto/N, not '%s'",
                           quote(text).text);
    shard->index -= !automatic;
    return !automatic || read_environment(shard, error);
}

uint64_t
shard_runs(const struct shard *shard, uint64_t total)
{
    return total / shard->count + (shard->index < total % shard->count);
}
