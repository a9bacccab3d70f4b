"""Settings: which there are, and what a settings file and the environment say of them."""

from i18n_tool.settings.file import PYPROJECT, SETTINGS_FILE, SettingsFile, has_table
from i18n_tool.settings.reading import read_settings
from i18n_tool.settings.schema import default_settings

__all__ = ["PYPROJECT", "SETTINGS_FILE", "SettingsFile", "default_settings", "has_table", "read_settings"]
