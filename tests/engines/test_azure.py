"""Azure's Translator on loopback, as its REST interface is documented."""

from __future__ import annotations

import pytest

from i18n_tool.engines.azure import AzureEngine, code_of, with_dictionary
from i18n_tool.engines.base import SourceText
from i18n_tool.errors import AnswerError, EngineMissingError, QuotaError, SettingsError
from tests.engines.services import Asked, Reply, serve_service

KEY = "azure-secret-1"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_TRANSLATOR_KEY", KEY)
    monkeypatch.delenv("AZURE_TRANSLATOR_REGION", raising=False)


def behave(asked: Asked) -> Reply:
    return Reply([{"translations": [{"text": f"Dicen que {one['Text']}", "to": "es"}]} for one in asked.body])


def test_many_texts_go_in_one_request_with_the_key_in_a_header() -> None:
    with serve_service(behave) as server:
        engine = AzureEngine({"url": server.url, "region": "westeurope"})
        assert engine.translate(["The tram.", "A ferry."], "en", "es") == ["Dicen que The tram.", "Dicen que A ferry."]
        (asked,) = server.asked
    assert asked.path == "/translate"
    assert asked.query == {"api-version": ["3.0"], "from": ["en"], "to": ["es"], "textType": ["plain"]}
    assert asked.headers["Ocp-Apim-Subscription-Key"] == KEY
    assert asked.headers["Ocp-Apim-Subscription-Region"] == "westeurope"


def test_texts_with_elements_go_as_html_with_what_is_hidden_marked() -> None:
    with serve_service(behave) as server:
        text = SourceText('Run <span translate="no" id="t1">`make`</span>.', html=True)
        answer = AzureEngine({"url": server.url}).translate([text], "en", "es")
        assert server.asked[0].query["textType"] == ["html"]
    assert answer == ['Dicen que Run <span translate="no" class="notranslate" id="t1">`make`</span>.']


def test_terms_go_as_a_dictionary_outside_of_what_is_hidden() -> None:
    text = SourceText(
        'R&amp;D and R&amp;Dx in <span translate="no" id="t1">R&amp;D</span>', terms=(("R&D", 'I+D "x"'),), html=True
    )
    assert with_dictionary(text) == (
        '<mstrans:dictionary translation="I+D &quot;x&quot;">R&amp;D</mstrans:dictionary> and R&amp;Dx in '
        '<span translate="no" class="notranslate" id="t1">R&amp;D</span>'
    )


def test_the_longest_term_wins() -> None:
    text = SourceText("the Belt and Road", terms=(("Road", "Ruta"), ("Belt and Road", "Franja")))
    assert with_dictionary(text) == 'the <mstrans:dictionary translation="Franja">Belt and Road</mstrans:dictionary>'


def test_a_dictionary_that_comes_back_is_taken_out() -> None:
    with serve_service(behave) as server:
        text = SourceText("The Belt and Road", terms=(("Belt and Road", "Franja"),))
        assert AzureEngine({"url": server.url}).translate([text], "en", "es") == ["Dicen que The Belt and Road"]


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh_CN", "zh-Hans"),
        ("zh_HK", "zh-Hant"),
        ("pt_BR", "pt"),
        ("pt_PT", "pt-pt"),
        ("fr_CA", "fr-ca"),
        ("fr", "fr"),
        ("sr", "sr-Cyrl"),
        ("nb", "nb"),
        ("rm", None),
    ],
)
def test_locales_have_the_codes_of_the_service(locale: str, code: str | None) -> None:
    assert code_of(locale) == code


@pytest.mark.parametrize("body", [{}, 7, None, [{}], [{"translations": []}], [None]])
def test_what_holds_no_translations_is_no_answer(body: object) -> None:
    with serve_service(lambda asked: Reply(body)) as server, pytest.raises(AnswerError):
        AzureEngine({"url": server.url}).translate(["The tram."], "en", "es")


def test_without_a_key_it_says_which_variable_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_TRANSLATOR_KEY")
    monkeypatch.delenv("TRANSLATOR_TEXT_SUBSCRIPTION_KEY", raising=False)
    assert AzureEngine().problem("en", "es") == "azure: Set the environment variable AZURE_TRANSLATOR_KEY."


def test_a_refused_key_is_named_and_never_shown() -> None:
    error = {"error": {"code": 401000, "message": f"The key {KEY} is not valid."}}
    with serve_service(lambda asked: Reply(error, 401)) as server, pytest.raises(QuotaError) as caught:
        AzureEngine({"url": server.url}).translate(["The tram."], "en", "es")
    assert KEY not in str(caught.value)
    assert "AZURE_TRANSLATOR_KEY" in str(caught.value)


def test_a_key_is_not_sent_to_an_address_that_is_not_the_service() -> None:
    for url in ("https://translator.example", "http://api.cognitive.microsofttranslator.com"):
        with pytest.raises(SettingsError, match="the key is sent to it"):
            AzureEngine({"url": url})


def test_a_redirection_is_not_followed() -> None:
    with serve_service(behave) as other:
        moved = Reply({}, 302, {"Location": other.url + "/translate"})
        with serve_service(lambda asked: moved) as server, pytest.raises(EngineMissingError, match="HTTP 302"):
            AzureEngine({"url": server.url}).translate(["The tram."], "en", "es")
        assert not other.asked
