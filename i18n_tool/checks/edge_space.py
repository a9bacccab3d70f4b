"""TY005: the translation begins or ends with other white space than the source."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Context
from i18n_tool.checks.places import FixableCheck, Place
from i18n_tool.languages import sentence_joiner
from i18n_tool.model import Markup, Unit


class EdgeSpace(FixableCheck):
    """The translation begins or ends with white space that the source does not have, or lacks what it has.

    The spaces around a segment are the article's and are put back by themselves; what stands inside the entry is added
    to them, or was meant to keep two pieces apart. In languages without spaces between words one may be missing.
    """

    code, name, severity = "TY005", "edge-space", "warning"
    good = (
        Unit("Port", "Port"),
        Unit("Port: ", "Port\u00a0: "),
    )
    bad = (
        Unit("Port", "Port "),
        Unit("Port", "\nPort"),
        Unit("Port: ", "Port\u00a0:"),
    )

    def places(self, source: str, translation: str, markup: Markup | None, context: Context) -> Iterator[Place]:
        if (
            not source
            or not translation
            or not (
                source[0].isspace() or source[-1].isspace() or translation[0].isspace() or translation[-1].isspace()
            )
        ):
            return
        if source.isspace() or translation.isspace() or (source.startswith("  ") and translation.startswith("  ")):
            return
        spaced = sentence_joiner(context.locale) != ""
        wanted = source[: len(source) - len(source.lstrip())]
        end = len(translation) - len(translation.lstrip())
        if wanted != translation[:end] and (spaced or wanted.strip(" ") or end):
            yield Place(0, end, wanted, "the translation does not begin with the white space of the source")
        wanted = source[len(source.rstrip()) :]
        start = len(translation.rstrip())
        if wanted != translation[start:] and (spaced or wanted.strip(" ") or start < len(translation)):
            yield Place(
                start, len(translation), wanted, "the translation does not end with the white space of the source"
            )
