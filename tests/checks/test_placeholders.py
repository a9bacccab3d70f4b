"""A placeholder that was changed is reported once, and as what it is."""

from __future__ import annotations

import pytest

from i18n_tool.checks import check_pair
from i18n_tool.model import Markup


def messages(source: str, translation: str, markup: Markup | None = "html", locale: str = "fr") -> list[str]:
    found = check_pair(source, translation, locale, select=["MK001", "MK002", "SE001"], markup=markup)
    return [f"{one.code} {one.message}" for one in found]


def test_a_changed_placeholder_is_one_finding() -> None:
    assert messages("Write to port@example.org.", "Écrivez à quai@example.org.") == [
        "MK001 port@example.org is missing from the translation (quai@example.org stands there); "
        "copy it from the source"
    ]


def test_a_pair_of_tags_too_many_is_one_finding() -> None:
    assert messages("The old port", "Le vieux <code>port</code>") == [
        "MK002 <code>…</code> is not in the source; take it out of the translation"
    ]


def test_a_tag_in_the_place_of_emphasis_is_reported() -> None:
    assert messages("The <b>old</b> port", "Le <code>vieux</code> port") == [
        "MK002 <code>…</code> is not in the source; take it out of the translation"
    ]


def test_an_unsafe_pair_is_one_finding() -> None:
    found = messages("The old port", "Le vieux port<script>x()</script>")
    assert [one[:5] for one in found] == ["MK002", "SE001"]


@pytest.mark.parametrize(
    ("source", "translation", "markup"),
    [
        ("One<br/>two<br />three", "Un<br>deux<BR>trois", "html"),
        ("An <u>old</u> port", "Un <i>vieux</i> port", "html"),
        ("See https://en.example.org/port.", "Voir https://fr.example.org/port.", "text"),
        ("[It](https://example.org/en/port)", "[Cela](https://example.org/fr/port)", "markdown"),
        ("The @{rate} is missing.", "Le @{taux} manque.", "text"),
        ("A brace is missing in \\x{NUMBER}.", "Une accolade manque dans \\x{NOMBRE}.", "text"),
        ("Attribute %q", "Attribut %s", "text"),
        ("The %'dth port", "%'d. port", "text"),
        ("See <xref linkend='port'/>.", "Voir <xref linkend='port' />.", "html"),
    ],
)
def test_another_spelling_of_a_placeholder_is_no_finding(source: str, translation: str, markup: Markup) -> None:
    assert messages(source, translation, markup) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("See https://en.example.org/port.", "Voir https://fr.example.org/quai."),
        ("See https://example.org/port.", "Voir http://example.org/port."),
        ("Hello {name}", "Bonjour {nom}"),
    ],
)
def test_another_address_or_variable_is_a_finding(source: str, translation: str) -> None:
    assert [one[:5] for one in messages(source, translation, "text")] == ["MK001"]


def test_the_end_of_a_page_is_unsafe_and_a_frame_around_a_text_is_not() -> None:
    unsafe = check_pair("The port", "Le port</body>", "fr", select=["SE001"])
    framed = check_pair("<qt>The port</qt>", "<html dir='ltr'>Le port</html>", "fr", select=["SE001"])
    assert (len(unsafe), framed) == (1, [])


def test_a_link_that_loads_something_is_unsafe_and_one_of_docbook_is_not() -> None:
    unsafe = check_pair("The port", "Le port<link rel=stylesheet href=x>", "fr", select=["SE001"])
    docbook = check_pair("See <xref linkend='a'/>.", "Voir <link linkend='a'>le port</link>.", "fr", select=["SE001"])
    assert (len(unsafe), docbook) == (1, [])
