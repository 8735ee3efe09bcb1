"""A quantity that a charge states: money in yuan, or a number of things, as people write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.chinese_number import GROUPS
from casebook.domain.base.entity import entity

AmountUnit = Literal[
    "CNY",
    "persons",
    "copies",
    "views",
    "reposts",
    "clicks",
    "items",
    "files",
    "accounts",
    "notes",
    "times",
]
UNITS: tuple[AmountUnit, ...] = get_args(AmountUnit)
YUAN: AmountUnit = "CNY"
UNIT_WORDS: Mapping[str, str] = {
    "persons": gettext_noop("persons"),
    "copies": gettext_noop("copies"),
    "views": gettext_noop("views"),
    "reposts": gettext_noop("reposts"),
    "clicks": gettext_noop("clicks"),
    "items": gettext_noop("items"),
    "files": gettext_noop("files"),
    "accounts": gettext_noop("accounts"),
    "notes": gettext_noop("notes"),
    "times": gettext_noop("times"),
}

_UNIT_FIRST = re.compile(r"([^\d+-]+?)\s*(\d.*)")
_WRITTEN = re.compile(r"([+-]?[\d.,'’\s]*\d[\d.,'’\s]*)\s*([万萬亿億]?)\s*(.*)")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?")
_SPACED = re.compile(r"\d{1,3}( \d{3})+(\.\d{1,2})?")
_PLAIN = re.compile(r"\d{1,15}(\.\d{1,2})?")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
"""Any three letters: no list of currencies is needed to say that it is not the one asked for."""
_YUAN_WORDS = frozenset({"cny", "rmb", "yuan", "元", "人民币", "元人民币", "人民币元"})
_WEIGHTS = frozenset(
    {
        *(
            "mg",
            "milligram",
            "milligrams",
            "毫克",
            "g",
            "gm",
            "gr",
            "gram",
            "grams",
            "gramme",
            "grammes",
            "克",
        ),
        *(
            "kg",
            "kgs",
            "kilo",
            "kilos",
            "kilogram",
            "kilograms",
            "公斤",
            "千克",
            "t",
            "tonne",
            "tonnes",
            "吨",
            "噸",
        ),
    }
)
"""Units of drugs: their figures stand in the conditions of bands, not among those of the packs."""
_CURRENCY_SIGNS = frozenset("$€£¥₩₽฿")
_SINGULAR: Mapping[str, AmountUnit] = {
    "person": "persons",
    "people": "persons",
    "copy": "copies",
    "view": "views",
    "repost": "reposts",
    "click": "clicks",
    "item": "items",
    "file": "files",
    "account": "accounts",
    "note": "notes",
    "time": "times",
    "人": "persons",
    "册": "copies",
    "份": "copies",
    "次": "times",
}
_MAX = Decimal(10) ** 15


@entity
class Quantity:
    """A number with its unit.

    Attributes:
        number: as digits, with a point before cents where there are any: "1860000".
        unit: what is counted.
    """

    number: str
    unit: AmountUnit

    @property
    def value(self) -> Decimal:
        """Return the number to compare.

        Raises:
            InvalidInput: it is none, as in a record of another program.
        """
        try:
            return Decimal(self.number)
        except InvalidOperation as error:
            raise InvalidInput(
                "An amount of the charge is not a number.",
                field="amounts",
                remedy="Enter the amount as the charge states it.",
            ) from error

    @property
    def words(self) -> Message:
        """Return the number with its unit, thousands parted."""
        try:
            return amount_words(self.value, self.unit)
        except InvalidInput:
            return Message("{amount} {unit}", amount=self.number, unit=self.unit)


def amount_words(value: Decimal | int, unit: str) -> Message:
    """Return a number with its unit in words, thousands parted.

    >>> str(amount_words(1860000, "CNY")), str(amount_words(500, "copies"))
    ('1,860,000 yuan', '500 copies')
    """
    shown = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if unit == YUAN:
        return Message("{amount} yuan", amount=shown)
    return Message("{amount} {unit}", amount=shown, unit=Message(UNIT_WORDS.get(unit, unit)))


def parse_quantity(text: str, *, field: str = "amount") -> Quantity:
    """Return a quantity as typed: ``1860000 CNY``, ``1,860,000 yuan``, ``186万元``, ``500 copies``.

    >>> parse_quantity("1,860,000 CNY").number, parse_quantity("186萬元").number
    ('1860000', '1860000')

    Raises:
        InvalidInput: there is no number, it can be read in two ways, it has no currency or unit, or one in
            which nothing is compared.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    typed = _UNIT_FIRST.sub(r"\2 \1", typed) if _UNIT_FIRST.fullmatch(typed) else typed
    written = _WRITTEN.fullmatch(typed)
    if written is None or typed.startswith(("-", "+")):
        raise InvalidInput(
            Message("“{text}” is not an amount.", text=text),
            field=field,
            remedy="Enter a number and its currency or unit, such as 1860000 CNY or 500 copies.",
        )
    number = _number(written[1].strip(), text, field) * GROUPS.get(written[2], 1)
    return quantity(number, _unit(written[3].strip(), text, field), field=field)


