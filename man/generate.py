#!/usr/bin/env python3
"""Prints a manual page, or a page of docs/, with its generated parts made anew.

    man/generate.py BINARY TABLES PAGE >PAGE.new

TABLES is the program made of tables.c.

A generated part is between `.\\" BEGIN name (generated)` and `.\\" END`, in
Markdown between `<!-- BEGIN name (generated) -->` and `<!-- END -->`; PARTS
below says what each is made from. The tests compare what this prints with the
page."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[1]
Command = collections.namedtuple(
    "Command", "name operands summary notes example")
Option = collections.namedtuple(
    "Option", "name letter argument heading commands meaning")


def lrsim(*arguments):
    return subprocess.run([sys.argv[1], *arguments], check=True,
                          capture_output=True, text=True).stdout


def escape(text):
    """Text that comes out of roff as it goes in, ready to be pasted."""
    for plain, roff in (("\\", "\\e"), ("'", "\\(aq"), ("-", "\\-"),
                        ("^", "\\(ha"), ("~", "\\(ti")):
        text = text.replace(plain, roff)
    return re.sub(r"^\.", r"\\&.", text, flags=re.M)


def quoted(text):
    """One argument of a macro; a lone sign is no punctuation."""
    return '"\\&%s\\&"' % escape(text).replace('"', '\\(dq')


def literal(text):
    return [".Bd -literal -offset 2n", *escape(text).split("\n"), ".Ed"]


def prose(text):
    """Lines of text, none of which is a macro."""
    return escape("\n".join(textwrap.wrap(text, 72, break_on_hyphens=False,
                                          break_long_words=False)))


def sentence(text):
    return prose(text[0].upper() + text[1:].rstrip(".") + ".")


def tables():
    """The rows of all commands, options, configurations and shapes of logs."""
    lines = subprocess.run([sys.argv[2]], check=True, capture_output=True,
                           text=True).stdout.rstrip("\n").split("\n")
    rows = [line.replace("\f", "\n").split("\t") for line in lines]
    return ([Command(*row[1:]) for row in rows if row[0] == "command"],
            [Option(*row[1:5], row[5].split(), row[6])
             for row in rows if row[0] == "option"],
            [row[1:] for row in rows if row[0] == "dialect"],
            [row[1:] for row in rows if row[0] == "shape"])


def synopsis_of(command):
    """"[A|B] [SPEC.json...]" as macros."""
    for word in command.operands.split():
        bare, dots, _ = word.strip("[]").partition("...")
        kind = "Ar" if bare[0].isupper() else "Cm"
        macro = ("%s %s %s" % (kind, bare.replace("|", " | "), dots)).strip()
        yield ".Op " + macro if word[0] == "[" else "." + macro


def synopsis():
    return [line for command in tables()[0]
            for line in (".Nm", ".Cm " + command.name, *synopsis_of(command))]


def sentences(text):
    return [sentence(s) for s in re.split(r"(?<=[.]) +(?=[A-Z])", text)]


def commands():
    lines = []
    for command in tables()[0]:
        lines += [".It Cm " + command.name, sentence(command.summary)]
        for paragraph in filter(None, command.notes.split("\n")):
            lines += [".Pp", *sentences(paragraph)]
    return [".Bl -tag -width describe", *lines, ".El"]


def option_macro(option):
    flags = ["Fl " + option.letter] if option.letter else []
    flags.append("Fl -" + option.name)
    argument = option.argument
    if argument.startswith("["):
        value = "Ns Op = Ns Cm " + argument.strip("[=]")
    elif argument.islower():
        value = "Cm " + argument.replace("|", " | ")
    else:
        value = "Ar " + argument if argument else ""
    return ".It " + " , ".join(("%s %s" % (f, value)).strip() for f in flags)


def listed(names):
    return (names[0] if len(names) == 1 else
            ", ".join(names[:-1]) + " and " + names[-1])


def whose(commands, usual):
    """Which commands have an option, beside the usual ones of its heading."""
    if commands == usual:
        return []
    more = [name for name in commands if name not in usual]
    fewer = [name for name in usual if name not in commands]
    if not fewer:
        return [sentence("Also of " + listed(more))]
    if not more and len(fewer) < len(commands):
        return [sentence("Not of " + listed(fewer))]
    return [sentence("Of " + listed(commands))]


def options():
    """By their headings; the commands that most of a heading's options are of
    are named once."""
    lines = []
    everywhere = [command.name for command in tables()[0]]
    rows = tables()[1]
    for heading in dict.fromkeys(row.heading for row in rows):
        group = [row for row in rows if row.heading == heading]
        usual = list(collections.Counter(
            tuple(row.commands) for row in group).most_common(1)[0][0])
        lines.append(".Ss " + heading)
        if usual != everywhere:
            lines.append(sentence("Unless noted otherwise, options of " +
                                  listed(usual)))
        lines.append(".Bl -tag -width Ds")
        for row in group:
            lines += [option_macro(row), sentence(row.meaning),
                      *whose(row.commands, usual)]
        lines.append(".El")
    return lines


def own_rows(kind, others):
    """Without the rows that all kinds of a family begin with."""
    common = [row["name"] for row in others[0]["parameters"]]
    shared = kind["family"] == "problem" and kind is not others[0]
    return [row for row in kind["parameters"]
            if not shared or row["required"] or row["name"] not in common]


def signature(kind, others):
    """cosine_annealing(T_max=null, eta_min=0)"""
    rows = own_rows(kind, others)
    arguments = [row["name"] if row["required"] else
                 row["name"] + "=" + json.dumps(row["default"])
                 for row in rows]
    return "(%s)" % ", ".join(arguments) if rows else ""


def entry(kind, others):
    known = {kind["name"].lower(), kind["name"].lower().partition(".")[2]}
    names = [a for a in kind["aliases"] if a.lower() not in known]
    lines = [".It Cm " + kind["name"]]
    arguments = signature(kind, others)
    if arguments:
        lines[0] += " Ns Li " + quoted(arguments)
    lines.append(sentence(kind["summary"]))
    if names:
        lines.append(sentence("Also " + listed(names)))
    return lines


def family(plural):
    """One entry a kind, under the systems that they come from."""
    kinds = json.loads(lrsim("list", plural, "--json"))[plural]
    systems = collections.defaultdict(list)
    for kind in kinds:
        systems[kind["system"], kind["version"]].append(kind)
    lines = []
    for (system, version), group in systems.items():
        if len(systems) > 1:
            lines.append(".Ss " + escape(
                " ".join(filter(None, (system or "From papers", version)))))
        lines.append(".Bl -tag -width 2n -compact")
        for kind in group:
            lines += entry(kind, kinds)
        lines.append(".El")
    return lines


def table(plural):
    rows = json.loads(lrsim("list", plural, "--json"))[plural]
    lines = [".Bl -tag -width \"clamp(x, lo, hi)\" -compact"]
    for row in rows:
        lines += [".It Li " + quoted(row.get("usage", row["name"])),
                  prose(row["summary"])]
    return lines + [".El"]


def properties(rows):
    """The keys of an object of the schema, and of the objects in it."""
    lines = [".Bl -tag -width Ds -compact"]
    for name, row in rows.items():
        if name == "$schema":
            continue
        lines.append(".It Va " + name)
        default = "" if row.get("default") in ({}, None) else \
            "; default " + json.dumps(row["default"])
        lines.append(sentence(row["description"] + default))
        inner = row.get("properties") or row.get("items", {}).get("properties")
        lines += properties(inner) if inner else []
    return lines + [".El"]


def keys():
    return properties(json.loads(lrsim("schema"))["properties"])


def defaults():
    return literal(lrsim("spec").rstrip("\n"))


def markdown(head, rows):
    return ["| %s |" % head, "| --- | --- |",
            *("| `%s` | %s |" % tuple(row) for row in rows)]


def schedule_of(case, system_of):
    """The system of the schedule that a recorded case has; None without."""
    spec = case.get("spec")
    schedule = spec.get("schedule") if isinstance(spec, dict) else None
    if isinstance(schedule, dict):
        return system_of.get(schedule["type"].lower())
    names = re.findall(r"[\w.]+", schedule or "")
    return next((system_of[word.lower()] for name in names
                 for word in (name, name.rpartition(".")[2])
                 if word.lower() in system_of), None)


def systems():
    """Systems, their schedules and the cases recorded of them, as Markdown."""
    kinds = json.loads(lrsim("list", "schedules", "--json"))["schedules"]
    system_of = {}
    count = collections.Counter()
    for kind in kinds:
        system = " ".join(filter(None, (
            kind["system"] or "lrsim's own, and papers'", kind["version"])))
        system_of.update((name.lower(), system)
                         for name in (kind["name"], *kind["aliases"]))
        count[system, "kinds"] += 1
    for file in (ROOT / "tests/reference").glob("*.jsonl"):
        for line in file.read_text().splitlines()[1:]:
            case = json.loads(line)
            how = "transcribed" if case.get("source") == "transcription" \
                else "recorded"
            count[schedule_of(case, system_of), how] += 1
    return ["| system | schedules | cases recorded | transcribed |",
            "| --- | ---: | ---: | ---: |",
            *("| %s | %d | %s | %s |" % (system, count[system, "kinds"],
                                         count[system, "recorded"] or "",
                                         count[system, "transcribed"] or "")
              for system in dict.fromkeys(system_of.values()))]


PARTS = {"systems": systems, "configurations": lambda: markdown("kind | what it is", tables()[2]),
         "shapes": lambda: markdown("shape | what it is", tables()[3]),
         "synopsis": synopsis, "commands": commands, "options": options,
         "keys": keys, "defaults": defaults,
         **{name: lambda name=name: family(name)
            for name in ("schedules", "optimizers", "problems")},
         **{name: lambda name=name: table(name)
            for name in ("functions", "formats")}}


def main():
    part = re.compile(r"""((?:\.\\"|<!--)[ ]BEGIN[ ](\w+)[ ]\(generated\)[^\n]*\n)
                      .*?((?:\.\\"|<!--)[ ]END[^\n]*\n)""", re.S | re.X)
    print(part.sub(lambda found: found[1] +
                   "".join(line + "\n" for line in PARTS[found[2]]()) +
                   found[3], pathlib.Path(sys.argv[3]).read_text()), end="")


main()
