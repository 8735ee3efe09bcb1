"""Opens a PDF strictly, rejecting damage, or with repair if its content is checked later."""

from __future__ import annotations

import io
import logging
from typing import BinaryIO

from pikepdf import AccessMode, Encryption, PasswordError, Pdf, PdfError

from casebook.pdf.page.repair import opened_with_repair

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # warnings are read and raised as errors


def open_pdf(stream: BinaryIO, *, inherits: bool = True) -> Pdf:
    """Open a PDF from a stream, which may be closed afterwards: files are mapped, others read whole.

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
        # Bytes in memory are shared, not copied, and the stream itself may be closed all the same.
        data = stream.getvalue() if isinstance(stream, io.BytesIO) else stream.read()
        return _opened(io.BytesIO(data), AccessMode.default, inherits=inherits)


def open_faulty_pdf(stream: BinaryIO) -> Pdf:
    """Open a PDF as `open_pdf`, or repaired; its warnings show that something is wrong.

    What pages have from the tree above them is not given to them.

    Raises:
        pikepdf.PikepdfError: not a PDF, password-protected or beyond repair.
    """
    try:
        return open_pdf(stream, inherits=False)
    except PasswordError:
        raise
    except PdfError:
        stream.seek(0)
        return opened_with_repair(stream.read(), inherits=False)


def load_for_locked() -> None:
    """Open an encrypted file, for a process that will soon be unable to open devices.

    qpdf keeps open the source of chance that it looks for when it first meets a cipher. Revision 4 derives
    its key at once, as revision 6 is made not to.
    """
    locked = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=Encryption(owner="owner", user="", R=4, aes=True))
    with open_pdf(locked):
        pass


def _opened(stream: BinaryIO, mode: AccessMode, *, inherits: bool) -> Pdf:
    return Pdf.open(stream, access_mode=mode, attempt_recovery=False, inherit_page_attributes=inherits)
