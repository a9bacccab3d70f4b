"""Takes pictures of one page of the demo in every locale, as wide as a phone and as a desktop, in headless Chromium.

Usage, after ``make demo``: python tools/screenshots.py [FOLDER] [ARTICLE]
The picture of the README is FOLDER/ar-1000.png.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SITE = Path("site")
WIDTHS = {390: None, 1280: None, 1000: 1150}
"""Pixels, and how many are shown from the top; None: the whole page."""


def main(folder: str = "screenshots", article: str = "news/one-hour-circle") -> int:
    """Write the pictures and return an exit code."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        print("Chromium is not installed (Debian: apt-get install chromium).", file=sys.stderr)
        return 2
    pages = sorted(SITE.glob(f"*/{article}.html"))
    if not pages:
        print(f"There is no page of {article} in site/; run: make demo", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-quic"])
        for width, height in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": height or 900})
            for source in pages:
                page.goto(source.resolve().as_uri())
                target = f"{folder}/{source.relative_to(SITE).parts[0]}-{width}.png"
                page.screenshot(path=target, full_page=height is None)
                print(target)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
