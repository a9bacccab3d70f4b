"""Where a page goes, and its links: to the other locales, to the pages of other articles, to pictures and files."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

from i18n_tool.languages import bcp47_tag, direction, gettext_tag, own_name

ASSETS = "assets"
"""Folder of the site that pictures and other files go to, once for all locales."""
STYLE = "style.css"
"""The style sheet of themed pages, at the root of the site."""
INDEX = "index"
"""Name of the list of articles of a locale, and of the choice of languages at the root."""
MISSING = "404"
"""Name of the page that servers show for an address that leads nowhere."""

_LISTS = re.compile(rf"{INDEX}(-[1-9][0-9]*)?|{MISSING}")
_PLAIN = re.compile(r"[A-Za-z0-9/._-]*")
_CSS_LINK = re.compile(r"url\(\s*[\"']?([^\"')]+?)[\"']?\s*\)|@import\s+[\"']([^\"']+)[\"']", re.I)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link from one page to the same article in another locale."""

    locale: str
    """The other locale, in gettext spelling."""
    lang: str
    """Its BCP 47 tag."""
    dir: str
    """``ltr`` or ``rtl``."""
    name: str
    """Its name in its own language."""
    href: str
    """The way there from this page."""
    url: str
    """Its full address if the site's is known, else the same as ``href``."""
    current: bool
    """True: it is the page itself."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link of an article that leads nowhere."""

    article: str
    """The article, from the project folder."""
    line: int
    """The line the link stands on; 0: not known."""
    target: str
    """The address as it stands in the article."""
    reason: str
    """What is wrong, in a sentence."""


def page_path(name: str, locale: str) -> str:
    """Return where the page of an article belongs in the site, ``zh-CN/news/davos.html``."""
    return f"{bcp47_tag(locale)}/{name}.html"


def feed_path(locale: str) -> str:
    """Return where the feed of a locale belongs in the site, ``zh-CN/feed.xml``."""
    return f"{bcp47_tag(locale)}/feed.xml"


def list_path(locale: str, number: int) -> str:
    """Return where a page of the list of a locale belongs, ``zh-CN/index-2.html``; the first has no number."""
    return page_path(INDEX if number == 1 else f"{INDEX}-{number}", locale)


def is_list_name(name: str) -> bool:
    """Tell whether a page of a list, or the one for lost readers, has the name of an article at the top of a locale."""
    return bool(_LISTS.fullmatch(name))


def relative_link(page: str, target: str) -> str:
    """Return the way from one file of the site to another, as a URL reference (RFC 3986, section 4.2)."""
    here, there = page.split("/"), target.split("/")
    same = 0
    while same < min(len(here), len(there)) - 1 and here[same] == there[same]:
        same += 1
    way = "../" * (len(here) - 1 - same) + "/".join(there[same:])
    # A colon is quoted too: in the first part of a way it would end a scheme.
    return way if _PLAIN.fullmatch(way) else quote(way, safe="/~!$&'()*+,;=@")


def absolute_link(site_url: str, target: str) -> str:
    """Return the full address of a file of the site; empty if the address of the site is not known."""
    return f"{site_url.rstrip('/')}/{quote(target)}" if site_url else ""


def rooted_link(site_url: str, target: str) -> str:
    """Return the way to a file of the site that is right from wherever it is asked for, with or without its address."""
    return f"{urlsplit(site_url).path.rstrip('/')}/{quote(target)}"


def link_locales(page: str, targets: Mapping[str, str], locale: str, site_url: str = "") -> tuple[PageLink, ...]:
    """Return the links of a page to the same thing in every locale, itself included.

    Args:
        page: where the page is in the site.
        targets: where the page of each locale is, in the order to show them.
        locale: the locale of the page.
        site_url: the address of the site; may be empty.
    """
    links = []
    for other, target in targets.items():
        href = relative_link(page, target)
        url = absolute_link(site_url, target) or href
        name = own_name(other)
        links.append(PageLink(other, bcp47_tag(other), direction(other), name, href, url, other == locale))
    return tuple(links)


def meant_file(address: str, article: str) -> str:
    """Return which file, from the project folder, the path of a relative link in an article means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(article), unquote(address)))


def is_elsewhere(parts: SplitResult) -> bool:
    """Tell whether an address leads to another site, to the root of this one, or within its own page."""
    return bool(parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"))


def linked_file(address: str, article: str) -> str:
    """Return which file, from the project folder, a link of an article means; empty if it leads elsewhere."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return "" if is_elsewhere(parts) else meant_file(parts.path, article)


