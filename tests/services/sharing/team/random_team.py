"""Random histories of a team: real casebooks, folders that lose, double and reorder, kills, restores."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
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
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, join, remove, welcome
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.checkpoints import queue_checkpoint
from casebook.services.sharing.team.purges import confirm_purge, purge_requests
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import read_team
from casebook.store import record_bin
from casebook.store.registry import table_named
from casebook.store.transaction import Transaction
from casebook.vault.sharing.carrier_folder import CarrierFolder
from tests.services.sharing.team.team_device import Device
from tests.services.sharing.team.team_oracle import NOUNS, Oracle, Record, version_of
from tests.store.sharing.random_history import random_change, random_record
from tests.vaults import MasterVault

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PRIVATE, OF_TWO = "privatecanary", "oftwocanary"
"""Words of the case that is of the first alone, and of the one that some have."""
AFTER_REMOVAL, LATE = "afterremovalcanary", "latework"
"""Words of what is written after somebody was put out: by those who stay, and by who went."""
SPACES = {"c1": frozenset({"c1", "p1"}), "c2": frozenset({"c2", "p2"})}
"""The cases that are shared, and what is in them at first."""


class Team:
    """A team of casebooks, each with a folder that a carrier keeps in step, or all with one.

    Attributes:
        loses: files may go for good that nobody else has: then all are alike, though less than was written.
    """

    def __init__(self, empty: MasterVault, folder: Path, seed: int, most_devices: int = 5) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same for a seed
        self.empty, self.folder, self.oracle = empty, folder, Oracle()
        self.devices: list[Device] = []
        self.spaces = {case_id: set(ids) for case_id, ids in SPACES.items()}
        self.is_one_folder, self.loses = self.dice.random() < 0.4, self.dice.random() < 0.2
        self.has_twins, self.most_devices = self.dice.random() < 0.15, most_devices
        self.counts: dict[str, int] = {}
        self._begin()

    def _begin(self) -> None:
        first = self._added("0", frozenset({"c1", "c2", "c3"}), MemberRole.OWNER)
        people = [_person(f"p{at}") for at in (1, 2)] + [_person("p3", PRIVATE)]
        cases = [
            _case("c1", "p1"),
            _case("c2", "p1", "p2", title=OF_TWO),
            _case("c3", "p1", "p3", title=PRIVATE),
        ]
        with first.session.store.write("case.add") as transaction:
            transaction.add_all([*people, *cases])
        for record in (("person", "p1"), ("person", "p2"), ("case", "c1"), ("case", "c2")):
            self.oracle.note(record, None, self._version(first, record))
        device.make_own(first.session, "0")
        found(first.session, "Team", "0", first.share)
        for case_id in SPACES:
            open_case(first.session, case_id)
        first.put()
        for _ in range(self.dice.randint(1, self.most_devices - 2)):
            self._welcome()

    def _added(self, name: str, spaces: frozenset[str], role: MemberRole) -> Device:
        path = self.empty.copied_to(self.folder / f"{name}.casebook")
        at = START + timedelta(hours=self.dice.randint(-30, 30), milliseconds=self.dice.randint(0, 996))
        if self.dice.random() < 0.05:
            at += timedelta(days=self.dice.choice([-366, 366]))
        one = Device(name, path, self.empty.code, self._share(name), [at], spaces, role)
        self.devices.append(one)
        return one

    def _share(self, name: str) -> Path:
        path = self.folder / ("all.casebook-share" if self.is_one_folder else f"{name}.casebook-share")
        if self.devices and not path.exists():
            CarrierFolder.create(path)
        return path

    def _welcome(self) -> None:
        """The first welcomes another, who begins with whatever is in the folder."""
        name, owner = str(len(self.devices)), self.devices[0]
        cases = {"c1"} | ({"c2"} if self.dice.random() < 0.6 else set())
        role = MemberRole.READER if self.dice.random() < 0.1 else MemberRole.MEMBER
        one, out = self._added(name, frozenset(cases), role), self.folder / f"{name}.casebook-parcel"
        self._sync(owner, one, 1)
        welcome(
            owner.session,
            device.make_own(one.session, name),
            member_name=name,
            role=role,
            case_ids=cases,
            to=out,
        )
        owner.put()
        self._sync(owner, one, 1)
        join(one.session, out, one.share, allow=True)

    def run(self, most_steps: int = 45) -> None:
        """Play the history, and let all take what anybody has in the end."""
        steps: dict[Callable[[Device, int], object], float] = {
            self._save: 40,
            lambda one, _: one.put(): 13,
            lambda one, _: self._take(one): 13,
            self._carry: 12,
            self._lose: 5,
            lambda one, _: self._checkpoint(one): 4,
            self._stop: 6,
            self._copy_or_restore: 6,
            self._purge: 3,
            self._remove: 1,
            self._grow: 2,
        }
        for number in range(self.dice.randint(10, most_steps)):
            step = self.dice.choices(list(steps), list(steps.values()))[0]
            step(self.dice.choice(self.devices), number)
        self._finish()

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def _take(self, one: Device) -> None:
        with suppress(CasebookError):
            take_all(one.session)

    def _finish(self) -> None:
        """Let all give and take until nothing new comes, as it does sooner or later."""
        for number in range(8):
            for one in self.devices:
                one.put()
                one.lay_again()
            self._sync_all()
            news = 0
            for one in self.devices:
                news += len(take_all(one.session).records)
                for asked in purge_requests(one.session):
                    confirm_purge(one.session, asked.id)
                    news += 1
            if number and not news:
                return

    def _sync_all(self) -> None:
        for one in self.devices:
            for other in self.devices:
                self._sync(one, other, 1)

    def _sync(self, one: Device, other: Device, share: float) -> None:
        """Carry some of the files that are in one folder and not in another."""
        if one.share == other.share:
            return
        for path in _files(one.share):
            place = other.share / path.parent.name / path.name
            if self.dice.random() < share and not place.exists():
                place.parent.mkdir(exist_ok=True)
                shutil.copy(path, place)

    def _carry(self, one: Device, _: int) -> None:
        other = self.dice.choice(self.devices)
        self._sync(one, other, self.dice.random())
        self._take(other)

    def _save(self, one: Device, number: int) -> None:
        if one.role is MemberRole.READER:
            return
        self._count("saves")
        record, work = self._change(one, number)
        before = self._version(one, record) if record else None
        if self.dice.random() < 0.05:
            self._count("kills")
            one.stopped_in(lambda: self._write(one, work), self.dice.randint(1, 12))
        else:
            self._write(one, work)
        if record is not None and not one.is_removed:
            saved = self.oracle.note(record, before, self._version(one, record))
            one.unlaid += [saved] if saved else []

    def _write(self, one: Device, work: Callable[[Transaction], object]) -> None:
        with suppress(NotFound), one.session.store.write("record.change") as transaction:
            work(transaction)

    def _version(self, one: Device, record: Record) -> Any:  # noqa: ANN401 - or None
        with one.session.store.reading() as connection:
            return version_of(connection, record)

    def _change(self, one: Device, number: int) -> tuple[Record | None, Callable[[Transaction], object]]:
        """Return a record that is changed and how; a new note at times, the only thing of who was put out."""
        held = self._held(one)
        if self.dice.random() < 0.35 or one.is_removed or not held:
            case_id = self.dice.choice(sorted(one.spaces))
            record: Any = random_record(Note, f"n{number}-{self.dice.randint(0, 10**6)}", self.dice)
            words = {"c1": "", "c2": OF_TWO, "c3": PRIVATE}[case_id]
            if self._is_after_removal and one is self.devices[0]:
                words += f" {AFTER_REMOVAL}"
            note = replace(record, case_id=case_id, text=f"{record.text} {words}")
            if one.is_removed:
                note = replace(note, id=f"{LATE}{note.id}")
            elif case_id in self.spaces:
                self.spaces[case_id].add(note.id)
            return ("note", note.id), lambda transaction: transaction.add(note)
        noun, record_id = self.dice.choice(held)
        table = table_named(noun)
        if noun == "note" and self.dice.random() < 0.2:
            is_going = self.dice.random() < 0.6
            return (noun, record_id), lambda transaction: (
                transaction.move_to_bin if is_going else transaction.restore
            )(table.kind, record_id)
        chance = random.Random(self.dice.random())  # noqa: S311 - the same whether it is stopped or not

        def change(transaction: Transaction) -> None:
            if not record_bin.is_binned(transaction.connection, table, record_id):
                transaction.replace(random_change(table.find(transaction.connection, record_id), chance))

        return (noun, record_id), change

    @property
    def _is_after_removal(self) -> bool:
        return any(one.is_removed for one in self.devices)

    def _held(self, one: Device) -> list[Record]:
        """Records of shared cases that are here, but for the late work of who was put out."""
        known = set().union(*(self.spaces[case_id] for case_id in one.spaces & self.spaces.keys()))
        with one.session.store.reading() as connection:
            return [
                (noun, record_id)
                for noun in NOUNS
                for record_id in connection.scalars(select(table_named(noun).table.c.id))
                if record_id in known
            ]

    def _purge(self, one: Device, _: int) -> None:
        notes = [record for record in self._held(one) if record[0] == "note"]
        if notes and one.role is not MemberRole.READER and not one.is_removed:
            self._count("purges")
            record = self.dice.choice(notes)
            with one.session.store.write("note.purge") as transaction:
                transaction.purge(Note, record[1])
            self.oracle.purged.add(record)
            one.put()  # who asks for it and loses the disk before anybody heard has not purged

    def _stop(self, one: Device, _: int) -> None:
        """Stop the program while it lays or takes files, or ends in order."""
        self._count("kills")
        chance = self.dice.random()
        if chance < 0.4:
            one.is_unsure = True
            one.stopped_in(one.put, self.dice.randint(1, 120))
        elif chance < 0.8:
            one.stopped_in(lambda: take_all(one.session), self.dice.randint(1, 120))
        else:
            one.reopen()

    def _lose(self, one: Device, _: int) -> None:
        """Lose a file, double one as a carrier that saw a conflict does, or empty the folder."""
        chance, files = self.dice.random(), _files(one.share)
        if not files:
            return
        if chance < 0.4:
            path = self.dice.choice(files)
            shutil.copy(path, path.with_name(f"{path.name}.sync-conflict-1"))
            return
        lost = files if chance < 0.45 else [self.dice.choice(files)]
        kept = set() if self.loses else self._kept_elsewhere(one)
        for path in lost:
            if self.loses or path.name in kept:
                self._count("files lost")
                path.unlink()

    def _kept_elsewhere(self, one: Device) -> set[str]:
        folders = {other.share for other in self.devices if other.share != one.share}
        names = {path.name for folder in folders for path in _files(folder)}
        return names.union(*(other.names() for other in self.devices))

    def _checkpoint(self, one: Device) -> None:
        with one.session.store.exchange() as connection:
            view = read_team(one.session, connection)
            for space in view.spaces.values() if view else ():
                if space.case_id and view and one.role is not MemberRole.READER and not one.is_removed:
                    self._count("checkpoints")
                    queue_checkpoint(one.session, connection, view, space)
        if self.dice.random() < 0.3:
            one.now[0] += timedelta(days=15)  # after which files go for which it stands

    def _copy_or_restore(self, one: Device, number: int) -> None:
        if self.has_twins and not one.is_twin and self.dice.random() < 0.3 and not self._is_after_removal:
            self._count("forks")
            path, share = self.folder / f"twin-{number}.casebook", self._share(f"twin-{number}")
            now = [one.now[0] + timedelta(milliseconds=self.dice.randint(1, 10**6))]
            self.devices.append(one.twin(path, share, now))
            self._sync(one, self.devices[-1], 1)
        elif not one.copies or self.dice.random() < 0.5:
            one.keep_copy(self.folder / f"copy-{one.path.stem}-{number}")
        else:
            self._count("restores")
            if not self.loses:
                one.lay_again()
                if one.is_unsure:
                    one.put()
            self.oracle.lose(one.restore(self.dice.choice(one.copies)))

    def _remove(self, one: Device, _: int) -> None:
        """The first puts another out, having heard all that one laid; what it lays later is not taken."""
        owner = self.devices[0]
        if one is owner or one.is_twin or self._is_after_removal or self.loses:
            return
        self._count("removals")
        one.put()
        for other in self.devices:
            other.lay_again()
        self._sync_all()
        take_all(owner.session)
        remove(owner.session, device.own_keys(one.session).id)
        owner.put()
        one.is_removed = True

    def _grow(self, one: Device, number: int) -> None:
        """Another joins, or another person comes into a case."""
        if self.dice.random() < 0.5 and len(self.devices) < self.most_devices:
            self._count("late devices")
            self._welcome()
            return
        case_id = self.dice.choice(sorted(one.spaces & self.spaces.keys()))
        if ("case", case_id) not in self._held(one) or one.role is MemberRole.READER or one.is_removed:
            return
        person = _person(f"q{number}", OF_TWO if case_id == "c2" else "")
        before = self._version(one, ("case", case_id))
        with one.session.store.write("case.change") as transaction:
            if record_bin.is_binned(transaction.connection, table_named("case"), case_id):
                return
            case: Any = table_named("case").find(transaction.connection, case_id)
            transaction.add(person)
            transaction.replace(replace(case, parties=(*case.parties, Party(person_id=person.id))))
        self.spaces[case_id].add(person.id)
        new, changed = self._version(one, ("person", person.id)), self._version(one, ("case", case_id))
        saved = (
            self.oracle.note(("person", person.id), None, new),
            self.oracle.note(("case", case_id), before, changed),
        )
        one.unlaid += [number for number in saved if number]

    def close(self) -> None:
        """Close all casebooks."""
        for one in self.devices:
            one.session.close()


def _files(share: Path) -> list[Path]:
    return sorted(path for path in share.rglob("*") if path.is_file() and len(path.name) == 26)


def _person(person_id: str, word: str = "") -> Person:
    return Person(id=person_id, names=(Name(text=f"Sample {word or 'Person'}", script="Latn"),))


def _case(case_id: str, *people: str, title: str = "Removal") -> Case:
    return Case(
        id=case_id,
        reference=case_id,
        title=title,
        jurisdiction="CY",
        opened_on=date(2026, 1, 2),
        parties=tuple(Party(person_id=one, standing="client") for one in people),
    )


def in_space(team: Team, case_ids: Iterable[str]) -> set[str]:
    """The IDs of all records of these cases."""
    return set().union(*(team.spaces[case_id] for case_id in case_ids if case_id in team.spaces))
