#!/bin/sh
# page.sh BINARY -- the html page in a real browser: it says nothing on the
# console and asks for nothing from outside; it shows every curve, reads the
# values of the table under the pointer and by keys, switches and zooms.
#
# Without chromium it is skipped.
set -u
binary=$(realpath "$1")
skip=$(realpath "$(dirname "$0")/../skip.sh")
browser=$(command -v chromium || command -v chromium-browser ||
    command -v google-chrome) || {
    "$skip" page "the html page, for want of chromium"
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
        --window-size=1200,900 \
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
    must "$1: curves" "$2" "$(grep -o 'class="curve"' dom | wc -l)"
    must "$1: titles" 1 "$(grep -cF "<title>$3</title>" dom)"
}

# act FILE: what the script on standard input writes with say() goes to said.
act() {
    {
        cat "$1"
        echo '<pre id="said"></pre><script>'
        echo 'const said = document.getElementById("said");'
        printf '%s\n' 'const say = text => { said.textContent += text + "\n"; };'
        cat
        echo '</script>'
    } >acted.html
    open_page acted.html
    must "$1: messages" "" "$(grep CONSOLE log)"
    sed -n '/<pre id="said">/,/<\/pre>/p' dom |
        sed -e 's/.*<pre id="said">//' -e '/<\/pre>/d' >said
}

"$binary" run --steps 1200 --optimizer 'adam(lr=0.02)' \
    --plot loss,params,grad_norm --title 'a <b> & "c"' -o run.html -o run.csv ||
    exit 1
look run.html 4 'a &lt;b&gt; &amp; "c"'
must "facts" 5 "$(grep -c '<tr><th>' dom)"
must "folded parts" 2 "$(grep -c '<details>' dom)"
bytes=$(sed -e '/id="chart"/d' -e '/<details>/,$d' run.html | wc -c)
test "$bytes" -lt 60000 || must "bytes without data" "below 60000" "$bytes"

# The pointer in the middle of the panel is at step 600; keys go on by one.
act run.html <<'END'
const svg = document.querySelector('figure svg');
const box = svg.getBoundingClientRect(), view = views[0];
const move = (kind, share) => svg.dispatchEvent(new PointerEvent(kind, {
  clientX: box.left + view.box.left + share * (view.box.right - view.box.left),
  clientY: box.top + 100, button: 0, bubbles: true}));
const read = () => [...document.querySelector('.read').children]
  .map(node => node.textContent).join(' ');
move('pointermove', 0.5);
say(read());
svg.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}));
say(read());
END
for row in 600 601; do
    awk -F, -v row=$row '$1 == row {
        printf "step %d %s\n", row, sprintf("%.6g", $3) + 0 }' run.csv
done >expected
must "values under the pointer" "$(cat expected)" "$(cat said)"

# Dragging from a quarter to a half shows these steps; Escape shows all.
act run.html <<'END'
const svg = document.querySelector('figure svg');
svg.setPointerCapture = () => {};
const box = svg.getBoundingClientRect(), view = views[0];
const move = (kind, share) => svg.dispatchEvent(new PointerEvent(kind, {
  clientX: box.left + view.box.left + share * (view.box.right - view.box.left),
  clientY: box.top + 100, button: 0, bubbles: true}));
move('pointerdown', 0.25); move('pointermove', 0.5); move('pointerup', 0.5);
say(range.map(Math.round).join(' '));
svg.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
say(range.join(' '));
END
must "zoom" "300 600 0 1200" "$(paste -sd' ' said)"

"$binary" schedule --schedule 'cosine_annealing(100)' --schedule 'step(30)' \
    --schedule 'linear' --steps 100 --theme dark --title dark -o several.html ||
    exit 1
look several.html 3 dark
act several.html <<'END'
document.querySelectorAll('#legend button[aria-pressed]')[1].click();
say(document.querySelectorAll('.curve').length);
END
must "curves that are switched on" 2 "$(cat said)"

# The ranked table comes first, a map with the paths of each problem follows.
"$binary" compare adam 'sgd(lr=0.001)' rosenbrock beale -n 20 --plot path,loss \
    --title compared -o compare.html || exit 1
look compare.html 8 compared
must "ranked rows" 4 "$(grep -c '<tr><th scope="row">' dom)"
must "maps" 2 "$(grep -o 'class="star"' dom | wc -l)"

# Milestones have marks, steps are steps, and a sweep's best has a star.
"$binary" run 'warmup(5) -> step(4)' -n 20 --title steps -o steps.html || exit 1
look steps.html 2 steps
must "milestones" 1 "$(grep -o 'class="mark"' dom | wc -l)"
must "risers" 3 "$(grep -o 'class="curve"[^>]*H[^>]*' dom | tr -cd H | wc -c)"
"$binary" sweep --vary lr=1e-3:1:log9 -n 20 --title swept -o swept.html || exit 1
look swept.html 1 swept
must "stars" 1 "$(grep -o 'class="star"' dom | wc -l)"

test "$failed" = 0 && echo "page: read, zoomed, switched; no message, no request"
exit "$failed"
