#!/bin/sh
# run.sh -- the former name of run.py.
exec "$(dirname "$0")/run.py" "$@"
