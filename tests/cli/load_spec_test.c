/* load_spec_test.c -- the spec that a command line amounts to. */
#include "cli/load_spec.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/messages.h"
#include "tests/spec/loaded.h"

/* A command line split at spaces, over a file: the value at a path, or the
 * error (path NULL). */
static void
check_command_line(const char *path, const char *const row[3])
{
    struct arena arena = {0};
    struct arguments arguments = {.arena = &arena};
    struct document document = {0};
    struct spec spec;
    struct error error = {0};
    char *words = arena_copy(&arena, row[0], strlen(row[0]));
    char name[] = "lrsim", command[] = "spec", *argv[16] = {name, command};
    const char *found;
    int argc = 2;
    bool done;

    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc++] = arena_copy(&arena, path, strlen(path));
    optind = 1;
    done = arguments_read(&arguments, argc, argv, &error) &&
           load_spec(&arguments, &document, &spec, &error);
    found = done ? loaded_value(&spec, row[1] ? row[1] : "", &arena)
                 : error_line(&error);
    ck_assert_msg(done == (row[1] != NULL) && strcmp(found, row[2]) == 0,
                  "%s: %s\nmust be %s\nis      %s", row[0],
                  row[1] ? row[1] : "", row[2], found);
    arena_free(&arena);
}

START_TEST(flags_override_the_file_and_set_the_flags)
{
    static const char file[] =
        "{\"steps\": 5, \"steps_per_epoch\": 4, \"seed\": 3, \"problem\": "
        "\"sphere(dim=3)\", \"optimizer\": \"sgd(lr=0.5, momentum=0.25)\", "
        "\"schedule\": \"step(3)\"}";
    static const char *const rows[][3] = {
        {"", "optimizer.lr", "0.5"},
        {"--lr 2", "optimizer.lr", "2"},
        {"--lr 2", "optimizer.momentum", "0.25"},
        {"--lr=.5e1", "optimizer.lr", "5"},
        {"--optimizer adam", "optimizer.lr", "0.001"},
        {"--lr 2 --optimizer adam(lr=1)", "optimizer.lr", "2"},
        {"--optimizer adam(lr=1) --lr 2", "optimizer.type", "\"adam\""},
        {"--set optimizer.lr=3 --lr 2 --optimizer adam(lr=1)", "optimizer.lr",
         "3"},
        {"--set optimizer.lr=3 --set optimizer.lr=4", "optimizer.lr", "4"},
        {"--set optimizer=sgd --lr 7", "optimizer.lr", "0.001"},
        {"adam --lr 2", "optimizer.type", "\"adam\""},
        {"--lr 2 adam(lr=1)", "optimizer.lr", "2"},
        {"beale", "problem.type", "\"beale\""},
        {"cosine(7) adam", "schedule.T_max", "7"},
        {"adam --optimizer sgd", NULL,
         "adam: cannot be combined with --optimizer"},
        {"--steps 9", "steps", "9"},
        {"--steps 9 --set steps=2", "steps", "2"},
        {"--epochs 2", "steps", "8"},
        {"--epochs 2 --steps-per-epoch 10", "steps", "20"},
        {"--seed 7", "seed", "7"},
        {"--start 1,2.5,-3e0,4 --problem rosenbrock", "problem.start",
         "[1,2.5,-3,4]"},
        {"--start 1,2 --set problem.dim=null", "problem.dim", "2"},
        {"--interval epoch", "schedule.interval", "\"epoch\""},
        {"--schedule linear --interval epoch", "schedule.interval",
         "\"epoch\""},
        {"--schedule linear(interval=epoch) --interval step",
         "schedule.interval", "\"step\""},
        {"--schedule linear(0.5)->@9(step(2))", "schedule.milestones", "[9]"},
        {"--steps 1 --steps 2", NULL, "--steps: given twice"},
        {"--steps 1 --epochs 2", NULL,
         "--epochs: cannot be combined with --steps"},
        {"--steps x", NULL, "--steps: must be an integer in [0,inf), not 'x'"},
        {"--steps -1", NULL, "--steps: must be an integer in [0,inf), not -1"},
        {"--steps=", NULL, "--steps: must be an integer in [0,inf), not ''"},
        {"--epochs 9007199254740992", NULL,
         "--epochs: times steps_per_epoch must be at most 2^53"},
        {"--lr inf", NULL, "--lr: must be a number in [0,inf), not 'inf'"},
        {"--interval steps", NULL,
         "--interval: must be one of step|epoch, not 'steps' (did you mean "
         "'step'?)"},
        {"--start 1,x", NULL, "--start: column 3: must be a number, not 'x'"},
        {"--start 1,,2", NULL, "--start: column 3: must be a number, not ''"},
        {"--start 1,2", NULL,
         "f:1:70: $.problem.dim: must be 2, the number of values in "
         "start, not 3"},
        {"--schedule linear-", NULL,
         "--schedule: column 7: ends in '-': put the text in quotes, since the "
         "shell took '>' for a redirection"},
        {"--schedule linear(0.5,1,1e99)", NULL,
         "--schedule: column 14: $.schedule.total_iters: must be an integer of "
         "at most 2^53, not 1e+99"},
        {"-n 9", "steps", "9"},
        {"-n9 -sstep(3)", "schedule.step_size", "3"},
        {"--step 5", NULL, "--step: unknown option (did you mean '--steps'?)"},
    };
    char folder[] = "/tmp/lrsim_spec_XXXXXX";
    FILE *stream;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    stream = fopen("f", "w");
    ck_assert_ptr_nonnull(stream);
    fputs(file, stream);
    fclose(stream);
    for (size_t i = 0; i < LENGTH(rows); i++)
        check_command_line("f", rows[i]);
    unlink("f");
    rmdir(folder);
}
END_TEST

Suite *
load_spec_suite(void)
{
    Suite *suite = suite_create("load_spec");
    TCase *tests = tcase_create("load_spec");

    tcase_add_test(tests, flags_override_the_file_and_set_the_flags);
    suite_add_tcase(suite, tests);
    return suite;
}
