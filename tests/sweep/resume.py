#!/usr/bin/env python3
"""Test sweeps in pieces, shards and databases, against the sweep in one piece.

    tests/sweep/resume.py BINARY [KILLS]

Shards are merged, from tables and from databases, into every format; and a
sweep that is killed KILLS times, at random moments, and resumed each time must
have lost nothing of what it had. In a build without SQLite, only tables are
tested."""

import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

LRSIM = os.path.realpath(sys.argv[1])
SKIP = pathlib.Path(__file__).parents[1] / "skip.sh"
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
# Values with commas and quotes, words that are numbers too, -0, and runs that
# diverge.
TEXTS = ["--steps", "40", "--start=-1,1", "--target", "1",
         "--vary", 'title=["a, \\"b\\"", plain, it\'s]',
         "--vary", "gradient.clip_norm=1,null",
         "--vary", "problem.start[0]=-0.0,1.5"]
GRID = [*TEXTS, "--vary", "optimizer=adam,sgd(momentum=0.9, nesterov=true)",
        "--vary", "lr=1e-4:10:log9"]
SAMPLE = [*TEXTS, "--vary", "optimizer=adam,adagrad(lr_decay=0.1)",
          "--vary", "lr=1e-4:10:log", "--random", "101"]
FORMATS = ("csv", "tsv", "jsonl", "json", "md")
failures = 0


def must(condition, what):
    global failures
    if not condition:
        print("store: " + what)
        failures += 1
    return condition


def lrsim(*arguments, status=0):
    """Standard output; whatever is on standard error is a failure."""
    done = subprocess.run([LRSIM, *arguments], capture_output=True)
    must(done.returncode == status and (status or not done.stderr),
         "%s: exit %d, not %d: %s" % (arguments, done.returncode, status,
                                      done.stderr.decode()))
    return done.stdout if not status else done.stderr.decode()


def check_shards(name, sweep, databases):
    whole = {f: lrsim("sweep", *sweep, "--format", f) for f in FORMATS}
    for count in (1, 2, 7, 64):
        tables, stores = [], []
        for i in range(1, count + 1):
            tables.append("%d.%s" % (i, "tsv" if i % 3 == 0 else "csv"))
            stores.append("%d.db" % i)
            outputs = [tables[-1]] + stores[-1:] * databases
            lrsim("sweep", *sweep, "--shard", "%d/%d" % (i, count),
                  *(x for output in outputs for x in ("-o", output)))
        for parts in (tables, stores[::-1])[:1 + databases]:
            for f in FORMATS:
                must(lrsim("merge", *parts, "--format", f) == whole[f],
                     "%s: %d shards: %s differs" % (name, count, f))
        # Half of each.
        if databases:
            parts = [p[i % 2] for i, p in enumerate(zip(tables, stores))]
            must(lrsim("merge", *parts) == whole["csv"],
                 "%s: %d mixed shards differ" % (name, count))
        if count > 1:
            said = lrsim("merge", *tables[1:], status=2)
            must("run 0 is missing" in said or "runs 0, " in said, said)
        for output in tables + stores * databases:
            os.remove(output)


def start(sweep, *arguments):
    return subprocess.Popen([LRSIM, "sweep", *sweep, *arguments],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def rows_of(database):
    """What is in it: rows as their bytes in the table, by their runs."""
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT * FROM runs ORDER BY run").fetchall() \
        if connection.execute("SELECT 1 FROM sqlite_master "
                              "WHERE name = 'runs'").fetchone() else []
    connection.close()
    return rows


def check_kills(kills):
    """Killed and resumed until it is done, again and again."""
    dice = random.Random(kills)
    sweep = ["--steps", "40000", "--vary", "lr=1e-3:1:log400",
             "--vary", "optimizer=adam,nadam(eps=1e-7)"]
    lrsim("sweep", *sweep, "-o", "whole.db", "-o", "whole.csv")
    whole = rows_of("whole.db")
    before, done, finished = [], 0, 0
    while done < kills or before:
        process = start(sweep, "-o", "killed.db", "--resume")
        if done < kills:
            time.sleep(dice.uniform(0.005, 0.06))
            process.kill()
        out, err = process.communicate()
        killed = process.returncode == -signal.SIGKILL
        done += killed
        must(not out and not err and (killed or process.returncode == 0),
             "kill %d: exit %d: %s" % (done, process.returncode, err))
        # Else lrsim itself is the first to see what was left.
        if dice.random() < 0.1 and os.path.exists("killed.db"):
            rows = rows_of("killed.db")
            must(len(rows) >= len(before), "kill %d: lost rows" % done)
            must(rows == whole[:len(rows)], "kill %d: other rows" % done)
            before = rows
        if not killed:
            must(rows_of("killed.db") == whole, "other rows at the end")
            must(lrsim("merge", "killed.db") ==
                 pathlib.Path("whole.csv").read_bytes(), "other bytes")
            must(sorted(os.listdir()) ==
                 ["killed.db", "whole.csv", "whole.db"], "files are left")
            os.remove("killed.db")
            before, finished = [], finished + 1
            if done >= kills:
                break
    os.remove("whole.db")
    os.remove("whole.csv")
    return finished


