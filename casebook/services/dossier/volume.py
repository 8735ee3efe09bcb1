"""The files of a dossier that leaves as several: how they are written."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DiskProblem, InvalidInput
from casebook.domain.dossier.build import BuiltFile
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import refuse_vaults, written

_ENDING = ".pdf"


def listed(files: Sequence[BuiltFile]) -> str:
    """The hash of the list of files as ``sha256sum`` prints it: one figure for all of them."""
    lines = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def written_files(out: Path | SaveTarget, files: Sequence[tuple[str, BinaryIO]]) -> None:
    """Write the files: one alone as it was named; several into a folder, or into one file ending in .zip.

    Raises:
        InvalidInput: several files were made and only one can be written there.
        Refused: the place is inside a vault.
        DiskProblem: the disk refuses.
    """
    from casebook.formats.pack_files import pack_files

    is_packed = out.name.lower().endswith(".zip")
    if is_packed or (len(files) == 1 and not _is_folder(out)):
        with written(out) as file:
            if is_packed:
                pack_files(file, files)
            else:
                _copy(files[0][1], file)
        return
    if isinstance(out, SaveTarget):
        raise InvalidInput(
            "There is more than one file to save.",
            field="out",
            remedy="Choose a file name ending in .zip. The files are saved in it.",
        )
    _into_folder(out.with_suffix("") if out.suffix.lower() == _ENDING else out, files)


def _is_folder(out: Path | SaveTarget) -> bool:
    return isinstance(out, Path) and out.is_dir()


def _into_folder(folder: Path, files: Sequence[tuple[str, BinaryIO]]) -> None:
    refuse_vaults(folder.resolve() / files[0][0])
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DiskProblem("The folder cannot be created there.", field="out") from error
    for name, data in files:
        with written(folder / name) as file:
            _copy(data, file)


def _copy(data: BinaryIO, file: BinaryIO) -> None:
    data.seek(0)
    shutil.copyfileobj(data, file)
