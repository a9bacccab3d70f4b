"""What a single line of a plain text tells: navigation, metadata, list item, table row, address, code."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from i18n_tool.model import Span

LINK = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'，。；：！？）】」』、“”‘’«»]+[^\s<>\"'.,;:!?)\]}，。；：！？）】」』、“”‘’«»]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    re.A,
)
"""A web or mail address, without the punctuation of the sentence around it."""
BARE_DATA = re.compile(r"[^\W\d_]|\d\s*[%‰°]|[$€£¥₹₽₩]\s*\d|\d\s*[$€£¥₹₽₩]")
"""Finds something to translate: a letter, or a figure with a sign that locales write differently."""
LONGEST_LINE = 300
"""Code points; a longer line is neither navigation, metadata nor footer."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_WORDY = re.compile(r"[^\W_]")
_NO_WORD = re.compile(r"[\W_]+")
_MODE = re.compile(r"-\*-.*-\*-$")
SPACE = " \t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What stands around the text of a line."""
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLAUSE_END = frozenset(".!?…。！？؟।:;：；,，")
_CLOSERS = "\"'”’»」』)]"
_MARKER = re.compile(r"([-*+•‣◦▪·]|\d{1,3}[.)]|\(\d{1,3}\)|[a-zA-Z]\)|\([a-zA-Z]\))[ \t]+(?=\S)")
_PIPE = re.compile(r"(?<!\s)\s*[|｜]\s*|[|｜]\s*")
_TRAIL = re.compile(r"(?<!\s)\s+[·•»›>/→]\s+")
_GAP = re.compile(r"[ \xa0]*\t[ \t\xa0]*|[ \xa0]{3,}|\s*(?:\. ?){4,}\s*")
_GAP_SIGNS = ("\t", "   ", "\xa0", "..", ". .")
"""One of these is in every gap."""
_FOOTER = re.compile(
    r"©|\(c\)\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4})|all\s*rights\s*reserved|ICP\s*(?:备|備|证|證|\d)"
    r"|^(?:e-?mail|tel(?:ephone)?|phone|fax|邮箱|电子邮件|电话|電話|版权所有|版權所有)\s*[.:：]",
    re.I,
)
_FOOTER_SIGNS = ("©", "(c)", "copyr", "reserved", "cp", "tel", "phone", "fax", "e-ma", "ema", "邮", "电", "電", "版")
"""One of these is in every such line, folded."""
_LABEL = re.compile(r"([^\W\d_][\w'’ -]{0,30}?)\s*[:：]\s*(?=\S)")
_KNOWN = (
    "updated?|last updated|date|published|posted|time|source|author|writer|by|editor|reporter|photographer"
    "|fecha|actualizado|fuente|autora?|data|font|fonte|date de publication|mise à jour|auteur|stand|quelle|datum"
    "|更新时间|更新時間|更新|发布时间|發佈時間|发布|日期|来源|來源|作者|编辑|編輯|出典|更新日|公開日"
)
_KNOWN_LABEL = re.compile(rf"(?<![\w'’-])(?:{_KNOWN})\s*[:：]\s*", re.I)
_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2})?)?"
    r"|(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
)
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.I)
_CODE = re.compile(
    r"^(?:[$%#>]\s|\./|\.\\|(?:sudo|make|git|cd|apt|apt-get|pip3?|npm|export|#include|#define|static|struct)\b)"
    r"|[{};\\]$|\(\)|\s--?\w|\w=\S|^\w+\(|->|::|&&|\|\||^[/~][\w./-]+|^[\w.-]+/[\w./-]+$|^<[^>]+>"
)


class Line(NamedTuple):
    """A line of an article."""

    number: int
    """Counted from 1."""
    start: int
    """Offset of its first character that is not white space."""
    end: int
    """Offset after its last one."""
    text: str
    """What stands between."""
    indent: int
    """Columns before it; a tab goes to the next multiple of 8."""
    wordy: bool
    """Whether it has a letter or digit, and is not the mode line of an editor."""

    @property
    def width(self) -> int:
        """Columns it takes, wide characters as two."""
        return len(self.text) + (0 if self.text.isascii() else len(_WIDE.findall(self.text)))


class Field(NamedTuple):
    """A label and its value in a metadata line."""

    label: Span
    value: Span
    date: bool
    """Whether the value is a date in figures."""


