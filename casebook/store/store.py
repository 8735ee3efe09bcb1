"""The database of an open vault: its ways to write, reading, and what others have written.

`Store.write` writes records, with audit, index and `Changes`; `Store.keep` settings and drafts, and
`Store.exchange` what belongs to sharing, without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock  # noqa: TID251 - starts no thread

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from casebook.base.clock import Clock
from casebook.base.errors import CasebookError, Conflict, ReadOnly, VaultDamaged
from casebook.base.progress import Progress, silent
from casebook.domain.base.change import Changes
from casebook.domain.base.setting import Draft, Setting
from casebook.domain.vault.audit import RecordDifference
from casebook.store import record_check
from casebook.store.base import audit, database_check, settings_store, version_tables
from casebook.store.base.connection import busy, disk_problem, is_busy, is_of_disk
from casebook.store.registry import found_as
from casebook.store.transaction import Transaction


class Store:
    """The database of an open vault; threads take turns in its one connection.

    Args:
        engine: over the one connection.
        audit_key: of the audit chain.
        clock: what time it is.
        who: named in the audit chain.
        is_read_only: another process may write; `poll_changes` tells what it did.

    Attributes:
        refusal: makes the error that every write meets; None where writing is allowed.
        listeners: called with the `Changes` of each commit, in the thread that wrote.
        undone_by: the bug for which the last write that failed was undone, or None.
    """

    def __init__(
        self, engine: Engine, audit_key: bytes, clock: Clock, who: str, *, is_read_only: bool = False
    ) -> None:
        self.engine = engine
        self.refusal: Callable[[], CasebookError] | None = ReadOnly if is_read_only else None
        self.listeners: list[Callable[[Changes], None]] = []
        self.undone_by: BaseException | None = None
        self._polled = -1
        self._read: Connection | None = None
        self._turn = RLock()  # one thread would hold SQLite and wait for Python, another the reverse
        self._audit_key, self._clock, self._who = audit_key, clock, who

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a read connection on one consistent state; nested calls share it.

        Raises:
            VaultDamaged: the database answers with an error no query of ours explains.
        """
        with self._turn, _translated():
            outer = self._read
            with nullcontext(outer) if outer else self.engine.connect() as connection:
                self._read = connection
                try:
                    yield connection
                finally:
                    self._read = outer

    def poll_changes(self) -> None:
        """Notify listeners of changes another process saved since the last call; nothing on the first."""
        with self.reading() as connection:
            newest, _ = audit.head(connection)
            touched = audit.touched(connection, self._polled) if 0 <= self._polled < newest else {}
        self._polled = newest
        if touched:
            self._notify(Changes(action="poll", touched=found_as(touched)))

    @contextmanager
    def write(self, action: str) -> Iterator[Transaction]:
        """Write records: all or nothing, with audit entries; listeners are notified after the commit.

        Its action is a verb of the work ("fact.add"). What is read meanwhile shares its connection.

        Raises:
            ReadOnly: the vault was opened to be read, or its records are not known to be sound yet.
            Conflict: a value that must be unique is taken, or another process reads all the time.
            NotFound: a record names one that is not there; nothing was written.
            DiskProblem: the disk is full or gone; nothing was written.
        """
        if not action:
            raise ValueError("a write has a name")
        self.require_writing()
        with self._turn, self._noting_bugs(), _translated(), self.engine.begin() as connection:
            transaction = Transaction(connection, action, self._who, self._clock())
            outer, self._read = self._read, connection  # returning the one connection would roll it back
            try:
                yield transaction
            finally:
                self._read = outer
            changes = transaction.finish(self._audit_key)
        self._notify(changes)

    def require_writing(self) -> None:
        """Raise `refusal` if set: `ReadOnly` if the vault was opened read-only."""
        if self.refusal:
            raise self.refusal()

    def _notify(self, changes: Changes) -> None:
        for listener in tuple(self.listeners):
            listener(changes)

    def keep(self, kept: Setting | Draft) -> None:
        """Write a setting or a draft, without an audit entry or notification.

        Neither is a record of a case: a draft is written at every pause in typing and would swamp the chain.

        Raises:
            ReadOnly: the vault was opened to be read.
            DiskProblem: the disk is full or gone; nothing was written.
        """
        self.require_writing()
        with self._turn, self._noting_bugs(), _translated(), self.engine.begin() as connection:
            settings_store.keep(connection, kept)

    @contextmanager
    def exchange(self) -> Iterator[Connection]:
        """Write what belongs to sharing and is no record: keys, what was laid and taken, what waits.

        Raises:
            ReadOnly: the vault was opened to be read.
            DiskProblem: the disk is full or gone; nothing was written.
        """
        self.require_writing()
        with self._turn, self._noting_bugs(), _translated(), self.engine.begin() as connection:
            outer, self._read = self._read, connection
            try:
                yield connection
            finally:
                self._read = outer

    def leave_line(self) -> None:
        """End the line on which versions are written; the next write begins another."""
        with self.exchange() as connection:
            version_tables.leave_line(version_tables.link_of(connection))

    @contextmanager
    def _noting_bugs(self) -> Iterator[None]:
        try:
            yield
        except CasebookError:
            raise
        except Exception as bug:
            self.undone_by = bug
            raise

    def clear_journal(self) -> None:
        """Leave nothing beside the database, after an unclean stop and its checks.

        Raises:
            DiskProblem: the disk is full or gone.
        """
        with _translated():
            database_check.clear_journal(self.engine)

    def audit_head(self) -> tuple[int, str]:
        """Return number and MAC of the last change."""
        with self.reading() as connection:
            return audit.head(connection)

    def nouns_since(self, number: int) -> frozenset[str]:
        """Return of what kinds the records are that were changed after the change of this number."""
        with self.reading() as connection:
            return audit.nouns_since(connection, number)

    def verify_audit(self, holding: str = audit.START, *, progress: Progress = silent) -> int:
        """Verify the audit chain; returns its length.

        Args:
            holding: MAC of an entry that must be in it; the start is in every chain.
            progress: reported with entries gone through and in all.

        Raises:
            VaultDamaged: the chain does not hold, or that entry is not in it.
        """
        with self.reading() as connection:
            return audit.verify(connection, self._audit_key, holding, progress=progress)

    def differences(self, *, progress: Progress = silent) -> list[RecordDifference]:
        """Return the records that do not match the audit chain, which must be verified first."""
        with self.reading() as connection:
            return record_check.differences(connection, progress=progress)

    def close(self) -> None:
        """Close the connection permanently and wipe its key; later calls raise `Locked`."""
        self.engine.dispose()
        self._audit_key = b""


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except CasebookError:
        raise
    except IntegrityError as error:
        raise Conflict(
            "Another record already has this value.", remedy="Enter a different reference."
        ) from error
    except OperationalError as error:
        if is_busy(error.orig):
            raise busy() from error
        if is_of_disk(error.orig):
            raise disk_problem(error.orig, "The changes could not be saved to disk.") from error
        raise
    except DatabaseError as error:
        raise VaultDamaged("The database is damaged.") from error
