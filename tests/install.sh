#!/bin/sh
# install.sh BUILD -- `make install` into a stage, a run from there, and
# `make uninstall`, which must leave nothing.
set -u
cd "$(dirname "$0")/.." || exit 2
build=$1
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
passed=0
failed=0

# must WHAT COMMAND...
must() {
    what=$1
    shift
    if "$@" >"$stage/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "install: $what:"
        head -20 "$stage/log"
    fi
}

make_quietly() {
    # The flags of a make above are not for this one.
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
        "${MAKE:-make}" -s BUILD="$build" DESTDIR="$stage/a place" "$@"
}

installed() {
    test "$(find "$stage/a place" ! -type d | sed "s,$stage/a place,," |
        LC_ALL=C sort)" = "$1"
}

expected() { # PREFIX MANDIR
    {
        echo "$1/bin/lrsim"
        for page in man/*.[1-9]; do
            echo "$2/man${page##*.}/${page#man/}"
        done
        find schedules -type f | sed "s,^,$1/share/lrsim/,"
        for document in README.md LICENSE docs/*.md docs/examples/*; do
            echo "$1/share/doc/lrsim/$document"
        done
        echo "$1/share/bash-completion/completions/lrsim"
        echo "$1/share/zsh/site-functions/_lrsim"
        echo "$1/share/fish/vendor_completions.d/lrsim.fish"
    } | LC_ALL=C sort
}

runs() {
    for spec in $(find "$stage/a place$1/share/lrsim/schedules" -name '*.json' |
        sed "s,^$stage/a place,,"); do
        "$stage/a place$1/bin/lrsim" check "$stage/a place$spec" || return 1
    done
    bash -n "$stage/a place$1/share/bash-completion/completions/lrsim" &&
        head -1 "$stage/a place$1/share/zsh/site-functions/_lrsim" |
        grep -qx '#compdef lrsim' &&
        test "$("$stage/a place$1/bin/lrsim" --version)" = "lrsim $(cat VERSION)"
}

# No writable table of functions, where the linker is one of ELF's.
is_hardened() {
    command -v readelf >/dev/null || return 0
    program="$stage/a place$1/bin/lrsim"
    readelf -h "$program" >/dev/null 2>&1 || return 0
    readelf -lW "$program" | grep -q GNU_RELRO &&
        readelf -dW "$program" | grep -q BIND_NOW
}

is_gone() {
    test -z "$(find "$stage/a place" ! -type d)" &&
        test ! -d "$stage/a place$1/share/lrsim" &&
        test ! -d "$stage/a place$1/share/doc/lrsim"
}

try() { # PREFIX MANDIR ARGUMENTS...
    prefix=$1
    mandir=$2
    shift 2
    must "make install $*" make_quietly install "$@"
    must "the files of make install $*" \
        installed "$(expected "$prefix" "$mandir")"
    must "a run from there" runs "$prefix"
    must "relocations are read-only" is_hardened "$prefix"
    must "make uninstall $*" make_quietly uninstall "$@"
    must "nothing is left" is_gone "$prefix"
}

try /usr/local /usr/local/share/man
try /opt/lrsim /man PREFIX=/opt/lrsim mandir=/man
echo "install: $passed passed, $failed failed"
test "$failed" = 0
