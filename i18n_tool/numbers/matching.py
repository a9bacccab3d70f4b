"""Which quantity of a translation answers which of its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from i18n_tool.numbers.model import MANDATORY, OPTIONAL, WEAK, Quantity
from i18n_tool.numbers.units import CURRENCIES, MEASURES, PERCENTS, WORLDLY

WINDOW = 80
"""How many quantities that are not alike are matched; more stand in no sentence."""

Test = Callable[[Quantity, Quantity], bool]


def same_value(source: Quantity, target: Quantity) -> bool:
    """Tell whether two quantities may be worth the same, whatever their units."""
    return not source.readings.isdisjoint(target.readings)


def same(source: Quantity, target: Quantity) -> bool:
    """Tell whether two quantities may say the same."""
    if not source.readings.isdisjoint(target.readings):
        # The third quarter is not said by any three.
        vague = "quarter" in (source.kind, target.kind) and WEAK in (source.weight, target.weight)
        return not vague and agree(source, target)
    return converted(source, target)


def same_in_other_style(source: Quantity, target: Quantity) -> bool:
    """Tell whether they would say the same if one were written as in the other's locale."""
    return bool(source.readings & target.foreign or target.readings & source.foreign) and agree(source, target)


def agree(source: Quantity, target: Quantity) -> bool:
    """Tell whether the units of two quantities of one value may go together."""
    one, other = source.units, target.units
    if one and other:
        if one & other:
            return True
        return any(isinstance(reading, tuple) for reading in source.readings & target.readings)
    if not one and not other:
        return True
    named, bare = (source, target) if one else (target, source)
    if "point" in named.units:
        return True
    if named.units & PERCENTS and not named.soft and not bare.soft:
        return bare.kind in ("times", "code") or bare.weight < MANDATORY or _is_fraction(bare)
    return True


def _is_fraction(quantity: Quantity) -> bool:
    """Tell whether a number is written as 1/10, which may stand for 10%."""
    return any(isinstance(one, tuple) and one[0] == "code" and "/" in str(one[1]) for one in quantity.readings)


def converted(source: Quantity, target: Quantity) -> bool:
    """Tell whether one is the other in units of another country, rounded."""
    if not (source.units | target.units) & WORLDLY:
        return False
    for reading in source.readings:
        if isinstance(reading, tuple) and reading[0] in _DIMENSIONS:
            for other in target.readings:
                if isinstance(other, tuple) and other[0] == reading[0]:
                    a, b = float(reading[1]), float(other[1])
                    if abs(a - b) <= 0.06 * max(abs(a), abs(b)):
                        return True
    return False


_DIMENSIONS = frozenset(dimension for dimension, _ in MEASURES.values())


def match_quantities(
    sources: Sequence[Quantity], targets: Sequence[Quantity], test: Test
) -> list[tuple[Quantity, Quantity]]:
    """Return a largest set of pairs, those that must have a counterpart first (bipartite matching)."""
    pairs, sources, targets = _alike(sources, targets)
    if not sources or not targets:
        return pairs
    sources, targets = _heaviest(sources), _heaviest(targets)
    edges = {
        i: sorted((j for j, target in enumerate(targets) if test(source, target)), key=lambda j: -targets[j].weight)
        for i, source in enumerate(sources)
    }
    taken: dict[int, int] = {}
    for i in sorted(edges, key=lambda i: -sources[i].weight):
        if sources[i].weight == MANDATORY:
            _augment(i, edges, taken, set())
    back: dict[int, list[int]] = {j: [] for j in range(len(targets))}
    for i, found in edges.items():
        for j in found:
            back[j].append(i)
    owner = {i: j for j, i in taken.items()}
    for j in sorted(back, key=lambda j: -targets[j].weight):
        if j not in owner.values():
            _augment(j, back, owner, set())
    return pairs + [(sources[i], targets[j]) for i, j in sorted(owner.items())]


def _augment(node: int, edges: dict[int, list[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Find a counterpart for a node, moving others if need be."""
    for other in edges[node]:
        if other in seen:
            continue
        seen.add(other)
        if other not in taken or _augment(taken[other], edges, taken, seen):
            taken[other] = node
            return True
    return False


def _alike(
    sources: Sequence[Quantity], targets: Sequence[Quantity]
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """Pair those that mean exactly the same, and return the others."""
    waiting: dict[object, list[Quantity]] = {}
    for target in reversed(targets):
        waiting.setdefault(_key(target), []).append(target)
    pairs, rest = [], []
    for source in sources:
        alike = waiting.get(_key(source))
        if alike:
            pairs.append((source, alike.pop()))
        else:
            rest.append(source)
    used = {id(target) for _, target in pairs}
    return pairs, rest, [target for target in targets if id(target) not in used]


def _key(quantity: Quantity) -> object:
    return quantity.readings, quantity.units, quantity.weight


def _heaviest(quantities: Sequence[Quantity]) -> list[Quantity]:
    if len(quantities) <= WINDOW:
        return list(quantities)
    chosen = sorted(range(len(quantities)), key=lambda i: -quantities[i].weight)[:WINDOW]
    return [quantities[i] for i in sorted(chosen)]


__all__ = ["CURRENCIES", "OPTIONAL", "agree", "match_quantities", "same", "same_in_other_style", "same_value"]
