#!/usr/bin/env python3
"""run.py BINARY [NAME...] -- run the command-line tests, on all cores.

golden/NAME/cmd is run by sh in an empty folder, with `lrsim` in PATH and the
project's files in $SRC.  Its standard output must be the file out, its standard
error err, and its exit status the number in status; a file that is missing
means nothing, nothing and 0.

wrong/NAME.txt has three lines a case: "$ command", the exit status with the one
line of standard error behind it, and an empty line.  The command must print
nothing on standard output and leave no file but its inputs, in.*.

A line "# needs PROGRAM..." in cmd, or above a case in wrong/, skips the case
where a program is missing, or SQLite, libyaml or glibc in the binary for the
words sqlite, yaml and glibc, as skip.sh says.  A case with a file .yaml or .yml
needs yaml, and one with /dev/full or `ulimit -v` a system with those.  A case
that takes a permission away (chmod a-) is not run by root, who may do
everything.

Each line of ordinary.txt is a name and the options of a training schedule as
published recipes have it, of which `lrsim check --strict` must not warn.

With NAMEs, only the golden folders and the files in wrong/ of these names run.
WRAPPER may hold a command that runs the program, such as valgrind; it is slow,
and so it gets each eighth case of wrong/."""
import collections
import concurrent.futures
import difflib
import functools
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = SOURCE / 'tests/cli/golden'
WRONG = SOURCE / 'tests/cli/wrong'
ORDINARY = SOURCE / 'tests/cli/ordinary.txt'
REFUSALS = SOURCE / 'tests/reference/torch_refusals.txt'
WRAPPER = os.environ.get('WRAPPER')
# Seconds; guards against hanging.  Quiet, the slowest case takes 4 s, and
# 90 s under valgrind.
LIMIT = 3600 if WRAPPER else 300
# What works only where the binary has a library, or the system a feature.
PROBES = {
    '/dev/full': 'test -e /dev/full',
    'ulimit -v': 'ulimit -v 1000000',  # not on macOS
    # Another libm gives other last digits, another libc other messages.
    'glibc': "test $(lrsim schedule 'cosine_annealing(5)' --lr 0.1 --at 6) = "
             "0.009549150281252623",
    'sqlite': 'lrsim sweep --vary seed=1 --steps 1 -o probe.db',
    'yaml': 'echo "lr: 1" >a.yaml; ! lrsim spec a.yaml 2>&1 | grep "build with"',
}
# By what a case shows that it needs them.
SIGNS = {'yaml': r'\.ya?ml\b', '/dev/full': '/dev/full', 'ulimit -v': 'ulimit -v'}
UNSET = ['NO_COLOR', 'LANGUAGE', 'COLUMNS', 'LINES', 'POSIXLY_CORRECT']


class Case:
    def __init__(self, name, command, expected, needs=(), clean=False):
        self.name = name
        self.command = command
        self.expected = expected  # of out, err and status; None is not tested
        self.needs = needs
        self.clean = clean  # no file may be left


def needs(text):
    """What the comments of a case name, and what its files show."""
    named = ' '.join(re.findall(r'^# needs (.*)$', text, re.M)).split()
    for need, sign in SIGNS.items():
        if re.search(sign, text):
            named.append(need)
    return named


def golden_cases():
    for folder in sorted(GOLDEN.iterdir()):
        files = {file.name: file.read_bytes() for file in folder.iterdir()}
        command = files['cmd'].decode()
        yield folder.name, Case(folder.name, command, {
            'out': files.get('out', b''), 'err': files.get('err', b''),
            'status': files.get('status', b'0\n')}, needs(command))


def pairs(path):
    """The command and the line below it of each case, with its comments."""
    command, comments = None, ''
    for line in path.read_text().splitlines():
        if line.startswith('$ '):
            command = line[2:]
        elif line.startswith('#'):
            comments += line + '\n'
        elif command:
            yield command, line, needs(comments + command)
            command, comments = None, ''


def wrong_cases():
    count = 0
    for path in sorted(WRONG.iterdir()):
        for command, line, programs in pairs(path):
            count += 1
            status, message = line.split(' ', 1)
            if not WRAPPER or count % 8 == 0:
                yield path.stem, Case(command, command + '\n', {
                    'out': b'', 'err': message.encode() + b'\n',
                    'status': status.encode() + b'\n'}, programs, True)


