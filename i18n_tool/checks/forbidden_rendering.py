"""GL002: the translation holds a rendering that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator

from i18n_tool.checks.base import Check, Context
from i18n_tool.checks.terms import find_uses, show_choice, show_row
from i18n_tool.glossary import Glossary
from i18n_tool.model import Finding, Unit


class ForbiddenRendering(Check):
    """A term of the source is rendered in a way that the glossary forbids.

    Somebody decided that this rendering is wrong, misleading or out of date. Replace it by the one that the message
    shows. A forbidden rendering that is only a part of an allowed one does no harm and is not reported. Where an
    allowed one stands there too, the other may render another word of the source; that is information.
    """

    code, name, severity = "GL002", "forbidden-rendering", "error"
    example = Context(
        "fr",
        glossary=Glossary.from_terms([{"term": "trade fair", "fr": "salon professionnel", "fr!": "foire commerciale"}]),
    )
    good = (
        Unit("The trade fair opens.", "Le salon professionnel ouvre ses portes."),
        Unit("The market opens.", "La foire commerciale ouvre ses portes."),
    )
    bad = (
        Unit("The trade fair opens.", "Le salon professionnel, une foire commerciale, ouvre ses portes."),
        Unit("The trade fair opens.", "La foire commerciale ouvre ses portes."),
        Unit("Two trade fairs", "Deux foires commerciales"),
    )

    def signs(self, context: Context) -> frozenset[str] | None:
        glossary = context.glossary
        return None if any(glossary.forbidden(term, context.locale) for term in glossary.terms) else frozenset()

    def check(self, unit: Unit, context: Context) -> Iterator[Finding]:
        for use in find_uses(unit, context):
            for wrong in context.glossary.forbidden_in(use.term, use.translation, context.locale):
                renderings = context.glossary.renderings(use.term, context.locale)
                better = f"; write {show_choice(renderings)}" if renderings else ""
                yield self.finding(
                    unit,
                    f"'{use.occurrence.text}' must not be rendered as {wrong.rendering}{better}{show_row(use.term)}",
                    severity="info" if renderings and use.judge(context).found == "yes" else None,
                )
