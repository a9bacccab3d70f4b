"""The page of an article with its translations, as a whole file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from markupsafe import Markup

from i18n_tool.formats import get_format
from i18n_tool.formats.html_bidi import isolate_runs
from i18n_tool.formats.html_head import localise_page, rewrite_links
from i18n_tool.formats.markdown import MarkdownFormat
from i18n_tool.formats.text_page import render_text_page
from i18n_tool.languages import (
    bcp47_tag,
    direction,
    locale_name,
    open_graph_locale,
    sentence_joiner,
)
from i18n_tool.model import Block, Localisation, Piece
from i18n_tool.pages import (
    INDEX,
    STYLE,
    BrokenLink,
    Site,
    absolute_link,
    feed_path,
    link_locales,
    linked_file,
    page_path,
    relative_link,
)
from i18n_tool.theme import Theme
from i18n_tool.workflow.compile_entry import (
    Article,
    Counts,
    Entry,
    entry_values,
    first_paragraph,
    name_to_title,
    plain_text,
    read_day,
    shorten,
    time_element,
    timestamp,
)

_H1 = re.compile(r"\s*<h1\b[^>]*>(.*?)</h1>", re.S)
_TABLE = re.compile(r"<table\b.*?</table>", re.S)
_ALIGNED = re.compile(r'(<t[hd]\b[^>]*?) style="text-align: (left|right|center)"')
_SIDES = {"left": "start", "right": "end", "center": "middle"}
_PAGE_DATE = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d[^"]*)|<time\b[^>]*\bdatetime="(\d{4}-\d\d-\d\d[^"]*)')
_PAGE_UPDATED = re.compile(r'"dateModified"\s*:\s*"(\d{4}-\d\d-\d\d[^"]*)')
_PAGE_AUTHOR = re.compile(r'<meta\s+name="author"\s+content="([^"<>]+)"')


@dataclass
class Links:
    """Puts the links of one article in order for one page, and remembers what they ask for."""

    site: Site
    article: Article
    page: str
    locale: str
    assets: set[str] = field(default_factory=set)
    broken: list[BrokenLink] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    """The files, from the project folder, that links to other articles mean, broken ones included."""

    def resolve(self, address: str) -> str:
        """Return where a link leads from the page; a broken one comes back as it is."""
        found, asset, reason = self.site.resolve(address, self.article.path, self.page, self.locale)
        if asset:
            self.assets.add(asset)
        elif target := linked_file(address, self.article.path):
            self.linked.add(target)
        if reason:
            offset = self.article.source.find(address)
            line = self.article.source.count("\n", 0, offset) + 1 if offset >= 0 else 0
            self.broken.append(BrokenLink(self.article.path, line, address, reason))
        return found


@dataclass(frozen=True)
class PageWriter:
    """Writes the pages of a site."""

    source_locale: str
    """The locale of the articles."""
    locales: Sequence[str]
    """All locales that have pages, in the order to show them."""
    site: Site
    """What links lead to."""
    theme: Theme
    """The look of the pages."""
    site_url: str = ""
    """The address of the site; may be empty."""

    def article_page(
        self, article: Article, locale: str, localisation: Localisation, counts: Counts, listed: Sequence[str]
    ) -> tuple[str, Entry, Links]:
        """Return the page of an article, what lists say about it, and its links.

        Args:
            article: the article.
            locale: the locale of the page.
            localisation: its segments with their translations.
            counts: how many there are of each kind.
            listed: the locales whose pages the others are told of.

        Raises:
            I18nToolError: the format or the theme cannot make a page of it.
        """
        page = self.site.page_of(article.name, locale)
        links = Links(self.site, article, page, locale)
        make = {"text": self.text_page, "markdown": self.markdown_page, "html": self.html_page}[article.format]
        text, entry = make(article, page, locale, localisation, counts, listed, links)
        if direction(locale) == "rtl":
            text = isolate_runs(text)
        return text, entry, links

    # What all pages say about themselves.

    def page_values(
        self, page: str, locale: str, targets: Mapping[str, str], counts: Counts | None = None
    ) -> dict[str, Any]:
        """Return what templates know of a page besides its content."""
        switcher = link_locales(page, targets, locale, self.site_url)
        values: dict[str, Any] = {
            "lang": bcp47_tag(locale),
            "dir": direction(locale),
            "og_locale": open_graph_locale(locale),
            "og_alternates": (),
            "style": relative_link(page, STYLE),
            "home": relative_link(page, page_path(INDEX, locale)),
            "feed": relative_link(page, feed_path(locale)) if self.site_url else "",
            "switcher": switcher,
            "alternates": switcher if len(switcher) > 1 else (),
            "canonical": absolute_link(self.site_url, page),
            "default": "",
            "noindex": False,
            "description": "",
        }
        if counts is not None:
            summary = counts.summary
            original = targets.get(self.source_locale, "")
            values |= summary
            values["original"] = relative_link(page, original) if original else ""
            values["original_lang"] = bcp47_tag(self.source_locale)
            values["original_language"] = locale_name(self.source_locale, locale)
            if original and len(switcher) > 1:
                values["default"] = absolute_link(self.site_url, original) or values["original"]
            if not counts.listed:
                values |= {"noindex": True, "alternates": (), "default": "", "canonical": ""}
            values["og_alternates"] = [
                open_graph_locale(link.locale) for link in values["alternates"] if link.locale != locale
            ]
        return values

    def targets(self, name: str, locale: str, listed: Sequence[str]) -> dict[str, str]:
        """Return the pages that the switcher of a page leads to: those that are listed, and itself."""
        shown = {*listed, locale, self.source_locale}
        pages = {other: self.site.page_of(name, other) for other in self.locales if other in shown}
        return {other: page for other, page in pages.items() if page}

    def marks(self, locale: str, translated: bool) -> Markup:
        """Return the attributes of an element that is in the source language on a page of another."""
        if translated or locale == self.source_locale:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(bcp47_tag(self.source_locale), direction(self.source_locale))

    # Text.

    def text_page(
        self,
        article: Article,
        page: str,
        locale: str,
        localisation: Localisation,
        counts: Counts,
        listed: Sequence[str],
        links: Links,
    ) -> tuple[str, Entry]:
        shown = render_text_page(
            article.source, localisation, source_locale=self.source_locale, locale=locale, link=links.resolve
        )
        title = shown.title or name_to_title(article.name)
        entry = Entry(
            page,
            title,
            shown.title_translated,
            shorten(shown.lead),
            shown.lead_translated,
            timestamp(shown.date),
            timestamp(shown.date),
            "",
            counts,
        )
        values = self.page_values(page, locale, self.targets(article.name, locale, listed), counts)
        values |= entry_values(entry)
        content = {
            "navigation": [[Markup(item) for item in row] for row in shown.navigation],
            "section": Markup(shown.section),
            "heading": Markup(shown.heading) or Markup("<h1>{}</h1>").format(title),
            "standfirst": "",
            "metadata": [(Markup(label), Markup(value)) for label, value in shown.metadata],
            "published": "",
            "updated": "",
            "author": "",
            "content": Markup(shown.content),
            "footer": [Markup(paragraph) for paragraph in shown.footer],
        }
        return self.theme.render("article.html", locale, {"page": values, "article": content}), entry

    # Markdown.

    def markdown_page(
        self,
        article: Article,
        page: str,
        locale: str,
        localisation: Localisation,
        counts: Counts,
        listed: Sequence[str],
        links: Links,
    ) -> tuple[str, Entry]:
        format = get_format("markdown")
        assert isinstance(format, MarkdownFormat)
        rendered = format.render(article.pieces, localisation, source_locale=self.source_locale, locale=locale)
        front = format.front_matter(rendered)
        content = set_tables(rewrite_links(format.to_html(rendered, self.theme.titles_of(locale)), links.resolve))
        head = dict(reversed(_front_blocks(article.pieces)))
        title = _text(front.get("title"))
        heading = Markup("")
        title_translated = is_translated(localisation, head.get("title"))
        first = _H1.match(content)
        if first and (not title or plain_text(first[1]) == title or _is_repeated(article.pieces, head.get("title"))):
            heading, content = Markup(first[0].strip()), content[first.end() :]
            title = title or plain_text(first[1])
            title_translated = not re.match(r"\s*<span lang=", first[1])
        title = title or name_to_title(article.name)
        heading = heading or Markup("<h1{}>{}</h1>").format(self.marks(locale, title_translated), title)
        description = _text(front.get("description") or front.get("summary"))
        described = is_translated(localisation, head.get("description", head.get("summary")))
        published = front.get("date") or front.get("published")
        updated = front.get("updated") or front.get("lastmod")
        author = _text(front.get("author"))
        entry = Entry(
            page,
            title,
            title_translated,
            shorten(description or first_paragraph(content)),
            described if description else f'<p><span lang="{bcp47_tag(self.source_locale)}"' not in content,
            timestamp(published),
            timestamp(updated) or timestamp(published),
            author,
            counts,
        )
        values = self.page_values(page, locale, self.targets(article.name, locale, listed), counts)
        values |= entry_values(entry)
        if direction(locale) != direction(self.source_locale):
            foreign = bcp47_tag(self.source_locale), direction(self.source_locale)
            heading = Markup(set_directions(str(heading), *foreign))
            content = set_directions(content, *foreign)
        standfirst = Markup('<p class="standfirst"{}>{}</p>').format(self.marks(locale, described), description)
        shown = {
            "navigation": (),
            "section": "",
            "heading": heading,
            "standfirst": standfirst if description else "",
            "metadata": (),
            "published": time_element(read_day(published), locale),
            "updated": time_element(read_day(updated), locale),
            "author": Markup("<bdi{}>{}</bdi>").format(
                self.marks(locale, is_translated(localisation, head.get("author"))), author
            )
            if author
            else "",
            "content": Markup(content),
            "footer": (),
        }
        return self.theme.render("article.html", locale, {"page": values, "article": shown}), entry

    # HTML.

    def html_page(
        self,
        article: Article,
        page: str,
        locale: str,
        localisation: Localisation,
        counts: Counts,
        listed: Sequence[str],
        links: Links,
    ) -> tuple[str, Entry]:
        format = get_format("html")
        rendered = format.render(article.pieces, localisation, source_locale=self.source_locale, locale=locale)
        values = self.page_values(page, locale, self.targets(article.name, locale, listed), counts)
        shown = {"page": values}
        complete = values["state"] == "complete"
        switched = len(values["switcher"]) > 1 and "i18n:switcher" in article.source
        text = localise_page(
            rendered,
            locale=bcp47_tag(locale),
            direction=direction(locale),
            canonical=values["canonical"] or None,
            alternates=[(link.lang, link.url) for link in values["alternates"]],
            default=values["default"] or None,
            notice="" if complete else self.theme.render("notice.html", locale, shown).strip(),
            switcher=self.theme.render("switcher.html", locale, shown).strip() if switched else "",
            rewrite=links.resolve,
        )
        title, title_translated = self.block_text(article.pieces, localisation, locale, "title")
        description, described = self.block_text(article.pieces, localisation, locale, "description")
        found = _PAGE_DATE.search(article.source)
        changed = _PAGE_UPDATED.search(article.source)
        author = _PAGE_AUTHOR.search(article.source)
        published = (found[1] or found[2]) if found else None
        entry = Entry(
            page,
            title or name_to_title(article.name),
            title_translated,
            shorten(description),
            described,
            timestamp(published),
            timestamp(changed[1] if changed else None) or timestamp(published),
            unescape(author[1]) if author else "",
            counts,
        )
        return text, entry

    def block_text(
        self, pieces: Sequence[Piece], localisation: Localisation, locale: str, kind: str
    ) -> tuple[str, bool]:
        """Return the text of the first block of a kind on the page, and whether it is translated."""
        for index, piece in enumerate(pieces):
            if isinstance(piece, Block) and piece.kind == kind:
                segments = localisation.get(index, ())
                if not segments or all(segment.text is None for segment in segments):
                    return unescape(piece.text), False
                texts = [segment.text or piece.text[slice(*segment.span)] for segment in segments]
                return unescape(sentence_joiner(locale).join(texts)), True
        return "", True


def is_translated(localisation: Localisation, index: int | None) -> bool:
    """Tell whether a block has any translation."""
    segments = localisation.get(index, ()) if index is not None else ()
    return any(segment.text is not None for segment in segments)


def _front_blocks(pieces: Sequence[Piece]) -> list[tuple[str, int]]:
    """Return the blocks of the front matter, kind and index."""
    return [
        (piece.kind, index)
        for index, piece in enumerate(pieces)
        if isinstance(piece, Block) and piece.place.startswith(("yaml-", "toml-"))
    ]


def set_directions(content: str, lang: str, direction: str) -> str:
    """Return HTML in which blocks that are all in another language run, and are set, in its direction."""
    mark = f' lang="{lang}" dir="{direction}"'
    pattern = rf"<(p|h[1-6]|figcaption)><span{mark}>((?:(?!</?span\b|</\1>).)*)</span></\1>"
    return re.sub(pattern, rf"<\1{mark}>\2</\1>", content, flags=re.S)


def set_tables(content: str) -> str:
    """Return HTML in which each table scrolls by itself, and figures stand at the end of a cell in either direction."""
    wrapped = _TABLE.sub(lambda match: f'<div class="table" tabindex="0">{match[0]}</div>', content)
    return _ALIGNED.sub(lambda match: f'{match[1]} class="{_SIDES[match[2]]}"', wrapped)


def _is_repeated(pieces: Sequence[Piece], title: int | None) -> bool:
    """Tell whether the first heading of an article says what its front matter gives as title."""
    first = next((piece for piece in pieces if isinstance(piece, Block) and piece.kind == "heading"), None)
    if title is None or first is None or first.level != 1:
        return False
    named = pieces[title]
    return isinstance(named, Block) and named.text == first.text


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
