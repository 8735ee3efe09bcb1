"""Images, colours, shadings and graphics states of rewritten pages.

Source: ISO 32000-1, 7.10 (functions), 8.4.5 (states), 8.6 (colours), 8.7.4.5 (shadings), 8.9.5 (images).
"""

from __future__ import annotations

import re
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from casebook.pdf.redact.plain_value import Unrewritable, packed, pixels, plain, plain_keys

_IMAGE: tuple[str, ...] = (
    "Width",
    "Height",
    "BitsPerComponent",
    "Decode",
    "Interpolate",
    "ImageMask",
    "Intent",
    "SMaskInData",
    "Matte",
)
_BY_COMPONENTS = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_CALIBRATED = ("WhitePoint", "BlackPoint", "Gamma", "Matrix", "Range")
_FUNCTION: tuple[str, ...] = (
    "FunctionType",
    "Domain",
    "Range",
    "Size",
    "BitsPerSample",
    "Order",
    "Encode",
    "Decode",
    "C0",
    "C1",
    "N",
)
_FUNCTION += ("Bounds",)
_SHADING: tuple[str, ...] = (
    "ShadingType",
    "Background",
    "BBox",
    "AntiAlias",
    "Coords",
    "Domain",
    "Extend",
    "Matrix",
)
_SHADING += ("BitsPerCoordinate", "BitsPerComponent", "BitsPerFlag", "Decode", "VerticesPerRow")
_CALCULATED = re.compile(rb"[\s{}\d.+\-a-z]*")
_COMMENT = re.compile(rb"%[^\r\n]*")
_INKS = {"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"}
_MAX_NESTED = 8


def rewritten_image(pdf: Pdf, image: Stream) -> Stream:
    """An image with its pixels, colours and masks.

    Raises:
        Unrewritable: it holds more than pixels, or is shown or not by a layer.
    """
    if Name.OC in image:
        raise Unrewritable
    entries: dict[str, Any] = {"Type": Name.XObject, "Subtype": Name.Image, **plain_keys(image, _IMAGE)}
    if Name.ColorSpace in image:
        entries["ColorSpace"] = rewritten_space(pdf, image.ColorSpace)
    for key in ("SMask", "Mask"):
        mask = image.get(f"/{key}")
        if mask is not None:
            entries[key] = rewritten_image(pdf, mask) if isinstance(mask, Stream) else plain(mask)
    return pixels(pdf, image, entries)


def rewritten_space(pdf: Pdf, space: Object, depth: int = 0) -> Object:
    """A colour space; a profile gives way to the plain space with as many components.

    Raises:
        Unrewritable: it is none of the format.
    """
    if isinstance(space, Name):
        return Name(str(plain(space)))
    if not isinstance(space, Array) or depth > _MAX_NESTED:
        raise Unrewritable
    kind, *rest = list(space)
    if kind in {Name.CalGray, Name.CalRGB, Name.Lab}:
        return Array([Name(str(kind)), Dictionary(**plain_keys(rest[0], _CALIBRATED))])
    if kind == Name.ICCBased:
        return _BY_COMPONENTS[int(rest[0].N)]
    if kind in {Name.Separation, Name.DeviceN}:
        return _inks(pdf, kind, rest, depth)
    below = rewritten_space(pdf, rest[0], depth + 1)
    if kind == Name.Pattern:
        return Array([Name.Pattern, below])
    if kind != Name.Indexed:
        raise Unrewritable
    table = rest[2].read_bytes() if isinstance(rest[2], Stream) else bytes(rest[2])
    return Array([Name.Indexed, below, int(rest[1]), String(table)])


def _inks(pdf: Pdf, kind: Object, rest: list[Object], depth: int) -> Object:
    """Inks with what a viewer without them takes instead; all but those of the format lose their names."""
    inks = list(rest[0]) if isinstance(rest[0], Array) else [rest[0]]
    names = [Name(str(ink) if str(ink) in _INKS else f"/Ink{at}") for at, ink in enumerate(inks)]
    shown = Array(names) if isinstance(rest[0], Array) else names[0]
    below = rewritten_space(pdf, rest[1], depth + 1)
    return Array([Name(str(kind)), shown, below, rewritten_function(pdf, rest[2])])


def rewritten_function(pdf: Pdf, function: Object, depth: int = 0) -> Object:
    """A function, or an array of them.

    Raises:
        Unrewritable: it is none of the format.
    """
    if depth > _MAX_NESTED:
        raise Unrewritable
    if isinstance(function, Array):
        return Array([rewritten_function(pdf, each, depth + 1) for each in function])
    entries = plain_keys(function, _FUNCTION)
    if not isinstance(function, Stream):
        if Name.Functions in function:
            entries["Functions"] = rewritten_function(pdf, function.Functions, depth + 1)
        return Dictionary(**entries)
    data = function.read_bytes()
    if entries.get("FunctionType") == 4:  # noqa: PLR2004 - calculated; the format's number
        data = _COMMENT.sub(b" ", data)
        if not _CALCULATED.fullmatch(data):
            raise Unrewritable
    return packed(pdf, data, entries)


def rewritten_shading(pdf: Pdf, shading: Object) -> Object:
    """A shading.

    Raises:
        Unrewritable: it is none of the format.
    """
    entries = plain_keys(shading, _SHADING)
    entries["ColorSpace"] = rewritten_space(pdf, shading.ColorSpace)
    if Name.Function in shading:
        entries["Function"] = rewritten_function(pdf, shading.Function)
    if isinstance(shading, Stream):
        return packed(pdf, shading.read_bytes(), entries)
    return Dictionary(**entries)
