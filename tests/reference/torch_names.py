#!/usr/bin/python3
"""List the schedules and optimizers of torch, transformers and timm.

Writes torch_names.txt beside itself: a system and a name in a line.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import torch
from transformers.trainer_utils import SchedulerType

FACTORY = Path(find_spec("timm").submodule_search_locations[0],
               "scheduler", "scheduler_factory.py")


def classes(module):
    """The classes that a module exports."""
    return [name for name in module.__all__
            if isinstance(getattr(module, name), type)]


def timm_names():
    """What timm's factory compares the name of a scheduler with."""
    tests = re.findall(r"if sched (?:==|in) (\(.*?\)|'\w+'):",
                       FACTORY.read_text(encoding="ascii"))
    return [name for test in tests for name in re.findall(r"\w+", test)]


def main():
    """Write the list."""
    names = {"torch": classes(torch.optim.lr_scheduler)
             + classes(torch.optim),
             "hf": [kind.value for kind in SchedulerType],
             "timm": timm_names()}
    Path(__file__).with_suffix(".txt").write_text(
        "".join(f"{system} {name}\n" for system, found in names.items()
                for name in dict.fromkeys(found)), encoding="ascii")


if __name__ == "__main__":
    main()
