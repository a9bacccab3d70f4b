"""CA007: the header counts the plural forms of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n_tool.catalogue import Catalogue
from i18n_tool.checks.base import Context, FileCheck
from i18n_tool.languages import language_of, plural_forms

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
_ALSO = {"fa": {1}, "he": {2, 3, 4}, "hu": {1}, "hy": {1, 2}, "ka": {1}, "tr": {1}, "uz": {1}, "az": {1}}
"""Numbers of forms that catalogues of a language have as well, besides one for fractions that CLDR counts."""


class WrongPluralHeader(FileCheck):
    """The ``Plural-Forms`` field does not fit the language, or a unit has another number of forms than it says.

    Programs would pick the wrong form, or none. The right field is in the message; gettext’s manual explains it in the
    section on plural forms.
    """

    code, name, severity = "CA007", "wrong-plural-header", "warning"
    good = (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n',
        'msgid ""\nmsgstr "Language: fr\\n"\n',
    )
    bad = (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=6; plural=0;\\n"\n',
        'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "One port"\nmsgid_plural "Ports"\nmsgstr[0] "P"\nmsgstr[1] "P"\n',
    )

    def check(self, catalogue: Catalogue, context: Context) -> Iterator[str]:
        right = plural_forms(context.locale)
        usual = int((_COUNT.search(right) or ["", "1"])[1])
        plurals = [unit for unit in catalogue.units if unit.msgstr_plural and not unit.obsolete]
        said = _COUNT.search(catalogue.header.get("Plural-Forms", ""))
        if said is None:
            if plurals:
                yield f"the header has no plural forms, but units have; add: Plural-Forms: {right}"
            return
        forms = int(said[1])
        if forms not in {usual, usual + 1} | _ALSO.get(language_of(context.locale), set()):
            yield f"the header counts {forms} plural forms; for {context.locale} it is: {right}"
            return
        odd = next((unit for unit in plurals if len(unit.msgstr_plural) != forms), None)
        if odd:
            yield f"line {odd.line} has {len(odd.msgstr_plural)} plural forms, the header counts {forms}"
