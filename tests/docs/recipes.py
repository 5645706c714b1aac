#!/usr/bin/env python3
"""recipes.py -- follow the recipes of CONTRIBUTING.md in a copy of the tree.

A block marked `c` that begins with "/* FILE.c -- " becomes that file, and a
block marked `diff` changes a file: the last path with this name, or the last
path, that the text before it names.  The lines of a diff that are not added
must be found once in the file.  The copy is built, the law tests are run, and
then the document's commands, by run.sh."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DOCUMENT = 'CONTRIBUTING.md'
COPIED = ['src', 'tests', 'man', 'schedules', 'docs', 'Makefile', 'VERSION',
          'CHANGELOG.md', DOCUMENT]
SUITES = ['kind_law', 'row_law', 'schedule_law', 'optimizer', 'problem']


def blocks(text):
    """The kind and the lines of each block, and the path named before it."""
    path = None
    for part in re.split(r'^(```\w+\n.*?^```\n)', text, flags=re.M | re.S):
        found = re.match(r'```(\w+)\n(.*?)```\n', part, re.S)
        if found:
            yield found[1], found[2], path
        for name in re.findall(r'`(src/[\w/.]+)`', part):
            path = name


def change(path, diff):
    """Applies a diff without line numbers."""
    lines = diff.splitlines(keepends=True)
    old = ''.join(line[1:] for line in lines if line[0] != '+')
    new = ''.join(line[1:] for line in lines if line[0] != '-')
    text = path.read_text()
    count = text.count(old)
    if count != 1:
        sys.exit(f'recipes: {path.name} has {count} times:\n{old}')
    path.write_text(text.replace(old, new))


def follow(tree):
    """Makes the changes of all recipes, and leaves the commands in the
    document; returns how many changes."""
    count = 0
    document = (tree / DOCUMENT).read_text()
    (tree / DOCUMENT).write_text(re.sub(
        r'^```(c|diff)\n.*?^```\n', '', document, flags=re.M | re.S))
    for kind, text, path in blocks(document):
        if kind == 'diff':
            change(tree / path, text)
        elif kind == 'c' and re.match(r'/\* \w+\.c -- ', text):
            name = re.match(r'/\* (\w+\.c) -- ', text)[1]
            if not path.endswith('/' + name):
                sys.exit(f'recipes: no path is given for {name}')
            (tree / path).write_text(text)
        else:
            continue
        count += 1
    return count


def run(tree, *command):
    process = subprocess.run(command, cwd=tree, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if process.returncode:
        sys.exit('recipes: %s:\n%s' % (
            ' '.join(command), '\n'.join(process.stdout.splitlines()[-30:])))


def main():
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder)
        for name in COPIED:
            copy = shutil.copytree if (SOURCE / name).is_dir() else shutil.copy
            copy(SOURCE / name, tree / name)
        count = follow(tree)
        for name in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL'):
            os.environ.pop(name, None)
        run(tree, 'make', f'-j{os.cpu_count()}', 'BUILD=build',
            'CFLAGS=-O0 -Werror', 'build/lrsim', 'build/tests/all')
        for suite in SUITES:
            run(tree, 'build/tests/all', suite)
        run(tree, 'tests/layers.sh')
        run(tree, 'tests/docs/run.sh', 'build/lrsim', DOCUMENT)
    print(f'recipes: {count} changes; built, and the commands print what is '
          'shown')


main()
