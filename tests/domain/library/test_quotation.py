"""A quotation against the words of a page or copy: whether it stands there, or what differs."""

from __future__ import annotations

import pytest

from casebook.domain.library.quotation import (
    QuotationDifference,
    compare,
    is_quoted_from,
    paragraphs,
    places,
)
from casebook.packs.library.library import read_library

PAGES = (
    "A heading\nThe Court held that “informal\nassurances” were insufficient, and that the person",
    "need not show personal grounds. 法院认为， 酷刑\n仍然普遍。",
)


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("The Court held that 'informal".replace("'", '"'), 1),
        ("the  person need not show\npersonal grounds.", 1),
        ("酷刑仍然普遍。", 2),
        ("need not show personal grounds.", 2),
    ],
)
def test_a_quotation_that_stands_is_exact(quote: str, page: int) -> None:
    found = compare(quote, PAGES)
    assert (found.state, found.page, found.differences) == ("exact", page, ())


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        (
            "The Court held that “formal assurances” were insufficient",
            QuotationDifference(typed='"formal', copy='"informal'),
        ),
        (
            "need not show any personal grounds. 法院认为，酷刑仍然普遍。",
            QuotationDifference(typed="any", copy=""),
        ),
        (
            "need not show personal grounds. 法院认为，酷刑已经普遍。",
            QuotationDifference(typed="已 经", copy="仍 然"),
        ),
    ],
)
def test_what_differs_is_said_word_for_word(quote: str, difference: QuotationDifference) -> None:
    found = compare(quote, PAGES)
    assert found.state == "differs"
    assert difference in found.differences


def test_what_stands_nowhere_is_absent() -> None:
    assert compare("Nothing of the kind was ever written down anywhere here.", PAGES).state == "absent"
    assert compare("Anything", ()).state == "absent"


@pytest.mark.parametrize(
    ("page", "quote", "negation"),
    [
        ("In China no personal grounds are needed.", "personal grounds are needed.", "no"),
        ("No. In China, personal grounds are needed.", "personal grounds are needed.", ""),
        ("They are not in any way protected.", "protected", ""),
        ("He was not protected, and she was protected.", "protected", ""),
        ("被告人不得上诉。", "得上诉", "不"),
        ("The person was not, as they said, never held.", "The person … held", "never"),
    ],
)
def test_a_negation_right_before_a_quotation_is_named(page: str, quote: str, negation: str) -> None:
    compared = compare(quote, [page])
    assert (compared.state, compared.preceded_by) == ("exact", negation)


WARNING_PAGE = """Two. If Lin Zhiyuan returns within the time set, leniency may be con-
sidered; if the time passes and he has not returned, the “employment” will be affected."""


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("leniency may be considered", True),
        ("Leniency may be  considered;", True),
        ("If [he] returns within the time set … the employment will be affected.", True),
        ("the employment will be affected … leniency may be considered", False),
        ("If Lin Zhiyuan comes back within the time set", False),
        ("LENIENCY MAY BE CONSIDERED", False),
        ("the ‘employment’ will be affected", True),
    ],
)
def test_words_are_compared_as_a_reader_would(words: str, *, is_there: bool) -> None:
    assert is_quoted_from(words, WARNING_PAGE) is is_there
    assert (compare(words, [WARNING_PAGE]).state == "exact") is is_there


@pytest.mark.parametrize(
    ("pinpoint", "numbers"),
    [
        ("para. 34", (34,)),
        ("paras. 79-81 and 83, p. 12", (79, 80, 81, 83)),
        ("§§ 46, 48", (46, 48)),
        ("at [65]-[67]", (65, 66, 67)),
        ("p. 4", ()),
        ("art. 75(1)", ()),
        ("", ()),
    ],
)
def test_the_paragraphs_of_a_pinpoint_are_read(pinpoint: str, numbers: tuple[int, ...]) -> None:
    assert paragraphs(pinpoint) == numbers


@pytest.mark.parametrize(
    ("pinpoint", "found"),
    [
        ("para. 34", [("paragraph", "34")]),
        ("§§ 115-117", [("paragraph", "115-117")]),
        ("art. 75(1)", [("article", "75(1)")]),
        ("p. 12; headnote", [("page", "12"), ("headnote", "")]),
        ("section 3.B", [("section", "3.B")]),
        ("executive summary", [("summary", "")]),
        ("somewhere", [("other", "somewhere")]),
        ("", []),
    ],
)
def test_a_place_is_told_by_its_kind(pinpoint: str, found: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.which) for each in places(pinpoint)] == found


def test_nearly_every_place_that_ships_is_of_a_known_kind() -> None:
    pinpoints = [each for finding in read_library().findings for each in places(finding.pinpoint)]
    assert sum(each.kind == "other" for each in pinpoints) < len(pinpoints) / 10
