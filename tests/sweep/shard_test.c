/* shard_test.c -- which runs a shard has, by --shard and the environment. */
#include "tests/suites.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sweep/shard.h"

START_TEST(shards_share_all_runs)
{
    static const uint64_t totals[] = {1, 2, 7, 16, 100, (uint64_t)1 << 53};

    for (size_t i = 0; i < LENGTH(totals); i++)
        for (uint64_t count = 1; count < 20; count++) {
            uint64_t sum = 0;

            for (uint64_t k = 0; k < count; k++)
                sum += shard_runs(&(struct shard){true, k, count}, totals[i]);
            ck_assert_uint_eq(sum, totals[i]);
        }
}
END_TEST

/* Sets "NAME=VALUE NAME=VALUE", or takes the names away. */
static void
set_environment(const char *settings, bool set)
{
    char copy[256], *rest = copy;

    strcpy(copy, settings);
    for (char *name; (name = strtok_r(rest, "= ", &rest));) {
        char *value = strtok_r(rest, " ", &rest);

        if (set)
            setenv(name, value, 1);
        else
            unsetenv(name);
    }
}

START_TEST(shards_are_found)
{
    static const char array[] = "SLURM_ARRAY_TASK_MIN=4 SLURM_ARRAY_TASK_MAX=12"
                                " SLURM_ARRAY_TASK_STEP=4 "
                                "SLURM_ARRAY_TASK_COUNT=3 ";
    static const struct {
        const char *text, *array, *settings;
        uint64_t index, count; /* count 0: an error */
    } rows[] = {
        {"1/1", "", "", 0, 1},
        {"3/16", "", "", 2, 16},
        {"17/16", "", "", 0, 0},
        {"auto", "", "", 0, 0},
        {"auto", array, "SLURM_ARRAY_TASK_ID=4", 0, 3},
        {"auto", array, "SLURM_ARRAY_TASK_ID=12", 2, 3},
        {"auto", array, "SLURM_ARRAY_TASK_ID=6", 0, 0},
        {"auto", array, "SLURM_ARRAY_TASK_ID=16", 0, 0},
        {"auto", array, "SLURM_ARRAY_TASK_ID=0", 0, 0},
        /* Before a rank, which the elements of an array may have too. */
        {"auto", array, "SLURM_ARRAY_TASK_ID=8 SLURM_PROCID=0", 1, 3},
        {"auto/9", array, "SLURM_ARRAY_TASK_ID=8", 7, 9},
        {"auto/7", array, "SLURM_ARRAY_TASK_ID=8", 0, 0},
        {"auto/9", "", "PBS_ARRAY_INDEX=8", 7, 9},
        {"auto", "", "PBS_ARRAY_INDEX=8", 0, 0},
        {"auto", "", "SLURM_PROCID=2 SLURM_NTASKS=3", 2, 3},
        {"auto", "", "SLURM_PROCID=3 SLURM_NTASKS=3", 0, 0},
        {"auto", "", "SLURM_PROCID=3", 0, 0},
        {"auto/4", "", "SLURM_PROCID=3", 3, 4},
        {"auto", "SLURM_PROCID=0 SLURM_NTASKS=1 ",
         "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", 1, 2},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct error error = {0};
        struct shard shard;
        bool found;

        set_environment(rows[i].array, true);
        set_environment(rows[i].settings, true);
        found = shard_read(rows[i].text, &shard, &error);
        set_environment(rows[i].array, false);
        set_environment(rows[i].settings, false);
        ck_assert_msg(found == (rows[i].count > 0), "row %zu: %s", i,
                      error_text(&error).text);
        ck_assert_msg(!found || (shard.index == rows[i].index &&
                                 shard.count == rows[i].count),
                      "row %zu is %" PRIu64 " of %" PRIu64, i, shard.index,
                      shard.count);
    }
}
END_TEST

Suite *
shard_suite(void)
{
    Suite *suite = suite_create("shard");
    TCase *tests = tcase_create("tests");

    tcase_add_test(tests, shards_share_all_runs);
    tcase_add_test(tests, shards_are_found);
    suite_add_tcase(suite, tests);
    return suite;
}
