#!/bin/sh
# plots.sh BINARY -- the gallery's commands, each run with a stand-in for
# gnuplot: they must do, and their pictures must be those that are kept.
set -u
binary=$(realpath "$1")
plots=$(realpath "$(dirname "$0")/../plots")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/plots"
ln -s "$binary" "$scratch/bin/lrsim"
printf '#!/bin/sh\necho drawn\n' >"$scratch/bin/gnuplot"
chmod +x "$scratch/bin/gnuplot"
PATH="$scratch/bin:$PATH"
cd "$scratch/plots" || exit 2
"$plots/gallery.sh" >"$scratch/out" 2>&1 || {
    cat "$scratch/out"
    echo "plots: a command of the gallery failed"
    exit 1
}
find . -type f | sort >"$scratch/drawn"
(cd "$plots" && find . -name '*.svg' -o -name '*.png' -o -name '*.gif') |
    sort >"$scratch/kept"
diff "$scratch/drawn" "$scratch/kept" || {
    echo "plots: < is drawn, > is kept: make plots"
    exit 1
}
awk -f "$plots/readme.awk" "$plots/ideas.gallery" "$plots/kinds.gallery" |
    cmp -s - "$plots/README.md" || {
    echo "plots: README.md is not that of the gallery: make plots"
    exit 1
}
for family in schedules optimizers; do
    "$binary" list "$family" | sed -n 's/^\([a-z][^ ]*\) .*/\1/p'
done >"$scratch/names"
while read -r name; do
    grep -q "^    --title '$name[ ']" "$plots/kinds.gallery" || {
        echo "plots: $name has no picture: make plots"
        exit 1
    }
done <"$scratch/names"
echo "plots: $(wc -l <"$scratch/drawn") pictures"
