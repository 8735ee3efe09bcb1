"""Validates the answers of a render worker, which is not trusted."""

from __future__ import annotations

import math
import sys
from array import array

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message
from casebook.domain.base.preview import PageSize, PageText
from casebook.host.ipc.message import MessageHead, ProtocolError
from casebook.host.protocol.render_protocol import (
    CHARACTER_BYTES,
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_SIDE_PT,
    SIZES,
    RenderMessage,
)
from casebook.host.protocol.worker_protocol import WorkerFault, WorkerMessage

KEEP_SEALED = Message(
    "It stays encrypted and is never opened. Read a copy on a computer kept for such files."
)


def require_pages(head: MessageHead) -> None:
    """Validate the head of a list of page sizes.

    Raises:
        ProtocolError: it is none, or longer than allowed.
        DamagedSource: the render worker says the document cannot be drawn.
        Refused: the render worker says it is too large.
    """
    is_sound = head.kind == RenderMessage.OPENED and 1 <= head.first <= MAX_PAGES
    require(head, is_sound=is_sound and head.size_bytes == head.first * SIZES.size)


def require_words(head: MessageHead) -> None:
    """Validate the head of a page's text.

    Raises:
        ProtocolError: it is none, or longer than allowed.
        DamagedSource: the render worker says the page cannot be read.
    """
    is_sound = head.kind == RenderMessage.WORDS and head.first <= MAX_CHARACTERS
    require(head, is_sound=is_sound and head.size_bytes == head.first * CHARACTER_BYTES)


def require(head: MessageHead, *, is_sound: bool) -> None:
    """Accept a valid answer; raise the error that a fault reports, or reject anything else.

    Raises:
        ProtocolError: it is neither.
        DamagedSource: the render worker says the document cannot be drawn.
        Refused: the render worker says it is too large.
    """
    if is_sound:
        return
    if head.kind != WorkerMessage.FAULT:
        raise ProtocolError
    if head.first == WorkerFault.ENCRYPTED:
        raise DamagedSource(
            "This document is protected by a password.", remedy="Ask for a copy without a password."
        )
    if head.first == WorkerFault.TOO_LARGE:
        raise Refused("This document is too large to be shown.", remedy=KEEP_SEALED)
    raise DamagedSource("This document is damaged and cannot be shown.", remedy=KEEP_SEALED)


def page_size(size: tuple[float, float]) -> PageSize:
    """Return the size of a page.

    Raises:
        ProtocolError: a side no page has.
    """
    if not all(1 <= side <= MAX_SIDE_PT for side in size):
        raise ProtocolError
    return PageSize(width_pt=size[0], height_pt=size[1])


def page_text(data: bytearray, count: int) -> PageText:
    """Return the text of a page with its positions.

    Args:
        data: `CHARACTER_BYTES` for each character.
        count: how many characters.

    Raises:
        ProtocolError: a character or place that is none.
    """
    edges = array("f")
    edges.frombytes(data[4 * count :])
    if sys.byteorder == "big":
        edges.byteswap()
    if not all(map(math.isfinite, edges)):
        raise ProtocolError
    try:
        return PageText(text=data[: 4 * count].decode("utf-32-le"), edges=edges)
    except UnicodeDecodeError as error:
        raise ProtocolError from error
