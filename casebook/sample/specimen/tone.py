"""A recording for the sample: a tone, in which nobody speaks.

Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991), WAVE.
"""

from __future__ import annotations

import struct

_RATE_HZ, _TONE_HZ = 8000, 400
SECONDS = 12
"""How long it lasts."""


def tone() -> bytes:
    """Return a WAVE file, the same each time.

    >>> tone()[:4], tone()[8:12], len(tone())
    (b'RIFF', b'WAVE', 96044)
    """
    half = _RATE_HZ // _TONE_HZ // 2
    samples = (b"\x90" * half + b"\x70" * half) * (SECONDS * _RATE_HZ // (2 * half))
    form = struct.pack("<HHIIHH", 1, 1, _RATE_HZ, _RATE_HZ, 1, 8)
    body = (
        b"WAVEfmt "
        + struct.pack("<I", len(form))
        + form
        + b"data"
        + struct.pack("<I", len(samples))
        + samples
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body
