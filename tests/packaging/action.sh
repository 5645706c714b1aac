#!/bin/sh
# action.sh BINARY -- the step of the GitHub Action, without GitHub: exit
# status, annotations and the summary of checks and comparisons.
set -u
binary=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 2
source=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R docs/examples schedules "$scratch"
cd "$scratch" || exit 2
passed=0
failed=0

# try NAME STATUS COMMAND ARGUMENTS, then the annotations, an empty line and the
# summary as the standard input.
try() {
    : >summary
    LRSIM=$binary LRSIM_COMMAND=$3 LRSIM_ARGUMENTS=$4 GITHUB_STEP_SUMMARY=summary \
        "$source/packaging/action/run.sh" >out 2>err
    status=$?
    { cat out; echo; cat summary; } >is
    cat >expected
    if test $status = "$2" && cmp -s expected is; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "action: $1: exit status $status, must be $2:"
        diff expected is
        cat err
    fi
}

try 'a schedule without faults' 0 check 'schedules/warmup_cosine.json' <<'END'

### lrsim check: passed

Nothing to say.

END

printf '{"optimizer": "adm"}\n' >'a b.json'
try 'an error, in a file with a space' 2 check 'a b.json' <<'END'
::error file=a b.json,line=1,col=16,title=lrsim check::unknown optimizer 'adm' (did you mean 'adam'?); `lrsim list optimizers` shows all

### lrsim check: failed, exit status 2

| | where | what |
| --- | --- | --- |
| error | `a b.json:1:16` | unknown optimizer 'adm' (did you mean 'adam'?); `lrsim list optimizers` shows all |

END

printf '%s\n' '{"learning_rate": 1e-4, "lr_scheduler_type": "cosine",' \
    '"max_steps": 90, "warmup_steps": 100}' >args.json
try 'a warning, with an argument that a shell would read' 1 check "args.json
--strict

--set
title=\$(touch x)*" <<'END'
::warning file=args.json,line=2,col=34,title=lrsim check::$.warmup_steps: the rise takes 100 steps and 90 updates use it: the base rate is never reached; must be at most 89

### lrsim check: failed, exit status 1

| | where | what |
| --- | --- | --- |
| warning | `args.json:2:34` | $.warmup_steps: the rise takes 100 steps and 90 updates use it: the base rate is never reached; must be at most 89 |

END

printf 'step,lr\n0,0.1\n1,0.1\n2,0.2\n' >log.csv
try 'a log with other rates' 1 diff "log.csv
--schedule
constant(1)
--lr
0.1" <<'END'
::error file=log.csv,line=4,col=3,title=lrsim diff::step 2: the rate is 0.2, but the spec gives 0.1%0A1 of 3 logged rates differ%0Ano shift, no factor and no single value of the schedule explains it

### lrsim diff: failed, exit status 1

| | where | what |
| --- | --- | --- |
| error | `log.csv:4:3` | step 2: the rate is 0.2, but the spec gives 0.1<br>1 of 3 logged rates differ<br>no shift, no factor and no single value of the schedule explains it |

END
test ! -e x || { echo 'action: a shell read the arguments'; failed=1; }

echo "action: $passed passed, $failed failed"
test "$failed" = 0
