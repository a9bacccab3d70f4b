"""Where blocks are cut. A case is a text with ¦ where it is to be cut."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from i18n_tool import segmentation
from i18n_tool.errors import LocaleError
from i18n_tool.model import Span
from i18n_tool.segmentation import RULES_VERSION, rules_id, split_block, split_sentences

LANGUAGES = sorted(Path(segmentation.__file__).parent.glob("languages/*.toml"))
MARKED = st.lists(
    st.sampled_from(
        [
            *"aAbBİßéЖж一。！？、「」『』（）《》.!?…;:,()[]{}<>/\"'“”‘’«»*_`~ \n\t\u00a0\u200f12९।؟۔։ක",
            "Mr. ",
            "e.g. ",
            "<b>",
            "</b>",
            "<br/>",
            "](u)",
            "1. ",
            "a) ",
            " 2. ",
            "p.m. ",
        ]
    ),
    max_size=60,
).map("".join)


def cut(case: str, locale: str) -> str:
    """Return the text of a case with our own marks in it."""
    text = case.replace("¦", "")
    return mark(text, split_sentences(text, locale))


def mark(text: str, spans: list[Span]) -> str:
    """Return a text with ¦ before each span but the first."""
    pieces, at = [], 0
    for index, span in enumerate(spans):
        pieces.append(text[at : span.start] + ("¦" if index else ""))
        at = span.start
    return "".join(pieces) + text[at:]


@pytest.mark.parametrize(
    "case",
    [
        "The bridge is closed. ¦It will open in May. ¦Nobody knows why!",
        "Is it open? ¦No. ¦Why not?! ¦Ask them...",
        "Mr. and Mrs. Ong live at 12 Elm St. near the park. ¦They like it.",
        "“Go home,” said Dr. Wu. ¦“The shop is shut.” ¦He left.",
        "“Is it far?” asked Ms. Pym. ¦Nobody knew.",
        "He said, “Come in.” ¦She did.",
        "The U.S. Senate voted. ¦Sen. Ivy Park, R-Ohio, did not.",
        "She grew up in the U.S. ¦Her brother stayed.",
        "The office opens at 9 a.m. Tuesday and closes at 5 p.m. ¦Call first.",
        "At 6 p.m. Mayor Dean spoke. ¦He spoke for an hour until 7 p.m. ¦Nobody left.",
        "It is on p. 12, fig. 3, of vol. 2. ¦See No. 7 too.",
        "Meet at 26 Elm St. ¦The doors of St. Anne’s open at noon.",
        "We said no. ¦They said yes.",
        "The fee rose from 1.5 to 2.75 percent. ¦It cost (USD 369.8 million) too much.",
        "On Jan. 23 the court met. ¦It rose in Feb. 2024.",
        "J. K. Oduya and M. Lee Chen wrote it. ¦It sold well.",
        "Take vitamin C. ¦It helps.",
        "Acme Inc. said it would. ¦So did Bolt Corp. ¦The others waited.",
        "Bring pens, paper, etc. ¦Leave the rest.",
        "The show “Who Knew?” returns. ¦Tickets are free.",
        "It was late (or so they said). ¦We left (He had a car.) at ten.",
        "(It rained.) ¦We stayed.",
        "The mill burned in 1911.[4] ¦It was rebuilt.[5][6] ¦Then it closed. [7] ¦Nobody came.",
        "I wondered ... well, no ... never mind. ¦Then he wrote: “Wait. . . .”",
        "She has an iPhone. ¦eBay sells them.",
        "See https://example.org/a.b?c=D. ¦Then write to me@example.org. ¦Thanks.",
        "I forgot the space.Then I saw it. ¦Open file.Name or a.Txt".replace("space.Then", "space.¦Then"),
        "1. Wash the rice. ¦2. Boil it. ¦3. Eat.",
        "1) Wash the rice ¦2) Boil it",
        "a. Wash the rice ¦b. Boil it",
        "• Wash the rice ¦• Boil it",
        "(a) Wash the rice. ¦(b) Boil it.",
        "First line\nsecond line. ¦Third\nline.",
        "First\n\n¦Second",
        "She has a Ph.D. in law. ¦He has an M.D. ¦Both teach.",
        "At the U.N. ambassadors met. ¦Etc. etc. and so on.",
    ],
)
def test_english_is_cut_where_readers_pause(case: str) -> None:
    assert cut(case, "en") == case


@pytest.mark.parametrize(
    ("locale", "case"),
    [
        ("de", "Das kostet ca. 3 Mio. Euro, z. B. für Dr. Kuhn. ¦Im 20. Jahrhundert war das anders."),
        ("de", "„Kommst du?“, fragte er. ¦»Nein.« ¦»Schade.« ¦Am 3. Mai fährt sie, d. h. bald."),
        ("de", "Das war um 500 v. Chr. in Rom. ¦Er wohnt in der Gartenstr. 7 und sammelt Briefe usw. ¦Das reicht."),
        ("fr", "M. Petit et Mme Roy habitent av. Foch. ¦« C’est loin ? » ¦Non ! ¦Voir p. 12, art. 4."),
        ("fr", "« Entrez ! » dit-il. ¦Elle entra. ¦À midi, ils partirent. ¦L’hôtel était vide."),
        ("es", "El Sr. Ruiz y la Dra. Gil viajan a EE. UU. en enero. ¦¿Por qué? ¦¡Por trabajo!"),
        ("es", "Llegó a las 8 p. m. ¦Luego salió por la Av. Mayor núm. 4."),
        ("pt", "O Sr. Lima mora na R. Augusta. ¦É longe? ¦Veja a pág. 9."),
        ("it", "Il Sig. Neri e l’Ing. Bo sono qui. ¦È tardi. ¦Vedi pag. 3, ecc. ¦Grazie."),
        ("ca", "El Sr. Puig viu a l’Av. Diagonal. ¦És lluny? ¦Vegeu la pàg. 7."),
        ("ro", "Dl. Pop locuiește pe str. Lungă nr. 4. ¦În mai pleacă. ¦De ce?"),
        ("nl", "Dhr. Vos en mevr. Bos wonen er, d.w.z. bijna. ¦Zie blz. 4. ¦Dat was o.a. in mei. ¦Klaar."),
        ("da", "Hr. Lund bor her, f.eks. om sommeren. ¦Den 5. juni rejser han kl. 8. ¦Hvorfor?"),
        ("nb", "Hr. Dahl bor her, f.eks. om sommeren. ¦Det er bl.a. derfor. ¦Se nr. 4."),
        ("sv", "Det är t.ex. Hr. Ek som bor här. ¦Det kostar ca. 5 kr. per dag, dvs. lite. ¦Varför?"),
        ("fi", "Se maksaa n. 5 euroa, esim. maanantaina. ¦Hän tulee 5. toukokuuta. ¦Miksi?"),
        ("pl", "Prof. Lis mieszka przy ul. Polnej 4, tzn. blisko. ¦Urodził się w 1950 r. w Łodzi. ¦Dlaczego?"),
        ("cs", "Dr. Malý bydlí v ul. Nové 4, např. v zimě. ¦Dne 5. května odjel. ¦Proč?"),
        ("sk", "Ing. Malý býva na ul. Novej 4, napr. v zime. ¦V 19. Storočí to tak nebolo. ¦Prečo?"),
        ("hu", "Dr. Kis a Fő u. 4. alatt lakik, pl. télen. ¦A 19. Század más volt. ¦Miért?"),
        ("tr", "Dr. Ak 19. Yüzyıl üzerine çalışıyor, vb. konular da var. ¦Neden? ¦İzmir güzeldir. ¦Çok sıcak."),
        ("ru", "Проф. Лесин живёт в г. Томск с 1998 г. вместе с семьёй, т. е. давно. ¦Он доволен. ¦Почему?"),
        ("ru", "Цена выросла до 5 руб. ¦Это много и т. д. ¦Встреча 14 янв. 2024 г. в 10 ч."),
        ("fr", "Le 3 mai M. Blanc est venu. ¦Il reste."),
        ("ru", "В 1970-х гг. Лесин жил там. ¦Он уехал в 1980-х гг. ¦Потом вернулся."),
        ("uk", "Акад. Лісова живе в м. Луцьк на вул. Довгій, буд. 4. ¦Чому? ¦Їй подобається."),
        ("bg", "Проф. Минев живее на ул. Дълга 4, т.е. близо. ¦Защо? ¦Така иска."),
        ("sr", "Др Лукић живи у ул. Дугој бр. 4, нпр. зими. ¦Зашто? ¦Тако хоће."),
        ("el", "Ο κ. Νίκου ζει εδώ, π.χ. τον χειμώνα. ¦Γιατί; ¦Του αρέσει."),
        ("el", "Ο Νίκος &amp; Η Άννα ζουν εδώ. ¦Τι λες;"),
        ("hy", "Նա այստեղ է: ¦Նա գնաց։ ¦Այո:"),
        ("ar", "وصل د. سامي صباحا. ¦هل بقي؟ ¦نعم!"),
        ("fa", "او آمد. ¦آیا ماند؟ ¦بله!"),
        ("ur", "وہ آیا۔ ¦کیا وہ رکا؟ ¦جی ہاں۔"),
        ("he", "הוא הגיע. ¦האם נשאר? ¦כן!"),
        ("hi", "डॉ. वर्मा आए। ¦क्या वे रुके? ¦हाँ, पी. के. राव भी।"),
        ("bn", "ড. রায় এলেন। ¦তিনি কি থাকলেন? ¦হ্যাঁ।"),
        ("am", "እሱ መጣ። ¦ቆየ? ¦አዎ።"),
        ("km", "គាត់មក។ ¦គាត់ទៅ។"),
        ("my", "သူလာသည်။ ¦သူသွားသည်။"),
        ("th", "เขามาแล้ว เขาไปแล้ว"),
        ("ko", "그가 왔다. ¦3.5% 올랐나요? ¦네!"),
        ("id", "Tn. Budi tinggal di Jl. Mawar No. 4. ¦Mengapa? ¦Ia suka."),
        ("vi", "TP. Huế rất đẹp. ¦Bạn có biết không? ¦Có."),
        ("tl", "Si Gng. Reyes ay nasa Brgy. Uno noong Okt. 4. ¦Bakit? ¦Masaya siya."),
        ("zh", "桥关了。¦什么时候开？¦没人知道！¦“五月吧。”市长说。¦价格在去年一年里涨了三成半……¦专家很担心。"),
        ("zh", "我读了《去哪里？》这本书，很好。¦她（去年来过。住了三天。）又来了。"),
        ("zh-Hant", "橋關了。¦「何時開？」他問。¦沒人知道。"),
        ("ja", "橋は閉まった。¦「いつ開きますか？」と彼は聞いた。¦誰も知らない!¦五月かな。"),
        ("ja", "「行こう。」¦そう言って彼女は立った。"),
    ],
)
def test_each_language_keeps_its_abbreviations_and_ordinals(locale: str, case: str) -> None:
    assert cut(case, locale) == case


@pytest.mark.parametrize(
    ("locale", "case"),
    [
        ("xx", "One is here. ¦Two is there."),
        ("sw", "Alifika jana. ¦Je, alikaa? ¦Ndiyo."),
        ("mai", "ओ एलाह। ¦ओ गेलाह।"),
        ("yue-Hant-HK", "佢嚟咗。¦佢走咗。"),
        ("en_GB", "Mr. Pym left. ¦He did."),
        ("de-CH-1901", "Das kostet ca. 3 Franken. ¦Ja."),
        ("tzm-Latn-DZ-x-local", "Yusa-d iḍelli. ¦Iruḥ."),
    ],
)
def test_a_locale_without_rules_follows_its_neighbour_or_script(locale: str, case: str) -> None:
    assert cut(case, locale) == case


@pytest.mark.parametrize("tag", ["", "e", "en us", "en--US", "englishlanguage", "en-", "../en", "en\n", "1n"])
def test_a_tag_that_is_not_well_formed_is_refused(tag: str) -> None:
    with pytest.raises(LocaleError):
        split_sentences("One. Two.", tag)


@pytest.mark.parametrize(
    "case",
    [
        "**Done.** ¦Next one.",
        "**“Hi.”** ¦Next one.",
        "_One._ ¦*Two.* ¦`Three.` ¦Four.",
        "See <b>this.</b> ¦<i>That</i> too.",
        "One.<br/>¦Two. ¦<a1>Three.</a1> ¦Four.",
        "It is here<br/>and there.<br/><br/>¦Then not.",
        "Read [all of it.](http://a.example/b.c) ¦Then sleep.",
        "完成。¦**下一步**。",
        "<b>完成。</b>¦<b>下一步。</b>",
        "One. ¦<img/> Two. ¦Three.<img/>",
        "Dr. <b>Lee</b> came. ¦Dr.<br/>Lee left.",
        "5 < 6. ¦But 7 > 6. ¦Yes.",
    ],
)
def test_markup_goes_with_the_sentence_it_belongs_to(case: str) -> None:
    text = case.replace("¦", "")
    spans = split_block(text, "zh" if "完" in text else "en")
    assert mark(text, spans) == case


def test_a_kept_stretch_is_never_cut() -> None:
    text = "See <b>One. Two.</b> Three. Four."
    assert mark(text, split_block(text, "en", keep=[Span(4, 20)])) == "See <b>One. Two.</b> ¦Three. ¦Four."
    assert mark(text, split_block(text, "en", keep=[Span(8, 28)])) == "See <b>One. Two.</b> Three. ¦Four."
    assert mark(text, split_block(text, "en", keep=[Span(0, 12), Span(13, 33)])) == "See <b>One. ¦Two.</b> Three. Four."
    assert mark(text, split_block(text, "en", keep=[Span(0, 33), Span(4, 5)])) == text


def test_a_paragraph_is_one_span_without_its_white_space() -> None:
    assert split_block("  One. Two.\n", "en", mode="paragraph") == [Span(2, 11)]
    assert split_block(" \n ", "en", mode="paragraph") == []
    with pytest.raises(LocaleError):
        split_block("One.", "not a tag", mode="paragraph")


def test_abbreviations_of_the_user_do_not_end_sentences() -> None:
    text = "Ask Warr. Block first. Then go to Pk. Lane."
    assert len(split_block(text, "en")) > 2
    assert (
        mark(text, split_block(text, "en", abbreviations=["Warr.", "pk"]))
        == "Ask Warr. Block first. ¦Then go to Pk. Lane."
    )


def test_the_rules_id_changes_with_mode_and_abbreviations_only() -> None:
    plain = rules_id("en")
    assert plain == f"sentence {RULES_VERSION}"
    assert rules_id("de", [], "paragraph") == f"paragraph {RULES_VERSION}"
    some = rules_id("en", ["Blk.", "Cllr."])
    assert re.fullmatch(rf"sentence {RULES_VERSION} \+[0-9a-f]{{4}}", some)
    assert rules_id("en", ["Cllr", "Blk", "Blk."]) == some != rules_id("en", ["Blk."])
    with pytest.raises(LocaleError):
        rules_id("not a tag")


def test_offsets_count_code_points() -> None:
    text = "😀 One 👩‍🚀. Two."
    assert [text[start:end] for start, end in split_sentences(text, "en")] == ["😀 One 👩‍🚀.", "Two."]


def check_spans(text: str, spans: list[Span], gap: str) -> None:
    """Check that spans are in order, trimmed, and leave out nothing but what ``gap`` matches."""
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert re.fullmatch(gap, text[at : span.start])
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        at = span.end
    assert re.fullmatch(gap, text[at:])


@settings(max_examples=400, deadline=None)
@given(MARKED, st.sampled_from(["en", "de", "zh", "ja", "el", "hy", "ar", "hi", "ru", "und"]))
@example('。""""', "zh")
@example('"。"" "。', "zh")
@example("1. A 2. B", "en")
def test_sentences_keep_every_character_that_is_no_white_space(text: str, locale: str) -> None:
    spans = split_sentences(text, locale)
    check_spans(text, spans, r"\s*")
    assert spans == split_sentences(text, locale)