def ordinary_cases():
    """What `check` does not warn of."""
    for line in ORDINARY.read_text().splitlines():
        name, options = line.split(': --', 1)
        yield ORDINARY.stem, Case(
            name, 'lrsim check --strict --%s\n' % options,
            {'out': b'', 'err': b'', 'status': b'0\n'}, clean=True)


def refused_cases():
    """What PyTorch refuses to make is refused."""
    for command, line, _ in pairs(REFUSALS):
        if line.startswith('made: '):
            yield REFUSALS.stem, Case(command, command + '\n',
                                      {'status': b'2\n'})


def is_for_this_user(case):
    return 'chmod a-' not in case.command or os.geteuid() != 0


@functools.cache
def has(need, binary):
    """Whether this system has a program, or the binary a library."""
    if need not in PROBES:
        return shutil.which(need) is not None
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            'lrsim() { %s "$@"; }; %s' % (shlex.quote(binary), PROBES[need]),
            shell=True, cwd=folder, capture_output=True).returncode == 0


def missing(case, binary):
    """The first need of the case that is not met here, or None."""
    return next((need for need in case.needs if not has(need, binary)), None)


def differences(case, what, expected, actual):
    if expected is None or expected == actual:
        return ''
    lines = difflib.unified_diff(
        expected.decode(errors='replace').splitlines(),
        actual.decode(errors='replace').splitlines(),
        n=0, lineterm='')
    return 'cli: %s: %s differs (- expected, + actual):\n%s\n' % (
        case.name, what, '\n'.join(list(lines)[2:22]))


def run(case, environment, scratch):
    """What differs, or nothing."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        folder = pathlib.Path(folder)
        (folder / 'work').mkdir()
        (folder / 'cmd').write_text(case.command)
        with open(folder / 'out', 'wb') as out, \
                open(folder / 'err', 'wb') as err:
            process = subprocess.Popen(
                ['sh', '../cmd'], cwd=folder / 'work', env=environment,
                stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                start_new_session=True)
            try:
                status = process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return 'cli: %s: still runs after %d s\n' % (case.name, LIMIT)
        status = status if status >= 0 else 128 - status
        actual = {'out': (folder / 'out').read_bytes(),
                  'err': (folder / 'err').read_bytes(),
                  'status': b'%d\n' % status}
        text = ''.join(differences(case, what, expected, actual[what])
                       for what, expected in case.expected.items())
        left = [name for name in sorted(os.listdir(folder / 'work'))
                if not name.startswith('in.')]
        if case.clean and left:
            text += 'cli: %s: leaves %s\n' % (case.name, ' '.join(left))
        return text


def environment_with(binary, scratch):
    program = scratch / 'bin' / 'lrsim'
    program.parent.mkdir()
    if WRAPPER:  # by its path: a case may change PATH
        tool, *words = shlex.split(WRAPPER)
        program.write_text('#!/bin/sh\nexec %s "$@"\n' % shlex.join(
            [shutil.which(tool), *words, binary]))
        program.chmod(0o755)
    else:
        program.symlink_to(binary)
    result = {name: value for name, value in os.environ.items()
              if name not in UNSET}
    result.update(PATH='%s:%s' % (program.parent, os.environ['PATH']),
                  SRC=str(SOURCE), LC_ALL='C.UTF-8', TERM='xterm')
    return result


def main():
    binary = os.path.realpath(sys.argv[1])
    names = sys.argv[2:]
    cases = [case for source in (golden_cases, wrong_cases,
                                ordinary_cases, refused_cases)
             for name, case in source()
             if (not names or name in names) and is_for_this_user(case)]
    if not cases:
        sys.exit('cli: no test is named %s' % ' or '.join(names))
    # nohup ignores it, and what is started from here would too.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    skipped = collections.Counter(
        filter(None, (missing(case, binary) for case in cases)))
    cases = [case for case in cases if not missing(case, binary)]
    passed = 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        environment = environment_with(binary, scratch)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for text in pool.map(
                    lambda case: run(case, environment, scratch), cases):
                passed += not text
                sys.stdout.write(text)
    failed = len(cases) - passed
    for need, count in sorted(skipped.items()):
        failed += subprocess.run([
            SOURCE / 'tests/skip.sh', 'cli',
            '%d command lines, for want of %s' % (count, need)]).returncode
    print('cli: %d passed, %d failed' % (passed, failed))
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
