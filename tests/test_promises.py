"""Promises about the code as a whole."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "i18n_tool"
FAMILIES = ("formats", "engines", "checks", "exchange", "reports")
LEVELS = {"cli": 4, "workflow": 3, **dict.fromkeys(FAMILIES, 2), "model": 0, "errors": 0}
DOORS = {
    "click": ("cli",),
    "polib": ("catalogue",),
    "pyromark": ("formats/markdown",),
    "turbohtml": ("formats/html",),
    "deep_translator": ("engines/free_web", "engines/google", "engines/mymemory"),
    "deepl": ("engines/deepl",),
    "requests": ("engines/http", "engines/free_web"),
    "opencc": ("engines", "exchange"),
    "ctranslate2": ("engines/local",),
    "sentencepiece": ("engines/local",),
    "jinja2": ("pages", "theme"),
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    for name in imports(path):
        if not name.startswith("i18n_tool."):
            continue
        there = name.split(".")[1]
        if there == here:
            continue
        assert LEVELS.get(there, 1) <= LEVELS.get(here, 1), f"{here} imports {there}"
        assert not (there in FAMILIES and here in FAMILIES), f"{here} and {there} are both families"
        assert here not in ("model", "errors"), f"{here} imports {there}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_library_has_one_door(path: Path) -> None:
    where = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        allowed = DOORS.get(name.split(".")[0])
        assert allowed is None or where.startswith(allowed), f"{where} imports {name}"


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from i18n_tool.cli import main\n"
        "result = CliRunner().invoke(main, ['--help'])\n"
        "assert result.exit_code == 0, result.output\n"
        "heavy = {'babel', 'requests', 'bs4', 'deep_translator', 'deepl', 'polib', 'jinja2', 'opencc', 'pyromark',"
        " 'turbohtml', 'rapidfuzz', 'simplemma', 'snowballstemmer', 'sqlite3', 'ahocorasick_rs'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