def read_lines(source: str) -> list[Line]:
    """Return the lines of a text; a line ends at LF, CR LF or CR."""
    lines = []
    for number, match in enumerate(_LINE.finditer(source), 1):
        raw = match[1]
        if not raw:
            lines.append(Line(number, match.start(), match.start(), "", 0, False))
            if not match[2]:
                break
            continue
        left = raw.lstrip(SPACE)
        text = left.rstrip(SPACE)
        lead = raw[: len(raw) - len(left)]
        start = match.start() + len(lead)
        indent = len(lead.lstrip("\ufeff").expandtabs(8))
        lines.append(
            Line(number, start, start + len(text), text, indent, bool(_WORDY.search(text)) and not _MODE.match(text))
        )
        if not match[2]:
            break
    return lines


def find_links(text: str) -> list[Span]:
    """Return where the web and mail addresses of a text stand."""
    if "://" not in text and "@" not in text:
        return []
    return [Span(*match.span()) for match in LINK.finditer(text)]


@lru_cache(maxsize=512)
def word_count(text: str) -> int:
    """Return the number of words; two characters of Chinese or Japanese count as one."""
    han = 0 if text.isascii() else len(_HAN.findall(text))
    return len(_WORD.findall(_HAN.sub(" ", text) if han else text)) + (han + 1) // 2


def is_sentence(text: str) -> bool:
    """Tell whether a line ends as sentences and clauses do."""
    return text.rstrip(_CLOSERS)[-1:] in _CLAUSE_END


def list_marker(text: str, *, after_text: bool) -> tuple[int, str] | None:
    """Return the length of a list marker and whether it is ``ordered``, or None.

    Args:
        text: the line.
        after_text: the line follows one of a paragraph; then a number is a marker only if it is 1, as in
            CommonMark 0.31, section 5.3, so that a wrapped year begins no list.
    """
    match = _MARKER.match(text)
    if match is None:
        return None
    ordered = match[1] not in "-*+•‣◦▪·"
    if ordered and after_text and match[1].strip("().") not in ("1", "a", "A"):
        return None
    return match.end(), "ordered" if ordered else ""


def same_paragraph(before: Line, line: Line, widest: int, *, hard: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it.

    Args:
        before: the line before.
        line: the line.
        widest: columns of the widest line around.
        hard: the lines around are known to be whole, such as navigation and metadata.
    """
    if line.text[0].islower() or before.text.endswith((",", "，", "、")):
        return True
    if hard or widest > 140:
        return False
    first = line.text[0]
    uncased = first.isalpha() and first.lower() == first.upper()
    if widest < 50 and not uncased:
        return False
    return before.width >= 0.6 * widest or not is_sentence(before.text)


def navigation_spans(line: Line, *, in_head: bool) -> list[Span]:
    """Return the items of a line such as ``Home | About | Help``, or nothing if it is none."""
    piped = "|" in line.text or "｜" in line.text
    if (not piped and not in_head) or len(line.text) > LONGEST_LINE:
        return []
    items = _split(line, _PIPE) if piped else []
    fewest = 2 if in_head else 3
    if len(items) < 2 and in_head:
        items, fewest = _split(line, _TRAIL), 3
    texts = [line.text[item.start - line.start : item.end - line.start] for item in items]
    if len(items) < fewest or not all(_is_item(text) for text in texts):
        return []
    return items


def _is_item(text: str) -> bool:
    return len(text) <= 40 and word_count(text) <= 5 and bool(re.search(r"[^\W\d_]", text)) and text[-1] not in ".,;:="


def _split(line: Line, separator: re.Pattern[str]) -> list[Span]:
    """Return the stretches of a line between separators, in offsets of the article, without empty ones."""
    spans = []
    begin = 0
    for end, following in [match.span() for match in separator.finditer(line.text)] + [(len(line.text), 0)]:
        text = line.text[begin:end].lstrip(SPACE)
        if text.rstrip(SPACE):
            start = line.start + end - len(text)
            spans.append(Span(start, start + len(text.rstrip(SPACE))))
        begin = following
    return spans


def metadata_fields(line: Line) -> list[Field]:
    """Return the fields of a line such as ``Update: 2019-01-25   Source: example.com``, or nothing if it is none."""
    if (":" not in line.text and "：" not in line.text) or len(line.text) > LONGEST_LINE:
        return []
    starts = [match.start() for match in _KNOWN_LABEL.finditer(line.text)]
    if starts and starts[0] == 0:
        ends = [*starts[1:], len(line.text)]
        pieces = list(zip(starts, ends, strict=True))
        known = True
    else:
        pieces = [(span.start - line.start, span.end - line.start) for span in _split(line, re.compile(r"\s{2,}"))]
        known = False
    fields = [_field(line, start, end) for start, end in pieces]
    whole = [field for field in fields if field is not None]
    if len(whole) < len(fields) or not (known or len(whole) > 1 or any(field.date for field in whole)):
        return []
    return whole


def _field(line: Line, start: int, end: int) -> Field | None:
    piece = line.text[start:end].rstrip(SPACE + "|｜")
    match = _LABEL.match(piece)
    if match is None or len(match[1].split()) > 3 or match.end() == len(piece):
        return None
    value = piece[match.end() :]
    if len(value) > 80 or value.startswith("//"):
        return None
    label_end = start + len(match[0].rstrip(SPACE))
    base = line.start
    return Field(
        Span(base + start, base + label_end),
        Span(base + start + match.end(), base + start + len(piece)),
        bool(_DATE.fullmatch(value)),
    )


def is_address(text: str) -> bool:
    """Tell whether a text is nothing but a domain, a web address or a mail address."""
    return bool(LINK.fullmatch(text) or _DOMAIN.fullmatch(text))


def read_date(text: str) -> datetime.datetime | datetime.date | None:
    """Return a date in figures (``2019-01-25``, ``2019年1月25日``, with or without a time), or None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in (match.group(1, 2, 3) if match[1] else match.group(6, 7, 8)))
    try:
        if match[4]:
            return datetime.datetime(year, month, day, int(match[4]), int(match[5]))
        return datetime.date(year, month, day)
    except ValueError:
        return None


