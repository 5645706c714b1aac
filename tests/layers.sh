#!/bin/sh
# layers.sh -- fail on an include that leads up, or to a room of the same
# level, and on what is known outside of the room that it belongs to.
set -u
cd "$(dirname "$0")/.." || exit 2
failed=0

# The rooms of src, a level a line: a room may include itself and the rooms of
# the lines below its own.
levels='main.c
command
cli
lib
compare sweep diff export predict
training
simulate
schedule optimizer problem output
spec
expression
tables
syntax
base'

grep -rn '^#include "' src --include='*.[ch]' | awk -F: -v levels="$levels" '
    BEGIN {
        n = split(levels, line, "\n")
        for (i = 1; i <= n; i++) {
            m = split(line[i], room, " ")
            for (j = 1; j <= m; j++)
                level[room[j]] = i
        }
    }
    {
        split($1, part, "/")
        from = part[2]
        to = $3
        sub(/^#include "/, "", to)
        sub(/\/.*|"$/, "", to)
        if (!(from in level)) {
            print "layers: " $1 ": " from " is no room of the list"
            failed = 1
        } else if (from != to && !(to in level && level[to] > level[from])) {
            print "layers: " $1 ":" $2 ": " from " must not include " to
            failed = 1
        }
    }
    END { exit failed }' || failed=1

# only PATTERN PLACE...: what only these rooms and files may know
only() {
    pattern=$1
    shift
    rooms=$(printf '%s\n' "$@" | sed 's,.*,^src/&[/:],')
    grep -rnwE "$pattern" src --include='*.[ch]' | grep -v "$rooms" |
        sed 's/^\([^:]*:[^:]*\):.*/\1/' >"$found"
    while read -r place; do
        echo "layers: $place: only $* may know $pattern"
        failed=1
    done <"$found"
}

found=$(mktemp)
trap 'rm -f "$found"' EXIT
only 'cJSON[A-Za-z_]*' syntax
only 'yaml_(parser|event|mark)[a-z_]*' syntax
only 'sqlite3[a-z_]*' output/store
only 'argv|getopt_long|struct arguments|option_value' main.c command cli
test "$failed" = 0 && echo "layers: every include leads down"
exit "$failed"
