"""What is in the way where a file of ours belongs in a shared folder: moved aside under a name of its own.

SECURITY: it may be anybody's. It is never opened, followed or removed.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from casebook.base.errors import DiskProblem
from casebook.base.ids import ALPHABET
from casebook.base.message import Message
from casebook.vault.blob_paths import NEW
from casebook.vault.disk import flush_folder, is_link

ASIDE = ".aside"
_MARK_CHARACTERS = 8
MOVED = re.compile(rf"[{ALPHABET}]{{2,26}}\.[{ALPHABET}]{{{_MARK_CHARACTERS}}}{re.escape(ASIDE)}")
"""Names of what was moved aside."""
_BY_ONE_PLACE = frozenset(
    {
        errno.EACCES,
        errno.EBUSY,
        errno.EEXIST,
        errno.EISDIR,
        errno.ELOOP,
        errno.ENOTDIR,
        errno.ENOTEMPTY,
        errno.EPERM,
    }
)
"""Errors of one place, where another one in the same folder may be free."""


class InTheWay(DiskProblem):
    """Something in the shared folder keeps one file from being written; others can be.

    Args:
        name: of that file within the shared folder.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            Message("Something else stands where the file {name} belongs in the shared folder.", name=name),
            field=name,
            remedy=Message("Move it out of the shared folder, then exchange again."),
        )


@contextmanager
def one_place(folder: Path, place: Path) -> Iterator[None]:
    """Tell errors of one place in a shared folder from those of all of it.

    Args:
        folder: the shared folder.
        place: of the file in it.

    Raises:
        InTheWay: for an error of that place, in a folder that can be written.
        OSError: for any other.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _BY_ONE_PLACE or not os.access(folder, os.W_OK):
            raise
        raise InTheWay(place.relative_to(folder).as_posix()) from error


@contextmanager
def each_place() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Go on with the other files after something in the way of one; yields what each is handled within.

    Raises:
        InTheWay: the first of them, once all were handled.
    """
    refused: list[InTheWay] = []

    @contextmanager
    def going_on() -> Iterator[None]:
        try:
            yield
        except InTheWay as problem:
            refused.append(problem)

    yield going_on
    if refused:
        raise refused[0]


def is_file(place: Path) -> bool:
    """Return whether a regular file stands at a place, and no link to one."""
    try:
        return stat.S_ISREG(place.lstat().st_mode) and not is_link(place)
    except OSError:
        return False


def is_folder(place: Path) -> bool:
    """Return whether a folder stands at a place, and no link to one."""
    try:
        return stat.S_ISDIR(place.lstat().st_mode) and not is_link(place)
    except OSError:
        return False


def clear(place: Path) -> None:
    """Move aside what stands at a place, if anything does.

    Raises:
        OSError: the disk refuses.
    """
    mark = "".join(secrets.choice(ALPHABET) for _ in range(_MARK_CHARACTERS))
    if os.path.lexists(place):
        place.rename(place.with_name(f"{place.name}.{mark}{ASIDE}"))
        flush_folder(place.parent)


def growing_place(place: Path) -> Path:
    """Return where a file grows until it is whole: beside its place, under another name if that is taken.

    Raises:
        OSError: the disk refuses.
    """
    growing = place.with_name(place.name + NEW)
    if is_folder(growing):
        return place.with_name(f"{place.name}.{secrets.token_hex(_MARK_CHARACTERS)}{NEW}")
    growing.unlink(missing_ok=True)
    return growing