def footer_line(text: str) -> bool:
    """Tell whether a line is one of copyright, licence or address, as pages have at their foot."""
    if len(text) > LONGEST_LINE:
        return False
    folded = text.casefold()
    return any(sign in folded for sign in _FOOTER_SIGNS) and bool(_FOOTER.search(text))


def cell_spans(lines: Sequence[Line], rule: str) -> list[list[Span]]:
    """Return the cells of each line if the lines are rows of a table, else nothing.

    Columns stand apart by tabs, by three spaces or more, by dot leaders, or by pipes.

    Args:
        lines: lines that follow each other.
        rule: the line below them that has no letter or digit; may be empty.
    """
    if _is_pipe_table(lines, rule):
        return [_split(line, _PIPE) for line in lines]
    if not any(sign in line.text for line in lines for sign in _GAP_SIGNS):
        return []
    rows = [_split(line, _GAP) for line in lines]
    split = [row for row, line in zip(rows, lines, strict=True) if len(row) > 1 and not _is_justified(line)]
    if not split or 2 * len(split) <= len(lines) or (len(lines) == 1 and metadata_fields(lines[0])):
        return []
    if any(navigation_spans(line, in_head=True) for line in lines):
        return []
    return rows


def _is_pipe_table(lines: Sequence[Line], rule: str) -> bool:
    if not all("|" in line.text for line in lines):
        return False
    rows = [[line.text[s.start - line.start : s.end - line.start] for s in _split(line, _PIPE)] for line in lines]
    framed = all(line.text[0] == "|" or line.text[-1] == "|" for line in lines)
    figures = any(not re.search(r"[^\W\d_]", cell) for row in rows for cell in row)
    return framed or "|" in rule or (figures and len({len(row) for row in rows}) == 1)


def _is_justified(line: Line) -> bool:
    """Tell whether the gaps of a line are wide spaces after sentences rather than columns."""
    gaps = list(_GAP.finditer(line.text))
    return all("\t" not in gap[0] and line.text[gap.start() - 1] in ".!?:;" for gap in gaps if gap.start())


def is_code(lines: Sequence[Line]) -> bool:
    """Tell whether indented lines are code or commands rather than prose."""
    hits = sum(bool(_CODE.search(line.text)) for line in lines)
    single = len(lines) == 1 and " " not in lines[0].text and bool(re.search(r"[/.\\@:_=-]", lines[0].text))
    return 2 * hits >= len(lines) or single


def is_drawing(lines: Sequence[Line]) -> bool:
    """Tell whether lines are drawn with characters: few of them are letters or digits."""
    if len(lines) == 1:
        return False
    whole = "".join([line.text for line in lines])
    visible = len("".join(whole.split()))
    if visible <= 12 or 2 * len(_NO_WORD.sub("", whole)) >= visible:
        return False
    return 2 * sum(unicodedata.category(char)[0] in "LNM" for char in whole) < visible
