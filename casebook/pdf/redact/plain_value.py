"""Values of a PDF that can say nothing: numbers, names of the format, and streams of numbers."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.picture.dct import bare_dct

_NAMES = frozenset(
    (
        *("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/Transparency", "/Identity"),
        *("/Alpha", "/Luminosity", "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay"),
        *("/Darken", "/Lighten", "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference"),
        *("/Exclusion", "/Hue", "/Saturation", "/Color", "/AbsoluteColorimetric", "/RelativeColorimetric"),
        *("/Perceptual", "/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding"),
    )
)
"""Source: ISO 32000-1, 8.6.5.8 (intents), 11.3.5 (blend modes), annex D (encodings)."""
_IMAGE_FILTERS = {"/CCITTFaxDecode", "/DCTDecode"}
_MAX_NESTED = 8


class Unrewritable(Exception):
    """A page contains something that cannot be rewritten."""


def plain(value: object, depth: int = 0) -> Any:  # noqa: ANN401 - of the library
    """A copy of a number, a name of the format, or an array of such.

    Raises:
        Unrewritable: it is anything that could say more.
    """
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, Array) and depth < _MAX_NESTED:
        return Array([plain(each, depth + 1) for each in value])
    if isinstance(value, Name) and str(value) in _NAMES:
        return Name(str(value))
    raise Unrewritable


def plain_keys(thing: Object, keys: Iterable[str]) -> dict[str, Any]:
    """Those of these entries that are there, each plain.

    Raises:
        Unrewritable: one is not plain.
    """
    return {key: plain(thing[f"/{key}"]) for key in keys if f"/{key}" in thing}


def packed(pdf: Pdf, data: bytes, entries: dict[str, Any]) -> Stream:
    """Return a stream of this document with recompressed data: no bytes can hide after it."""
    return pdf.make_stream(zlib.compress(data), **entries, Filter=Name.FlateDecode)


def pixels(pdf: Pdf, image: Stream, entries: dict[str, Any]) -> Stream:
    """The pixels of an image with other entries.

    Raises:
        Unrewritable: they are packed in a way that can hold more than pixels.
    """
    names = image.get(Name.Filter)
    filters = [str(name) for name in names] if isinstance(names, Array) else [str(names)] if names else []
    if filters[-1:] == ["/DCTDecode"]:
        data = bare_dct(image, keeps_profile=False)
        if data is None:
            raise Unrewritable
        return pdf.make_stream(data, **entries, Filter=Name.DCTDecode)
    if filters == ["/CCITTFaxDecode"]:
        parameters = image.get(Name.DecodeParms)
        if not isinstance(parameters, Dictionary):
            raise Unrewritable
        keys = ("K", "EndOfLine", "EncodedByteAlign", "Columns", "Rows", "EndOfBlock", "BlackIs1")
        fax = Dictionary(**plain_keys(parameters, keys))
        data = image.read_raw_bytes()
        return pdf.make_stream(data, **entries, Filter=Name.CCITTFaxDecode, DecodeParms=fax)
    if set(filters) & _IMAGE_FILTERS or {"/JPXDecode", "/JBIG2Decode", "/Crypt"} & set(filters):
        raise Unrewritable
    return packed(pdf, image.read_bytes(), entries)
