"""Whether a file begins with the head of a letter, and not with a text whose lines only look like fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

HeadKind = Literal["", "letter", "mailbox", "page"]
SHOWN_FIELDS = ("From", "Sender", "To", "Cc", "Bcc", "Date", "Subject")
"""The fields whose text is kept as words of the letter."""
_SHOWN = {name.lower().encode() for name in SHOWN_FIELDS}
_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
_BORDER = re.compile(rb"From (?:[^\r\n]*? )?" + _DAY + rb"[^\r\n]*\d\d:\d\d[^\r\n]*\d{4}")
"""The line before each letter of a mailbox. Source: RFC 4155, appendix A."""
_BEFORE_HEAD = re.compile(rb">From |From \S+@\S+\Z|\d{1,10}\Z")
"""A mailbox in a mailbox, a border without its time, and the length before a letter of Apple Mail."""
_BLANK_LINES = re.compile(rb"(?:[ \t]*+[\r\n])++")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_BY_PROGRAMS = {
    b"message-id": re.compile(rb"\S*@\S*\Z|<[^<>\s]+>"),
    b"mime-version": re.compile(rb"\d"),
    b"return-path": re.compile(rb"<|\S+@"),
    b"delivered-to": re.compile(rb"\S+@"),
    b"received": re.compile(
        rb"(?:from\s+\S+\s.*)?\bby\s+\S+.*\s(?:with|id|via|for)\s.*;.*\d{4}\s+\d\d?:\d\d(?::\d\d)?\b",
        re.DOTALL,
    ),
    b"content-type": re.compile(rb"[\w.+-]+/[\w.+-]+"),
    b"date": re.compile(
        _DAY + rb"\d{1,2} [A-Z][a-z]{2} \d{4} +\d\d?:\d\d(?::\d\d)? +(?:[+-]\d{4}|[A-Z]{1,4}\b)"
    ),
    b"x-mozilla-status": re.compile(rb"[0-9a-fA-F]{4}\Z"),
}
"""What nobody writes at the head of a note, and every program that sends mail does."""
_OF_PROGRAMS = {
    *(b"received", b"references", b"importance", b"priority", b"precedence", b"sensitivity", b"organization"),
    *(b"status", b"lines", b"path", b"xref", b"newsgroups", b"autocrypt", b"face", b"encoding", b"expires"),
}
"""Fields of mail in one word that people do not write; those with a hyphen are all taken for such."""
_ENCODED = {
    b"content-type": re.compile(rb"multipart/", re.IGNORECASE),
    b"content-transfer-encoding": re.compile(rb"base64|quoted-printable", re.IGNORECASE),
}
_OF_MAIL = {*_BY_PROGRAMS, *_SHOWN}
_MAILBOXES = {"mbox", "mbx"}
_MIN_FIELDS = 2
_ADDRESS = re.compile(rb"(?:[^@]*<)?[^\s@<>]+@[^\s@<>]+>?(?:[,;].*)?\Z", re.DOTALL)
_PAGE_FIELDS = {b"snapshot-content-location", b"x-maf-version"}
_SAVED_BY = (b"<saved by", b'"saved by')
"""Chrome and its kin, MAF of Firefox, and Internet Explorer; else it is a letter."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines before the first empty one: fields in their order, and how many lines are none."""

    fields: tuple[tuple[bytes, bytes], ...]
    strays: int

    @property
    def names(self) -> set[bytes]:
        return {name for name, _ in self.fields}


def head_kind(head: bytes) -> HeadKind:
    r"""What a file that begins with these bytes is, of all that begins with fields.

    A note may begin with "From:", "Date:" or "Received:" as well. It is a letter where a field is written as
    only programs write it; or where all of its lines are fields that are kept, so that no line can be lost.

    Args:
        head: its first bytes, more than 1,000 of a longer file.

    Returns:
        "letter", "mailbox" for several in a file, "page" for a web page saved as mail; "" for anything else.

    >>> head_kind(b"From: minute 1 of the recording\nQ: Your name?\n")
    ''
    >>> head_kind(b"From: a@b.example\nTo: c@d.example\n\nWe met.")
    'letter'
    """
    text, border = _without_borders(head)
    top = _head_of(text)
    if top is None:
        return ""
    if not _PAGE_FIELDS.isdisjoint(top.names) or _is_saved_page(top):
        return "page"
    if _BORDER.match(border):
        return "mailbox" if _has_mark(top) or len(top.names & _OF_MAIL) >= _MIN_FIELDS else ""
    if border:
        return "mailbox" if _is_of_program(top) else ""
    return "letter" if _is_of_program(top) or _is_wholly_shown(top) else ""


