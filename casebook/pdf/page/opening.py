"""Opens a PDF strictly: a damaged file is refused, not repaired."""

from __future__ import annotations

import io
import logging
from typing import BinaryIO

from pikepdf import AccessMode, Pdf

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # warnings are read and raised as errors


def open_pdf(stream: BinaryIO, *, inherits: bool = True) -> Pdf:
    """A PDF out of a stream, which may be closed afterwards: a file is mapped, anything else is read whole.

    Args:
        stream: read from its start.
        inherits: whether pages are given at once what they have from the tree above them; that also
            corrects the count of pages the file says it has.

    Raises:
        pikepdf.PikepdfError: not a PDF, or damaged or password-protected.
    """
    try:
        stream.fileno()
        return _opened(stream, AccessMode.mmap_only, inherits=inherits)
    except OSError:  # not a file of the disk, or too many are open already
        stream.seek(0)
        return _opened(io.BytesIO(stream.read()), AccessMode.default, inherits=inherits)


def _opened(stream: BinaryIO, mode: AccessMode, *, inherits: bool) -> Pdf:
    return Pdf.open(stream, access_mode=mode, attempt_recovery=False, inherit_page_attributes=inherits)
