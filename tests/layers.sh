#!/bin/sh
# layers.sh -- fails on an include that leads up, or across the families.
#
# A folder may include itself and what is below it:
#   main, command, cli, lib, {compare, sweep, diff, export, predict}, training,
#   simulate, {schedule, optimizer, problem, output}, spec, expression, tables,
#   syntax, base
set -u
cd "$(dirname "$0")/.." || exit 2

floor() {
    case $1 in
    base) echo 0 ;;
    syntax) echo 1 ;;
    tables) echo 2 ;;
    expression) echo 3 ;;
    spec) echo 4 ;;
    schedule | optimizer | problem | output) echo 5 ;;
    simulate) echo 6 ;;
    training) echo 7 ;;
    compare | sweep | diff | export | predict) echo 8 ;;
    lib) echo 9 ;;
    cli) echo 10 ;;
    command) echo 11 ;;
    main.c) echo 12 ;;
    *) echo "layers: src/$1 is no room of the list" >&2; echo 99 ;;
    esac
}

grep -rn '^#include "' src --include='*.[ch]' | {
    status=0
    while IFS=: read -r file line text; do
        from=$(echo "$file" | cut -d/ -f2)
        to=$(echo "$text" | sed 's/.*"\([^"/]*\)\/.*/\1/')
        test "$from" = "$to" && continue
        if test "$(floor "$to")" -ge "$(floor "$from")"; then
            echo "layers: $file:$line: $from must not include $to" >&2
            status=1
        fi
    done
    exit $status
} || exit 1

# only ROOM LIBRARY: only this room may see the library
only() {
    if grep -rln "$2" src --include='*.[ch]' | grep -v "^src/$1/"; then
        echo "layers: only src/$1 may see $2" >&2
        exit 1
    fi
}

only syntax cJSON
only output/store sqlite3
only cli 'struct arguments'
echo "layers: every include leads down"
