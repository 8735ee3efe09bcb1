"""Verifies a file of a release: that the maintainers signed its sums, and that it is what the sums say."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import DiskProblem, FileMissing, NotFound, Refused
from casebook.base.message import Message
from casebook.vault import require_minisigned

SUMS = "SHA256SUMS"
SIGNATURE = f"{SUMS}.minisig"
RELEASE_KEY = ""
"""The public key of the maintainers, the last line of minisign's .pub file; "" until they name one."""

_MAX_BYTES = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A file that was verified.

    Attributes:
        name: of the file.
        sha256: in hexadecimal.
        comment: what the maintainers signed with the sums, such as the version.
    """

    name: str
    sha256: str
    comment: str


def verify(file: Path, key: str = RELEASE_KEY) -> VerifiedFile:
    """Verify a file by the `SHA256SUMS` and `SHA256SUMS.minisig` beside it.

    Args:
        file: of a release.
        key: a public key in the format of minisign.

    Raises:
        Refused: no key is known, the signature does not hold, or the file is another than was signed.
        InvalidInput: the key is none.
        NotFound: a file is missing, or the sums do not list it.
        DiskProblem: a file cannot be read.
    """
    if not key:
        raise Refused(
            "The maintainers have not named their key yet, so this program cannot verify a release.",
            field="key",
            remedy="If you have their key from another channel, name it with --key.",
        )
    sums = _read(file.with_name(SUMS))
    signature = _read(file.with_name(SIGNATURE)).decode("utf-8", "replace")
    comment = require_minisigned(sums, signature, key)
    digest = _digest(file)
    if file.name == SUMS:
        return VerifiedFile(file.name, digest, comment)
    listed = dict(_listed(sums))
    if file.name not in listed:
        raise NotFound(
            "The signed list does not name this file.",
            field="file",
            remedy="Use the published file name and the list from the same release.",
        )
    if listed[file.name] != digest:
        raise Refused(
            "This is not the file that was signed.",
            field="file",
            remedy="It was changed, or its download is incomplete. Do not install it; download it again.",
        )
    return VerifiedFile(file.name, digest, comment)


def _listed(sums: bytes) -> list[tuple[str, str]]:
    """Name and SHA-256 of each file of a list as `sha256sum` writes it; other lines are none."""
    lines = map(_LINE.fullmatch, sums.decode("utf-8", "replace").splitlines())
    return [(line[2], line[1]) for line in lines if line]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_BYTES)
    except FileNotFoundError as error:
        raise NotFound(
            Message("{name} is missing beside the file.", name=path.name),
            field="file",
            remedy="Put the three files of the release into one folder.",
        ) from error
    except OSError as error:
        raise DiskProblem("The file could not be read.", field="file") from error


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise FileMissing("There is no such file.", field="file") from error
    except OSError as error:
        raise DiskProblem("The file could not be read.", field="file") from error
