"""The commands about the glossary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from i18n_tool.cli.check import FORMS, look_of, place_paths, rule_options
from i18n_tool.cli.console import FINDINGS, Console, common_options, count, print_json, table

if TYPE_CHECKING:
    from i18n_tool.project import Project
    from i18n_tool.workflow.glossary_exchange import Difference, Import

FORMATS = ("csv", "tbx", "xlsx", "deepl", "weblate", "microsoft")
_SHOWN = 5
"""Terms left out that are named without ``-v``."""


@click.group()
def glossary() -> None:
    """Look after the terms with a fixed translation."""


@glossary.command(name="list")
@common_options()
@click.option("-l", "--locale", metavar="LOCALE", help="Only terms with a rendering in this locale, shown beside them.")
@click.option("--status", type=click.Choice(["approved", "draft", "deprecated"]), help="Only terms of this status.")
def list_(project: Project, console: Console, form: str, locale: str | None, status: str | None) -> None:
    """List the terms."""
    from i18n_tool.languages import gettext_tag
    from i18n_tool.workflow.glossary import list_terms

    terms = list_terms(project, locale=locale, status=status)
    if form == "json":
        print_json(terms)
        return
    tag = gettext_tag(locale) if locale else ""
    warn_of_foreign(project, tag)
    rows = [(term.source, " | ".join(term.targets.get(tag, ())) if tag else " ".join(term.targets)) for term in terms]
    for line in table(rows):
        click.echo(line)
    if terms:
        console.say(f"{count(len(terms), 'term')}.")
    else:
        console.say(describe_nothing(project, tag, status))


def warn_of_foreign(project: Project, tag: str) -> None:
    """Say that a locale is not among the project's, whose glossary may have it all the same."""
    if tag and tag not in project.locales:
        click.echo(f"warning: {tag} is no locale of the project; it has {', '.join(project.locales)}.", err=True)


def describe_nothing(project: Project, tag: str, status: str | None) -> str:
    """Return why no term is listed."""
    patterns = project.settings["glossaries"]
    if not project.files_like(patterns):
        named = ", ".join(f'"{pattern}"' for pattern in patterns)
        return f"No terms: there is no glossary file at glossaries = [{named}]."
    kind = f"{status} term" if status else "term"
    return f"No {kind} has a rendering in {tag}." if tag else f"There is no {kind} in the glossary."


@glossary.command()
@common_options(locale=True, formats=FORMS)
@rule_options
def lint(
    project: Project,
    console: Console,
    locales: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_on: Any,
) -> None:
    """Report what is odd in the glossary.

    What the settings say in [check] of codes and severities holds here too. Exits as check does: with 0 if nothing is
    as severe as --fail-on, with 1 if something is, with 2 if the glossary cannot be read.
    """
    from dataclasses import replace

    from i18n_tool.reports import render_report
    from i18n_tool.workflow.check_rules import read_severities
    from i18n_tool.workflow.glossary import lint_glossary

    report = lint_glossary(
        project,
        locales=locales,
        select=select,
        ignore=ignore,
        severity=read_severities(severity),
        fail_on=fail_on,
    )
    # Most of what is odd are notes: nobody who asks for them wants them hidden.
    look = replace(look_of(report, console), notes=True)
    click.echo(render_report(place_paths(report, form), form, look), nl=False)
    if report.failed:
        raise click.exceptions.Exit(FINDINGS)


@glossary.command()
@common_options()
@click.argument("text")
@click.option("-l", "--locale", metavar="LOCALE", help="Show the renderings in this locale.")
def find(project: Project, console: Console, form: str, text: str, locale: str | None) -> None:
    """Show which terms TEXT holds, where, and why they match."""
    from i18n_tool.languages import gettext_tag
    from i18n_tool.workflow.glossary import find_terms

    matches = find_terms(project, text, locale=locale)
    if form == "json":
        print_json(matches)
        return
    warn_of_foreign(project, gettext_tag(locale) if locale else "")
    for match in matches:
        target = f" → {' / '.join(match.renderings)}" if match.renderings else ""
        place = f" ({match.term.path}:{match.term.row})" if match.term.path else ""
        click.echo(f"{match.start}-{match.end} {match.text}{target}: {match.reason}{place}")
    if not matches:
        console.say("No term.")


