#!/bin/sh
# Makes .venv with all that duban needs, and with "./setup.sh" alone also what its tests need from the system:
# a browser, a Chinese font and a Java runtime.  "./setup.sh python" makes .venv only.  Quick when nothing has changed.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }

# Installs Debian packages where that is allowed; says what is missing where it is not.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "setup: please install by hand: $*"
        return 1
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        say "setup: not allowed to install packages; please run: sudo apt-get install $*"
        return 1
    fi
    say "setup: installing $*"
    $as_root apt-get -qq update >/dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null ||
        { say "setup: apt-get could not install: $*"; return 1; }
}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if recent "$name"; then
            echo "$name"
            return
        fi
    done
    say "setup: needs Python 3.11 or later; name one with PYTHON=/path/to/python3"
    return 1
}

# What .venv was made from: the place counts too, since its scripts name it.
fingerprint() { { pwd && cat pyproject.toml constraints.txt setup.sh; } | cksum; }

make_venv() {
    python=$(find_python)
    say "setup: making .venv with $("$python" --version), a minute or two"
    rm -rf .venv
    "$python" -m venv .venv 2>/dev/null ||
        { install_packages python3-venv && "$python" -m venv .venv; } ||
        { say "setup: $python cannot make a virtual environment"; return 1; }
}

install_python() {
    if ! recent .venv/bin/python || ! .venv/bin/python -m pip --version 2>/dev/null | grep -qF "$PWD/"; then
        make_venv
    fi
    say "setup: installing Python packages"
    # What builds packages is pinned like everything else, so it is installed first; setuptools and wheel are for jieba.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --compile -c constraints.txt hatchling editables \
        setuptools wheel
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --compile -c constraints.txt \
        --no-build-isolation -e '.[dev]'
    .venv/bin/python -m compileall -q ontology extraction graph queries views ./*.py
    fingerprint >.venv/made-from
}

install_system() {
    missing=""
    command -v chromium >/dev/null || missing="$missing chromium"
    { command -v fc-list >/dev/null && fc-list :lang=zh family | grep -q .; } || missing="$missing fonts-noto-cjk fontconfig"
    command -v java >/dev/null || missing="$missing default-jre-headless"
    # What drives the browser is a program of its own, which lacks this library on a bare Debian.
    .venv/lib/python*/site-packages/playwright/driver/node --version >/dev/null 2>&1 || missing="$missing libatomic1"
    # shellcheck disable=SC2086 # several packages
    [ -z "$missing" ] || install_packages $missing || say "setup: tests that need$missing will be skipped"
}

if ! [ -x .venv/bin/duban ] || [ "$(fingerprint)" != "$(cat .venv/made-from 2>/dev/null)" ]; then
    install_python
fi
[ "${1:-}" = python ] || install_system
