"""The requests and answers of a render worker, and the limits both sides observe.

Every message is a `MessageHead`; below, its figures and the bytes after it. READY, REFUSED and FAULT, without
bytes, are those of `worker_protocol`.

=========  ====================  ============================  ==========================================
kind       first                 second                        bytes
=========  ====================  ============================  ==========================================
LOAD       0                     0                             none; before READY
OPEN       place in MEDIA_TYPES  0                             the document
PAGE       page, from 0          pixels a point, in 1/10,000   none
TEXT       page, from 0          0                             none
OPENED     number of pages       0                             width and height of each, as SIZES
PIXELS     width                 height                        rows from the top, blue green red 255
WORDS      number of characters  0                             as UTF-32, then EDGES of each
=========  ====================  ============================  ==========================================
"""

from __future__ import annotations

import math
import struct
from enum import IntEnum

from casebook.host.ipc.message import MessageHead

RENDER_WORKER = "--render-worker"
"""The argument that runs the program as a render worker."""

MEDIA_TYPES = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/tiff",
    "image/heic",
    "image/gif",
    "image/bmp",
    "image/avif",
    "image/jp2",
)

MAX_DOCUMENT_BYTES = 256 << 20
MAX_PAGES = 20_000
MAX_CHARACTERS = 200_000
MAX_SIDE_PX = 10_000
MAX_PIXELS = 64_000_000
PIXEL_BYTES = 4
SCALE_UNIT = 10_000
MAX_SIDE_PT = 1e7
"""A larger page is treated as this large."""

SIZES = struct.Struct("<dd")
"""A page's width and height in points; an image counts one point a pixel."""
EDGES = struct.Struct("<4f")
"""Left, top, right and bottom of a character in points from the page's upper left corner."""
CHARACTER_BYTES = 4 + EDGES.size


class RenderMessage(IntEnum):
    """Message types in addition to those of `worker_protocol`."""

    OPEN = 1
    PAGE = 2
    TEXT = 3
    LOAD = 4
    OPENED = 13
    PIXELS = 14
    WORDS = 15


LOAD = MessageHead(RenderMessage.LOAD)
"""The first message to a render worker."""


def fitting(width_pt: float, height_pt: float, scale: float) -> tuple[int, int]:
    """Return the size in pixels to render a page: as requested, or the largest allowed.

    Args:
        width_pt: above 0.
        height_pt: above 0.
        scale: pixels a point, above 0.

    >>> fitting(595, 842, 2)
    (1190, 1684)
    >>> fitting(1_000_000, 1_000_000, 1)
    (8000, 8000)
    """
    largest = min(MAX_SIDE_PX / width_pt, MAX_SIDE_PX / height_pt)
    largest = min(largest, math.sqrt(MAX_PIXELS / width_pt / height_pt))
    used = min(scale, largest)
    width = max(1, min(MAX_SIDE_PX, math.floor(width_pt * used)))
    height = max(1, min(MAX_SIDE_PX, math.floor(height_pt * used)))
    return width, height
