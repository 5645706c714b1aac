/* walk.c -- walk [MOST]: runs the commands of a list once for every request of
 * memory that they make (or for MOST of them), and refuses that one.
 *
 * It must end with exit 4, that reason, no output and no file, or else as with
 * all the memory.  Those that write files run once more for every file that
 * they close, where this fails: exit 3, that reason and no file; and for every
 * file that they open, where SIGTERM comes at once: no file. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

int lrsim_main(int argc, char **argv);

enum { TEXT_MOST = 1 << 18, WORDS_MOST = 32 };

/* `|` stands between words; each is run in a folder with the files below. */
static const char *const commands[] = {
    "run|--steps|3",
    "run|spec.json|--steps|3|-o|a.csv|-o|a.json|-o|a.md|--summary",
    "run|spec.json|--steps|3|-o|a.gp|-o|a.jsonl|--plot|lr,loss,path",
    "run|--steps|3|-o|a.html",
    "run|--steps|3|--format|txt",
    "run|--steps|3|--seeds|3|--noise|1|--expect|final.loss < 0",
    "run|--problem|least_squares(data=\"data.csv\")|--steps|2",
    "run|--problem|expression(\"sum(i,0,1,x[i]^2)\",[1,1])|--optimizer|"
    "sam(sgd(lr=1))|--steps|2|--start|1,2|--until|loss < 1",
    "schedule|--schedule|step(3)|--schedule|cosine_annealing(9)|--steps|9|-o|"
    "a.gp",
    "schedule|--schedule|plateau|--metric|log.csv:loss|--explain",
    "schedule|warmup.json|--at|3",
    "compare|--optimizer|adam|--optimizer|sgd|--steps|3|-o|a.csv|-o|a.md",
    "compare|--problem|beale|--tune|lr=0.1:1|--budget|2|--steps|3|--seeds|2",
    "compare|--optimizer|adam|--optimizer|sgd|--steps|3|--plot|path,loss|-o|"
    "a.html",
    "schedule|step(3)|--title|\xE5\xAD\xA6|-n|9|-o|a.png",
    "sweep|--vary|lr=0.1,0.2|--vary|optimizer=adam,sgd|--steps|3|-o|a.csv",
    "sweep|--vary|lr=0.1,0.2|--steps|3|--emit|slurm|-o|a.csv",
    "merge|1.csv|2.csv|-o|a.csv",
    "range-test|spec.json|--steps|9|-o|a.csv",
    "plot|log.csv|-o|a.gp",
    "sweep|--vary|lr=0.1,0.2|--vary|optimizer.eps=1e-8,1e-7|--steps|3|-o|"
    "a.gp|-o|a.txt|-o|a.html",
    "sweep|--vary|lr=0.1,0.2|--vary|optimizer=adam,sgd|--steps|3|-o|a.txt",
    "schedule|warmup(2) -> cosine(8)|warmup(2) -> step(3)|-o|a.gp|-o|a.txt",
    "plot|1.csv|2.csv|-o|a.gp",
    "plot|state.json|console.txt|lines.jsonl|--smooth|0.5|-o|a.gp",
    "plot|dicts.txt|blanks.txt|time|-o|a.gp",
    "plot|runs.csv|restart.csv|-o|a.gp",
    "plot|packed.gz",
    "schedule|--schedule|plateau|--metric|state.json:eval_loss",
    "check|spec.json|warmup.json|--gradients",
    "check|wrong.json|--format|github",
    "check|spec.json|--steps|9|--schedule|exponential(0.1)|--format|github",
    "diff|log.csv|other.csv",
    "diff|fall.json|rates.csv",
    "diff|fall.json|rates.csv|--lr|0.2",
    "spec|rates.csv",
    "schedule|blanks.txt|--as|blanks",
    "diff|dicts.txt|step(2)|--as|dicts",
    "plot|one.json|--as|json_lines|-o|a.gp",
    "schedule|--schedule|plateau|--metric|log.csv:loss|--as|csv",
    "whatif|fit.csv|warmup.json|-s|linear(1,0,40)|--vary|"
    "schedule.end_factor=0,0.5|-n|40|-o|a.json|-o|a.csv|-o|a.md|-o|a.gp",
    "whatif|fit.csv|--law|momentum|--warmup-before|2|-o|a.html",
    "schedule|linear|step(3)|--transfer|-n|9",
    "run|power_law(dim=4)|sgd|--expected|-n|3",
    "schedule|args.yaml|--every|9",
    "schedule|args.yaml|log.csv|--every|9",
    "schedule|args.sh|--at|3",
    "schedule|net.cfg|--at|3",
    "schedule|classes.yaml|--at|3",
    "schedule|--at|3|--|--lr|0.1|--lr-decay-style|cosine|--train-iters|9",
    "schedule|--at|3|--|--lr|0.1|--train-samples|900|--rampup-batch-size|8|8|"
    "90|"
    "--global-batch-size|32",
    "run|opt.yaml|hyp.yaml|--steps-per-epoch|9|-n|3|--set|"
    "problem.kinds=[\"weight\",\"bias\"]",
    "check|args.yaml|--steps|9",
    "diff|args.yaml|rates.csv",
    "spec|yolo.yaml|--steps-per-epoch|9",
    "export|args.yaml|--steps|9|--to|axolotl",
    "list",
    "list|schedules|--json",
    "describe|branin",
    "describe|adam|--json",
    "spec|warmup.json",
    "schema",
    "export|warmup.json|--to|torch",
    "export|warmup.json|--to|c",
    "completion|bash",
    "completion|zsh",
    "completion|fish",
    "run|--help",
    "--help",
    "run|--steps|x",
    "run|--optimizer|adma",
};

