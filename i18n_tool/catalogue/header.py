"""The headers of catalogues and templates that we begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from i18n_tool.languages import plural_forms
from i18n_tool.model import Unit

SEGMENTATION_FIELD = "X-I18n-Tool-Segmentation"
"""Which rules cut the blocks into segments."""
SOURCE_FIELD = "X-Source-Language"
"""The locale of the msgids; Poedit reads it."""

_NO_DATE = "1970-01-01 00:00+0000"


@lru_cache(maxsize=16)
def template_header(*, project: str, source_locale: str, segmentation: str) -> Unit:
    """Return the header of a template.

    There is no creation date, because it would change a file whose content did not change; the other dates and
    names are there with fixed values, because ``msgfmt --check-header`` asks for them.
    """
    return _header_unit(
        {
            "Project-Id-Version": project,
            "PO-Revision-Date": _NO_DATE,
            "Last-Translator": "none",
            "Language-Team": "none",
            "Language": "",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            SOURCE_FIELD: source_locale,
            SEGMENTATION_FIELD: segmentation,
        }
    )


@lru_cache(maxsize=256)
def catalogue_header(*, project: str, locale: str, source_locale: str, segmentation: str) -> Unit:
    """Return the header of a new catalogue of a locale."""
    return _header_unit(
        {
            "Project-Id-Version": project,
            "PO-Revision-Date": _NO_DATE,
            "Last-Translator": "none",
            "Language-Team": "none",
            "Language": locale,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": plural_forms(locale),
            "X-Generator": "i18n-tool",
            SOURCE_FIELD: source_locale,
            SEGMENTATION_FIELD: segmentation,
        }
    )


def update_header(unit: Unit, fields: Mapping[str, str]) -> Unit:
    """Return a header with some fields set and everything else as it is."""
    lines = unit.msgstr.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    left = dict(fields)
    for index, line in enumerate(lines):
        name = line.partition(":")[0].strip()
        if name in left:
            value = left.pop(name)
            if line.partition(":")[2].strip() != value:
                lines[index] = f"{name}: {value}"
    lines += [f"{name}: {value}" for name, value in left.items()]
    msgstr = "".join([line + "\n" for line in lines])
    return unit if msgstr.rstrip("\n") == unit.msgstr.rstrip("\n") else replace(unit, msgstr=msgstr)


def _header_unit(fields: Mapping[str, str]) -> Unit:
    return Unit("", "".join([f"{name}: {value}".rstrip() + "\n" for name, value in fields.items()]))
