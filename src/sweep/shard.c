/* shard.c -- --shard: I/N, or what a batch system says of it. */
#include "sweep/shard.h"

#include <stdlib.h>
#include <string.h>

/* Runs are numbered up to here, and so are shards. */
static const uint64_t MOST = (uint64_t)1 << 53;

/* The number at the start of a text; `end` is behind its digits.  False where
 * there are none, or too many. */
static bool
read_digits(const char *text, const char **end, uint64_t *number)
{
    size_t length = strspn(text, "0123456789");

    *end = text + length;
    *number = length > 0 && length < 17 ? strtoull(text, NULL, 10) : 0;
    return length > 0 && length < 17 && *number <= MOST;
}

/* A number in the environment, if it is there. */
struct setting {
    const char *name;
    bool given;
    uint64_t number;
};

static bool
read_setting(const char *name, struct setting *setting, struct error *error)
{
    const char *text = getenv(name), *end;

    *setting = (struct setting){.name = name, .given = text != NULL};
    if (!text || (read_digits(text, &end, &setting->number) && !*end))
        return true;
    return error_plain(error, STATUS_WRONG,
                       "--shard: %s must be a whole number, not '%s'", name,
                       quote(text).text);
}

static bool
lacks(const char *name, const char *missing, struct error *error)
{
    return error_plain(error, STATUS_WRONG,
                       "--shard: auto has %s, but no %s: auto/N says how many "
                       "shards there are",
                       name, missing);
}

/* auto/N: elements 1 to N of an array are the shards, also one that is
 * submitted again alone. */
static bool
take_element(struct shard *shard, const struct setting *id, uint64_t least,
             struct error *error)
{
    if (least > 0 && id->number > 0 && id->number <= shard->count) {
        shard->index = id->number - 1;
        return true;
    }
    return error_plain(
        error, STATUS_WRONG,
        "--shard: auto/%llu must be in an array of elements 1 "
        "to %llu, not in one with %llu (%s)",
        (unsigned long long)shard->count, (unsigned long long)shard->count,
        (unsigned long long)(least > 0 ? id->number : 0), id->name);
}

/* auto: which element it is of an array that is all there. */
static bool
count_elements(struct shard *shard, uint64_t id, const struct setting *least,
               const struct setting *most, uint64_t step,
               const struct setting *count, struct error *error)
{
    uint64_t first = least->number, last = most->number;

    if (count->number == 1 && first > 1)
        return error_plain(error, STATUS_WRONG,
                           "--shard: auto does not know of how many element "
                           "%llu is one, when it is submitted alone: auto/N "
                           "says it",
                           (unsigned long long)id);
    if (step == 0 || id < first || id > last || (id - first) % step != 0 ||
        (last - first) / step + 1 != count->number)
        return error_plain(error, STATUS_WRONG,
                           "--shard: auto must be in an array with even steps "
                           "(element %llu of %llu to %llu, step %llu, is none "
                           "of %llu): auto/N says how many shards there are",
                           (unsigned long long)id, (unsigned long long)first,
                           (unsigned long long)last, (unsigned long long)step,
                           (unsigned long long)count->number);
    shard->index = (id - first) / step;
    shard->count = count->number;
    return true;
}

static bool
ask_slurm_array(struct shard *shard, bool *found, struct error *error)
{
    struct setting id, least, most, step, count;

    if (!read_setting("SLURM_ARRAY_TASK_ID", &id, error) ||
        !read_setting("SLURM_ARRAY_TASK_MIN", &least, error) ||
        !read_setting("SLURM_ARRAY_TASK_MAX", &most, error) ||
        !read_setting("SLURM_ARRAY_TASK_STEP", &step, error) ||
        !read_setting("SLURM_ARRAY_TASK_COUNT", &count, error))
        return false;
    *found = id.given;
    if (!id.given)
        return true;
    if (shard->count > 0)
        return take_element(shard, &id, least.given ? least.number : id.number,
                            error);
    if (!least.given)
        return lacks(id.name, least.name, error);
    if (!most.given || !count.given)
        return lacks(id.name, most.given ? count.name : most.name, error);
    return count_elements(shard, id.number, &least, &most,
                          step.given ? step.number : 1, &count, error);
}

