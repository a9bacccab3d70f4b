"""PO files: read, merged with what an article says now, and written with small diffs.

This room is the door to polib.
"""

from i18n_tool.catalogue.file import (
    Catalogue,
    Key,
    catalogue_problems,
    parse_catalogue,
    read_catalogue,
    render_catalogue,
    replace_units,
    write_catalogue,
)
from i18n_tool.catalogue.merging import merge_catalogue, merge_template, new_template
from i18n_tool.catalogue.statistics import Count, count_states, count_words
from i18n_tool.catalogue.syntax import Problem
from i18n_tool.catalogue.three_way import ThreeWayMerge, merge_three_ways

__all__ = [
    "Catalogue",
    "Count",
    "Key",
    "Problem",
    "ThreeWayMerge",
    "catalogue_problems",
    "count_states",
    "count_words",
    "merge_catalogue",
    "merge_template",
    "merge_three_ways",
    "new_template",
    "parse_catalogue",
    "read_catalogue",
    "render_catalogue",
    "replace_units",
    "write_catalogue",
]
