"""Opening the encrypted database: SQLCipher with its settings, authorizer and assertions.

Source: SQLCipher 4.19 documentation for the PRAGMAs; figures behind the choice of journal and sync modes are
in docs/decisions/0006-store.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from casebook.base.errors import Conflict, DiskProblem, Locked, NoSpace, Refused, VaultDamaged

T = TypeVar("T")

_PAGES = (
    "PRAGMA cipher_compatibility = 4",
    "PRAGMA cipher_page_size = 4096",
    "PRAGMA cipher_use_hmac = ON",
    "PRAGMA cipher_hmac_algorithm = HMAC_SHA512",
    "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512",
    "PRAGMA kdf_iter = 256000",
    "PRAGMA cipher_plaintext_header_size = 0",
)
"""How a page is encrypted; explicit, so that a library with other defaults uses the same format.

Source: docs/vault-format.md, "Pages", which a test compares with what the library reports.
"""
_KEPT_STATEMENTS = 1000
"""How many the driver keeps compiled. Of its usual 100, opening a casebook takes up nearly all, and each that
comes later displaces the one before: a save then compiles ten statements, column by column.
"""
_raw_decode = json.JSONDecoder().raw_decode
RAW_KEY_BYTES = 48
FILE_MODE = 0o600
PLAIN_MAGIC = b"SQLite format 3\x00"
_SETTINGS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA temp_store = 2",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
)
_OK, _DENY, _PRAGMA, _ATTACH = 0, 1, 19, 24
"""SQLITE_OK, SQLITE_DENY, SQLITE_PRAGMA and SQLITE_ATTACH of sqlite3.h, equal in all versions."""


def open_engine(path: Path | None, raw_key: bytes, *, to_read: bool = False, is_live: bool = False) -> Engine:
    """Return an engine with one connection to the encrypted database.

    Args:
        path: the database file, made if absent; None for one in memory, for tests.
        raw_key: 32 bytes of key and 16 of salt.
        to_read: not a byte is written, and another process may write meanwhile.
        is_live: this process has it open already.

    Raises:
        VaultDamaged: the file does not decrypt with this key or is no database.
        Conflict: another process is writing all the time.
        Refused: the library in use does not encrypt.
        DiskProblem: the file cannot be opened.

    Once disposed of it is closed for good: whoever asks again meets `Locked`.
    """
    if not is_live:
        # SECURITY: closing a file lets go of every lock this process has on it, and a reader would break in.
        _refuse_plain(path)
    engine, opening = _rehearsed.pop() if _rehearsed and path is not None else _new_engine()
    opening.set_target(path, raw_key, to_read=to_read)
    try:
        with engine.connect():
            pass
    except BaseException:
        engine.dispose()
        raise
    return engine


def rehearse(work: Callable[[Engine], T]) -> T:
    """Prepare the engine for the next database file: SQLAlchemy caches compiled statements in it.

    Args:
        work: runs the statements, given the engine on an empty database in memory, which is then gone.
    """
    engine, opening = _new_engine()
    opening.set_target(None, bytes(RAW_KEY_BYTES), to_read=False)
    try:
        result = work(engine)
    finally:
        engine.dispose()
    _rehearsed[:] = [(engine, opening)]
    return result


def _new_engine() -> tuple[Engine, _Opening]:
    import sqlcipher3.dbapi2

    opening = _Opening()
    engine = create_engine(
        "sqlite://",
        creator=opening,
        module=sqlcipher3.dbapi2,
        poolclass=StaticPool,
        json_deserializer=_decoded,
    )
    event.listen(engine, "engine_disposed", opening.forget)
    # The driver must not begin transactions of its own: DDL has to stand inside ours.
    event.listen(engine, "begin", _begin)
    return engine, opening


def _decoded(text: str) -> object:
    """Return the value of a JSON column as `json.loads` does.

    Nearly all hold a few characters, for which `json.loads` takes five times as long as its own decoder.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        value, end = _raw_decode(text)
    except ValueError:  # blanks around it, or no JSON
        end = -1
    return value if end == len(text) else json.loads(text)


