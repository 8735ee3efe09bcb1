"""A render worker spoken to directly: what it answers to questions its parent would not ask."""

from __future__ import annotations

import io

from casebook.host.ipc.message import MessageHead
from casebook.host.protocol.render_protocol import MAX_DOCUMENT_BYTES, MEDIA_TYPES, Fault, Kind
from casebook.worker.render import RenderSession
from tests.host.confined import run_python
from tests.worker.documents import picture


def answer(
    desk: RenderSession, kind: int, first: int = 0, second: int = 0, size_bytes: int = 0, data: bytes = b""
) -> MessageHead:
    return desk.answer(MessageHead(kind, first, second, size_bytes), io.BytesIO(data))[0]


def test_nonsense_is_a_fault_and_not_an_end() -> None:
    desk, data = RenderSession(), picture("PNG")
    assert answer(desk, 99) == MessageHead(Kind.FAULT, Fault.UNREADABLE)
    assert answer(desk, Kind.PAGE) == MessageHead(Kind.FAULT, Fault.UNREADABLE)
    assert answer(desk, Kind.OPEN, 0, 0, MAX_DOCUMENT_BYTES + 1) == MessageHead(Kind.FAULT, Fault.TOO_LARGE)
    assert answer(desk, Kind.OPEN, 77, 0, len(data), data).kind == Kind.FAULT
    place = MEDIA_TYPES.index("image/png")
    assert answer(desk, Kind.OPEN, place, 0, len(data), data) == MessageHead(Kind.OPENED, 1, 0, 16)
    assert answer(desk, Kind.PAGE, 5, 10_000) == MessageHead(Kind.FAULT, Fault.NO_SUCH_PAGE)
    assert answer(desk, Kind.PAGE, 0, 0) == MessageHead(Kind.PIXELS, 1, 1, 4)
    assert answer(desk, Kind.PAGE, 0, 10_000) == MessageHead(Kind.PIXELS, 80, 40, 80 * 40 * 4)
    assert answer(desk, Kind.TEXT, 0) == MessageHead(Kind.WORDS)


def test_a_worker_loads_no_keys_no_records_and_no_window() -> None:
    program = (
        "import sys\nfrom casebook.worker.render import prepare\nprepare()\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('casebook.')}))\n"
        "print({'PySide6', 'nacl', 'sqlcipher3', 'pikepdf', 'socket'} & set(sys.modules))"
    )
    run = run_python(program)
    assert run.stdout.splitlines() == ["base host pdf worker", "set()"], run.stderr
