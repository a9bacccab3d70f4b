#!/bin/sh
# Install Apertium, its language pairs and gettext from Debian's packages, where apt and root are at hand.
# Usage: tools/install_programs.sh [--proofs]; with --proofs also what the tests hold pages against: a browser, Java
# for the checker of HTML, and npm's packages of tests/site.
set -eu
cd "$(dirname "$0")/.."
wanted="apertium apertium-eng-spa apertium-eng-cat apertium-en-gl apertium-es-pt gettext"
missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ "${1:-}" = --proofs ]; then
    # These may have come from elsewhere than Debian, so it is the commands that count.
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
    command -v java >/dev/null || missing="$missing default-jre-headless"
    command -v npm >/dev/null || missing="$missing nodejs npm"
fi
if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
        echo "Not installed:$missing (needs Debian's apt-get and root). Going on without." >&2
    else
        echo "Installing$missing …" >&2
        # shellcheck disable=SC2086 # the list is meant to be split
        { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends \
            $missing; } >/dev/null 2>&1 ||
            echo "Debian's packages could not be installed:$missing. Going on without." >&2
    fi
fi
[ "${1:-}" = --proofs ] || exit 0
lock=tests/site/package-lock.json
done=tests/site/node_modules/.installed
if ! command -v npm >/dev/null; then
    echo "npm is not installed: the pages are not held against site generators and checkers." >&2
elif [ ! -e "$done" ] || [ "$lock" -nt "$done" ]; then
    # The packages' own scripts are not run: one would fetch a Java that the system has.
    if (cd tests/site && npm ci --ignore-scripts --no-audit --no-fund --silent); then
        touch "$done"
    else
        echo "npm's packages could not be installed: pages are not held against them." >&2
    fi
fi
