#!/bin/sh
# run.sh BINARY [FILE...] -- compare the documents with what the program does.
#
# In the Markdown files, a block marked `console` has commands behind "$ " and
# what they print, to either stream; the commands of one block share a shell.
# A line "..." matches any lines, or none.  A block marked `sh` must exit 0,
# unless it begins with make or apt-get.  A block marked `c` that begins with
# "/* FILE.c -- " must be that source, in the same way.  In manual pages, the
# displays that begin with "$ " are blocks of the first kind.
# What begins with "lrsim " in a cell of a table must be a good command line.
# The lines between <!-- FILE.md --> and <!-- /FILE.md --> must be that file,
# which a block has written.  Generated parts must be as `make man` makes them,
# and links must lead to files and headings that exist.
#
# All blocks of a file run in one folder, which holds schedules/, docs/examples/
# and build/lrsim; lrsim is found too.
set -u
binary=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$binary" "$scratch/bin/lrsim"
PATH="$scratch/bin:$PATH"
unset NO_COLOR LANGUAGE COLUMNS LINES
LC_ALL=C.UTF-8
TERM=dumb
export PATH LC_ALL TERM
passed=0
failed=0

# A block each, as files: NUMBER.kind, with its lines.
split_markdown() {
    awk -v to="$2" '
        /^```/ && !kind { kind = substr($0, 4); if (kind == "") kind = "text"
                          file = sprintf("%s/%03d.%s", to, ++n, kind); next }
        /^```$/ { kind = ""; close(file); next }
        kind { print >file }' "$1"
}

