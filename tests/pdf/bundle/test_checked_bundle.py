from __future__ import annotations

import io
from pathlib import Path

import pytest

from casebook.base.message import Message
from casebook.base.progress import NONE
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from tests.pdf.corpus import composition, drawn, exhibit, picture, typed
from tests.pdf.read import texts

MIDDLE = b"BT /F1 11 Tf 290 29 Td (xii) Tj ET"
RIGHT = b" BT /F1 11 Tf 545 29 Td (right) Tj ET"
LEFT = b" BT /F1 11 Tf 34 29 Td (left) Tj ET"


def _column(line: str, number: str) -> float:
    """How far to the right a number stands, as a share of the line."""
    return line.index(number) / max(len(line), 1)


def test_a_number_gives_way_to_the_exhibits_own(tmp_path: Path) -> None:
    exhibits = [
        exhibit(drawn(content), f"k{at}")
        for at, content in enumerate((b"BT (a) Tj ET", MIDDLE, MIDDLE + RIGHT, MIDDLE + RIGHT + LEFT))
    ]
    out = io.BytesIO()
    bundle = build_checked_bundle(composition(*exhibits, has_dividers=False), out)
    path = tmp_path / "bundle.pdf"
    path.write_bytes(out.getvalue())
    said = [" ".join(page.split()) for page in texts(path)]
    assert said[3] == "xii 4"  # to the right of it
    assert said[4] == "5 xii right"  # to the left of it
    assert [(problem.check, problem.page) for problem in bundle.problems if problem.check == "stamp"] == [
        ("stamp", 6)
    ]


def test_a_page_that_was_empty_before_is_no_fault() -> None:
    """Text of blanks or without a font shows nothing, before and after."""
    exhibits = [exhibit(drawn(b"BT /F1 12 Tf 72 700 Td (  ) Tj ET")), exhibit(drawn(b"BT (a) Tj ET"), "b")]
    bundle = build_checked_bundle(composition(*exhibits), io.BytesIO())
    assert not any(problem.is_blocking for problem in bundle.problems)


def test_problems_of_reading_and_of_preflight_come_together() -> None:
    out = io.BytesIO()
    bundle = build_checked_bundle(composition(exhibit(picture()), exhibit(typed(), "b")), out)
    assert {problem.check for problem in bundle.problems} == {"scans", "fonts"}
    assert bundle.page_count == 7


def test_a_file_on_disk_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "bundle.pdf"
    with path.open("w+b") as out:
        bundle = build_checked_bundle(composition(exhibit(typed())), out)
    assert len(texts(path)) == bundle.page_count
    assert not any(problem.is_blocking for problem in bundle.problems)


@pytest.mark.parametrize("has_dividers", [True, False])
def test_while_a_page_is_numbered_its_exhibit_is_in_hand(*, has_dividers: bool) -> None:
    """One whose numbers cannot be stamped is named then."""
    in_hand = NONE
    numbered: list[int] = []

    def hold(place: int) -> None:
        nonlocal in_hand
        in_hand = place

    def note(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        if step == Message("numbering pages"):
            numbered.append(in_hand)

    whole = composition(exhibit(typed(2)), exhibit(typed(3), "b"), has_dividers=has_dividers)
    bundle = build_checked_bundle(whole, io.BytesIO(), progress=note, hold=hold)
    pages = bundle.page_count
    of_text = [NONE] * (pages - 5 - 2 * has_dividers)
    assert numbered[1:] == [*of_text, *[0] * (2 + has_dividers), *[1] * (3 + has_dividers)]
    assert in_hand == NONE
