"""What a reviewer does between two runs, and what a reader then sees."""

from __future__ import annotations

from i18n_tool.project import Project


def accept(project: Project, name: str, locale: str, translations: dict[str, str], *, fuzzy: bool = False) -> None:
    """Translate units of a catalogue as a person does with an editor."""
    path = project.catalogue_path(name, locale)
    text = path.read_text(encoding="utf-8")
    for source, translation in translations.items():
        escaped = source.replace('"', '\\"')
        entry = f'msgid "{escaped}"\nmsgstr ""'
        assert entry in text, source
        shown = translation.replace("\\", "\\\\").replace('"', '\\"')
        text = text.replace(entry, f'msgid "{escaped}"\nmsgstr "{shown}"')
        if fuzzy:
            start = text.rindex("\n\n", 0, text.index(f'msgstr "{shown}"')) + 2
            at = text.index("msgid", start)
            text = text[:at] + "#, fuzzy\n" + text[at:]
    path.write_text(text, encoding="utf-8")


def page(project: Project, path: str) -> str:
    return (project.output / path).read_text(encoding="utf-8")
