"""The command that says what a rule of check means."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from i18n_tool.cli.console import table

if TYPE_CHECKING:
    from i18n_tool.checks.examples import Example, Excerpt, Pair
    from i18n_tool.checks.manual import ManualPage

WIDEST = 100
"""Columns of a page where the terminal has more."""


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a rule of check means, by its code or name; without one, list all.

    The page has the reason, examples with what check says of them, the severity and how to put a finding aside.
    """
    from i18n_tool.checks import all_rules, code_matches, require_code
    from i18n_tool.checks.manual import manual_pages

    if code is None:
        rows = [(rule.code, rule.name, rule.severity, _plain(rule.summary)) for rule in all_rules()]
        click.echo("\n".join(table(rows)))
        return
    require_code(code)
    found = [page for page in manual_pages() if code_matches(page.rule.code, page.rule.name, (code,))]
    click.echo("\n\n".join(show_page(page) for page in found))


def show_page(page: ManualPage) -> str:
    """Return the manual page of a rule for a terminal."""
    rule = page.rule
    facts = [("severity", page.weighs), ("looks at", page.looks_at)]
    facts += [("check --fix", "corrects it")] if rule.fixable else []
    parts = [
        click.style(f"{rule.code} {rule.name}", bold=True),
        _wrap(_plain(rule.manual)),
        "\n".join(f"    {line}" for line in table(facts)),
        *_examples(page),
    ]
    if page.concerns_units:
        parts.append(
            _wrap("To put a finding aside, write the reason into a translator comment of the entry:")
            + f"\n\n    # i18n-tool: ignore {rule.code} the reason"
        )
    parts.append(
        _wrap("Not to report it at all, or to weigh it in another way, in the settings:")
        + f'\n\n    [check]\n    ignore = ["{rule.code}"]\n    severity = {{{rule.code} = "info"}}'
    )
    return "\n\n".join(parts)


def _plain(manual: str) -> str:
    return manual.replace("``", "`")


def _columns() -> int:
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)


def _wrap(manual: str) -> str:
    paragraphs = manual.split("\n\n")
    return "\n\n".join(
        text if text.startswith((" ", "- ")) else textwrap.fill(text, _columns(), break_on_hyphens=False)
        for text in paragraphs
    )


def _examples(page: ManualPage) -> Iterator[str]:
    """Yield the examples under their heads, the right ones first."""
    if page.glossary:
        yield "Glossary of the examples:\n\n" + "\n".join(f"    {line}" for line in page.glossary)
    for right, examples in groupby(page.examples, key=lambda one: one.right):
        word = click.style("Right", fg="green", bold=True) if right else click.style("Wrong", fg="red", bold=True)
        head = f"{word}, in {page.locale}:"
        shown = [_example(one) for one in examples]
        apart = any(len(one.texts) > 1 for one in page.examples)
        yield from (f"{head}\n\n{one}" for one in shown) if apart else (head, *shown)


def _example(example: Example) -> str:
    """Return the texts of an example, those of one article or project parted by a blank line, and the messages."""
    texts = "\n\n".join("\n".join(_text(text)) for text in example.texts)
    messages = [line for message in example.messages for line in _field("check says", message)]
    between = "\n" if len(example.texts) == 1 and texts.startswith("    source") else "\n\n"
    return between.join([texts, *(["\n".join(messages)] if messages else [])])


def _text(text: Pair | Excerpt) -> list[str]:
    from i18n_tool.checks.examples import Pair

    if isinstance(text, Pair):
        return [*_field("source", text.source), *_field("translation", text.translation or "(none)")]
    depth = 8 if text.path else 4
    lines = textwrap.indent(text.text, " " * depth).split("\n")
    return [*([f"    {text.path}"] if text.path else []), *lines]


def _field(name: str, text: str) -> list[str]:
    """Return a text after its name, its further lines below its first."""
    from i18n_tool.reports.base import isolate

    return textwrap.wrap(
        isolate(text, whole=name != "check says"),
        _columns(),
        initial_indent=f"    {name:11}  ",
        subsequent_indent=" " * 17,
        break_long_words=False,
        break_on_hyphens=False,
    )
