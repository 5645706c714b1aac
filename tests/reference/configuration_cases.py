"""What the scripts that record configurations share: a case of a text."""

import contextlib
import random

from recording import Draw, json_number, pick_rows


def yaml_text(options):
    """A configuration as YAML, in numbers that PyYAML reads as such."""
    return "".join(f"{key}: {yaml_value(value)}\n"
                   for key, value in options.items())


def yaml_value(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {yaml_value(item)}"
                               for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(yaml_value, value)) + "]"
    if isinstance(value, float) and "e" in repr(value):
        mantissa, exponent = repr(value).split("e")
        return (mantissa if "." in mantissa else mantissa + ".0") \
            + "e" + exponent
    return str(value)


def make_case(name, text, rows, source, flags=None):
    """A case: the text, what the command line adds, and the rates."""
    steps = len(rows) - 1
    picked = pick_rows(steps, [], random.Random(name))
    columns = (["lr"] if len(rows[0]) == 1
               else [f"lr{group}" for group in range(len(rows[0]))])
    return {"name": name, "command": "schedule", "configuration": text,
            "flags": flags or {}, "columns": columns, "steps": picked,
            "values": [[json_number(value) for value in rows[row]]
                       for row in picked],
            "rtol": 1e-12,
            "atol": 1e-15 * max(abs(value) for row in rows for value in row),
            "source": source}


def stepped(optimizer, scheduler, steps, groups=1):
    """The rates of some groups, row by row."""
    rows = [[group["lr"] for group in optimizer.param_groups[:groups]]]
    for _ in range(steps):
        optimizer.step()
        scheduler.step()
        rows.append([group["lr"] for group in optimizer.param_groups[:groups]])
    return rows


def drawn_cases(kinds, draw, rows_of, source, seed, least=100):
    """Six configurations in YAML of each kind, each over some examples; what
    the system refuses is drawn anew."""
    for kind in kinds:
        rng = Draw(f"{kind}{seed}")
        for number in range(6):
            rows = None
            while rows is None:
                examples = rng.randint(least, 400)
                text = yaml_text(draw(rng, kind, number))
                with contextlib.suppress(ValueError):
                    rows = rows_of(text, examples)
            yield make_case(f"{kind}: {number}", text, rows, source,
                            {"examples": examples, "gpus": 1})
