"""CA008: the segments were cut by other rules than today's."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.catalogue import Catalogue
from i18n_tool.checks.base import Context, FileCheck


class OtherSegmentation(FileCheck):
    """The segments of a catalogue were cut by other rules than those of today.

    The settings or the release of this tool have changed since the last extract. Run it: translations are carried over
    to the new segments.
    """

    code, name, severity = "CA008", "other-segmentation", "warning"
    good = (
        'msgid ""\nmsgstr "X-I18n-Tool-Segmentation: sentence 1\\n"\n',
        'msgid ""\nmsgstr "Language: fr\\n"\n',
    )
    bad = ('msgid ""\nmsgstr "X-I18n-Tool-Segmentation: paragraph 1\\n"\n',)

    def check(self, catalogue: Catalogue, context: Context) -> Iterator[str]:
        said = catalogue.header.get("X-I18n-Tool-Segmentation", "")
        if said and context.segmentation and said != context.segmentation:
            yield f'the segments were cut by the rules "{said}", today\'s are "{context.segmentation}"; run extract'