def is_encoded_letter(head: bytes) -> bool:
    r"""Whether some bytes begin a letter whose words can be read only when it is taken apart.

    >>> is_encoded_letter(b"MIME-Version: 1.0\nTo: a@b.example\nContent-Transfer-Encoding: base64\n\nSGk=")
    True
    >>> is_encoded_letter(b"MIME-Version: 1.0\nTo: a@b.example\nCase: 12/26\n\nWe met.")
    False
    """
    top = _head_of(_without_borders(head)[0])
    return (
        top is not None
        and _is_of_program(top)
        and any(name in _ENCODED and _ENCODED[name].match(value) for name, value in top.fields)
    )


def kind_by_ending(head: bytes, ending: str) -> HeadKind:
    r"""What a file whose name promises mail is, where its head is too short or too odd to say it alone.

    >>> kind_by_ending(b"Subject: x\n\ny", "eml"), kind_by_ending(b"We met.\n", "eml")
    ('letter', '')
    """
    text, border = _without_borders(head)
    if ending not in {"eml", "emlx", *_MAILBOXES} or _head_of(text) is None:
        return ""
    return "mailbox" if border and ending in _MAILBOXES else "letter"


def without_blank_lines(data: bytes) -> bytes:
    r"""The bytes of mail without their mark of UTF-8 and the lines, empty or of spaces, before the head.

    >>> without_blank_lines(b"  \r\n\r\nTo: a@b.example"), without_blank_lines(b" indented")
    (b'To: a@b.example', b' indented')
    """
    text = data.removeprefix(b"\xef\xbb\xbf")
    blank = _BLANK_LINES.match(text)
    return text[blank.end() :] if blank else text


def is_written_by_hand(name: str) -> bool:
    """Whether a field of a head is a line that somebody wrote, and that the letter does not show by itself.

    >>> is_written_by_hand("Passport"), is_written_by_hand("X-Mailer"), is_written_by_hand("Subject")
    (True, False, False)
    """
    key = name.lower().encode("ascii", "replace")
    return b"-" not in key and key not in _SHOWN and key not in _OF_PROGRAMS


def is_head(lines: bytes, *, is_expected: bool) -> bool:
    r"""Whether some lines are the head of a letter as a program writes it.

    Where a head is expected, one field of mail is enough if no line is anything but a field.

    >>> is_head(b"Date: 3 May\nTo: the court\n", is_expected=False), is_head(b"Subject: x", is_expected=True)
    (False, True)
    """
    top = _head_of(_without_borders(lines)[0])
    if top is None:
        return False
    return _is_of_program(top) or (is_expected and not top.strays and not _OF_MAIL.isdisjoint(top.names))


def begins_as_part(head: bytes) -> bool:
    r"""Whether some bytes begin a letter or a part of one, which may have one field only.

    >>> begins_as_part(b"Content-Type: text/plain\n\nx"), begins_as_part(b"In Content-Type: text/plain")
    (True, False)
    """
    top = _head_of(head)
    is_part = top is not None and any(
        name == b"content-type" and _BY_PROGRAMS[name].match(value) for name, value in top.fields
    )
    return is_part or head_kind(head) == "letter"


def _without_borders(head: bytes) -> tuple[bytes, bytes]:
    """A head without the lines that a mailbox has before it, and the first of them, or nothing."""
    text = without_blank_lines(head)
    first, _, rest = text.partition(b"\n")
    border = first if first.startswith(b"From ") and not _FIELD.match(first) else b""
    is_before = bool(border)
    while is_before or _BORDER.match(first) or _BEFORE_HEAD.match(first.strip()):
        text, is_before = rest, False
        first, _, rest = text.partition(b"\n")
    return text, border


def _head_of(text: bytes) -> _Head | None:
    """The head of a text; None where the first line of it is no field."""
    fields: list[tuple[bytes, bytes]] = []
    strays = 0
    for line in text.splitlines():
        if not line.strip():
            break
        field = _FIELD.match(line)
        if line[:1] in b" \t" and fields:
            name, value = fields[-1]
            fields[-1] = name, value + b" " + line.strip()
        elif field:
            fields.append((field[1].lower(), field[2].strip()))
        elif not fields:
            return None
        else:
            strays += 1
    return _Head(tuple(fields), strays) if fields else None


def _is_saved_page(top: _Head) -> bool:
    name, value = top.fields[0]
    return name == b"from" and value.lower().startswith(_SAVED_BY)


def _has_mark(top: _Head) -> bool:
    return any(name in _BY_PROGRAMS and _BY_PROGRAMS[name].match(value) for name, value in top.fields)


def _is_of_program(top: _Head) -> bool:
    return _has_mark(top) and len(top.names & _OF_MAIL) >= _MIN_FIELDS


def _is_wholly_shown(top: _Head) -> bool:
    names = [name for name, _ in top.fields]
    return (
        not top.strays
        and top.names <= _SHOWN
        and len(names) == len(top.names) >= _MIN_FIELDS
        and any(name != b"subject" and _ADDRESS.match(value) for name, value in top.fields)
    )
