#!/usr/bin/env bash
# Passes all tests. Needs Rust; installs the rest it needs into the checkout
# and says what it skips if it cannot. With CI=true nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")"

if [ -z "${HEDGEROW_GOLD:-}" ]; then
    echo "test.sh: HEDGEROW_GOLD is not set, so accuracy against the annotated data is not measured"
fi

echo "== the library alone builds without the program's dependencies"
cargo check --quiet --lib --no-default-features
cargo check --quiet --lib --no-default-features --features pipeline

echo "== tests"
cargo test --all-targets "$@"
cargo test --doc "$@"

echo "== the tables open in pandas"
python=$(command -v python3 || true)
ready=false
if [ -n "$python" ]; then
    if [ ! -x .venv/bin/python ]; then
        "$python" -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check 'pandas>=2,<4' || true
    fi
    if .venv/bin/python -c 'import pandas' 2>/dev/null; then ready=true; fi
fi
if $ready; then
    .venv/bin/python tests/pandas_check.py
elif [ "${CI:-}" = true ]; then
    echo "test.sh: Python with pandas could not be set up" >&2
    exit 1
else
    echo "test.sh: skipped: Python with pandas could not be set up"
fi
