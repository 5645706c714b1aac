#!/usr/bin/env python3
"""seeds.py FOLDER -- what the fuzzers begin with, from the project's own
examples and tests: FOLDER/TARGET/ with a file for each text, and FOLDER/words,
a dictionary for libFuzzer."""

import codecs
import hashlib
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
FLAGS = re.compile(r"--(\w+)[ =]('[^']*'|\"[^\"]*\"|[^\s'\"]+)")
OF_FLAG = {
    "schedule": "short_form", "optimizer": "short_form",
    "problem": "short_form", "set": "override", "until": "expression",
    "expect": "expression",
}
# Where the strings of a folder's C files belong.
OF_FOLDER = {
    "tests/expression": "expression", "tests/spec": "short_form",
    "tests/schedule": "short_form", "tests/optimizer": "short_form",
    "tests/problem": "short_form", "tests/simulate": "short_form",
    "src/schedule": "short_form", "src/optimizer": "short_form",
    "src/problem": "short_form",
}


def literals(path):
    """The strings of a C file, adjacent ones joined."""
    for match in STRINGS.finditer(path.read_text()):
        pieces = re.findall(r'"((?:[^"\\\n]|\\.)*)"', match.group())
        yield codecs.decode("".join(pieces), "unicode_escape", "ignore")


def of_c_files():
    for folder, target in OF_FOLDER.items():
        for path in sorted((ROOT / folder).glob("*.c")):
            for text in literals(path):
                if text.startswith("{"):
                    yield "spec", text
                elif re.match(r"[\w$.\[\]]+=", text):
                    yield "override", text
                else:
                    yield target, text


def of_commands():
    files = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    files += sorted((ROOT / "tests/cli/wrong").glob("*.txt"))
    files += sorted((ROOT / "tests/cli/golden").glob("*/cmd"))
    for path in files:
        text = path.read_text(errors="replace")
        for flag, value in FLAGS.findall(text):
            if flag in OF_FLAG:
                yield OF_FLAG[flag], value.strip("'\"")
        for spec in re.findall(r"'(\{[^']*\})'", text):
            yield "spec", spec


def of_specs():
    for path in sorted((ROOT / "schedules").rglob("*.json")):
        yield "spec", path.read_text()


def of_code():
    """The constructions that are recorded, and the scripts of golden runs."""
    for path in sorted((ROOT / "tests/reference").glob("*_code.jsonl")):
        for line in path.read_text().splitlines()[1:]:
            spec = json.loads(line)["spec"]
            for made in (spec.get("schedule"), spec.get("optimizer")):
                if isinstance(made, str):
                    yield "short_form", made
                    yield "script", f"import torch\nlr = 0.1\nx = {made}\n"
    for path in sorted((ROOT / "tests/cli/golden").glob("*/cmd")):
        text = path.read_text(errors="replace")
        for script in re.findall(r"\.py <<'?END'?\n(.*?)\nEND\n", text, re.S):
            yield "script", script
        if "schedule '" in text:
            for words in re.findall(r"^schedule ('(?:[^\n]|\\\n)*)", text,
                                    re.M):
                yield "script", "\n".join(re.findall(r"'([^']*)'", words))


def of_logs():
    for text in literals(ROOT / "tests/tables/log_test.c"):
        if "\n" in text:
            yield "log", text
    for path in sorted((ROOT / "tests/training/logs").iterdir()):
        yield "log", "".join(path.read_text().splitlines(True)[:12])


def of_configurations():
    for path in sorted((ROOT / "tests/training/configs").iterdir()):
        yield "configuration", path.read_text()
    text = (ROOT / "tests/cli/wrong/configurations.txt").read_text()
    for quoted in re.findall(r"printf '([^']*)'", text):
        yield "configuration", codecs.decode(quoted, "unicode_escape",
                                             "ignore")
    for path in sorted((ROOT / "tests/reference").glob(
            "*_configurations.jsonl")):
        for line in path.read_text().splitlines()[1::5]:
            text = json.loads(line)["configuration"]
            yield "configuration", text
            if text.startswith("--"):
                yield "arguments", "\n".join(text.split())


def main():
    folder = pathlib.Path(sys.argv[1])
    words = set()
    for target in ("spec", "short_form", "expression", "override", "script",
                   "log", "configuration", "arguments"):
        (folder / target).mkdir(parents=True, exist_ok=True)
    for source in (of_c_files, of_commands, of_specs, of_code, of_logs,
                   of_configurations):
        for target, text in source():
            data = text.encode("utf-8", "replace")
            name = hashlib.sha1(data).hexdigest()[:16]
            (folder / target / name).write_bytes(data)
            words.update(re.findall(r"[A-Za-z_]\w{2,19}", text))
    (folder / "words").write_text(
        "".join(f'"{word}"\n' for word in sorted(words) if word.isascii()))


main()