@dataclass(frozen=True)
class Site:
    """Which articles and files links may lead to."""

    root: Path
    """The project folder."""
    names: Mapping[str, str]
    """What each article is called, by its path from the project folder."""
    folders: tuple[str, ...]
    """The folders of articles, from the project folder; only files in them are published."""
    locales: Collection[str]
    """The locales that have pages."""
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Pages that are not where their article's name says, by that name and locale; empty: there is none."""
    source_locale: str = ""
    """The locale whose page stands in for one that there is not."""

    def page_of(self, name: str, locale: str) -> str:
        """Return where the page of an article in a locale is; empty if there is none."""
        places = self.moved.get(name)
        return page_path(name, locale) if places is None else places.get(locale, page_path(name, locale))

    def resolve(self, address: str, article: str, page: str, locale: str) -> tuple[str, str, str]:
        """Return where a link of an article leads on its page.

        Args:
            address: the link as the author wrote it.
            article: path of the article from the project folder.
            page: where the page is in the site.
            locale: the locale of the page.

        Returns:
            The address for the page; the file to be copied, from the project folder, or nothing; what is wrong,
            or nothing. A link to elsewhere, to the root of the site or within the page comes back as it is.
        """
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return address, "", "this is not an address."
        if is_elsewhere(parts):
            return address, "", ""
        target = meant_file(parts.path, article)
        tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        name = self.find_article(target)
        if name is not None:
            there = self.page_of(name, locale) or self.page_of(name, self.source_locale)
            if not there:
                return address, "", "its page could not be made."
            if there == page and parts.fragment:
                return tail, "", ""
            return relative_link(page, there) + tail, "", ""
        folder = self.folder_of(target)
        path = self.root / target
        if "\0" in target or folder is None or any(part.startswith(".") for part in target.split("/")):
            return address, "", "it leads out of the folders of articles."
        if not path.is_file():
            return address, "", "there is no such article or file."
        if not path.resolve().is_relative_to(self.root.resolve()):
            return address, "", "it leads out of the project folder."
        asset = self.variant_of(target, locale)
        return relative_link(page, self.asset_path(asset)) + tail, asset, ""

    def find_article(self, target: str) -> str | None:
        """Return the name of the article that a path means: its file, its page, or either without a suffix."""
        if target in self.names:
            return self.names[target]
        for stem in (target, target.removesuffix(".html")):
            for suffix in self.suffixes:
                if stem + suffix in self.names:
                    return self.names[stem + suffix]
        return None

    @cached_property
    def suffixes(self) -> Sequence[str]:
        """The suffixes of articles, in the spelling of their names."""
        return sorted({posixpath.splitext(path)[1] for path in self.names})

    def folder_of(self, target: str) -> str | None:
        """Return the folder of articles that a file is in, or None."""
        inside = [folder for folder in self.folders if folder == "." or target.startswith(f"{folder}/")]
        if target.startswith("../") or target == "..":
            return None
        return max(inside, key=len, default=None)

    def variant_of(self, target: str, locale: str) -> str:
        """Return the variant of a file for a locale if there is one: ``map.zh_CN.png`` or ``map.zh-CN.png``."""
        stem, suffix = posixpath.splitext(target)
        for tag in (gettext_tag(locale), bcp47_tag(locale)):
            if (self.root / f"{stem}.{tag}{suffix}").is_file():
                return f"{stem}.{tag}{suffix}"
        return target

    def asset_path(self, asset: str) -> str:
        """Return where a file belongs in the site; files keep their places towards each other."""
        folder = self.folder_of(asset)
        inside = asset if folder is None or folder == "." else asset[len(folder) + 1 :]
        return f"{ASSETS}/{inside}"

    def style_assets(self, asset: str) -> Iterable[str]:
        """Yield the files that a style sheet asks for, where they exist."""
        text = (self.root / asset).read_text(encoding="utf-8", errors="replace")
        for match in _CSS_LINK.finditer(text):
            try:
                address = urlsplit(match[1] or match[2])
            except ValueError:
                continue
            if is_elsewhere(address):
                continue
            target = meant_file(address.path, asset)
            hidden = any(part.startswith(".") for part in target.split("/"))
            path = self.root / target
            inside = self.folder_of(target) is not None and self.folder_of(target) == self.folder_of(asset)
            if inside and not hidden and path.is_file() and path.resolve().is_relative_to(self.root.resolve()):
                yield target


LONGEST_SLUG = 100
"""Code points."""


def slug_problem(text: str, *, top: bool) -> str:
    """Return what keeps a text from being the last part of an address, in a sentence; empty if nothing does.

    Letters, marks and digits of any script will do.

    Args:
        text: the slug.
        top: whether the page is at the top of its locale, among the lists.
    """
    if len(text) > LONGEST_SLUG or len(text.encode()) > 2 * LONGEST_SLUG:
        return "it is too long."
    if not text or any(unicodedata.category(char)[0] not in "LMN" and char not in "-_" for char in text):
        return "it may hold letters, digits, hyphens and underlines."
    if unicodedata.category(text[0])[0] not in "LN":
        return "it must begin with a letter or digit."
    return "lists have this name." if top and is_list_name(text.casefold()) else ""
