#!/bin/sh
# run.sh BUILD -- replays what fuzzers found once, and what they begin with.
# run.sh BUILD SECONDS JOBS TARGET... -- lets each fuzzer look for so long, so
# many at once.  What one finds is left in BUILD/found, where it can be given
# to the same program once more; its corpus stays in BUILD/corpus.
set -eu
here=$(dirname "$0")
build=$1
python3 "$here/seeds.py" "$build/seeds"
if test $# = 1; then
    replay=$build/tests/fuzz/replay
    find "$here/regressions" "$build/seeds"/*/ -type f >"$build/inputs"
    xargs "$replay" <"$build/inputs" 2>/dev/null && exit
    while read -r input; do # the first few, each with what it says
        said=$("$replay" "$input" 2>&1) || echo "replay: $input: $said"
    done <"$build/inputs" 2>/dev/null | head -12
    exit 1
fi
seconds=$2 jobs=$3
shift 3
mkdir -p "$build/found"

# UBSan names the lines of a finding only when asked to.
export UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
export build seconds here
status=0
printf '%s\n' "$@" | xargs -P "$jobs" -I TARGET sh -c '
    mkdir -p "$build/corpus/TARGET" "$here/regressions/TARGET"
    "$build/tests/fuzz/TARGET_fuzzer" -max_total_time="$seconds" \
        -rss_limit_mb=2048 -timeout=25 -dict="$build/seeds/words" \
        -artifact_prefix="$build/found/TARGET-" -print_final_stats=1 \
        "$build/corpus/TARGET" "$build/seeds/TARGET" \
        "$here/regressions/TARGET" >"$build/TARGET.log" 2>&1
' || status=1
for target in "$@"; do
    if grep -q "^Done " "$build/$target.log"; then
        sed -n "s/^Done \([0-9]*\) runs in \([0-9]*\) .*/fuzz: $target: \1 inputs in \2 s, nothing found/p" \
            "$build/$target.log"
    else
        echo "fuzz: $target: found something:"
        sed -n '/runtime error\|ERROR\|^tests\/fuzz/,$p' \
            "$build/$target.log" | grep -v ' fuzzer::' | head -60
        status=1
    fi
done
exit $status
