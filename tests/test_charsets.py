"""Which encoding a text is in that is not UTF-8."""

from __future__ import annotations

import codecs

import pytest

from i18n_tool.charsets import guess_charset, sample_of

HANS = "这座新的桥把港口和城市连在一起了，我们在这里看到了新的机会。"
HANT = "這座新的橋把港口和城市連在一起了，我們在這裡看到了新的機會。"
KANA = "この新しい橋は、港と町をつないでいます。とても大きな橋です。"
HANGUL = "이 새로운 다리는 항구와 도시를 이어 주고 있다. 다리는 아주 크다."
CYRILLIC = "Новый мост соединяет порт и город, и он уже открыт для всех."
ARABIC = "الجسر الجديد يربط بين الميناء والمدينة وهو مفتوح للجميع اليوم."
GREEK = "Η νέα γέφυρα ενώνει το λιμάνι με την πόλη και είναι ήδη ανοιχτή για όλους."
HEBREW = "הגשר החדש מחבר בין הנמל לעיר, והוא כבר פתוח לכולם."
THAI = "สะพานใหม่เชื่อมท่าเรือกับเมือง และเปิดให้ทุกคนใช้แล้ววันนี้"
SPANISH = "El puente nuevo une el puerto con la ciudad; según él, ya está abierto."
GERMAN = "Die Brücke führt über die Elbe, „für alle“, wie man hört."


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        (HANS, "gbk", "GB18030"),
        (HANT, "big5", "BIG5-HKSCS"),
        (KANA, "shift_jis", "CP932"),
        (KANA, "euc_jp", "EUC-JP"),
        (HANGUL, "euc_kr", "CP949"),
        (CYRILLIC, "cp1251", "WINDOWS-1251"),
        (CYRILLIC, "koi8_r", "KOI8-R"),
        (ARABIC, "cp1256", "WINDOWS-1256"),
        (GREEK, "cp1253", "WINDOWS-1253"),
        (HEBREW, "cp1255", "WINDOWS-1255"),
        (THAI, "cp874", "CP874"),
        (SPANISH, "latin_1", "WINDOWS-1252"),
        (GERMAN, "cp1252", "WINDOWS-1252"),
        (SPANISH, "utf_16", "UTF-16"),
        (SPANISH, "utf_16_le", "UTF-16LE"),
        (SPANISH, "utf_16_be", "UTF-16BE"),
        (HANS, "utf_32", "UTF-32"),
    ],
)
def test_the_encoding_of_a_sentence_is_told_and_reads_right(text: str, encoding: str, charset: str) -> None:
    data = f"Title\n\n{text}\n".encode(encoding)
    assert guess_charset(data) == charset
    assert data.decode(charset) == f"Title\n\n{text}\n"
    assert codecs.lookup(charset)


def test_what_fits_no_encoding_well_is_not_told() -> None:
    assert guess_charset(b"\xff\x81\x8d abc") is None
    assert guess_charset(b"nothing but ASCII") is None
    assert guess_charset(b"") is None


def test_the_sample_begins_with_what_is_not_ascii() -> None:
    assert sample_of(f"Title\n\nThe new {HANS}".encode("gbk"), "GB18030").startswith(HANS[:8])
    assert sample_of("Le café du port".encode("latin_1"), "WINDOWS-1252") == "café du port"
