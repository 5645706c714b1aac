#!/bin/sh
# minimal.sh BUILD -- a build without SQLite and libyaml: it links without
# them, says what it lacks where that is asked for, and what needs it is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 2
build=$1/minimal
failed=0

fail() {
    echo "minimal: $*"
    failed=1
}

# says STATUS LINE COMMAND...
says() {
    status=$1
    line=$2
    shift 2
    said=$("$@" 2>&1)
    is=$?
    test "$is $said" = "$status $line" ||
        fail "$*: must be $status $line, is $is $said"
}

# All but two files are compiled already.
rm -rf "$build"
mkdir -p "$build"
cp -Rp "$1/src" "$build/src"
env -u MAKELEVEL "${MAKE:-make}" -s BUILD="$build" SQLITE= YAML= "$build/lrsim" \
    >"$build/log" 2>&1 || fail "$(cat "$build/log")"
! ldd "$build/lrsim" 2>/dev/null | grep 'libsqlite3\|libyaml' ||
    fail 'is linked with them all the same'

echo 'lr: 1' >"$build/a.yaml"
says 2 "lrsim: $build/a.yaml:1:1: is YAML, which needs a build with libyaml" \
    "$build/lrsim" spec "$build/a.yaml"
says 3 "lrsim: $build/a.db: this lrsim was built without SQLite, and so \
without databases" \
    "$build/lrsim" sweep --vary lr=1,2 -o "$build/a.db"
test ! -e "$build/a.db" || fail 'leaves a database'

(
    unset NO_SKIP # here it is meant
    SKIPPED=$build/skipped
    export SKIPPED
    tests/cli/run.py "$build/lrsim" configurations export_configurations \
        sweep >"$build/log"
) || fail "$(head -n 20 "$build/log")"
for library in sqlite yaml; do
    grep -q "for want of $library" "$build/skipped" ||
        fail "skips nothing for want of $library"
done
test $failed = 0 && echo 'minimal: builds and works without SQLite and libyaml'
rm -rf "$build"
exit $failed
