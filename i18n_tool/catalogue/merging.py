"""Templates from segments, and catalogues brought up to date with what an article says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from i18n_tool.catalogue.file import Catalogue, Key, tidy_unit, with_entries
from i18n_tool.catalogue.header import SEGMENTATION_FIELD, catalogue_header, template_header, update_header
from i18n_tool.catalogue.pairing import Source, pair_units
from i18n_tool.catalogue.syntax import Entry, edit_entry, new_entry
from i18n_tool.languages import sentence_joiner
from i18n_tool.model import Segment, Unit

HINT = "glossary: "
"""What a translator comment begins with that names a fixed term."""
PROJECT = "i18n-tool project"
"""``Project-Id-Version`` where the project has no name."""


def new_template(
    segments: Sequence[Segment],
    *,
    segmentation: str,
    source_locale: str = "en",
    project: str = PROJECT,
    locations: str = "line",
) -> Catalogue:
    """Return the template (``.pot``) of an article.

    Args:
        segments: in the order of the article; equal ones become one unit with all their references.
        segmentation: the rules that cut them, for the header.
        source_locale: the locale of the segments.
        project: ``Project-Id-Version``.
        locations: what references name: ``line`` (path and line), ``file`` (path) or ``none``.
    """
    header = template_header(project=project, source_locale=source_locale, segmentation=segmentation)
    units = _source_units(segments, locations)
    entries = [new_entry(header, gap=""), *(new_entry(replace(unit, comments=())) for unit in units)]
    return Catalogue(tuple(entries))


def update_template(
    old: Catalogue | None,
    segments: Sequence[Segment],
    *,
    segmentation: str,
    source_locale: str = "en",
    project: str = PROJECT,
    locations: str = "line",
) -> Catalogue:
    """Return the template of an article, which equals the old one where nothing changed."""
    new = new_template(
        segments, segmentation=segmentation, source_locale=source_locale, project=project, locations=locations
    )
    return new if old is None else replace(new, path=old.path)


def merge_catalogue(
    old: Catalogue | None,
    segments: Sequence[Segment],
    *,
    locale: str,
    source_locale: str = "en",
    segmentation: str,
    locations: str = "line",
    elsewhere: Sequence[Catalogue] = (),
    project: str = PROJECT,
) -> Catalogue:
    """Return a catalogue brought up to date with an article.

    Units whose source did not change keep everything, an obsolete unit whose source is back included. A changed
    one keeps the most similar earlier translation as fuzzy, with the earlier source text as previous msgid. One
    whose source is gone becomes obsolete, at the end. Merging the same segments again changes nothing.

    Args:
        old: the catalogue so far; None: a new one begins.
        segments: what the article says now, in its order.
        locale: the locale of the catalogue, for the header of a new one and to join sentences.
        source_locale: the locale of the segments.
        segmentation: the rules that cut them, for the header.
        locations: what references name: ``line`` (path and line), ``file`` (path) or ``none``.
        elsewhere: catalogues of articles that are gone. A unit of theirs with an equal source is taken as it is;
            a similar one as fuzzy.
        project: ``Project-Id-Version`` of a new catalogue.

    Raises:
        LocaleError: the locale is not known.
    """
    wanted = _source_units(segments, locations)
    fields = {SEGMENTATION_FIELD: segmentation}
    base = old or Catalogue()
    header = base.header_entry
    if header is None:
        unit = catalogue_header(project=project, locale=locale, source_locale=source_locale, segmentation=segmentation)
        header = new_entry(unit, base.newline, gap="")
    else:
        header = edit_entry(header, update_header(header.unit, fields), base.newline)
    earlier = {entry.unit.key: entry for entry in base.entries if entry.unit.key != header.unit.key}
    moved = _exact_elsewhere(elsewhere)
    unknown = [
        unit
        for unit in wanted
        if not _has_material(earlier, unit.key) and (unit.key in earlier or unit.key not in moved)
    ]
    pairs = pair_units(
        [unit for unit in wanted],
        [unit for unit in base.units],
        [unit for catalogue in elsewhere for unit in catalogue.units],
        open_keys={unit.key for unit in unknown if unit.key not in earlier or earlier[unit.key].unit.obsolete},
        joiner=sentence_joiner(source_locale),
    )
    entries = [header]
    used: set[Key] = set()
    for unit in wanted:
        entry = earlier.get(unit.key)
        if entry is not None and _translated(entry.unit):
            entries.append(_refresh(entry, unit, base.newline))
        elif unit.key in moved:
            if entry is None:
                entries.append(new_entry(_refreshed(moved[unit.key], unit), base.newline))
            else:
                entries.append(edit_entry(entry, _refreshed(moved[unit.key], unit), base.newline))
        elif unit.key in pairs:
            source = pairs[unit.key]
            used |= {part.key for part in source.parts if source.own}
            draft = _fuzzy_from(source, unit, source_locale, locale)
            if len(source.parts) == 1 and source.own and source.parts[0].key not in used - {source.parts[0].key}:
                entries.append(_edit_or_new(earlier.get(source.parts[0].key), draft, base.newline))
            else:
                entries.append(new_entry(draft, base.newline))
        elif entry is not None:
            entries.append(_refresh(entry, unit, base.newline))
        else:
            entries.append(new_entry(unit, base.newline))
    kept = {unit.key for unit in wanted}
    entries += _left_over(base, kept | used)
    return _same_or(base, with_entries(base, entries))


def _same_or(base: Catalogue, merged: Catalogue) -> Catalogue:
    return base if merged.entries == base.entries else merged


def _edit_or_new(entry: Entry | None, unit: Unit, newline: str) -> Entry:
    return new_entry(unit, newline) if entry is None else edit_entry(entry, unit, newline)


def _has_material(entries: Mapping[Key, Entry], key: Key) -> bool:
    return key in entries and _translated(entries[key].unit)


def _translated(unit: Unit) -> bool:
    return bool(unit.msgstr) or any(unit.msgstr_plural)


def _source_units(segments: Sequence[Segment], locations: str) -> list[Unit]:
    """Return one untranslated unit for each context and text, with all references, notes and hints of its segments."""
    groups: dict[Key, list[Segment]] = {}
    for segment in segments:
        groups.setdefault((segment.context, segment.text), []).append(segment)
    return [_source_unit(group, locations) for group in groups.values()]


def _source_unit(group: list[Segment], locations: str) -> Unit:
    first = group[0]
    extracted = dict.fromkeys(note for segment in group for note in (segment.kind, *segment.comments))
    hints = dict.fromkeys(HINT + hint for segment in group for hint in segment.hints)
    places: dict[tuple[str, int | None], None] = {}
    if locations != "none":
        places = dict.fromkeys((s.path, s.line if locations == "line" else None) for s in group)
    return tidy_unit(
        Unit(
            first.text,
            msgctxt=first.context,
            comments=tuple(hints),
            extracted=tuple(extracted),
            references=tuple(places),
        )
    )


def _refresh(entry: Entry, unit: Unit, newline: str) -> Entry:
    new = _refreshed(entry.unit, unit)
    return entry if new is entry.unit else edit_entry(entry, new, newline)


def _refreshed(old: Unit, unit: Unit) -> Unit:
    """Return an earlier unit with the places, notes and hints that its source has now."""
    comments = _with_hints(old.comments, unit.comments)
    if (
        comments == old.comments
        and old.extracted == unit.extracted
        and old.references == unit.references
        and not old.obsolete
    ):
        return old
    return replace(old, comments=comments, extracted=unit.extracted, references=unit.references, obsolete=False)


def _with_hints(comments: tuple[str, ...], hints: tuple[str, ...]) -> tuple[str, ...]:
    if not hints and not any(text.startswith(HINT) for text in comments):
        return comments
    if tuple(text for text in comments if text.startswith(HINT)) == hints:
        return comments
    return (*(text for text in comments if not text.startswith(HINT)), *hints)


def _exact_elsewhere(elsewhere: Sequence[Catalogue]) -> dict[Key, Unit]:
    """Return the best unit of other catalogues by key: an accepted one before a draft, an active one before an obsolete."""
    found: dict[Key, Unit] = {}
    for catalogue in elsewhere:
        for unit in catalogue.units:
            if _translated(unit):
                known = found.get(unit.key)
                if known is None or (known.fuzzy, known.obsolete) > (unit.fuzzy, unit.obsolete):
                    found[unit.key] = unit
    return found


def _fuzzy_from(source: Source, unit: Unit, source_locale: str, locale: str) -> Unit:
    """Return a unit with the translation of others, as fuzzy."""
    if not source.first:
        return unit
    first = source.parts[0]
    if len(source.parts) == 1:
        known = first.fuzzy and first.previous_msgid is not None
        previous = first.previous_msgid if known else first.msgid
        context = first.previous_msgctxt if known else first.msgctxt
        text, comments, flags = first.msgstr, first.comments, first.flags
        plural = first.msgstr_plural
        if plural and not text:
            text = plural[0]
    else:
        previous = sentence_joiner(source_locale).join([part.msgid for part in source.parts])
        context = first.msgctxt
        text = sentence_joiner(locale).join([part.msgstr for part in source.parts if part.msgstr])
        comments = tuple(dict.fromkeys(note for part in source.parts for note in part.comments))
        flags = tuple(dict.fromkeys(flag for part in source.parts for flag in part.flags))
    return replace(
        unit,
        msgstr=text,
        fuzzy=True,
        comments=_with_hints(comments, unit.comments),
        flags=flags,
        previous_msgid=previous if (previous, context) != (unit.msgid, unit.msgctxt) else None,
        previous_msgctxt=context if (previous, context) != (unit.msgid, unit.msgctxt) else None,
    )


def _left_over(base: Catalogue, gone: set[Key]) -> Iterator[Entry]:
    """Yield the entries whose source is gone, as obsolete ones, those first that were so before."""
    fresh = []
    for entry in base.entries:
        unit = entry.unit
        if unit.key in gone or not (unit.msgid or unit.msgctxt is not None):
            continue
        if not _translated(unit) and not any(not text.startswith(HINT) for text in unit.comments):
            continue
        if unit.obsolete:
            yield entry
        else:
            comments = _with_hints(unit.comments, ())
            old = replace(unit, obsolete=True, comments=comments, extracted=(), references=())
            fresh.append(edit_entry(entry, old, base.newline))
    yield from fresh
