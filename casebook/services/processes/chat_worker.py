"""Messages of chats, read by an isolated process: an export comes from outside."""

from __future__ import annotations

from typing import BinaryIO

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.evidence.chat import DATE_ORDERS, ChatLog, DateOrder
from casebook.host.protocol.extract_protocol import Family
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

_UNREAD = {
    "large": Message("The chat is too large to be read."),
    "failed": Message("The chat could not be read."),
    "unconfined": Message("This computer cannot isolate the process that reads files."),
}


def read_chat_apart(stream: BinaryIO, order: DateOrder = "", *, progress: Progress = silent) -> ChatLog:
    """Return the messages of an export.

    Args:
        stream: the export, seekable.
        order: of day, month and year as the office knows it; "" to find out.
        progress: asked whether to go on.

    Raises:
        DamagedSource: it is damaged, or protected by a password.
        Refused: it was not read.
        Cancelled: the person stopped.
    """
    try:
        with ExtractWorker(Family.CHAT, progress, DATE_ORDERS.index(order)) as worker:
            return worker.read(stream, ChatLog).answer
    except (DamagedFile, LockedFile) as error:
        raise DamagedSource(
            "The chat is damaged or protected by a password.", remedy="Ask for another export."
        ) from error
    except NotRead as error:
        raise Refused(
            _UNREAD[error.why], remedy="Its messages can be exported as text and imported again."
        ) from error
