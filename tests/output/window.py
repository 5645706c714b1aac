#!/usr/bin/env python3
"""window.py BINARY -- drawings in windows of all sizes, from 1x1 to 300x100:
every command draws.  In those that have room, the drawing, the words below it
and a prompt fit, and no line of the drawing wraps.

Without gnuplot it is left out, unless NO_SKIP is set."""
import concurrent.futures
import fcntl
import os
import pty
import random
import re
import shutil
import struct
import sys
import tempfile
import termios

SIZES = [(80, 24), (40, 12), (120, 40), (200, 60), (80, 14), (60, 18)]
PANELS = ['lr', 'loss', 'params', 'grad_norm', 'gap', 'path', 'surface']
OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'adagrad', 'adamw', 'nadam', 'radam']
SCHEDULES = ['cosine_annealing(100)', 'step(30)', 'linear', 'exponential(0.9)']


def commands(table):
    for count in range(1, len(PANELS) + 1):
        yield ['run', '--steps', '300', '--plot', ','.join(PANELS[:count])]
    yield ['run', '--optimizer', 'sgd(lr=1)', '--plot', 'lr,loss,path']
    yield ['run', '--title', 'a title', '--summary', '--plot', 'lr,loss,params']
    yield ['run', '--steps', '100', '--schedule', 'one_cycle(0.1, 90)']
    for count in (3, 7):
        yield ['compare', '--terminal', 'dumb', '--steps', '200'] + [
            word for name in OPTIMIZERS[:count]
            for word in ('--optimizer', name)]
    yield ['compare', '--steps', '200', '--target', '1e-3'] + [
        word for name in OPTIMIZERS[:4] for word in ('--optimizer', name)]
    yield ['schedule', '--steps', '100'] + [
        word for text in SCHEDULES for word in ('--schedule', text)]
    yield ['schedule', '--schedule', 'step(30)', '--steps', '100']
    yield ['range-test']
    yield ['plot', table]
    yield ['plot', table, '--y', 'lr,loss,a,b,c,d,e']


def show(binary, command, width, height):
    """What a terminal of this size gets."""
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ,
                    struct.pack('HHHH', height, width, 0, 0))
        os.execve(binary, [binary] + command,
                  dict(os.environ, TERM='xterm', LANG='C.UTF-8'))
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


def rows(line, width):
    return max(1, -(-len(line) // width))


# What a summary in a low window once ran out of, and the least window.
CRASHES = [(['schedule', '--schedule', 'linear(0.123456789)', '--lr',
             '0.0012345678', '--steps', '20'],
            [(80, 7), (40, 12), (30, 18), (24, 24), (1, 1), (300, 100)]),
           (['run', '--steps', '50'], [(30, 11), (1, 1), (300, 100)])]


def cases():
    """Command, width, height, and whether the drawing must fit."""
    for command in commands('table.csv'):
        for width, height in SIZES:
            # What is asked for is printed, whatever there is room for.
            yield (command, width, height,
                   '--summary' not in command or height >= 14)
    for command, sizes in CRASHES:
        for width, height in sizes:
            yield command, width, height, False
    draw = random.Random(1)
    for command in commands('table.csv'):
        for _ in range(3):
            yield (command, int(300 ** draw.random()),
                   int(100 ** draw.random()), False)


def judge(binary, command, width, height, fits):
    """What is wrong with a drawing; nothing where it is as it must be."""
    status, text = show(binary, command, width, height)
    lines = [re.sub('\x1b\\[[0-9;]*m', '', line) for line in text.splitlines()]
    taken = sum(rows(line, width) for line in lines)
    drawn = [line for line in lines if not line.startswith('lrsim: ')]
    widest = max(map(len, drawn), default=0)
    if status == 0 and taken >= 4 and (
            not fits or (4 < taken < height and widest <= width)):
        return ''
    return (f'window: {width}x{height}: lrsim {" ".join(command)}: '
            f'status {status}, {taken} rows, {widest} columns\n{text}')


def main():
    binary = os.path.realpath(sys.argv[1])
    if not shutil.which('gnuplot'):
        print('window: gnuplot is not installed, and so nothing is drawn')
        return 1 if os.environ.get('NO_SKIP') else 0
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
