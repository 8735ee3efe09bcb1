from __future__ import annotations

import pytest

from casebook.domain.base.pinpoint import places
from casebook.packs.library.library import read_library


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
