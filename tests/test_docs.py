from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_generate"] = module
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_what_the_code_says(generate: ModuleType) -> None:
    stale = [
        name
        for name, text in generate.pages().items()
        if not (ROOT / "docs" / name).is_file() or (ROOT / "docs" / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run: make docs"


def test_no_page_of_a_command_that_is_gone(generate: ModuleType) -> None:
    known = set(generate.pages())
    assert [
        path.name for path in (ROOT / "docs" / "commands").glob("*.md") if f"commands/{path.name}" not in known
    ] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = data["dependencies"] + [name for extra in data["optional-dependencies"].values() for name in extra]
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    missing = [name for name in listed if f"`{re.split(r'[<>=!~[; ]', name)[0].lower()}`" not in reasons]
    assert missing == []


def test_every_engine_is_documented() -> None:
    from i18n_tool.engines import ENGINES

    text = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    assert [name for name in ENGINES if f"`{name}`" not in text] == []
