"""Values that the fields of a noun may be handed, by reflection on their types."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from casebook.domain.base.date import StatedDate
from casebook.domain.base.field import hints
from casebook.domain.base.reference import REFERS_TO

Known = Mapping[str, Sequence[str]]
"""Ids of records, by noun."""

DATES = (
    "",
    "XXXX",
    "yesterday",
    "today",
    "+14",
    "around New Year",
    "unknown",
    "0001-01-01",
    "9999-12-31",
    "0001",
    "9999",
    "9999-12",
    "1000~",
    "2016-05?",
    "2016%",
    "201X",
    "2016-XX",
    "2016-21",
    "../0001-01-01",
    "9999-12-31/..",
    "../2016",
    "2016/..",
    "../..",
    "/2016",
    "0001/9999",
    "2016-05-01/2016-07",
    "2026-03-02",
    "2026-05-11",
    "29 February 2024",
    "2016年5月3日",
    "2016 (“before the harvest”)",
)
IMPOSSIBLE = (
    "2026-02-29~",
    "2026-02-29?",
    "2027-02-29%",
    "../2026-02-29~",
    "2026-02-29~/2026-03",
    "2026-02/2027-02-29~",
    "0000-05",
    "0000-02-29~",
    "-0044-03",
    "XXXX-02-31",
    "2026-25",
)
"""What earlier versions took for a date, and no calendar or level 1 of EDTF has."""
REFUSED = (*IMPOSSIBLE, "about 29 Feb 2026", "before 2026-02-30", "2026-1X", "2026-00", "2017/2016")
DAYS = ("0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "2024-02-29", "2026-05-11", "2026-05-12")
MOMENTS = (
    "0001-01-01T00:00+00:00",
    "0001-01-01T00:00+14:00",
    "9999-12-31T23:59-12:00",
    "9999-12-31T23:59:59.999999+00:00",
    "2026-03-29T02:30+02:00",
    "2026-05-12T09:00+00:00",
)
TEXTS = (
    "",
    " ",
    "A",
    "Alim Tursun",
    "ئالىم تۇرسۇن",
    "吴涛",
    "བསྟན་འཛིན།",
    "Ąé\u0301\u200b",
    "😀 \U00020000",
    "[[1 p.2]] [^1] {#} **",
    "# Heading\n\n- item\n\n> said",
    "{brace} %s <b>&amp;</b> \\",
    "=1+1",
    "../../x",
    "2026-05-12",
    "9999-12-31",
    "0001-01-01T00:00+14:00",
    "word " * 400,
    "W" * 3000,
    "line\nline\ttab",
)
KNOWN_WORDS = ("", "CY", "CN", "UK", "Cyprus", "Atlantis", "en", "zh-Hant", "Asia/Nicosia", "Nowhere/None")
OFTEN = 0.7
SELDOM = 0.03
NUMBERS = (0, 1, -1, 7, 2**31, 2**63 - 1, 2**63, -(2**70))


def dates(chance: Random) -> str:
    """Return a date as typed."""
    day = date.fromordinal(chance.randint(date.min.toordinal(), date.max.toordinal()))
    if chance.random() < SELDOM:
        return chance.choice(REFUSED)
    return chance.choice([*DATES, day.isoformat()])


def texts(chance: Random) -> str:
    """A text: what people write, and what trips programs."""
    letters = "".join(chr(chance.randint(0x20, 0x17F)) for _ in range(chance.randint(0, 12)))
    return chance.choice([*TEXTS, *KNOWN_WORDS, letters])


def numbers(chance: Random) -> int:
    """A whole number."""
    return chance.choice(NUMBERS)


def of_record(
    chance: Random, kind: type[Any], known: Known, fixed: Mapping[str, object], often: float = OFTEN
) -> dict[str, object]:
    """The fields of a record, as JSON hands them in.

    Args:
        chance: draws the values.
        kind: of the record.
        known: what it may refer to.
        fixed: fields that are no matter of chance.
        often: how often a field is given that may be left out, 0 to 1.
    """
    types, values = hints(kind), dict(fixed)
    for part in fields(kind):
        is_needed = part.default is MISSING and part.default_factory is MISSING
        if part.name == "id" or part.name in fixed or not (is_needed or chance.random() < often):
            continue
        value = of_type(chance, types[part.name], part.name, known)
        blank = is_needed and isinstance(value, str) and not value.strip()
        values[part.name] = part.name if blank and types[part.name] is str else value
    return values


def as_typed(chance: Random, value: object) -> str:
    """Return a value as typed after `--set field=`: text unquoted, the rest as JSON or comma-separated."""
    if chance.random() < SELDOM:
        return texts(chance)
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return chance.choice([", ".join(value), json.dumps(value)])
    return json.dumps(value)


def of_type(chance: Random, hint: Any, name: str, known: Known) -> Any:  # noqa: ANN401 - a type of any field
    """The value of one field, as JSON hands it in."""
    origin, kinds = get_origin(hint), get_args(hint)
    if name in REFERS_TO and hint in {str, tuple[str, ...]}:
        ids = known.get(REFERS_TO[name][0], ())
        there = chance.sample(ids, k=min(len(ids), 2))
        return there if hint is not str else next(iter(there), "")
    if origin in {Union, UnionType}:
        inner = next(each for each in kinds if each is not NoneType)
        return of_type(chance, inner, name, known) if chance.random() < OFTEN else None
    if origin is Literal:
        return chance.choice(kinds)
    if origin is tuple:
        each_kind = kinds[:1] * chance.randint(0, 2) if Ellipsis in kinds else kinds
        return [of_type(chance, each, name, known) for each in each_kind]
    if is_dataclass(hint) and isinstance(hint, type) and hint is not StatedDate:
        return of_record(chance, hint, known, {})
    return _PLAIN[hint](chance)


_PLAIN: Mapping[Any, Callable[[Random], object]] = {
    StatedDate: dates,
    str: texts,
    bool: lambda chance: chance.random() < OFTEN,
    int: numbers,
    float: lambda chance: chance.choice((0.0, 1.5, -1.0, 1e300)),
    date: lambda chance: chance.choice(DAYS),
    datetime: lambda chance: chance.choice(MOMENTS),
}
