"""Templates from segments, and catalogues brought up to date with what an article says now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from i18n_tool.catalogue.file import HEADER_KEY, Catalogue, Key, tidy_unit, with_entries
from i18n_tool.catalogue.header import (
    SEGMENTATION_FIELD,
    SOURCE_FIELD,
    catalogue_header,
    template_header,
    update_header,
)
from i18n_tool.catalogue.syntax import Entry, is_translated
from i18n_tool.catalogue.writing import edit_entry, new_entry
from i18n_tool.languages import sentence_joiner
from i18n_tool.model import Segment, Unit
from i18n_tool.segmentation import split_block

if TYPE_CHECKING:
    from i18n_tool.catalogue.pairing import Source

HINT = "glossary: "
"""What a translator comment begins with that names a fixed term."""
DRAFT = "i18n-tool: draft "
"""What the translator comment begins with that says who made a draft."""
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
    return Catalogue((_header_entry(header, "\n"), *[new_entry(unit) for unit in units]))


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
    """Return a catalogue brought up to date with the segments of an article and their hints.

    Args:
        old: the catalogue so far; None: a new one begins.
        segments: what the article says now, in its order.
        locale: the locale of the catalogue.
        source_locale: the locale of the segments.
        segmentation: the rules that cut them, for the header.
        locations: what references name: ``line`` (path and line), ``file`` (path) or ``none``.
        elsewhere: catalogues of articles that are gone.
        project: ``Project-Id-Version`` of a new catalogue.

    Raises:
        LocaleError: the locale is not known.
    """
    template = new_template(segments, segmentation=segmentation, source_locale=source_locale, locations=locations)
    hints: dict[Key, dict[str, None]] = {}
    for segment in segments:
        if segment.hints:
            hints.setdefault((segment.context, segment.text), {}).update(dict.fromkeys(segment.hints))
    return merge_template(
        old,
        template,
        locale=locale,
        hints=lambda unit: tuple(hints.get(unit.key, ())),
        elsewhere=elsewhere,
        project=project,
    )


def merge_template(
    old: Catalogue | None,
    template: Catalogue,
    *,
    locale: str,
    hints: Callable[[Unit], Sequence[str]] | None = None,
    elsewhere: Sequence[Catalogue] = (),
    project: str = PROJECT,
) -> Catalogue:
    """Return a catalogue brought up to date with the template of an article.

    Units whose source did not change keep everything, an obsolete unit whose source is back included. A changed
    one keeps the most similar earlier translation as fuzzy, with the earlier source text as previous msgid. One
    whose source is gone becomes obsolete, at the end. Merging the same segments again changes nothing.

    Args:
        old: the catalogue so far; None: a new one begins.
        template: what the article says now, in its order.
        locale: the locale of the catalogue, for the header of a new one and to join sentences.
        hints: gives the fixed terms of a source unit in the locale, if there are any.
        elsewhere: catalogues of articles that are gone. A unit of theirs with an equal source is taken as it is;
            a similar one as fuzzy.
        project: ``Project-Id-Version`` of a new catalogue.

    Raises:
        LocaleError: the locale is not known.
    """
    wanted = [_hinted(unit, hints(unit)) for unit in template.units] if hints else template.units
    made = {entry.unit.key: entry for entry in template.entries}
    base = old or Catalogue()
    source_locale, segmentation = template.header[SOURCE_FIELD], template.header[SEGMENTATION_FIELD]
    about = {"source_locale": source_locale, "segmentation": segmentation}
    header = _current_header(base, lambda: catalogue_header(project=project, locale=locale, **about), segmentation)
    if not base.entries and not elsewhere:
        return Catalogue((header, *[_made(made, unit, "\n") for unit in wanted]))
    # Comparing texts needs a library that takes a while to load.
    from i18n_tool.catalogue.pairing import pair_units

    earlier = {entry.unit.key: entry for entry in base.entries if entry.unit.key != HEADER_KEY}
    moved = _exact_elsewhere(elsewhere)
    pairs = pair_units(
        wanted,
        base.units,
        [unit for catalogue in elsewhere for unit in catalogue.units],
        open_keys={unit.key for unit in wanted if unit.key not in moved and _is_open(earlier.get(unit.key))},
        joiner=sentence_joiner(source_locale),
    )
    draft = _Draft(source_locale, locale)
    current = _current_entries(wanted, made, earlier, moved, pairs, draft, base.newline)
    known = {unit.key for unit in wanted}
    known |= {part.key for source in pairs.values() for part in source.parts if source.own}
    merged = with_entries(base, [header, *current, *_left_over(base, known)])
    return base if merged.entries == base.entries else merged


def _current_entries(
    wanted: Sequence[Unit],
    made: Mapping[Key, Entry],
    earlier: Mapping[Key, Entry],
    moved: Mapping[Key, Unit],
    pairs: Mapping[Key, Source],
    draft: _Draft,
    newline: str,
) -> Iterator[Entry]:
    """Yield an entry for each unit of the article, with the best translation there is."""
    free = dict(earlier)
    for unit in wanted:
        entry = earlier.get(unit.key)
        if unit.key in moved and (entry is None or not is_translated(entry.unit)):
            yield _edited(entry, _refreshed(moved[unit.key], unit), newline)
        elif unit.key in pairs:
            source = pairs[unit.key]
            # The entry of the changed sentence itself is edited, so that reviewers see what changed in it.
            entry = free.pop(source.parts[0].key, None) if source.own and source.gone else None
            yield _edited(entry, draft.of(source, unit), newline)
        elif entry is not None:
            yield _edited(entry, _refreshed(entry.unit, unit), newline)
        else:
            yield _made(made, unit, newline)


def _made(made: Mapping[Key, Entry], unit: Unit, newline: str) -> Entry:
    """Return the entry of the template where it says the same as a unit, or a new one."""
    entry = made[unit.key]
    return entry if entry.unit is unit and newline == "\n" else new_entry(unit, newline)


def _hinted(unit: Unit, hints: Sequence[str]) -> Unit:
    """Return a source unit with the fixed terms of a locale."""
    return tidy_unit(replace(unit, comments=_unique(HINT + hint for hint in hints))) if hints else unit


def _current_header(base: Catalogue, begin: Callable[[], Unit], segmentation: str) -> Entry:
    entry = base.header_entry
    if entry is None:
        return _header_entry(begin(), base.newline)
    return edit_entry(entry, update_header(entry.unit, {SEGMENTATION_FIELD: segmentation}), base.newline)


@lru_cache(maxsize=256)
def _header_entry(unit: Unit, newline: str) -> Entry:
    """Return the entry of a header that we begin; the catalogues of a locale have equal ones."""
    return new_entry(unit, newline, gap="")


def _is_open(entry: Entry | None) -> bool:
    """Return whether a unit is new; one that was there before and has no translation stays without."""
    return entry is None or (entry.unit.obsolete and not is_translated(entry.unit))


def _edited(entry: Entry | None, unit: Unit, newline: str) -> Entry:
    return new_entry(unit, newline) if entry is None else edit_entry(entry, unit, newline)


def _source_units(segments: Sequence[Segment], locations: str) -> list[Unit]:
    """Return one untranslated unit for each context and text, with all references and notes of its segments."""
    groups: dict[Key, list[Segment]] = {}
    for segment in segments:
        if segment.text:
            groups.setdefault((segment.context, segment.text), []).append(segment)
    return [_source_unit(context, text, group, locations) for (context, text), group in groups.items()]


def _source_unit(context: str | None, text: str, group: list[Segment], locations: str) -> Unit:
    extracted: list[str] = []
    references: list[tuple[str, int | None]] = []
    for segment in group:
        extracted += (segment.kind, *segment.comments)
        if locations != "none":
            references.append((segment.path, segment.line if locations == "line" else None))
    unit = Unit(text, "", context, False, False, (), _unique(extracted), tuple(dict.fromkeys(references)))
    # The name of a kind needs no tidying; what authors say may.
    return tidy_unit(unit) if len(extracted) > len(group) else unit


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
    """Return the best unit of other catalogues by key: an accepted before draft, active before obsolete."""
    found: dict[Key, Unit] = {}
    for catalogue in elsewhere:
        for unit in catalogue.units:
            if is_translated(unit):
                known = found.get(unit.key)
                if known is None or (known.fuzzy, known.obsolete) > (unit.fuzzy, unit.obsolete):
                    found[unit.key] = unit
    return found


@dataclass(frozen=True, slots=True)
class _Draft:
    """Makes fuzzy units of earlier translations."""

    source_locale: str
    locale: str

    def of(self, source: Source, unit: Unit) -> Unit:
        """Return a new unit with the translation of earlier ones, and what it translated as previous msgid."""
        text = self.translation(source)
        if not text:
            return unit
        comments = _unique(text for part in source.parts for text in _comments_for(part, source))
        previous = self.previous(source)
        changed = previous != unit.key
        return replace(
            unit,
            msgstr=text,
            fuzzy=True,
            comments=_with_hints(comments, unit.comments),
            flags=_unique(flag for part in source.parts for flag in part.flags),
            previous_msgctxt=previous[0] if changed else None,
            previous_msgid=previous[1] if changed else None,
        )

    def translation(self, source: Source) -> str:
        texts = [part.msgstr or next(iter(part.msgstr_plural), "") for part in source.parts]
        text = sentence_joiner(self.locale).join([text for text in texts if text])
        if source.count == 1:
            return text
        spans = split_block(text, self.locale)
        if len(spans) == source.count:
            return text[spans[source.index].start : spans[source.index].end]
        return text if source.index == source.lead else ""

    def previous(self, source: Source) -> Key:
        """Return the source text that the translation belongs to; of a draft this may be an earlier one already."""
        first = source.parts[0]
        if len(source.parts) == 1 and first.fuzzy and first.previous_msgid is not None:
            return (first.previous_msgctxt, first.previous_msgid)
        return (first.msgctxt, sentence_joiner(self.source_locale).join([part.msgid for part in source.parts]))


def _comments_for(part: Unit, source: Source) -> Iterator[str]:
    """Yield the comments that go with a translation to a changed sentence."""
    for text in part.comments:
        if text.startswith(DRAFT):
            # What a person has accepted is no engine's draft any more, though editors leave the mark.
            if part.fuzzy:
                yield text
        elif source.gone:
            # What was said about a sentence that is still there is said there.
            yield text


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _left_over(base: Catalogue, gone: set[Key]) -> Iterator[Entry]:
    """Yield the entries whose source is gone, as obsolete ones, those first that were so before."""
    fresh = []
    for entry in base.entries:
        unit = entry.unit
        if unit.key in gone or not (unit.msgid or unit.msgctxt is not None):
            continue
        if not is_translated(unit) and not any(not text.startswith(HINT) for text in unit.comments):
            continue
        if unit.obsolete:
            yield entry
        else:
            comments = _with_hints(unit.comments, ())
            old = replace(unit, obsolete=True, comments=comments, extracted=(), references=())
            fresh.append(edit_entry(entry, old, base.newline))
    yield from fresh
