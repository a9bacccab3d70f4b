"""i18n-tool: articles to PO catalogues, through engines and reviewers, to localised pages.

The names below are the public interface for programs; everything else may change between releases.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""As in ``typing``, which is left to the moment when it is needed: an interrupt in its import shows a traceback."""

__version__ = "0.1.0"

__all__ = ["Finding", "Glossary", "Segment", "Term", "Unit", "__version__", "check_pair", "split_sentences"]

if TYPE_CHECKING:
    from typing import Any

    from i18n_tool.checks import check_pair
    from i18n_tool.glossary import Glossary
    from i18n_tool.model import Finding, Segment, Term, Unit
    from i18n_tool.segmentation import split_sentences

_HOMES = {
    "Finding": "i18n_tool.model",
    "Glossary": "i18n_tool.glossary",
    "Segment": "i18n_tool.model",
    "Term": "i18n_tool.model",
    "Unit": "i18n_tool.model",
    "check_pair": "i18n_tool.checks",
    "split_sentences": "i18n_tool.segmentation",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``i18n-tool --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'i18n_tool' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
