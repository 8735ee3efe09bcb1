"""An open vault and what work on it needs: the database, the encrypted files, the clock, and who works.

Every service names the class; the database and what opens a vault are loaded when one is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import (
    BeingChecked,
    Cancelled,
    CasebookError,
    DiskProblem,
    NotFound,
    RecordsDiffer,
    VaultDamaged,
    VaultTooNew,
    VaultUnknown,
)
from casebook.base.ids import IdSource, random_id
from casebook.base.progress import Progress, silent
from casebook.domain.base.searched_form import SearchedForms
from casebook.domain.base.setting import Setting
from casebook.language.table import require_whole
from casebook.services.base.kept_pages import KeptPages

if TYPE_CHECKING:
    from casebook.domain.base.change import Changes
    from casebook.domain.evidence.recognition import RecognisedPage
    from casebook.domain.vault.audit import RecordDifference
    from casebook.host.protocol.picker_protocol import OpenedFile
    from casebook.store.store import Store
    from casebook.vault import Credential, Vault
    from casebook.vault.opening import Beside

PASSPHRASE_USED = "passphrase.used_at"  # noqa: S105 - the name of a setting
"""When the passphrase was last used; kept only while the keychain opens the vault too."""


class Session:
    """What every service needs; lives on the thread that owns the database.

    Attributes:
        vault: the open folder with its keys and encrypted files.
        store: the database, reached by `Store.reading`, `Store.write` and `Store.keep`.
        clock: what time it is.
        ids: identifiers for new records.
        who: named in the audit chain and in custody.
        is_recovered: the vault was not locked in order before.
        is_waiting: its records have yet to be checked (`unclean_stop.checked`); they can be read.
        differences: the records that the check found to be other than their history.
        is_behind: this computer remembers a later state of the vault than was found.
        memory_fault: why what this computer remembers cannot be read, or None.
        drawn_pages: what was read on pages drawn from exhibits, by SHA-256 of the document, then page number.
        kept_pages: pages of documents that need not be made again; empty once it is locked.
        searched_forms, kept_team: how names are looked for; what a team states, and own keys; likewise.
        queued_names: under which files for the shared folder were queued since it was opened.
    """

    def __init__(self, vault: Vault, store: Store, clock: Clock, ids: IdSource, who: str) -> None:
        self.vault, self.store, self.clock, self.ids, self.who = vault, store, clock, ids, who
        self._number, self._head, self._once_writable = 0, "", list[Callable[[], None]]()
        self.is_recovered = vault.opened_by is not None and not vault.was_locked_cleanly
        self.is_waiting = self.is_behind = False
        self.differences: tuple[RecordDifference, ...] = ()
        self.memory_fault: DiskProblem | None = None
        self.drawn_pages: dict[str, dict[int, RecognisedPage]] = {}
        self.kept_pages, self.searched_forms, self.queued_names = KeptPages(), SearchedForms(), set[str]()
        self.kept_team: Any = None

    @property
    def is_read_only(self) -> bool:
        """Whether all writes are refused: another window may write, or the records may not be sound."""
        return self.store.refusal is not None

    def once_writable(self, do: Callable[[], None]) -> None:
        """Do something now, or once the records were checked; never in a session that only reads."""
        if self.is_waiting or self.differences:
            self._once_writable.append(do)
        elif not self.is_read_only:
            do()

    def wait_for_check(self) -> None:
        """Refuse all changes until `end_check`."""
        self.is_waiting, self.store.refusal = True, BeingChecked

    def refuse_changes(self, error: CasebookError) -> None:
        """Make every change raise this error of the check until the vault is locked."""
        if not isinstance(error, Cancelled):
            self.store.refusal = lambda: error

    def end_check(self, differences: tuple[RecordDifference, ...]) -> None:
        """Take what the check found: allow changes where every record is what its history adds up to."""
        self.is_waiting, self.differences = False, differences
        self.store.refusal = RecordsDiffer if differences else None
        if not differences:
            from casebook.store.vault.attachment import attachment_ids

            with self.store.reading() as connection:
                self.vault.attachments.sweep(attachment_ids(connection))
            self._do_what_waited()

    def accept_differences(self) -> int:
        """Accept the records as they are and record this in the history; returns their number, 0 for none.

        No sealed file is swept: a row that is gone may come back from a backup.
        """
        differences = self.differences
        if not differences:
            return 0
        self.store.refusal = None
        try:
            with self.store.write("history.accept") as transaction:
                for difference in differences:
                    transaction.accept(difference)
        except BaseException:
            self.store.refusal = RecordsDiffer
            raise
        self.differences = ()
        self._do_what_waited()
        return len(differences)

    def _do_what_waited(self) -> None:
        waiting, self._once_writable = self._once_writable, []
        for do in waiting:
            do()

    @property
    def unsound(self) -> tuple[str, ...]:
        """Return the IDs of documents whose encrypted file is missing, truncated or of a wrong size.

        It looks through the disk at every call and reads no file: see `BlobStore.unsound`.
        """
        from casebook.store.vault.attachment import attachment_sizes

        with self.store.reading() as connection:
            unsound = set(self.vault.attachments.unsound(attachment_sizes(connection)))
            if not unsound:
                return ()
            from casebook.store.evidence.document import documents_of  # not loaded to open a vault

            return documents_of(connection, unsound)

    @property
    def undone_by(self) -> BaseException | None:
        """The bug for which the last write that failed was undone, or None."""
        return self.store.undone_by

    @property
    def is_locked(self) -> bool:
        """Whether its keys have been wiped."""
        return not len(self.vault.keys.header)

    @property
    def has_changed(self) -> bool:
        """Whether any record changed since the vault was last locked in order."""
        return not self.is_read_only and self.store.audit_head()[1] != self.vault.audit_head.hex()

    def on_change(self, listener: Callable[[Changes], None]) -> None:
        """Tell this listener of every commit, on the thread that wrote."""
        self.store.listeners.append(listener)

    def lock(self) -> None:
        """Close cleanly: the header takes the digest of the database and the head of the audit.

        One that only reads leaves the header to whoever writes; one whose records are not known to be sound
        leaves it as it is, so that they are checked again.
        """
        self._forget()
        if self.is_read_only:
            self.close()
            return
        if not self._head:  # where the disk refused before, the database is closed for good already
            self._number, self._head = self.store.audit_head()
        self.store.close()
        self.vault.lock(bytes.fromhex(self._head))
        self._remember(self._number, self._head)

    def recall(self) -> None:
        """Compare what was found with what this computer remembers; a later state is kept, others noted.

        A disk that refuses to note it keeps nobody from the work: what was remembered stays.
        """
        from casebook.services.base import last_state

        try:
            state = last_state.known(self.vault.vault_id)
        except DiskProblem as fault:
            self.memory_fault, state = fault, None
        if state is None:
            return
        self.is_behind = last_state.is_older(self.vault, self.store, state)
        if self.is_behind:
            with suppress(DiskProblem):
                last_state.note_missed(self.vault, state)
        else:
            self._remember(*self.store.audit_head())

    def _remember(self, number: int, head: str) -> None:
        """Remember the state if requested, but never over a later one, which is reported each time."""
        from casebook.services.base import last_state

        with suppress(DiskProblem):
            if not self.is_behind and not self.vault.is_read_only and last_state.known(self.vault.vault_id):
                last_state.note(self.vault, number, head)

    def close(self) -> None:
        """Let go without a clean lock, as after an error; the next session opens as recovered."""
        self._forget()
        self.store.close()
        self.vault.close()

    def _forget(self) -> None:
        """SECURITY: neither words of exhibits nor names and their spellings stay in memory."""
        self.drawn_pages.clear()
        self.kept_pages.close()
        self.searched_forms.clear()
        self.kept_team = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.lock()


def open_session(  # noqa: PLR0913 - all by name, and each its own choice
    path: Path,
    secret: str | Credential,
    *,
    keyfile: Path | OpenedFile | None = None,
    to_read: bool = False,
    clock: Clock = system_clock,
    ids: IdSource = random_id,
    who: str = "",
    checks_later: bool = False,
    progress: Progress = silent,
    beside: Beside | None = None,
    first: Callable[[Session], object] = lambda _: None,
) -> Session:
    """Unlock a vault.

    Args:
        path: the vault's folder.
        secret: passphrase or recovery code; or what was made of it and worked out ahead.
        keyfile: the file that goes with the passphrase.
        to_read: read along while another window may write; nothing in the vault is written.
        clock: fixed for the sample and tests.
        ids: seeded for the sample and tests.
        who: named in the audit chain.
        checks_later: after an unclean stop, leave the checking to `unclean_stop.checked`.
        progress: called at each step.
        beside: on what the database may be checked meanwhile, see `open_vault`.
        first: what is read of it at once; nothing of that may be shown before this returns.

    Raises:
        NotFound, DamagedSource: no vault is there; a table of names of the program is damaged.
        WrongKey: it does not open; which part was wrong is not said.
        VaultDamaged: its files are not what was last locked.
        VaultTooNew, VaultUnknown: a later program wrote it; its tables are none this program knows.
        InUse: another window has it open, and it was to be written.
    """
    from casebook.vault import SlotKind, open_vault

    require_whole()
    vault = open_vault(path, secret, keyfile=keyfile, to_read=to_read, progress=progress, beside=beside)
    session = start_session(vault, clock=clock, ids=ids, who=who, checks_later=checks_later, first=first)
    opened_by, kinds = session.vault.opened_by, {slot.kind for slot in session.vault.slots}
    if opened_by and opened_by.kind.has_cost and SlotKind.KEYCHAIN in kinds:
        used = Setting(name=PASSPHRASE_USED, value=clock().isoformat())
        session.once_writable(partial(session.store.keep, used))
    return session


def start_session(
    vault: Vault,
    *,
    clock: Clock = system_clock,
    ids: IdSource = random_id,
    who: str = "",
    checks_later: bool = False,
    first: Callable[[Session], object] = lambda _: None,
) -> Session:
    """Start a session on a vault with known keys; its database may still be being checked.

    Raises:
        VaultDamaged: the database is not the one last locked; or after an unclean stop, it does not pass its
            own checks, or is an older one.
        VaultUnknown: its tables are none this program knows.
    """
    try:
        return _started(vault, clock, ids, who, checks_later=checks_later, first=first)
    except BaseException:
        try:
            vault.settle()  # where the database is another, that is what is wrong with it
        finally:
            vault.close()
        raise


def _started(
    vault: Vault,
    clock: Clock,
    ids: IdSource,
    who: str,
    *,
    checks_later: bool,
    first: Callable[[Session], object],
) -> Session:
    from casebook.store.base.connection import open_engine
    from casebook.store.base.migrate import require_known
    from casebook.store.store import Store

    engine = open_engine(vault.database_path, vault.database_key, to_read=vault.is_read_only)
    store = Store(engine, vault.audit_key, clock, who, is_read_only=vault.is_read_only)
    session = Session(vault, store, clock, ids, who)
    try:
        if vault.is_read_only:
            require_known(store.engine)
            store.poll_changes()
        else:
            _make_sure(session, checks_later=checks_later)
        first(session)
        vault.settle()
        session.recall()
        session.once_writable(partial(_finish_opening, session))
    except (VaultUnknown, VaultTooNew):  # what was locked in order is so again for its own program
        session.store.close()
        if vault.was_locked_cleanly and not session.is_read_only:
            vault.lock(vault.audit_head)
        vault.close()
        raise
    except BaseException:
        session.store.close()
        raise
    return session


def _make_sure(session: Session, *, checks_later: bool) -> None:
    """Bring the schema up to date; after an unclean stop, check the records now or have them wait for it."""
    from casebook.services.base.examination import examine
    from casebook.store.base.migrate import SCHEMA_VERSION, require_known, version

    schema_version = version(session.store.engine)
    if not session.vault.was_locked_cleanly:
        _survived(session, schema_version)
    if schema_version < SCHEMA_VERSION:
        from casebook.services.base.migration import migrate_after_backup

        session.vault.settle()
        migrate_after_backup(session.vault, session.store, session.clock, schema_version)
    require_known(session.store.engine)
    if session.is_recovered and schema_version:
        session.wait_for_check()
        if not checks_later:
            session.end_check(examine(session.vault, silent))


def _finish_opening(session: Session) -> None:
    """Finish a change of keys or a restore; unavailable backups are set aside before the next one."""
    from casebook.services.base.backups.backup_places import set_former_aside
    from casebook.store.vault.attachment import attachment_ids

    if session.is_behind or session.vault.is_restored:  # others may have seen what it no longer holds
        session.store.leave_line()
        session.vault.note_opened()
    with suppress(NotFound, DiskProblem):
        set_former_aside(session.vault, session.store)
    # Opening leaves what the keys replaced while files in it may be missing here: the database knows them.
    if session.vault.has_foreign_leftovers:
        with suppress(DiskProblem), session.store.reading() as connection:
            session.vault.clear_up(attachment_ids(connection))


def _survived(session: Session, schema_version: int) -> None:
    """SECURITY: an older database under an unclean header passes its own checks, but its chain ends too soon.

    Nothing is swept before: its files would be taken for orphans.
    """
    from casebook.store.base import audit
    from casebook.store.base.database_check import integrity
    from casebook.store.base.migrate import SCHEMA_VERSION

    if schema_version == 0:
        if any(session.vault.audit_head):
            raise VaultDamaged("The casebook's database is empty.")
        return
    with session.store.reading() as connection:
        if not audit.holds(connection, session.vault.audit_head.hex()):
            raise audit.older()
        # A script must not run over what is damaged; else this waits with the rest.
        if schema_version != SCHEMA_VERSION and integrity(connection):
            raise VaultDamaged("The database was damaged when Casebook last stopped.")
    session.store.clear_journal()
