"""The package of a Word file, which is a ZIP archive."""

from __future__ import annotations

import io


def without_timestamps(data: bytes) -> bytes:
    """The same package without the moment it was zipped at."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in read.infolist():
            undated = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            file.writestr(undated, read.read(entry.filename), zipfile.ZIP_DEFLATED)
    return out.getvalue()
