"""Terms that CLDR already names in every language: countries and territories, currencies, languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from i18n_tool.languages import KINDS_OF_NAMES, cldr_names
from i18n_tool.model import Term


def name_terms(kinds: Iterable[str], source_locale: str, locales: Sequence[str]) -> Iterator[Term]:
    """Yield the names that CLDR has, as terms whose findings are warnings.

    A name of CLDR is one right name among several, and its words may mean something else (Chad, Turkish), so that a
    translation without it is doubtful and no more; engines know these names, so that they are not hidden from them.

    Args:
        kinds: words of ``KINDS_OF_NAMES``.
        source_locale: the locale of the terms.
        locales: the locales of the renderings.

    Raises:
        LocaleError: CLDR does not know a locale.
    """
    for kind in KINDS_OF_NAMES:
        if kind not in kinds:
            continue
        targets = {locale: cldr_names(kind, locale) for locale in locales}
        for code, names in cldr_names(kind, source_locale).items():
            found = {locale: known[code] for locale, known in targets.items() if code in known}
            for name in dict.fromkeys((names[0], names[0].replace(" & ", " and "))):
                yield Term(
                    name,
                    found,
                    case="ignore" if kind == "currencies" else "exact",
                    status="draft",
                    mode="check-only",
                    note=f"CLDR, {kind}: {code}",
                )
