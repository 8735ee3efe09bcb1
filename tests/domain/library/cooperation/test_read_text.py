"""What rests on general knowledge leaves no text of a review that is printed."""

from __future__ import annotations

import pytest

from casebook.domain.library.cooperation.read_text import as_read, without_recalled
from casebook.packs.library.cooperation_note import read_cooperation_notes


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Month and day to be confirmed (24 May 2011 from memory).", "Month and day to be confirmed."),
        ("An NGO account. Year from general knowledge.", "An NGO account."),
        ("Assurances accepted by general knowledge; that part is not visible", ""),
        ("Decided in Smith v. Jones. Not appealed.", "Decided in Smith v. Jones. Not appealed."),
    ],
)
def test_sentences_and_asides_go_and_the_rest_stays(text: str, left: str) -> None:
    assert without_recalled(text) == left
    assert as_read((text, 3)) == (left, 3)


def test_how_a_note_was_read_is_no_text() -> None:
    note = next(one for one in read_cooperation_notes().notes if one.id == "us-tsp-ending")
    assert (note.read, as_read(note)) == ("excerpt", note)
