"""Names are replaced in every text of a composition, and every text is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from io import BytesIO
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import pytest

from casebook.domain.dossier.composition import (
    Block,
    Composition,
    Cover,
    DossierPart,
    Exhibit,
    Line,
    ReferenceTarget,
    Span,
    TextParagraph,
)
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.pseudonymised_text import pseudonymise, texts_of

NAME = "Wen Ruolan"
LABEL = "Person A"
CODES = {
    "Composition": {"language", "paper", "typesetting", "numbers"},
    "DossierPart": {"anchor"},
    "Exhibit": {"key", "mark", "media_type", "file", "recognised"},
    "FormField": {"name"},
    "ChartSpan": {"rests_on"},
    "Heading": {"anchor", "rests_on"},
    "MapShape": {"fill"},
    "ReferenceTarget": {"anchor"},
    "Span": {"language", "places", "rests_on"},
    "TextParagraph": {"anchor"},
}
"""Fields of a composition that hold codes, keys or names of formats, which are no text about a person."""


def filled(hint: Any, depth: int = 0) -> Any:  # noqa: ANN401 - any type of a field of a composition
    """A value of a type in which every text is the name; a union is filled as its first kind."""
    origin, of = get_origin(hint), get_args(hint)
    if hint is str:
        return NAME
    if origin is Literal:
        return of[0]
    if origin in {Union, UnionType}:
        return filled(next(kind for kind in of if kind is not NoneType), depth)
    if origin is tuple:
        return tuple(filled(kind, depth) for kind in of if kind is not Ellipsis)
    if is_dataclass(hint):
        return specimen(cast("type[Any]", hint), depth)
    return {bool: False, int: 1, float: 0.5}[hint]


def specimen(kind: type[Any], depth: int = 0) -> Any:  # noqa: ANN401 - an instance of `kind`
    """A dataclass of a composition with the name in every text; a note holds no further note."""
    hints = get_type_hints(kind)
    codes = CODES.get(kind.__name__, set())
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in codes:
            if hints[field.name] is str:
                values[field.name] = "en"
        elif field.name == "note" and kind is Span:
            values["note"] = () if depth else (specimen(Span, 1),)
        elif get_origin(hints[field.name]) is not Callable and hints[field.name] is not Callable:
            values[field.name] = filled(hints[field.name], depth)
    return kind(**values)


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, codes left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value):
        codes = CODES.get(type(value).__name__, set())
        for field in fields(value):
            if field.name not in codes:
                yield from texts_in(getattr(value, field.name))


def test_times_of_the_clock_are_replaced_and_pinpoints_are_not() -> None:
    said = "At 19:40, 7.40 pm or 19h40, 晚上七点半, exhibit 5, article 3:44, ECLI:NL:HR:2015:12, 10 o 12"
    whole = Composition(title=said, language="en")
    hides = NameReplacer([])
    shown = "At [time], [time] or [time], 晚上[time], exhibit 5, article 3:44, ECLI:NL:HR:2015:12, 10 o 12"
    assert pseudonymise(whole, hides, time_label="[time]").title == shown
    assert pseudonymise(whole, hides).title == said


def of_block(kind: type[Any]) -> Composition:
    part = DossierPart(title="", anchor="p", blocks=(specimen(kind),))
    return Composition(title="", language="en", parts=(part,))


def of_exhibit() -> Composition:
    exhibit = Exhibit(
        key="k",
        mark="1",
        media_type="",
        open=BytesIO,
        title=NAME,
        dated=NAME,
        source=NAME,
        section=NAME,
        note=NAME,
    )
    return Composition(title="", language="en", exhibits=(exhibit,))


COMPOSITIONS: dict[str, Callable[[], Composition]] = {
    **{kind.__name__: partial(of_block, kind) for kind in get_args(Block)},
    "Cover": lambda: Composition(title="", language="en", cover=specimen(Cover)),
    "DossierPart": lambda: Composition(
        title="", language="en", parts=(DossierPart(title=NAME, anchor="p", blocks=()),)
    ),
    "Composition": lambda: Composition(title=NAME, language="en", running_head=NAME, page_mark=NAME),
    "Exhibit": of_exhibit,
}


@pytest.mark.parametrize("kind", COMPOSITIONS)
def test_no_text_still_names_whom_a_copy_hides(kind: str) -> None:
    whole = COMPOSITIONS[kind]()
    named = [text for text in texts_in(whole) if text == NAME]
    assert named, "the specimen holds the name"
    assert sum(text == NAME for text in texts_of(whole)) >= len(named)
    copy = pseudonymise(whole, NameReplacer([Hidden(form=NAME, label=LABEL)]))
    assert not any(NAME in text for text in texts_in(copy))
    assert not any(NAME in text for text in texts_of(copy))
    assert LABEL in set(texts_of(copy))


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Composition, {"title", "running_head", "page_mark"}),
        (Exhibit, {"title", "dated", "source", "section", "note"}),
    ],
)
def test_the_specimens_hold_every_text_field(kind: type[Any], texts: set[str]) -> None:
    hints = get_type_hints(kind)
    assert {field.name for field in fields(kind) if hints[field.name] is str} - CODES[kind.__name__] == texts


PSEUDONYMISER = NameReplacer([Hidden(form="Wen Shuyun", label="Person A")])


def whole(line: Line) -> Composition:
    part = DossierPart(title="", anchor="part:1", blocks=(TextParagraph(line=line),))
    return Composition(title="", language="en", parts=(part,))


def pseudonymised(line: Line) -> Line:
    (block,) = pseudonymise(whole(line), PSEUDONYMISER).parts[0].blocks
    assert isinstance(block, TextParagraph)
    return block.line


def test_a_partly_emphasised_name_is_covered_and_would_be_found() -> None:
    line = (
        Span("So Wen "),
        Span("Shuyun", "bold"),
        Span(" said, "),
        Span("x", to=ReferenceTarget(anchor="a")),
    )
    assert [span.text for span in pseudonymised(line)] == ["So Person A said, ", "x"]
    assert any(map(PSEUDONYMISER.hides, texts_of(whole(line))))


def test_a_name_a_note_is_called_in_is_covered_and_so_is_the_note() -> None:
    line = pseudonymised(
        (Span("So Wen"), Span("", note=(Span("Wen Shuyun wrote it."),)), Span(" Shuyun said."))
    )
    assert line == (Span("So Person A said."), Span("", note=(Span("Person A wrote it."),)))


def test_emphasis_stays_where_it_hides_nothing() -> None:
    line = (Span("So "), Span("he", "italic"), Span(" said."))
    assert pseudonymised(line) == line
