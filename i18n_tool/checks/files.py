"""Rules about a whole catalogue, or about the comments in it; check itself finds these."""

from __future__ import annotations

from collections.abc import Mapping

from i18n_tool.checks.examples import ProjectExample
from i18n_tool.model import Rule

CATALOGUE_RULES: tuple[Rule, ...] = (
    Rule(
        "CA001",
        "unreadable-catalogue",
        "error",
        "A catalogue cannot be read.\n\n"
        "Nothing of it is checked, and none of its translations reach a page. The message names the line; msgfmt says "
        "more about it. A catalogue that a merge has left in conflict is repaired by the merge driver that the docs "
        "describe.",
    ),
    Rule(
        "CA002",
        "catalogue-without-article",
        "warning",
        "A catalogue belongs to no article.\n\n"
        "The article was removed, renamed or left out by the settings. If it was renamed, run extract: the new "
        "catalogue takes the translations over. Then remove the old one with extract --prune.",
    ),
    Rule(
        "CA003",
        "outdated-catalogue",
        "warning",
        "A catalogue has other units than its article, or there is none yet.\n\n"
        "The article was edited after the last extract, so readers meet sentences that nobody can translate. Run "
        "extract, and commit what it writes.",
    ),
    Rule(
        "CA004",
        "unused-ignore",
        "info",
        "A comment ignores a rule that has nothing to report there.\n\n"
        "What it excused has been corrected, or its code is misspelt. Take the comment out, so that it hides nothing "
        "later.",
    ),
    Rule(
        "CA005",
        "ignore-without-reason",
        "info",
        "A comment ignores a rule and does not say why.\n\n"
        "The next reviewer cannot tell whether it still holds. Write the reason after the code.",
    ),
    Rule(
        "CA011",
        "catalogue-of-other-locale",
        "info",
        "Catalogues belong to no locale of the project.\n\n"
        "Their locale was taken out of the settings, or their folder is misspelt (zh-CN for zh_CN). They are not "
        "brought up to date, not checked, and make no pages. Add the locale, rename the folder, or remove it.",
    ),
)
"""In the order of their codes."""

_ARTICLE = "The port is open.\n"
_ENTRY = 'msgid "The port is open."\nmsgstr "Le port est ouvert."\n'
_WRONG_ENTRY = 'msgid "Sail to {city}."\nmsgstr "Naviguez."\n'
_HARBOUR = {"articles/harbour.txt": _ARTICLE, "locales/fr/LC_MESSAGES/harbour.po": _ENTRY}


def _about_an_ignore(comment: str, entry: str) -> dict[str, str]:
    """Return a project whose only entry has a comment."""
    article = entry.split('"')[1]
    catalogue = f"# i18n-tool: {comment}\n{entry}"
    return {"articles/harbour.txt": f"{article}\n", "locales/fr/LC_MESSAGES/harbour.po": catalogue}


CATALOGUE_EXAMPLES: Mapping[str, tuple[ProjectExample, ...]] = {
    "CA001": (
        ProjectExample(True, _HARBOUR),
        ProjectExample(
            False,
            {**_HARBOUR, "locales/fr/LC_MESSAGES/harbour.po": _ENTRY.replace('ouvert."', "ouvert.")},
            'this string is never closed. Close it with ", and write " within it as \\".',
        ),
    ),
    "CA002": (
        ProjectExample(True, _HARBOUR),
        ProjectExample(
            False,
            {**_HARBOUR, "locales/fr/LC_MESSAGES/port.po": _ENTRY},
            "its article is gone; remove it with: i18n-tool extract --prune",
        ),
    ),
    "CA003": (
        ProjectExample(True, _HARBOUR),
        ProjectExample(
            False,
            {**_HARBOUR, "articles/harbour.txt": "The port is open today.\n"},
            "the article has other segments than the catalogue; run i18n-tool extract",
        ),
    ),
    "CA004": (
        ProjectExample(True, _about_an_ignore("ignore MK001 the city is in the caption", _WRONG_ENTRY)),
        ProjectExample(
            False,
            _about_an_ignore("ignore MK001 the city is in the caption", _ENTRY),
            '"ignore MK001" ignores nothing here; take it out of the comment',
        ),
        ProjectExample(
            False,
            _about_an_ignore("ignore MK01 the city is in the caption", _WRONG_ENTRY),
            '"ignore MK01 the city is in the caption" names no check; i18n-tool explain lists their codes',
        ),
    ),
    "CA005": (
        ProjectExample(True, _about_an_ignore("ignore MK001 the city is in the caption", _WRONG_ENTRY)),
        ProjectExample(
            False,
            _about_an_ignore("ignore MK001", _WRONG_ENTRY),
            '"ignore MK001" does not say why; write the reason after the code',
        ),
    ),
    "CA011": (
        ProjectExample(True, _HARBOUR),
        ProjectExample(
            False,
            {**_HARBOUR, "locales/ja/LC_MESSAGES/harbour.po": _ENTRY},
            '1 catalogue of ja, which is no locale of the project; add it to "locales" in the settings, or remove the'
            " folder",
        ),
    ),
}
"""What each of them accepts and reports, by code."""
