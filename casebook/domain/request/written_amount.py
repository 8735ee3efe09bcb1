"""Amounts and numbers of things as papers write them: 186万元, 壹佰捌拾陆万元, 1.86 million yuan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from casebook.domain.base.chinese_number import GROUPS

_DIGITS: Mapping[str, int] = {
    sign: number
    for number, signs in enumerate(
        ("〇零", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_TENS: Mapping[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES: Mapping[str, int] = {
    **GROUPS,
    **_TENS,
    **dict.fromkeys(("million", "mln", "mn", "m"), 1_000_000),
    **dict.fromkeys(("billion", "bn"), 1_000_000_000),
    **dict.fromkeys(("thousand", "k"), 1000),
}
_CURRENCIES: Mapping[str, str] = {
    word: code
    for code, words in {
        "CNY": "人民币 人民幣 rmb cny yuan renminbi 元 圆 圓",
        "USD": "us$ usd 美元 us-dollars us-dollar",
        "HKD": "hk$ hkd 港元 港币 港幣",
        "TWD": "nt$ ntd twd 新台币 新臺幣",
        "EUR": "€ eur euros euro 欧元 歐元",
        "GBP": "£ gbp pounds 英镑 英鎊",
        "JPY": "jpy yen 日元 日圆 日圓",
        "$": "$ dollars dollar",
    }.items()
    for word in words.split()
}
_DOLLARS = frozenset({"USD", "HKD", "TWD"})
_NAMES = "|".join(
    re.escape(word).replace(r"\-", r"\s") for word in sorted(_CURRENCIES, key=len, reverse=True)
)
_PIECE = r"\d[\d,.\s']*\d|\d"
_LATIN_SCALE = r"(?:million|mln|mn|m|billion|bn|thousand|k)(?![a-z])"
_CHINESE = f"[{''.join((*_DIGITS, *_TENS, *GROUPS))}]+"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_NAMES})\s*)?"
    rf"(?:(?P<figures>(?:\d[\d,.]*[千万萬亿億])+\d[\d,.]*[千万萬]?|{_PIECE})\s*(?P<scale>{_LATIN_SCALE}|[千万萬亿億]+)?"
    rf"|(?P<chinese>{_CHINESE})(?=[余餘多]?(?:{_NAMES}|[册冊本份件人次名条條张張]|整)))"
    rf"\s*[余餘多]?\s*(?P<behind>{_NAMES})?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(\d[\d,.]*)([千万萬亿億]?)")
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_DAYS = re.compile(
    r"\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"
    r"|(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(?:\d{1,2},\s+)?\d{4}",
    re.IGNORECASE,
)


class WrittenAmount(NamedTuple):
    """A figure with the currency that stands beside it; "" for none."""

    value: Decimal
    currency: str

    def is_same(self, other: WrittenAmount) -> bool:
        """Return whether both are one sum, or one number where a currency is not stated."""
        return self.value == other.value and self.has_currency_of(other)

    def has_currency_of(self, other: WrittenAmount) -> bool:
        """Return whether both can be in one currency."""
        held = {self.currency, other.currency} - {""}
        return len(held) < 2 or ("$" in held and bool(held & _DOLLARS))  # noqa: PLR2004 - one or none stated


def amounts_in(text: str) -> tuple[WrittenAmount, ...]:
    """Return the figures that a text names, without days; where some have a currency, those alone.

    >>> amounts_in("1,860,000 yuan") == amounts_in("人民币壹佰捌拾陆万元整") == amounts_in("RMB 1.86 million")
    True
    >>> [one.currency for one in amounts_in("in 2021, 25万美元")]
    ['USD']
    """
    found = _without_days(text)
    return tuple(one for one in found if one.currency) or found


def counts_in(text: str) -> tuple[WrittenAmount, ...]:
    """Return the numbers of things that a text names, without days and sums of money."""
    found = _without_days(text)
    return tuple(one for one in found if not one.currency) or found


def _without_days(text: str) -> tuple[WrittenAmount, ...]:
    """Return every figure of a text that is of no day, each once."""
    return tuple(dict.fromkeys(_figures(_DAYS.sub(" ", unicodedata.normalize("NFKC", text)))))


def _figures(text: str) -> Iterator[WrittenAmount]:
    for match in _AMOUNT.finditer(text):
        value = _chinese(match["chinese"]) if match["chinese"] else _arabic(match["figures"])
        if value is not None:
            for scale in _scales(match["scale"] or ""):
                value *= scale
            named = match["before"] or match["behind"] or ""
            yield WrittenAmount(value, _CURRENCIES.get("-".join(named.casefold().split()), ""))


def _scales(written: str) -> Iterator[int]:
    yield from map(_SCALES.__getitem__, [written.casefold()] if written.isascii() and written else written)


def _arabic(written: str) -> Decimal | None:
    """Return a number in figures, with signs for thousands and ten thousands in it: 186万5千."""
    plain = re.sub(r"[\s']", "", written).rstrip(".,")
    if _GROUPED_BY_POINTS.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    total = Decimal(0)
    for part in _PARTS.finditer(plain.replace(",", "")):
        if part[1].count(".") > 1:
            return None
        total += Decimal(part[1].rstrip(".")) * _SCALES.get(part[2], 1)
    return total


def _chinese(written: str) -> Decimal | None:
    """Return a number in Chinese characters; None where it has no digit, as 万 alone."""
    if not set(written) & {*_DIGITS, "十", "拾"}:
        return None
    total, group, digit = 0, 0, 0
    for sign in written:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            group, digit = group + (digit or 1) * _TENS[sign], 0
        else:
            whole, part = (total, group + digit) if total >= GROUPS[sign] else (0, total + group + digit)
            total, group, digit = whole + part * GROUPS[sign], 0, 0
    return Decimal(total + group + digit)
