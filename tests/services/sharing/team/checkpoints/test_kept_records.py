"""What one member purged and another keeps: all who keep it hold the same of it, newcomers too."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests, refuse_purge
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing.give import versions_of
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair
from tests.services.sharing.team.test_checkpoints import checkpoint

NOTES = ("n1", "n2", "n3")


def _purge(session: Session, note_id: str) -> None:
    with session.store.write("note.purge") as transaction:
        transaction.purge(Note, note_id)


def _edit(session: Session, note_id: str, text: str) -> None:
    record.change(session, replace(record.find(session, Note, note_id), text=text))


def _text(session: Session, note_id: str) -> str:
    return record.find(session, Note, note_id).text


def _settle(*sessions: Session) -> None:
    """Let checkpoints of all be laid, and the files go for which they stand."""
    exchange_all(*sessions)
    for session in sessions:
        pass_days(session, 16)
    exchange_all(*sessions)


def test_what_another_wrote_of_a_kept_record_outlives_their_confirming(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path)
    exchange_all(anna, ben, carl)
    note(ben, "n1", "first")
    exchange_all(ben, anna, carl)
    _purge(ben, "n1")
    put(ben)
    take_all(anna)
    keep_all(anna)
    _edit(carl, "n1", "second")  # who was away
    put(carl)
    exchange_all(anna, carl)
    confirm_purge(carl, "n1")
    for _ in range(2):
        _settle(carl, anna, ben)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(dora, anna)
    keep_all(dora)
    assert _text(anna, "n1") == _text(dora, "n1") == "second"


def test_what_came_before_a_person_decided_is_kept_too(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path)
    exchange_all(anna, ben, carl)
    note(ben, "n1", "first")
    exchange_all(ben, anna, carl)
    _purge(ben, "n1")
    put(ben)
    take_all(anna)
    _edit(carl, "n1", "second")
    put(carl)
    take_all(anna)
    assert notes(anna) == []
    keep_all(anna)
    assert _text(anna, "n1") == "second"


def _of_notes(session: Session) -> dict[str, Any]:
    with session.store.reading() as connection:
        known = versions_of(connection, "note", NOTES)
    return {one.id: (one.entries, one.is_begun) for one in known}


def _act(dice: random.Random, session: Session, others: Sequence[Session]) -> None:
    """Let one write, purge, decide, exchange, lay a checkpoint, or all let time pass."""
    act = dice.choice(
        ("edit", "edit", "edit", "purge", "decide", "exchange", "exchange", "checkpoint", "days")
    )
    here = [one for one in notes(session) if one in NOTES]
    if act == "edit" and here:
        _edit(session, dice.choice(here), f"text {dice.random()}")
    elif act == "purge" and here and dice.random() < 0.5:
        _purge(session, dice.choice(here))
    elif act == "decide":
        for asked in purge_requests(session):
            (refuse_purge if dice.random() < 0.6 else confirm_purge)(session, asked.id)
    elif act == "exchange":
        exchange_all(session, times=1)
    elif act == "checkpoint":
        put(session)
        checkpoint(session)
    elif act == "days":
        for one in others:
            pass_days(one, 16)


def _play(new_casebook: NewCasebook, folder: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same for a seed
    anna, ben = pair(new_casebook, folder)
    carl = joined(anna, new_casebook, "Carl", folder)
    team = [anna, ben, carl]
    exchange_all(*team)
    for one, note_id in zip(team, NOTES, strict=True):
        note(one, note_id)
    exchange_all(*team)
    for _ in range(dice.randint(10, 30)):
        _act(dice, dice.choice(team), team)
    exchange_all(*team)
    for one in team:
        for asked in purge_requests(one):
            (refuse_purge if dice.random() < 0.5 else confirm_purge)(one, asked.id)
    _settle(*team)
    for one in team:
        checkpoint(one)
    _settle(*team)
    dora = joined(anna, new_casebook, "Dora", folder)
    exchange_all(dora, *team)
    keep_all(dora)
    exchange_all(dora, *team)
    expected = _of_notes(dora)
    for one in team:
        for note_id, known in _of_notes(one).items():
            assert known == expected.get(note_id), f"{note_id}, seed {seed}"


def test_all_who_keep_a_record_hold_the_same_of_it(new_casebook: NewCasebook, tmp_path: Path) -> None:
    _play(new_casebook, tmp_path, 0)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(1, 41))
def test_forty_histories_of_purges_end_alike(new_casebook: NewCasebook, tmp_path: Path, seed: int) -> None:
    _play(new_casebook, tmp_path, seed)