@glossary.command()
@common_options()
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="How often a name must stand in the articles.",
)
def suggest(project: Project, console: Console, form: str, least: int) -> None:
    """Propose terms that the glossary lacks.

    Names and phrases that recur in the articles, and sources that accepted translations render in different ways. A
    person decides.
    """
    from i18n_tool.workflow.glossary import suggest_glossary

    found = suggest_glossary(project, least=least)
    if form == "json":
        print_json(found)
        return
    for suggestion in found:
        ways = "; ".join(f"{tag}: {' / '.join(texts)}" for tag, texts in suggestion.renderings.items())
        click.echo(f"{suggestion.text} ({suggestion.kind}, {suggestion.count} times){f' {ways}' if ways else ''}")
        console.detail(f"  {suggestion.example}")
    console.say(f"{count(len(found), 'suggestion')}; add those that are right to a file in glossary/.")


@glossary.command(name="import")
@common_options()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(FORMATS), help="The format of SOURCE; else its suffix tells.")
@click.option("-l", "--locale", metavar="LOCALE", help="The locale of the renderings, for formats that do not say it.")
def import_(
    project: Project, console: Console, form: str, source: Path, target: Path, kind: str | None, locale: str | None
) -> None:
    """Take the terms of SOURCE into the glossary file TARGET.

    Rows that exist stay as they are: terms that the glossary has already are left out and named, first those that
    SOURCE renders differently.
    """
    from i18n_tool.project import lock_project
    from i18n_tool.workflow.glossary_exchange import import_terms

    with lock_project(project):
        report = import_terms(project, source, target, format=kind, locale=locale)
    if form == "json":
        print_json(report)
        return
    print_import(report, console, source)


def print_import(report: Import, console: Console, source: Path) -> None:
    """Print how many terms were added, and what was left out and why."""
    shown = report.skipped if console.verbose else report.skipped[:_SHOWN]
    for one in shown:
        place = f"{source}:{one.line}" if one.line else str(source)
        console.say(f"{place} '{one.term}' is in {one.place}{''.join(map(describe_difference, one.differences))}")
    if len(report.skipped) > len(shown):
        console.say(f"{len(report.skipped) - len(shown):,} more are left out; -v names them.")
    others = sum(bool(one.differences) for one in report.skipped)
    parts = [f"{report.path}: {count(report.terms, 'term')} added"]
    if report.skipped:
        parts.append(f"{len(report.skipped):,} left out, since the glossary has them")
    if others:
        parts.append(f"{others:,} of them with other renderings, which you may add by hand")
    console.say(f"{'; '.join(parts)}.")
    if report.warning:
        click.echo(f"warning: {report.path}: {report.warning}", err=True)


def describe_difference(one: Difference) -> str:
    """Return how the renderings of two files differ, as the end of a sentence."""
    theirs = " | ".join(one.theirs)
    return f"; {one.locale}: {' | '.join(one.ours)}, not {theirs}" if one.ours else f"; {one.locale}: lacks {theirs}"


@glossary.command(name="export")
@common_options()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(FORMATS), help="The format of TARGET; else its suffix tells.")
@click.option("-l", "--locale", metavar="LOCALE", help="The locale of the renderings, for formats that hold one.")
def export(project: Project, console: Console, form: str, target: Path, kind: str | None, locale: str | None) -> None:
    """Write the glossary to TARGET.

    What the format of TARGET cannot hold is said.
    """
    from i18n_tool.workflow.glossary_exchange import export_terms

    report = export_terms(project, target, format=kind, locale=locale)
    if form == "json":
        print_json(report)
        return
    for loss in report.losses:
        click.echo(f"warning: {loss}", err=True)
    console.say(f"{target}: {count(report.terms, 'term')} {'written' if report.changed else 'were there already'}.")
