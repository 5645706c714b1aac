#!/bin/sh
# packages.sh TARBALL FOLDER HOMEPAGE -- write into FOLDER what the package
# managers take, for the tarball that `make dist` made:
#   lrsim_VERSION.orig.tar.gz and lrsim-VERSION/, with debian/ in it
#   lrsim.rb, the formula of Homebrew, and PKGBUILD, of Arch Linux
# @VERSION@, @SHA256@ and @HOMEPAGE@ are filled in; a release lies at
# HOMEPAGE/releases/lrsim-VERSION.tar.gz.
set -eu
tarball=$1
folder=$2
homepage=$3
here=$(dirname "$0")
version=$(cat "$here/../VERSION")
tree=$folder/lrsim-$version

sum=$(sha256sum "$tarball" 2>/dev/null || shasum -a 256 "$tarball")
fill() { # FROM TO
    sed -e "s,@VERSION@,$version,g" -e "s,@SHA256@,${sum%% *},g" \
        -e "s,@HOMEPAGE@,$homepage,g" "$1" >"$2"
}

rm -rf "$tree"
mkdir -p "$folder"
cp "$tarball" "$folder/lrsim_$version.orig.tar.gz"
tar -xzf "$tarball" -C "$folder"
cp -R "$here/debian" "$tree/debian"
for file in control copyright changelog watch; do
    fill "$here/debian/$file" "$tree/debian/$file"
done
fill "$here/lrsim.rb" "$folder/lrsim.rb"
fill "$here/PKGBUILD" "$folder/PKGBUILD"
