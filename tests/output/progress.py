#!/usr/bin/env python3
"""progress.py BINARY -- work over half a second shows a bar that fits the
window, and Ctrl-C leaves nothing half-written and says how to go on."""
import fcntl
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

SWEEP = ['sweep', '--vary', 'lr=1e-4:1:log400', '-n', '200000', '--jobs', '1',
         '--lanes', '1']
# A command, the words of its bar, what it says, and what it leaves.
CASES = [
    (['run', '-n', '1e9', '-o', 'rows.csv'], 'rows', 'no file was written',
     []),
    (SWEEP + ['-o', 'rows.csv'], 'runs', '-o sweep.db', []),
    (['compare', 'adam', 'sgd', '--tune', 'lr=1e-4:1:log', '--budget', '4000',
      '-n', '100000'], 'trials', 'nothing was written', []),
    (['compare', 'adam', 'sgd', '-n', '1e9'], 'rows', 'nothing was written',
     []),
    (['schedule', 'linear', 'cosine', '-n', '1e9', '-o', 'rows.csv'], 'rows',
     'no file was written', []),
    (['range-test', 'rosenbrock(dim=1000)', '-n', '1e6', '-o', 'rows.csv'],
     'rows', 'nothing was written', []),
    (['check', '-s', 'cosine', '-n', '1e9', '--expect', 'final.lr < 1'], 'rows',
     'to start over', []),
    (['check', '--gradients', 'chebyquad(dim=3000)'], 'points',
     'to start over', []),
    (SWEEP + ['-o', 'in.db'], 'runs', '-o in.db --resume', ['in.db']),
]


def interrupt(binary, command, width):
    """What a terminal gets of a command that is ended once it shows a bar."""
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ,
                    struct.pack('HHHH', 24, width, 0, 0))
        # What runs in the background is started without it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
        os.execv(binary, ['lrsim'] + command)
    text = b''
    while text.count(b'\r') < 3:
        try:
            text += os.read(terminal, 65536)
        except OSError:
            break
    os.kill(process, signal.SIGINT)
    try:
        while more := os.read(terminal, 65536):
            text += more
    except OSError:
        pass
    os.close(terminal)
    status = os.waitpid(process, 0)[1]
    return os.WTERMSIG(status), text.decode()


def judge(binary, command, words, says, leaves, width):
    signalled, text = interrupt(binary, command, width)
    bar = (text.split('\r') + [''])[1]
    full = rf'\[#*\.*\] \d+ %  \d+ of \d+ {words}, \S+/s, [\d:?]+ left *'
    good = (signalled == signal.SIGINT and says in text and
            len(bar) == width - 1 and
            (width < 80 or re.fullmatch(full, bar)) and
            [name for name in sorted(os.listdir())
             if not name.endswith(('-wal', '-shm'))] == leaves)
    if not good:
        print(f'progress: {width} columns: lrsim {" ".join(command)}: '
              f'signal {signalled}, {sorted(os.listdir())}\n{text!r}')
    return good


def main():
    binary = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        good = [judge(binary, *case, width)
                for case in CASES[:3] for width in (80, 30)]
        good += [judge(binary, *case, 80) for case in CASES[3:]]
        # What it said to type goes on.
        before = time.monotonic()
        done = subprocess.run([binary, *SWEEP, '-o', 'in.db', '--resume'],
                              check=False)
        good.append(done.returncode == 0)
        spent = time.monotonic() - before
    print(f'progress: {len(good)} interruptions, {good.count(False)} wrong; '
          f'{spent:.1f} s to go on')
    return not all(good)


if __name__ == '__main__':
    sys.exit(main())
