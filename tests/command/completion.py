#!/usr/bin/env python3
"""completion.py BINARY -- type completions into real shells.

Each line is typed with a tabulator behind it, and what the shell makes of it is
what a function called lrsim then prints."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

SKIP = os.path.join(os.path.dirname(__file__), "../skip.sh")
# What is typed, and what must come of it.
CASES = [
    ("sched", "schedule"),
    ("comp", "compare|completion"),
    ("run --inter", "run --interval"),
    ("run --interval ep", "run --interval epoch"),
    ("run --interval=ep", "run --interval=epoch"),
    ("run --summary=js", "run --summary=json"),
    ("run --optimizer adag", "run --optimizer adagrad"),
    ("schedule --schedule one", "schedule --schedule one_cycle"),
    ("run --problem bea", "run --problem beale"),
    ("run --steps 5 --format jsonl --max", "run --steps 5 --format jsonl "
                                         "--max-input"),
    ("list optim", "list optimizers"),
    ("describe rosen", "describe rosenbrock"),
    ("completion fi", "completion fish"),
    ("run in.jso", "run in.json"),
    ("run -o in.jso", "run -o in.json"),
    ("schedule --metric in.jso", "schedule --metric in.json"),
    ("run --steps in.jso", "run --steps in.jso"),
    ("list --columns", "list --columns"),
    ("export --to opt", "export --to optax"),
    ("run --to opt", "run --to opt"),
    ("run --plot grad", "run --plot grad_norm"),
    ("run --plot lr,lo", "run --plot lr,loss"),
    ("run --terminal six", "run --terminal sixelgd"),
    ("run --theme da", "run --theme dark"),
    ("plot --format js", "plot --format jsonl|plot --format json"),
    ("run --format gi", "run --format github|run --format gif"),
    ("diff --format g", "diff --format github"),
    ("describe schedule.one", "describe schedule.one_cycle"),
    ("describe optimizer.adag", "describe optimizer.adagrad"),
    ("describe hf.inv", "describe hf.inverse_sqrt"),
    ("schedule --summary=js", "schedule --summary=json"),
    ("run adag", "run adagrad"),
    ("check himm", "check himmelblau"),
    ("help sched", "help schedule"),
    ("help beal", "help beale"),
    ("schedule 'one_", "schedule one_cycle"),
    ("schedule 'linear(0.1) -> one_", "schedule linear(0.1) -> one_cycle"),
    ("schedule 'linear(0.1) ", "schedule linear(0.1) ->"),
    ("run 'adam(am", "run adam(amsgrad="),
    ("run 'adam(amsgrad=tr", "run adam(amsgrad=true"),
    ("run 'adam(lr=0.1, weight_", "run adam(lr=0.1, weight_decay="),
    ("schedule 'reduce_on_plateau(mode=ma", "schedule reduce_on_plateau(mode=max"),
    ("schedule -s 'exponential(ga", "schedule -s exponential(gamma="),
    ("run 'warmup(5) * cosine_annealing_warm_", "run warmup(5) * "
     "cosine_annealing_warm_restarts"),
]
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             "PS1=; lrsim() { printf 'GOT<%%s>\\n' \"$*\"; }; source %s\n"),
    "zsh": (["zsh", "-f", "-i"],
            "PS1=; unsetopt zle_bracketed_paste beep; autoload -Uz compinit; "
            "compinit -u -D; lrsim() { printf 'GOT<%%s>\\n' \"$*\"; }; "
            "source %s\n"),
    "fish": (["fish", "--no-config", "-i"],
             "function fish_prompt; end; function lrsim; "
             "printf 'GOT<%%s>\\n' \"$argv\"; end; source %s\n"),
}


def read_answer(terminal):
    """What comes until the function has printed, or nothing for a minute."""
    received = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            received += os.read(terminal, 65536)
        except OSError:
            break
        found = re.findall(rb"GOT<([^\r\n%]*)>", received)
        if found:
            return found[-1].decode()
    return "nothing: %r" % received[-300:]


def is_right(answer, typed, expected):
    return answer in expected.split("|") or (
        "|" in expected and answer == typed)


def complete(terminal, typed, pause, closing):
    os.write(terminal, b"lrsim " + typed.encode() + b"\t")
    # The shell may need the time of a keystroke.
    select.select([], [], [], pause)
    os.write(terminal, closing.encode() + b"\n")
    return read_answer(terminal).strip()


def judge(shell, command, setup, folder):
    script = os.path.join(folder, "completion." + shell)
    os.system("%s completion %s >%s" % (sys.argv[1], shell, script))
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        path = os.path.dirname(sys.argv[1]) + ":" + os.environ["PATH"]
        os.environ.update(HOME=folder, TERM="xterm", LC_ALL="C.UTF-8",
                          PATH=path)
        os.execvp(command[0], command)
    os.write(terminal, (setup % script + "lrsim\n").encode())
    read_answer(terminal)
    failures = 0
    for typed, expected in CASES:
        # fish leaves a quote open where a value must follow.
        closing = "'" * (shell == "fish" and expected.endswith("="))
        # On a busy machine, it may need more.
        for pause in (0.15, 1.5, 15):
            answer = complete(terminal, typed, pause, closing)
            if is_right(answer, typed, expected):
                break
        else:
            print("completion: %s: %s: must be %s, is %s" %
                  (shell, typed, expected, answer))
            failures += 1
    os.write(terminal, b"exit\n")
    os.close(terminal)
    os.waitpid(child, 0)
    return failures


def main():
    failures, tried = 0, []
    sys.argv[1] = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, "in.json"), "w").close()
        for shell, (command, setup) in SHELLS.items():
            if not shutil.which(shell):
                failures += subprocess.run(
                    [SKIP, "completion", "the shell " + shell]).returncode
                continue
            failures += judge(shell, command, setup, folder)
            tried.append(shell)
    print("completion: %d lines in each of %s, %d wrong" %
          (len(CASES), ", ".join(tried), failures))
    sys.exit(failures > 0)


main()
