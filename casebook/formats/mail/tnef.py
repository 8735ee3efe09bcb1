"""winmail.dat: what Outlook packs a letter's text and attachments into (TNEF)."""

from __future__ import annotations

import struct
from typing import Any

from casebook.formats.charset import labelled
from casebook.formats.fault import Damaged
from casebook.formats.html_words import html_words
from casebook.formats.mail.mail import Mail
from casebook.formats.mail.rtf_body import rtf_body_words
from casebook.formats.read import EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_PARTS, FileHeader

_MAX_LAYERS = 5
_HEAD_BYTES, _CHECKSUM_BYTES, _LEAST_PROPERTY_BYTES = 6, 2, 4
_OBJECT = struct.Struct("<xHxxI")
"""Source: [MS-OXTNEF], section 2.1.3: level, name, type and length of an object, before its data."""
_PLAIN = frozenset({0x8004, 0x800C, 0x800F, 0x8010, 0x9002, 0x9007})
"""Subject, body, data and title of an attachment, its beginning, and the code page."""
_COUNTED = frozenset({0x9003, 0x9005})
"""Properties of the letter and of an attachment, after their count."""
_FAULTS = (
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    NameError,
    OverflowError,
)


def read_tnef(data: bytes, layers: int = _MAX_LAYERS) -> Mail:
    """The letter in a winmail.dat; its sender and date stand in the mail around it.

    A letter attached to it is taken into it: TNEF has no form in which that could stand alone.

    Raises:
        Damaged: it cannot be taken apart.
    """
    from tnefparse import TNEF

    try:
        packed = TNEF(_wanted(data), do_checksum=False)
        subject = next((_text(one.data) for one in packed.msgprops if one.name == TNEF.ATTSUBJECT), "")
        bodies = [_body(packed)]
        parts: list[EmbeddedFile] = []
        for number, attached in enumerate(packed.attachments[:MAX_PARTS], start=1):
            name = _text(attached.long_filename()).strip("\x00 ").replace("\\", "/").rpartition("/")[2]
            if hasattr(attached, "embed") and layers:
                inner = read_tnef(attached.data, layers - 1)
                bodies.append(f"{inner.header.title or name}\n{inner.body}")
                parts.extend(inner.parts)
            elif isinstance(attached.data, bytes):
                parts.append(EmbeddedFile(name=name or f"attachment {number}", data=attached.data))
    except _FAULTS as error:
        raise Damaged from error
    return Mail(
        header=FileHeader(title=subject),
        fields=(("Subject", subject),) if subject else (),
        body="\n\n".join(filter(None, bodies)),
        parts=tuple(part for part in parts if part.data),
    )


def _wanted(data: bytes) -> bytes:
    """The objects that are read: neither recipients, whose counts nothing bounds, nor false counts.

    WORKAROUND(tnefparse 1.4): it goes on counting where the data has ended, up to 4,294,967,295 times.
    """
    kept, at = [data[:_HEAD_BYTES]], _HEAD_BYTES
    while at + _OBJECT.size <= len(data):
        tag, size = _OBJECT.unpack_from(data, at)
        content = at + _OBJECT.size
        count = int.from_bytes(data[content : content + 4], "little")
        end = content + size + _CHECKSUM_BYTES
        if tag in _PLAIN or (tag in _COUNTED and count * _LEAST_PROPERTY_BYTES <= size):
            kept.append(data[at:end])
        at = end
    return b"".join(kept) + bytes(12)  # the library passes over what ends with the file


def _body(packed: Any) -> str:  # noqa: ANN401 - an object of an untyped library
    if packed.body:
        return _text(packed.body).strip("\x00").strip()
    if packed.htmlbody:
        return html_words(_text(packed.htmlbody))
    return rtf_body_words(packed._rtfbody or b"")  # noqa: SLF001 - the public one fails on bodies that end early


def _text(value: object) -> str:
    return labelled(value, "") if isinstance(value, bytes) else str(value or "")
