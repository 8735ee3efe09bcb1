"""A parcel that is taken in a team and taken back, before and after others have got it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.parcels.parcel_look import look
from casebook.services.sharing.parcels.parcel_take import TakenParcel, take
from casebook.services.sharing.parcels.parcel_undo import undo_take
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing import team_store
from casebook.store.sharing.give import versions_of
from tests.services.sharing.conftest import introduce
from tests.services.sharing.matters import sent
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import pair
from tests.services.sharing.team.test_exchange import everything

CANARY = "Parcelcanary"


@dataclass(frozen=True)
class Three:
    """A team of Anna and Ben, and Carla outside, who was given its case."""

    anna: Session
    ben: Session
    carla: Session
    folder: Path

    def send_back(self) -> TakenParcel:
        """Carla changes the case and adds a note; Anna takes both in."""
        now = self.carla.clock()
        record.change(self.carla, replace(record.find(self.carla, Case, "c1"), title=CANARY))
        note = Note(id="n9", text=CANARY, written_at=now, case_id="c1", is_privileged=False)
        record.add(self.carla, note)
        back = self.folder / "back.casebook-parcel"
        sent(self.carla, record.find(self.carla, Case, "c1"), back, self.anna)
        return taken_in(self.anna, back)

    def exchange(self) -> None:
        """Anna lays and Ben takes."""
        put(self.anna)
        take_all(self.ben)


def taken_in(session: Session, path: Path) -> TakenParcel:
    view = run_in_line(look(session, path))
    offered = {(one.noun, one.id, field.key) for one, field in view.offered()}
    return run_in_line(take(session, path, view, offered))


@pytest.fixture
def three(new_casebook: NewCasebook, tmp_path: Path) -> Three:
    anna, ben = pair(new_casebook, tmp_path)
    carla = new_casebook("carla")
    device.make_own(carla, "Carla's laptop")
    introduce(anna, carla)
    client = record.find(anna, Person, "p1")
    record.change(anna, replace(client, consents=(Consent(purpose="partner", given_on=date(2026, 1, 1)),)))
    sent(anna, record.find(anna, Case, "c1"), tmp_path / "out.casebook-parcel", carla)
    taken_in(carla, tmp_path / "out.casebook-parcel")
    put(anna)
    take_all(ben)
    return Three(anna, ben, carla, tmp_path)


def waiting(session: Session) -> int:
    with session.store.reading() as connection:
        return team_store.count_outgoing(connection)


def test_what_is_undone_before_it_was_laid_is_laid_nowhere(three: Three) -> None:
    taken = three.send_back()
    assert waiting(three.anna) > 0
    assert undo_take(three.anna, taken) == []
    three.exchange()
    assert record.find(three.ben, Case, "c1").title == "Removal"
    assert CANARY not in everything(three.ben)
    assert three.anna.store.differences() == []


def test_of_other_saves_nothing_is_taken_back(three: Three) -> None:
    record.add(three.anna, Note(id="n1", text="Own", written_at=three.anna.clock(), case_id="c1"))
    taken = three.send_back()
    record.add(three.anna, Note(id="n2", text="Later", written_at=three.anna.clock(), case_id="c1"))
    undo_take(three.anna, taken)
    three.exchange()
    assert {one.id for one in record.of_case(three.ben, Note, "c1")} == {"n1", "n2"}


def test_what_others_have_is_undone_by_a_change_that_they_take(three: Three) -> None:
    taken = three.send_back()
    three.exchange()
    assert record.find(three.ben, Case, "c1").title == CANARY
    assert undo_take(three.anna, taken) == []
    assert record.find(three.anna, Case, "c1").title == "Removal"
    assert record.of_case(three.anna, Note, "c1") == []
    three.exchange()
    assert record.find(three.ben, Case, "c1").title == "Removal"
    assert record.of_case(three.ben, Note, "c1") == []
    with three.anna.store.reading() as ours, three.ben.store.reading() as theirs:
        for noun, one in (("case", "c1"), ("note", "n9")):
            assert versions_of(ours, noun, [one])[0].entries == versions_of(theirs, noun, [one])[0].entries
    assert three.anna.store.differences() == three.ben.store.differences() == []
