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
