"""Many checkpoints of one device, and one that comes after a later one: bounded, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing import team_store
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.checkpoints.test_false_checkpoints import _standing, _true
from tests.services.sharing.team.conftest import SHARE, NewCasebook
from tests.services.sharing.team.hostile import forge, space_of
from tests.services.sharing.team.office import exchange_all, note, notes, pair


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna and Ben, who wrote a note that Anna has."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1")
    exchange_all(ben, anna)
    return anna, ben


def _other_note(session: Session, note_id: str) -> dict[str, Any]:
    """Return a note like the one there is, under another ID."""
    with session.store.reading() as connection:
        (known,) = versions_of(connection, "note", ["n1"])
    entries = {key: dict(register) for key, register in known.entries.items()}
    other = RecordVersion(noun="note", id=note_id, is_begun=True, began=known.began, entries=entries)
    return encoded(other)


def _lay_checkpoint(session: Session, *records: dict[str, Any], adds: bool = True) -> Path:
    """Lay a checkpoint of these records, beside what is true or instead of it; returns its path."""
    true = _true(session)
    forge(
        session,
        {**true, "r": [*(true["r"] if adds else ()), *records]},
        kind=CarrierKind.CHECKPOINT,
    )
    with session.store.reading() as connection:
        rows = [one for one in team_store.files(connection) if one.kind == CarrierKind.CHECKPOINT]
    name = max(rows, key=lambda one: one.number).name
    return session.vault.path.parent / SHARE / name[:2] / name


def _wrong(session: Session) -> int:
    return len(SpaceLog.read(space_of(session).log).wrong)


def test_of_the_checkpoints_of_another_the_last_is_kept(
    two: tuple[Session, Session],
) -> None:
    anna, ben = two
    for _ in range(3):
        _lay_checkpoint(ben)
    take_all(anna)
    assert (_standing(anna, ben), _wrong(anna)) == (1, 0)


def test_a_checkpoint_is_held_against_an_earlier_one_that_comes_after_it(
    two: tuple[Session, Session],
) -> None:
    anna, ben = two
    earlier = _lay_checkpoint(ben, _other_note(ben, "n2"))
    content = earlier.read_bytes()
    earlier.unlink()
    _lay_checkpoint(ben, *(one for one in _true(ben)["r"] if one["i"] != "n2"), adds=False)
    take_all(anna)
    assert (notes(anna), _standing(anna, ben)) == (["n1"], 1)
    earlier.write_bytes(content)
    take_all(anna)
    assert notes(anna) == ["n1", "n2"]
    assert _wrong(anna) == 1, "the later one leaves out what only the earlier one says"
    earlier.unlink()
    run_in_line(exchange(anna))
    assert earlier.read_bytes() == content, "who has it keeps it, and lays it again"


def test_only_the_last_of_many_is_held_against_the_files(
    two: tuple[Session, Session],
) -> None:
    anna, ben = two
    for number in range(3):
        _lay_checkpoint(ben, _other_note(ben, f"m{number}"), adds=False)
    take_all(anna)
    assert (_standing(anna, ben), _wrong(anna)) == (0, 1)
    assert notes(anna) == ["m0", "m1", "m2", "n1"], "what they say is taken all the same"
    _lay_checkpoint(ben)
    take_all(anna)
    assert (_standing(anna, ben), _wrong(anna)) == (1, 0), "one that leaves nothing out ends it"