static const char *const writers[] = {
    "run|--steps|3|-o|a.csv|-o|a.json",
    "run|--steps|3|-o|a.html",
    "schedule|--schedule|step(3)|-o|a.gp",
    "compare|--optimizer|adam|--optimizer|sgd|--steps|3|-o|a.csv",
    "sweep|--vary|lr=0.1,0.2|--steps|3|-o|a.db",
    "sweep|--vary|lr=0.1,0.2|--steps|3|-o|a.csv",
    "merge|1.csv|2.csv|-o|a.csv",
    "plot|log.csv|-o|a.gp",
    "whatif|fit.csv|step(9)|-n|40|-o|a.json",
};

static const char *const files[][2] = {
    {"spec.json", "{\"problem\": \"sphere\", \"optimizer\": {\"type\": "
                  "\"adamw\", \"lr\": 0.05, \"param_groups\": [{\"params\": "
                  "\"0\", \"lr\": 0.1}]}, \"schedule\": \"step(2)\"}"},
    {"warmup.json", "{\"steps\": 9, \"schedule\": \"linear(0.1, "
                    "total_iters=3) -> cosine_annealing(6)\"}"},
    {"wrong.json", "{\"steps\": 9,\n\"schedle\": 3}"},
    {"args.yaml", "learning_rate: 1e-4\nlr_scheduler_type: cosine\n"
                  "warmup_ratio: 0.1\nlr_scheduler_kwargs: {num_cycles: 1}\n"},
    {"args.sh", "A=9\nrun --lr 0.1 --train-iters $A --lr-decay-style linear\n"},
    {"net.cfg", "[net]\npolicy=steps\nmax_batches=9\nsteps=3,4\n"
                "scales=.1,.1\n"},
    {"classes.yaml", "optimizer: {_component_: torch.optim.AdamW, lr: 0.1}\n"
                     "lr_scheduler: {_component_: a.StepLR, step_size: 2}\n"
                     "max_steps_per_epoch: 9\n"},
    {"opt.yaml", "hyp: hyp.yaml\nweights: a\nepochs: 9\nbatch_size: 16\n"},
    {"hyp.yaml", "lr0: 0.01\nlrf: 0.01\nwarmup_bias_lr: 0.1\n"},
    {"yolo.yaml", "lr0: 0.01\nlrf: 0.01\nnbs: 64\nepochs: 9\n"
                  "optimizer: auto\n"},
    {"log.csv", "step,loss\n0,3\n1,2\n2,2\n"},
    {"state.json", "{\"max_steps\": 2, \"log_history\": [{\"loss\": 3, "
                   "\"learning_rate\": 0.1, \"step\": 1}, {\"eval_loss\": 2, "
                   "\"step\": 1}, {\"loss\": 2, \"step\": 2}]}"},
    {"console.txt", "Epoch: 1\nlr: 0.5 loss: 2\nval loss: 3 acc: 1\n"
                    "Epoch: 2\nlr: 0.25 loss: 1\nval loss: 2 acc: 1\n"},
    {"lines.jsonl", "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 5, "
                    "\"lr\": 1}\n{\"mode\": \"train\", \"epoch\": 2, "
                    "\"iter\": 5, \"lr\": 2}\n{\"mode\""},
    {"dicts.txt", " 5%|# | 1/2 [00:02<00:48]\n{'loss': 3, 'epoch': 1}\n"
                  "{'loss': 2, 'epoch': 2}\n"},
    {"one.json", "{\"step\": 1, \"loss\": 2}"},
    {"blanks.txt", "# step lr\n0 1\n1 2\n"},
    {"time", "1760000000000 0.5 0\n1760000001000 0.25 1\n"},
    {"fit.csv", "step,lr,loss\n2,0.1,4.2\n3,0.1,4.15\n4,0.1,4.1\n5,0.1,4.05\n"
                "6,0.1,4\n7,0.1,3.95\n8,0.1,3.9\n9,0.1,3.85\n10,0.1,3.8\n"
                "11,0.1,3.75\n12,0.1,3.7\n13,0.1,3.65\n14,0.1,3.6\n"
                "15,0.1,3.55\n16,0.1,3.5\n17,0.1,3.45\n18,0.1,3.4\n"
                "19,0.1,3.35\n20,0.1,3.3\n21,0.1,3.25\n22,0.1,3.2\n"
                "23,0.1,3.15\n24,0.1,3.1\n25,0.1,3.05\n26,0.1,3\n27,0.1,2.95\n"
                "28,0.1,2.9\n29,0.1,2.85\n30,0.1,2.8\n31,0.09,2.72\n"
                "32,0.08,2.64\n33,0.07,2.56\n34,0.06,2.48\n35,0.05,2.4\n"
                "36,0.04,2.32\n37,0.03,2.24\n38,0.02,2.16\n39,0.01,2.08\n"
                "40,0,2\n"},
    {"runs.csv", "run,step,loss\nadam,0,1\nadam,1,2\nsgd,0,3\n"},
    {"restart.csv", "step,lr\n0,9\n10,8\n20,7\n25,6\n20,1\n30,2\n40,3\n"},
    {"packed.gz", "\x1f\x8b\x08"},
    {"other.csv", "step,loss\n0,3\n1,2\n2,4\n"},
    {"rates.csv", "step,lr\n0,0.1\n1,0.08\n2,0.064\n3,0.0512\n"},
    {"fall.json", "{\"steps\": 3, \"optimizer\": \"sgd(lr=0.1)\", "
                  "\"schedule\": \"exponential(0.8)\"}"},
    {"1.csv", "run,lr,final_loss,best_loss,best_step,steps_to_target,"
              "diverged,checksum,sweep\n0,0.1,6.2,5.6,1,nan,0,7498956f89fb127e,"
              "4fe021705a1fa20a/2\n"},
    {"2.csv",
     "run,lr,final_loss,best_loss,best_step,steps_to_target,"
     "diverged,checksum,sweep\n1,0.2,20.3,7.9,1,nan,0,7ecab77643eb2b4b,"
     "4fe021705a1fa20a/2\n"},
    {"data.csv", "x,y\n1,2\n2,3\n3,5\n"},
    {NULL, NULL},
};

