#!/bin/sh
# gallery.sh [PART...] -- draws the gallery, by the commands that its parts
# hold, into the present folder; lrsim must be found.  The parts stand beside
# this script.
set -eu
parts=$(cd "$(dirname "$0")" && pwd)
mkdir -p ideas schedules optimizers
test $# -gt 0 || set -- ideas kinds

# What an example was made for.
lrsim run "$parts/../schedules/warmup_cosine.json" --every 5 -o warmup_cosine.svg
for part; do
    sh -eu "$parts/$part.gallery"
done
rm -f ema.csv
