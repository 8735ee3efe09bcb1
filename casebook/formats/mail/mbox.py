"""Mailboxes in one file (mbox), and single letters as Apple Mail keeps them (.emlx)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from casebook.formats.heads.mail_head import is_head
from casebook.formats.mail.header import addresses, field_of, header_text, sent_time
from casebook.formats.read import EmbeddedFile

_LINE = re.compile(rb"^From (?![ \t]*:)[^\n]*(?:\n|\Z)", re.MULTILINE)
_DATED = re.compile(rb"From (?:[^\r\n]*? )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\r\n]*\d{4}")
_SENTENCE = re.compile(rb"[,.:;!?]\s*\Z")
_HEAD = re.compile(rb"(?:>?From [^\n]*+\n)?(?:(?!From (?![ \t]*:)|--)[^\r\n][^\n]*+\n?)*+")
"""The lines up to an empty one. No two heads share a line, so that time grows with the length of the file."""
_FIELD = re.compile(rb"(?:>?From [^\n]*\n)?[!-9;-~]+:")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})\s*$", re.MULTILINE | re.IGNORECASE)
_NEXT = re.compile(rb"[\r\n]{0,4}(?:\Z|(?<=\n)(?=From ))")
_LETTER_END = re.compile(rb"\n\r?\n\Z|(?:\A|\n)--[^\n]+--\s?\n\Z")
_MAX_BOUNDARY = 80
_QUOTED = re.compile(rb"(?m)^>(?=>*From )")
_EMLX = re.compile(rb"\A\s{0,10}(\d{1,10})\s*\r?\n")
_MAX_NAME = 80


def letters_in(data: bytes) -> tuple[bytes, ...]:
    """The letters of a mailbox, each as it was before it was put in; none where the file is no mailbox.

    Source: RFC 4155, appendix A; the form that quotes every line with ``From`` and that which quotes some;
    the form in which each letter states its length (mboxcl).
    """
    borders = list(_borders(data)) if _LINE.match(data) else []
    ends = [*(border.start() for border in borders[1:]), len(data)]
    return tuple(
        _QUOTED.sub(b"", data[border.end() : end]) for border, end in zip(borders, ends, strict=False)
    )


def _borders(data: bytes) -> Iterator[re.Match[bytes]]:
    """The lines before the letters of a mailbox, the first of which begins it."""
    first, stated_end = b"", 0
    for line in _LINE.finditer(data):
        at = line.start()
        is_stated = at == stated_end
        is_known = is_stated or line[0] == first  # which some programs write without an empty line before it
        if at < stated_end or not (is_known or _LETTER_END.search(data, max(0, at - _MAX_BOUNDARY), at)):
            continue
        head = _head(data, line.end())
        if not first or (is_stated and _FIELD.match(head)) or _is_border(line[0], head, first):
            first = first or line[0]
            yield line
            stated_end = _stated_end(data, line.end(), head)


def _is_border(line: bytes, head: bytes, first: bytes) -> bool:
    """Whether a line behind the end of a letter begins another, by itself and by the lines that follow.

    A line without a day may be a sentence: it needs the head that a program writes, or, where it has as many
    words as the first one of the mailbox, any head.
    """
    if _DATED.match(line):
        return bool(_FIELD.match(head))
    is_as_first = not _DATED.match(first) and len(line.split()) == len(first.split())
    return not _SENTENCE.search(line) and is_head(head, is_expected=is_as_first)


def _stated_end(data: bytes, begin: int, head: bytes) -> int:
    """Where a letter ends by the length that it states, if another or nothing follows there; else 0."""
    stated = _LENGTH.search(head)
    if stated is None:
        return 0
    body = begin + len(head)
    body += 2 if data.startswith(b"\r\n", body) else 1
    following = _NEXT.match(data, body + int(stated[1])) if body + int(stated[1]) <= len(data) else None
    return following.end() if following else 0


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
        head = email.message_from_bytes(_head(letter, 0), policy=email.policy.compat32)
        subject = header_text(field_of(head, "Subject"))
        files.append(EmbeddedFile(name=f"{number:04} {subject[:_MAX_NAME]}".strip() + ".eml", data=letter))
        sender = "; ".join(addresses(field_of(head, "From")))
        lines.append("\t".join((f"{number}", sent_time(head), sender, subject)))
    return tuple(files), "\n".join(lines)


def _head(data: bytes, begin: int) -> bytes:
    head = _HEAD.match(data, begin)
    return head[0] if head else b""
