"""Which earlier units a changed sentence can take its translation from.

An edit leaves most of an article alone, so the old sentence is looked for first where it stood: between the
neighbours that did not change. What is not found there was moved, and is looked for by its rarest words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n_tool.catalogue.alignment import align_run, chain_texts
from i18n_tool.catalogue.file import Key
from i18n_tool.catalogue.search import search_similar
from i18n_tool.catalogue.syntax import is_translated
from i18n_tool.model import Unit

HANDICAP = 15.0
"""Percent by which a sentence that is still in the article must be more similar than one that is gone: what is like it
is more probably new than changed, and an engine does better with it than a vague match."""


@dataclass(frozen=True, slots=True)
class Source:
    """Earlier units whose translation belongs to new ones."""

    parts: tuple[Unit, ...]
    """The earlier units, in order; several if they were merged into one sentence."""
    index: int = 0
    """Which part of a sentence that was split the new unit is."""
    count: int = 1
    """Into how many parts the sentence was split."""
    lead: int = 0
    """Which part takes all of a translation that does not show the split."""
    own: bool = True
    """Whether the earlier units are of the same catalogue."""
    gone: bool = True
    """Whether nobody else has them: their source is not in the article any more."""


def pair_units(
    wanted: Sequence[Unit],
    earlier: Sequence[Unit],
    elsewhere: Sequence[Unit],
    *,
    open_keys: set[Key],
    joiner: str,
) -> dict[Key, Source]:
    """Return the best earlier units for each new one that needs a translation and can have one.

    Args:
        wanted: what the article says now, in its order.
        earlier: the units of its catalogue, obsolete ones included, in the order of the file.
        elsewhere: units of other catalogues.
        open_keys: the keys of the wanted units that need a translation.
        joiner: what stands between two sentences of the source.
    """
    pairs: dict[Key, Source] = {}
    settled: set[Key] = set()
    if not open_keys or not (earlier or elsewhere):
        return pairs
    keys = {unit.key for unit in wanted}
    old = _in_document_order([unit for unit in earlier if not unit.obsolete])
    _pair_chains(pairs, wanted, old, keys, open_keys)
    for new_run, old_run in _runs(wanted, old, keys, open_keys, pairs):
        for new_part, old_part in align_run([u.msgid for u in new_run], [u.msgid for u in old_run], joiner):
            found = [new_run[i] for i in new_part]
            if not _add_pair(pairs, found, [old_run[i] for i in old_part]):
                # The sentence is known and had no translation: nothing vaguely like it is to take its place.
                settled |= {unit.key for unit in found}
    left = [unit for unit in wanted if unit.key in open_keys and unit.key not in pairs and unit.key not in settled]
    if left:
        _pair_similar(pairs, left, earlier, elsewhere, keys)
    return pairs


def _add_pair(pairs: dict[Key, Source], new: Sequence[Unit], old: Sequence[Unit], *, gone: bool = True) -> bool:
    """Note a pair, and return whether there is a translation to take."""
    if not any(is_translated(unit) for unit in old):
        return False
    for index, unit in enumerate(new):
        pairs[unit.key] = Source(tuple(old), index, len(new), gone=gone)
    return True


def _in_document_order(units: list[Unit]) -> list[Unit]:
    """Return units as they followed each other in the article, even if a tool has sorted the file."""
    places = [unit.references[0] if unit.references else None for unit in units]
    known = [(path, line) for path, line in filter(None, places) if line is not None]
    if len(known) < len(units) or known == sorted(known):
        return units
    return [unit for _, unit in sorted(zip(known, units, strict=True), key=lambda pair: pair[0])]


def _pair_chains(
    pairs: dict[Key, Source], wanted: Sequence[Unit], old: Sequence[Unit], keys: set[Key], open_keys: set[Key]
) -> None:
    """Pair sentences that were merged or split and say the same, word for word: other rules cut the article."""
    for context in {unit.msgctxt for unit in wanted}:
        here = [unit for unit in wanted if unit.msgctxt == context]
        before = [unit for unit in old if unit.msgctxt == context]
        fresh = [unit for unit in here if unit.key in open_keys]
        for whole, chain in chain_texts([unit.msgid for unit in fresh], [unit.msgid for unit in before]):
            units = [before[index] for index in chain]
            _add_pair(pairs, [fresh[whole]], units, gone=all(unit.key not in keys for unit in units))
        used = {part.key for source in pairs.values() for part in source.parts}
        gone = [unit for unit in before if unit.key not in keys and unit.key not in used and is_translated(unit)]
        for whole, chain in chain_texts([unit.msgid for unit in gone], [unit.msgid for unit in here]):
            _add_split(pairs, [here[index] for index in chain], gone[whole], open_keys)


def _add_split(pairs: dict[Key, Source], parts: Sequence[Unit], whole: Unit, open_keys: set[Key]) -> None:
    """Note that each part which has no translation yet takes its share of the whole's."""
    free = [index for index, unit in enumerate(parts) if unit.key in open_keys and unit.key not in pairs]
    for index in free:
        pairs.setdefault(parts[index].key, Source((whole,), index, len(parts), lead=free[0]))


