"""Labelled translations of each locale: what is right passes, what is wrong is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from i18n_tool import check_pair

FILES = sorted((Path(__file__).parent / "pairs").glob("*.jsonl"))


def pairs(path: Path, label: str) -> list[dict[str, str]]:
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [item for item in items if item["label"] == label]


def reported(item: dict[str, str]) -> bool:
    return bool(check_pair(item["source"], item["translation"], item["locale"], select=["NU"]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_right_translations_raise_no_alarm(path: Path) -> None:
    items = pairs(path, "ok")
    wrong = [item["translation"] for item in items if reported(item)]
    assert len(wrong) <= 0.03 * len(items), wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_wrong_translations_are_found(path: Path) -> None:
    items = pairs(path, "wrong")
    missed = [item["translation"] for item in items if not reported(item)]
    assert len(missed) <= 0.1 * len(items), missed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_most_wrong_translations_yield_one_finding(path: Path) -> None:
    items = pairs(path, "wrong")
    many = [
        item["translation"]
        for item in items
        if len(check_pair(item["source"], item["translation"], item["locale"], select=["NU"])) > 1
    ]
    assert len(many) <= 0.1 * len(items) + 1, many


def test_there_are_pairs_for_sixteen_locales_and_for_languages_without_a_table() -> None:
    assert len(FILES) == 17
    assert sum(len(pairs(path, "ok")) + len(pairs(path, "wrong")) for path in FILES) >= 500
