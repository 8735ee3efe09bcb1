"""Ctrl+C while something must come to its end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Pass Ctrl+C over inside the block; on other threads than the main one Python raises none."""
    former = None
    with suppress(ValueError):  # elsewhere than on the main thread
        former = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        if former is not None:
            signal.signal(signal.SIGINT, former)
