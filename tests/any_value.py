"""Values that the fields of a noun may be handed, by reflection on their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from casebook.domain.base.date import StatedDate
from casebook.domain.base.field import hints
from casebook.services.base.form import REFERS_TO

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
    "word " * 400,
    "W" * 3000,
    "line\nline\ttab",
)
KNOWN_WORDS = ("", "CY", "CN", "UK", "Cyprus", "Atlantis", "en", "zh-Hant", "Asia/Nicosia", "Nowhere/None")
NUMBERS = (0, 1, -1, 7, 2**31, 2**63 - 1, 2**63, -(2**70))


def dates() -> st.SearchStrategy[str]:
    """A date as somebody types it."""
    return st.sampled_from(DATES) | st.dates().map(date.isoformat)


def texts() -> st.SearchStrategy[str]:
    """A text: what people write, and what trips programs."""
    words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12)
    return st.sampled_from(TEXTS) | st.sampled_from(KNOWN_WORDS) | words


def numbers() -> st.SearchStrategy[int]:
    """A whole number."""
    return st.sampled_from(NUMBERS)


def of_record(
    kind: type[Any], known: Known, fixed: Mapping[str, object]
) -> st.SearchStrategy[dict[str, object]]:
    """The fields of a record, as JSON hands them in; those that are no matter of chance are `fixed`."""
    types = hints(kind)
    free = [part for part in fields(kind) if part.name != "id" and part.name not in fixed]
    needed = {
        part.name: of_type(types[part.name], part.name, known).filter(_is_filled)
        for part in free
        if part.default is MISSING and part.default_factory is MISSING
    }
    others = {
        part.name: of_type(types[part.name], part.name, known) for part in free if part.name not in needed
    }
    return st.fixed_dictionaries(needed, optional=others).map(lambda values: {**values, **fixed})


def of_type(hint: Any, name: str, known: Known) -> st.SearchStrategy[Any]:  # noqa: ANN401, PLR0911 - a type of any field
    """The value of one field, as JSON hands it in."""
    origin, kinds = get_origin(hint), get_args(hint)
    if name in REFERS_TO and hint in {str, tuple[str, ...]}:
        there = known.get(REFERS_TO[name], ())
        one = st.sampled_from(there) if there else st.just("")
        return one if hint is str else st.lists(one, max_size=min(len(there), 2))
    if origin in {Union, UnionType}:
        return st.none() | of_type(next(each for each in kinds if each is not NoneType), name, known)
    if origin is Literal:
        return st.sampled_from(kinds)
    if origin is tuple and Ellipsis in kinds:
        return st.lists(of_type(kinds[0], name, known), max_size=2)
    if origin is tuple:
        return st.tuples(*(of_type(each, name, known) for each in kinds)).map(list)
    if hint is StatedDate:
        return dates()
    if is_dataclass(hint) and isinstance(hint, type):
        return of_record(hint, known, {})
    plain: Mapping[Any, st.SearchStrategy[Any]] = {
        str: texts(),
        bool: st.booleans(),
        int: numbers(),
        float: st.floats(),
        date: st.sampled_from(DAYS),
        datetime: st.sampled_from(MOMENTS),
    }
    return plain[hint]


def _is_filled(value: object) -> bool:
    """Whether a field that a record cannot be without takes it: no blank text."""
    return not isinstance(value, str) or bool(value.strip())
