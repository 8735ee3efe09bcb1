"""The check worker: walled off as every worker, it tries what a hostile document would.

Where this computer cannot confine it, it tries all the same: then nothing is refused.
"""

from __future__ import annotations

from contextlib import suppress

from casebook.base.errors import Refused
from casebook.host.ipc.message import MessageHead, ProtocolError, read_head, read_payload, write_message
from casebook.host.process.attempts import Attempts
from casebook.host.protocol.check_protocol import MAX_REQUEST_BYTES, CheckMessage, WallAttempt, read_request
from casebook.host.protocol.worker_protocol import OUT
from casebook.host.sandbox.places import font_folders
from casebook.host.sandbox.sandbox import confine_worker
from casebook.worker.parent import parent_stream


def serve_check() -> int:
    """Serve the parent over standard input and output until it closes them; returns the exit code, 0.

    Raises:
        ProtocolError: the parent asks for something else.
    """
    stream = parent_stream()
    attempts = Attempts()
    with suppress(Refused, OSError):
        confine_worker(font_folders())
    while (head := read_head(stream)) is not None:
        if head.kind != CheckMessage.TRY or head.size_bytes > MAX_REQUEST_BYTES:
            raise ProtocolError
        address, path = read_request(read_payload(stream, head.size_bytes))
        outcome = attempts.outcome(WallAttempt(head.first), address, path)
        write_message(OUT, MessageHead(CheckMessage.TRIED, head.first, outcome))
    return 0
