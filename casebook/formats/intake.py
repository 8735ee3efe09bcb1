"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import warnings

from casebook.base.errors import DamagedSource

HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"


def media_type(head: bytes) -> str:
    """The media type of a file that begins with these bytes.

    Args:
        head: its first 4096 bytes, or all of a shorter file.

    Returns:
        A media type such as ``application/pdf`` or ``image/jpeg``; ``application/octet-stream`` where nothing
        is recognised.

    Raises:
        DamagedSource: the file is empty.
    """
    if not head:
        raise DamagedSource("The file is empty.")
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, annex H.3.4.1: the mark may stand in the first 1,024 bytes
        return "application/pdf"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import puremagic
    try:
        told = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        told = ""
    return str(told) or (UNKNOWN if b"\x00" in head else "text/plain")
