"""PowerPoint before 2007: what is in a presentation beside its words."""

from __future__ import annotations

import struct

from casebook.formats.older.slides_binary import slides_text
from casebook.formats.printed.unprinted import UnprintedCollector


def record(kind: int, content: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(content)) + content


def test_files_in_a_presentation_are_counted() -> None:
    text = record(0x0FA0, "Ürümqi".encode("utf-16-le"))
    objects = record(0x0FCC, record(0x0FC3, bytes(24)), version=0xF) * 2
    unprinted = UnprintedCollector()
    assert slides_text(objects + text, unprinted) == "Ürümqi"
    assert [(one.kind, one.count) for one in unprinted.parts] == [("embedded", 2)]
