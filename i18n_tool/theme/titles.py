"""Titles of admonitions (a note, a warning …) that their author gave none."""

from __future__ import annotations


def word(message: str) -> str:
    """Return a message as it is, marked for extraction into the theme's catalogues."""
    return message


_KINDS = {
    word("Note"): "note",
    word("Summary"): "abstract summary tldr",
    word("Information"): "info information",
    word("To do"): "todo",
    word("Tip"): "tip",
    word("Hint"): "hint",
    word("Important"): "important",
    word("Success"): "success check done",
    word("Question"): "question help faq",
    word("Warning"): "warning",
    word("Caution"): "caution",
    word("Attention"): "attention",
    word("Failure"): "failure fail missing",
    word("Danger"): "danger",
    word("Error"): "error",
    word("Bug"): "bug",
    word("Example"): "example",
    word("Quotation"): "quote cite",
    word("Details"): "details",
    word("See also"): "seealso",
}

TITLES = {kind: title for title, kinds in _KINDS.items() for kind in kinds.split()}
"""Title of each kind of admonition, in the language of the templates."""