class _Opening:
    """Opens the only connection of an engine, with a key that is discarded afterwards.

    SECURITY: SQLAlchemy connects anew when asked after the engine was disposed of. Nothing may be written
    once the digest of the database stands in the header.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._raw_key: bytes | None = None
        self._to_read = False

    def set_target(self, path: Path | None, raw_key: bytes, *, to_read: bool) -> None:
        """Set the database of the next connection."""
        self._path, self._raw_key, self._to_read = path, raw_key, to_read

    def __call__(self) -> Any:  # noqa: ANN401 - the driver ships no types
        raw_key, self._raw_key = self._raw_key, None
        if raw_key is None:
            raise Locked
        return connect(self._path, raw_key, to_read=self._to_read)

    def forget(self, *_: object) -> None:
        """Discard the key; later requests are rejected."""
        self._raw_key = None


_rehearsed: list[tuple[Engine, _Opening]] = []
"""An engine with the statements of the first page compiled, for the database opened next."""


_CHANGES_BEFORE = "changes before"
"""Under which name a connection keeps how many rows it had changed when its transaction began."""


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
    connection.info[_CHANGES_BEFORE] = _link(connection).total_changes


def saved_state(connection: Connection) -> tuple[int, int] | None:
    """Return what is the same for as long as what is saved is the same, in a transaction, which begins here.

    It changes with each save, here or in another process; nothing is said of states of other connections.
    None once this transaction wrote: that may yet be undone, and SQLite goes on counting all the same.
    """
    if not connection.in_transaction():
        connection.begin()
    link = _link(connection)
    if link.total_changes != connection.info[_CHANGES_BEFORE]:
        return None
    (by_others,) = link.execute("PRAGMA data_version").fetchone()
    return by_others, link.total_changes


def _link(connection: Connection) -> Any:  # noqa: ANN401 - the driver ships no types
    return connection.connection.driver_connection


def connect(path: Path | None, raw_key: bytes, *, to_read: bool = False) -> Any:  # noqa: ANN401 - the driver ships no types
    """Return the driver's connection, with key, settings and authorizer.

    Args:
        path: the database file, made if absent; None for one in memory.
        raw_key: 32 bytes of key and 16 of salt.
        to_read: not a byte is written: the file must be there.

    Raises:
        VaultDamaged: the file does not decrypt with this key or is no database.
        Conflict: another process is writing all the time.
        Refused: the library in use does not encrypt.
        DiskProblem: the file cannot be opened.
    """
    from sqlcipher3 import dbapi2 as driver

    # SECURITY: SQLCipher silently takes a malformed raw key for a passphrase.
    if len(raw_key) != RAW_KEY_BYTES:
        raise ValueError("a raw key has 48 bytes")
    try:
        if path is not None and not to_read and not path.exists():
            path.touch(mode=FILE_MODE)  # the driver would let others read it; journals follow suit
        name = str(path) if path else ":memory:"
        if path is not None and to_read:
            name = f"{path.absolute().as_uri()}?mode=ro"
        link = driver.connect(
            name,
            uri=to_read,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_KEPT_STATEMENTS,
        )
    except (OSError, driver.OperationalError) as error:
        raise DiskProblem("The database file cannot be opened.") from error
    try:
        _set_up(link, raw_key, to_read=to_read)
    except driver.DatabaseError as error:
        link.close()
        # What reads cannot play back the journal of a save that was cut off, nor need it: its writer will.
        if is_busy(error) or (to_read and "readonly" in str(error)):
            raise busy() from error
        raise VaultDamaged("The database is damaged or incomplete.") from error
    except BaseException:
        link.close()
        raise
    return link


def _set_up(link: Any, raw_key: bytes, *, to_read: bool) -> None:  # noqa: ANN401 - the driver ships no types
    link.execute("PRAGMA cipher_log_level = NONE")
    _give_key(link, raw_key)
    _refuse_without_cipher(link)
    for setting in _PAGES:
        link.execute(setting)
    link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for setting in (*_SETTINGS, *(("PRAGMA query_only = ON",) if to_read else ())):
        link.execute(setting)
    link.set_authorizer(_authorize)


def _give_key(link: Any, raw_key: bytes) -> None:  # noqa: ANN401 - the driver ships no types
    """Pass the key, which is text only here, and wipe it.

    SECURITY: a script, because the driver keeps the text of other statements with the connection; and one of
    the same length after it, which takes the memory that the text lay in.
    """
    link.executescript(f"PRAGMA key = \"x'{raw_key.hex()}'\"")
    link.executescript(f"PRAGMA cipher_version -- {bytes(RAW_KEY_BYTES).hex()}")


def is_busy(error: BaseException | None) -> bool:
    """Return whether a driver error only means that another process held the database for too long."""
    return "locked" in str(error)


def is_of_disk(error: BaseException | None) -> bool:
    """Return whether a driver error means that the disk is full, unavailable or read-only."""
    return any(phrase in str(error) for phrase in ("full", "disk I/O", "readonly"))


def disk_problem(error: BaseException | None, title: str) -> DiskProblem:
    """Return the error for a driver error of the disk; one of a full disk says so.

    Source: SQLite names SQLITE_FULL "database or disk is full" (sqlite3ErrStr), and the driver gives no code.
    """
    if "disk is full" in str(error):
        return NoSpace("The disk is full. Nothing was written.")
    return DiskProblem(title)


def busy() -> Conflict:
    """Return the error raised when the database is busy."""
    return Conflict(
        "Another window is using the casebook's database right now.", remedy="Try again in a moment."
    )


def _refuse_without_cipher(link: Any) -> None:  # noqa: ANN401 - the driver ships no types
    if not link.execute("PRAGMA cipher_version").fetchone():
        raise Refused("This installation of Casebook cannot encrypt.", remedy="Reinstall Casebook.")


def _refuse_plain(path: Path | None) -> None:
    """Reject an unencrypted database. SECURITY: one substituted for the vault's must not be opened."""
    if path is None or not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        if file.read(len(PLAIN_MAGIC)) == PLAIN_MAGIC:
            raise VaultDamaged("The database is not encrypted, so it is not the one this casebook wrote.")


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    """Deny attaching databases and temporary files. SECURITY: temporary data stays in memory.

    Asked for each column of each statement: it imports nothing.
    """
    is_temp_store = action == _PRAGMA and (first or "").lower() == "temp_store" and second is not None
    return _DENY if action == _ATTACH or is_temp_store else _OK
