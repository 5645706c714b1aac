#!/bin/sh
# draw.sh PAGE.md FOLDER -- runs the commands that the page shows, in FOLDER;
# lrsim must be in PATH.
set -eu
page=$(realpath "$1")
schedules=$(realpath "$(dirname "$0")/../schedules")
mkdir -p "$2"
cd "$2"
ln -sfn "$schedules" schedules
sed -n '/^```sh$/,/^```$/{/^```/!p;}' "$page" | sh -eu
