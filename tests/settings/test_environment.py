from __future__ import annotations

import pytest

from i18n_tool.errors import SettingsError
from tests.conftest import MakeProject


def test_the_environment_wins_over_the_file(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("I18N_TOOL_OUTPUT", "public")
    monkeypatch.setenv("I18N_TOOL_LOCALES", "fr, ja")
    project = make_project(settings='locales = ["es"]\noutput = "site"\n')
    assert project.output.name == "public"
    assert project.locales == ("fr", "ja")


def test_a_bad_value_in_the_environment_names_the_variable(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("I18N_TOOL_CHECK_FAIL_ON", "fatal")
    with pytest.raises(SettingsError, match="I18N_TOOL_CHECK_FAIL_ON"):
        make_project()
