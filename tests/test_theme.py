from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from i18n_tool.catalogue import catalogue_problems, read_catalogue
from i18n_tool.errors import OutputError, SettingsError
from i18n_tool.theme import HOME, Theme
from i18n_tool.theme.titles import TITLES
from i18n_tool.theme.words import load_words, nearest_locale

LOCALES = ("zh_CN", "zh_HK", "zh_TW", "es", "fr", "ja", "ar", "ca", "de", "ru", "ko", "pt")
LISTS = HOME / "locales"


def words_in_templates() -> set[tuple[str, str | None]]:
    """Return the words that Babel extracts from the templates: singular and plural."""
    found: set[tuple[str, str | None]] = set()
    methods = [("templates/**", "jinja2"), ("titles.py", "python")]
    for _, _, message, _, _ in extract_from_dir(
        HOME, methods, {"templates/**": {"silent": "false"}}, keywords={"_": None, "word": None, "ngettext": (1, 2)}
    ):
        found.add((message, None) if isinstance(message, str) else (message[0], message[1]))
    return found


def test_the_template_of_the_words_is_what_babel_extracts() -> None:
    template = read_catalogue(LISTS / "theme.pot")
    assert {(unit.msgid, unit.msgid_plural) for unit in template.units} == words_in_templates()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_is_translated(locale: str) -> None:
    catalogue = read_catalogue(LISTS / locale / "LC_MESSAGES" / "theme.po")
    units = {(unit.msgid, unit.msgid_plural): unit for unit in catalogue.units}
    assert set(units) == words_in_templates()
    assert {unit.state for unit in units.values()} == {"accepted"}
    for unit in units.values():
        for text in (unit.msgstr, *unit.msgstr_plural):
            named = set(re.findall(r"%\(\w+\)s", unit.msgid))
            assert set(re.findall(r"%\(\w+\)s", text)) <= named
    plurals = re.search(r"nplurals=(\d)", catalogue.header["Plural-Forms"])
    assert plurals
    assert {len(unit.msgstr_plural) for unit in units.values() if unit.msgid_plural} == {int(plurals[1])}


@pytest.mark.parametrize("locale", LOCALES)
def test_catalogues_of_the_theme_are_well_formed(locale: str) -> None:
    assert not catalogue_problems(LISTS / locale / "LC_MESSAGES" / "theme.po")


@pytest.mark.parametrize(
    ("locale", "number", "text"),
    [
        ("en", 1, "1 article"),
        ("en", 0, "0 articles"),
        ("fr", 0, "0 article"),
        ("ru", 3, "3 статьи"),
        ("ru", 11, "11 статей"),
        ("ar", 2, "مقالتان"),
        ("ar", 7, "7 مقالات"),
        ("ar", 25, "25 مقالة"),
        ("ja", 1, "1件の記事"),
    ],
)
def test_numbers_of_articles_follow_the_plural_rules(locale: str, number: int, text: str) -> None:
    assert load_words(locale, [LISTS]).ngettext("%(num)s article", "%(num)s articles", number) == text


@pytest.mark.parametrize(
    ("locale", "nearest"),
    [("zh_MO", "zh_HK"), ("zh_SG", "zh_CN"), ("pt_PT", "pt"), ("fr_CA", "fr"), ("nb", None), ("sr_Latn", None)],
)
def test_a_locale_without_words_takes_those_of_its_language_and_script(locale: str, nearest: str | None) -> None:
    assert nearest_locale(locale, {*LOCALES, "sr"}) == nearest


@pytest.mark.parametrize(
    ("locale", "note", "caution"), [("fr", "Note", "Prudence"), ("zh_MO", "注意", "小心"), ("nb", "Note", "Caution")]
)
def test_admonitions_without_a_title_get_one_in_the_readers_language(locale: str, note: str, caution: str) -> None:
    titles = Theme().titles_of(locale)
    assert (titles["note"], titles["caution"]) == (note, caution)
    assert titles["tldr"] == titles["summary"]


