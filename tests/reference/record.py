#!/usr/bin/env python3
"""Record all values again, from the systems that requirements.txt names.

    record.py [--write] [SCRIPT...]

Makes the environments in the cache folder, runs the scripts in a copy of this
folder, and prints what differs from the committed values: cases that came,
went or have another spec, and values beyond the tolerance of their case; exits
with 1 if something does, or a script failed. --write replaces the committed
files.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"),
             "lrsim", "reference")


def environments():
    """The scripts of each environment, and the packages that it has."""
    found = []
    for line in (HERE / "requirements.txt").read_text().splitlines():
        if line.startswith("# ["):
            name, _, patterns = line[3:].partition("]")
            scripts = [path for pattern in patterns.split()
                       for path in sorted(HERE.glob(pattern))]
            found.append((name, scripts, []))
        elif found and line and not line.startswith("#"):
            found[-1][2].append(line)
    return found


def python_of(name, packages):
    """The interpreter of an environment, which is made where there is none."""
    key = hashlib.sha256("\n".join(packages).encode()).hexdigest()[:12]
    folder = CACHE / f"{name}-{key}"
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        print(f"{name}: installing into {folder}", flush=True)
        venv.create(folder, clear=True, with_pip=True)
        for options in ([], ["--no-deps"]):
            named = [line.split()[0] for line in packages
                     if line.split()[1:] == options]
            if named:
                subprocess.run([python, "-m", "pip", "install", "-q",
                                *options, *named], check=True)
        (folder / "made").touch()
    return python


def records(script):
    """Whether a file is a script that writes values."""
    return '__name__ == "__main__"' in script.read_text()


def cases_of(path):
    """The cases of a file by their names; of a text, its lines."""
    if path.suffix != ".jsonl":
        return dict(enumerate(path.read_text().splitlines()))
    return {case["name"]: case for case in
            map(json.loads, path.read_text().splitlines()[1:])}


def same(old, new):
    """Whether two cases agree within their tolerance."""
    if not isinstance(old, dict):
        return old == new
    if any(old.get(key) != new.get(key)
           for key in ("spec", "configuration", "columns", "steps")):
        return False
    return all(mine == theirs or abs(mine - theirs)
               <= old["atol"] + old["rtol"] * abs(theirs)
               or (mine != mine and theirs != theirs)
               for new_row, old_row in zip(new["values"], old["values"])
               for mine, theirs in zip(map(float, new_row),
                                       map(float, old_row)))


def differences(committed, recorded):
    """Prints what differs of a file; how many cases do."""
    old = cases_of(committed) if committed.exists() else {}
    new = cases_of(recorded)
    bad = [name for name in {**old, **new}
           if name not in old or name not in new
           or not same(old[name], new[name])]
    print(f"{committed.name}: {len(new)} cases, {len(bad)} differ", flush=True)
    for name in bad[:20]:
        where = ("new" if name not in old else "gone" if name not in new
                 else "differs")
        print(f"    {where}: {name}")
    return len(bad)


def main():
    """Record in a copy, and compare."""
    chosen = [name for name in sys.argv[1:] if name != "--write"]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(HERE, Path(folder) / "reference"))
        for name, scripts, packages in environments():
            scripts = [script for script in scripts if records(script)
                       and (not chosen or script.name in chosen)]
            if not scripts:
                continue
            python = python_of(name, packages)
            for script in scripts:
                run = subprocess.run([python, copy / script.name], text=True,
                                     capture_output=True, check=False)
                if run.returncode:
                    print(f"{script.name} failed:\n{run.stderr}", flush=True)
                    bad += 1
                    continue
                for suffix in (".jsonl", ".txt"):
                    recorded = (copy / script.name).with_suffix(suffix)
                    if not recorded.exists():
                        continue
                    committed = HERE / recorded.name
                    bad += differences(committed, recorded)
                    if "--write" in sys.argv:
                        shutil.copy(recorded, committed)
    return bad > 0


sys.exit(main())
