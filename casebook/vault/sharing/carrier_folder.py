"""The folder of a carrier: `NAME.casebook-share/xx/<26 characters>`, kept in step by any program of others.

No file in it is ever changed, so that such a program has nothing to resolve. Absence is never removal: a
folder that is gone, emptied or another one is an error.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from casebook.base.errors import (
    Conflict,
    DamagedSource,
    FileMissing,
    InvalidInput,
    NotFound,
    Refused,
    VaultDamaged,
)
from casebook.base.ids import ALPHABET
from casebook.base.message import Message
from casebook.vault.disk import (
    FOLDER_MODE,
    create_carefully,
    disk,
    flush,
    flush_folder,
    is_link,
    open_carefully,
)
from casebook.vault.folder import require_name
from casebook.vault.sharing.carrier_body import REMEDY
from casebook.vault.sharing.carrier_listing import NAME, NAME_CHARACTERS, Scan, listed, lying_at
from casebook.vault.sharing.carrier_obstacle import (
    clear,
    each_place,
    growing_place,
    is_file,
    is_folder,
    one_place,
)
from casebook.vault.sharing.sealed_stream import WriteTarget

SUFFIX = ".casebook-share"
_LOOKING = Message("looking at the shared folder")
_MAX_NAMED = 5
"""Of entries that are in the way so many are named."""


class CarrierGone(NotFound):
    """The shared folder is not there: a stick that is not plugged in, a drive that is not mounted."""

    def __init__(self) -> None:
        super().__init__(
            Message("The shared folder is not there. Nothing was removed."),
            field="share",
            remedy=Message(
                "Connect the drive, then lock and unlock, or wait for the folder to be synchronised."
            ),
        )


class CarrierEmptied(Refused):
    """The shared folder is there, and nothing that was in it."""

    def __init__(self) -> None:
        super().__init__(
            Message("The shared folder is empty. Nothing was removed here."),
            field="share",
            remedy=Message(
                "If it was emptied, save your files there again. The other members do so, too. "
                "Otherwise wait for it to be synchronised."
            ),
        )


class CarrierObstructed(CarrierEmptied):
    """Nothing that was in the shared folder is there, and something else stands where files belong.

    Args:
        names: of what is in the way, within the shared folder.
    """

    def __init__(self, names: Sequence[str]) -> None:
        title = Message.plural(
            "{number} entry of the shared folder stands where all files belong: {names}",
            "{number} entries of the shared folder stand where all files belong: {names}",
            len(names),
            names=tuple(names[:_MAX_NAMED]),
        )
        remedy = Message(
            "Nothing was removed here. Save your files there again: what is in the way is moved aside."
        )
        Refused.__init__(self, title, field="share", remedy=remedy)


class CarrierReplaced(Refused):
    """Another folder is in the place of the shared one: it has files, and none of those known."""

    def __init__(self) -> None:
        super().__init__(
            Message("This is another shared folder. Nothing was removed or taken."),
            field="share",
            remedy=Message("Choose the folder that was used before, or save your files again in this one."),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidFile:
    """A file that was laid.

    Attributes:
        name: 26 characters.
        size_bytes: of it.
        sha256: of it, 32 bytes: the line's next file names it.
    """

    name: str
    size_bytes: int
    sha256: bytes


class CarrierFolder:
    """A shared folder.

    Args:
        path: ``NAME.casebook-share``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty shared folder.

        Raises:
            InvalidInput: the name does not end in ``.casebook-share``, or a disk may refuse it.
            Conflict: something is there.
            FileMissing: the folder in which it is to be is not there.
            DiskProblem: the disk refuses.
        """
        path = path.absolute()  # it is kept, and met again from wherever the program is started
        if path.suffix != SUFFIX or not path.stem or path.stem.startswith("."):
            raise _misnamed()
        require_name(path.stem)
        if not path.parent.is_dir():
            raise FileMissing(
                "The folder in which the shared folder is to be made does not exist.",
                field="share",
                remedy="Make that folder first, or choose another place.",
            )
        with disk(Message("creating the shared folder")):
            try:
                path.mkdir(mode=FOLDER_MODE)
            except FileExistsError as error:
                raise Conflict(
                    "A file or folder already exists at this path.",
                    field="share",
                    remedy="Choose a new name.",
                ) from error
            flush_folder(path.parent)
        return cls(path)

    @classmethod
    def existing(cls, path: Path) -> Self:
        """Return the shared folder at a path.

        Raises:
            CarrierGone: nothing is there.
            InvalidInput: it is no such folder, or a link.
            DiskProblem: it cannot be looked at.
        """
        if path.suffix != SUFFIX:
            raise _misnamed()
        folder = cls(path.absolute())
        with disk(_LOOKING):
            folder._require_there()
        return folder

    @staticmethod
    def new_name() -> str:
        """Return the name of a new file: 26 random characters, 130 bits."""
        return "".join(secrets.choice(ALPHABET) for _ in range(NAME_CHARACTERS))

    def put(self, name: str, write: Callable[[WriteTarget], object]) -> LaidFile:
        """Lay a file, which has its name only when it is whole and on the disk.

        What is no file and in its place, or no folder in the place of its folder, is moved aside.

        Args:
            name: of `new_name`; after a stop the same again, if `laid` does not find it.
            write: writes it.

        Raises:
            CarrierGone: the folder is not there.
            Conflict: a file has this name: none is ever changed.
            InTheWay: something else is there that cannot be moved; nothing is left.
            DiskProblem: the disk refuses; nothing is left.
        """
        place = self._place(name)
        with disk(Message("writing to the shared folder")), one_place(self.path, place):
            self._require_there()
            self._make_room(place)
            growing = growing_place(place)
            try:
                with create_carefully(growing) as file:
                    counted = _Counted(file)
                    write(counted)
                    file.flush()
                    flush(file.fileno())
                growing.rename(place)
            except BaseException:
                growing.unlink(missing_ok=True)
                raise
            flush_folder(place.parent)
        return LaidFile(name=name, size_bytes=counted.size_bytes, sha256=counted.digest.digest())

    def laid(self, name: str) -> LaidFile | None:
        """Return the file of this name, read whole, or None if there is none, or something else than a file.

        Raises:
            CarrierGone: the folder is not there.
            DiskProblem: it cannot be read.
        """
        digest, size = hashlib.sha256(), 0
        with disk(_LOOKING):
            self._require_there()
            place = self._lying(name)
            if not (is_folder(place.parent) and is_file(place)):
                return None
            try:
                with os.fdopen(open_carefully(place), "rb") as file:
                    while piece := file.read(1 << 20):
                        digest.update(piece)
                        size += len(piece)
            except (FileNotFoundError, VaultDamaged):  # it went or was replaced meanwhile
                return None
        return LaidFile(name=name, size_bytes=size, sha256=digest.digest())

    def scan(self, known: Collection[str]) -> Scan:
        """Look what is there, without opening anything; links are not followed.

        Args:
            known: names of files that were taken or laid and not removed.

        Raises:
            CarrierGone: the folder is not there.
            CarrierEmptied: files are known, and there is none; `CarrierObstructed` if others stand there.
            CarrierReplaced: files are known, and only others are there.
            DiskProblem: it cannot be looked at.
        """
        with disk(_LOOKING):
            self._require_there()
            names, passed_over, obstacles = listed(self.path)
        wanted = set(known)
        if wanted and not names:
            raise CarrierObstructed(sorted(obstacles)) if obstacles else CarrierEmptied
        if wanted and not names & wanted:
            raise CarrierReplaced
        return Scan(
            new=tuple(sorted(names - wanted)),
            missing=tuple(sorted(wanted - names)),
            passed_over=passed_over,
            obstacles=tuple(sorted(obstacles)),
        )

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading, never through a link.

        Raises:
            NotFound: it is not there.
            DamagedSource: something else than a file is there.
            DiskProblem: it cannot be opened.
        """
        place = self._lying(name)
        with disk(_LOOKING):
            if not is_folder(place.parent):
                raise _no_file(name)
            try:
                return cast("BinaryIO", os.fdopen(open_carefully(place), "rb"))
            except FileNotFoundError as error:
                raise _no_file(name) from error
            except VaultDamaged as error:  # which is of the casebook, and this is not in it
                title = Message("In the shared folder something else is in the place of a file.")
                raise DamagedSource(title, field=name, remedy=REMEDY) from error

    def unlink_own(self, names: Iterable[str]) -> None:
        """Remove files that this device laid; those that are gone, or something else by now, are passed over.

        SECURITY: the caller names none that another device laid.

        Raises:
            CarrierGone: the folder is not there.
            InTheWay: one of them cannot be removed; the others were.
            DiskProblem: the disk refuses.
        """
        places = [self._lying(name) for name in names]
        removing = Message("removing old files of this device from the shared folder")
        with each_place() as going_on, disk(removing):
            self._require_there()
            for place in places:
                with going_on(), one_place(self.path, place):
                    if is_folder(place.parent) and is_file(place):
                        place.unlink(missing_ok=True)
            for folder in sorted({place.parent for place in places}):
                if is_folder(folder):
                    flush_folder(folder)

    def move_aside(self, name: str) -> None:
        """Move aside what lies under a name and is not what it should be, whoever laid it.

        Raises:
            InTheWay: it cannot be moved.
            DiskProblem: the disk refuses.
        """
        place = self._lying(name)
        with disk(Message("writing to the shared folder")), one_place(self.path, place):
            clear(place)

    def _place(self, name: str) -> Path:
        """SECURITY: any other name could lead out of the folder."""
        if not NAME.fullmatch(name):
            raise ValueError("a file of a carrier has 26 characters of the id alphabet")
        return self.path / name[:2] / name

    def _lying(self, name: str) -> Path:
        """Where a file lies: some disks and programs write names of folders or files in capitals."""
        return lying_at(self._place(name))

    def _require_there(self) -> None:
        if is_link(self.path):
            raise InvalidInput(
                "The shared folder was replaced by a link.",
                field="share",
                remedy="Choose the folder itself.",
            )
        if not self.path.exists():
            raise CarrierGone
        if not self.path.is_dir():
            raise _misnamed()

    def _make_room(self, place: Path) -> None:
        if is_file(place) and is_folder(place.parent):
            raise Conflict("A file in the shared folder already has this name.", field=place.name)
        if not is_folder(place.parent):
            clear(place.parent)
            place.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
            flush_folder(self.path)
        clear(place)


class _Counted:
    """Writes on, and takes length and hash of what it writes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest, self.size_bytes = file, hashlib.sha256(), 0

    def write(self, data: bytes, /) -> int:
        self.digest.update(data)
        self.size_bytes += len(data)
        return self._file.write(data)


def _misnamed() -> InvalidInput:
    return InvalidInput(
        "This is not a shared folder.",
        field="share",
        remedy=Message("Choose a folder whose name ends in {suffix}.", suffix=SUFFIX),
    )


def _no_file(name: str) -> NotFound:
    return NotFound(
        "A file in the shared folder is not there any more.",
        field=name,
        remedy="Wait for the folder to be synchronised.",
    )
