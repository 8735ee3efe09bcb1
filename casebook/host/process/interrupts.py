"""Ctrl+C and termination signals: ignored, or handled in order."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_WISHES_TO_END = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ignore Ctrl+C and termination signals within the block.

    On other threads than the main one Python raises none.
    """
    former = {}
    with suppress(ValueError):  # elsewhere than on the main thread
        for kind in (signal.SIGINT, *_WISHES_TO_END):
            former[kind] = signal.signal(kind, lambda *_: None)
    try:
        yield
    finally:
        for kind, handler in former.items():
            signal.signal(kind, handler)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Handle a termination signal like Ctrl+C within the block, so that work is cleaned up; then end by it.

    What is ignored already, as by ``nohup``, stays ignored.
    """
    arrived: list[int] = []

    def interrupt(kind: int, _: FrameType | None) -> None:
        arrived.append(kind)
        raise KeyboardInterrupt

    replaced = []
    with suppress(ValueError):  # elsewhere than on the main thread
        for kind in _WISHES_TO_END:
            if signal.getsignal(kind) is signal.SIG_DFL:
                signal.signal(kind, interrupt)
                replaced.append(kind)
    try:
        yield
    finally:
        for kind in replaced:
            signal.signal(kind, signal.SIG_DFL)
        if arrived:
            sys.stdout.flush()
            signal.raise_signal(arrived[0])
