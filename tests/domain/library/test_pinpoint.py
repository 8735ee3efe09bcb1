from __future__ import annotations

import pytest

from casebook.domain.library.reading import names_place


@pytest.mark.parametrize("pinpoint", ["para. 34", "p. 9", "§ 83", "headnote", "operative part", "第七十五条"])
def test_a_page_paragraph_or_part_is_a_place(pinpoint: str) -> None:
    assert names_place(pinpoint)


@pytest.mark.parametrize(
    "pinpoint",
    [
        "judgment",
        "judgment of 23 December 2022",
        "2022-12-23",
        "the whole report",
        "heading",
        "contents: 4.3.1-4.3.4",
        "paras 54-73 (contents)",
        "[40], [46] (headings)",
    ],
)
def test_a_date_a_heading_and_the_whole_document_are_none(pinpoint: str) -> None:
    assert not names_place(pinpoint)
