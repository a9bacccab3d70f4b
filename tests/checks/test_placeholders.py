"""A placeholder that was changed is reported once, and as what it is."""

from __future__ import annotations

import pytest

from i18n_tool.checks import all_checks, check_pair, run_checks, select_checks
from i18n_tool.checks.base import Context
from i18n_tool.model import Markup, Unit


def messages(source: str, translation: str, markup: Markup | None = "html", locale: str = "fr") -> list[str]:
    found = check_pair(source, translation, locale, select=["MK001", "MK002", "SE001"], markup=markup)
    return [f"{one.code} {one.message}" for one in found]


def test_a_changed_placeholder_is_one_finding() -> None:
    assert messages("Write to port@example.org.", "Écrivez à quai@port.example.org.") == [
        "MK001 port@example.org is missing from the translation (quai@port.example.org stands there); "
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


def test_an_address_at_another_host_and_a_repetition_are_information() -> None:
    cases: list[tuple[str, str, Markup]] = [
        ("See https://example.org/a.", "Voir https://exemple.fr/a.", "text"),
        ("Write to a@example.org.", "Écrivez à a@exemple.fr.", "text"),
        ("Run <code>make</code>.", "<code>make</code>, oui <code>make</code>", "html"),
        ("One<p>two", "Un<p>deux</p>", "html"),
        ("%s and %s meet.", "%1$s et %2$s : %1$s attend.", "text"),
    ]
    found = [check_pair(one, other, "fr", select=["MK001", "MK002"], markup=markup) for one, other, markup in cases]
    assert [[one.severity for one in findings] for findings in found] == [["info"]] * 5


def test_a_form_for_one_thing_may_say_the_number_in_words_wherever_it_stands() -> None:
    unit = Unit("%u try", msgid_plural="%u tries", msgstr_plural=("%u спроба", "%u спроби", "%u спроб", "одна спроба"))
    assert run_checks(unit, Context("uk"), select_checks(all_checks(), ["MK"])) == []


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
        ("See <xref linkend='port'/>.", "Voir <xref linkend= 'port' />.", "html"),
        ("<p>The <em>old</em> port</p>", "<p>Le « vieux » port</p>", "html"),
        ("See http://example.org/port.", "Voir https://example.org/port.", "text"),
        ("See https://example.org/a?q=1.", "Voir https://example.org/a?q=1&lang=fr.", "text"),
        ("Write to example.org.", "Écrivez à https://example.org.", "text"),
        ("Both http:// and https:// will do.", "https:// et http:// conviennent, sans file://.", "text"),
        ("%1 by %2", "%1x%2", "text"),
        ("%1x%2", "%1⨯%2", "text"),
        ("The %s of %s", "%2$sns %1$s", "text"),
        ("<qt>The <i>port</i></qt>", "Le <i>port</i>", "html"),
        ("See http://www.example.org.", "Voir Http://www.example.org.", "text"),
        ("%0.2f miles", "%I0.2f milles", "text"),
        ("<tt>Alt</tt> and <tt>Alt</tt> again", "<tt>Alt</tt>, deux fois", "html"),
        ("See <a href='a b'>it</a>.", 'Voir <a\n href="a b">cela</a>.', "html"),
        ("%d ports", "%Id ports", "text"),
    ],
)
def test_another_spelling_of_a_placeholder_is_no_finding(source: str, translation: str, markup: Markup) -> None:
    assert messages(source, translation, markup) == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("See https://en.example.org/port.", "Voir https://fr.example.org/quai."),
        ("See https://example.org/port.", "Voir http://example.org/port."),
        ("See https://example.org/port.", "Voir https://example.org/quai."),
        ("[It](https://example.org/a)", "[Cela](https://example.net/a)"),
        ("Hello {name}", "Bonjour {nom}"),
        ("Copied %.250s.", "%.255s copiés."),
        ("Copied %s.", "% s copiés."),
        ("Copied %s.", "$s copiés."),
    ],
)
def test_another_address_or_variable_is_a_finding(source: str, translation: str) -> None:
    markup: Markup = "markdown" if "](" in source else "text"
    assert [one[:5] for one in messages(source, translation, markup)] == ["MK001"]


def test_the_end_of_a_page_is_unsafe_and_a_frame_around_a_text_is_not() -> None:
    unsafe = check_pair("The port", "Le port</body>", "fr", select=["SE001"])
    framed = check_pair("<qt>The port</qt>", "<html dir='ltr'>Le port</html>", "fr", select=["SE001"])
    assert (len(unsafe), framed) == (1, [])


def test_a_link_that_loads_something_is_unsafe_and_one_of_docbook_is_not() -> None:
    unsafe = check_pair("The port", "Le port<link rel=stylesheet href=x>", "fr", select=["SE001"])
    docbook = check_pair("See <xref linkend='a'/>.", "Voir <link linkend='a'>le port</link>.", "fr", select=["SE001"])
    assert (len(unsafe), docbook) == (1, [])


def test_a_token_of_an_engine_is_reported_once() -> None:
    found = check_pair("Harbourton is growing.", "XQZ1 croît.", "fr")
    assert [one.code for one in found] == ["MK004"]
