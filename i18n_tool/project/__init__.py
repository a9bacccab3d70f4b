"""A project: its settings, and which articles, catalogues and glossaries belong to it."""

from i18n_tool.project.base import Project
from i18n_tool.project.lock import lock_project
from i18n_tool.project.opening import find_project, read_project

__all__ = ["Project", "find_project", "lock_project", "read_project"]
