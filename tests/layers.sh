#!/bin/sh
# layers.sh -- fails on an include that leads up, or across the families.
#
# A folder may include itself and what stands below it:
#   main, command, simulate, {schedule, optimizer, problem, output}, spec,
#   expression, base
set -u
cd "$(dirname "$0")/.." || exit 2

floor() {
    case $1 in
    base) echo 0 ;;
    expression) echo 1 ;;
    spec) echo 2 ;;
    schedule | optimizer | problem | output) echo 3 ;;
    simulate) echo 4 ;;
    command) echo 5 ;;
    main.c) echo 6 ;;
    *) echo "layers: src/$1 stands on no floor" >&2; echo 9 ;;
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
        # The JSON library stays behind the reader.
    done
    exit $status
} || exit 1

if grep -rln 'cJSON' src --include='*.[ch]' | grep -v '^src/spec/'; then
    echo "layers: only src/spec may see cJSON" >&2
    exit 1
fi
if grep -rln 'sqlite3' src --include='*.[ch]' | grep -v '^src/output/sqlite/'
then
    echo "layers: only src/output/sqlite may see SQLite" >&2
    exit 1
fi
echo "layers: every include leads down"