def _runs(
    wanted: Sequence[Unit],
    old: Sequence[Unit],
    keys: set[Key],
    open_keys: set[Key],
    pairs: Mapping[Key, Source],
) -> Iterator[tuple[list[Unit], list[Unit]]]:
    """Yield what was written and what was deleted between two sentences that stayed."""
    position = {unit.key: index for index, unit in enumerate(old)}
    taken = {part.key for source in pairs.values() for part in source.parts}
    run: list[Unit] = []
    before = -1
    for unit in [*wanted, None]:
        if unit is not None and unit.key not in position:
            if unit.key in open_keys and unit.key not in pairs:
                run.append(unit)
            continue
        after = len(old) if unit is None else position[unit.key]
        if run:
            deleted = _deleted(old, keys, taken, before, after)
            if deleted:
                yield run, deleted
                taken |= {part.key for part in deleted if _is_used(pairs, part.key, run)}
            run = []
        before = after


def _is_used(pairs: Mapping[Key, Source], key: Key, run: Sequence[Unit]) -> bool:
    return any(unit.key in pairs and any(part.key == key for part in pairs[unit.key].parts) for unit in run)


def _deleted(old: Sequence[Unit], keys: set[Key], taken: set[Key], before: int, after: int) -> list[Unit]:
    """Return the units that are gone after one that stayed, and those before the next one that stayed."""
    found: dict[int, Unit] = {}
    index = before + 1
    while index < len(old) and old[index].key not in keys:
        found[index] = old[index]
        index += 1
    index = after - 1
    while index >= 0 and index not in found and old[index].key not in keys:
        found[index] = old[index]
        index -= 1
    return [found[index] for index in sorted(found) if found[index].key not in taken]


def _pair_similar(
    pairs: dict[Key, Source],
    left: Sequence[Unit],
    earlier: Sequence[Unit],
    elsewhere: Sequence[Unit],
    keys: set[Key],
) -> None:
    """Pair what was moved as well as changed, with whatever is most like it."""
    busy = keys | {part.key for source in pairs.values() for part in source.parts}
    material = [unit for unit in earlier if is_translated(unit)]
    # On equal scores the first wins.
    material.sort(key=lambda unit: (unit.key in busy, unit.obsolete, unit.fuzzy))
    own = len(material)
    material += [unit for unit in elsewhere if is_translated(unit)]
    free = [index >= own or unit.key not in busy for index, unit in enumerate(material)]
    found = search_similar(
        [unit.msgid for unit in left], [unit.msgid for unit in material], [0.0 if ok else HANDICAP for ok in free]
    )
    for new, index in found:
        pairs[left[new].key] = Source((material[index],), own=index < own, gone=free[index])
