"""What the numbers of a text say, in any of the languages that have a table, and whether two texts say the same."""

from i18n_tool.numbers.compare import compare_texts
from i18n_tool.numbers.model import Problem, ProblemKind

__all__ = ["Problem", "ProblemKind", "compare_texts"]
