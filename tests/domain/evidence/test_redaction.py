from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.paper import laid
from casebook.domain.evidence.redaction import Area, Redaction

EMPTY = Redaction(id="d", case_id="c")
DRAWN = Area(page=2, left=0.1, top=0.2, right=0.5, bottom=0.3)
FOUND = replace(DRAWN, left=0.101, state="suggested", is_drawn=False)


def test_a_suggestion_within_an_area_adds_nothing_even_when_rejected() -> None:
    rejected = EMPTY.having([FOUND]).decided([FOUND], "rejected")
    assert rejected.having([FOUND, replace(FOUND, right=0.2)]) == rejected
    assert len(rejected.having([DRAWN, replace(FOUND, page=1)]).areas) == 3


def test_only_what_was_accepted_is_hidden_and_only_in_its_copies() -> None:
    service = replace(DRAWN, copies=("service",))
    redaction = EMPTY.having([FOUND, service])
    assert redaction.hidden_in("service") == (service,)
    assert redaction.hidden_in("pseudonymised") == redaction.hidden_in("filing") == ()
    assert redaction.undecided == (FOUND,)
    assert redaction.without([service]).areas == (FOUND,)


def test_areas_stand_in_the_order_of_pages_and_places() -> None:
    upper, first = replace(DRAWN, top=0.1), replace(DRAWN, page=1)
    assert EMPTY.having([DRAWN, upper, first]).areas == (first, upper, DRAWN)


def test_pages_looked_at_are_kept_once_and_taken_back() -> None:
    redaction = EMPTY.reviewed_on([3, 1, 3], shows_no_one=True)
    assert redaction.reviewed == (1, 3)
    assert redaction.reviewed_on([3], shows_no_one=False).reviewed == (1,)


@pytest.mark.parametrize(
    "spoiled",
    [
        replace(DRAWN, right=0.1),
        replace(DRAWN, bottom=1.2),
        replace(DRAWN, page=0),
        replace(DRAWN, copies=()),
    ],
)
def test_what_is_no_area_is_refused(spoiled: Area) -> None:
    with pytest.raises(InvalidInput):
        EMPTY.having([spoiled])


def test_an_area_moved_off_the_paper_ends_at_its_edge() -> None:
    assert DRAWN.at((-0.2, 0.9, 0.3, 1.4)).edges == (0.0, 0.9, 0.3, 1.0)


def test_a_place_on_a_picture_is_found_again_on_its_page() -> None:
    where = laid(800, 400, "A4")
    place = (0.25, 0.1, 0.5, 0.9)
    assert where.on_picture(where.on_page(place)) == pytest.approx(place)
    assert where.on_page((0, 0, 1, 1))[0] == pytest.approx(where.left_pt / where.width_pt)
