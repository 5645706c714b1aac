#!/usr/bin/python3
"""Record what PyTorch's modules learn from data, with autograd's gradients.

Writes torch_problems.jsonl beside itself, and beside that the CSV files that
its cases read: numbers.csv, two.csv and three.csv.
"""

import math

import torch

from recording import Draw, arguments, json_number, write

FEATURES = 4
ROWS = 30
STEPS = 25
HIDDEN = 3
LABELS = ["ash", "birch", "cedar"]

torch.set_default_dtype(torch.float64)


def make_rows(rng, kind):
    """Features and a target that depends on them, with some noise."""
    for _ in range(ROWS):
        x = [rng.number(-2, 2) for _ in range(FEATURES)]
        score = x[0] - 2 * x[1] + 0.5 * x[2] + rng.gauss(0, 0.5)
        if kind == "numbers":
            yield x, round(score, 3)
        elif kind == "two":
            yield x, int(score > 0)
        else:
            yield x, LABELS[0 if score < -1 else 1 if score < 1 else 2]


def make_file(rng, folder, kind):
    """A CSV of the rows, and the same as tensors."""
    rows = list(make_rows(rng, kind))
    lines = [",".join([f"f{i}" for i in range(FEATURES)] + ["target"])]
    lines += [",".join(map(str, [*x, y])) for x, y in rows]
    (folder / f"{kind}.csv").write_text("\n".join(lines) + "\n")
    y = [LABELS.index(y) if kind == "three" else y for _, y in rows]
    return (torch.tensor([x for x, _ in rows]),
            torch.tensor(y, dtype=torch.long if kind == "three" else
                         torch.float64))


def squared(out, y):
    return torch.nn.functional.mse_loss(out[:, 0], y)


def logistic(out, y):
    return torch.nn.functional.binary_cross_entropy_with_logits(out[:, 0], y)


def network(outputs, activation):
    return torch.nn.Sequential(torch.nn.Linear(FEATURES, HIDDEN), activation,
                               torch.nn.Linear(HIDDEN, outputs))


CASES = {
    "least_squares": ("numbers", {"type": "least_squares"},
                      lambda: torch.nn.Linear(FEATURES, 1), squared),
    "logistic_regression": ("two", {"type": "logistic_regression"},
                            lambda: torch.nn.Linear(FEATURES, 1), logistic),
    "softmax_regression": ("three", {"type": "softmax_regression"},
                           lambda: torch.nn.Linear(FEATURES, 3),
                           torch.nn.functional.cross_entropy),
    "mlp, tanh": ("three", {"type": "mlp", "hidden": HIDDEN},
                  lambda: network(3, torch.nn.Tanh()),
                  torch.nn.functional.cross_entropy),
    "mlp, relu": ("three",
                  {"type": "mlp", "hidden": HIDDEN, "activation": "relu"},
                  lambda: network(3, torch.nn.ReLU()),
                  torch.nn.functional.cross_entropy),
    "mlp, mse": ("numbers", {"type": "mlp", "hidden": HIDDEN, "loss": "mse"},
                 lambda: network(1, torch.nn.Tanh()), squared),
}

OPTIMIZERS = {
    "sgd": ({"type": "sgd", "lr": 0.1, "momentum": 0.5},
            lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.5)),
    "adam": ({"type": "adam", "lr": 0.02},
             lambda p: torch.optim.Adam(p, lr=0.02)),
}

BATCHES = [{}, {"batch_size": 7}, {"batch_size": 7, "drop_last": True},
           {"batch_size": 1}]


def flat(tensors):
    return torch.cat([t.reshape(-1) for t in tensors])


def batches(options):
    """The rows of each update, in their own order, epoch by epoch."""
    size = options.get("batch_size", 0) or ROWS
    starts = range(0, ROWS, size)
    while True:
        for first in starts:
            rows = range(first, min(first + size, ROWS))
            if len(rows) == size or not options.get("drop_last"):
                yield list(rows)


def trajectory(model, loss, x, y, make, options):
    parameters = list(model.parameters())
    optimizer = make(parameters)
    rows = []
    for _, batch in zip(range(STEPS + 1), batches(options)):
        optimizer.zero_grad()
        whole = loss(model(x), y)
        whole.backward()
        norm = flat([p.grad for p in parameters]).norm()
        optimizer.zero_grad()
        part = loss(model(x[batch]), y[batch])
        part.backward()
        rows.append([whole, part, norm, *flat(parameters).tolist()])
        optimizer.step()
    return [[json_number(v) for v in row] for row in rows]


def make_case(rng, data, folder, name, optimizer, options):
    kind, problem, build, loss = CASES[name]
    settings, make = OPTIMIZERS[optimizer]
    model = build()
    size = sum(p.numel() for p in model.parameters())
    start = [rng.number(-1, 1) / math.sqrt(FEATURES) for _ in range(size)]
    torch.nn.utils.vector_to_parameters(torch.tensor(start),
                                        model.parameters())
    rows = trajectory(model, loss, *data[kind], make, options)
    steps = list(range(6)) + [STEPS // 2, STEPS - 1, STEPS]
    return {
        "name": f"{name}: {optimizer}, {options or 'all rows'}",
        "command": "run",
        "spec": {"steps": STEPS,
                 "problem": {**problem,
                             "data": f"{folder}/{kind}.csv",
                             **options, "shuffle": False, "start": start},
                 "optimizer": settings},
        "columns": ["loss", "batch_loss", "grad_norm",
                    *[f"x{i}" for i in range(size)]],
        "steps": steps,
        "values": [rows[t] for t in steps],
        "rtol": 1e-9,
        "atol": 1e-12,
    }


def main():
    seed, path = arguments(__file__)
    rng = Draw("problems" + seed)
    data = {kind: make_file(rng, path.parent, kind)
            for kind in ("numbers", "two", "three")}
    folder = path.parent if seed else "tests/reference"
    write(__file__, "torch", torch.__version__,
          [make_case(rng, data, folder, name, optimizer, options)
           for name in CASES for optimizer in OPTIMIZERS
           for options in BATCHES], path)


if __name__ == "__main__":
    main()
