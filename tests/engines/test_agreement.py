"""Articles before terms."""

from __future__ import annotations

import pytest

from i18n_tool.engines.agreement import agree_articles


@pytest.mark.parametrize(
    ("locale", "rendering", "before", "after"),
    [
        ("es", "Reunión Anual", "El Reunión Anual abrió.", "La Reunión Anual abrió."),
        (
            "es",
            "Feria de Cantón",
            "Vi del Feria de Cantón y al Feria de Cantón.",
            "Vi de la Feria de Cantón y a la Feria de Cantón.",
        ),
        ("es", "Gran Área de la Bahía", "en el Gran Área de la Bahía", "en la Gran Área de la Bahía"),
        ("es", "Nuevos Territorios", "el Nuevos Territorios", "los Nuevos Territorios"),
        (
            "es",
            "vehículos de nueva energía",
            "un **vehículos de nueva energía**",
            "unos **vehículos de nueva energía**",
        ),
        ("ca", "Iniciativa de la Franja", "El Iniciativa de la Franja", "La Iniciativa de la Franja"),
        ("gl", "Feira de Cantón", "O Feira de Cantón no Feira de Cantón", "A Feira de Cantón na Feira de Cantón"),
        ("pt_BR", "Feira de Cantão", "pelo Feira de Cantão", "pela Feira de Cantão"),
        ("pt", "Cinturão e Rota", "do Cinturão e Rota", "do Cinturão e Rota"),
    ],
)
def test_an_article_takes_the_gender_of_what_follows(locale: str, rendering: str, before: str, after: str) -> None:
    assert agree_articles(before, [rendering], locale) == after


@pytest.mark.parametrize(
    ("locale", "rendering", "text"),
    [
        ("es", "Consejo de Estado", "el Consejo de Estado"),
        ("es", "Programa Mundial", "el Programa Mundial"),
        ("es", "Área de la Bahía", "el Área de la Bahía"),
        ("es", "APN", "el APN"),
        ("es", "Feria", "un hotel Feria"),
        ("es", "Feria", "papel Feria"),
        ("es", "París", "el París"),
        ("zh_CN", "一带一路", "el 一带一路"),
        ("es", "4.0", "el 4.0"),
    ],
)
def test_other_articles_are_left_alone(locale: str, rendering: str, text: str) -> None:
    assert agree_articles(text, [rendering], locale) == text


def test_agreeing_twice_changes_nothing() -> None:
    once = agree_articles("El Reunión Anual del Feria", ["Reunión Anual", "Feria"], "es")
    assert agree_articles(once, ["Reunión Anual", "Feria"], "es") == once == "La Reunión Anual de la Feria"
