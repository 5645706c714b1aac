/* synonyms.c -- THE TABLE of what systems call the same thing, and the hint for
 * a parameter that has another name in this one. */
#include "spec/synonyms.h"

#include <string.h>

#include "spec/describe.h"

/* At most so many parameters are suggested. */
enum { SUGGESTIONS = 2 };

/* Words between spaces.  A word is in several rows where it means several
 * things; the first row that has an answer gives it. */
struct synonyms {
    bool optimizer;    /* of optimizers, or else of schedules */
    const char *ours;  /* parameters of kinds, the likeliest first */
    const char *other; /* what they are called elsewhere */
    const char *note;  /* where it is said if the kind has none; or NULL */
};

static const struct synonyms table[] = {
    {false,
     "num_warmup_steps warmup_steps warmup_num_steps warmup_t lr_warmup_iters "
     "warmup_iterations burn_in warmup_epochs steps warmup_ratio "
     "lr_warmup_fraction pct_start warmup",
     "warmup_iters warmup_updates warmup_fraction warmup_proportion "
     "warmup_percent num_warmup_updates",
     "a warm-up is a schedule of its own: warmup(500) -> ..."},
    {false,
     "T_max num_training_steps total_num_steps total_steps total_iters "
     "t_initial lr_decay_iters decay_steps transition_steps max_batches "
     "train_num_batches T_0 first_decay_steps",
     "steps max_steps max_iters num_steps training_steps train_iters "
     "max_train_steps epochs num_decay_steps",
     "the length of a run is --steps"},
    {false, "steps", "total_iters duration T_max", NULL},
    {false,
     "eta_min min_lr lr_min min_lr_ratio min_lr_rate min_lr_factor "
     "cos_min_ratio final_learning_rate_frac end_value end_learning_rate "
     "lr_end lrf alpha cycle_min_lr end_factor min_scale",
     "final_lr end_lr lr_final min_learning_rate lr_floor minimum_lr "
     "min_lr_frac eta_min_ratio",
     NULL},
    {false,
     "max_lr peak_value cycle_max_lr warmup_max_lr initial_learning_rate "
     "init_value base_lr value swa_lr",
     "lr learning_rate peak_lr lr_max initial_lr peak_learning_rate "
     "base_learning_rate",
     "the rate is the optimizer's: --lr, or $.optimizer.lr"},
    {false,
     "start start_factor warmup_lr_init warmup_min_lr warmup_min_ratio "
     "lr_warmup_init init_value div_factor",
     "warmup_init_lr warmup_start_lr warmup_factor init_lr lr_init start_lr "
     "initial_factor",
     NULL},
    {false, "step_size decay_t step decay_steps transition_steps",
     "period lr_step_size step_every decay_epochs lr_decay_epochs", NULL},
    {false,
     "milestones boundaries boundaries_and_scales steps decay_t step_size",
     "lr_steps lr_milestones decay_milestones", NULL},
    {false, "gamma decay_rate factor scale scales",
     "lr_gamma lr_factor lr_decay lr_decay_rate decay_factor multiplier", NULL},
    {false, "decay_ratio num_decay_steps lr_wsd_decay_iters decay_steps",
     "decay_fraction decay_frac wsd_decay_steps cooldown_steps", NULL},
    {false, "threshold min_delta rtol", "delta tolerance tol epsilon", NULL},
    {false, "patience patience_t", "wait patience_epochs", NULL},
    {false, "cooldown cooldown_t", "cooldown_epochs", NULL},
    {false, "", "monitor metric metric_name",
     "the metric is --metric's, or $.metric"},
    {false, "num_cycles cycle_limit", "cycles n_cycles restarts", NULL},
    {false, "T_mult cycle_mul t_mul", "mult", NULL},
    {false, "power exponent", "degree poly_power lr_power", NULL},
    {true, "betas momentum beta",
     "beta1 beta2 beta_1 beta_2 b1 b2 adam_beta1 adam_beta2", NULL},
    {true, "weight_decay", "wd decay l2 weight_decay_rate lambda", NULL},
    {true, "eps", "epsilon adam_epsilon", NULL},
    {true, "lr", "learning_rate eta lr_rate step_size", NULL},
    {true, "alpha rho", "smoothing decay_rate", NULL},
    {true, "", "clip_norm max_grad_norm clipnorm gradient_clip_val clip_grad",
     "clipping is in $.gradient: --set gradient.clip_norm=1"},
    {true, "", "ema_decay ema_momentum use_ema",
     "the mean of the parameters is $.ema: --set ema.decay=0.999"},
};

static bool
has_word(const char *words, const char *name)
{
    size_t length = strlen(name);

    for (size_t next; *words; words += next + strspn(words + next, " ")) {
        next = strcspn(words, " ");
        if (next == length && memcmp(words, name, length) == 0)
            return true;
    }
    return false;
}

/* The kind's parameters among the words, with what they want; how many. */
static size_t
add_parameters(const struct kind *kind, const char *words, struct text *text)
{
    size_t found = 0;

    for (size_t next; *words && found < SUGGESTIONS;
         words += next + strspn(words + next, " ")) {
        char name[64] = "";
        const struct parameter *row;

        next = strcspn(words, " ");
        memcpy(name, words, next < sizeof name ? next : sizeof name - 1);
        row = row_find(kind, NULL, name);
        if (!row)
            continue;
        text_format(text, "%s'%s', ",
                    found++ == 0 ? " (did you mean " : ", or ", row->name);
        describe_type(row, text);
    }
    text_string(text, found > 0 ? "?)" : "");
    return found;
}

void
synonym_add(const struct kind *kind, const char *name, struct text *text)
{
    bool optimizer = row_find(kind, NULL, "lr") != NULL;
    const char *note = NULL;

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct synonyms *row = &table[i];

        if (row->optimizer != optimizer ||
            (!has_word(row->ours, name) && !has_word(row->other, name)))
            continue;
        if (add_parameters(kind, row->ours, text) > 0)
            return;
        note = note ? note : row->note;
    }
    if (note)
        text_format(text, ": %s", note);
}

const char *
synonym_note(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!*table[i].ours && has_word(table[i].other, name))
            return table[i].note;
    return NULL;
}
