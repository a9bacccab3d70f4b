"""Models on the disk, and what they make of texts; the models are tiny and real."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from i18n_tool.catalogue import read_catalogue
from i18n_tool.engines import make_engine
from i18n_tool.engines.local import LocalEngine, codes_of
from i18n_tool.engines.models import Model, Pair
from i18n_tool.errors import EngineError, EngineMissingError, PairError, SettingsError
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.translate import translate_project
from tests.conftest import MakeProject
from tests.engines.tiny_model import write_argos, write_opus

LANGUAGES = {">>spa<<": "¡", ">>por_BR<<": "«", ">>cmn_Hans<<": "»"}


@pytest.fixture(scope="module")
def argos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages en → es and es → pt."""
    folder = tmp_path_factory.mktemp("argos")
    write_argos(folder / "translate-en_es-1_0", "en", "es")
    write_argos(folder / "translate-es_pb-1_0", "es", "pb", {"A": "Ñ"})
    return folder


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of several targets."""
    return write_opus(tmp_path_factory.mktemp("opus") / "opus-mt-en-mul", LANGUAGES)


def engine(path: Path) -> LocalEngine:
    return LocalEngine({"path": str(path), "threads": 1, "beam": 2})


def test_texts_are_translated_in_their_order_with_the_space_around_them(argos: Path) -> None:
    texts = ["The mayor opened the library.", "", "  Visitors paid XQAZ.\n", "x " * 150 + "end", *"abcdefghij"]
    with engine(argos) as local:
        answers = local.translate(texts, "en", "es")
    assert answers == [text.upper() for text in texts]


def test_a_pair_without_a_model_goes_through_another_language(argos: Path) -> None:
    with engine(argos) as local:
        assert local.origin("en", "es") == "local:translate-en_es-1_0"
        assert local.origin("en", "pt_BR") == "local:translate-en_es-1_0+translate-es_pb-1_0"
        assert local.translate(["a library"], "en", "pt_BR") == ["Ñ LIBRÑRY"]


@pytest.mark.parametrize(("locale", "begins"), [("es", "¡"), ("es_MX", "¡"), ("pt_BR", "«"), ("zh_CN", "»")])
def test_a_model_of_several_targets_is_told_which_one(opus: Path, locale: str, begins: str) -> None:
    with engine(opus) as local:
        assert local.translate(["The mayor."], "en", locale) == [f"{begins} THE MAYOR."]


def test_a_language_that_the_model_does_not_speak_is_refused(opus: Path) -> None:
    local = engine(opus.parent)
    assert local.problem("en", "es") is None
    for locale in ("fr", "zh_HK", "pt"):
        assert "which has en-cmn-hans, en-por-br, en-spa" in (local.problem("en", locale) or "")
    with pytest.raises(PairError):
        local.translate(["The mayor."], "en", "fr")


def test_a_prefix_that_the_metadata_ask_for_begins_every_answer_and_is_taken_off(argos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "prefixed"
    shutil.copytree(argos / "translate-en_es-1_0", folder)
    text = (folder / "metadata.json").read_text(encoding="utf-8")
    (folder / "metadata.json").write_text(text.replace('"type"', '"target_prefix": "¿", "type"'), encoding="utf-8")
    with engine(folder) as local:
        # The tiny model goes by places, so the prefix stands where the first piece would.
        assert local.translate(["The mayor."], "en", "es") == ["THE MAYOR."]


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("en-es", [("en", "es")]),
        ("opus-mt-en-es", [("en", "es")]),
        ("enes.student-en_es", [("en", "es")]),
        ("ct2-en-es+fr", [("en", "es"), ("en", "fr")]),
        ("something", []),
    ],
)
def test_the_name_of_a_folder_says_its_pairs(tmp_path: Path, name: str, pairs: list[tuple[str, str]]) -> None:
    assert Model(tmp_path / name).pairs == tuple(Pair(*pair) for pair in pairs)


def test_metadata_that_cannot_be_read_leave_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "en-es"
    folder.mkdir()
    for text in ("{", "[]", '{"from_code": 3}', "\udcff"):
        (folder / "metadata.json").write_text(text, encoding="utf-8", errors="surrogateescape")
        assert Model(folder).pairs == (Pair("en", "es"),)


@pytest.mark.parametrize("names", [("sentencepiece.model",), ("vocab.spm",), ("vocab.enes.spm",)])
def test_a_tokenizer_is_found_by_the_names_that_it_may_have(argos: Path, tmp_path: Path, names: tuple[str]) -> None:
    folder = tmp_path / "en-es"
    shutil.copytree(argos / "translate-en_es-1_0" / "model", folder)
    shutil.copy(argos / "translate-en_es-1_0" / "sentencepiece.model", folder / names[0])
    with engine(tmp_path) as local:
        assert local.translate(["The mayor."], "en", "es") == ["THE MAYOR."]


def test_tokenizers_of_source_and_target_may_differ(argos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "en-es"
    shutil.copytree(argos / "translate-en_es-1_0" / "model", folder)
    for name in ("srcvocab.enes.spm", "trgvocab.enes.spm"):
        shutil.copy(argos / "translate-en_es-1_0" / "sentencepiece.model", folder / name)
    assert Model(folder).tokenizers == (folder / "srcvocab.enes.spm", folder / "trgvocab.enes.spm")
    with engine(tmp_path) as local:
        assert local.translate(["The mayor."], "en", "es") == ["THE MAYOR."]


def test_a_model_without_a_tokenizer_is_an_error(argos: Path, tmp_path: Path) -> None:
    shutil.copytree(argos / "translate-en_es-1_0" / "model", tmp_path / "en-es")
    with engine(tmp_path) as local, pytest.raises(EngineError, match="no tokenizer"):
        local.translate(["The mayor."], "en", "es")


@pytest.mark.parametrize("damaged", ["model/model.bin", "sentencepiece.model", "model/config.json"])
def test_a_damaged_model_is_an_error_that_names_its_folder(argos: Path, tmp_path: Path, damaged: str) -> None:
    folder = tmp_path / "en-es"
    shutil.copytree(argos / "translate-en_es-1_0", folder)
    (folder / damaged).write_bytes(b"\x03\x00damaged")
    with engine(tmp_path) as local, pytest.raises(EngineError, match="cannot be loaded") as caught:
        local.translate(["The mayor."], "en", "es")
    assert caught.value.path == folder


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    assert engine(tmp_path).problem("en", "es") == (
        f'local: no model in {tmp_path}; "path" in [engines.local] names the folder'
    )
    (tmp_path / "en_es.argosmodel").write_bytes(b"PK")
    assert engine(tmp_path).problem("en", "es") == (
        "local: en_es.argosmodel is packed; unpack it there: unzip en_es.argosmodel"
    )


def test_what_to_install_is_said(argos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("i18n_tool.engines.local.find_spec", lambda name: None if name == "ctranslate2" else "here")
    local = engine(argos)
    assert local.problem("en", "es") == "local: ctranslate2 not installed: pip install ctranslate2 sentencepiece"
    with pytest.raises(EngineMissingError, match="ctranslate2 not installed"):
        local.translate(["The mayor."], "en", "es")


def test_the_folder_may_stand_in_the_environment(argos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("I18N_TOOL_MODELS", str(argos))
    assert LocalEngine().supports("en", "es")
    monkeypatch.delenv("I18N_TOOL_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", str(argos.parent / "nowhere"))
    assert not LocalEngine().supports("en", "es")


@pytest.mark.parametrize("options", [{"threads": 0}, {"beam": 0}, {"path": 3}, {"paht": "x"}])
def test_a_wrong_option_is_said(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        make_engine("local", {"engines.local": options})


def test_codes_go_from_the_most_exact_to_the_plainest() -> None:
    assert codes_of("zh_TW")[:2] == ("zh-hant", "zt")
    assert "zh" not in codes_of("zh_HK")
    assert codes_of("pt_BR")[:2] == ("pt-br", "pb")
    assert codes_of("es_MX")[0] == "es"


def test_another_model_has_other_answers_in_the_journal(argos: Path, opus: Path) -> None:
    assert engine(argos).version != engine(opus).version


def test_drafts_name_the_model_and_keep_what_was_hidden(argos: Path, make_project: MakeProject) -> None:
    text = "The **mayor** paid {price} along the Belt and Road for a ticket.\n"
    project = make_project(
        {"articles/news.md": text, "glossary/terms.csv": "term,es\nBelt and Road,la Franja y la Ruta\n"},
        'source-locale = "en"\nlocales = ["es"]\n[engines]\ndefault = "local"\n'
        f'[engines.local]\npath = "{argos}"\nthreads = 1\n',
    )
    extract_project(project)
    report = translate_project(project)
    (unit,) = read_catalogue(project.catalogue_path("news", "es")).units
    assert not report.failed
    assert unit.msgstr == "THE **MAYOR** PAID {price} ALONG la Franja y la Ruta FOR A TICKET."
    assert unit.comments == (
        "glossary: Belt and Road → la Franja y la Ruta",
        "i18n-tool: draft by local:translate-en_es-1_0",
    )
