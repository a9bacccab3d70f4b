"""TMX files of other tools are read with what they say; ours come back as they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import ExchangeError
from i18n_tool.exchange.tmx import Refusal, read_tmx, render_tmx
from i18n_tool.memory import Entry, Pair

HEAD = (
    '<header creationtool="Desk" creationtoolversion="3" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-US"'
    ' datatype="html"><prop type="x-client">Port</prop><note>ours</note></header>'
)


def tmx(body: str, head: str = HEAD, doctype: str = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">') -> str:
    return f'<?xml version="1.0"?>\n{doctype}\n<tmx version="1.4">\n{head}\n<body>\n{body}\n</body>\n</tmx>\n'


def unit(source: str, target: str, *, languages: tuple[str, str] = ("en-US", "es-ES"), attributes: str = "") -> str:
    first, second = languages
    return (
        f'<tu {attributes}><tuv xml:lang="{first}"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{second}"><seg>{target}</seg></tuv></tu>'
    )


def read(folder: Path, text: str | bytes, locales: Sequence[str] = ("es", "fr")) -> list[Entry | Refusal]:
    path = folder / "desk.tmx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_tmx(path, "en", locales))


def pair_of(folder: Path, source: str, target: str) -> tuple[str, str]:
    (entry,) = read(folder, tmx(unit(source, target)))
    assert isinstance(entry, Entry)
    return entry.msgid, entry.pairs[0].msgstr


def test_what_a_unit_says_besides_its_texts_is_kept(tmp_path: Path) -> None:
    body = (
        '<tu tuid="7" creationdate="20240105T101500Z" creationid="ANA" changedate="20240203T080000Z" changeid="LUC"'
        ' srclang="en-US"><note>From the port.</note><prop type="x-domain">harbour</prop>'
        '<tuv xml:lang="en-US" creationid="SAM"><seg>The quay.</seg></tuv>'
        '<tuv xml:lang="es-ES" usagecount="4"><prop type="x-state">final</prop><seg>El muelle.</seg></tuv></tu>'
    )
    (entry,) = read(tmp_path, tmx(body))
    assert isinstance(entry, Entry)
    assert (entry.msgid, entry.pairs[0].msgstr) == ("The quay.", "El muelle.")
    assert entry.extra["attributes"] == {
        "tuid": "7",
        "creationdate": "20240105T101500Z",
        "creationid": "ANA",
        "changedate": "20240203T080000Z",
        "changeid": "LUC",
        "srclang": "en-US",
    }
    assert entry.extra["notes"] == [{"text": "From the port."}]
    assert entry.extra["props"] == [{"type": "x-domain", "text": "harbour"}]
    assert entry.extra["source"] == {"lang": "en-US", "attributes": {"creationid": "SAM"}}
    assert entry.pairs[0].extra["attributes"] == {"usagecount": "4"}


@pytest.mark.parametrize(
    ("seg", "wanted"),
    [
        ('Read <bpt i="1">&lt;a href="x"&gt;</bpt>more<ept i="1">&lt;/a&gt;</ept>.', "Read <a>more</a>."),
        ('<ph x="1">&lt;br/&gt;</ph>Next', "<br/>Next"),
        ('A <bpt i="1">**</bpt>bold<ept i="1">**</ept> word', "A **bold** word"),
        ("Dear <ph>{name}</ph>,", "Dear {name},"),
        (r'A <bpt i="1">{\b </bpt>bold<ept i="1">}</ept> word', "A bold word"),
        ("A <hi>high <hi>light</hi></hi>.", "A high light."),
        ('See <ph>{\\fn <sub>the footnote</sub>}</ph><it pos="begin">&lt;b&gt;</it>here', "See <b>here"),
    ],
)
def test_inline_codes_become_what_a_segment_may_hold(tmp_path: Path, seg: str, wanted: str) -> None:
    assert pair_of(tmp_path, seg, "x")[0] == wanted


@pytest.mark.parametrize(
    ("tag", "locale", "serves"),
    [
        ("es", "es_MX", True),
        ("ES-ES", "es", True),
        ("es-ES", "es_MX", False),
        ("zh-Hant", "zh_HK", True),
        ("zh-TW", "zh_CN", False),
        ("zh", "zh_CN", True),
        ("zh", "zh_HK", False),
        ("de", "es", False),
    ],
)
def test_a_language_serves_its_locales(tmp_path: Path, tag: str, locale: str, serves: bool) -> None:
    (found,) = read(tmp_path, tmx(unit("The quay.", "El muelle.", languages=("en-GB", tag))), [locale])
    assert isinstance(found, Entry) == serves


def test_the_nearest_language_serves_a_locale(tmp_path: Path) -> None:
    body = (
        '<tu><tuv xml:lang="es-MX"><seg>MX</seg></tuv><tuv xml:lang="en"><seg>The quay.</seg></tuv>'
        '<tuv xml:lang="es"><seg>ES</seg></tuv><tuv xml:lang="fr"><seg>FR</seg></tuv></tu>'
    )
    (entry,) = read(tmp_path, tmx(body))
    assert isinstance(entry, Entry)
    assert [(pair.locale, pair.msgstr) for pair in entry.pairs] == [("es", "ES"), ("fr", "FR")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (unit("", "El muelle."), "its source text is empty"),
        (unit("The quay.", " "), "its text in es is empty"),
        (unit("Der Kai.", "El muelle.", languages=("de", "es")), "it has no text in en"),
        (unit("The quay.", "Il molo.", languages=("en", "it")), "none of its languages is a locale of the project: it"),
        (unit("The quay.", "?", languages=("en", "tlh-x")), "none of its languages is a locale of the project: tlh-x"),
        (unit("a" * 30_000, "b"), "it is longer than 20,000 characters"),
    ],
)
def test_a_unit_that_is_not_taken_is_named_with_its_line(tmp_path: Path, body: str, reason: str) -> None:
    found = read(tmp_path, tmx(unit("One.", "Uno.") + "\n" + body))
    assert found[1:] == [Refusal(7, reason)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_file_may_have_any_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    text = tmx(unit("The quay.", "El túnel.")).replace('"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"')
    (entry,) = read(tmp_path, text.encode(encoding))
    assert isinstance(entry, Entry)
    assert entry.pairs[0].msgstr == "El túnel."


def test_neighbours_are_read_as_other_tools_write_them(tmp_path: Path) -> None:
    props = '<prop type="x-context-pre">&lt;seg&gt;Before.&lt;/seg&gt;</prop><prop type="next">After.</prop>'
    (entry,) = read(tmp_path, tmx(unit("The quay.", "El muelle.").replace("<tu >", f"<tu>{props}")))
    assert isinstance(entry, Entry)
    assert (entry.previous, entry.following) == ("Before.", "After.")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<tbx/>", "no TMX"),
        ("<tmx", "not XML"),
        (tmx("", doctype='<!DOCTYPE tmx [<!ENTITY a "b">]>'), "entity"),
        (tmx("<tu>" + "<hi>" * 200 + "</hi>" * 200 + "</tu>"), "deep"),
    ],
)
def test_what_is_no_safe_tmx_is_refused(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(ExchangeError, match=what):
        read(tmp_path, text)


def test_a_large_file_is_read_unit_by_unit(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "large.tmx"
    with path.open("w", encoding="utf-8") as file:
        file.write(tmx("").split("</body>")[0])
        for number in range(10_000):
            file.write(unit(f"The tram number {number} is late.", "El tranvía llega tarde. " * 10) + "\n")
        file.write("</body></tmx>")
    tracemalloc.start()
    assert sum(isinstance(one, Entry) for one in read_tmx(path, "en", ["es"])) == 10_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 3_000_000
    assert peak < 1_500_000


def through_a_file(entries: Sequence[Entry], folder: Path) -> list[Entry | Refusal]:
    return read(folder, "".join(render_tmx(entries, "en", "1")))


def test_placeholders_are_inline_codes_and_come_back(tmp_path: Path) -> None:
    entry = Entry("Read <b>**more**</b> of {name} & <br/>", (Pair("es", "Lee <b>más</b> de {name}"),))
    text = "".join(render_tmx([entry], "en", "1"))
    assert '<bpt i="1">&lt;b&gt;</bpt>' in text
    assert "<ph>{name}</ph>" in text
    (back,) = read(tmp_path, text)
    assert isinstance(back, Entry)
    assert (back.msgid, back.pairs[0].msgstr) == (entry.msgid, entry.pairs[0].msgstr)


letters = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
xml_text = st.text(
    letters | st.sampled_from("<>&*_{}%\n\t\r"),
    max_size=30,
)
words = xml_text.map(str.strip).filter(bool)
remarks = st.fixed_dictionaries(
    {},
    optional={
        "attributes": st.dictionaries(st.sampled_from(["tuid", "creationid", "changedate"]), xml_text, min_size=1),
        "notes": st.lists(st.builds(lambda text: {"text": text}, xml_text), min_size=1, max_size=2),
        "props": st.lists(
            st.builds(lambda kind, text: {"type": kind, "text": text}, st.sampled_from(["x-a", "x-b"]), xml_text),
            min_size=1,
            max_size=2,
        ),
    },
)


@given(words, words, words, remarks, remarks)
def test_everything_comes_back_from_a_file_of_ours(
    tmp_path_factory: pytest.TempPathFactory,
    msgid: str,
    spanish: str,
    french: str,
    about: dict[str, object],
    variant: dict[str, object],
) -> None:
    pairs = (Pair("es", spanish, {"lang": "es-ES", **variant}), Pair("fr", french, {"lang": "fr"}))
    entry = Entry(msgid, pairs, extra={**about, "source": {"lang": "en-US", **variant}})
    assert through_a_file([entry], tmp_path_factory.mktemp("tmx")) == [entry]


@given(words, words, st.none() | words, st.none() | words, st.none() | words)
def test_context_and_neighbours_come_back(
    tmp_path_factory: pytest.TempPathFactory,
    msgid: str,
    msgstr: str,
    context: str | None,
    before: str | None,
    after: str | None,
) -> None:
    entry = Entry(msgid, (Pair("es", msgstr),), context, before, after, "locales/es/a.po")
    (back,) = through_a_file([entry], tmp_path_factory.mktemp("tmx"))
    assert isinstance(back, Entry)
    assert (back.msgid, back.pairs[0].msgstr, back.msgctxt) == (msgid, msgstr, context)
    assert (back.previous, back.following) == (before, after)
