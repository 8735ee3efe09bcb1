"""Proposes what a paper says from the text of its file; a person confirms each before it counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from casebook.base.errors import InvalidInput
from casebook.domain.base.chinese_number import in_figures
from casebook.domain.base.date import StatedDate, entered
from casebook.domain.request.compared_paper import PaperParticular, ParticularKind

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in _MONTHS) + "|sept"
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_DAY}(?:st|nd|rd|th)?\s+(?P<name>{_MONTH})\.?,?\s+{_YEAR}(?!\d)",
        rf"\b(?P<name>{_MONTH})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?{_DAY}\s?[日号號]",
        rf"(?<!\d){_YEAR}([-/.])(?P<month>\d{{1,2}})\2{_DAY}(?!\d)",
        rf"(?<![\d.]){_DAY}\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
        rf"^\s*{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})\s*$",
    )
)
_NO_YEAR = re.compile(r"(?<![年\d])\s*(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]")
_MONTHS_ALONE = (
    re.compile(rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月"),
    re.compile(rf"\b(?P<name>{_MONTH})\.?,?\s+{_YEAR}(?!\d)", re.IGNORECASE),
)
_YEAR_ALONE = re.compile(r"^\s*(?P<year>(?:18|19|20)\d{2})\s*年?\s*$")
_AROUND = re.compile(
    r"[至到约約前后後起~—–]|以来|以來|之间|之間|\b(?:to|and|until|between|from|since|about|around|circa|before|after|by)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"(?<=[一二三四五六七八九])[Oo0○](?=[一二三四五六七八九Oo0○])")
_REPUBLIC = re.compile(r"(?:民[国國]|中[华華]民[国國])\s*(\d{1,3})\s*(?=年)")
_REPUBLIC_OFFSET = 1911
_LUNAR = re.compile(r"[农農阴陰旧舊][历曆]|\blunar\b", re.IGNORECASE)
_LUNAR_MONTHS = str.maketrans({"正": "一", "冬": "十一", "腊": "十二", "臘": "十二"})
_LUNAR_DAY = re.compile(
    r"([正冬腊臘]|[一二三四五六七八九十]+)\s?月\s?初?([一二三四五六七八九十廿卅]{1,3})\s?日?"
)
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
    """Return the first day that a text gives, or else its month or year, as papers of both States write them.

    Days of the lunar calendar are read with their own figures: they are compared as what they may be.

    >>> day_in("二〇二六年一月二十日").edtf, day_in("born 8 December 1983").edtf, day_in("no day")
    ('2026-01-20', '1983-12-08', None)
    >>> day_in("民國七十二年十二月八日").edtf, day_in("December 1983").edtf, day_in("农历腊月初八").edtf
    ('1983-12-08', '1983-12', 'XXXX-12-08')
    """
    return _first_day(_in_figures(text))[0]


def only_day(text: str) -> StatedDate | None:
    """Return the day of a text that gives one and says nothing of another or of the time around it, or None.

    >>> only_day("1983年12月8日生").edtf, only_day("March 2020 to May 2021"), only_day("约2020年3月")
    ('1983-12-08', None, None)
    """
    plain = _in_figures(text)
    day, place = _first_day(plain)
    rest = plain[: place[0]] + " " + plain[place[1] :]
    return None if _AROUND.search(plain) or _first_day(rest)[0] else day


def is_by_lunar_figures(text: str, on: StatedDate | None) -> bool:
    """Return whether a day is read from the figures of a lunar one, which nobody turned into another.

    >>> is_by_lunar_figures("农历十月廿三", None), is_by_lunar_figures("10月23日", None)
    (True, False)
    """
    return bool(_LUNAR.search(text)) and on in {None, day_in(text)}


def _first_day(plain: str) -> tuple[StatedDate | None, tuple[int, int]]:
    """Return the first day of a text with its place; no day where the calendar has none of that name."""
    found = (pattern.search(plain) for pattern in (*_DAYS, *_MONTHS_ALONE, _NO_YEAR, _YEAR_ALONE))
    match = next(filter(None, found), None)
    if match is None:
        return None, (0, 0)
    parts = match.groupdict()
    name, month = parts.get("name") or "", parts.get("month")
    if name:
        month = str([one[:3] for one in _MONTHS].index(name[:3].lower()) + 1)
    written = "-".join(
        (parts.get("year") or "XXXX", *(f"{int(part):02}" for part in (month, parts.get("day")) if part))
    )
    try:
        return entered(written), match.span()
    except InvalidInput:
        return None, match.span()


def _in_figures(text: str) -> str:
    """Return a text with Chinese numbers of days in figures, and years of the Republic in those of all."""
    plain = _ZERO.sub("〇", unicodedata.normalize("NFKC", text))
    if _LUNAR.search(plain):
        plain = _LUNAR_DAY.sub(lambda day: f"{day[1].translate(_LUNAR_MONTHS)}月{day[2]}日", plain)
    plain = in_figures(plain.replace("元月", "一月").replace("元年", "一年"))
    return _REPUBLIC.sub(lambda year: f"{int(year[1]) + _REPUBLIC_OFFSET}", plain)
