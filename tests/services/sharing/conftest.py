"""Casebooks of three people, each with a device; the first has a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook.base.clock import Clock
from casebook.services.base.session import Session, open_session
from casebook.services.sharing import card, device
from tests.vaults import MasterVault

Opener = Callable[[str], Session]


@pytest.fixture
def casebook_of(empty_vault: MasterVault, tmp_path: Path, clock: Clock) -> Iterator[Opener]:
    """Makes a casebook with a device of this name."""
    opened: list[Session] = []

    def make(name: str) -> Session:
        path = empty_vault.copied_to(tmp_path / name / "office.casebook")
        session = open_session(path, empty_vault.code, clock=clock, who=name)
        device.make_own(session, name)
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()


def introduce(first: Session, second: Session) -> None:
    """Add each one's card to the other's casebook, and compare them."""
    for one, other in ((first, second), (second, first)):
        added = card.add(one, device.required_card(other).data)
        card.note_compared(one, added.id, card.words(one, added.id))
