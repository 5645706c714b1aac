#!/bin/sh
# page.sh BINARY -- the html page in a real browser: it says nothing on the
# console, asks for nothing from outside, and shows every curve.
#
# Without chromium it is left out, unless NO_SKIP is set.
set -u
binary=$(realpath "$1")
browser=$(command -v chromium || command -v chromium-browser ||
    command -v google-chrome) || {
    echo "page: chromium is not installed, and so nothing is opened"
    test -z "${NO_SKIP:-}"
    exit
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2
failed=0

# The limit guards against hanging: quiet, a page takes 3 s.
#
# open FILE: its document goes to dom, what it says to log, what it asks for
# to net.
open_page() {
    timeout 600 "$browser" --headless --no-sandbox --disable-gpu \
        --disable-background-networking --disable-component-update \
        --disable-sync --no-first-run --disable-default-apps \
        --user-data-dir="$scratch/profile" --log-net-log="$scratch/net" \
        --enable-logging=stderr --dump-dom "file://$scratch/$1" >dom 2>log
}

# must WHAT EXPECTED ACTUAL
must() {
    test "$2" = "$3" && return
    echo "page: $1: must be $2, not $3"
    failed=1
}

# look FILE CURVES TITLE
look() {
    open_page "$1" || { echo "page: $1 cannot be opened"; failed=1; }
    must "$1: messages" "" "$(grep CONSOLE log)"
    # The browser itself calls home.
    must "$1: requests" "" "$(grep -o '"url":"http[^"]*"' net |
        grep -v -e google -e gstatic | head -1)"
    must "$1: pictures" 1 "$(grep -c '<svg' dom)"
    must "$1: curves" "$2" "$(grep -c '<g id="gnuplot_plot' dom)"
    must "$1: titles" 1 "$(grep -cF "<title>$3</title>" dom)"
}

"$binary" run --steps 2000 --optimizer 'adam(lr=0.02)' \
    --plot lr,loss,params,grad_norm --title 'a <b> & "c"' -o run.html || exit 1
look run.html 5 'a &lt;b&gt; &amp; "c"'
must "facts" 5 "$(grep -c '<tr><th>' dom)"
must "folded parts" 2 "$(grep -c '<details>' dom)"

"$binary" schedule --schedule 'cosine_annealing(100)' --schedule 'step(30)' \
    --schedule 'linear' --steps 100 --theme dark --title dark -o several.html ||
    exit 1
look several.html 3 dark

test "$failed" = 0 && echo "page: two pages, no message, no request"
exit "$failed"
