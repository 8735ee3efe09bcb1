"""CBOR as content credentials use it: whole values, bounded in depth and number.

Source: RFC 8949. Floats and simple values other than false, true and null come back as None; a tag is
passed over.
"""

from __future__ import annotations

from typing import TypeAlias

from casebook.formats.fault import Damaged, OversizedFile

Cbor: TypeAlias = "int | bytes | str | bool | list[Cbor] | dict[str | int, Cbor] | None"
_MAX_DEPTH, _MAX_VALUES = 32, 100_000
_NUMBER, _NEGATIVE, _BYTES, _TEXT, _LIST, _MAP, _TAG = range(7)
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_OPEN_ENDED = 31
_BREAK = 0xFF
_CONSTANTS = {20: False, 21: True}


def decoded(data: bytes) -> Cbor:
    """Return the one value of some bytes.

    Raises:
        Damaged: they are cut short, or hold something behind the value.
        OversizedFile: values are nested too deep, or too many.
    """
    reader = _Decoder(data)
    value = reader.value(0)
    if reader.at != len(data):
        raise Damaged
    return value


def encoded_bytes(data: bytes) -> bytes:
    """Return a byte string in CBOR."""
    size = len(data)
    for code, width in _WIDTHS.items():
        if code == 24 and size < 24:  # noqa: PLR2004 - small sizes stand in the first byte
            return bytes([_BYTES << 5 | size]) + data
        if size < 1 << 8 * width:
            return bytes([_BYTES << 5 | code]) + size.to_bytes(width, "big") + data
    raise OversizedFile


class _Decoder:
    def __init__(self, data: bytes) -> None:
        self._data, self.at, self._count = data, 0, 0

    def value(self, depth: int) -> Cbor:
        self._count += 1
        if depth > _MAX_DEPTH or self._count > _MAX_VALUES:
            raise OversizedFile
        kind, low = divmod(self._take(1)[0], 32)
        if kind > _TAG:
            if low == _OPEN_ENDED:  # the end of something that did not begin
                raise Damaged
            self._take(_WIDTHS.get(low, 0))
            return _CONSTANTS.get(low)
        size = None if low == _OPEN_ENDED else self._size(low)
        if kind in {_NUMBER, _NEGATIVE, _TAG}:
            if size is None:
                raise Damaged
            return {_NUMBER: size, _NEGATIVE: -1 - size}[kind] if kind != _TAG else self.value(depth + 1)
        if kind in {_BYTES, _TEXT}:
            return self._string(kind, size, depth)
        return self._items(size, depth) if kind == _LIST else self._pairs(size, depth)

    def _string(self, kind: int, size: int | None, depth: int) -> bytes | str:
        if size is None:
            parts = self._items(None, depth)
            joined = b"".join(
                part.encode("utf-8") if isinstance(part, str) else _bytes(part) for part in parts
            )
        else:
            joined = self._take(size)
        return joined if kind == _BYTES else joined.decode("utf-8", "replace")

    def _items(self, size: int | None, depth: int) -> list[Cbor]:
        items: list[Cbor] = []
        while (size is None and not self._ends()) or (size is not None and len(items) < size):
            items.append(self.value(depth + 1))
        return items

    def _pairs(self, size: int | None, depth: int) -> dict[str | int, Cbor]:
        pairs: dict[str | int, Cbor] = {}
        count = 0
        while (size is None and not self._ends()) or (size is not None and count < size):
            key, value = self.value(depth + 1), self.value(depth + 1)
            if isinstance(key, str | int):
                pairs[key] = value
            count += 1
        return pairs

    def _ends(self) -> bool:
        if self._data[self.at : self.at + 1] != bytes([_BREAK]):
            return False
        self.at += 1
        return True

    def _size(self, low: int) -> int:
        if low in _WIDTHS:
            return int.from_bytes(self._take(_WIDTHS[low]), "big")
        if low > _OPEN_ENDED - 4:
            raise Damaged
        return low

    def _take(self, size: int) -> bytes:
        if size > len(self._data) - self.at:
            raise Damaged
        self.at += size
        return self._data[self.at - size : self.at]


def _bytes(part: Cbor) -> bytes:
    if not isinstance(part, bytes):
        raise Damaged
    return part
