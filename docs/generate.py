"""Write the pages of the documentation that come from the code: commands, checks, settings.

Run it with ``make docs``. A test fails when a page is not what the code says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from i18n_tool.checks import all_rules
from i18n_tool.checks.examples import Example, Excerpt, Pair
from i18n_tool.checks.manual import ManualPage, manual_pages
from i18n_tool.cli import main
from i18n_tool.settings.schema import ANY_ENGINE, ANY_LOCALE, SCHEMA, Key

DOCS = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py; change the code, then run: make docs -->\n\n"


def pages() -> dict[str, str]:
    """Return the text of each generated page by its name below ``docs/``."""
    found = {f"commands/{name.replace(' ', '-')}.md": command_page(name, command) for name, command in commands(main)}
    found["commands/README.md"] = commands_page()
    found["checks.md"] = checks_page()
    found["settings.md"] = settings_page()
    return found


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name, in the order of the journey."""
    for name in group.list_commands(click.Context(group)):
        command = group.commands[name]
        yield prefix + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


def help_of(command: click.Command, name: str) -> str:
    """Return what ``--help`` prints, at a width that does not depend on the terminal."""
    parent = click.Context(main, info_name="i18n-tool", terminal_width=100, **main.context_settings)
    return command.get_help(click.Context(command, info_name=name, parent=parent))


def command_page(name: str, command: click.Command) -> str:
    """Return the page of one command."""
    return f"{NOTE}# i18n-tool {name}\n\n```\n{help_of(command, name)}\n```\n"


def commands_page() -> str:
    """Return the list of commands."""
    lines = [f"{NOTE}# Commands\n", "In the order an article travels.\n"]
    lines += ["| command | what it does |", "| --- | --- |"]
    for name, command in commands(main):
        lines.append(f"| [`{name}`]({name.replace(' ', '-')}.md) | {command.get_short_help_str(200)} |")
    lines += [
        "",
        "Commands that work in a project take `--project DIR`, `-q`, `-v` and `--format json`: the result goes to",
        f"standard output, progress and errors to standard error. {exceptions()}",
        "",
        "| exit code | meaning |",
        "| --- | --- |",
        "| 0 | all well |",
        "| 1 | `check`, `run` or `glossary lint` has findings at or above `--fail-on` |",
        "| 2 | the work could not be done, or not all of it; the errors say why |",
        "| 130, 143 | stopped with Ctrl-C or SIGTERM; what was finished is on disk |",
        "",
    ]
    return "\n".join(lines)


