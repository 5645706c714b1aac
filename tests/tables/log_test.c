/* log_test.c -- what is read from the logs of trainings. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log.h"
#include "tests/tables/table_file.h"

static const char *
name_of(const struct log *log, size_t column)
{
    return column == NO_COLUMN ? "-" : log->columns[column].name;
}

static void
add_values(const struct log *log, size_t column, struct text *text)
{
    if (column == NO_COLUMN)
        return;
    text_string(text, ";");
    for (size_t i = 0; i < log->rows; i++) {
        double value = log->columns[column].values[i];

        text_string(text, " ");
        if (log_is_gap(value))
            text_string(text, "_");
        else
            text_number(text, value);
    }
}

/* "shape x rate loss eval_loss total; x…; rates…; losses…; …\nnotes", or the
 * error. */
static void
describe_log(const struct table_file *file, const struct log_request *request,
             struct text *text)
{
    struct log log = {.arena = text->arena};
    struct error error = {0};

    if (!log_read(&log, file->path, request, &error)) {
        text_string(text, error_line(&error));
    } else {
        text_format(text, "%s %s %s %s %s %ld;", log.shape, log.x_name,
                    name_of(&log, log.rate), name_of(&log, log.loss),
                    name_of(&log, log.eval_loss), log.total);
        for (size_t i = 0; i < log.rows; i++) {
            text_string(text, " ");
            text_number(text, log.x[i]);
        }
        add_values(&log, log.rate, text);
        add_values(&log, log.loss, text);
        add_values(&log, log.eval_loss, text);
        text_string(text, "\n");
        text_add(text, log.notes.bytes, log.notes.used);
    }
    text_end(text);
}

struct log_case {
    const char *bytes, *expected;
};

static void
check_logs(const struct log_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct text text = {.arena = &arena};
        const struct log_request request = {.cells = true};
        struct table_file file;
        char *found;

        table_file_write(&file, "t", cases[i].bytes);
        describe_log(&file, &request, &text);
        found = table_file_hide(&file, text.bytes);
        ck_assert_msg(strcmp(found, cases[i].expected) == 0,
                      "%s\nmust be\n%s\nis\n%s", cases[i].bytes,
                      cases[i].expected, found);
        free(found);
        table_file_remove(&file);
        arena_free(&arena);
    }
}

#define CHECK_LOGS(cases) check_logs(cases, sizeof cases / sizeof *cases)

START_TEST(columns_are_found_by_their_names)
{
    static const struct log_case cases[] = {
        {"step,lr,loss\n0,0.1,3\n1,0.2,2\n",
         "csv step lr loss - 0; 0 1; 0.1 0.2; 3 2\n"},
        {"epoch;train_loss;eval_loss\n1;3;4\n2;2;3\n",
         "csv epoch - train_loss eval_loss 0; 1 2; 3 2; 4 3\n"},
        {"  Step ,  x/lr0  \n   0,  0.1 \n   1, NA\n",
         "csv Step x/lr0 - - 0; 0 1; 0.1 _\n"},
        {"epoch,lr\r\r\n0,1\r\r\n1,0.5\r\r\n",
         "csv epoch lr - - 0; 0 1; 1 0.5\n"},
        {"# a run\n# step,lr\n0,1\n# stopped\n1,0.5\n",
         "csv step lr - - 0; 0 1; 1 0.5\n"},
        {"epoch,acc,loss\n1,1.5%,4\n2,1.5%,3\n3,2%,2\n",
         "csv epoch - loss - 0; 1 2 3; 4 3 2\n"},
        {"a|lr\n1|0.5\n2|nan\n",
         "csv row lr - - 0; 0 1; 0.5 nan\n"
         "lrsim: FILE: has no step: its rows are counted from 0\n"},
        {"\"Step\",\"run - train/lr\",\"run - "
         "train/lr__MIN\"\n\"5\",\"1\",\"2\""
         "\n",
         "csv Step run - train/lr - - 0; 5; 1\n"},
        {"{\"iteration\": 9, \"lr\": 1e-3, \"total_loss\": NaN}\n"
         "{\"iteration\": 19, \"bbox\": {\"AP\": 1}, \"x\": [1, 2]}\n",
         "json_lines iteration lr total_loss - 0; 9 19; 0.001 _; nan _\n"},
        {"{\"max_steps\": 7, \"log_history\": [{\"eval_loss\": 3, \"step\": 0},"
         " {\"loss\": 2, \"learning_rate\": 1e-05, \"step\": 5},"
         " {\"eval_loss\": 1, \"step\": 5}]}",
         "trainer_state step learning_rate loss eval_loss 7; 0 5; _ 1e-05; _ 2;"
         " 3 1\n"},
        {"[\n {\"step\": 0, \"lr\": 1},\n {\"loss\": 2, \"step\": 1}\n]\n",
         "json_list step lr loss - 0; 0 1; 1 _; _ 2\n"},
        {"\xEF\xBB\xBF[{'step': 0, 'lr': None}, {'step': 1, 'lr': 0.5}]",
         "json_list step lr - - 0; 0 1; _ 0.5\n"},
        {"{\"columns\": [\"step\", \"lr\"], \"rows\": [[0, 1], [1, null]]}",
         "json_table step lr - - 0; 0 1; 1 _\n"},
        {"| step | lr |\n| ---: | ---: |\n| 0 | 0.5 |\n",
         "markdown step lr - - 0; 0; 0.5\n"},
    };

    CHECK_LOGS(cases);
}
END_TEST

