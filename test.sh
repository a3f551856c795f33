#!/usr/bin/env bash
# Passes all tests. Needs Rust; installs the rest it needs into the checkout
# and says what it skips if it cannot. With CI=true nothing may be skipped.
set -euo pipefail
cd "$(dirname "$0")"

if [ -z "${HEDGEROW_GOLD:-}" ]; then
    echo "test.sh: HEDGEROW_GOLD is not set, so accuracy against the annotated data is not measured"
fi

skip() { # what could not be set up, and is therefore not tested
    if [ "${CI:-}" = true ]; then
        echo "test.sh: $1" >&2
        exit 1
    fi
    echo "test.sh: skipped: $1"
}

echo "== the library alone builds without the program's dependencies"
cargo check --quiet --lib --no-default-features
cargo check --quiet --lib --no-default-features --features pipeline
cargo check --quiet --lib --no-default-features --features html
cargo check --quiet --bins --no-default-features --features cli

# The tests run the Python that the documents show, where there is pandas.
python=$(command -v python3 || true)
ready=false
if [ -n "$python" ]; then
    if [ ! -x .venv/bin/python ]; then
        "$python" -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check 'pandas>=2,<4' || true
    fi
    if .venv/bin/python -c 'import pandas' 2>/dev/null; then ready=true; fi
fi

# As root, what is missing comes from the system's packages.
install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@") >/dev/null 2>&1 || true
    fi
}

# With it the tests kill the program at each step of taking a folder.
command -v strace >/dev/null || install strace

echo "== tests"
cargo test --all-targets "$@"
cargo test --doc "$@"

echo "== the tables open in pandas"
if $ready; then
    .venv/bin/python tests/pandas_check.py
else
    skip "Python with pandas could not be set up"
fi

echo "== the pages in a browser"
find_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name"; then return; fi
    done
    find tests/browser/.browsers -type f \( -name chrome -o -name chrome-headless-shell -o -name headless_shell \) 2>/dev/null | head -n 1 || true
}
command -v npm >/dev/null || install nodejs npm
if ! command -v npm >/dev/null; then
    skip "Node.js with npm was not found; the pages are not tested in a browser"
elif ! (cd tests/browser && npm ci --silent --no-audit --no-fund); then
    skip "the browser tests' packages could not be installed with npm"
else
    [ -n "${CHROMIUM:-$(find_browser)}" ] || install chromium
    [ -n "${CHROMIUM:-$(find_browser)}" ] ||
        (cd tests/browser && PLAYWRIGHT_BROWSERS_PATH="$PWD/.browsers" node_modules/.bin/playwright-core install chromium) || true
    CHROMIUM=${CHROMIUM:-$(find_browser)}
    if [ -z "$CHROMIUM" ]; then
        skip "Chromium was not found and could not be installed; name it with CHROMIUM=path"
    else
        cargo build --quiet
        CHROMIUM=$(realpath "$CHROMIUM") npm test --silent --prefix tests/browser
    fi
fi
