"""Key files: 32 random bytes needed in addition to the passphrase."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from casebook.base.errors import Conflict, InvalidInput, NotFound, VaultDamaged
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.vault.disk import disk, flush_folder, read_bounded, write_new

KEYFILE_BYTES = 32


def make_keyfile(path: Path) -> bytes:
    """Write a new key file; returns its SHA-256.

    Never an arbitrary document: a picture or a text that is sent, edited or found elsewhere makes a poor key.

    Raises:
        Conflict: something is there already.
        NotFound: the folder does not exist.
        DiskProblem: the disk refuses.
    """
    with disk(Message("writing the key file")):
        if not path.absolute().parent.is_dir():
            raise NotFound(
                "The folder for the key file does not exist.",
                field="keyfile",
                remedy="Choose an existing folder.",
            )
        data = secrets.token_bytes(KEYFILE_BYTES)
        try:
            write_new(path, data)
        except FileExistsError as error:
            raise Conflict(
                "A file or folder already exists at this path.", field="keyfile", remedy="Choose a new name."
            ) from error
        flush_folder(path.absolute().parent)
    return hashlib.sha256(data).digest()


@contextmanager
def new_keyfile(path: Path | SaveTarget) -> Iterator[bytes]:
    """Yield the SHA-256 of a new key file, which is deleted if the block fails.

    Raises:
        Conflict, NotFound, DiskProblem: as `make_keyfile` does.
    """
    if isinstance(path, SaveTarget):
        data = secrets.token_bytes(KEYFILE_BYTES)
        # The file is there before anything depends on it: a slot without its keyfile opens nothing.
        with ExitStack() as stack:
            with disk(Message("writing the key file")):
                stack.enter_context(path.provisional(data))
            yield hashlib.sha256(data).digest()
        return
    digest = make_keyfile(path)
    try:
        yield digest
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def read_keyfile(path: Path | OpenedFile) -> bytes:
    """Return the SHA-256 of a key file.

    Raises:
        NotFound: it is not there.
        InvalidInput: it is none: a keyfile has exactly 32 bytes.
        DiskProblem: it cannot be read.
    """
    with disk(Message("reading the key file")):
        try:
            data = read_bounded(path, KEYFILE_BYTES) if isinstance(path, Path) else _given(path)
        except FileNotFoundError as error:
            raise NotFound(
                "Key file not found.",
                field="keyfile",
                remedy="Connect the drive with the key file, or choose the file again.",
            ) from error
        except VaultDamaged as error:
            raise _none() from error
    if len(data) != KEYFILE_BYTES:
        raise _none()
    return hashlib.sha256(data).digest()


def _given(picked: OpenedFile) -> bytes:
    with picked.open() as file:
        return file.read(KEYFILE_BYTES + 1)


def _none() -> InvalidInput:
    return InvalidInput(
        "This is not a key file.",
        field="keyfile",
        remedy="Choose the key file that Casebook created for this casebook.",
    )
