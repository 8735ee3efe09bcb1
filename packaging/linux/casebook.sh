#!/bin/sh
# Starts Casebook with the Python beside it, which reads neither PYTHON* nor a person's own modules (-I).
# What begins with -I is for that Python: parts of the program start it so.
here=$(readlink -f -- "$0") || exit 1
python=${here%/bin/*}/python/bin/python3
[ "${1-}" = -I ] && exec "$python" "$@"
exec "$python" -I -m casebook "$@"
