#!/bin/sh
# plots.sh BINARY -- the gallery: its commands work, with a stand-in for
# gnuplot; the pictures in the repository are those of plots/README.md, and
# few; every schedule and optimizer has a picture.
set -u
binary=$(realpath "$1")
plots=$(realpath "$(dirname "$0")/../plots")
most=1500000 # bytes of pictures
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$binary" "$scratch/bin/lrsim"
cat >"$scratch/bin/gnuplot" <<'END'
#!/bin/sh
case $(sed -n 's/^set terminal \([a-z]*\).*/\1/p;q') in
svg) echo '<?xml' ;;
pngcairo) base64 -d <<'PNG' ;; # one white pixel, of which a gif is made
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4
AAAAAElFTkSuQmCC
PNG
*) echo drawn ;;
esac
END
chmod +x "$scratch/bin/gnuplot"
PATH="$scratch/bin:$PATH"
failed=0

fail() {
    echo "plots: $*"
    failed=1
}

draw() { # PAGE FOLDER
    "$plots/draw.sh" "$1" "$scratch/$2" >"$scratch/out" 2>&1 ||
        fail "$1: $(cat "$scratch/out")"
}

pictures() { # FOLDER
    (cd "$1" && find . -name '*.svg' -o -name '*.png' -o -name '*.gif') | sort
}

same() { # MEANING FILE
    diff "$2" "$scratch/kept" || fail "< is $1 plots/README.md, > is in plots/"
}

pictures "$plots" >"$scratch/kept"
draw "$plots/README.md" ideas
pictures "$scratch/ideas" >"$scratch/drawn"
same "drawn by" "$scratch/drawn"
sed -n 's|^!\[.*\](\(.*\))$|./\1|p' "$plots/README.md" |
    sort >"$scratch/shown"
same "shown in" "$scratch/shown"
bytes=$(cd "$plots" && xargs cat <"$scratch/kept" | wc -c)
test "$bytes" -le "$most" || fail "$bytes bytes of pictures, at most $most"

"$plots/kinds.py" "$binary" >"$scratch/kinds.md" || exit 1
draw "$scratch/kinds.md" kinds
for family in schedule optimizer; do
    "$binary" list "${family}s" --names | sed "s/^/$family./"
done >"$scratch/names"
while read -r name; do
    ls "$scratch/kinds/$name".* >/dev/null 2>&1 || fail "$name has no picture"
done <"$scratch/names"
echo "plots: $(pictures "$scratch" | wc -l) pictures"
test "$failed" = 0
