/* loss_law.h -- laws of the loss of a training run under its rates:
 *
 *     loss = L0 + A * S^-alpha + sign * B * change
 *
 * where S is the sum of the rates so far, and `change`, the only part in which
 * laws differ, is what the way to that sum does: noise that is left, or what
 * falling rates have gained.
 *
 * A law is a file with a descriptor and a line in the list. */
#ifndef PREDICT_LOSS_LAW_H
#define PREDICT_LOSS_LAW_H

#include "predict/rate_sums.h"

/* Every law, the default first. */
#define LOSS_LAWS(FIRST, NEXT)                                                 \
    FIRST(kernel)                                                              \
    NEXT(momentum)

/* Their names, as --law has them. */
#define LAW_WORDS LOSS_LAWS(LAW_FIRST_WORD, LAW_NEXT_WORD)
#define LAW_FIRST_WORD(name) #name
#define LAW_NEXT_WORD(name) "|" #name

/* The numbers of a law, in the order of its names. */
enum {
    LAW_FLOOR, /* L0 */
    LAW_SCALE, /* A */
    LAW_POWER, /* alpha */
    LAW_CHANGE,
    LAW_MEMORY,
    LAW_NUMBERS,
};

struct loss_law_kind {
    const char *name;
    const char *summary; /* one line */
    const char *formula;
    const char *source;
    const char *numbers[LAW_NUMBERS];
    double sign;
    /* What fixes the memory unless it is fitted; how far it may be from that,
     * were it fitted alone (0: it never is); and what it is in between. */
    double memory, memory_spread, memory_low, memory_high;
    /* The change at places, which ascend, and its derivative by the memory
     * (NULL: not wanted). */
    void (*change)(const struct rate_sums *curve, double memory, size_t count,
                   const double *places, double *changes, double *slopes);
    /* How well one run predicted others, where that was measured: the mean
     * error of the final loss, as a share of it. */
    double usual_error;
};

#define DECLARE_LAW(name) extern const struct loss_law_kind loss_law_##name;
LOSS_LAWS(DECLARE_LAW, DECLARE_LAW)
#undef DECLARE_LAW

/* All of them; the last is NULL. */
extern const struct loss_law_kind *const loss_law_kinds[];

/* The law of this name; NULL. */
const struct loss_law_kind *loss_law_find(const char *name);

/* A law with its numbers. */
struct loss_law {
    const struct loss_law_kind *kind;
    double numbers[LAW_NUMBERS];
};

/* The loss at places of a curve, which ascend; NAN before the first rate. */
void loss_law_predict(const struct loss_law *law, const struct rate_sums *curve,
                      size_t count, const double *places, double *losses);

#endif
