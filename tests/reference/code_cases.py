"""What the scripts that record pasted code share: running it, and its cases."""

import re

from recording import json_number

STEPS = 24
ROWS = list(range(STEPS + 1))


def run(code, scope):
    """The value that the last statement makes."""
    lines = re.split(r"\n(?=\w+ = )", code)
    for line in lines[:-1]:
        exec(line, scope)
    return eval(re.sub(r"^\w+ = ", "", lines[-1]), scope)


def case_of(command, number, code, spec, rows, tolerance):
    """A case whose spec has the code; a row has the rate, or the parameters."""
    rows = [[json_number(value) for value in row] for row in rows]
    return {"name": f"{number}: {code}", "command": command,
            "spec": {"steps": STEPS, **spec},
            "columns": ["lr"] if command == "schedule" else ["x0", "x1"],
            **tolerance, "steps": ROWS, "values": rows}


def rate_case(number, code, spec, rates):
    """The rates that a piece of code makes."""
    return case_of("schedule", number, code, spec,
                   ([rate] for rate in rates), {"rtol": 1e-12, "atol": 1e-15})


def path_case(number, optimizer, points):
    """A run of an optimizer on the sum of the squares of two parameters."""
    return case_of("run", number, optimizer,
                   {"problem": "sphere", "optimizer": optimizer}, points,
                   {"rtol": 1e-9, "atol": 1e-12})
