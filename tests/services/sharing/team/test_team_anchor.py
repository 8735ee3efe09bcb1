"""The anchor is the same for all who hold the same, and its parts say where two differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import NotFound
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_anchor import is_same, team_anchor
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, joined, note, own_id, pair


def test_two_who_hold_the_same_read_the_same_words(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    here, there = team_anchor(anna, own_id(ben)), team_anchor(ben, own_id(anna))
    assert here.words == there.words
    assert len(here.words.split()) == 10
    assert [one.words for one in here.parts] == [one.words for one in there.parts]
    assert is_same(here, there.words.upper())
    assert not any(one.is_known_to_differ for one in here.parts)
    assert (here.by, there.by) == ("Ben", "Anna")


def test_what_is_withheld_shows_and_the_part_says_where(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(anna, "n1")
    put(anna)
    here, there = team_anchor(anna, own_id(ben)), team_anchor(ben, own_id(anna))
    assert here.words != there.words
    differing = [
        one.reference for one, other in zip(here.parts, there.parts, strict=True) if one.words != other.words
    ]
    assert differing == ["S-1"]
    assert [(one.reference, one.unheard, one.lacking) for one in here.parts if one.is_known_to_differ] == [
        ("S-1", 1, 0)
    ]
    take_all(ben)
    put(ben)
    take_all(anna)
    assert team_anchor(anna, own_id(ben)).words == team_anchor(ben, own_id(anna)).words


def test_the_anchor_of_all_is_of_what_all_have(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    assert len({team_anchor(one).words for one in (anna, ben, cara)}) == 1
    with pytest.raises(NotFound):
        team_anchor(anna, bytes(32))
