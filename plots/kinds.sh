#!/bin/sh
# kinds.sh [BINARY] -- prints the part of the gallery that has every schedule
# and every optimizer, as kinds.gallery holds it.
#
# A schedule is its own example.  An optimizer has all its defaults but for the
# rate: of 1, 0.3, 0.1, ..., 1e-5 the one with the lowest loss in row 300.
set -eu
binary=${1:-build/lrsim}
rates='1 0.3 0.1 0.03 0.01 0.003 0.001 3e-4 1e-4 3e-5 1e-5'

# names FAMILY: one line a kind, "NAME SUMMARY".
kinds() {
    "$binary" list "$1" | awk '
        /^[^ ]/ { if (line) print line; line = $0; next }
        { sub(/^ +/, " "); line = line $0 }
        END { print line }' | sed 's/   */ /'
}

field() { # KIND NAME: what `describe` says of it
    "$binary" describe "$1" | sed -n "s/^$2  *//p" | head -1
}

sentence() { # a summary as one
    printf '%s.' "$1" | sed 's/^\(.\)/\U\1/'
}

# Steps enough for the largest number in an example: some more than a curve of
# that length has, and several periods.  One that says its end stops there.
steps_of() { # EXAMPLE
    case $1 in *total_steps=1000*) echo 1000 && return ;; esac
    echo "$1" | tr -c '0-9.' '\n' | awk '
        /^[0-9]+$/ && $1 > most { most = $1 }
        END {
            times = most <= 50 ? 4 : most <= 100 ? 2 : 1.25
            print most < 20 ? 100 : int(times * most)
        }'
}

schedules() {
    printf '## Every schedule\n\n'
    kinds schedules | while read -r name summary; do
        example=$(field "schedule.$name" example)
        more=
        "$binary" schedule --schedule "$example" --steps 1 --quiet 2>&1 |
            grep -q '"metric"' &&
            more=" --set 'metric=[0.9, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4]'"
        case $example in
        *"'"*) quoted="\"$(echo "$example" | tr "'" '`' | sed "s/\`/'/g")\"" ;;
        *) quoted="'$example'" ;;
        esac
        printf '# %s\n# It is %s.\n' "$(sentence "$summary")" \
            "$(field "schedule.$name" source)"
        printf "lrsim schedule --schedule %s%s --lr 0.1 --steps %s \\\\\n" \
            "$quoted" "$more" "$(steps_of "$example")"
        printf "    --title '%s' --size 640x320 -o schedules/%s.svg\n\n" \
            "$name" "$name"
    done
}

# The short form with a rate, where an optimizer holds another one inside, or
# needs more than a rate.
with_rate() { # NAME RATE
    case $1 in
    muon) echo "muon(lr=$2, shape=[2, 1])" ;;
    lookahead | sam | averaged) echo "$1(adam(lr=$2))" ;;
    switch) echo "switch(adam(lr=$2), sgd(lr=0.001), 100)" ;;
    *) echo "$1(lr=$2)" ;;
    esac
}

final_loss() { # PROBLEM OPTIMIZER
    "$binary" run --problem "$1" --optimizer "$2" --steps 300 --every 300 \
        --columns loss --no-header --quiet | tail -1
}

best() { # PROBLEM NAME: "RATE LOSS"
    for rate in $rates; do
        loss=$(final_loss "$1" "$(with_rate "$2" "$rate")")
        case $loss in *nan* | *inf*) continue ;; esac
        printf '%s %s\n' "$rate" "$loss"
    done | sort -g -k2,2 | head -1
}

optimizers() {
    printf '## Every optimizer\n\n'
    kinds optimizers | while read -r name summary; do
        printf '# %s\n' "$(sentence "$summary")"
        for problem in rosenbrock local_minimum; do
            set -- $(best "$problem" "$name")
            test "$problem" = rosenbrock ||
                printf '# The same where a shallow pit lies on the way to the deep one.\n'
            printf '# At the rate %s, the loss comes down to %.3g.\n' "$1" "$2"
            printf "lrsim run --problem '%s' \\\\\n" "$problem"
            printf "    --optimizer '%s' --steps 300 --plot path \\\\\n" \
                "$(with_rate "$name" "$1")"
            printf "    --title '%s on %s' --size 400x300 -o optimizers/%s_%s.png\n\n" \
                "$name" "${problem%%(*}" "$name" "${problem%%(*}"
        done
    done
}

schedules
optimizers