/* PBS says which element it is, but not of how many. */
static bool
ask_pbs(struct shard *shard, bool *found, struct error *error)
{
    struct setting id;

    if (!read_setting("PBS_ARRAY_INDEX", &id, error))
        return false;
    *found = id.given;
    if (!id.given)
        return true;
    if (shard->count == 0)
        return lacks(id.name, "number of elements", error);
    return take_element(shard, &id, id.number, error);
}

/* Of processes that were started together, from 0. */
static bool
ask_rank(struct shard *shard, const char *rank_name, const char *size_name,
         bool *found, struct error *error)
{
    struct setting rank, size;

    if (!read_setting(rank_name, &rank, error) ||
        !read_setting(size_name, &size, error))
        return false;
    *found = rank.given;
    if (!rank.given)
        return true;
    if (!size.given && shard->count == 0)
        return lacks(rank_name, size_name, error);
    if (!size.given)
        size.number = shard->count;
    if (rank.number >= size.number)
        return error_plain(
            error, STATUS_WRONG, "--shard: %s must be below %s, %llu, not %llu",
            rank_name, size_name, (unsigned long long)size.number,
            (unsigned long long)rank.number);
    if (shard->count > 0 && shard->count != size.number)
        return error_plain(
            error, STATUS_WRONG,
            "--shard: auto/%llu must have as many shards as %s says, %llu",
            (unsigned long long)shard->count, size_name,
            (unsigned long long)size.number);
    shard->index = rank.number;
    shard->count = size.number;
    return true;
}

/* An array says more than a rank, which each of its elements may have too; and
 * what mpirun starts inherits a rank of Slurm's that is not its own. */
static bool
ask_environment(struct shard *shard, struct error *error)
{
    bool found;

    if (!ask_slurm_array(shard, &found, error) ||
        (!found && !ask_pbs(shard, &found, error)) ||
        (!found && !ask_rank(shard, "OMPI_COMM_WORLD_RANK",
                             "OMPI_COMM_WORLD_SIZE", &found, error)) ||
        (!found &&
         !ask_rank(shard, "SLURM_PROCID", "SLURM_NTASKS", &found, error)))
        return false;
    return found ||
           error_plain(error, STATUS_WRONG,
                       "--shard: auto needs SLURM_ARRAY_TASK_ID, "
                       "PBS_ARRAY_INDEX, OMPI_COMM_WORLD_RANK or SLURM_PROCID "
                       "in the environment; else it must be I/N, such as 3/16");
}

static bool
wrong_shard(const char *text, struct error *error)
{
    return error_plain(error, STATUS_WRONG,
                       "--shard: must be I/N with I from 1 to N, such as 3/16, "
                       "or auto or auto/N, not '%s'",
                       quote(text).text);
}

bool
shard_read(const struct arguments *arguments, struct shard *shard,
           struct error *error)
{
    const char *text = arguments->options.shard, *at = text;
    bool automatic = text && strncmp(text, "auto", 4) == 0;

    *shard = (struct shard){.given = text != NULL, .count = 1};
    if (!text)
        return true;
    if (strcmp(text, "auto") == 0) {
        shard->count = 0;
        return ask_environment(shard, error);
    }
    if (automatic)
        at += 4;
    else if (!read_digits(at, &at, &shard->index))
        return wrong_shard(text, error);
    if (*at != '/' || !read_digits(at + 1, &at, &shard->count) || *at ||
        shard->count == 0)
        return wrong_shard(text, error);
    if (automatic)
        return ask_environment(shard, error);
    if (shard->index < 1 || shard->index > shard->count)
        return wrong_shard(text, error);
    shard->index--;
    return true;
}

uint64_t
shard_runs(const struct shard *shard, uint64_t total)
{
    return total / shard->count + (shard->index < total % shard->count);
}
