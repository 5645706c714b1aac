#!/bin/sh
# run.sh BINARY -- the command line, held to what it must print.
#
# golden/NAME/cmd is run by sh in a folder of its own, with `lrsim` and the
# project's files ($SRC) at hand; its standard output must be the file out,
# its standard error err, and its exit status the number in status (none of
# the files: nothing, nothing, 0).
#
# wrong/COMMAND.txt has three lines a case: "$ command", the exit status with
# the one line of standard error behind it, and an empty line.  Nothing may be
# printed on standard output, and no file may be left.
#
# A case of wrong/ that takes a permission away (chmod a-) is left out for
# root, who is refused nothing.
#
# WRAPPER may hold a command that runs the program, such as valgrind.
set -u
binary=$(realpath "$1")
SRC=$(realpath "$(dirname "$0")/../..")
export SRC
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
if test -n "${WRAPPER:-}"; then # by its path: a case may change PATH
    tool=$(command -v "${WRAPPER%% *}")
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' \
        "$tool ${WRAPPER#"${WRAPPER%% *}"}" "$binary" >"$scratch/bin/lrsim"
    chmod +x "$scratch/bin/lrsim"
else
    ln -s "$binary" "$scratch/bin/lrsim"
fi
PATH="$scratch/bin:$PATH"
unset NO_COLOR LC_ALL COLUMNS LINES POSIXLY_CORRECT
LANG=C.UTF-8
TERM=xterm
export PATH LANG TERM
passed=0
failed=0
cases=0

# differs NAME WHAT EXPECTED ACTUAL
differs() {
    cmp -s "$3" "$4" && return 1
    printf 'cli: %s: %s differs (< must be, > is):\n' "$1" "$2"
    diff "$3" "$4" | head -20
}

count() {
    if test "$1" = 0; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

run_case() { # NAME, with the command in $scratch/cmd
    rm -rf "$scratch/work"
    mkdir "$scratch/work"
    (cd "$scratch/work" && timeout 120 sh "$scratch/cmd" >"$scratch/out" \
        2>"$scratch/err" </dev/null)
    echo $? >"$scratch/status"
}

golden() {
    name=$(basename "$1")
    bad=0
    cp "$1/cmd" "$scratch/cmd"
    run_case
    for stream in out err; do
        expected=$1/$stream
        test -e "$expected" || expected=/dev/null
        differs "$name" "$stream" "$expected" "$scratch/$stream" && bad=1
    done
    expected=$1/status
    test -e "$expected" || { echo 0 >"$scratch/zero"; expected=$scratch/zero; }
    differs "$name" status "$expected" "$scratch/status" && bad=1
    count $bad
}

wrong() { # COMMAND, STATUS AND MESSAGE
    case $1 in *'chmod a-'*) test "$(id -u)" = 0 && return ;; esac
    bad=0
    printf '%s\n' "$1" >"$scratch/cmd"
    run_case
    printf '%s\n' "${2#* }" >"$scratch/message"
    printf '%s\n' "${2%% *}" >"$scratch/number"
    differs "$1" err "$scratch/message" "$scratch/err" && bad=1
    differs "$1" status "$scratch/number" "$scratch/status" && bad=1
    differs "$1" out /dev/null "$scratch/out" && bad=1
    ls -A "$scratch/work" | grep -v '^in[.]' >"$scratch/left"
    differs "$1" "what is left" /dev/null "$scratch/left" && bad=1
    count $bad
}

for folder in "$SRC"/tests/cli/golden/*/; do
    golden "${folder%/}"
done
cat "$SRC"/tests/cli/wrong/*.txt >"$scratch/wrong"
while IFS= read -r line; do
    case $line in
    '$ '*) command=${line#'$ '} ;;
    [0-9]*)
        cases=$((cases + 1))
        # A wrapper is slow: it sees each eighth.
        test -n "${WRAPPER:-}" && test $((cases % 8)) != 0 && continue
        wrong "$command" "$line"
        ;;
    esac
done <"$scratch/wrong"
# What PyTorch refuses to make is refused.
while IFS= read -r line; do
    case $line in
    '$ '*) command=${line#'$ '} ;;
    'made: '*)
        bad=0
        printf '%s\n' "$command" >"$scratch/cmd"
        run_case
        echo 2 >"$scratch/number"
        differs "$command" status "$scratch/number" "$scratch/status" && bad=1
        count $bad
        ;;
    esac
done <"$SRC/tests/reference/torch_refusals.txt"
echo "cli: $passed passed, $failed failed"
test "$failed" = 0
