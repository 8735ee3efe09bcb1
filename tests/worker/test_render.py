"""A render worker spoken to directly: what it answers to questions its parent would not ask."""

from __future__ import annotations

import io

from casebook.host.ipc.message import MessageHead
from casebook.host.protocol.render_protocol import MAX_DOCUMENT_BYTES, MEDIA_TYPES, RenderMessage
from casebook.host.protocol.worker_protocol import WorkerFault, WorkerMessage
from casebook.worker.render import RenderSession
from tests.host.confined import run_python
from tests.worker.documents import picture


def answer(
    desk: RenderSession, kind: int, first: int = 0, second: int = 0, size_bytes: int = 0, data: bytes = b""
) -> MessageHead:
    return desk.answer(MessageHead(kind, first, second, size_bytes), io.BytesIO(data))[0]


def test_nonsense_is_a_fault_and_not_an_end() -> None:
    desk, data = RenderSession(), picture("PNG")
    assert answer(desk, 99) == MessageHead(WorkerMessage.FAULT, WorkerFault.UNREADABLE)
    assert answer(desk, RenderMessage.PAGE) == MessageHead(WorkerMessage.FAULT, WorkerFault.UNREADABLE)
    assert answer(desk, RenderMessage.OPEN, 0, 0, MAX_DOCUMENT_BYTES + 1) == MessageHead(
        WorkerMessage.FAULT, WorkerFault.TOO_LARGE
    )
    assert answer(desk, RenderMessage.OPEN, 77, 0, len(data), data).kind == WorkerMessage.FAULT
    place = MEDIA_TYPES.index("image/png")
    assert answer(desk, RenderMessage.OPEN, place, 0, len(data), data) == MessageHead(
        RenderMessage.OPENED, 1, 0, 16
    )
    assert answer(desk, RenderMessage.PAGE, 5, 10_000) == MessageHead(
        WorkerMessage.FAULT, WorkerFault.NO_SUCH_PAGE
    )
    assert answer(desk, RenderMessage.PAGE, 0, 0) == MessageHead(RenderMessage.PIXELS, 1, 1, 4)
    assert answer(desk, RenderMessage.PAGE, 0, 10_000) == MessageHead(
        RenderMessage.PIXELS, 80, 40, 80 * 40 * 4
    )
    assert answer(desk, RenderMessage.TEXT, 0) == MessageHead(RenderMessage.WORDS)


def test_a_worker_loads_no_keys_no_records_and_no_window() -> None:
    program = (
        "import sys\nfrom casebook.worker.render import prepare\nprepare()\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('casebook.')}))\n"
        "print({'PySide6', 'nacl', 'sqlcipher3', 'pikepdf', 'socket'} & set(sys.modules))"
    )
    run = run_python(program)
    assert run.stdout.splitlines() == ["base host pdf worker", "set()"], run.stderr
