"""A casebook of a random team: a clock that may be wrong, backups, and stops at any moment."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from casebook.base.errors import CasebookError
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import lay_again
from casebook.services.sharing.team.team_folder import choose_team_folder
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierEmptied, CarrierReplaced


class Killed(BaseException):
    """The program was stopped at this moment, whatever it was doing."""


@dataclass
class Copy:
    """A backup of a casebook, and which saves it had not yet laid."""

    path: Path
    unlaid: list[int]


@dataclass
class Device:
    """A casebook of the team.

    Attributes:
        name: of the member.
        path: of the vault.
        code: that opens it.
        share: the shared folder as it is on this computer.
        now: what its clock says.
        spaces: cases it was given.
        role: of its member.
        unlaid: saves that are nowhere but here.
        is_unsure: a laying was stopped, so that some of them may be elsewhere.
        is_removed: it was put out.
        is_twin: it is a copy of another that goes on writing on its line.
    """

    name: str
    path: Path
    code: str
    share: Path
    now: list[datetime]
    spaces: frozenset[str]
    role: MemberRole = MemberRole.MEMBER
    copies: list[Copy] = field(default_factory=list)
    unlaid: list[int] = field(default_factory=list)
    is_unsure: bool = False
    is_removed: bool = False
    is_twin: bool = False

    def __post_init__(self) -> None:
        self.session = self._opened()

    def _opened(self) -> Session:
        def clock() -> datetime:
            self.now[0] += timedelta(milliseconds=997)  # so that no two copies of a line stamp alike
            return self.now[0]

        return open_session(self.path, self.code, clock=clock, who="tester")

    def reopen(self) -> None:
        """Close the casebook as an end of the program does, and open it again."""
        self.session.close()
        self.session = self._opened()

    def put(self) -> None:
        """Lay everything, and again what was there if all that is known is lost, as the program offers."""
        try:
            put(self.session)
        except (CarrierEmptied, CarrierReplaced):
            self.lay_again()
            put(self.session)
        self.unlaid, self.is_unsure = [], False

    def lay_again(self) -> None:
        """Lay again what is missing in its folder."""
        lay_again(self.session)

    def names(self) -> set[str]:
        """The files of lines whose bytes it keeps."""
        with self.session.store.reading() as connection:
            files = team_store.files(connection)
            return {one.name for one in files if team_store.raw_of(connection, one.name) is not None}

    def stopped_in(self, work: Callable[[], object], after: int) -> None:
        """Do something, and stop the program after so many statements to the database, if there are so many.

        What the disks hold at that moment is what it begins with again.
        """
        image, left = self.path.with_name(f"{self.path.stem}.image"), [after]
        engine = self.session.store.engine

        def count(*_: Any) -> None:  # noqa: ANN401 - what SQLAlchemy hands over
            left[0] -= 1
            if not left[0]:
                shutil.copytree(self.path, image)
                raise Killed

        event.listen(engine, "before_cursor_execute", count)
        try:
            with suppress(CasebookError):
                work()
        except Killed:
            self.session.close()
            shutil.rmtree(self.path)
            image.rename(self.path)
            self.session = self._opened()
        finally:
            with suppress(Exception):
                event.remove(engine, "before_cursor_execute", count)

    def keep_copy(self, at: Path) -> None:
        """Keep a backup."""
        shutil.copytree(self.path, at)
        self.copies.append(Copy(at, list(self.unlaid)))

    def restore(self, copy: Copy) -> list[int]:
        """Put an older state back; returns the saves that are gone with the disk."""
        self.session.close()
        shutil.rmtree(self.path)
        shutil.copytree(copy.path, self.path)
        (self.path / "restored").touch()
        self.session = self._opened()
        gone = [one for one in self.unlaid if one not in copy.unlaid]
        self.unlaid = list(copy.unlaid)
        return gone

    def twin(self, path: Path, share: Path, now: list[datetime]) -> Device:
        """A copy of it that goes on by itself, as on a second computer."""
        self.reopen()
        shutil.copytree(self.path, path)
        other = Device(self.name, path, self.code, share, now, self.spaces, self.role)
        other.unlaid = list(self.unlaid)
        self.is_twin = other.is_twin = True
        choose_team_folder(other.session, share)
        return other