START_TEST(text_of_consoles_is_read)
{
    static const struct log_case cases[] = {
        {"loading 3 files\n"
         "[d0]: iteration   100/  2000 | consumed samples: 3200 | learning "
         "rate: "
         "1.500000E-04 | lm loss: 2.5E+00 | number of nan iterations:   0 |\n"
         "[d0]: iteration   200/  2000 | consumed samples: 6400 | learning "
         "rate: "
         "3.000000E-04 | lm loss: 2.0E+00 | number of nan iterations:   0 |\n",
         "console iteration learning rate lm loss - 2000; 100 200; 0.00015 "
         "0.0003; 2.5 2\n"},
        {"Starting training..., iters: 500\n"
         "Iter 10: Train loss 3.5, Learning Rate 1.800e-06, It/sec 2.512\n"
         "Iter 10: Val loss 4, Val took 3.1s\n"
         "Iter 20: Train loss 3.25, Learning Rate 3.800e-06, It/sec 2.512\n"
         "Iter 20: Val loss nan, Val took 3.1s\n",
         "console Iter Learning Rate Train loss Val loss 0; 10 20; 1.8e-06 "
         "3.8e-06; 3.5 3.25; 4 nan\n"},
        {"step 0: train loss 4.5, val loss 4.25\n"
         "iter 0: loss 4.5, time 20.12ms, mfu -100.00%\n"
         "iter 10: loss 4, time 20.12ms, mfu 3.45%\n"
         "step 20: train loss 3.5, val loss 3.75\n",
         "console step - loss val loss 0; 0 10 20; 4.5 4 _; 4.25 _ 3.75\n"},
        {"Step 1 | loss:2.5 lr:1e-05 tokens:12\n"
         "Step 2 | loss:2.25 lr:2e-05 tokens:12\n",
         "console Step lr loss - 0; 1 2; 1e-05 2e-05; 2.5 2.25\n"},
        {"Epoch: [0][ 0/10]\tTime 0.5 (0.6)\tLoss 6.5 (6.6)\n"
         "Epoch: [0][ 5/10]\tTime 0.5 (0.6)\tLoss 6.25 (6.6)\n"
         "Epoch: [1][ 0/10]\tTime 0.5 (0.6)\tLoss 6 (6.6)\n",
         "console step - Loss - 0; 0 5 10; 6.5 6.25 6\n"},
        {"Epoch(train)  [1][ 50/100]  lr: 4.0000e-08  eta: 1 day, 2:03:04  "
         "loss: "
         "3.5\n"
         "Epoch(val)  [1][ 50/100]  loss: 7\n"
         "Epoch(train)  [2][ 50/100]  lr: 8.0000e-08  eta: 20:03:04  loss: 3\n",
         "console step lr loss - 0; 50 150; 4e-08 8e-08; 3.5 3\n"},
        {"\x1b[2m[0]\x1b[0m step:  1  loss: \x1b[32m12.5\x1b[39m  tps: 1,234\n"
         "\x1b[2m[0]\x1b[0m step:  2  loss: \x1b[32m11.5\x1b[39m  tps: 1,235\n",
         "console step - loss - 0; 1 2; 12.5 11.5\n"},
        {"Epoch 1/2\n"
         "9/9 - 2s - 20ms/step - loss: 0.5 - val_loss: 0.75 - lr: 0.001\n"
         "Epoch 2/2\n"
         "9/9 - 2s - 20ms/step - loss: 0.25 - val_loss: 0.5 - lr: 0.0005\n",
         "console Epoch lr loss val_loss 0; 1 2; 0.001 0.0005; 0.5 0.25; 0.75 "
         "0.5\n"},
        /* An epoch on a line of its own, a test that does not name it, and the
         * source that was printed before. */
        {"lr = 0.5, loss: 1\nEpoch: 1\nLearning rate: 0.5\n"
         "Train Epoch: 1 Loss: 5.5 Acc@1 3.5\n"
         "Test set: Average loss: 5.25, Acc@1: 8.5%\n"
         "Epoch: 2\nLearning rate: 0.25\n"
         "Train Epoch: 2 Loss: 4.5 Acc@1 3.5\n"
         "Test set: Average loss: 4.25, Acc@1: 8.5%\n",
         "console Epoch Learning rate Loss val_Average loss 0; 1 2; 0.5 0.25; "
         "5.5 4.5; 5.25 4.25\n"},
        {"10:00:01 | EPOCH 1 VAL   - Loss: 6.5, Acc: 0.00%\n"
         "10:00:01 | EPOCH 1 TRAIN - Loss: 6.25, Acc: 0.00%\n"
         "10:00:01 | EPOCH 2 VAL   - Loss: 6, Acc: 0.00%\n"
         "10:00:01 | EPOCH 2 TRAIN - Loss: 5.75, Acc: 0.00%\n",
         "console EPOCH - Loss val_Loss 0; 1 2; 6.25 5.75; 6.5 6\n"},
        {"import torch\ns:0 tel:11\ns:0 trl:10.5\ns:1 trl:10.25\ns:1 tel:10\n",
         "console s - trl tel 0; 0 1; 10.5 10.25; 11 10\n"},
        {"step:0/9 val_loss:11 train_time:30ms step_avg:10.5ms\n"
         "step:1/9 train_loss:10.5 train_time:30ms step_avg:10.5ms\n",
         "console step - train_loss val_loss 9; 0 1; _ 10.5; 11 _\n"},
        {"{'backend': 'nccl'}\n{'loss': 2, 'epoch': 1}\n",
         "dicts epoch - loss - 0; 1; 2\n"},
        {"  5%|# | 10/200 [00:02<00:48]\r"
         "{'loss': 3.5, 'learning_rate': 0.1, 'epoch': 0.1}\n"
         " 10%|# | 20/200 [00:02<00:48]\n"
         "{'loss': '3.25', 'learning_rate': '0.2', 'epoch': '0.2'}\n",
         "dicts step learning_rate loss - 200; 10 20; 0.1 0.2; 3.5 3.25\n"},
        {"{'loss': 3.5, 'learning_rate': 0.1, 'epoch': 0.1}\n"
         "{'loss': nan, 'learning_rate': None, 'epoch': 0.2}\n",
         "dicts epoch learning_rate loss - 0; 0.1 0.2; 0.1 _; 3.5 nan\n"},
        {"1760000000000 0.5 0\n1760000001000 0.25 1\n",
         "mlflow step value - - 0; 0 1; 0.5 0.25\n"},
        {"# run 7\n# step lr\n 0  0.5\n10 0.25\n",
         "blanks step lr - - 0; 0 10; 0.5 0.25\n"},
        {"step   lr\n0 0.5\n10 NA\n", "blanks step lr - - 0; 0 10; 0.5 _\n"},
        {"{\"env\": \"cuda\"}\n"
         "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 50, \"lr\": 1}\n"
         "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 100, \"lr\": 2}\n"
         "{\"mode\": \"val\", \"epoch\": 1, \"iter\": 9, \"lr\": 2, "
         "\"val_loss\": 5}\n"
         "{\"mode\": \"train\", \"epoch\": 2, \"iter\": 50, \"lr\": 3}\n",
         "json_lines iter lr - val_loss 0; 50 100 150; 1 2 3; _ 5 _\n"
         "lrsim: FILE: iter is counted anew in each epoch: taken as 100 steps "
         "each\n"
         "lrsim: FILE: 1 of 5 records have no iter: left out\n"},
        {"{\"lr\": 1, \"step\": 10, \"iter\": 10}\n"
         "{\"val_loss\": 5, \"step\": 1}\n"
         "{\"lr\": 2, \"step\": 20, \"iter\": 20}\n"
         "{\"val_loss\": 4, \"step\": 2}\n",
         "json_lines step lr - val_loss 0; 10 20; 1 2; 5 4\n"},
        {"{\"mode\": \"train\", \"epoch\": 1, \"iter\": 5, \"lr\": 1}\n"
         "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 10, \"lr\": 2}\n"
         "{\"mode\": \"train\", \"epoch\": 2, \"iter\": 5, \"lr\": 3}\n",
         "json_lines iter lr - - 0; 5 10 15; 1 2 3\n"
         "lrsim: FILE: iter is counted anew in each epoch: taken as 10 steps "
         "each\n"},
        /* Counted from 0: an interval more. */
        {"epoch,step,lr\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n",
         "csv step lr - - 0; 0 1 2 3; 1 2 3 4\n"
         "lrsim: FILE: step is counted anew in each epoch: taken as 2 steps "
         "each\n"},
        {"epoch,step,lr\n1,0,1\n1,50,2\n2,0,3\n",
         "csv step lr - - 0; 0 50 100; 1 2 3\n"
         "lrsim: FILE: step is counted anew in each epoch: taken as 100 steps "
         "each\n"},
    };

    CHECK_LOGS(cases);
}
END_TEST

