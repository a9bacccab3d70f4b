#!/bin/sh
# Take pictures of one page of the demo in every locale, at phone and desktop width, in headless Chromium.
# Usage: tools/screenshots.sh [FOLDER] [ARTICLE]; after make demo. The picture of the README is FOLDER/ar-1000.png.
set -eu
folder=${1:-screenshots}
article=${2:-news/one-hour-circle}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo "Chromium is not installed (Debian: apt-get install chromium)." >&2
    exit 2
}
mkdir -p "$folder"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for page in site/*/"$article".html; do
    locale=$(echo "$page" | cut -d/ -f2)
    for size in 390,1800 1000,1150 1280,1800; do
        "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
            --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" \
            --screenshot="$folder/$locale-${size%,*}.png" --window-size="$size" "file://$PWD/$page" >/dev/null 2>&1
    done
    echo "$folder/$locale-390.png $folder/$locale-1280.png"
done
