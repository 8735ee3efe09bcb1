"""New keys for a vault against copying its database under another key and sealing its files again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from itertools import count
from pathlib import Path
from uuid import UUID

from casebook.base.ids import random_id
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session, start_session
from casebook.services.library.packs import packs
from casebook.services.vault import new_keys, unlock_method
from casebook.services.vault.new_keys import NewKeysOrder
from casebook.store.base.connection import connect
from casebook.vault import Credential, create_vault
from casebook.vault.blob_store import BlobStore
from tests.bench.ratio import Ratio, scratch, timed

BAR = 1.4
ROUNDS = 3
LARGE, LARGE_BYTES = 60, 8 * 1024 * 1024
SMALL, SMALL_BYTES = 300, 60 * 1024
CHEAP = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
PHRASE = "seven invented words stand here for tests {}"


def measure() -> list[Ratio]:
    """A vault with the library and 500 MB of files."""
    with scratch("new_keys") as folder:
        path = folder / "office.casebook"
        _make(path)
        return [timed("new keys for 500 MB of files", BAR, ROUNDS, _renew(path), _floor(path, folder))]


def _make(path: Path) -> None:
    vault, _ = create_vault(path, PHRASE.format(0), cost=CHEAP)
    with start_session(vault) as session:
        packs.copy_in(session)
        sizes = [LARGE_BYTES] * LARGE + [SMALL_BYTES] * SMALL
        for size_bytes in sizes:
            sealed = session.vault.attachments.seal(BytesIO(os.urandom(size_bytes)), random_id())
            with session.store.write("document.take-in") as transaction:
                transaction.add(sealed)


def _renew(path: Path) -> Callable[[], None]:
    number = count()

    def work() -> None:
        turn, code = next(number), unlock_method.new_recovery_code()
        order = NewKeysOrder(
            authority=Credential(PHRASE.format(turn)),
            passphrase=PHRASE.format(turn + 1),
            code=code,
            cost=CHEAP,
        )
        run_in_line(new_keys.renew(path, order))

    return work


def _floor(path: Path, folder: Path) -> Callable[[], Callable[[], None]]:
    """The same bytes once through both ciphers and to the disk; nothing is compared or destroyed."""
    plain = folder / "floor.casebook"
    shutil.copytree(path, plain)
    with open_session(plain, PHRASE.format(0)) as session:
        raw_key, vault_id = session.vault.database_key, session.vault.vault_id
        files = record.every(session, Attachment)
    source = BlobStore(plain / "att", vault_id, Secret(bytes(32)))
    target = folder / "again"

    def work() -> Callable[[], None]:
        (target / "att").mkdir(parents=True)
        with (
            closing(connect(plain / "case.db", raw_key)) as origin,
            closing(connect(target / "case.db", bytes(48))) as copy,
        ):
            origin.backup(copy)
        again = BlobStore(target / "att", UUID(int=7), Secret(bytes(32)))
        for file in files:
            with source.open(file) as stream:
                again.seal(stream, file.id)
        return lambda: shutil.rmtree(target)

    return work