split_page() {
    awk -v to="$2" '
        /^\.Bd/ { file = ""; display = 1; next }
        /^\.Ed/ { display = 0; next }
        display == 1 { display = /^\$ / ? 2 : 0
                       file = sprintf("%s/%03d.console", to, ++n) }
        display { gsub(/\\\(aq/, "\047"); gsub(/\\\(ha/, "^"); gsub(/\\\(ti/, "~")
                  gsub(/\\-/, "-"); gsub(/\\&/, ""); gsub(/\\e/, "\\")
                  print >file }' "$1"
}

# matches EXPECTED ACTUAL
matches() {
    awk 'function fits(i, j) {
            for (; i <= n && line[i] != "..."; i++)
                if (j > m || line[i] != got[j++])
                    return 0
            if (i > n)
                return j > m
            for (; j <= m + 1; j++)
                if (fits(i + 1, j))
                    return 1
            return 0
        }
        FILENAME == ARGV[1] { line[++n] = $0; next }
        { got[++m] = $0 }
        END { exit !fits(1, 1) }' "$1" "$2"
}

# judge NAME EXPECTED ACTUAL
judge() {
    if matches "$2" "$3"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "docs: $1 (< is shown, > is so):"
        diff "$2" "$3" | head -20
    fi
}

# Runs the commands of a block, each with its output to a file of its own;
# $? passes from one to the next.
console() { # NAME BLOCK
    rm -rf "$scratch/part"
    mkdir "$scratch/part"
    awk -v to="$scratch/part" '
        function finish() { if (n) printf "} >%s/%d.is 2>&1\n", to, n }
        /^\$ / && !more { finish(); print "{"; shown = to "/" ++n ".shown"
                          printf "" >shown; sub(/^\$ /, ""); command = 1 }
        command || more { print; more = /\\$/; command = 0; next }
        { print >shown }
        END { finish() }' "$2" >"$scratch/script"
    (cd "$scratch/work" && sh "$scratch/script" </dev/null)
    for shown in "$scratch"/part/*.shown; do
        judge "$1" "$shown" "${shown%.shown}.is"
    done
}

shell() { # NAME BLOCK
    case $(head -n 1 "$2") in make* | apt-get*) return ;; esac
    : >"$scratch/nothing"
    (cd "$scratch/work" && sh -e "$2" >"$scratch/is" 2>&1 </dev/null) &&
        : >"$scratch/is"
    judge "$1" "$scratch/nothing" "$scratch/is"
}

source_text() { # NAME BLOCK
    name=$(sed -n '1s|^/\* \([a-z_]*\.c\) -- .*|\1|p' "$2")
    test -n "$name" && judge "$1" "$2" "$(find src -name "$name")"
}

# The lines between <!-- FILE --> and <!-- /FILE --> are a file that a block
# has written.
written() { # NAME DOCUMENT
    sed -n 's|^<!-- \([a-z]*\.md\) -->$|\1|p' "$2" | while read -r file; do
        awk -v file="$file" '
            $0 == "<!-- /" file " -->" { shown = 0 }
            shown { print }
            $0 == "<!-- " file " -->" { shown = 1 }' "$2" >"$scratch/shown"
        cmp -s "$scratch/shown" "$scratch/work/$file" || echo "$file"
    done >"$scratch/is"
    : >"$scratch/nothing"
    judge "$1, files that differ" "$scratch/nothing" "$scratch/is"
}

# The commands in cells of tables end with a good or a negative answer.
cells() { # DOCUMENT
    grep '^|' "$1" | grep -o '`lrsim [^`]*`' | tr -d '`' >"$scratch/cells"
    while read -r command; do
        (cd "$scratch/work" && sh -c "$command" >"$scratch/is" 2>&1 </dev/null)
        test $? -le 1 && : >"$scratch/is"
        judge "$1, $command" /dev/null "$scratch/is"
    done <"$scratch/cells"
}

# A link leads to a file, from the folder of the document, or to a heading.
links() { # DOCUMENT
    grep -o '](\(#\|[^)h#]\|h[^)t]\)[^) ]*)' "$1" | tr -d '()]' |
        while IFS='#' read -r file heading; do
            file=${file:+$(dirname "$1")/$file}
            file=${file:-$1}
            test -e "$file" || echo "$file"
            test -z "$heading" ||
                grep '^#' "$file" | tr 'A-Z ' 'a-z-' | tr -d '?,.`' |
                grep -qx -e "#*-$heading" || echo "$file#$heading"
        done >"$scratch/is"
    judge "$1, links to nowhere" /dev/null "$scratch/is"
}

generated() { # PAGE
    man/generate.py "$binary" "$(dirname "$binary")/man/tables" "$1" \
        >"$scratch/page"
    judge "$1 (make man)" "$1" "$scratch/page"
}

document() { # FILE SPLITTER
    rm -rf "$scratch/work" "$scratch/blocks"
    mkdir -p "$scratch/work/build" "$scratch/work/docs" "$scratch/blocks"
    cp -R schedules "$scratch/work"
    cp -R docs/examples "$scratch/work/docs"
    ln -s "$binary" "$scratch/work/build/lrsim"
    "$2" "$1" "$scratch/blocks"
    for block in "$scratch"/blocks/*; do
        name="$1, block $(basename "${block%.*}")"
        case $block in
        *.console) console "$name" "$block" ;;
        *.sh) shell "$name" "$block" ;;
        *.c) source_text "$name" "$block" ;;
        esac
    done
    written "$1" "$1"
}

manual() { # PAGE
    document "$1" split_page
    generated "$1"
    command -v mandoc >/dev/null 2>&1 || {
        tests/skip.sh docs "the lint of $1, for want of mandoc" ||
            failed=$((failed + 1))
        return
    }
    # It also says which other pages are not installed here.
    mandoc -T lint -W style "$1" 2>&1 |
        grep -v 'outdated mandoc.db\|referenced manual not found: Xr lrsim' \
            >"$scratch/lint"
    judge "mandoc -T lint $1" /dev/null "$scratch/lint"
}

shift
# The recipes of CONTRIBUTING.md are run by recipes.py.
test $# = 0 && set -- README.md docs/*.md plots/README.md man/*.[1-9]
for file in "$@"; do
    case $file in
    *.md)
        document "$file" split_markdown
        cells "$file"
        links "$file"
        ! grep -q '(generated)' "$file" || generated "$file"
        ;;
    *) manual "$file" ;;
    esac
done
echo "docs: $passed passed, $failed failed"
test "$failed" = 0