struct outcome {
    int status;
    char out[TEXT_MOST], err[TEXT_MOST];
};

/* What is refused, by its number from 1; 0: nothing. */
struct fault {
    uint64_t request, open, close;
};

/* How many there were, shared with the children. */
static struct fault *counts;
static int failures, runs_of_all;
static struct fault fault;
static uint64_t opens, closes;

/* What the C library takes for itself is a request, too. */
#define WRAP(type, name, parameters, arguments)                                \
    type __real_##name parameters;                                             \
    type __wrap_##name parameters;                                             \
    type __wrap_##name parameters                                              \
    {                                                                          \
        errno = ENOMEM;                                                        \
        return memory_take() ? __real_##name arguments : NULL;                 \
    }
WRAP(void *, malloc, (size_t size), (size))
WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode))
WRAP(char *, realpath, (const char *path, char *real), (path, real))
WRAP(FILE *, tmpfile, (void), ())

/* A signal that comes before the caller has the descriptor. */
int __real_open(const char *path, int flags, mode_t mode);
int __wrap_open(const char *path, int flags, mode_t mode);
int
__wrap_open(const char *path, int flags, mode_t mode)
{
    const int descriptor = __real_open(path, flags, mode);

    if (++opens == fault.open)
        raise(SIGTERM);
    return descriptor;
}

/* The descriptor is closed all the same. */
int __real_close(int descriptor);
int __wrap_close(int descriptor);
int
__wrap_close(int descriptor)
{
    const int status = __real_close(descriptor);

    if (++closes != fault.close)
        return status;
    errno = EIO;
    return -1;
}

static void
read_all(const char *name, char *text)
{
    int descriptor = open(name, O_RDONLY);
    ssize_t length = read(descriptor, text, TEXT_MOST - 1);

    text[length > 0 ? length : 0] = '\0';
    close(descriptor);
}

static void
redirect(const char *name, int number)
{
    int descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    dup2(descriptor, number);
    close(descriptor);
}

/* In a child, which ends. */
static void
run_command(const char *command, struct fault refused)
{
    static char text[4096];
    char *words[WORDS_MOST] = {"lrsim"}, *save = NULL;
    int count = 1;

    snprintf(text, sizeof text, "%s", command);
    for (char *w = strtok_r(text, "|", &save); w;
         w = strtok_r(NULL, "|", &save))
        words[count++] = w;
    redirect("out", 1);
    redirect("err", 2);
    memory_refuse_one(refused.request);
    opens = closes = 0;
    fault = refused;
    count = lrsim_main(count, words);
    *counts = (struct fault){memory_requests(), opens, closes};
    exit(count);
}

