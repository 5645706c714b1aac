#!/usr/bin/python3
"""Write down what darknet, ultralytics and YOLOv5 make of their configurations.

Writes transcribed_configurations.jsonl beside itself. None of them can be asked
without a network and data: these are transcriptions of darknet's
parse_net_options() and get_current_rate() (in double precision; AlexeyAB's and
pjreddie's agree where both have a policy), and of the training loops of
ultralytics and YOLOv5, which *_schedules.py have.
"""

import math
from pathlib import Path

import ultralytics_schedules
import yolov5_schedules
from configuration_cases import make_case, yaml_text
from recording import Draw, arguments, write


def darknet_rate(net, batch):
    """get_current_rate()."""
    rate, power = net.get("learning_rate", 0.001), net.get("power", 4)
    policy = net.get("policy", "constant")
    if batch < net.get("burn_in", 0):
        return rate * (batch / net["burn_in"]) ** power
    if policy == "step":
        return rate * net.get("scale", 1) ** (batch // net.get("step", 1))
    if policy == "steps":
        for step, scale in zip(net["steps"], net["scales"]):
            if step > batch:
                break
            rate *= scale
    if policy == "exp":
        return rate * net.get("gamma", 1) ** batch
    if policy == "poly":
        return rate * (1 - batch / net["max_batches"]) ** power
    if policy == "sgdr":
        return sgdr_rate(net, rate, batch)
    return rate


def sgdr_rate(net, rate, batch):
    cycle, start = net.get("sgdr_cycle", net["max_batches"]), 0
    least = net.get("learning_rate_min", 0.00001)
    while start + cycle < batch:
        start += cycle
        cycle *= net.get("sgdr_mult", 2)
    return least + 0.5 * (rate - least) * (
        1.0 + math.cos((batch - start) * 3.14159265 / cycle))


POLICIES = {
    "constant": lambda r: {},
    "step": lambda r: {"step": r.randint(5, 40), "scale": r.number(0.1, 0.9)},
    "steps": lambda r: {"steps": [r.randint(5, 40), r.randint(41, 90)],
                        "scales": [r.number(0.1, 2), 0.1]},
    "exp": lambda r: {"gamma": r.number(0.9, 1)},
    "poly": lambda r: {"power": r.choice([1, 2, 4])},
    "sgdr": lambda r: {"sgdr_cycle": r.randint(10, 60),
                       "sgdr_mult": r.choice([1, 2]),
                       "learning_rate_min": r.magnitude(-6, -5)},
}


def darknet_cases(seed):
    for policy, more in POLICIES.items():
        rng = Draw(f"{policy}{seed}")
        for number in range(4):
            net = {"learning_rate": rng.magnitude(-4, -2), "policy": policy,
                   "max_batches": rng.randint(100, 300)} | more(rng)
            if number % 2:
                net["burn_in"] = rng.randint(2, 50)
            text = "# a network\n[net]\n" + "".join(
                f"{key} = {','.join(map(str, value))}\n"
                if isinstance(value, list) else f"{key}={value}\n"
                for key, value in net.items()) + "[convolutional]\nsize=3\n"
            # The rate is asked of a batch that is counted from 1 on.
            rows = [[darknet_rate(net, batch)]
                    for batch in range(1, net["max_batches"] + 1)]
            rows.append(rows[-1] if policy == "poly" else
                        [darknet_rate(net, net["max_batches"] + 1)])
            yield make_case(f"darknet {policy}: {number}", text, rows,
                            "transcription")


def hyperparameters(rng):
    return {"lr0": rng.magnitude(-4, -1), "lrf": rng.number(0.01, 0.5),
            "momentum": rng.number(0.8, 0.95), "weight_decay": 0.0005,
            "warmup_epochs": rng.choice([0.0, 1.0, 3.0, rng.number(1, 4)]),
            "warmup_momentum": rng.number(0.5, 0.8),
            "warmup_bias_lr": rng.number(0, 0.1)}


def yolo_rows(transcription, kind, hyp, cosine, epochs, nb, bias_group):
    """The rates of the three groups, of which one is that of the biases."""
    own = {key: value for key, value in hyp.items()
           if key not in ("lr0", "weight_decay")}
    spec = {"steps": epochs * nb, "steps_per_epoch": nb,
            "optimizer": {"lr": hyp["lr0"], "param_groups": [{}, {}, {}]},
            "schedule": {"type": kind, "cos_lr": cosine, "epochs": epochs,
                         "nb": nb, "bias_group": bias_group} | own}
    return [row[:3] for row in transcription.rows_of(spec)]


def yolov5_cases(seed):
    for number in range(16):
        rng = Draw(f"yolov5 {number}{seed}")
        hyp, epochs, nb = hyperparameters(rng), rng.randint(3, 20), 0
        nb = rng.randint(5, 40)
        options = {"weights": "yolov5s.pt", "epochs": epochs,
                   "batch_size": 16, "optimizer": rng.choice(["SGD", "AdamW"]),
                   "cos_lr": number % 2 == 1}
        text = yaml_text({"hyp": hyp} | options)
        yield make_case(f"yolov5: {number}", text,
                        yolo_rows(yolov5_schedules, "yolov5.warmup", hyp,
                                  options["cos_lr"], epochs, nb, 0),
                        "transcription", {"examples": nb * 16 - 3})


def ultralytics_cases(seed):
    for number in range(16):
        rng = Draw(f"ultralytics {number}{seed}")
        hyp, epochs = hyperparameters(rng), rng.randint(3, 20)
        nb, classes = rng.randint(5, 40), rng.randint(1, 80)
        options = {"task": "detect", "mode": "train", "epochs": epochs,
                   "batch": 16, "nbs": 64, "imgsz": 640,
                   "optimizer": rng.choice(["SGD", "AdamW", "auto"]),
                   "cos_lr": number % 2 == 1, "nc": classes}
        text = yaml_text(options | hyp)
        if options["optimizer"] == "auto":
            # Few updates: AdamW, by BaseTrainer.build_optimizer.
            hyp = hyp | {"lr0": round(0.002 * 5 / (4 + classes), 6),
                         "momentum": 0.9, "warmup_bias_lr": 0.0}
        yield make_case(f"ultralytics: {number}", text,
                        yolo_rows(ultralytics_schedules, "ultralytics.warmup",
                                  hyp, options["cos_lr"], epochs, nb, 2),
                        "transcription", {"examples": nb * 16 - 3})


if __name__ == "__main__":
    SEED, FILE = arguments(__file__)
    CASES = [case for made in (darknet_cases, yolov5_cases, ultralytics_cases)
             for case in made(SEED)]
    write(Path(__file__), "darknet, YOLOv5 and ultralytics", "August 2026",
          CASES, FILE)
