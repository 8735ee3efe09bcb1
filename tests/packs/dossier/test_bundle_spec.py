from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.packs.dossier.bundle_spec import BundleSpec, read_spec

WHOLE = """
title = "Hearing bundle"
profile = "gb-ew-court-ebundle"
running_head = "R (Karim) v Minister"
paper = "Letter"
dividers = false

[cover]
court = "High Court"
number = "CO/1/2026"
parties = "Karim v Minister"
hearing_on = 2026-03-02

[[section]]
title = "Statements"

[[section.item]]
file = "statements/first.pdf"
title = "First statement"
date = 2026-01-05
mark = "A-1"

[[section.item]]
file = "second.pdf"
title = "Second statement"
date = "2025-11~"

[[section]]

[[section.item]]
file = "third.png"
title = "Photograph"
date = "around New Year"
"""


def _read(tmp_path: Path, text: str) -> BundleSpec:
    path = tmp_path / "SPEC.toml"
    path.write_text(text, encoding="utf-8")
    return read_spec(path)


def test_a_whole_spec_is_read(tmp_path: Path) -> None:
    spec = _read(tmp_path, WHOLE)
    assert (spec.title, spec.profile, spec.paper, spec.has_dividers) == (
        "Hearing bundle",
        "gb-ew-court-ebundle",
        "Letter",
        False,
    )
    assert spec.cover is not None
    assert (spec.cover.title, spec.cover.court) == ("Hearing bundle", "High Court")
    assert spec.cover.lines == ("Hearing on 2 March 2026",)
    assert [item.mark for item in spec.items] == ["A-1", "2", "3"]
    assert [item.section for item in spec.items] == ["Statements", "Statements", ""]
    assert [item.dated for item in spec.items] == ["5 January 2026", "about November 2025", "around New Year"]
    assert spec.items[0].file == "statements/first.pdf"


def test_little_is_enough(tmp_path: Path) -> None:
    spec = _read(tmp_path, 'title = "A"\n[[section]]\n[[section.item]]\nfile = "a.pdf"\ntitle = "Letter"\n')
    assert spec.cover is None
    assert (spec.language, spec.paper, spec.has_dividers, spec.profile) == ("en", None, True, "")
    assert (spec.items[0].mark, spec.items[0].dated, spec.items[0].section) == ("1", "", "")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('title = "Hearing bundle"\n', "", "title"),
        ('paper = "Letter"', 'paper = "A5"', "paper"),
        ("dividers = false", 'dividers = "no"', "dividers"),
        ("[cover]", "[cover]\njudge = 'Wu'", "cover · judge"),
        ('file = "second.pdf"\n', "", "section 1 · item 2 · file"),
        ('title = "Second statement"\n', "", "section 1 · item 2 · title"),
        ('mark = "A-1"', 'mark = "2"', "section 1 · item 2 · mark"),
        ('mark = "A-1"', 'marc = "A-1"', "section 1 · item 1 · marc"),
        ("date = 2026-01-05", "date = 2026", "section 1 · item 1 · date"),
        ("date = 2026-01-05", "date = 2026-01-05T10:00:00", "section 1 · item 1 · date"),
        ("[[section]]\ntitle", "[[section]]\nname = 'x'\ntitle", "section 1 · name"),
        ('title = "Hearing bundle"\n', 'title = "Hearing bundle"\ncourt = "x"\n', "court"),
    ],
)
def test_a_defect_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in WHOLE
    with pytest.raises(InvalidInput) as error:
        _read(tmp_path, WHOLE.replace(old, new, 1))
    assert error.value.field == f"SPEC.toml · {place}"
    assert error.value.kind == "invalid-input"
    assert str(error.value.remedy).startswith("Correct the spec")


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        (
            'file = "second.pdf"',
            'fiel = "second.pdf"',
            ("item 2 · file: is missing", "item 2 · fiel: is not"),
        ),
        ('title = "Hearing bundle"', 'titel = "x"', ("toml · title: is missing", "toml · titel: is not")),
        ("[[section.item]]", "[[section.itme]]", ("section 1 · itme: is not",)),
    ],
)
def test_a_misspelt_key_is_named_beside_the_missing_one(
    tmp_path: Path, old: str, new: str, places: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidInput) as error:
        _read(tmp_path, WHOLE.replace(old, new, 1))
    assert [place for place in places if place not in str(error.value.title)] == []


def test_a_spec_without_items_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="at least one item"):
        _read(tmp_path, 'title = "A"\n')


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="not valid TOML"):
        _read(tmp_path, "title = ")


def test_a_missing_spec_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_spec(tmp_path / "none.toml")


def test_items_are_put_in_order_of_their_days_within_their_section(tmp_path: Path) -> None:
    spec = _read(tmp_path, 'order = "date"\n' + WHOLE)
    assert [(item.title, item.mark) for item in spec.items] == [
        ("Second statement", "1"),
        ("First statement", "A-1"),
        ("Photograph", "3"),
    ]


def test_pages_are_numbered_as_asked_for(tmp_path: Path) -> None:
    assert _read(tmp_path, 'prefix = "LIN"\ndigits = 6\n' + WHOLE).numbers.running(45) == "LIN000045"
    assert _read(tmp_path, 'numbers = "exhibit"\n' + WHOLE).numbers.of_exhibit("a-1", 2) == "A-1-2"


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        ('prefix = "LIN-2026"', "prefix"),
        ('prefix = "lin"', "prefix"),
        ("digits = 10", "digits"),
        ('numbers = "exhibit"\nprefix = "L"', "numbers"),
        ('order = "size"', "order"),
    ],
)
def test_numbers_that_could_not_be_printed_are_refused(tmp_path: Path, keys: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _read(tmp_path, f"{keys}\n{WHOLE}")
    assert refused.value.field == f"SPEC.toml · {field}"


def test_a_mark_no_page_number_can_print_is_refused_where_pages_bear_it(tmp_path: Path) -> None:
    text = WHOLE.replace('mark = "A-1"', 'mark = "甲"')
    assert _read(tmp_path, text).items[0].mark == "甲"
    with pytest.raises(InvalidInput, match="points and hyphens"):
        _read(tmp_path, 'numbers = "exhibit"\n' + text)
