"""A passphrase on a finished PDF. Source: ISO 32000-2, 7.6.4: AES-256, revision 6; metadata included."""

from __future__ import annotations

import io
from typing import BinaryIO

from pikepdf import Encryption

from casebook.pdf.page.opening import open_pdf


def lock_pdf(finished: BinaryIO, passphrase: str) -> None:
    """Encrypt a file in place; from then on it cannot be read without the passphrase.

    Keys are drawn anew: no two locked files are the same.

    Args:
        finished: a whole PDF, open to read and write.
        passphrase: of whoever receives it; passed to them another way.
    """
    locked = io.BytesIO()
    with open_pdf(finished) as pdf:
        lock = Encryption(user=passphrase, owner=passphrase, R=6, aes=True, metadata=True)
        pdf.save(locked, encryption=lock)
    finished.seek(0)
    finished.truncate()
    finished.write(locked.getbuffer())
