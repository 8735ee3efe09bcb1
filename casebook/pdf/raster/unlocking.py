"""A PDF with a password as the same PDF without it."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import PasswordError, PikepdfError

from casebook.pdf.page.repair import loses_content, opened_with_repair
from casebook.pdf.page.writing import readable_copy
from casebook.pdf.raster.raster_sheet import Encrypted, Unreadable


def unlocked_pdf(data: bytes, passwords: Iterable[str]) -> bytes:
    """Return a PDF without its encryption, with the objects it has.

    Args:
        data: the file.
        passwords: each is tried.

    Raises:
        Encrypted: none of them opens it.
        Unreadable: it is damaged, and lacks something once repaired.
    """
    for password in passwords:
        try:
            with opened_with_repair(data, password=password) as pdf:
                unlocked = readable_copy(pdf)
                if pdf.get_warnings() and loses_content(data, password):
                    raise Unreadable
                return unlocked
        except PasswordError:
            continue
        except PikepdfError as error:
            raise Unreadable from error
    raise Encrypted
