"""Glossaries that the rules of ``glossary lint`` accept and report."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from i18n_tool.glossary import Glossary
from i18n_tool.glossary.linting import lint_terms

LOCALES = ("es", "zh_CN")
"""The locales that a glossary of the examples should have."""

LINT_EXAMPLES: Mapping[str, tuple[tuple[bool, str], ...]] = {
    "GL101": (
        (True, "term,es,zh_CN\nturkey,pavo,火鸡\nTurkey,Turquía,土耳其\n"),
        (False, "term,es,zh_CN\ntrade fair,feria comercial,交易会\nTrade fairs,ferias,展览会\n"),
    ),
    "GL102": (
        (True, "term,es,zh_CN\nfair,feria,交易会\nspring fair,feria de primavera,春季交易会\n"),
        (False, "term,es,zh_CN\nfair,feria,交易会\nspring fair,salón de primavera,春季交易会\n"),
    ),
    "GL103": (
        (True, "term,es,zh_CN\nharbour,puerto,港口\n"),
        (False, "term,es,zh_CN\nharbour,港口,puerto\n"),
    ),
    "GL104": (
        (True, "term,es,zh_CN\nBlueHarbour,=,=\n"),
        (False, "term,es,zh_CN\nharbour,puerto,\n"),
    ),
}
"""The rows of a glossary, and whether the rule accepts them, by code."""


def lint_messages(code: str, rows: str) -> tuple[str, ...]:
    """Return what a rule says of the rows of a glossary."""
    found = lint_terms(Glossary.from_terms(csv.DictReader(rows.splitlines())), LOCALES)
    return tuple(finding.message for finding in found if finding.code == code)
