#!/bin/sh
# rates.sh [BINARY] -- writes the commands of the gallery's optimizers anew.
#
# The rule for each rate: of 10, 3, 1, 0.3, ..., 1e-5 the one with the lowest
# loss in row 300, all other parameters being the optimizer's own defaults.
set -eu
binary=${1:-build/lrsim}
rates='10 3 1 0.3 0.1 0.03 0.01 0.003 0.001 3e-4 1e-4 3e-5 1e-5'

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

best_rate() { # PROBLEM NAME
    for rate in $rates; do
        loss=$(final_loss "$1" "$(with_rate "$2" "$rate")")
        case $loss in *nan* | *inf*) continue ;; esac
        printf '%s %s\n' "$rate" "$loss"
    done | sort -g -k2,2 | head -1
}
for name in $("$binary" list optimizers | sed -n 's/^\([a-z][^ ]*\) .*/\1/p'); do
    for problem in rosenbrock 'rastrigin(start=[-2.4, 3.4])'; do
        echo "$name" "$problem" $(best_rate "$problem" "$name")
    done
done