static void
run_child(const char *command, struct fault refused, struct outcome *outcome)
{
    pid_t child;
    int status;

    runs_of_all++;
    fflush(stdout);
    child = fork();

    if (child == 0)
        run_command(command, refused);
    while (waitpid(child, &status, 0) < 0)
        continue;
    outcome->status =
        WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    read_all("out", outcome->out);
    read_all("err", outcome->err);
}

/* Removes the outputs, or everything; returns their number. */
static int
remove_outputs(bool everything)
{
    DIR *folder = opendir(".");
    struct dirent *entry;
    int count = 0;

    while ((entry = readdir(folder))) {
        const char *name = entry->d_name;

        if (!everything && strncmp(name, "a.", 2) != 0 &&
            strncmp(name, ".lrsim.", 7) != 0)
            continue;
        count += unlink(name) == 0;
    }
    closedir(folder);
    return count;
}

/* What comes before on standard error is about what is done by then. */
static bool
is_refusal(const struct outcome *outcome)
{
    static const char last[] = "lrsim: out of memory\n", annotation[] = "::";
    size_t length = strlen(outcome->err);

    return length >= sizeof last - 1 &&
           strcmp(outcome->err + length - sizeof last + 1, last) == 0 &&
           (!outcome->out[0] ||
            strncmp(outcome->out, annotation, sizeof annotation - 1) == 0);
}

/* A file that could not be closed may lack its end. */
static bool
is_failed_output(const struct outcome *outcome)
{
    static const char reason[] = ": cannot be written: Input/output error\n";
    const char *found = strstr(outcome->err, reason);

    return outcome->status == 3 && !outcome->out[0] && found &&
           !found[sizeof reason - 1];
}

/* Whether a command ends with a refusal; of memory, also as without it. */
static void
run_refused(const char *command, struct fault refused,
            const struct outcome *all, int files_of_all)
{
    static struct outcome one;
    int left;

    run_child(command, refused, &one);
    left = remove_outputs(false);
    if (left == 0 && (refused.request ? one.status == 4 && is_refusal(&one)
                      : refused.close ? is_failed_output(&one)
                                      : one.status == 128 + SIGTERM))
        return;
    if (refused.request && one.status == all->status &&
        strcmp(one.out, all->out) == 0 && strcmp(one.err, all->err) == 0 &&
        left == files_of_all)
        return;
    failures++;
    printf("walk: lrsim %s: request %d, open %d, close %d: status %d, %d "
           "files, out "
           "'%.200s', err '%.200s'\n",
           command, (int)refused.request, (int)refused.open, (int)refused.close,
           one.status, left, one.out, one.err);
}

/* Every request, or as many of them as are wanted, evenly. */
static void
walk_requests(const char *command, uint64_t most)
{
    static struct outcome all;
    uint64_t count, runs;
    int files_of_all;

    run_child(command, (struct fault){0}, &all);
    files_of_all = remove_outputs(false);
    count = counts->request;
    runs = count < most ? count : most;
    for (uint64_t i = 0; i < runs; i++)
        run_refused(command, (struct fault){.request = 1 + i * count / runs},
                    &all, files_of_all);
    if (getenv("WALK_COUNT"))
        printf("%s: %d\n", command, (int)count);
}

/* A database that was begun stays, to be continued. */
static void
walk_files(const char *command)
{
    static struct outcome all;
    struct fault count;

    run_child(command, (struct fault){0}, &all);
    remove_outputs(false);
    count = *counts;
    for (uint64_t i = 1; i <= count.close; i++)
        run_refused(command, (struct fault){.close = i}, &all, 0);
    if (strstr(command, ".db"))
        return;
    for (uint64_t i = 1; i <= count.open; i++)
        run_refused(command, (struct fault){.open = i}, &all, 0);
}

int
main(int argc, char **argv)
{
    uint64_t most = argc > 1 ? strtoull(argv[1], NULL, 10) : UINT64_MAX;
    char folder[] = "/tmp/lrsim_walk_XXXXXX";

    counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    MUST(mkdtemp(folder) && chdir(folder) == 0, "no folder");
    for (size_t i = 0; files[i][0]; i++) {
        int descriptor = open(files[i][0], O_WRONLY | O_CREAT, 0600);
        size_t length = strlen(files[i][1]);

        MUST(write(descriptor, files[i][1], length) == (ssize_t)length,
             "write");
        close(descriptor);
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        walk_requests(commands[i], most);
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        walk_files(writers[i]);
    remove_outputs(true);
    rmdir(folder);
    printf("walk: %d runs, %d failed\n", runs_of_all, failures);
    return failures > 0;
}
