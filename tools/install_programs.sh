#!/bin/sh
# Install Apertium, its language pairs and gettext from Debian's packages, where apt and root are at hand.
set -eu
wanted="apertium apertium-eng-spa apertium-eng-cat apertium-en-gl apertium-es-pt gettext"
missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "Not installed:$missing (needs Debian's apt-get and root). Going on without." >&2
    exit 0
fi
echo "Installing$missing …" >&2
# shellcheck disable=SC2086 # the list is meant to be split
if ! { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $missing; } \
    >/dev/null 2>&1; then
    echo "Debian's packages could not be installed:$missing. Going on without." >&2
fi
