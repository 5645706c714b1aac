/* sheet.h -- rows that a command makes itself, to all outputs. */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/picture_options.h"
#include "cli/targets.h"

struct sheet {
    struct arena *arena;
    struct targets targets;
    size_t opened;
    struct stream **streams;
    struct output *outputs;
};

/* Opens all targets, one after the other; frames[i] is that of target i. */
bool sheet_open(struct sheet *sheet, const struct reading *readings,
                const struct frame *const *frames, struct error *error);

/* The same in two steps, where the frames are known later. */
bool sheet_open_targets(struct sheet *sheet, const struct reading *readings,
                        struct error *error);
bool sheet_begin(struct sheet *sheet, const struct frame *const *frames,
                 struct error *error);

/* All files appear, or none. */
bool sheet_finish(struct sheet *sheet, struct error *error);

/* Removes what has no name yet. */
void sheet_discard(struct sheet *sheet);

#endif
