"""What HTML elements and attributes mean to a translator (WHATWG HTML, sections 3.2.6 and 4)."""

from __future__ import annotations

import re

VOID = frozenset(("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen"))
VOID |= {"link", "meta", "param", "source", "track", "wbr"}
"""Elements without content or end tag (section 13.1.2)."""

UNSEEN = VOID - frozenset(("br", "embed", "img", "input", "wbr", "hr"))
"""Those of them that show nothing where they stand."""

HIDDEN = frozenset(("script", "style"))
"""Elements that stand in a sentence without being seen."""

UNREAD = frozenset(("iframe", "listing", "noembed", "noframes", "plaintext", "pre", "xmp"))
"""Elements that end a block and whose content is not offered.

Browsers show no more of some than a frame; ``pre`` and its kin hold code, listings and drawings of characters,
whose line breaks and columns a translation would break.
"""

RCDATA = frozenset(("title", "textarea"))
"""Elements whose content is text with character references, but no tags."""

PLAIN = frozenset(("option", "optgroup", "select"))
"""Elements whose content is text and other elements of a list, but no markup."""

CODE = frozenset(("code", "samp", "tt", "kbd", "var"))
"""Inline elements that hold code; a block that has letters only in these is not offered."""

FIXED = frozenset(("code", "samp", "tt"))
"""Those whose content comes back from the article, whatever a translator or an engine made of it."""

WRAPPERS = frozenset(("span", "font", "bdi", "bdo", "small", "big"))
"""Inline elements that say less than one inside them, where two are shown as one."""

DRAWN = frozenset(("svg", "math"))
"""Inline elements that stand for their whole content."""

CLOSED_BY_ITSELF = frozenset(("a", "nobr"))
"""Inline elements that end where another of the name begins (section 13.2.6.4.7)."""

KINDS: dict[str, str] = {
    **dict.fromkeys(("address", "article", "aside", "body", "center", "details", "dialog", "dir", "div"), "paragraph"),
    **dict.fromkeys(("dl", "fieldset", "figure", "footer", "form", "frameset", "head", "header"), "paragraph"),
    **dict.fromkeys(("hgroup", "html", "main", "menu", "nav", "noscript", "ol", "p", "search"), "paragraph"),
    **dict.fromkeys(("section", "template", "ul", "optgroup", "select", "datalist", "slot"), "paragraph"),
    **dict.fromkeys(("video", "audio", "map", "marquee", "isindex", "multicol"), "paragraph"),
    **dict.fromkeys(("table", "tbody", "thead", "tfoot", "tr", "colgroup"), "paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "table-cell"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    "li": "list-item",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quotation",
    "summary": "summary",
    "legend": "legend",
    "label": "label",
    "option": "option",
    "button": "button",
    "title": "title",
    "textarea": "text-field",
}
"""Kind of a block by the element that holds it. Any other element stands inside a sentence."""

SVG_KINDS = {"text": "caption", "title": "title", "desc": "description", "foreignobject": "paragraph"}
"""The same inside ``svg``, where the other elements draw."""

_P_CLOSERS = (
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul xmp plaintext listing li dd dt"
)
CLOSES: dict[str, frozenset[str]] = {name: frozenset(("p",)) for name in _P_CLOSERS.split()} | {
    "li": frozenset(("p", "li")),
    "dt": frozenset(("p", "dt", "dd")),
    "dd": frozenset(("p", "dt", "dd")),
    "option": frozenset(("option",)),
    "optgroup": frozenset(("option", "optgroup")),
    "td": frozenset(("td", "th", "p", "li", "dd", "dt")),
    "th": frozenset(("td", "th", "p", "li", "dd", "dt")),
    "tr": frozenset(("td", "th", "tr", "caption", "colgroup")),
    "tbody": frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup")),
    "thead": frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup")),
    "tfoot": frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup")),
    "body": frozenset(("head", "title")),
}
"""Elements that end where this one begins, because their end tag may be left out (section 13.1.2.4)."""

LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
"""Elements whose depth is the level of what they hold."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""Elements of which the end tag of any ends the open one (section 13.2.6.4.7)."""

TABLE = frozenset(("table", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", "td", "th"))
TABLE_STOPS = frozenset(("table", "template", "foreignobject"))
SCOPE = TABLE_STOPS | {"button", "caption", "td", "th", "select"}
LIST_STOPS = SCOPE | LISTS
STOPS = LIST_STOPS | {
    "blockquote",
    "section",
    "article",
    "aside",
    "nav",
    "header",
    "footer",
    "main",
    "form",
    "fieldset",
}
"""Elements that an end tag, written or implied, does not reach across (section 13.2.4.2)."""

ATTRIBUTES = {
    "title": "title-attribute",
    "alt": "alt",
    "placeholder": "placeholder",
    "aria-label": "aria-label",
    "aria-description": "aria-description",
    "aria-placeholder": "aria-placeholder",
    "aria-roledescription": "aria-roledescription",
    "aria-valuetext": "aria-valuetext",
}
"""Kind of the text in an attribute of any element."""

ELEMENT_ATTRIBUTES = {
    ("option", "label"): "option",
    ("optgroup", "label"): "option",
    ("track", "label"): "label",
    ("tabitem", "label"): "label",
    ("th", "abbr"): "table-cell",
}
"""Kind of the text in an attribute of one element."""

META = {
    "description": "description",
    "keywords": "keywords",
    "abstract": "description",
    "subject": "description",
    "summary": "description",
    "headline": "title",
    "application-name": "title",
    "apple-mobile-web-app-title": "title",
    "title": "title",
    "name": "title",
    "og:title": "title",
    "og:description": "description",
    "og:site_name": "title",
    "og:image:alt": "alt",
    "og:video:alt": "alt",
    "twitter:title": "title",
    "twitter:description": "description",
    "twitter:image:alt": "alt",
    "dc.title": "title",
    "dc.description": "description",
    "dc.subject": "keywords",
    "dcterms.title": "title",
    "dcterms.description": "description",
    "dcterms.subject": "keywords",
    "dcterms.abstract": "description",
    "article:section": "keywords",
    "article:tag": "keywords",
    "caption": "caption",
    "alternativeheadline": "title",
}
"""Kind of the ``content`` of a ``meta`` element by its ``name``, ``property`` or ``itemprop``."""

BUTTON_TYPES = frozenset(("submit", "button", "reset"))
"""Types of ``input`` whose ``value`` is shown."""

NOT_WORDS = re.compile(
    r"(?:https?://|ftp://|www\.|mailto:|file:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[\w%./~+-]+\.(?:png|jpe?g|gif|svg|webp|avif|ico|html?|css|js|pdf)",
    re.IGNORECASE,
)
"""A text that is an address or the name of a file, which nobody translates."""
