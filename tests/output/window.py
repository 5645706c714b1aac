#!/usr/bin/env python3
"""window.py BINARY -- drawings in windows of all sizes, from 1x1 to 300x100:
every command that draws.  The drawing, the words below it and a prompt fit, and
no line of the drawing wraps.

window.py WIDTH HEIGHT COMMAND... -- print what a terminal of this size gets of
a command."""
import concurrent.futures
import fcntl
import os
import pty
import random
import re
import struct
import sys
import tempfile
import termios
import unicodedata

SIZES = [(80, 24), (40, 12), (120, 40), (200, 60), (80, 14), (60, 18), (1, 1),
         (300, 100), (2, 2), (20, 5), (300, 1), (1, 100)]
PANELS = ['lr', 'loss', 'params', 'grad_norm', 'gap', 'path', 'surface']
OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'adagrad', 'adamw', 'nadam', 'radam']
SCHEDULES = ['cosine_annealing(100)', 'step(30)', 'linear', 'exponential(0.9)']
ENVIRONMENTS = [{'LANG': 'C.UTF-8'}, {'LANG': 'C'},
                {'LANG': 'C.UTF-8', 'NO_COLOR': '1'},
                {'LANG': 'C', 'TERM': 'dumb'},
                {'LANG': 'C.UTF-8', 'TERM': 'xterm-256color'}]


def commands(table):
    for count in range(1, len(PANELS) + 1):
        yield ['run', '--steps', '300', '--schedule', 'cosine', '--plot',
               ','.join(PANELS[:count])]
    yield ['run', '--optimizer', 'sgd(lr=1)', '--plot', 'lr,loss,path']
    yield ['run', '--title', '\u5b66\u7fd2 a title ' * 20, '--plot',
           'lr,loss,params']
    yield ['run', '--title', 'a title', '--summary', '--plot', 'lr,loss,params']
    yield ['run', '--seeds', '5', '--noise', '1', '--steps', '100']
    yield ['run', '--steps', '100', '--schedule', 'one_cycle(0.1, 90)']
    for count in (3, 7):
        yield ['compare', '--terminal', 'dumb', '--steps', '200'] + [
            word for name in OPTIMIZERS[:count]
            for word in ('--optimizer', name)]
    yield ['compare', '--steps', '200', '--target', '1e-3'] + [
        word for name in OPTIMIZERS[:4] for word in ('--optimizer', name)]
    yield ['compare', 'adam', 'sgd(momentum=0.9)', 'lion', 'rosenbrock', 'beale',
           '--steps', '200', '--plot', 'path,loss']
    yield ['compare', 'adam', 'sgd', '--steps', '200', '--format', 'txt']
    yield ['sweep', '--vary', 'lr=1e-4:1:log20', '--vary', 'seed=1,2',
           '--steps', '20']
    yield ['schedule', '--steps', '100'] + [
        word for text in SCHEDULES for word in ('--schedule', text)]
    yield ['schedule', '--schedule', 'step(30)', '--steps', '100']
    yield ['range-test']
    yield ['plot', table]
    yield ['plot', table, '--y', 'lr,loss,a,b,c,d,e']
    yield ['plot', table, table, '--y', 'loss', '--logy', '--logx']


def show(command, width, height, environment):
    """The exit status, and what a terminal of this size gets."""
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ,
                    struct.pack('HHHH', height, width, 0, 0))
        os.execvpe(command[0], command, environment)
    text = b''
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:
            more = b''
        if not more:
            break
        text += more
    os.close(terminal)
    status = os.waitpid(process, 0)[1]
    return status, text.decode().replace('\r\n', '\n')


def columns(line):
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in line)


def cases():
    """Command, width, height, environment."""
    draw = random.Random(1)
    for command in commands('table.csv'):
        for width, height in SIZES:
            yield command, width, height, draw.choice(ENVIRONMENTS)
        for _ in range(6):
            yield (command, int(300 ** draw.random()),
                   int(100 ** draw.random()), draw.choice(ENVIRONMENTS))


def judge(binary, command, width, height, environment):
    """What is wrong with a drawing; nothing where it is as it must be."""
    status, text = show([binary] + command, width, height,
                        {'TERM': 'xterm', 'PATH': os.environ['PATH'],
                         **environment})
    lines = [re.sub('\x1b\\[[0-9;]*m', '', line) for line in text.splitlines()]
    drawn = [line for line in lines if not line.startswith('lrsim: ')]
    said = sum(max(1, -(-len(line) // width)) for line in lines
               if line.startswith('lrsim: '))
    widest = max(map(columns, drawn), default=0)
    # What is asked for is printed, and so are messages, whatever the room.
    fits = ('--summary' in command and (height < 14 or width < 40)) or (
        widest <= width and len(drawn) <= max(1, height - 1 - said))
    # Tables are as high as they are, and as wide as their first columns.
    if command[0] == 'sweep':
        fits = widest <= width
    if command[0] == 'compare' and '--target' in command:
        fits = widest <= width or width < 40
    escapes = '\x1b' in text
    plain = 'NO_COLOR' in environment or environment.get('TERM') == 'dumb'
    ascii_only = environment['LANG'] == 'C' or 'dumb' in command
    if (status == 0 and drawn and fits and not (plain and escapes) and
            (not ascii_only or text.isascii())):
        return ''
    return (f'window: {width}x{height}: {environment} lrsim '
            f'{" ".join(command)}: status {status}, {len(drawn)} rows and '
            f'{said} of messages, {widest} columns\n{text}')


def main():
    if len(sys.argv) > 2:
        status, text = show(sys.argv[3:], int(sys.argv[1]), int(sys.argv[2]),
                            os.environ)
        sys.stdout.write(text)
        return status != 0
    binary = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open('table.csv', 'w') as file:
            print('step,lr,loss,a,b,c,d,e', file=file)
            for i in range(50):
                print(i, 1 / (i + 1), 100 / (i + 1), *range(i, i + 5),
                      sep=',', file=file)
        with concurrent.futures.ProcessPoolExecutor() as pool:
            drawings = [pool.submit(judge, binary, *case) for case in cases()]
            wrong = [text for text in (drawing.result()
                                       for drawing in drawings) if text]
    for text in wrong:
        print(text)
    print(f'window: {len(drawings)} drawings, {len(wrong)} are wrong')
    return len(wrong) > 0


if __name__ == '__main__':
    sys.exit(main())
