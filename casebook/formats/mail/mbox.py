"""Mailboxes in one file (mbox), and single letters as Apple Mail keeps them (.emlx)."""

from __future__ import annotations

import email
import email.policy
import re

from casebook.formats.mail.header import addresses, field_of, header_text, sent_time
from casebook.formats.read import EmbeddedFile

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
_LINE = rb"From (?:[^\r\n]*? )?" + _DAY + rb"[^\r\n]*\d{4}[^\r\n]*\r?\n"
_BORDER = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))" + _LINE + rb"(?=(?:>?From [^\n]*\n)?[!-9;-~]+:)")
"""The line before each letter; one within a letter lacks the day, the head after it or the gap before."""
_QUOTED = re.compile(rb"(?m)^>(?=>*From )")
_EMLX = re.compile(rb"\A\s{0,10}(\d{1,10})\s*\r?\n")
_MAX_NAME = 80


def letters_in(data: bytes) -> tuple[bytes, ...]:
    """The letters of a mailbox, each as it was before it was put in; none where the file is no mailbox.

    Source: RFC 4155, appendix A; the form that quotes every line with ``From`` and that which quotes some.
    """
    if not data.startswith(b"From "):
        return ()
    borders = list(_BORDER.finditer(data))
    ends = [*(border.start() for border in borders[1:]), len(data)]
    return tuple(
        _QUOTED.sub(b"", data[border.end() : end]) for border, end in zip(borders, ends, strict=False)
    )


def without_border(data: bytes) -> bytes:
    r"""A single letter without the line that a mailbox begins with.

    >>> without_border(b"From a@b Mon Mar  2 09:15:00 2026\nSubject: x\n\ny")
    b'Subject: x\n\ny'
    """
    return data.partition(b"\n")[2] if data.startswith(b"From ") else data


def apple_letter(data: bytes) -> bytes:
    r"""The letter of an .emlx file: its length, the letter, and what Apple Mail notes of it; else the bytes.

    >>> apple_letter(b"13 \nSubject: x\n\ny<?xml ...")
    b'Subject: x\n\ny'
    """
    length = _EMLX.match(data)
    return data[length.end() : length.end() + int(length[1])] if length else data


def listed(letters: tuple[bytes, ...]) -> tuple[tuple[EmbeddedFile, ...], str]:
    """The letters as files called by number and subject, and a list of them with dates and senders."""
    files, lines = [], []
    for number, letter in enumerate(letters, start=1):
        head = email.message_from_bytes(_head(letter), policy=email.policy.compat32)
        subject = header_text(field_of(head, "Subject"))
        files.append(EmbeddedFile(name=f"{number:04} {subject[:_MAX_NAME]}".strip() + ".eml", data=letter))
        sender = "; ".join(addresses(field_of(head, "From")))
        lines.append("\t".join((f"{number}", sent_time(head), sender, subject)))
    return tuple(files), "\n".join(lines)


def _head(letter: bytes) -> bytes:
    ends = [end for end in (letter.find(b"\n\n"), letter.find(b"\r\n\r\n")) if end >= 0]
    return letter[: min(ends, default=len(letter))]
