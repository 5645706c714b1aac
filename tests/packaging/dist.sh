#!/bin/sh
# dist.sh BUILD -- `make dist` gives the same bytes in another folder, at
# another time, for another user's umask, and without git.
set -eu
cd "$(dirname "$0")/../.."
version=$(cat VERSION)
mkdir -p "$1"
scratch=$(cd "$1" && pwd)/dist-test
rm -rf "$scratch"
mkdir "$scratch" "$scratch/one" "$scratch/another place"

make_dist() { # FOLDER
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL "${MAKE:-make}" -s -C "$1" dist \
        BUILD=build
}

# The files of the tree: those that git knows, where it is one of git.
if test -e .git && command -v git >/dev/null; then git ls-files; else
    find . \( -path ./build -o -name .git -o -name __pycache__ \) -prune -o ! -type d \
        ! -name 'lrsim-*' ! -name 'demo.*' -print
fi | tar -cf "$scratch/tree.tar" -T -
tar -xf "$scratch/tree.tar" -C "$scratch/one"
(umask 077 && tar -xmf "$scratch/tree.tar" -C "$scratch/another place" \
    --no-same-permissions)
make_dist "$scratch/one"
(umask 077 && TZ=Asia/Tokyo LC_ALL=C make_dist "$scratch/another place")
if cmp "$scratch/one/lrsim-$version.tar.gz" \
    "$scratch/another place/lrsim-$version.tar.gz"; then
    echo "dist: the same bytes twice"
    rm -rf "$scratch"
else
    echo "dist: other bytes in another place; see $scratch"
    exit 1
fi
