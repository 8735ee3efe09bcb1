"""The protocol between a session and the file picker, which opens the files and passes them on.

==========  =======  ==================================================================================
message     from     words and files
==========  =======  ==================================================================================
MORE        session  dropped files; the question follows
ASK         session  kind, purpose, suggested name, folder to begin in, place and number of the window in
                     front, the last dropped files; of a new folder, one in which it must not lie
KEEP        session  none: the file written is whole and may take its name; or a folder to be put there; or
                     the chosen folder is to be looked through
DROP        session  none: the file that took its name is to go again
CHOSE_IN    picker   the path of the folder in which files were chosen, which follow
CHOSEN      picker   name and folder of each file, and the files: open to read, or one to write or print
MORE        picker   the same; more follow
FOLDER      picker   the path of a folder
FOUND       picker   kind, size in bytes and path of something of a casebook in the folder; more follow
UNREAD      picker   paths under it that could not be looked into; more follow
LOOKED      picker   how many files were looked at until now; more follow
NOTHING     picker   none: the person gave up
PDF         picker   none: the person wants a PDF file instead; or that there is no printer
KEPT        picker   none: the file has its name, or the print service has it
FAILED      picker   the number of the error
STIRRED     picker   none: there was input
PANIC       picker   none: the panic key was pressed
==========  =======  ==================================================================================
"""

from __future__ import annotations

import errno
import os
import stat
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from casebook.host.ipc.channel import MAX_BYTES, Channel, ChannelMessage, PeerClosed

_MAX_PART_BYTES = MAX_BYTES // 2
_ERRORS = frozenset(map(str, errno.errorcode))
PickKind = Literal["files", "target", "folder", "new folder", "shared folder", "carried folder", "print"]
"""What is chosen; a shared folder is new and made by the picker, a carried one is looked through by it."""

PickPurpose = Literal["", "import", "card", "welcome", "parcel", "keyfile", "team"]
"""What it is chosen for, which its title says, and by which the folder of the last time is known."""

NO_PRINTER = "no printer"
"""Why a PDF file takes the place of a print, where the person did not choose it."""


class PickerMessage(IntEnum):
    """The message types."""

    ASK = 1
    KEEP = 2
    DROP = 3
    CHOSEN = 11
    MORE = 12
    FOLDER = 13
    NOTHING = 14
    KEPT = 15
    FAILED = 16
    STIRRED = 17
    PANIC = 18
    PDF = 19
    FOUND = 20
    UNREAD = 21
    LOOKED = 22
    CHOSE_IN = 23


class OpenedFile:
    """A file the user chose, open for reading.

    Args:
        descriptor: of the file; of the link itself where it is one, which nobody follows.

    Attributes:
        name: its name, without the way to it.
        folder: the folders it lay in, as chosen, or "".
    """

    def __init__(self, name: str, folder: str, descriptor: int) -> None:
        self.name, self.folder = name, folder
        self._descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        """Return its name without the extension."""
        return PurePath(self.name).stem

    @property
    def size_bytes(self) -> int:
        """Return its size in bytes."""
        return os.fstat(self._descriptor).st_size

    @property
    def is_link(self) -> bool:
        """Return whether it is a link to another file or folder."""
        return stat.S_ISLNK(os.fstat(self._descriptor).st_mode)

    def open(self, mode: Literal["rb"] = "rb") -> BinaryIO:
        """Open the file at its start; one reader at a time.

        Raises:
            OSError: the disk refuses.
        """
        file = os.fdopen(os.dup(self._descriptor), mode)
        file.seek(0)
        return file


class PickerOutput:
    """An empty file opened by the picker, which completes it once it is fully written.

    Args:
        name: of the file to save, or of the printer.
        descriptor: of the empty file.
        line: channel to the picker, which waits until the file is complete.
    """

    def __init__(self, name: str, descriptor: int, line: Channel) -> None:
        self.name = name
        self._file, self._line = os.fdopen(descriptor, "w+b"), line
        weakref.finalize(self, line.close)

    def __str__(self) -> str:
        return self.name

    def drop(self) -> None:
        """Let go of it; unless it was completed, the picker deletes it. Once is enough."""
        self._file.close()
        self._line.close()

    @contextmanager
    def written(self) -> Iterator[BinaryIO]:
        """Yield the file for writing and reading back; completed only if the block succeeds.

        Raises:
            OSError: the disk or the print service refuses; no file is left.
        """
        try:
            with self._file as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            self._keep()
        finally:
            self._line.close()

    def _keep(self) -> None:
        try:
            self._line.send(PickerMessage.KEEP)
            answer = self._line.receive()
        except PeerClosed as gone:
            raise OSError("the picker has gone") from gone
        _see(answer)


