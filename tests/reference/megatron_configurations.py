#!/usr/bin/python3
"""Record what Megatron-LM makes of its command line.

Writes megatron_configurations.jsonl beside itself: arguments, given to its
OptimizerParamScheduler and its calculators of the batch. The few lines of
megatron/training that lie between them, which need devices, are transcribed:
get_optimizer_param_scheduler(), update_train_iters() and the training loop.
"""

import argparse
import shlex
from importlib.metadata import version
from pathlib import Path

import torch
from megatron.core import num_microbatches_calculator as calculators
from megatron.core.optimizer_param_scheduler import OptimizerParamScheduler

from configuration_cases import make_case
from recording import Draw, arguments, write


def parse(text):
    """The arguments that bear on the rate."""
    parser = argparse.ArgumentParser()
    for name in ("lr", "min-lr", "lr-warmup-init", "lr-warmup-fraction"):
        parser.add_argument("--" + name, type=float)
    for name in ("train-iters", "train-samples", "lr-decay-iters",
                 "lr-decay-samples", "lr-warmup-iters", "lr-warmup-samples",
                 "lr-wsd-decay-iters", "lr-wsd-decay-samples",
                 "global-batch-size"):
        parser.add_argument("--" + name, type=int)
    parser.add_argument("--lr-decay-style", default="linear")
    parser.add_argument("--lr-wsd-decay-style", default="exponential")
    parser.add_argument("--rampup-batch-size", nargs=3, type=int)
    return parser.parse_args(shlex.split(text))


def calculator_of(args):
    if args.rampup_batch_size is None:
        return calculators.ConstantNumMicroBatchesCalculator(
            args.global_batch_size, 1, 1, False, 1)
    start, increment, samples = args.rampup_batch_size
    return calculators.RampupBatchsizeNumMicroBatchesCalculator(
        args.global_batch_size, 1, 1, False, 1, start, increment, samples)


def count_iterations(args, calculator):
    """update_train_iters()."""
    if args.train_iters:
        return args.train_iters
    if args.rampup_batch_size is None:
        return args.train_samples // args.global_batch_size
    iterations = consumed = 0
    while (consumed <= args.rampup_batch_size[2]
           and consumed <= args.train_samples):
        calculator.update(consumed, consistency_check=False)
        consumed += calculator.get_current_global_batch_size()
        iterations += 1
    calculator.update(0, consistency_check=False)
    if args.train_samples > consumed:
        iterations += (args.train_samples - consumed) // args.global_batch_size
    return iterations


def lengths(args):
    """get_optimizer_param_scheduler(): decay, rise and fall in samples."""
    batch = args.global_batch_size if args.train_iters else 1
    kind = "iters" if args.train_iters else "samples"
    total = getattr(args, f"train_{kind}")
    decay, rise, fall = (getattr(args, f"lr_{name}_{kind}")
                         for name in ("decay", "warmup", "wsd_decay"))
    decay = (total if decay is None else decay) * batch
    rise = (args.lr_warmup_fraction * decay
            if args.lr_warmup_fraction is not None else (rise or 0) * batch)
    return decay, rise, None if fall is None else fall * batch


def rows_of(text):
    """The rate before each update."""
    args = parse(text)
    calculator = calculator_of(args)
    steps = count_iterations(args, calculator)
    decay, rise, fall = lengths(args)
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=args.lr)
    optimizer.param_groups[0]["max_lr"] = args.lr
    scheduler = OptimizerParamScheduler(
        optimizer, args.lr_warmup_init or 0.0, args.lr, args.min_lr or 0.0,
        rise, decay, args.lr_decay_style, 0.0, 0.0, decay, "constant",
        wsd_decay_steps=fall, lr_wsd_decay_style=args.lr_wsd_decay_style)
    consumed, rows = 0, [[optimizer.param_groups[0]["lr"]]]
    for _ in range(steps):
        calculator.update(consumed, consistency_check=False)
        scheduler.step(increment=calculator.get())
        consumed += calculator.get_current_global_batch_size()
        rows.append([optimizer.param_groups[0]["lr"]])
    return rows


def draw(rng, style, number):
    """A command line; every other one grows its batches."""
    batch = rng.randint(2, 6) * 8
    samples = number % 4 >= 2
    total = rng.randint(2000, 6000) if samples else rng.randint(50, 200)
    unit = "samples" if samples else "iters"
    words = ["--lr", rng.magnitude(-5, -3), "--lr-decay-style", style,
             f"--train-{unit}", total, "--global-batch-size", batch,
             "--min-lr", rng.magnitude(-8, -6)]
    if number % 2 == 1:
        words += ["--rampup-batch-size", 8, rng.choice([4, 8]),
                  rng.randint(100, 2500)]
    if rng.random() < 0.5:
        words += [f"--lr-decay-{unit}", rng.randint(total // 2, total)]
    if rng.random() < 0.3:
        words += ["--lr-warmup-fraction", rng.number(0.01, 0.3)]
    else:
        words += [f"--lr-warmup-{unit}", rng.randint(0, total // 4)]
    if rng.random() < 0.5:
        words += ["--lr-warmup-init", rng.magnitude(-9, -7)]
    if style == "WSD":
        words += [f"--lr-wsd-decay-{unit}", rng.randint(1, total // 3),
                  "--lr-wsd-decay-style",
                  rng.choice(["exponential", "linear", "cosine",
                              "minus_sqrt"])]
    return " ".join(map(str, words))


def cases(seed):
    for style in ("constant", "linear", "cosine", "inverse-square-root",
                  "WSD"):
        rng = Draw(f"{style}{seed}")
        for number in range(8):
            text = draw(rng, style, number)
            yield make_case(f"{style}: {number}", text, rows_of(text),
                            "megatron")


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    write(Path(__file__), "megatron-core", version("megatron-core"),
          list(cases(SEED)), FILE)
