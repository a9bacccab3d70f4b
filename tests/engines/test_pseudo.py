"""Accented, longer text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.engines.pseudo import PseudoEngine
from i18n_tool.masking import mask_segment, unmask_segment


def test_text_is_accented_longer_and_in_brackets() -> None:
    (answer,) = PseudoEngine().translate(["The mayor opened the tram line."], "en", "fr")
    assert answer == "［Ťĥéé ḿááýýóóŕ óóṕééńééđ ťĥéé ťŕááḿ ĺíńé.］"


def test_right_to_left_locales_get_their_letters() -> None:
    assert PseudoEngine().translate(["Tram"], "en", "he") == ["［תראאמ］"]
    assert "ت" in PseudoEngine().translate(["Tram"], "en", "ar")[0]


@given(st.text("abc XYZ{}*_`&;.,\n", min_size=1, max_size=60), st.sampled_from(["fr", "ja", "he", "ar"]))
def test_placeholders_survive(text: str, locale: str) -> None:
    masked = mask_segment(f"{text} {{n}} `code`", "text", style="white")
    (answer,) = PseudoEngine().translate([masked.text], "en", locale)
    assert "{n}" in unmask_segment(answer, masked, locale)


@given(st.text("abc xyz", min_size=10, max_size=200))
def test_text_grows_by_the_share_that_is_set(text: str) -> None:
    (answer,) = PseudoEngine({"growth": 0.5}).translate([text], "en", "fr")
    assert len(answer) == len(text) + round(len(text) * 0.5) + 2
