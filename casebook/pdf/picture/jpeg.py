"""Strips metadata from JPEGs: location, camera, time, previews and extra images."""

from __future__ import annotations

import re

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP2 = 0xE0, 0xE2
_PROFILE = b"ICC_PROFILE\0"
_TOLD = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})  # APP1 to APP13, APP15, comment
_BARE_JFIF_BYTES = 14
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def bare_jpeg(data: bytes, *, keeps_profile: bool = False) -> bytes:
    """Return the same image, bit for bit, with only the segments needed to show it.

    SECURITY: a photograph from a phone holds where and when it was taken; that must not reach a court file
    unseen. The Adobe segment stays, since it says how colours are written.

    Args:
        data: the whole file.
        keeps_profile: an ICC profile stays, where nothing outside the file tells how its colours are meant.

    Raises:
        ValueError: the segments do not follow one another to the end of the picture.

    Source: ITU-T T.81, annex B.
    """
    kept = [data[:2]]
    if data[:2] != bytes((0xFF, _START)):
        raise ValueError("no start of image")
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == _END:
            return b"".join([*kept, bytes((0xFF, _END))])
        end = at + int.from_bytes(data[at : at + 2], "big")
        if end > len(data) or end < at + 2:
            raise ValueError("a segment reaches beyond the file")
        if _is_needed(marker, data[at + 2 : end], keeps_profile=keeps_profile):
            kept.append(bytes((0xFF, marker)) + data[at:end])
        at = end
        if marker == _SCAN:
            at = _end_of_scan(data, at)
            kept.append(data[end:at])


def _is_needed(marker: int, segment: bytes, *, keeps_profile: bool) -> bool:
    """Return whether a segment is needed to show the image. Source of the profile header: ICC.1:2022, B.4."""
    if marker == _APP2 and keeps_profile:
        return segment.startswith(_PROFILE)
    return marker not in _TOLD and (marker != _APP0 or len(segment) == _BARE_JFIF_BYTES)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker at this position, after any fill bytes, and the start of its segment."""
    if at >= len(data) or data[at] != 0xFF:  # noqa: PLR2004 - every marker begins with this byte
        raise ValueError("no marker where a segment ends")
    while at < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - and may be filled with it
        at += 1
    if at >= len(data):
        raise ValueError("the file ends within a marker")
    return data[at], at + 1


def _end_of_scan(data: bytes, at: int) -> int:
    marker = _MARKER.search(data, at)
    if marker is None:
        raise ValueError("the picture has no end")
    return marker.start()