class PrintJob(PickerOutput):
    """A document to print, written to memory and sent by the picker to the chosen printer."""


class SaveTarget(PickerOutput):
    """A file to save, written under a random name and renamed to the chosen one once complete.

    Attributes:
        folder: where the picker puts it, for the person to see, or "".
    """

    def __init__(self, name: str, descriptor: int, line: Channel, folder: str = "") -> None:
        super().__init__(name, descriptor, line)
        self.folder = folder

    @contextmanager
    def provisional(self, data: bytes) -> Iterator[None]:
        """Save these bytes under the chosen name before the block, and delete the file if the block fails.

        Raises:
            OSError: the disk refuses; no file is left.
        """
        try:
            with self._file as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._keep()
            try:
                yield
            except BaseException:
                with suppress(PeerClosed):
                    self._line.send(PickerMessage.DROP)
                raise
        finally:
            self._line.close()


class NewFolder:
    """A place for a folder outside the session's access; a folder made within it is moved there.

    Args:
        line: to the picker, which waits for it.
    """

    def __init__(self, path: Path, line: Channel) -> None:
        self.path, self._line = path, line
        weakref.finalize(self, line.close)

    def put(self, vault: Path) -> Path:
        """Move a vault made among the backups there; returns its new place.

        Raises:
            OSError: the disk refuses, or something is there.
        """
        try:
            self._line.send(PickerMessage.KEEP, str(vault))
            _see(self._line.receive())
        except PeerClosed as gone:
            raise OSError("the picker has gone") from gone
        finally:
            self._line.close()
        return self.path


class LookedFolder:
    """A chosen folder that a session may not look into; the picker does, and says what of casebooks is there.

    Args:
        line: to the picker, which waits for it.
    """

    def __init__(self, path: Path, line: Channel) -> None:
        self.path, self._line = path, line
        weakref.finalize(self, line.close)

    def look(self, looked: Callable[[int], None]) -> tuple[list[tuple[str, int, str]], list[str]]:
        """Return kind, size in bytes and path of what was found, and the paths that could not be read.

        Args:
            looked: called now and then with the number of files looked at; what it raises stops the picker.

        Raises:
            OSError: the disk refuses, or the picker has gone.
        """
        items, unread = list[tuple[str, int, str]](), list[str]()
        try:
            self._line.send(PickerMessage.KEEP)
            while (answer := self._line.receive()).kind not in {PickerMessage.KEPT, PickerMessage.FAILED}:
                if answer.kind == PickerMessage.FOUND:
                    kind, size, path = answer.words
                    items.append((kind, int(size), path))
                elif answer.kind == PickerMessage.UNREAD:
                    unread += answer.words
                elif answer.kind == PickerMessage.LOOKED:
                    looked(int(answer.words[0]))
        except PeerClosed as gone:
            raise OSError("the picker has gone") from gone
        finally:
            self._line.close()
        _see(answer)
        return items, unread


def in_parts(paths: Iterable[str]) -> list[list[str]]:
    """Return paths in groups that fit a message with some text; at least one group, in order.

    >>> in_parts([])
    [[]]
    """
    parts: list[list[str]] = [[]]
    room = _MAX_PART_BYTES
    for path in paths:
        needed = len(os.fsencode(path)) + 1
        if needed > room:
            parts.append([])
            room = _MAX_PART_BYTES
        parts[-1].append(path)
        room -= needed
    return parts


def _see(answer: ChannelMessage) -> None:
    if answer.kind == PickerMessage.KEPT:
        return
    number = answer.words[0] if answer.words else ""
    failed = int(number) if number in _ERRORS else errno.EIO
    raise OSError(failed, os.strerror(failed))
