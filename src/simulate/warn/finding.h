/* finding.h -- what the table's conditions look at, and what they find. */
#ifndef SIMULATE_WARN_FINDING_H
#define SIMULATE_WARN_FINDING_H

#include "simulate/warn/rate_curve.h"

/* A node of the schedule, and which of its own rows updates use: from `start`
 * to before `rows`.  Its row 0 is row `first` of the whole. */
struct schedule_part {
    const struct node *node;
    long first, start, rows;
    bool followed; /* by a part that begins at the base rate */
    bool chained;  /* the factors of others are beside it */
    bool wiped;    /* it is not the first part of a chain */
};

struct warn_facts {
    const struct simulation *simulation;
    const struct spec *spec;
    struct rate_curve curve,
        doubled; /* of twice the optimizer's rate, if given */
    size_t part_count, room;
    struct schedule_part *parts;
};

/* The text of a row has {updates}, {share}, {a}, {b}, {c}, {word}. */
struct finding {
    const struct place *place;
    struct row_stretch rows; /* that it concerns; empty: all */
    double a, b, c;
    const char *word;
};

/* Whether it is so; fills in the finding. */
typedef bool warn_condition(const struct warn_facts *facts,
                            struct finding *finding);

/* The same of a part of the schedule. */
typedef bool part_condition(const struct warn_facts *facts,
                            const struct schedule_part *part,
                            struct finding *finding);

/* The value of a parameter, of a list of numbers the highest; NAN where there
 * is no such number, or it is null or left to its default and must be
 * `given`. */
double node_number(const struct node *node, const char *name, bool given);

/* The parts of the schedule; false without memory. */
bool warn_facts_list_parts(struct warn_facts *facts, struct arena *arena);

/* Whether a part is of a kind. */
bool part_is(const struct schedule_part *part,
             const struct schedule_kind *kind);

/* What the rise of a node begins at, as a share of the base rate; 1 or more
 * where it does not rise. */
double warn_rise_start(const struct node *node);

/* Whether the rates are known, and one of them is above 0. */
bool warn_has_curve(const struct warn_facts *facts);

/* What else helps where steps are counted and the run has epochs. */
bool warn_may_count_epochs(const struct warn_facts *facts);

/* The place of the parameter that has this value, one that is given before a
 * default, or of the node. */
const struct place *warn_place_of_number(const struct node *node, double value);

/* Points at what makes the schedule end before the run, and says for how long
 * it must last. */
void warn_blame_end(const struct warn_facts *facts, struct finding *finding);

/* about_base.c */
warn_condition base_rate_is_zero, rate_is_replaced, lengths_are_epochs;

/* about_zeros.c */
warn_condition rate_is_not_finite, rate_is_negative, rate_is_zero,
    rate_is_zero_once;

/* about_tail.c */
warn_condition rate_underflows, rate_stays_low, rate_hardly_falls,
    rate_turns_back;

/* about_parts.c */
part_condition rise_is_cut, decay_is_cut, milestone_is_late, part_is_late,
    hand_over_jumps, part_is_wiped;

/* about_kinds.c */
part_condition cycle_is_exceeded, zero_is_divided_by, cycle_is_cut,
    rise_has_no_step, rise_ends_low, part_has_default_length,
    restart_is_missing, ratio_is_ignored, fall_is_shortened,
    epoch_has_one_batch;

/* about_restart.c */
warn_condition total_is_kept, restart_is_late;

/* about_growth.c */
warn_condition rate_explodes;
part_condition floor_is_above, cycle_is_upside_down;

/* about_plateau.c */
part_condition patience_is_long, reduction_is_small, share_of_negative;

/* about_optimizer.c */
warn_condition lookahead_is_still, rprop_reads_once, distance_is_scaled,
    average_decays, asgd_grows, decay_hardly_acts, value_stays_zero,
    average_is_late, switch_is_late, gradient_is_cut;

#endif
