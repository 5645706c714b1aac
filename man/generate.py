#!/usr/bin/env python3
"""Prints lrsim.1 with its generated parts made anew from the program.

    man/generate.py BINARY >lrsim.1.new

A generated part stands between `.\\" BEGIN name (generated)` and
`.\\" END`; PARTS below says what each is made from. The tests compare what
this prints with the page."""

import json
import pathlib
import re
import subprocess
import sys
import textwrap

PAGE = pathlib.Path(__file__).with_name("lrsim.1")
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


def helps():
    """(name, --help) of all commands."""
    summary = lrsim("--help").split("Commands:\n")[1].split("\n\n")[0]
    return [(name, lrsim(name, "--help"))
            for name in re.findall(r"^  ([\w-]+)  ", summary, re.M)]


def synopsis_of(help_text):
    """"[A|B] [SPEC.json...]" as macros."""
    words = help_text.split("\n")[0].split()[3:]
    for word in words:
        bare, dots, _ = word.strip("[]").partition("...")
        kind = "Ar" if bare[0].isupper() else "Cm"
        macro = ("%s %s %s" % (kind, bare.replace("|", " | "), dots)).strip()
        yield ".Op " + macro if word[0] == "[" else "." + macro


def synopsis():
    return [line for name, text in helps()
            for line in (".Nm", ".Cm " + name, *synopsis_of(text))]


def commands():
    lines = []
    for name, text in helps():
        paragraphs = text.split("\nOptions:")[0].strip().split("\n\n")[1:]
        said = " ".join(" ".join(paragraphs).split())
        lines += [".It Cm " + name, *(sentence(s) for s in
                                      re.split(r"(?<=[.]) +(?=[A-Z])", said))]
    return [".Bl -tag -width describe", *lines, ".El"]


def parse_options(help_text):
    """(letter, name, argument, meaning) of each."""
    row = re.compile(r"^  (?:-(\w), |    )--([a-z-]+)((?: |\[)\S+)?"
                     r"(?:  +(.*))?((?:\n {20}.*)*)", re.M)
    for found in row.finditer(help_text.split("\nOptions:\n")[1]):
        letter, name, argument, first, rest = found.groups()
        meaning = " ".join(((first or "") + rest).split())
        yield letter, name, (argument or ""), meaning


def option_macro(letter, name, argument):
    flags = ["Fl " + letter] if letter else []
    flags.append("Fl -" + name)
    if argument.startswith("["):
        value = "Ns Op = Ns Cm " + argument.strip("[=]")
    elif argument.strip().islower():
        value = "Cm" + argument.replace("|", " | ")
    else:
        value = "Ar" + argument if argument else ""
    return ".It " + " , ".join(("%s %s" % (f, value)).strip() for f in flags)


def options():
    texts = helps()
    of, rows = {}, {}
    for command, text in texts:
        for row in parse_options(text):
            of.setdefault(row[1], []).append(command)
            rows[row[1]] = row
    # All commands together stand last.
    groups = sorted(dict.fromkeys(tuple(c) for c in of.values()),
                    key=lambda group: len(group) == len(texts))
    lines = []
    for group in groups:
        names = [name for name in rows if tuple(of[name]) == group]
        who = (", ".join(group[:-1]) + " and " + group[-1]
               if len(group) > 1 else group[0])
        if len(group) == len(texts):
            who = "every command"
        lines += [".Ss Of " + who, ".Bl -tag -width Ds"]
        for name in names:
            letter, _, argument, meaning = rows[name]
            lines += [option_macro(letter, name, argument), sentence(meaning)]
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
