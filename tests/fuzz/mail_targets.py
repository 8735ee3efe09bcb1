"""Mail of every kind: letters, mailboxes, messages of Outlook, winmail.dat, signed files."""

from __future__ import annotations

from contextlib import suppress

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.mail.reader import read_mail


def mail(data: bytes) -> None:
    """Read any bytes as mail, by what they begin with."""
    if not data:
        return
    with suppress(Damaged, OversizedFile, PasswordProtected):
        read = read_mail(data)
        b"".join(part.data for part in read.parts)  # an empty one is refused by name when it is taken in
        "".join(read.pages).encode("utf-8")
        f"{read.header.title}{read.header.author}{[part.name for part in read.parts]}".encode()
