"""Bring the template and the catalogues of the theme's own words up to date with its templates, through Babel.

python tools/theme_words.py; then translate what is new in i18n_tool/theme/locales/.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

THEME = Path(__file__).parent.parent / "i18n_tool" / "theme"


def extract_words() -> Catalog:
    """Return every word of the templates and of the titles of admonitions."""
    found = Catalog(project="i18n-tool", fuzzy=False)
    methods = [("templates/**", "jinja2"), ("titles.py", "python")]
    options = {"templates/**": {"silent": "false"}}
    for name, _, message, comments, context in extract_from_dir(
        THEME, methods, options, keywords={"_": None, "word": None, "ngettext": (1, 2)}
    ):
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue below the header that its file has, so that a run changes no other line."""
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    with path.open("wb") as file:
        write_po(file, catalogue, width=76, include_lineno=False, ignore_obsolete=True, omit_header=True)
    path.write_text(f"{head}\n\n{path.read_text(encoding='utf-8').strip()}\n", encoding="utf-8")


def main() -> None:
    """Write the template and each catalogue."""
    found = extract_words()
    write(found, THEME / "locales" / "theme.pot")
    for path in sorted((THEME / "locales").glob("*/LC_MESSAGES/theme.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name)
        catalogue.update(found, no_fuzzy_matching=True)
        write(catalogue, path)


if __name__ == "__main__":
    main()
