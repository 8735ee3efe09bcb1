"""Recordings by the first bytes of their stream, where they begin with no mark of their own."""

from __future__ import annotations

_BIT_RATES = {
    (True, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (False, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""In kbit/s, by whether it is MPEG-1 and by layer, from index 1.

Source: ISO/IEC 11172-3, 2.4.2.3; ISO/IEC 13818-3, 2.4.2.3.
"""
_SAMPLE_RATES = (44_100, 48_000, 32_000)
_MPEG_1, _RESERVED = 3, 1
_LAYER_3 = 3
_HEADER_BYTES = 4
_FILM_BRANDS = (b"mp4", b"iso", b"avc", b"M4V", b"dash", b"MSNV", b"f4v", b"mmp4")


def is_mpeg_audio(head: bytes) -> bool:
    """Return whether some bytes begin with a frame of MPEG audio, layer II or III, and go on with the next.

    MPEG-2 and the MPEG-2.5 of voice recorders included.

    >>> is_mpeg_audio(bytes.fromhex("ffe338c0") + bytes(40)), is_mpeg_audio("ﻥ".encode("utf-16"))
    (True, False)
    """
    length = _frame_bytes(head)
    following = head[length : length + _HEADER_BYTES]
    return length > 0 and (len(following) < _HEADER_BYTES or _frame_bytes(following) > 0)


def _frame_bytes(head: bytes) -> int:
    """The length of the frame that these bytes begin; 0 where they begin none."""
    if len(head) < _HEADER_BYTES or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - eleven bits set
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    index, rate = head[2] >> 4, head[2] >> 2 & 3
    rates = _BIT_RATES.get((version == _MPEG_1, layer), ())
    if version == _RESERVED or rate >= len(_SAMPLE_RATES) or not 0 < index <= len(rates):
        return 0
    samples = _SAMPLE_RATES[rate] >> {3: 0, 2: 1, 0: 2}[version]
    factor = 72 if layer == _LAYER_3 and version != _MPEG_1 else 144
    return factor * rates[index - 1] * 1000 // samples + (head[2] >> 1 & 1)


def film_type(head: bytes) -> str:
    """Return the type of a film by the brand at its start, however many brands follow; "" for none.

    Source: ISO/IEC 14496-12, 4.3.

    >>> film_type(bytes.fromhex("00000014") + b"ftypmp42"), film_type(b"x")
    ('video/mp4', '')
    """
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    if brand.startswith(b"3g"):
        return "video/3gpp"
    if brand == b"qt  ":
        return "video/quicktime"
    return "video/mp4" if brand.startswith(_FILM_BRANDS) else ""
