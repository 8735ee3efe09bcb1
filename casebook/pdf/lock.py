"""A passphrase on a finished PDF. Source: ISO 32000-2, 7.6.4: AES-256, revision 6; metadata is locked too."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

from pikepdf import Encryption

from casebook.pdf.opening import open_pdf


def lock_pdf(finished: BinaryIO, passphrase: str) -> str:
    """Lock a file where it stands; it cannot be read without the passphrase from then on.

    Args:
        finished: a whole PDF, open to read and write.
        passphrase: of whoever receives it; told to them another way.

    Returns:
        The SHA-256 of the locked file in lower-case hex; keys are drawn anew, so no two are the same.
    """
    locked = io.BytesIO()
    with open_pdf(finished) as pdf:
        lock = Encryption(user=passphrase, owner=passphrase, R=6, aes=True, metadata=True)
        pdf.save(locked, encryption=lock)
    finished.seek(0)
    finished.truncate()
    finished.write(locked.getbuffer())
    return hashlib.sha256(locked.getbuffer()).hexdigest()
