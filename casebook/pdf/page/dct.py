"""JPEGs inside a PDF, without what they tell beside their picture."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream

from casebook.pdf.page.jpeg import bare_jpeg


def is_dct(thing: object) -> bool:
    """Whether a stream is packed as a JPEG, whatever is around it."""
    return isinstance(thing, Stream) and _filters(thing)[-1:] == ["/DCTDecode"]


def bare_dct(image: Stream, *, keeps_profile: bool) -> bytes | None:
    """The JPEG of an image with only what is needed to show it; None where it cannot be taken apart."""
    try:
        return bare_jpeg(_unwrapped(image), keeps_profile=keeps_profile)
    except (PdfError, ValueError, IndexError):
        return None


def is_bare(image: Stream) -> bool:
    """Whether a JPEG holds only what is needed to show it; also where it cannot be taken apart."""
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
    """The JPEG as a file, what is packed around it taken off. Source: ISO 32000-1, 7.4."""
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
