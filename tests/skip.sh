#!/bin/sh
# skip.sh TEST WHAT -- say that a test leaves out WHAT, with the reason.  Each
# is said once, and noted in the file $SKIPPED, which the Makefile prints at
# the end of the run.  With NO_SKIP in the environment, it is a failure.
line="$1: skipped: $2"
if ! grep -qxF "$line" "${SKIPPED:-/dev/null}" 2>/dev/null; then
    echo "$line"
    test -z "${SKIPPED:-}" || echo "$line" >>"$SKIPPED"
fi
test -z "${NO_SKIP:-}"
