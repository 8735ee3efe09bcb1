"""A member may sign whatever body they like: it is one fault of one file, and all else goes on."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import InvalidInput, VaultTooNew
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import head_as_json
from casebook.domain.sharing.space_body import read_changes, read_object
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import missing_files
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.carrier_file import LinePlace
from casebook.vault.sharing.carrier_header import CarrierKind
from casebook.vault.sharing.carrier_taking import NotTaken
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge, lay_in, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair

HOSTILE: list[dict[str, Any]] = [
    {"p": [[["x"], "y"]]},
    {"p": [[{"a": 1}, "y"]]},
    {"p": [["note"]]},
    {"p": [["attachment", "a1"]]},
    {"f": [["d1", "a" * 26, 5, "zz"]]},
    {"f": [["d1", "../../../etc/passwd", 5, "00" * 32]]},
    {"f": [["d1", "a" * 26, 1 << 70, "00" * 32]]},
    {"r": [{"n": "attachment", "i": "x1", "b": "", "v": {"a": 1}}]},
    {"r": [{"n": "peer-card", "i": "x1", "b": "", "v": {"name": "x"}}]},
    {"r": [{"n": "handover", "i": "x1", "b": "", "v": {"name": "x"}}]},
    {"c": 5},
    {"more": 1},
]


@pytest.mark.parametrize("more", HOSTILE[::4])
def test_one_file_stops_nothing_and_its_author_is_named(
    new_casebook: NewCasebook, tmp_path: Path, more: dict[str, Any]
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    for one in (ben, cara):
        take_all(one)
    forge(ben, body() | more)
    note(cara, "n1")
    put(cara)
    report = take_all(anna)
    assert (report.refused, report.damaged_by) == ({NotTaken.DAMAGED: 1}, {"Ben"})
    assert notes(anna) == ["n1"]
    assert team_status(anna).damaged_by == ("Ben",)
    put(anna)


def test_a_place_not_of_its_kind_touches_no_line(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    space = space_of(ben)
    heads = SpaceLog.read(space.log)
    (name,) = (one for one in heads.lines if one.signer == own_id(ben))
    head = head_as_json(heads.heads[own_id(ben)])
    lay_in(ben, space.id, CarrierKind.HEAD, LinePlace(line=name.line, number=1), head)
    lay_in(ben, space.id, CarrierKind.GRANT, LinePlace(line=name.line, number=1), {"v": 1, "g": []})
    remove(anna, own_id(ben), is_lost=True)
    assert take_all(anna).refused == {NotTaken.DAMAGED: 2}
    put(anna)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    report = take_all(dora)
    assert (report.refused, report.after_removal, notes(dora)) == ({NotTaken.DAMAGED: 2}, 0, ["n1"])
    assert missing_files(dora) == []


def test_later_files_of_its_author_are_taken_and_the_gap_stays_told(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take_all(ben)
    note(ben, "n1")
    put(ben)
    forge(ben, body(more=1))
    note(ben, "n2")
    put(ben)
    for _ in range(2):
        report = take_all(anna)
        assert (report.refused, report.waiting, report.damaged_by) == ({NotTaken.DAMAGED: 1}, 0, {"Ben"})
        assert notes(anna) == ["n1", "n2"]
        (gap,) = missing_files(anna)
        assert (gap.by, gap.count, gap.given_up, team_status(anna).damaged_by) == ("Ben", 1, True, ("Ben",))
        put(anna)


@pytest.mark.parametrize("more", HOSTILE[:-3:2])
def test_no_hostile_body_is_read(more: dict[str, Any]) -> None:
    if "r" in more or more.get("p") == [["attachment", "a1"]]:
        read_changes(body() | more)  # the noun is refused where nouns are known
        return
    with pytest.raises(InvalidInput):
        read_changes(body() | more)


def test_a_body_of_a_later_version_is_told_as_such() -> None:
    with pytest.raises(VaultTooNew):
        read_changes(body(v=2, more=1))


def _mangled(value: Any, dice: random.Random) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON in which one part is another."""
    odd = [None, True, -1, 1 << 70, "", "x", [], {}, [["x"]], {"a": 1}, "0" * 5000, 1e999, "a\x00b"]
    if dice.random() < 0.2 or not value or not isinstance(value, dict | list):
        return dice.choice(odd)
    if isinstance(value, dict):
        key = dice.choice(sorted(value))
        return {**value, key: _mangled(value[key], dice)}
    at = dice.randrange(len(value))
    return [*value[:at], _mangled(value[at], dice), *value[at + 1 :]]


def test_whatever_a_body_holds_is_taken_or_damaged(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    for one in (ben, cara):
        take_all(one)
    note(ben, "n1")
    put(ben)
    with ben.store.reading() as connection:
        held = [("case", "c1"), ("person", "p1"), ("note", "n1")]
        records = [encoded(one) for noun, key in held for one in versions_of(connection, noun, [key])]
    whole = body(r=records, p=[["note", "n1"]], f=[["d1", "a" * 26, 5, "00" * 32]])
    dice = random.Random(1)  # noqa: S311 - the same each time
    readable = []
    for _ in range(1_500):
        mangled = deepcopy(whole)
        for _ in range(dice.randint(1, 3)):
            mangled = _mangled(mangled, dice)
        with suppress(InvalidInput, VaultTooNew):
            read_changes(read_object(json.dumps(mangled).encode()))
            readable.append(mangled)
    assert len(readable) > 20
    forge(ben, *readable[:60])
    note(cara, "n2")
    put(cara)
    report = take_all(anna)
    assert report.refused.keys() <= {NotTaken.DAMAGED, NotTaken.NEWER}
    assert "n2" in notes(anna)
    put(anna)
    anna.store.verify_audit()
