/* options.c -- the table of all options. */
#include "command/command.h"

enum {
    RUN = 1 << COMMAND_run,
    SCHEDULE = 1 << COMMAND_schedule,
    SIMULATES = RUN | SCHEDULE,
    DIFF = 1 << COMMAND_diff,
    PLOT = 1 << COMMAND_plot,
    RANGE_TEST = 1 << COMMAND_range_test,
    COMPARE = 1 << COMMAND_compare,
    SWEEP = 1 << COMMAND_sweep,
    MERGE = 1 << COMMAND_merge,
    EXPORT = 1 << COMMAND_export,
    DRAWS = SIMULATES | PLOT | RANGE_TEST | COMPARE,
    SPECS = SIMULATES | 1 << COMMAND_check | 1 << COMMAND_spec | DIFF |
            RANGE_TEST | COMPARE | SWEEP | EXPORT,
    TELLS = 1 << COMMAND_list | 1 << COMMAND_describe,
    ALL = (1 << COMMAND_COUNT) - 1,
};

const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_STEPS] = {"steps", "N", 0, false, SPECS, WAY_SPEC, "steps", NULL},
    [OPTION_EPOCHS] = {"epochs", "N", 0, false, SPECS, WAY_VIEW, "epochs",
                       NULL},
    [OPTION_STEPS_PER_EPOCH] = {"steps-per-epoch", "N", 0, false, SPECS,
                                WAY_SPEC, "steps_per_epoch", NULL},
    [OPTION_INTERVAL] = {"interval", "step|epoch", 0, false, SPECS, WAY_SPEC,
                         "schedule.interval", NULL},
    [OPTION_SEED] = {"seed", "N", 0, false, SPECS, WAY_SPEC, "seed", NULL},
    [OPTION_SEEDS] = {"seeds", "N", 0, false, RUN | COMPARE, WAY_VIEW, "seeds",
                      NULL},
    [OPTION_PROBLEM] = {"problem", "P", 0, true, SPECS, WAY_SPEC, "problem",
                        NULL},
    [OPTION_OPTIMIZER] = {"optimizer", "O", 0, true, SPECS, WAY_SPEC,
                          "optimizer", NULL},
    [OPTION_SCHEDULE] = {"schedule", "S", 0, true, SPECS, WAY_SPEC, "schedule",
                         NULL},
    [OPTION_LR] = {"lr", "X", 0, false, SPECS, WAY_SPEC, "optimizer.lr",
                   "the optimizer's own rate, not a group's"},
    [OPTION_START] = {"start", "X,Y,...", 0, false, SPECS, WAY_LIST,
                      "problem.start", "where the parameters begin"},
    [OPTION_METRIC] = {"metric", "FILE[:COLUMN]", 0, false, SPECS, WAY_ITSELF,
                       NULL,
                       "what plateaus hear: a column of a CSV log, which also "
                       "says how long a run without steps is"},
    [OPTION_NOISE] = {"noise", "STD", 0, false, SPECS, WAY_SPEC,
                      "gradient.noise_std",
                      "normal noise on the gradient, with this deviation"},
    [OPTION_UNTIL] = {"until", "EXPR", 0, false, SIMULATES | COMPARE | SWEEP,
                      WAY_ITSELF, NULL,
                      "stop after the row in which it holds: 'loss < 1e-3'"},
    [OPTION_SET] = {"set", "PATH=VALUE", 0, true, SPECS, WAY_ITSELF, NULL,
                    "anything else, such as optimizer.betas=[0.8,0.99]"},
    [OPTION_COLUMNS] = {"columns", "LIST", 0, false, SIMULATES | COMPARE,
                        WAY_ITSELF, NULL,
                        "which columns, in which order: step,lr,x0"},
    [OPTION_EXPLAIN] = {"explain", NULL, 0, false, SIMULATES, WAY_ITSELF, NULL,
                        "columns for what plateaus decided: better, "
                        "bad_count, cooldown, reduced"},
    [OPTION_EVERY] = {"every", "K", 0, false, SIMULATES | COMPARE, WAY_VIEW,
                      "every", NULL},
    [OPTION_FROM] = {"from", "T", 0, false, SIMULATES, WAY_VIEW, "from", NULL},
    [OPTION_TO] = {"to", "T", 0, false, SIMULATES | EXPORT, WAY_VIEW, "to",
                   "the last row that is shown; of export the system: torch, "
                   "hf, keras, optax, deepspeed, c or table"},
    [OPTION_AT] = {"at", "T", 0, false, SCHEDULE, WAY_VIEW, "at", NULL},
    [OPTION_NO_HEADER] = {"no-header", NULL, 0, false,
                          SIMULATES | COMPARE | RANGE_TEST | SWEEP | MERGE,
                          WAY_ITSELF, NULL, "no line of column names"},
    [OPTION_OUTPUT] = {"output", "FILE", 'o', true, DRAWS | SWEEP | MERGE,
                       WAY_ITSELF, NULL,
                       "write to FILE, in the format of its ending; - is "
                       "standard output"},
    [OPTION_FORMAT] =
        {"format", "F", 0, false,
         DRAWS | DIFF | SWEEP | MERGE | 1 << COMMAND_check, WAY_ITSELF, NULL,
         "for standard output and files without a known ending; csv unless "
         "given (lrsim list formats); github prints annotations in place of "
         "rows, and is all that check and diff take"},
    [OPTION_PLOT] = {"plot", "WHAT,...", 0, false, SIMULATES, WAY_ITSELF, NULL,
                     "what pictures show: lr, loss, gap, params, momentum, "
                     "grad_norm, path, surface"},
    [OPTION_PLANE] = {"plane", "I,J", 0, false, RUN, WAY_ITSELF, NULL,
                      "the two parameters of path and surface; 0,1 unless "
                      "given"},
    [OPTION_LOGX] = {"logx", NULL, 0, false, DRAWS, WAY_ITSELF, NULL,
                     "a log axis for the steps"},
    [OPTION_LOGY] = {"logy", NULL, 0, false, DRAWS, WAY_ITSELF, NULL,
                     "log axes for the values"},
    [OPTION_TITLE] = {"title", "TEXT", 0, false, DRAWS, WAY_ITSELF, NULL,
                      "what stands above a picture"},
    [OPTION_SIZE] = {"size", "WxH", 0, false, DRAWS, WAY_ITSELF, NULL,
                     "of a picture, in pixels"},
    [OPTION_THEME] = {"theme", "light|dark|print", 0, false, DRAWS, WAY_ITSELF,
                      NULL, "the colours of pictures"},
    [OPTION_FRAMES] = {"frames", "N", 0, false, DRAWS, WAY_VIEW, "frames",
                       NULL},
    [OPTION_FPS] = {"fps", "N", 0, false, DRAWS, WAY_VIEW, "fps", NULL},
    [OPTION_TERMINAL] = {"terminal", "T", 0, false, DRAWS, WAY_ITSELF, NULL,
                         "draw on standard output, by gnuplot's terminal dumb, "
                         "block, sixelgd or kittycairo"},
    [OPTION_X] = {"x", "COLUMN", 0, false, PLOT | DIFF, WAY_ITSELF, NULL,
                  "the column that counts steps; step unless given, or else "
                  "plot takes the first one and diff counts rows from 0"},
    [OPTION_Y] =
        {"y", "COLUMN,...", 0, false, PLOT | DIFF, WAY_ITSELF, NULL,
         "the columns to draw, lr and loss unless given, or else the "
         "first six others, those with a comma in quotes; of diff the one that "
         "has the rates"},
    [OPTION_DELIMITER] = {"delimiter", "C", 0, false, PLOT, WAY_ITSELF, NULL,
                          "the character between columns; guessed unless "
                          "given"},
    [OPTION_SUMMARY] = {"summary", "[=json]", 0, false, SIMULATES | RANGE_TEST,
                        WAY_ITSELF, NULL, "what came out, on standard error"},
    [OPTION_TARGET] = {"target", "LOSS", 0, false, RUN | COMPARE | SWEEP,
                       WAY_VIEW, "target", NULL},
    [OPTION_EXPECT] = {"expect", "EXPR", 0, true,
                       SIMULATES | COMPARE | SWEEP | MERGE, WAY_ITSELF, NULL,
                       "exit with 1 unless it holds: 'final.loss < 1e-3'"},
    [OPTION_STRICT] = {"strict", NULL, 0, false, 1 << COMMAND_check, WAY_ITSELF,
                       NULL, "exit with 1 where there is a warning"},
    [OPTION_TUNE] = {"tune", "PATH=VALUES", 0, true, COMPARE, WAY_ITSELF, NULL,
                     "try values before comparing, such as lr=1e-4:1:log, "
                     "and keep each run's best"},
    [OPTION_BUDGET] = {"budget", "N", 0, false, COMPARE, WAY_VIEW, "budget",
                       NULL},
    [OPTION_VARY] = {"vary", "PATH=VALUES", 0, true, SWEEP, WAY_ITSELF, NULL,
                     "what the runs differ in: lr=1e-4:1:log25, "
                     "'optimizer=adam,sgd(momentum=0.9)', seed=0:9"},
    [OPTION_RANDOM] = {"random", "N", 0, false, SWEEP, WAY_VIEW, "random",
                       NULL},
    [OPTION_SHARD] = {"shard", "I/N", 0, false, SWEEP, WAY_ITSELF, NULL,
                      "only each N-th run, from the I-th on (1/N to N/N), for "
                      "lrsim merge; auto or auto/N: which one a batch system "
                      "says"},
    [OPTION_RESUME] = {"resume", NULL, 0, false, SWEEP, WAY_ITSELF, NULL,
                       "make only the runs that the database of -o lacks"},
    [OPTION_KEEP_ROWS] = {"keep-rows", "K", 0, false, SWEEP, WAY_VIEW,
                          "keep_rows", NULL},
    [OPTION_EMIT] = {"emit", "slurm|parallel", 0, false, SWEEP, WAY_ITSELF,
                     NULL,
                     "print a script that makes the sweep in 16 shards, or N "
                     "with slurm:N and parallel:N, and merges them"},
    [OPTION_JOBS] = {"jobs", "N", 0, false, SWEEP | COMPARE, WAY_VIEW, "jobs",
                     NULL},
    [OPTION_LANES] = {"lanes", "N", 0, false, SWEEP, WAY_VIEW, "lanes", NULL},
    [OPTION_MIN] = {"min", "X", 0, false, RANGE_TEST, WAY_VIEW, "min", NULL},
    [OPTION_MAX] = {"max", "X", 0, false, RANGE_TEST, WAY_VIEW, "max", NULL},
    [OPTION_GROWTH] = {"growth", "exponential|linear", 0, false, RANGE_TEST,
                       WAY_ITSELF, NULL,
                       "how the rate grows; exponential unless given"},
    [OPTION_SMOOTH] = {"smooth", "B", 0, false, RANGE_TEST, WAY_VIEW, "smooth",
                       NULL},
    [OPTION_RTOL] = {"rtol", "R", 0, false, DIFF, WAY_VIEW, "rtol", NULL},
    [OPTION_ATOL] = {"atol", "A", 0, false, DIFF, WAY_VIEW, "atol", NULL},
    [OPTION_IGNORE] = {"ignore", "LIST", 0, false, DIFF, WAY_ITSELF, NULL,
                       "columns that may differ: seconds,host"},
    [OPTION_EVAL_EVERY] = {"eval-every", "K", 0, false, RUN, WAY_VIEW,
                           "eval_every", NULL},
    [OPTION_GRADIENTS] = {"gradients", NULL, 0, false, 1 << COMMAND_check,
                          WAY_ITSELF, NULL,
                          "compare the problem's gradient with differences; "
                          "exit with 1 where they disagree"},
    [OPTION_JSON] = {"json", NULL, 0, false, TELLS, WAY_ITSELF, NULL,
                     "as JSON"},
    [OPTION_QUIET] = {"quiet", NULL, 0, false, ALL, WAY_ITSELF, NULL,
                      "nothing on standard error but errors"},
    [OPTION_MAX_INPUT] = {"max-input", "BYTES", 0, false, SPECS, WAY_VIEW,
                          "max_input", NULL},
    [OPTION_HELP] = {"help", NULL, 'h', false, ALL, WAY_ITSELF, NULL,
                     "this help"},
    [OPTION_VERSION] = {"version", NULL, 0, false, ALL, WAY_ITSELF, NULL,
                        "the version"},
};

bool
option_repeats(const struct option_row *row, const struct command *command)
{
    bool schedule = row == &option_rows[OPTION_SCHEDULE];
    bool node = schedule || row == &option_rows[OPTION_OPTIMIZER] ||
                row == &option_rows[OPTION_PROBLEM];

    return row->repeated &&
           (!node || command == commands[COMMAND_compare] ||
            (schedule && command == commands[COMMAND_schedule]));
}
