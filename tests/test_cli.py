from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from i18n_tool.cli import main
from tests.conftest import MakeProject, Run, read_tree, write_files

ARTICLE = "The harbour\n\nBoats leave every hour. The last one leaves at ten.\n"


IN_A_PROJECT = [
    *([name] for name in main.commands if name not in ("init", "merge-driver", "glossary", "memory", "explain")),
    ["glossary", "list"],
    ["glossary", "lint"],
    ["glossary", "find", "text"],
    ["glossary", "suggest"],
    ["glossary", "import", "a.csv", "b.csv"],
    ["glossary", "export", "a.csv"],
    ["memory", "stats"],
    ["memory", "find", "text"],
    ["memory", "import", "a.tmx"],
    ["memory", "export", "a.tmx"],
]


@pytest.mark.parametrize("arguments", IN_A_PROJECT, ids=" ".join)
def test_every_command_in_an_empty_folder_says_what_to_do_next(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "i18n-tool init --source en --locale es" in result.output


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_init_makes_a_project_that_works(run: Run, tmp_path: Path) -> None:
    result = run("init", "--source", "en", "--locale", "zh_CN", "--locale", "es")
    assert result.exit_code == 0
    assert (tmp_path / "glossary" / "terms.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "Greater Bay Area,,,,an example; correct or remove it,粤港澳大湾区|大湾区,Gran Área de la Bahía",
        "Belt and Road,,,,an example; correct or remove it,一带一路,la Franja y la Ruta",
    ]
    result = run("extract")
    assert result.exit_code == 0
    assert "no articles yet" in result.output
    assert "articles/" in result.output


def test_extract_status_and_translate_count_alike(run: Run, make_project: MakeProject) -> None:
    text = "Boats leave every hour. Mind the gap.\n\nThe last one leaves at ten. Mind the gap.\n"
    make_project({"articles/a.txt": text})
    assert "articles/a.txt: 4 segments in 3 units, 3 files written" in run("extract").output
    assert run("extract").output == "1 article, 4 segments in 3 units, 13 words; nothing changed.\n"
    rows = [line.split() for line in run("status").output.splitlines()]
    assert rows[1] == ["a", "es", "3", "0", "0", "3", "0", "13", "0", "%"]
    assert "es: 3 units missing; 3 texts, " in run("translate").output


def test_init_never_overwrites(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {"i18n-tool.toml": 'locales = ["fr"]\n', "articles/a.md": "# A\n"})
    result = run("init", "--locale", "es")
    assert result.exit_code == 0
    assert "kept  i18n-tool.toml" in result.output
    assert (tmp_path / "i18n-tool.toml").read_text() == 'locales = ["fr"]\n'


def test_init_says_which_locales_the_settings_that_stay_lack(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {"i18n-tool.toml": 'locales = ["fr"]\n'})
    said = run("init", "--locale", "fr", "--locale", "de", "--locale", "ja").stderr
    assert said == 'warning: i18n-tool.toml stays as it is: add "de", "ja" to its locales.\n'
    assert run("init", "--locale", "fr").stderr == ""


def test_init_refuses_a_folder_whose_settings_are_in_pyproject(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {"pyproject.toml": '[tool.i18n-tool]\nlocales = ["fr"]\n'})
    result = run("init", "--locale", "es")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: pyproject.toml: this file has the settings of a project already")
    assert list(read_tree(tmp_path)) == ["pyproject.toml"]


def test_a_command_says_once_which_of_two_settings_files_counts(run: Run, tmp_path: Path) -> None:
    settings = {"pyproject.toml": '[tool.i18n-tool]\nlocales = ["fr"]\n', "i18n-tool.toml": 'locales = ["es"]\n'}
    write_files(tmp_path, {**settings, "articles/a.txt": ARTICLE})
    said = run("extract").stderr
    assert said == (
        "warning: pyproject.toml has settings too, [tool.i18n-tool]; i18n-tool.toml counts. Remove one of the two.\n"
    )
    assert run("status", "-q").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["init"], "--locale es"),
        (["init", "--locale", "en"], "articles are in this locale"),
        (["init", "--locale", "zh_CM"], 'Did you mean "zh_CN"?'),
    ],
)
def test_init_refuses_what_makes_no_project(run: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert read_tree(tmp_path) == {}


def test_extract_and_status_show_what_there_is(run: Run, make_project: MakeProject) -> None:
    make_project({"articles/harbour.txt": ARTICLE})
    result = run("status")
    assert "not extracted" in result.output
    result = run("extract")
    assert result.exit_code == 0
    assert "articles/harbour.txt: 3 segments, 3 files written" in result.output
    assert "1 article, 3 segments, 12 words; 3 files changed." in result.output
    result = run("status", "--format", "json")
    assert [(row["locale"], row["missing"]) for row in json.loads(result.stdout)["rows"]] == [("es", 3), ("fr", 3)]
    assert "nothing changed" in run("extract").output


def test_a_bad_article_is_named_and_the_exit_code_is_2(run: Run, make_project: MakeProject) -> None:
    make_project({"articles/bad.txt": b"One\n\nCaf\xe9\n", "articles/harbour.txt": ARTICLE})
    result = run("extract")
    assert result.exit_code == 2
    assert "articles/bad.txt:3: the byte 0xE9 is not UTF-8." in result.stderr
    assert "articles/harbour.txt: 3 segments" in result.stdout


def test_a_locale_that_the_project_lacks_is_answered_with_the_nearest(run: Run, make_project: MakeProject) -> None:
    make_project({"articles/harbour.txt": ARTICLE})
    result = run("extract", "-l", "ess")
    assert result.exit_code == 2
    assert 'Did you mean "es"?' in result.stderr


def test_json_on_standard_output_is_nothing_else(run: Run, make_project: MakeProject) -> None:
    make_project({"articles/bad.txt": b"\xff", "articles/harbour.txt": ARTICLE})
    result = run("extract", "--format", "json")
    data = json.loads(result.stdout)
    assert data["errors"][0]["where"] == "articles/bad.txt:1"
    assert result.exit_code == 2


def test_quiet_says_nothing_when_all_is_well(run: Run, make_project: MakeProject) -> None:
    make_project({"articles/harbour.txt": ARTICLE})
    assert run("extract", "-q").output == ""


def test_check_fails_only_on_what_the_settings_say(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    run("extract")
    assert run("check").exit_code == 0
    assert run("check", "--fail-on", "info").exit_code == 1
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text().replace('"The harbour"\nmsgstr ""', '"The harbour"\nmsgstr "El {puerto}"'))
    result = run("check", "-l", "es")
    assert result.exit_code == 1
    assert "locales/es/LC_MESSAGES/harbour.po:" in result.output
    assert "MK002 {puerto} is not in the source" in result.output
    assert run("check", "-l", "es", "--ignore", "MK").exit_code == 0
    assert run("check", "-l", "fr").exit_code == 0


def test_an_ignore_with_a_reason_puts_a_finding_aside(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    run("extract")
    path = project.catalogue_path("harbour", "es")
    text = path.read_text().replace('"The harbour"\nmsgstr ""', '"The harbour"\nmsgstr "El {puerto}"')
    path.write_text(text.replace("#. title", "# i18n-tool: ignore MK002 the braces belong to the name\n#. title"))
    result = run("check", "-l", "es")
    assert result.exit_code == 0, result.output
    assert "1 ignored by a comment" in result.output


def test_an_unreadable_catalogue_is_a_finding_of_its_line(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    run("extract")
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text() + 'msgid "x\n')
    line = len(path.read_text().splitlines())
    result = run("check", "-l", "es")
    assert result.exit_code == 1
    assert f"harbour.po:{line} CA001" in result.output


def test_an_article_edited_since_extract_is_reported(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    run("extract")
    (project.root / "articles" / "harbour.txt").write_text(ARTICLE + "\nOne more paragraph is here.\n")
    assert "CA003" in run("check").output


def test_a_closed_pipe_is_no_error(make_project: MakeProject, tmp_path: Path) -> None:
    make_project({f"articles/a{number}.txt": ARTICLE for number in range(50)})
    command = f"{sys.executable} -m i18n_tool extract -v | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert done.stderr == ""


def test_the_glossary_is_listed_searched_and_exchanged(run: Run, make_project: MakeProject, tmp_path: Path) -> None:
    make_project(
        {
            "articles/harbour.txt": ARTICLE,
            "glossary/terms.csv": "term,es,fr\nBelt and Road,la Franja y la Ruta,la Ceinture et la Route\n",
        }
    )
    assert run("glossary", "list", "-l", "es").output == "Belt and Road  la Franja y la Ruta\n1 term.\n"
    found = run("glossary", "find", "the Belt and Road", "-l", "fr").output
    assert found == "4-17 Belt and Road → la Ceinture et la Route: as in the glossary (glossary/terms.csv:2)\n"
    assert run("glossary", "export", "out.tbx").exit_code == 0
    (tmp_path / "glossary" / "terms.csv").write_text("term,es,fr\n", encoding="utf-8")
    result = run("glossary", "import", "out.tbx", "glossary/terms.csv")
    assert result.output == "glossary/terms.csv: 1 term added.\n"
    assert "la Franja y la Ruta" in run("glossary", "find", "the Belt and Road", "-l", "es").output


def test_an_exchange_format_that_needs_a_locale_says_so(run: Run, make_project: MakeProject) -> None:
    make_project({"glossary/terms.csv": "term,es\nBelt and Road,la Franja y la Ruta\n"})
    result = run("glossary", "export", "out.csv", "--as", "deepl")
    assert result.exit_code == 2
    assert "--locale" in result.output


def test_engines_are_listed_with_what_they_serve(run: Run, make_project: MakeProject) -> None:
    make_project()
    result = run("engines")
    assert result.exit_code == 0
    assert "pseudo" in result.output
    assert [row["name"] for row in json.loads(run("engines", "--format", "json").stdout)][:1] == ["apertium"]


def test_suggestions_are_names_that_the_glossary_lacks(run: Run, make_project: MakeProject) -> None:
    text = "News\n\nThe Whale Bay is deep. They swim in Whale Bay. All love Whale Bay.\n"
    make_project({"articles/bay.txt": text, "glossary/terms.csv": "term,es\nharbour,puerto\n"})
    assert "Whale Bay (name, 3 times)" in run("glossary", "suggest").output


def test_errors_name_files_from_the_folder_where_one_stands(run: Run, make_project: MakeProject) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    run("extract")
    path = project.catalogue_path("harbour", "es")
    path.write_text(path.read_text() + 'msgid "x\n')
    result = run("translate", "-l", "es", "--engine", "pseudo")
    assert "error: locales/es/LC_MESSAGES/harbour.po:" in result.output


def test_a_folder_of_articles_that_is_gone_costs_no_pages_and_no_catalogues(
    run: Run, make_project: MakeProject
) -> None:
    project = make_project({"articles/harbour.txt": ARTICLE})
    for command in (["extract"], ["compile"], ["compile", "--as", "source"]):
        assert run(*command).exit_code == 0
    before = read_tree(project.root)
    (project.root / "articles").rename(project.root / "arts")
    for command in (["compile"], ["compile", "--as", "source"], ["extract", "--prune"]):
        result = run(*command)
        assert result.exit_code == 2
        assert 'Articles are looked for at "articles/' in result.output
    (project.root / "arts").rename(project.root / "articles")
    assert read_tree(project.root) == before
