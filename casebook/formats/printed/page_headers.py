"""The headers and footers of workbooks, whose codes stand for what each page shows anew.

Source: ECMA-376-1, 18.3.1.46 (headerFooter) and 18.3.1.39 to 18.3.1.55 for its texts and codes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_CODE = re.compile(
    r"""&(?:"[^"]*"|\d+|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|(?P<page>[PN])(?:[+-]\d+)?|(?P<sign>.))""",
    re.DOTALL,
)
_PARTS = frozenset("LCR")
_STATED = re.compile(
    r"<(?:\w+:)?(odd|even|first)(Header|Footer)\b[^>]*(?<!/)>(.*?)</(?:\w+:)?\1\2>", re.DOTALL
)
_ALL = re.compile(rb"<(?:\w+:)?headerFooter\b")
_IS_ON = r"""\b%s\s*=\s*["'](?:1|true)"""
_STATES = {"even": "differentOddEven", "first": "differentFirst"}
_PAGE_OF = frozenset(
    (
        *("page", "pages", "of", "seite", "von", "sur", "página", "de", "pagina", "di", "van", "strona", "z"),
        *("sayfa", "side", "sida", "av", "af", "страница", "из", "сторінка", "σελίδα", "από", "صفحة", "من"),
        *("oldal", "strana", "stránka", "sivu", "pagină", "trang", "halaman", "ページ", "페이지"),
        *("第", "页", "頁", "共", "页共", "頁共"),
    )
)
"""Words that say no more than that a number is that of a page."""
_WORDS = re.compile(r"[^\W\d_]+")


def said_beside_number(line: str, *, has_number: bool) -> str:
    """Return a line of a header without its numbers of pages, or "" where it says nothing else.

    >>> said_beside_number("Page  of", has_number=True), said_beside_number("Secret, page", has_number=True)
    ('', 'Secret, page')
    """
    words = _WORDS.findall(line.casefold())
    return "" if has_number and _PAGE_OF.issuperset(words) else " ".join(line.split())


def header_lines(text: str) -> Iterator[str]:
    """Yield the lines of a header or footer: of its left, middle and right, without its codes.

    >>> list(header_lines('&L&"Arial,Bold"&12Lin && Wei&CPage &P of &N&R&D'))
    ['Lin & Wei']
    """

    def shown(code: re.Match[str]) -> str:
        sign = code["sign"] or ""
        return "\n" if sign.upper() in _PARTS else "\f" if code["page"] else sign if sign == "&" else ""

    for line in _CODE.sub(shown, text).split("\n"):
        if said := said_beside_number(line.replace("\f", " "), has_number="\f" in line):
            yield said


def sheet_headers(sheet: bytes) -> Iterator[str]:
    """Yield the lines of the headers and footers of a sheet.

    Args:
        sheet: its XML; they stand near its end.
    """
    begins = [found.start() for found in _ALL.finditer(sheet, max(sheet.rfind(b"</sheetData>"), 0))]
    stated = sheet[begins[0] :].decode("utf-8", "replace") if begins else ""
    whole = stated.partition(">")[0]
    for which, _, text in _STATED.findall(stated):
        if which == "odd" or re.search(_IS_ON % _STATES[which], whole):
            yield from header_lines(html.unescape(text))
