"""The notes on instruments: three languages, no level above what was read, and an instrument for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.library.cooperation_note import FILE, read_cooperation_notes, unmatched_notes
from casebook.packs.library.registry import read_registry
from tests.packs.written import change

_CHINESE = re.compile(r"[一-鿿]")
INSTRUMENTS = {one.id for one in read_registry().instruments}


def test_every_note_is_in_three_languages_and_on_an_instrument() -> None:
    pack = read_cooperation_notes()
    assert len(pack.notes) == 35
    assert {note.about for note in pack.notes} == {"term", "ending", "approval", "use"}
    assert [note.id for note in pack.notes if not _CHINESE.search(note.text.zh_hans)] == []
    assert [note.id for note in pack.notes if not _CHINESE.search(note.text.zh_hant)] == []
    assert list(unmatched_notes(pack, INSTRUMENTS)) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('read = "registry"', 'read = "unread"', "reading_level"),
        ('read = "registry"', 'read = "article"', "reading_level"),
        ('reading_level = "secondary"', 'reading_level = "document"', "reading_level"),
        ('reported_in = "A Body"\nreading_level', "reading_level", "reported_in"),
        ('reported_in = "A Body"', 'reported_in = "the data of this program"', "reported_in"),
        ('about = "approval"', 'about = "vote"', "about"),
        ('zh-Hans = "议会', 'zh-Hanz = "议会', "zh-Hans"),
    ],
)
def test_a_note_that_claims_or_lacks_too_much_is_named(packs: Path, old: str, new: str, field: str) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as raised:
        read_cooperation_notes(packs)
    assert raised.value.field.endswith(field)


def test_a_note_on_nothing_is_a_problem(packs: Path) -> None:
    change(packs / FILE, '"prc-xx-extradition"', '"prc-yy-extradition"')
    (found,) = unmatched_notes(read_cooperation_notes(packs), INSTRUMENTS)
    assert "prc-xx-vote" in found.where


def test_a_note_is_graded_no_higher_than_what_was_seen_of_its_instrument() -> None:
    read = {note.id: note.read for note in read_cooperation_notes().notes}
    assert (read["it-ending"], read["hk-fr-approval"], read["fr-mla-use"]) == (
        "excerpt",
        "excerpt",
        "registry",
    )
