from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.formats.html import HtmlFormat

SCRAPS = [
    *"<p> </p> <b> </b> <i class=x> </i> <br> <br/> <!-- <!--x--> --> <li> </li> <ul> </ul> <td> <table> </table>".split(),
    *"<script> </script> <style> </style> <svg> </svg> <title> </title> <title/> <textarea> </textarea>".split(),
    *"<pre> </pre> <plaintext> <math> </math> <noscript> </noscript> <template> <% %> <?php ?> <![CDATA[ ]]>".split(),
    *"&amp; &nbsp; &#65; & < > &copy \" ' = / Word two 42 — \ufeff \u00a0".split(),
    *('<img alt="A', '">', " ", "\n", "\r\n", "\r", "\t", '<a href="x" title="T', "<p translate=no>", "<div hidden"),
    *("<!-- i18n:off -->", "<!-- i18n:on -->", "<!-- i18n:comment x -->", "<!--[if IE]>", "<![endif]-->"),
]
soup = st.lists(st.sampled_from(SCRAPS) | st.text(st.characters(exclude_categories=("Cs",)), max_size=5)).map("".join)


@given(soup)
def test_pieces_join_to_any_source(source: str) -> None:
    assert "".join([piece.source for piece in HtmlFormat().parse(source)]) == source
