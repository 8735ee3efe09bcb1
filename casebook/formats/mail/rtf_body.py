"""The words of a body that Outlook kept as compressed rich text."""

from __future__ import annotations

import struct

from casebook.formats.fault import Damaged
from casebook.formats.older.rich_text import rich_text_words
from casebook.host.protocol.extract_protocol import MAX_WORDS

_MAX_COMPRESSED = 32 << 20


def rtf_body_words(compressed: bytes) -> str:
    """The words of a compressed body; "" where it is damaged or too large.

    Source: [MS-OXRTFCP] for the compression, [MS-OXRTFEX] for HTML kept in it, whose tags are ignored.

    Args:
        compressed: as the property PidTagRtfCompressed holds it.
    """
    from compressed_rtf import decompress

    if not compressed or len(compressed) > _MAX_COMPRESSED:
        return ""
    try:
        # winmail.dat leaves out the last byte; more than the size announced is not read
        return rich_text_words(decompress(compressed + b"\x00"))[:MAX_WORDS]
    except (Damaged, struct.error, ValueError, LookupError, TypeError):
        return ""
    except Exception:  # noqa: BLE001 - the library reports damage with this class itself
        return ""
