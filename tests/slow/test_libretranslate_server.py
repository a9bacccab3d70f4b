"""LibreTranslate's real server, on this machine, with a tiny model.

It is installed from PyPI into an environment of its own (some 600 MB), or taken from the one that
``I18N_TOOL_TEST_LIBRETRANSLATE`` names; ``onnx`` must be in it, too.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from i18n_tool.catalogue import read_catalogue
from i18n_tool.engines.libretranslate import LibreTranslateEngine
from i18n_tool.errors import AnswerError
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject
from tests.engines.tiny_model import write_argos

pytestmark = pytest.mark.slow

# The server cuts texts into sentences by a model of its own; this one never cuts.
SPLITTER = """
import json, sys, onnx
from onnx import TensorProto as T, helper as h
nodes = [
    h.make_node("Cast", ["units"], ["numbers"], to=T.FLOAT),
    h.make_node("Unsqueeze", ["numbers", "axis"], ["column"]),
    h.make_node("Mul", ["column", "signs"], ["scores"]),
]
graph = h.make_graph(
    nodes, "splitter",
    [h.make_tensor_value_info("units", T.INT64, ["b", "n"]),
     h.make_tensor_value_info("features", T.FLOAT, ["b", "n", "f"])],
    [h.make_tensor_value_info("scores", T.FLOAT, ["b", "n", 2])],
    [h.make_tensor("axis", T.INT64, [1], [2]), h.make_tensor("signs", T.FLOAT, [2], [1.0, -1.0])],
)
model = h.make_model(graph, opset_imports=[h.make_opsetid("", 13)], ir_version=8)
names = ["<PAD>", "<UNK>"]
more = {"config": {"feat_funcs": ["space_before"]},
        "vocab": {"lang": "en", "_id2unit": names, "_unit2id": {name: i for i, name in enumerate(names)}}}
for key, value in more.items():
    entry = model.metadata_props.add()
    entry.key, entry.value = key, json.dumps(value)
onnx.save(model, sys.argv[1])
"""

ARTICLE = """\
# Harbour news

The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday. Visitors paid {price} for a ticket.

Trade along the Belt and Road grew again; see `make report` and a < b & c.
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that has LibreTranslate."""
    named = os.environ.get("I18N_TOOL_TEST_LIBRETRANSLATE")
    if named:
        return Path(named) / "bin"
    home = tmp_path_factory.mktemp("libretranslate")
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    pip: list[str | Path] = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "libretranslate", "onnx"], check=True)
    return home / "bin"


@pytest.fixture(scope="module")
def server(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the directions en → es and es → en."""
    home = tmp_path_factory.mktemp("home")
    for source, target in (("en", "es"), ("es", "en")):
        package = write_argos(home / "packages" / f"translate-{source}_{target}-1_0", source, target)
        (package / "minisbd").mkdir()
        subprocess.run([programs / "python", "-c", SPLITTER, package / "minisbd" / f"{source}.onnx"], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "libretranslate", "--host", "127.0.0.1", "--port", str(port), "--batch-limit", "20"],
            cwd=home,
            env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "ARGOS_PACKAGES_DIR": f"{home}/packages"},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_it_serves(f"{url}/languages", process, home / "log")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def wait_until_it_serves(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    pytest.fail(log.read_text(encoding="utf-8", errors="replace")[-3000:])


def test_articles_are_translated_through_the_server(server: str, make_project: MakeProject) -> None:
    more = "\n\n".join(f"The harbour opened pier number {number} to visitors." for number in range(45))
    project = make_project(
        {
            "articles/news.md": ARTICLE,
            "articles/more.md": more + "\n",
            "glossary/terms.csv": "term,es\nBelt and Road,la Franja y la Ruta\n",
        },
        'source-locale = "en"\nlocales = ["es"]\n[engines]\ndefault = "libretranslate"\n'
        f'[engines.libretranslate]\nurl = "{server}"\nmax-segments = 20\n',
    )
    assert not extract_project(project).errors
    report = translate_project(project)
    assert not report.failed
    said = {unit.msgid: unit for unit in read_catalogue(project.catalogue_path("news", "es")).units}
    assert said["Harbour news"].msgstr == "HARBOUR NEWS"
    assert said["Harbour news"].comments == ("i18n-tool: draft by libretranslate",)
    first = "The **mayor** opened the [tunnel](https://tunnel.example/a_b) on Monday."
    assert said[first].msgstr == "THE **MAYOR** OPENED THE [TUNNEL](https://tunnel.example/a_b) ON MONDAY."
    assert said["Visitors paid {price} for a ticket."].msgstr == "VISITORS PAID {price} FOR A TICKET."
    trade = said["Trade along the Belt and Road grew again; see `make report` and a < b & c."]
    assert trade.msgstr == "TRADE ALONG la Franja y la Ruta GREW AGAIN; SEE `make report` AND A < B & C."
    assert report.locales[0].requests <= 4
    others = read_catalogue(project.catalogue_path("more", "es")).units
    assert [unit.msgstr for unit in others] == [unit.msgid.upper() for unit in others]


def test_a_second_run_asks_for_nothing(server: str, make_project: MakeProject) -> None:
    project = make_project(
        {"articles/news.md": ARTICLE},
        'source-locale = "en"\nlocales = ["es"]\n[engines]\ndefault = "libretranslate"\n'
        f'[engines.libretranslate]\nurl = "{server}"\n',
    )
    extract_project(project)
    assert translate_project(project).locales[0].requests > 0
    assert translate_project(project).locales[0].requests == 0


def test_its_languages_are_known(server: str) -> None:
    engine = LibreTranslateEngine({"url": server})
    assert engine.problem("en", "es") is None
    assert re.fullmatch(r"libretranslate: \S+ does not translate from en to fr", engine.problem("en", "fr") or "")


def test_html_and_white_space_go_through(server: str) -> None:
    engine = LibreTranslateEngine({"url": server})
    assert engine.translate(["The mayor.", "A ticket"], "en", "es") == ["THE MAYOR.", "A TICKET"]


def test_more_texts_than_it_takes_are_refused_as_a_pack(server: str) -> None:
    engine = LibreTranslateEngine({"url": server})
    with pytest.raises(AnswerError):
        engine.translate(["The mayor."] * 21, "en", "es")