START_TEST(rows_are_brought_into_order)
{
    static const struct log_case cases[] = {
        /* Sparse records of one step are one row. */
        {"step,lr,loss\n9,,3\n9,0.1,\n", "csv step lr loss - 0; 9; 0.1; 3\n"},
        /* A training that starts again at step 20. */
        {"step,lr\n0,9\n10,8\n20,7\n25,6\n20,1\n30,2\n40,3\n",
         "csv step lr - - 0; 0 10 20 30 40; 9 8 1 2 3\n"
         "lrsim: FILE: starts again at step 20: 2 rows of the run before left "
         "out\n"},
        {"step,lr\n3,1\n2,2\n1,3\n", "csv step lr - - 0; 1 2 3; 3 2 1\n"},
        /* One row that came late. */
        {"step,lr\n0,1\n10,2\n30,3\n20,4\n40,5\n50,6\n",
         "csv step lr - - 0; 0 10 20 30 40 50; 1 2 4 3 5 6\n"},
        {"step,lr\n0,1\n1,2\n1,3\n",
         "csv step lr - - 0; 0 1; 1 3\n"
         "lrsim: FILE: 1 value of lr come twice for one step: the later one is "
         "taken\n"},
        {"step,lr\n0,1\n,2\n",
         "csv step lr - - 0; 0; 1\n"
         "lrsim: FILE: 1 of 2 records have no step: left out\n"},
        {"step,lr\n0,1\nstep,lr\n1,2\n",
         "csv step lr - - 0; 0 1; 1 2\n"
         "lrsim: FILE: the line of column names is repeated 1 time: left "
         "out\n"},
    };

    CHECK_LOGS(cases);
}
END_TEST

