"""Invisible parts of an exhibit: details in its JPEGs, and references to external files.

Source: ISO 32000-1, 7.3.8.2 (`/F`: a stream kept in another file), 8.9.5.4 (alternate images), 8.10.4
(reference XObjects), 14.11.7 (OPI).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from casebook.pdf.picture.dct import bare_dct, is_bare, is_dct
from casebook.pdf.picture.jpeg import bare_jpeg

_INLINE_JPEG = re.compile(rb"(?<=[\s/]ID[\s])\xff\xd8.*?\xff\xd9(?=\s*EI(?![^\s]))", re.DOTALL)
_ELSEWHERE = {"/Ref": "references", "/OPI": "prepress", "/Alternates": "alternates"}
_OF_ANOTHER_FILE = {"/F", "/FFilter", "/FDecodeParms"}
ELSEWHERE_KEYS = ("/F", *_ELSEWHERE)
"""Stream entries that refer outside the file, or to an image other than the one shown."""


def take_hidden_parts(pdf: Pdf) -> Iterator[str]:
    """Remove them from every stream of a document; the displayed pages stay identical.

    SECURITY: a photograph holds where, when and by whom it was taken; a stream kept in another file is
    fetched by whoever opens the bundle.

    Args:
        pdf: changed in memory.

    Yields:
        A stable word for each thing taken out: "external", "references", "prepress", "alternates", "camera";
        and "uncleared" for each JPEG that cannot be taken apart.
    """
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            yield from _of_stream(thing)


def bare_inline(data: bytes) -> tuple[bytes, int]:
    """Return content operators with JPEGs stripped of metadata, and how many could not be."""
    if b"ID" not in data or b"\xff\xd8" not in data:
        return data, 0
    changed = 0

    def bare(jpeg: re.Match[bytes]) -> bytes:
        nonlocal changed
        try:
            without = bare_jpeg(jpeg[0], keeps_profile=True)
        except ValueError:
            return jpeg[0]
        changed += without != jpeg[0]
        return without

    return _INLINE_JPEG.sub(bare, data), changed


def _of_stream(thing: Stream) -> Iterator[str]:
    keys = thing.keys()
    if "/F" in keys:
        for key in _OF_ANOTHER_FILE & keys:
            del thing[key]
        thing.write(b"")
        yield "external"
        return
    for key, word in _ELSEWHERE.items():
        if key in keys:
            del thing[key]
            yield word
    if "/Filter" in keys and is_dct(thing):
        yield from _of_jpeg(thing)
    elif "/Subtype" in keys and thing.Subtype == Name.Form:
        yield from _of_form(thing)


def _of_jpeg(image: Stream) -> Iterator[str]:
    data = bare_dct(image, keeps_profile=True)
    if data is None:
        yield "uncleared"
        return
    if not is_bare(image):
        image.write(data, filter=Name.DCTDecode, decode_parms=_last(image.get(Name.DecodeParms)))
        yield "camera"


def _of_form(form: Stream) -> Iterator[str]:
    try:
        data, changed = bare_inline(form.read_bytes())
    except PdfError:
        return
    if changed:
        form.write(data)
        yield from ["camera"] * changed


def _last(parameters: Object | None) -> Dictionary | None:
    """Return the parameters of the last of several filters."""
    if isinstance(parameters, Array):
        parameters = parameters[-1] if len(parameters) else None
    return parameters if isinstance(parameters, Dictionary) else None
