from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import ReferenceTarget
from casebook.pdf.bundle.page_numbering import PageNumbering, set_front
from tests.pdf.corpus import composition, exhibit, typed

FILES = (exhibit(typed(1)), exhibit(typed(1), "b"))


@pytest.mark.parametrize(
    ("has_dividers", "anchor", "page", "number"),
    [
        (True, "exhibit:a", 0, 4),
        (True, "exhibit:a", 1, 5),
        (True, "exhibit:a", 3, 7),
        (True, "exhibit:b", 0, 8),
        (True, "exhibit:b", 2, 10),
        (False, "exhibit:a", 0, 4),
        (False, "exhibit:a", 1, 4),
        (False, "exhibit:b", 2, 8),
        (True, "facts", 0, 2),
    ],
)
def test_every_target_has_its_page(*, has_dividers: bool, anchor: str, page: int, number: int) -> None:
    numbering = PageNumbering(composition(*FILES, has_dividers=has_dividers), [3, 2], 3, {"facts": 1})
    assert numbering.page_of(ReferenceTarget(anchor=anchor, page=page)) == number


@pytest.mark.parametrize(("has_dividers", "spans"), [(True, ("4–7", "8–10")), (False, ("4–6", "7–8"))])
def test_the_index_prints_the_pages_of_every_exhibit(*, has_dividers: bool, spans: tuple[str, str]) -> None:
    numbering = PageNumbering(composition(*FILES, has_dividers=has_dividers), [3, 2], 3, {})
    assert tuple(numbering.span_of(ReferenceTarget(anchor=f"exhibit:{key}")) for key in "ab") == spans


@pytest.mark.parametrize(
    "target",
    [
        ReferenceTarget(anchor="facts"),
        ReferenceTarget(anchor="exhibit:c"),
        ReferenceTarget(anchor="exhibit:b", page=3),
    ],
)
def test_a_target_that_is_not_there_is_refused(target: ReferenceTarget) -> None:
    with pytest.raises(InvalidInput) as error:
        PageNumbering(composition(*FILES), [3, 2], 3, {}).page_of(target)
    assert error.value.remedy


def test_a_wrong_guess_is_set_again() -> None:
    long = " ".join(["about the case"] * 20)
    many = composition(*(exhibit(typed(1), f"k{at}", title=long) for at in range(40)))
    front, numbering = set_front(many, [1] * 40, lambda: None)
    assert front.page_count > 4
    assert numbering.page_of(ReferenceTarget(anchor="exhibit:k0")) == front.page_count + 1
