"""Mount points of drives that are not mounted."""

from __future__ import annotations

import os
from pathlib import Path

FILE_SYSTEMS = Path("/etc/fstab")
_ESCAPES = {"\\040": " ", "\\011": "\t", "\\134": "\\"}


def is_unmounted(folder: Path) -> bool:
    """Return whether a folder lies where the system mounts a drive that is not mounted now.

    Such a mount point is an empty folder of the system's own disk. Drives that a desktop mounts have none
    while they are away.

    Source: fstab(5), the second field and its escapes.
    """
    try:
        lines = FILE_SYSTEMS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    fields = (line.split() for line in lines if not line.lstrip().startswith("#"))
    points = {_plain(found[1]) for found in fields if len(found) > 1 and found[1].startswith("/")}
    around = (folder.absolute(), *folder.absolute().parents)
    return any(str(path) in points and not os.path.ismount(path) for path in around)


def _plain(field: str) -> str:
    for escape, sign in _ESCAPES.items():
        field = field.replace(escape, sign)
    return field.rstrip("/") or "/"
