/* yaml_text.h -- shared by the targets that are configurations in YAML. */
#ifndef EXPORT_YAML_TEXT_H
#define EXPORT_YAML_TEXT_H

#include "export/native_text.h"

/* "key: 1.0e-05\n", a number as PyYAML reads it. */
void yaml_real(struct text *text, const char *key, double value);

/* The schedule's steps in all: its own, or the run's. */
long yaml_steps(const struct spec *spec);

/* The updates of the rise of a schedule of Hugging Face's: its own, or its
 * share of all. */
long yaml_rise(const struct spec *spec);

/* Adds lr_scheduler_kwargs, if the schedule has any. */
void yaml_scheduler_arguments(struct text *text, const struct node *schedule);

/* Adds what the Trainer knows of the optimizer and the gradient; `key` is that
 * of the optimizer's name. */
void yaml_trainer_optimizer(struct text *text, const struct spec *spec,
                            const char *key);

#endif
