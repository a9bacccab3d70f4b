"""Rules about a whole catalogue, or about the comments in it; check itself finds these."""

from __future__ import annotations

from i18n_tool.model import Rule

CATALOGUE_RULES: tuple[Rule, ...] = (
    Rule(
        "CA001",
        "unreadable-catalogue",
        "error",
        "A catalogue cannot be read.\n\n"
        "Nothing of it is checked, and none of its translations reach a page. The message names the line; msgfmt says "
        "more about it. A catalogue that a merge has left in conflict is repaired by the merge driver that the docs "
        "describe.",
    ),
    Rule(
        "CA002",
        "catalogue-without-article",
        "warning",
        "A catalogue belongs to no article.\n\n"
        "The article was removed, renamed or left out by the settings. If it was renamed, run extract: the new "
        "catalogue takes the translations over. Then remove the old one with extract --prune.",
    ),
    Rule(
        "CA003",
        "outdated-catalogue",
        "warning",
        "A catalogue has other units than its article, or there is none yet.\n\n"
        "The article was edited after the last extract, so readers meet sentences that nobody can translate. Run "
        "extract, and commit what it writes.",
    ),
    Rule(
        "CA004",
        "unused-ignore",
        "info",
        "A comment ignores a rule that has nothing to report there.\n\n"
        "What it excused has been corrected, or its code is misspelt. Take the comment out, so that it hides nothing "
        "later.",
    ),
    Rule(
        "CA005",
        "ignore-without-reason",
        "info",
        "A comment ignores a rule and does not say why.\n\n"
        "The next reviewer cannot tell whether it still holds. Write the reason after the code: "
        "# i18n-tool: ignore MK001 the address is in the caption",
    ),
)
"""In the order of their codes."""
