"""temporary"""

from __future__ import annotations

import json
from collections.abc import Iterator


class LineLog:
    def __init__(self, lines: dict[str, list[object]]) -> None:
        self._lines = lines

    @classmethod
    def from_json(cls, text: str) -> LineLog:
        return cls(json.loads(text) if text else {})

    def as_json(self) -> str:
        return json.dumps(self._lines)

    def may_follow(self, line: bytes, number: int, before: bytes) -> bool:
        _, last, digest = self._lines.get(line.hex(), ["", 0, bytes(32).hex()])
        return number == int(str(last)) + 1 and before.hex() == digest

    def add(self, device: bytes, line: bytes, number: int, digest: bytes) -> None:
        self._lines[line.hex()] = [device.hex(), number, digest.hex()]

    def lines_of(self, device: bytes) -> Iterator[tuple[bytes, int, bytes]]:
        for line, (owner, number, digest) in self._lines.items():
            if owner == device.hex():
                yield bytes.fromhex(line), int(str(number)), bytes.fromhex(str(digest))
