#!/usr/bin/env python3
"""Prints lrsim.1 with its generated parts made anew from the program.

    man/generate.py BINARY TABLES >lrsim.1.new

TABLES is the program made of tables.c.

A generated part stands between `.\\" BEGIN name (generated)` and
`.\\" END`; PARTS below says what each is made from. The tests compare what
this prints with the page."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import textwrap

PAGE = pathlib.Path(__file__).with_name("lrsim.1")
Command = collections.namedtuple(
    "Command", "name operands summary notes example")
Option = collections.namedtuple(
    "Option", "name letter argument heading commands meaning")
FAMILIES = ("schedules", "optimizers", "problems")


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
    """The rows of all commands and options."""
    lines = subprocess.run([sys.argv[2]], check=True, capture_output=True,
                           text=True).stdout.rstrip("\n").split("\n")
    rows = [line.replace("\f", "\n").split("\t") for line in lines]
    return ([Command(*row[1:]) for row in rows if row[0] == "command"],
            [Option(*row[1:5], row[5].split(), row[6])
             for row in rows if row[0] == "option"])


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


def options():
    """By their headings; the commands that most of a heading's options are of
    are named once."""
    lines = []
    everywhere = [command.name for command in tables()[0]]
    rows = tables()[1]
    for heading in dict.fromkeys(row.heading for row in rows):
        group = [row for row in rows if row.heading == heading]
        usual = collections.Counter(
            tuple(row.commands) for row in group).most_common(1)[0][0]
        lines.append(".Ss " + heading)
        if list(usual) != everywhere:
            lines.append(sentence("Unless noted otherwise, options of " +
                                  listed(usual)))
        lines.append(".Bl -tag -width Ds")
        for row in group:
            lines += [option_macro(row), sentence(row.meaning)]
            if tuple(row.commands) != usual:
                lines.append(sentence("Option of " + listed(row.commands)))
        lines.append(".El")
    return lines


def value_text(row):
    """What a parameter may be, in the words of `lrsim describe`."""
    text = row["type"]
    if row["range"]:
        text += " in " if row["range"][0] in "[(" else " "
        text += row["range"]
    if row["required"]:
        return text + ", required"
    return text + ", default " + json.dumps(row["default"])


FACTS = ("dimension", "start", "minimum", "properties", "domain")


def facts(family, name):
    """(word, text) of what `describe` adds for this kind alone."""
    text = lrsim("describe", "%s.%s" % (family, name))
    found = re.findall(r"^(%s) +(.*(?:\n {12}.*)*)$" % "|".join(FACTS), text,
                       re.M)
    return [(word, " ".join(lines.split())) for word, lines in found]


def own_rows(kind, others):
    """Without the rows that all kinds of a family begin with."""
    common = [row["name"] for row in others[0]["parameters"]]
    shared = kind["family"] == "problem" and kind is not others[0]
    return [row for row in kind["parameters"]
            if not shared or row["required"] or row["name"] not in common]


def parameters(rows):
    lines = [".Bl -tag -width Ds -compact"]
    for row in rows:
        lines += [".It Va %s Pq %s" % (row["name"], quoted(value_text(row))),
                  prose(row["meaning"])]
        lines += parameters(row["parameters"]) if "parameters" in row else []
    return lines + [".El"]


def describe(kind, others):
    names = [a for a in kind["aliases"] if a.lower() != kind["name"]]
    head = ".It Cm %s" % kind["name"]
    lines = [head + (" Pq also Cm " + " , ".join(names) if names else "")]
    lines += [sentence(kind["summary"]), *literal(kind["formula"])]
    rows = own_rows(kind, others)
    lines += [".Pp", *parameters(rows)] if rows else []
    extra = facts(kind["family"], kind["name"])
    lines += [".Pp"] if extra else []
    lines += [sentence("%s: %s" % (word, text)) for word, text in extra]
    return lines


def family(plural):
    lines = [".Bl -tag -width 2n"]
    kinds = json.loads(lrsim("list", plural, "--json"))[plural]
    for kind in kinds:
        lines += describe(kind, kinds)
    return lines + [".El"]


def table(plural):
    rows = json.loads(lrsim("list", plural, "--json"))[plural]
    lines = [".Bl -tag -width \"clamp(x, lo, hi)\" -compact"]
    for row in rows:
        lines += [".It Li " + quoted(row.get("usage", row["name"])),
                  prose(row["summary"])]
    return lines + [".El"]


def defaults():
    """The spec of no arguments; every key of it must be explained."""
    text = lrsim("spec").rstrip("\n")
    page = PAGE.read_text()
    for key in json.loads(text):
        if ".It Va %s\n" % key not in page:
            sys.exit("generate.py: %s explains no key %s" % (PAGE, key))
    return literal(text)


PARTS = {"synopsis": synopsis, "commands": commands, "options": options,
         "defaults": defaults,
         **{name: lambda name=name: family(name) for name in FAMILIES},
         **{name: lambda name=name: table(name)
            for name in ("functions", "formats")}}


def main():
    part = re.compile(r'(\.\\" BEGIN (\w+) \(generated\)\n).*?(\.\\" END\n)',
                      re.S)
    print(part.sub(lambda found: found[1] +
                   "".join(line + "\n" for line in PARTS[found[2]]()) +
                   found[3], PAGE.read_text()), end="")


main()
