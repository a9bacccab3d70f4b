"""Earlier accepted translations, exact and similar."""

from i18n_tool.memory.base import Memory
from i18n_tool.memory.contents import count_contents, read_entries, search_memory
from i18n_tool.memory.model import Entry, Match, Pair, Place, Statistics, places_of
from i18n_tool.memory.patching import patch_numbers

__all__ = [
    "Entry",
    "Match",
    "Memory",
    "Pair",
    "Place",
    "Statistics",
    "count_contents",
    "patch_numbers",
    "places_of",
    "read_entries",
    "search_memory",
]