def test_every_title_of_an_admonition_is_a_word_of_the_theme() -> None:
    assert set(TITLES.values()) <= {message for message, _ in words_in_templates()}


def test_words_in_another_language_than_the_page_are_marked() -> None:
    theme = Theme()
    assert theme.words_of("nb").marks_for("nb") == ' lang="en" dir="ltr"'
    assert theme.words_of("fr").marks_for("fr_CA") == ""


def test_a_folder_of_the_project_stands_before_the_theme(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("body { color: red }", encoding="utf-8")
    (tmp_path / "switcher.html").write_text("mine: {{ _('Languages') }}", encoding="utf-8")
    catalogue = tmp_path / "locales/fr/LC_MESSAGES/theme.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr ""\n\nmsgid "Languages"\nmsgstr "Parlers"\n', encoding="utf-8")
    theme = Theme(tmp_path)
    assert theme.style() == "body { color: red }"
    assert theme.render("switcher.html", "fr", {}) == "mine: Parlers"
    assert theme.words_of("fr").gettext("Sections") == "Rubriques"
    assert theme.fingerprint() != Theme().fingerprint()


@pytest.mark.parametrize("text", ["{% if %}", "{{ nothing.of.it }}", "{% include 'gone.html' %}"])
def test_a_template_that_does_not_work_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "switcher.html").write_text(f"line\n{text}", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        Theme(tmp_path).render("switcher.html", "fr", {})
    assert caught.value.advice


@pytest.mark.parametrize("text", ["{{ 1 / 0 }}", "{{ _('%(gone)s', other=1) }}", "{{ 'a' + 1 }}"])
def test_a_template_that_fails_while_it_runs_is_an_error_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "switcher.html").write_text(f"line\n{text}", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        Theme(tmp_path).render("switcher.html", "fr", {})
    assert caught.value.path == str(tmp_path / "switcher.html")
    assert caught.value.line == 2


def test_a_change_of_any_file_that_a_template_may_include_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "switcher.html").write_text("{% include 'logo.svg' %}", encoding="utf-8")
    seen = set()
    for logo in ("<svg/>", "<svg></svg>", "<svg></svg>"):
        (tmp_path / "logo.svg").write_text(logo, encoding="utf-8")
        seen.add(Theme(tmp_path).fingerprint())
        (tmp_path / ".logo.svg.swp").write_text(str(len(seen)), encoding="utf-8")
    assert len(seen) == 2


def test_a_theme_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        Theme(tmp_path / "gone")


def test_values_are_escaped() -> None:
    link = {"href": '"><script>', "lang": "fr", "dir": "ltr", "name": "<b>", "current": False}
    text = Theme().render("switcher.html", "en", {"page": {"switcher": [link]}})
    assert "<script" not in text
    assert "<b>" not in text


def test_the_style_asks_for_nothing_from_elsewhere_and_is_the_same_from_either_side() -> None:
    style = re.sub(r"/\*.*?\*/", "", Theme().style(), flags=re.S)
    assert "url(" not in style
    assert "@import" not in style
    sided = r"(?:margin|padding|border)-(?:left|right)|text-align:\s*right|(?<![-\w])(?:left|right|float)\s*:"
    assert not re.search(sided, style)


def test_templates_have_no_script() -> None:
    for path in (HOME / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r"\son\w+=", text)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        shares = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink in ("ink", "quiet", "accent", "blue", "green", "amber") for ground in ("paper", "raised")]
    + [("notice-ink", "notice")],
)
def test_text_has_the_contrast_that_wcag_aa_asks_for(scheme: int, ink: str, ground: str) -> None:
    style = Theme().style()
    colours = [re.findall(rf"--{name}:\s*(#[0-9a-f]{{6}})", style)[scheme] for name in (ink, ground)]
    assert contrast(*colours) >= 4.5