def quantity(number: Decimal, unit: AmountUnit, *, field: str = "amount") -> Quantity:
    """Return a checked quantity.

    Raises:
        InvalidInput: the number is not above 0, is too large, or parts of things are counted.
    """
    whole = number == number.to_integral_value()
    if not 0 < number < _MAX or not (whole or unit == YUAN):
        raise InvalidInput(
            "The amount must be above 0, and a whole number of anything but money.",
            field=field,
            remedy="Enter the amount as the charge states it.",
        )
    return Quantity(number=str(number.to_integral_value()) if whole else f"{number:f}", unit=unit)


def _number(text: str, whole: str, field: str) -> Decimal:
    if _PLAIN.fullmatch(text) and not re.fullmatch(r"\d{1,3}\.\d{3}", text):
        return Decimal(text)
    if _GROUPED.fullmatch(text) or _SPACED.fullmatch(text):
        return Decimal(re.sub(r"[, ]", "", text))
    raise InvalidInput(
        Message("“{text}” can be read as more than one number.", text=whole),
        field=field,
        remedy="Enter the number without separators, such as 1860000, or with commas as in 1,860,000.",
    )


def _refuse_weight(unit: str, whole: str, field: str) -> None:
    if unit in _WEIGHTS:
        raise InvalidInput(
            Message("The amount “{text}” is a weight: amounts of drugs are not computed.", text=whole),
            field=field,
            remedy="Enter the number of the band that the State asserts: bands of article 347 name grams.",
        )


def _unit(text: str, whole: str, field: str) -> AmountUnit:
    word = text.casefold()
    if word in _YUAN_WORDS:
        return YUAN
    unit = _SINGULAR.get(word, word)
    for known in UNITS:
        if unit == known:
            return known
    if not text:
        raise InvalidInput(
            Message("The amount “{text}” has no currency and no unit.", text=whole),
            field=field,
            remedy="Add it, such as 1860000 CNY or 500 copies: without one nothing can be compared.",
        )
    if text == "¥":
        raise InvalidInput(
            Message("The amount “{text}” can be in yuan or in yen.", text=whole),
            field=field,
            remedy="Write CNY where it is in yuan.",
        )
    _refuse_weight(unit, whole, field)
    if _CURRENCY.fullmatch(text) or set(text) & _CURRENCY_SIGNS:
        raise InvalidInput(
            Message(
                "The amount is in another currency ({currency}); the figures are in yuan.", currency=text
            ),
            field=field,
            remedy="Enter it in CNY at the rate that the charge states, and note that rate and its day.",
        )
    raise InvalidInput(
        Message("“{unit}” is not a unit in which an offence is measured.", unit=text),
        field=field,
        remedy=Message("Use one of: {units}.", units=UNITS),
    )