@settings(max_examples=400, deadline=None)
@given(MARKED, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4), st.sampled_from(["en", "zh"]))
@example("<br/>", [], "en")
@example("A.<b> B.<br/></b> C", [], "en")
def test_blocks_keep_every_character_and_no_kept_stretch_is_cut(
    text: str, pairs: list[tuple[int, int]], locale: str
) -> None:
    keep = [Span(min(pair), max(pair)) for pair in pairs]
    spans = split_block(text, locale, keep=keep)
    check_spans(text, spans, r"(?:\s|<br/>)*")
    for boundary in (span.start for span in spans[1:]):
        assert not any(kept.start < boundary < kept.end for kept in keep)


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "Mr. ",
            "A. A. ",
            "A.B. ",
            ".",
            ". ",
            "19. ",
            "1. a 2. b ",
            '"',
            '."',
            '."',
            "(",
            "((a. B) ",
            "[1]",
            ". [1]",
            "x",
        ),
        *("。」", "「。", '。"', "……", "<b>A.</b> ", "<", "](", "*", "• x ", "\n", "\u200f. "),
    ],
)
def test_time_grows_with_the_length_alone(pattern: str) -> None:
    def seconds(size: int) -> float:
        text = (pattern * size)[:size]
        start = time.process_time()
        split_block(text, "zh" if "。" in pattern else "en")
        return time.process_time() - start

    seconds(100)
    short = min(seconds(4_000) for _ in range(3))
    # Ten times the text may take ten times as long; a hundred times would be quadratic.
    assert min(seconds(40_000) for _ in range(2)) < 40 * short + 0.05


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_file_holds_known_keys_and_no_word_twice(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {"never", "maybe", "end", "counted", "number", "months", "starters", "binds", "intro", "letters", "endings"}
    lists |= {"ordinal_before", "particles", "particles_not"}
    assert set(data) <= lists | {"ordinal", "vowelless", "ellipsis", "stops"}
    assert data.get("ordinal", "any") in ("any", "month")
    for name in lists & set(data):
        assert all(not word.endswith(".") for word in data[name].split())
    starters = data.get("starters", "").split()
    assert all(word[:1] == word[:1].upper() for word in starters if word != "'n")


def test_a_tag_that_begins_like_a_line_break_is_none() -> None:
    text = "Name the <branch> here. The <b>next</b> one is optional."
    assert [text[start:end] for start, end in split_block(text, "en")] == [
        "Name the <branch> here.",
        "The <b>next</b> one is optional.",
    ]
