#!/bin/sh
# coverage.sh BUILD LEAST -- runs the unit tests and the command-line tests of
# a build for gcov; prints the share of lines that they run, by folder and in
# all, and what is left out most.  Fails where a test does, or where the share
# is below LEAST percent.
set -eu
cd "$(dirname "$0")/.."
build=$1
find "$build" -name '*.gcda' -exec rm {} +
status=0
"$build/tests/all" || status=1
tests/cli/run.py "$build/lrsim" || status=1
# One call, so that the lines of a header count once.
find "$build/src" -name '*.gcno' | LC_ALL=C sort | xargs gcov -n 2>/dev/null |
    awk -v least="$2" '
/^File / { file = $2; gsub(/\x27/, "", file) }
/^Lines executed:/ && file ~ /^src\// {
    split(substr($0, 16), part, "% of ")
    run = int(part[1] * part[2] / 100 + 0.5)
    folder = file
    sub(/\/[^\/]*$/, "", folder)
    lines[folder] += part[2]; hit[folder] += run
    lines["total"] += part[2]; hit["total"] += run
    if (run < part[2])
        printf "coverage: %4d of %4d lines left out in %s\n",
            part[2] - run, part[2], file | "sort -k 2nr | head -12"
    file = ""
}
END {
    close("sort -k 2nr | head -12")
    for (folder in lines)
        if (folder != "total")
            printf "coverage: %-16s %5.1f %% of %5d lines\n", folder,
                100 * hit[folder] / lines[folder], lines[folder] | "sort"
    close("sort")
    share = 100 * hit["total"] / lines["total"]
    printf "coverage: %-16s %5.1f %% of %5d lines\n", "total", share,
        lines["total"]
    exit !(share >= least)
}' || status=1
exit $status