def check_words():
    """A word in the place of a number, and a shard that has but one run."""
    lrsim("sweep", "--vary", "lr=0.1,0.2", "--steps", "1", "-o", "word.db")
    with sqlite3.connect("word.db") as base:
        base.execute("UPDATE runs SET final_loss = 'low' WHERE run = 1")
    base.close()
    said = lrsim("merge", "word.db", status=2)
    must(said == "lrsim: word.db: run 1: final_loss must be a number, not "
         "'low'\n", said)
    lrsim("sweep", "--vary", "lr=0.1,0.2", "--steps", "1", "--shard", "1/2",
          "-o", "one.db")
    said = lrsim("merge", "one.db", status=2)
    must("--shard 2/2 makes them" in said, said)


def check_damage():
    """A value that was changed in a database is found."""
    sweep = ["--steps", "3", "--vary", "lr=0.1,0.2",
             "--vary", "optimizer=adam,sgd"]
    for change in ("lr = 0.3", "optimizer = 'lion'", "final_loss = NULL",
                   "best_step = best_step + 1", "diverged = 1 - diverged",
                   "checksum = '0'"):
        lrsim("sweep", *sweep, "-o", "damaged.db")
        with sqlite3.connect("damaged.db") as base:
            base.execute("UPDATE runs SET %s WHERE run = 2" % change)
        base.close()
        said = lrsim("merge", "damaged.db", status=2)
        must(said == "lrsim: damaged.db: run 2: checksum must be the checksum "
             "of its row, which was changed or damaged\n", change + ": " + said)
        os.remove("damaged.db")


def await_file(path, process):
    while not os.path.exists(path) and process.poll() is None:
        time.sleep(0.01)


def remove_all():
    for path in os.listdir():
        os.remove(path)


def end_by(number, sweep, seconds):
    """The rows that are kept when a signal comes after some seconds."""
    process = start(sweep, "-o", "ended.db", "-o", "ended.csv", "--quiet")
    await_file("ended.db-wal", process)
    time.sleep(seconds)
    process.send_signal(number)
    out, err = process.communicate()
    must(process.returncode == -number and not out and not err,
         "signal %d: exit %d: %s" % (number, process.returncode, err))
    must([f for f in os.listdir() if "lrsim" in f or "csv" in f] == [],
         "signal %d: a table is left" % number)
    return rows_of("ended.db")


def check_signals():
    """A signal ends it as it ends any process; whole blocks are kept."""
    sweep = ["--steps", "100000", "--vary", "lr=1e-3:1:log20000"]
    for number in (signal.SIGINT, signal.SIGTERM):
        # A busy machine may need more time for a block.
        for seconds in (0.3, 3, 30):
            if end_by(number, sweep, seconds):
                break
            remove_all()
        else:
            must(False, "signal %d: no rows" % number)
        # Two at once are refused.
        first = start(sweep, "-o", "ended.db", "--resume")
        await_file("ended.db-wal", first)
        said = lrsim("sweep", *sweep, "-o", "ended.db", "--resume", status=3)
        must("in use by another process" in said, said)
        first.kill()
        first.communicate()
        remove_all()


def check_starts():
    """Of three that start at once on a new database, one makes it; the others
    find it finished, or in use."""
    sweep = ["--steps", "20000", "--vary", "lr=1e-3:1:log20"]
    lrsim("sweep", *sweep, "-o", "whole.db")
    whole = rows_of("whole.db")
    for _ in range(40):
        starts = [start(sweep, "-o", "new.db", "--resume") for _ in range(3)]
        found = [(process.communicate()[1].decode(), process.returncode)
                 for process in starts]
        must(("", 0) in found, "three starts: none is done: %s" % found)
        for said, status in found:
            must((said, status) in
                 [("", 0),
                  ("lrsim: new.db: is in use by another process\n", 3)],
                 "three starts: exit %d: %s" % (status, said))
        must(sorted(os.listdir()) == ["new.db", "whole.db"] and
             rows_of("new.db") == whole, "three starts: rows are lost")
        if os.path.exists("new.db"):
            os.remove("new.db")
    os.remove("whole.db")


def check_names():
    """Names that SQLite would take for something else."""
    sweep = ["--vary", "lr=0.1,0.2", "--steps", "1", "--format", "db"]
    for name in ("file:x.db", ":memory:", "file:x?mode=memory"):
        lrsim("sweep", *sweep, "-o", name)
        must(os.listdir() == [name] and len(rows_of("./" + name)) == 2,
             "%s is %s" % (name, os.listdir()))
        remove_all()


def main():
    # A shell ignores it in the background, and what is started from here would
    # too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        probe = subprocess.run([LRSIM, "sweep", "--vary", "lr=1", "-o", "x.db"],
                               capture_output=True, text=True)
        databases = "without SQLite" not in probe.stderr
        if databases:
            os.remove("x.db")
        elif subprocess.run([SKIP, "store", "databases, in a build without "
                             "SQLite"]).returncode:
            must(False, "databases are skipped: " + probe.stderr)
        check_shards("grid", GRID, databases)
        check_shards("sample", SAMPLE, databases)
        finished = 0
        if databases:
            finished = check_kills(KILLS)
            check_words()
            check_damage()
            check_signals()
            check_starts()
            check_names()
        os.chdir("/")
    if not failures:
        print("store: shards of a grid and of a sample are the whole; " +
              ("%d kills, %d sweeps finished, nothing lost" %
               (KILLS, finished) if databases else
               "built without SQLite: no database tested"))
    sys.exit(failures > 0)


main()
