"""The words of PowerPoint presentations before 2007.

Source: [MS-PPT] 2.3.1 (record header), 2.9.41 to 2.9.44 (text atoms), 2.4.9 (encryption).
"""

from __future__ import annotations

import struct

from casebook.formats.fault import Damaged, PasswordProtected
from casebook.host.protocol.extract_protocol import MAX_WORDS

_HEADER = struct.Struct("<HHI")
_IS_CONTAINER = 0xF
_TEXT, _TEXT_OF_BYTES, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_MASTER, _ENCRYPTION, _COMMENT, _LATER_DATA = 0x03F8, 0x2F14, 0x2EE0, 0x138B


def slides_text(stream: bytes) -> str:
    """The text of slides, notes and comments, without what stands on the master.

    Args:
        stream: ``PowerPoint Document``.

    Raises:
        Damaged: it is cut short.
        PasswordProtected: it is encrypted.
    """
    texts: list[str] = []
    at, length, comment_ends = 0, 0, 0
    while at + _HEADER.size <= len(stream) and length < MAX_WORDS:
        version, kind, size = _HEADER.unpack_from(stream, at)
        at += _HEADER.size
        if kind == _ENCRYPTION:
            raise PasswordProtected
        if kind == _LATER_DATA or (version & 0xF == _IS_CONTAINER and kind != _MASTER):
            comment_ends = at + size if kind == _COMMENT else comment_ends
            continue  # what it contains follows
        content = stream[at : at + size]
        at += size
        if kind == _TEXT or (kind == _STRING and at <= comment_ends):
            texts.append(content.decode("utf-16-le", "replace"))
        elif kind == _TEXT_OF_BYTES:
            texts.append(content.decode("latin-1"))
        length += len(texts[-1]) if texts else 0
    if at > len(stream):
        raise Damaged
    lines = "\n".join(dict.fromkeys(texts)).replace("\r", "\n").replace("\x0b", "\n")
    return lines[:MAX_WORDS]
