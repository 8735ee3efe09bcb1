"""The compressed pixel data of a PNG, embedded in a PDF without recompression."""

from __future__ import annotations

from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = {0: 1, 2: 3, 3: 1}
_PALETTE = 3


@dataclass(frozen=True, slots=True)
class PngPixels:
    """The parameters and data of a PDF image made from a PNG.

    Attributes:
        width, height: in pixels.
        bits: of each component.
        components: of each pixel, 1 or 3.
        palette: RGB triples, or b"" where pixels are not indexes.
        data: the compressed rows, each begun by its predictor.
    """

    width: int
    height: int
    bits: int
    components: int
    palette: bytes
    data: bytes


def png_pixels(png: bytes) -> PngPixels | None:
    """Return the pixels of a PNG, or None if interlaced or transparent, which PDFs store differently.

    Source: PNG (third edition), 5 and 11; ISO 32000-1, 7.4.4.4.
    """
    chunks = _chunks(png)
    head = chunks.get(b"IHDR", b"")
    bits, colour, interlace = head[8], head[9], head[12]
    if interlace or colour not in _COLOURS or b"tRNS" in chunks:
        return None
    return PngPixels(
        width=int.from_bytes(head[0:4], "big"),
        height=int.from_bytes(head[4:8], "big"),
        bits=bits,
        components=_COLOURS[colour],
        palette=chunks.get(b"PLTE", b"") if colour == _PALETTE else b"",
        data=chunks.get(b"IDAT", b""),
    )


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """Return the chunks by type, those of the same type joined."""
    parts: dict[bytes, list[bytes]] = {}
    at = len(_SIGNATURE)
    while at + 8 <= len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        parts.setdefault(png[at + 4 : at + 8], []).append(png[at + 8 : at + 8 + size])
        at += size + 12
    return {kind: b"".join(data) for kind, data in parts.items()}