START_TEST(what_is_no_log_says_why)
{
    static const struct log_case cases[] = {
        {"", "FILE: must be a log or a table, but is empty"},
        {"\x1f\x8b\x08", "FILE: must be text, not gzip: gunzip -k 'FILE'"},
        {"import torch\nlr = 1\n",
         "FILE: must be a log, not a program in Python: give its schedule as "
         "it "
         "is called, such as 'CosineAnnealingLR(optimizer, T_max=900)', or its "
         "configuration as JSON or YAML"},
        {"{\"lr\": 1}",
         "FILE: must be a log or a table: it has no records with steps"},
        {"{\"step\": 1}\n{\"step\" 2}\n{\"step\": 3}\n",
         "FILE:2:9: must be ':' after a key, not '2'"},
        {"step,lr\n0,1\n1\n",
         "FILE:3:1: must be a record of 2 fields, as the first one is, not of "
         "1"},
    };

    CHECK_LOGS(cases);
}
END_TEST

Suite *
log_suite(void)
{
    Suite *suite = suite_create("log");
    TCase *tests = tcase_create("log");

    tcase_add_test(tests, columns_are_found_by_their_names);
    tcase_add_test(tests, text_of_consoles_is_read);
    tcase_add_test(tests, rows_are_brought_into_order);
    tcase_add_test(tests, what_is_no_log_says_why);
    suite_add_tcase(suite, tests);
    return suite;
}
