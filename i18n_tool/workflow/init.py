"""A new project in a folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from i18n_tool.errors import LocaleError, ProjectError
from i18n_tool.files import write_text
from i18n_tool.languages import gettext_tag
from i18n_tool.project import read_project
from i18n_tool.settings import PYPROJECT, SETTINGS_FILE, has_table

_EXAMPLES = {
    "Greater Bay Area": {
        "zh_CN": "粤港澳大湾区|大湾区",
        "zh_HK": "粵港澳大灣區|大灣區",
        "zh_TW": "粵港澳大灣區|大灣區",
        "es": "Gran Área de la Bahía",
        "ca": "Gran Àrea de la Badia",
        "fr": "région de la Grande Baie|Grande Baie",
        "ja": "大湾区|グレーターベイエリア",
        "ar": "منطقة الخليج الكبرى",
        "pt": "Grande Área da Baía|Grande Baía",
        "de": "Greater Bay Area",
        "ru": "Большой залив",
        "ko": "웨강아오 대만구|대만구",
    },
    "Belt and Road": {
        "zh_CN": "一带一路",
        "zh_HK": "一帶一路",
        "zh_TW": "一帶一路",
        "es": "la Franja y la Ruta",
        "ca": "la Franja i la Ruta",
        "fr": "la Ceinture et la Route",
        "ja": "一帯一路",
        "ar": "الحزام والطريق",
        "pt": "Cinturão e Rota|Uma Faixa, Uma Rota",
        "de": "Neue Seidenstraße",
        "ru": "Один пояс, один путь|Пояс и путь",
        "ko": "일대일로",
    },
}

_SETTINGS = """\
# Settings of i18n-tool. Paths are relative to this file.
source-locale = "{source}"
locales = [{locales}]
articles = ["articles/**/*"]        # .txt, .md and .html; other files there are pictures and the like
glossaries = ["glossary/*.csv"]
output = "site"

[segmentation]
mode = "sentence"                   # or "paragraph"

[engines]
default = "auto"                    # memory, then variant, then an offline engine, then google

[compile]
policy = "accepted"                 # or "drafts": machine drafts too, marked as such on the page
"""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What init did."""

    written: tuple[str, ...]
    """Files and folders that are new."""
    kept: tuple[str, ...]
    """Those that were there already and were not touched."""
    unnamed: tuple[str, ...] = ()
    """Locales that were asked for and that the settings, which were there already, do not name."""


def init_project(folder: Path, source: str, locales: Sequence[str]) -> InitReport:
    """Make a folder a project: settings, a folder for articles, a glossary with two examples.

    Nothing that exists is overwritten.

    Args:
        folder: where; it is made if need be.
        source: the locale of the articles.
        locales: the locales to translate into.

    Raises:
        LocaleError: a tag is not well formed or not known, or the source is among the locales.
        SettingsError: there are settings already, and they are wrong.
        ProjectError: no locale is given, ``pyproject.toml`` has settings already, or the folder cannot be made.
    """
    source = gettext_tag(source)
    wanted = list(dict.fromkeys(gettext_tag(tag) for tag in locales))
    if not wanted:
        raise ProjectError("no locale to translate into is given.", "Name at least one: --locale es")
    if source in wanted:
        raise LocaleError("the articles are in this locale already.", "Leave it out of --locale.", subject=source)
    if has_table(folder) and not (folder / SETTINGS_FILE).exists():
        raise ProjectError(
            "this file has the settings of a project already: [tool.i18n-tool].",
            f"Change them there, or take the table out and run init again for an {SETTINGS_FILE}.",
            path=folder / PYPROJECT,
        )
    written: list[str] = []
    kept: list[str] = []
    names = ", ".join(f'"{tag}"' for tag in wanted)
    files = {
        SETTINGS_FILE: _SETTINGS.format(source=source, locales=names),
        "glossary/terms.csv": _example_terms(wanted),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        articles = folder / "articles"
        (kept if articles.exists() else written).append("articles/")
        articles.mkdir(exist_ok=True)
    except OSError as problem:
        raise ProjectError(
            f"the folder cannot be made: {problem.strerror}.", "Check its rights, or name another one.", path=folder
        ) from problem
    for name, text in files.items():
        path = folder / name
        if path.exists():
            kept.append(name)
        else:
            write_text(path, text)
            written.append(name)
    settings = folder / SETTINGS_FILE
    named = read_project(settings).locales if SETTINGS_FILE in kept else wanted
    return InitReport(tuple(written), tuple(kept), tuple(tag for tag in wanted if tag not in named))


def _example_terms(locales: Sequence[str]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["term", "case", "match", "status", "note", *locales])
    for term, targets in _EXAMPLES.items():
        table.writerow(
            [term, "", "", "", "an example; correct or remove it", *(targets.get(tag, "") for tag in locales)]
        )
    return out.getvalue()