def exceptions() -> str:
    """Return which commands lack which of the common options, in sentences."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, command in commands(main):
        options = {option for parameter in command.params for option in parameter.opts}
        missing = tuple(option for option in ("--project", "--quiet", "--verbose", "--format") if option not in options)
        if missing and not isinstance(command, click.Group):
            found.setdefault(missing, []).append(name)
    parts = []
    for missing, names in found.items():
        listed = " and ".join(", ".join(f"`{name}`" for name in names).rsplit(", ", 1))
        verb = "has" if len(names) == 1 else "have"
        lacks = "none of these" if len(missing) == 4 else f"no {' or '.join(f'`{option}`' for option in missing)}"
        parts.append(f"{listed} {verb} {lacks}.")
    return " ".join(parts)


def checks_page() -> str:
    """Return the manual of the checks."""
    rules = all_rules()
    parts = [
        f"{NOTE}# Checks\n",
        "A finding on a draft weighs a warning at most: a draft reaches no page until somebody accepts it. To put a",
        "finding aside, write the reason into a translator comment of the entry:",
        "",
        "```po\n# i18n-tool: ignore MK001 the address is in the caption\n```\n",
        "`check --fix` corrects what it can without asking anybody; `--diff` shows the corrections and writes nothing.",
        "",
        "How often each rule was right about translations that people had accepted is in [precision](precision.md).",
        "",
        "| code | name | severity | corrected by `--fix` |",
        "| --- | --- | --- | --- |",
        *(
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity} |"
            f" {'yes' if rule.fixable else ''} |"
            for rule in rules
        ),
        "",
        *(check_section(page) for page in manual_pages()),
    ]
    return "\n".join(parts)


def check_section(page: ManualPage) -> str:
    """Return the manual page of one rule with its examples: a table of pairs, and parts of files below it."""
    rule = page.rule
    fixed = " `check --fix` corrects it." if rule.fixable else ""
    lines = [f"## {rule.code} {rule.name}\n", rule.manual, ""]
    lines.append(f"Severity: {page.weighs}. Looks at {page.looks_at}.{fixed} Examples for `{page.locale}`:\n")
    if page.glossary:
        lines += ["```text", "glossary:", *page.glossary, "```", ""]
    pairs = [one for one in page.examples if len(one.texts) == 1 and isinstance(one.texts[0], Pair)]
    if pairs:
        lines += ["| | source | translation | what check says |", "| --- | --- | --- | --- |"]
        lines += [row for one in pairs for row in example_rows(one)]
        lines.append("")
    lines += [line for one in page.examples if one not in pairs for line in example_lines(one)]
    return "\n".join(lines)


def example_rows(example: Example) -> Iterator[str]:
    """Yield the rows of an example that is a pair of texts."""
    (pair,) = example.texts
    assert isinstance(pair, Pair)
    translation = cell(pair.translation) if pair.translation else "(none)"
    says = "<br>".join(map(escape_marks, example.messages))
    yield f"| {'right' if example.right else 'wrong'} | {cell(pair.source)} | {translation} | {says} |"


def example_lines(example: Example) -> Iterator[str]:
    """Yield the lines of an example that is made of parts of files, or of several units."""
    yield f"{'Right' if example.right else 'Wrong'}:\n"
    pairs = [text for text in example.texts if isinstance(text, Pair)]
    if pairs:
        yield "| source | translation |\n| --- | --- |"
        yield from (f"| {cell(pair.source)} | {cell(pair.translation)} |" for pair in pairs)
        yield ""
    for text in example.texts:
        if isinstance(text, Excerpt):
            yield from ([f"`{text.path}`\n"] if text.path else [])
            yield f"```{'po' if 'msgid' in text.text else 'text'}\n{text.text}\n```\n"
    for message in example.messages:
        yield f"check says: {escape_marks(message)}\n"


def escape_marks(text: str) -> str:
    """Return a text in which no mark of Markdown means anything."""
    return re.sub(r"([\\`*_{}()\[\]<>#|~&])", r"\\\1", text)


def cell(text: str) -> str:
    """Return a text as it can stand in a Markdown table."""
    ticks = "``" if "`" in text else "`"
    return f"{ticks} {text} {ticks}".replace("|", "\\|") if "`" in text else f"`{text}`".replace("|", "\\|")


def settings_page() -> str:
    """Return the table of settings."""
    lines = [
        f"{NOTE}# Settings\n",
        "In `i18n-tool.toml`, or in `pyproject.toml` below `[tool.i18n-tool]`. Paths are relative to the file. An",
        "unknown key or locale is an error that names the line and the nearest known word. An option of the command",
        "line wins over the environment, the environment over the file.",
        "",
        "| key | default | environment | meaning |",
        "| --- | --- | --- | --- |",
        *setting_rows(SCHEMA),
        "",
    ]
    return "\n".join(lines)


def setting_rows(schema: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield a row of the table for each key."""
    for name, key in schema.items():
        dotted = prefix + name
        if not isinstance(key, Key):
            yield from setting_rows(key, f"{dotted}.")
            continue
        shown = dotted.replace(ANY_LOCALE, "LOCALE").replace(ANY_ENGINE, "ENGINE")
        free = "<" in dotted or key.kind == "table"
        variable = "" if free else "`I18N_TOOL_" + dotted.replace(".", "_").replace("-", "_").upper() + "`"
        default = "" if key.default is None or key.kind == "table" else f"`{toml(key.default)}`"
        choices = f" ({', '.join(key.choices)})" if key.choices else ""
        yield f"| `{shown}` | {default} | {variable} | {key.help}{choices} |"


def toml(value: Any) -> str:
    """Return a default as it would stand in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def write_pages() -> int:
    """Write the pages, remove those of commands that are gone, and return how many files changed."""
    wanted = pages()
    changed = 0
    for name, text in wanted.items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    for path in (DOCS / "commands").glob("*.md"):
        if f"commands/{path.name}" not in wanted:
            path.unlink()
            changed += 1
    return changed


if __name__ == "__main__":
    print(f"{write_pages()} pages changed", file=sys.stderr)
