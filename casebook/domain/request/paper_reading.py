"""Proposes what a paper says from the text of its file; a person confirms each before it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from casebook.domain.base.chinese_number import in_figures
from casebook.domain.base.date import StatedDate
from casebook.domain.request.compared_paper import PaperParticular, ParticularKind

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_ENGLISH_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})", re.IGNORECASE)
_CHINESE_DAY = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_PARTS_OF_NAME = re.compile(r"\s*(?:[(（)）]|,? also |又名|曾用名)\s*")


def _labelled(words: str, value: str) -> re.Pattern[str]:
    """Return what finds a value behind one of these words at the beginning of a line."""
    return re.compile(rf"(?:^|\n)[ \t]*(?:{words})(?:\s*[:：]\s*|[ \t]+)({value})")


_PATTERNS: tuple[tuple[ParticularKind, re.Pattern[str]], ...] = (
    ("name", _labelled(r"Name|Person to be arrested|姓名", r"\S[^\n]{1,80}")),
    ("birth", _labelled(r"Date of birth|Born|出生日期|出生", r"\S[^\n]{1,60}")),
    ("sex", _labelled(r"Sex|性别", r"female|male|男|女")),
    ("nationality", _labelled(r"Nationality|国籍", r"\w+(?=\s*(?:\n|$))")),
    (
        "passport",
        re.compile(
            r"(?:[Pp]assport|护照)(?: (?:no\.?|number)|号码?)?(?:\s*[:：]\s*|\s+)"
            r"([A-Z](?=[\w-]*\d)[\w-]{4,20})"
        ),
    ),
    ("citizen-number", re.compile(r"(?<![\dA-Za-z])(\d{17}[\dXx])(?![\dA-Za-z])")),
    ("credit-code", re.compile(r"(?<![\dA-Za-z])(\d{8}(?=\w*[A-Z])[0-9A-HJ-NPQRTUWXY]{10})(?![\dA-Za-z])")),
    (
        "article",
        re.compile(r"((?:Article|Art\.)\s\d+[^.;]{0,60}?Law(?: of the People's Republic\sof\sChina)?)"),
    ),
    ("article", re.compile(r"((?:《[^》]{2,30}》|刑法)第[〇零一二三四五六七八九十百\d]+条)")),
    ("amount", re.compile(r"((?:RMB|CNY)\s?\d[\d,.]*|\d[\d,.]*\s?(?:万|萬)?(?:yuan|元|RMB|CNY))")),
    (
        "court-number",
        re.compile(r"([（(〔\[]\d{4}[）)〕\]][\u4e00-\u9fa5]{1,6}\d{0,4}[\u4e00-\u9fa5]{1,4}(?:字第)?\d+号)"),
    ),
    ("number", re.compile(r"([\u4e00-\u9fa5]{2,8}[〔\[][^〕\]\s]{2,6}[〕\]]第?\d+号)")),
    ("interpol-number", re.compile(r"(?<!\w)(A-\d+/\d{1,2}-\d{4})(?!\d)")),
    ("issued", re.compile(r"(?:Done on|(?:Given|Signed) at \w+ on)\s+([^\n]{6,40})")),
)
_WITH_A_DAY: frozenset[ParticularKind] = frozenset({"birth", "issued"})
_MAX_PROPOSALS = 40
"""Proposals from one paper: more help nobody."""


def proposals(pages: Sequence[str]) -> tuple[PaperParticular, ...]:
    """Return what a text seems to say of the person and the charge, page by page, each thing once.

    >>> [(one.kind, one.text) for one in proposals(("Name  LIN ZHI YUAN", "Born  8 December 1983"))]
    [('name', 'LIN ZHI YUAN'), ('birth', '8 December 1983')]
    """
    by_text: dict[tuple[str, str], PaperParticular] = {}
    for number, page in enumerate(pages, start=1):
        for one in _of_page(page.replace("\r\n", "\n").replace("\r", "\n"), number):
            by_text.setdefault((one.kind, one.text), one)
    return tuple(by_text.values())[:_MAX_PROPOSALS]


def _of_page(page: str, number: int) -> Iterator[PaperParticular]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(page):
            day = day_in(match[1])
            if kind in _WITH_A_DAY and day is None:
                continue
            parts = _PARTS_OF_NAME.split(match[1]) if kind == "name" else [match[1]]
            for part in parts:
                text = " ".join(part.split()).strip(" .;,，。；")
                if text:
                    yield PaperParticular(kind=kind, text=text, on=day, page=number, state="proposed")


def day_in(text: str) -> StatedDate | None:
    """Return the first day that a text gives in English, Chinese or ISO form, or None.

    >>> day_in("二〇二六年一月二十日").edtf, day_in("born 8 December 1983").edtf, day_in("no day")
    ('2026-01-20', '1983-12-08', None)
    """
    if match := _ENGLISH_DAY.search(text):
        return _stated(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    match = _CHINESE_DAY.search(in_figures(text)) or _ISO_DAY.search(text)
    return _stated(int(match[1]), int(match[2]), int(match[3])) if match else None


def _stated(year: int, month: int, day: int) -> StatedDate | None:
    try:
        return StatedDate(edtf=date(year, month, day).isoformat())
    except ValueError:
        return None
