from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import DossierPart, ReferenceTarget, Span, TextParagraph
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


def test_references_to_a_left_out_exhibit_lead_to_its_placeholder() -> None:
    left_out = replace(exhibit(b""), is_placeholder=True)
    numbering = PageNumbering(composition(left_out, FILES[1]), [1, 2], 3, {})
    pages = [numbering.page_of(ReferenceTarget(anchor="exhibit:a", page=page)) for page in range(4)]
    assert pages == [4, 5, 5, 5]


def test_a_reference_beyond_an_exhibit_names_exhibit_section_and_paragraph() -> None:
    target = ReferenceTarget(anchor="exhibit:b", page=3)
    paragraphs = (TextParagraph(line=(), is_numbered=True), TextParagraph(line=(Span("p.", to=target),)))
    whole = replace(
        composition(*FILES),
        parts=(
            DossierPart(title="One", anchor="one", blocks=paragraphs[:1]),
            DossierPart(title="Two", anchor="two", blocks=(replace(paragraphs[1], is_numbered=True),)),
        ),
    )
    with pytest.raises(InvalidInput) as error:
        PageNumbering(whole, [3, 2], 3, {}).page_of(target)
    mark = FILES[1].mark
    assert str(error.value.title) == (
        f"Section B, paragraph 2: a reference points to page 3 of exhibit {mark}, which has 2 pages."
    )


def test_a_wrong_guess_is_set_again() -> None:
    long = " ".join(["about the case"] * 20)
    many = composition(*(exhibit(typed(1), f"k{at}", title=long) for at in range(40)))
    front, numbering = set_front(many, [1] * 40, lambda: None)
    assert front.page_count > 4
    assert numbering.page_of(ReferenceTarget(anchor="exhibit:k0")) == front.page_count + 1
