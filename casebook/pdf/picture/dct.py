"""JPEGs inside a PDF, without metadata."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream

from casebook.pdf.picture.jpeg import bare_jpeg


def is_dct(thing: object) -> bool:
    """Return whether a stream is a JPEG, whatever other filters it has."""
    return isinstance(thing, Stream) and _filters(thing)[-1:] == ["/DCTDecode"]


def bare_dct(image: Stream, *, keeps_profile: bool) -> bytes | None:
    """Return the JPEG of an image without unneeded segments, or None if it cannot be parsed."""
    try:
        return bare_jpeg(_unwrapped(image), keeps_profile=keeps_profile)
    except (PdfError, ValueError, IndexError):
        return None


def is_bare(image: Stream) -> bool:
    """Return whether a JPEG has only needed segments; also True if it cannot be parsed."""
    try:
        data = _unwrapped(image)
        return bare_jpeg(data, keeps_profile=True) == data
    except (PdfError, ValueError, IndexError):
        return True


def _filters(image: Stream) -> list[str]:
    named = image.get(Name.Filter)
    if isinstance(named, Array):
        return [str(name) for name in named]
    return [str(named)] if named is not None else []


def _unwrapped(image: Stream) -> bytes:
    """Return the JPEG as a file, without outer filters. Source: ISO 32000-1, 7.4."""
    outer = _filters(image)[:-1]
    raw = image.read_raw_bytes()
    if not outer:
        return raw
    given = image.get(Name.DecodeParms)
    parameters = list(given)[: len(outer)] if isinstance(given, Array) else [None] * len(outer)
    with Pdf.new() as scratch:
        around = scratch.make_stream(raw)
        around.Filter = Array([Name(name) for name in outer])
        around.DecodeParms = Array(
            [
                Dictionary({key: int(one[key]) for key in one.keys()})  # noqa: SIM118 - not a mapping of its own
                if isinstance(one, Dictionary)
                else None
                for one in parameters
            ]
        )
        return around.read_bytes()
