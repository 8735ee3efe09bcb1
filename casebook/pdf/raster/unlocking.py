"""A PDF with a password as the same PDF without it."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pikepdf import PasswordError, Pdf, PikepdfError

from casebook.pdf.raster.raster_sheet import Encrypted, Unreadable


def unlocked_pdf(data: bytes, passwords: Iterable[str]) -> bytes:
    """Return a PDF without its encryption, with the objects it has.

    Args:
        data: the file.
        passwords: each is tried.

    Raises:
        Encrypted: none of them opens it.
        Unreadable: it is damaged.
    """
    for password in passwords:
        try:
            with Pdf.open(io.BytesIO(data), password=password, attempt_recovery=False) as pdf:
                written = io.BytesIO()
                pdf.save(written)
                return written.getvalue()
        except PasswordError:
            continue
        except PikepdfError as error:
            raise Unreadable from error
    raise Encrypted
