"""The terms with a fixed translation: where they occur in a text, and whether a translation renders them."""

from __future__ import annotations

from i18n_tool.glossary.base import Glossary
from i18n_tool.glossary.finding import Occurrence
from i18n_tool.glossary.inflection import has_dictionary
from i18n_tool.glossary.verdict import Tier, Verdict

__all__ = ["Glossary", "Occurrence", "Tier", "Verdict", "has_dictionary"]
