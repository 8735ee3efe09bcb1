"""What the last search of a finished page reports, and what only the page has put side by side."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.last_search import LastSearch
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer

NAMED = NameReplacer([Hidden(form="Hong Meiling", label="Person A")])


@pytest.mark.parametrize(
    ("page", "is_left"),
    [
        ("He left by the land crossing to Hong Undisputed\r\n2022 Kong and reached Cyprus", False),
        ("He left by the land crossing to Hong Undisputed\r\n2022 and reached Cyprus", True),
        ("He fled with Hong at night\r\nto Hong Kong and on", True),
        ("In Kong he met Hong again", True),
    ],
)
def test_a_place_on_two_lines_of_a_column_is_no_name(page: str, *, is_left: bool) -> None:
    assert LastSearch(NAMED).hides(page) is is_left


INITIALS = NameReplacer(
    [
        Hidden(form="W. To", label="Person Y", is_name=False, kind="initials"),
        Hidden(form="To Wingyan", label="Person Y", ordinary=frozenset({"to"})),
        Hidden(form="Will Hoi", label="Person W", ordinary=frozenset({"will"})),
    ]
)


@pytest.mark.parametrize(
    ("page", "is_left"),
    [
        ("The police called Person\r\nW to come", False),
        ("The police called Person\n W to come", False),
        ("The police called Person W\nto come", False),
        ("The police called Person\r\nW.\r\nTo come home", False),
        ("The police called Person\r\nW To Wingyan", True),
        ("The police called Mr\r\nW. To", True),
    ],
)
def test_a_label_on_two_lines_is_nobodys_initials(page: str, *, is_left: bool) -> None:
    assert LastSearch(INITIALS).hides(page) is is_left


def test_initials_below_a_head_like_a_label_are_replaced_before_it() -> None:
    assert INITIALS.apply("Person\nW. To\n") == "Person\nPerson Y\n"


T_DO = NameReplacer([Hidden(form="T. Do", label="Person Y", is_name=False, kind="initials")])


@pytest.mark.parametrize(
    ("page", "is_left"),
    [
        ("number] aun\r\ndocument t\r\nDo unc\r\nle", False),
        ("document t Do unc", False),
        ("AUN\r\nT\r\nDo UNC\r\nLE", False),
        ("They don't do that", False),
        ("We met T Do there", True),
        ("We met T.\r\nDo there", True),
        ("we met t. do there", True),
        ("we met t do there", True),
    ],
)
def test_the_end_of_a_word_in_a_narrow_cell_is_no_initial(page: str, *, is_left: bool) -> None:
    assert LastSearch(T_DO).hides(page) is is_left


def test_the_list_takes_letters_for_initials_as_the_last_search_does() -> None:
    assert T_DO.apply("They don't do it; t Do") == "They don't do it; t Do"
    assert T_DO.apply("AUNT T\nDo and T Do") == "AUNT Person Y and Person Y"
