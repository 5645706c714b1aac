#!/bin/sh
# headers.sh [CC] -- fail where a header of src does not compile by itself, or
# not together with all the others; where two headers have one name; and where
# two structs, unions or enums of src have one tag.  (Two external symbols of
# one name are refused by the linker.)
set -u
cd "$(dirname "$0")/.." || exit 2
compiler=${1:-cc}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

compile() { # WHAT, with the source in standard input
    "$compiler" -std=c11 -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -Wall \
        -Wextra -Werror -fsyntax-only -x c - 2>"$scratch/log" && return
    echo "headers: $1:"
    head -n 20 "$scratch/log"
    failed=1
}

unique() { # WHAT, with the names in standard input
    sort | uniq -d >"$scratch/twice"
    while read -r name; do
        echo "headers: more than one $1 $name"
        failed=1
    done <"$scratch/twice"
}

find src -name '*.h' | sort | sed 's,^src/\(.*\),#include "\1",' >"$scratch/all"
while read -r line; do
    echo "$line" | compile "$line"
done <"$scratch/all"
compile "all headers in one file" <"$scratch/all"
sed 's,.*[/"]\([^/]*\)"$,\1,' "$scratch/all" >"$scratch/names"
unique header <"$scratch/names"
find src -name '*.[ch]' -exec cat {} + | sed -nE \
    's/^[a-z ]*((struct|union|enum) [a-z_0-9]+) \{.*/\1/p' >"$scratch/tags"
unique definition <"$scratch/tags"
test "$failed" = 0 &&
    echo "headers: $(wc -l <"$scratch/all") compile alone and together," \
        "$(wc -l <"$scratch/tags") tags differ"
exit "$failed"
