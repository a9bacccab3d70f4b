"""The command that says what a rule of check means."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from i18n_tool.model import Rule, Unit


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a rule of check means, by its code or name; without one, list all.

    The page has the reason, examples, the severity and how to put a finding aside.
    """
    from i18n_tool.checks import all_rules, code_matches, require_code

    rules = all_rules()
    if code is None:
        click.echo("\n".join(table([(rule.code, rule.name, rule.severity, rule.summary) for rule in rules])))
        return
    require_code(code)
    found = [rule for rule in rules if code_matches(rule.code, rule.name, (code,))]
    click.echo("\n\n".join(show_rule(rule) for rule in found))


def show_rule(rule: Rule) -> str:
    """Return the manual page of a rule."""
    parts = [click.style(f"{rule.code} {rule.name}", bold=True), _wrap(rule.manual), *show_examples(rule)]
    cap = ", on a draft a warning at most" if rule.severity == "error" and not rule.code.startswith("CA") else ""
    parts.append(f"Severity: {rule.severity}{cap}." + (" check --fix corrects it." if rule.fixable else ""))
    if not rule.code.startswith("CA"):
        parts.append(
            "To put a finding aside, write the reason into a translator comment of the entry:\n\n"
            f"    # i18n-tool: ignore {rule.code} the reason"
        )
    parts.append(
        "Not to report it at all, or to weigh it in another way, in the settings:\n\n"
        f'    [check]\n    ignore = ["{rule.code}"]\n    severity = {{{rule.code} = "info"}}'
    )
    return "\n\n".join(parts)


def _wrap(manual: str) -> str:
    paragraphs = manual.split("\n\n")
    return "\n\n".join(text if text.startswith((" ", "- ")) else textwrap.fill(text, 100) for text in paragraphs)


def show_examples(rule: Rule) -> list[str]:
    """Return the examples of a rule, right and wrong, where it has some."""
    from i18n_tool.checks import all_catalogue_checks, all_checks

    for check in all_checks():
        if check.code == rule.code:
            return [
                f"{word}, in {check.example.locale}:\n\n{show_units(units)}"
                for word, units in (("Right", check.good), ("Wrong", check.bad))
                if units
            ]
    for together in all_catalogue_checks():
        if together.code == rule.code:
            return [
                f"{word}, in {together.example.locale}, in one article:\n\n{show_units(units)}"
                for word, groups in (("Right", together.good), ("Wrong", together.bad))
                for units in groups
            ]
    return []


def show_units(units: Sequence[Unit]) -> str:
    """Return source texts and translations, a pair a paragraph."""
    from i18n_tool.reports.base import one_line

    return "\n\n".join(
        f"    source       {one_line(unit.msgid)}\n    translation  {one_line(unit.msgstr) or '(none)'}"
        for unit in units
    )
