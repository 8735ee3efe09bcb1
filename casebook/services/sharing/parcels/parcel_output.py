"""Where a parcel is written to: a path, or a file that the picker opened and names once it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.errors import DiskProblem
from casebook.base.progress import Progress
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.export import refuse_no_file, refuse_vaults, written
from casebook.vault.sharing.parcel_file import GrownParcel, NamedFiles, Signer, grow_parcel, seal_parcel
from casebook.vault.sharing.parcel_head import ParcelLock

if TYPE_CHECKING:
    from collections.abc import Iterator


class PickedParcel:
    """A whole parcel in the file of a picker, which gives it its name by `name`.

    Args:
        target: what the picker opened.

    Attributes:
        id: random, 16 bytes, once it was sealed.
    """

    def __init__(self, target: SaveTarget) -> None:
        self._target, self._open = target, ExitStack()
        self.id = b""

    def seal(
        self,
        lock: ParcelLock,
        manifest: bytes,
        bodies: Iterable[bytes],
        files: NamedFiles,
        *,
        sign: Signer,
        progress: Progress,
    ) -> None:
        """Seal a parcel into the file.

        Raises:
            InvalidInput, Refused, DiskProblem, Cancelled: as `seal_parcel`; nothing is left.
        """
        try:
            file = self._open.enter_context(written(self._target))
            self.id = seal_parcel(file, lock, manifest, bodies, files, sign=sign, progress=progress)
        except BaseException:
            self.discard()
            raise

    def name(self) -> None:
        """Have the picker give it its name.

        Raises:
            DiskProblem: the disk refuses; the parcel is gone.
        """
        self._open.close()

    def discard(self) -> None:
        """Have the picker delete it, unless it has its name."""
        self._target.drop()

    def __repr__(self) -> str:
        return "PickedParcel()"


def require_place(out: Path | SaveTarget) -> None:
    """Refuse a place where no parcel can lie.

    Raises:
        InvalidInput: a folder, a device or a pipe is there.
        Refused: it is inside a vault or among its backups.
    """
    if isinstance(out, Path):
        refuse_no_file(out)
        refuse_vaults(out.resolve())


def grow(
    out: Path | SaveTarget,
    lock: ParcelLock,
    manifest: bytes,
    bodies: Iterable[bytes],
    files: NamedFiles,
    *,
    sign: Signer,
    progress: Progress,
) -> GrownParcel | PickedParcel:
    """Write a parcel that gets its name by `name`.

    Args:
        out: nothing is there yet, or what a picker opened.
        lock: what will open it.
        manifest: as `grow_parcel`; so are the others.
        bodies: as there.
        files: as there.
        sign: as there.
        progress: as there.

    Raises:
        Conflict, InvalidInput, Refused, DiskProblem, Cancelled: as there; nothing is left.
    """
    if isinstance(out, Path):
        return grow_parcel(out, lock, manifest, bodies, files, sign=sign, progress=progress)
    picked = PickedParcel(out)
    picked.seal(lock, manifest, bodies, files, sign=sign, progress=progress)
    return picked


@contextmanager
def readable(source: Path | OpenedFile) -> Iterator[Path | BinaryIO]:
    """Give what a parcel is read from.

    Raises:
        DiskProblem: the file of a picker cannot be read.
    """
    if isinstance(source, Path):
        yield source
        return
    try:
        file = source.open("rb")
    except OSError as error:
        raise DiskProblem("The parcel cannot be read.", field="parcel") from error
    with file:
        yield file
