"""CA006: the header names another language than the folder."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.catalogue import Catalogue
from i18n_tool.checks.base import Context, FileCheck
from i18n_tool.errors import LocaleError
from i18n_tool.languages import gettext_tag


class WrongLanguageHeader(FileCheck):
    """The ``Language`` field of a catalogue's header names another locale than the folder it lies in.

    The catalogue was copied from another language, or a PO editor checks it by the rules of the wrong one. Move it, or
    correct the field.
    """

    code, name, severity = "CA006", "wrong-language-header", "warning"
    good = (
        'msgid ""\nmsgstr "Language: fr\\n"\n',
        'msgid ""\nmsgstr "Project-Id-Version: 1\\n"\n',
    )
    bad = ('msgid ""\nmsgstr "Language: es\\n"\n',)

    def check(self, catalogue: Catalogue, context: Context) -> Iterator[str]:
        said = catalogue.header.get("Language", "")
        if said and not _is_same(said, context.locale):
            both = f"the header says that the language is {said}, the folder {context.locale}"
            yield f"{both}; correct the header or move the file"


def _is_same(said: str, locale: str) -> bool:
    """Tell whether a header names the locale; ``de_DE`` is ``de``, but Chinese and Portuguese differ by country."""
    tag = _tag(said)
    return tag == locale or (tag.partition("_")[0] == locale and (locale not in ("zh", "pt") or tag == "pt_PT"))


def _tag(said: str) -> str:
    """Return a locale in gettext spelling where it is one."""
    try:
        return gettext_tag(said)
    except LocaleError:
        return said
