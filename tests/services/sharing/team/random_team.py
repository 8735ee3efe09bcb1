"""Random histories of a team: real casebooks, a folder that loses, doubles and delays, kills and restores."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from casebook.base.errors import CasebookError, NotFound
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base.session import Session, open_session
from casebook.services.sharing import device
from casebook.services.sharing.team.checkpoints import queue_checkpoint
from casebook.services.sharing.team.laying import lay_again, put
from casebook.services.sharing.team.members import found, join, open_case, welcome
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import read_team
from casebook.store.registry import table_named
from tests.store.sharing.random_history import NOUNS, random_record, save_some
from tests.vaults import MasterVault

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Device:
    """A casebook of the team with a clock of its own."""

    path: Path
    code: str
    now: list[datetime]
    session: Session
    copies: list[Path] = field(default_factory=list)

    def reopen(self) -> None:
        self.session = _opened(self.path, self.code, self.now)


def _opened(path: Path, code: str, now: list[datetime]) -> Session:
    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    return open_session(path, code, clock=clock, who="tester")


class Team:
    """A team of casebooks and its shared folder."""

    def __init__(self, empty: MasterVault, folder: Path, seed: int, most_devices: int = 4) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same for a seed
        self.folder, self.share = folder, folder / "t.casebook-share"
        self.devices: list[Device] = []
        for number in range(self.dice.randint(2, most_devices)):
            path = empty.copied_to(folder / f"{number}.casebook")
            now = [START + timedelta(hours=self.dice.randint(-30, 30))]
            self.devices.append(Device(path, empty.code, now, _opened(path, empty.code, now)))
        self._begin()

    def _begin(self) -> None:
        first, *others = (one.session for one in self.devices)
        person = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),))
        case = Case(
            id="c1",
            reference="S-1",
            title="Removal",
            jurisdiction="CY",
            opened_on=date(2026, 1, 2),
            parties=(Party(person_id="p1", standing="client"),),
        )
        with first.store.write("case.add") as transaction:
            transaction.add_all([person, case])
        device.make_own(first, "0")
        found(first, "Team", "0", self.share)
        open_case(first, "c1")
        put(first)
        for number, other in enumerate(others, 1):
            card, out = device.make_own(other, str(number)), self.folder / f"{number}.casebook-parcel"
            welcome(first, card, member_name=str(number), role=MemberRole.MEMBER, case_ids=["c1"], to=out)
            put(first)
            join(other, out, self.share)

    def run(self, most_steps: int = 40) -> None:
        for number in range(self.dice.randint(10, most_steps)):
            one, chance = self.dice.choice(self.devices), self.dice.random()
            if chance < 0.5:
                self._save(one, number)
            elif chance < 0.7:
                put(one.session)
            elif chance < 0.85:
                with suppress(CasebookError):
                    take_all(one.session)
            elif chance < 0.9:
                self._lose()
            elif chance < 0.93:
                self._checkpoint(one)
            elif chance < 0.96:
                one.session.close()
                one.reopen()
            else:
                self._copy_or_restore(one, number)
        self._finish()

    def _finish(self) -> None:
        for _ in range(3):
            for one in self.devices:
                put(one.session)
                lay_again(one.session)
            for one in self.devices:
                take_all(one.session)

    def _save(self, one: Device, number: int) -> None:
        with one.session.store.write("record.change") as transaction:
            held = [
                (noun, record_id)
                for noun in NOUNS
                for record_id in transaction.connection.scalars(select(table_named(noun).table.c.id))
            ]
            if not held:
                return
            if self.dice.random() < 0.3:
                kind = self.dice.choice([Note, Person])
                record_id = f"r{number}-{self.dice.randint(0, 10**6)}"
                record: Any = random_record(Note, record_id, self.dice)
                record.case_id = "c1"
                if kind is Note:
                    transaction.add(record)
                return
            with suppress(NotFound):
                save_some(transaction, held, self.dice, {"note": 0.2})

    def _lose(self) -> None:
        files = sorted(path for path in self.share.rglob("*") if path.is_file())
        if files:
            path = self.dice.choice(files)
            if self.dice.random() < 0.5:
                path.unlink()
            else:
                shutil.copy(path, path.with_name(f"{path.name}.sync-conflict-1"))

    def _checkpoint(self, one: Device) -> None:
        with one.session.store.exchange() as connection:
            view = read_team(one.session, connection)
            for space in view.spaces.values() if view else ():
                if space.case_id:
                    queue_checkpoint(one.session, connection, view, space)  # type: ignore[arg-type]

    def _copy_or_restore(self, one: Device, number: int) -> None:
        if not one.copies or self.dice.random() < 0.5:
            copy = self.folder / f"copy-{number}"
            shutil.copytree(one.path, copy)
            one.copies.append(copy)
            return
        one.session.close()
        shutil.rmtree(one.path)
        shutil.copytree(self.dice.choice(one.copies), one.path)
        (one.path / "restored").touch()
        one.reopen()

    def close(self) -> None:
        for one in self.devices:
            one.session.close()
