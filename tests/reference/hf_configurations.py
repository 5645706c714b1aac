#!/usr/bin/python3
"""Record what Hugging Face's Trainer makes of its arguments.

Writes hf_configurations.jsonl beside itself: arguments in YAML, given to
TrainingArguments, whose Trainer says how many steps there are and makes the
optimizer and the scheduler.
"""

import tempfile
from pathlib import Path

import torch
import transformers
import yaml
from transformers import Trainer, TrainingArguments

from configuration_cases import drawn_cases, stepped
from recording import arguments, write

KINDS = {
    "linear": lambda r: {},
    "cosine": lambda r: {"num_cycles": r.choice([0.5, 1.5])},
    "cosine_with_restarts": lambda r: {"num_cycles": r.randint(1, 4)},
    "polynomial": lambda r: {"power": r.choice([1.0, 2.0]), "lr_end": 1e-7},
    "constant": lambda r: {},
    "constant_with_warmup": lambda r: {},
    "inverse_sqrt": lambda r: {"timescale": r.randint(5, 500)},
    "cosine_with_min_lr": lambda r: {"min_lr_rate": r.number(0, 0.5)},
    "cosine_warmup_with_min_lr": lambda r: {
        "min_lr": r.magnitude(-8, -6),
        "warmup_lr_rate": r.number(0.01, 0.2)},
    "warmup_stable_decay": lambda r: {
        "num_decay_steps": r.randint(5, 20),
        "decay_type": r.choice(["linear", "cosine", "1-sqrt"]),
        "min_lr_ratio": r.number(0, 0.3)},
}


class Examples(torch.utils.data.Dataset):
    """So many examples, of nothing."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        return {}


def trainer_rows(text, examples):
    """Rows of a text in YAML, by the Trainer."""
    with tempfile.TemporaryDirectory() as folder:
        given = TrainingArguments(output_dir=folder, use_cpu=True,
                                  report_to=[], **yaml.safe_load(text))
        trainer = Trainer(model=torch.nn.Linear(2, 2), args=given,
                          train_dataset=Examples(examples),
                          data_collator=lambda batch: batch)
        steps = trainer.set_initial_training_values(
            given, trainer.get_train_dataloader())[-1]
        trainer.create_optimizer()
        scheduler = trainer.create_scheduler(steps, trainer.optimizer)
        return stepped(trainer.optimizer, scheduler, steps)


def draw(rng, kind, number):
    options = {"learning_rate": rng.magnitude(-5, -3),
               "lr_scheduler_type": kind,
               "lr_scheduler_kwargs": KINDS[kind](rng),
               "weight_decay": rng.choice([0.0, 0.1])}
    if number % 3 != 0:
        options["warmup_steps"] = rng.choice([rng.number(0, 0.3),
                                              rng.randint(1, 30)])
    if number % 2 == 0:
        options["max_steps"] = rng.randint(40, 200)
    else:
        options |= {"num_train_epochs": rng.choice([1.0, 2.5, 3.0]),
                    "per_device_train_batch_size": rng.randint(1, 8),
                    "gradient_accumulation_steps": rng.randint(1, 5),
                    "dataloader_drop_last": rng.choice([True, False])}
    return options


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "transformers", transformers.__version__,
          list(drawn_cases(KINDS, draw, trainer_rows, "transformers", SEED, 60)),
          FILE)
