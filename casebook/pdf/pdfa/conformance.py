"""Violations of PDF/A-2b that the objects of a PDF show, page by page.

`VIOLATIONS` lists the checks. What a validator finds beyond these (the inside of compressed images, the
glyphs of Type 1 programs) is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from casebook.base.message import Message
from casebook.pdf.typeset.fonts.font_conformance import font_violations
from casebook.pdf.typeset.fonts.missing_fonts import missing_fonts

VIOLATIONS: Mapping[str, Message] = {
    "lock": Message("it is password-protected"),
    "font": Message("a font is not embedded in the file"),
    "colour": Message("CMYK colours are used without a colour profile"),
    "lzw": Message("it is compressed with a method that is not allowed (LZW)"),
    "outside": Message("part of it is in another file"),
    "script": Message("it runs a program"),
    "smooth": Message("an image uses interpolation"),
    "alternate": Message("an image is replaced by another for some uses"),
    "postscript": Message("it contains a program for printers"),
    "transfer": Message("it changes colours for one printer"),
    "layer": Message("it has layers that are shown according to the viewer's rules"),
    "encoding": Message("a font does not identify its characters"),
    "description": Message("a font is not described as the standard requires"),
    "program": Message("a font in it is damaged"),
    "missing": Message("a character is shown that its font does not contain"),
    "widths": Message("characters are not as wide as their font states"),
    "mark": Message("an annotation on a page has no fixed appearance"),
    "attachment": Message("a file is attached to it"),
}
"""Each violation in words, by its key. Source: ISO 19005-2, 6.1.3 to 6.9."""
_CMYK = re.compile(rb"(?<![^\s\]>)])(?:[\d.+-]+\s+){4}[kK](?![^\s\[</(%])|/DeviceCMYK\s+(?:cs|CS)\b")
_MAX_NESTED = 4


def pdfa_violations(pdf: Pdf, pages: Sequence[Object] = ()) -> Iterator[tuple[int, str]]:
    """Yield page index (-1 for the whole file) and key of `VIOLATIONS` for each violation.

    Args:
        pdf: the file.
        pages: all of its pages in order; empty where the file can be asked for them.

    Raises:
        pikepdf.PdfError: a page cannot be decoded.
    """
    # With it comes the reader of fonts, which most bundles do without.
    from casebook.pdf.pdfa.glyph_conformance import glyph_violations

    sheets = list(pages) or [page.obj for page in pdf.pages]
    at = {page.objgen: index for index, page in enumerate(sheets)}
    if pdf.is_encrypted:
        yield -1, "lock"
    yield from ((page, "font") for _, page in missing_fonts(pdf, at))
    yield from dict.fromkeys(_in_scopes(pdf, at))
    yield from dict.fromkeys(glyph_violations(pdf, at))
    yield from _in_contents(sheets)
    yield from dict.fromkeys((-1, key) for thing in pdf.objects for key in _of_object(thing))
    if _rules_layers(pdf.Root.get(Name.OCProperties)):
        yield -1, "layer"


def _in_scopes(pdf: Pdf, at: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, str]]:
    """Yield the content of pages, and of the forms and patterns on them."""
    for scope in pdf.content_scopes():
        page = at.get(scope.page.obj.objgen, 0) if isinstance(scope.page, Page) else 0
        resources = scope.resources
        if resources is not None:
            yield from ((page, key) for key in _of_resources(resources))


def _in_contents(pages: Sequence[Object]) -> Iterator[tuple[int, str]]:
    for index, sheet in enumerate(pages):
        if _has_default_cmyk(sheet.get(Name.Resources)):
            continue
        if _CMYK.search(_content(sheet)):
            yield index, "colour"


def _content(page: Object) -> bytes:
    parts = [page.get(Name.Contents)]
    parts += _forms(page.get(Name.Resources), 0)
    data = b""
    for part in parts:
        each = part if isinstance(part, Array) else [part]
        data += b"\n".join(one.read_bytes() for one in each if isinstance(one, Stream))
    return data


def _forms(resources: object, depth: int) -> Iterator[Stream]:
    things = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
    if not isinstance(things, Dictionary) or depth > _MAX_NESTED:
        return
    for thing in things.as_dict().values():
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Form:
            yield thing
            yield from _forms(thing.get(Name.Resources), depth + 1)


def _has_default_cmyk(resources: object) -> bool:
    spaces = resources.get(Name.ColorSpace) if isinstance(resources, Dictionary) else None
    return isinstance(spaces, Dictionary) and Name.DefaultCMYK in spaces


def _of_resources(resources: Object) -> Iterator[str]:
    for kind, read in (
        (Name.XObject, _of_picture),
        (Name.ExtGState, _of_state),
        (Name.Font, font_violations),
    ):
        named = resources.get(kind)
        for thing in named.as_dict().values() if isinstance(named, Dictionary) else ():
            if isinstance(thing, (Dictionary, Stream)):
                yield from read(thing)
    spaces = resources.get(Name.ColorSpace)
    for space in spaces.as_dict().values() if isinstance(spaces, Dictionary) else ():
        if space == Name.DeviceCMYK and not _has_default_cmyk(resources):
            yield "colour"


def _of_picture(thing: Object) -> Iterator[str]:
    if thing.get(Name.Subtype) == Name.PS:
        yield "postscript"
    if thing.get(Name.Subtype) != Name.Image:
        return
    if thing.get(Name.ColorSpace) == Name.DeviceCMYK:
        yield "colour"
    if bool(thing.get(Name.Interpolate, False)):
        yield "smooth"
    if Name.Alternates in thing or Name.OPI in thing:
        yield "alternate"


def _of_state(thing: Object) -> Iterator[str]:
    if Name.TR in thing or thing.get(Name.TR2, Name.Default) != Name.Default or Name.HTP in thing:
        yield "transfer"


def _of_object(thing: Object) -> Iterator[str]:
    if not isinstance(thing, (Dictionary, Stream)):
        return
    if Name.EF in thing:
        yield "attachment"
    if Name.JS in thing or thing.get(Name.S) in {Name.JavaScript, Name.Launch} or Name.AA in thing:
        yield "script"
    if thing.get(Name.Type) == Name.Annot and thing.get(Name.Subtype) != Name.Link and Name.AP not in thing:
        yield "mark"
    if isinstance(thing, Stream):
        filters = thing.get(Name.Filter)
        if Name.LZWDecode in (filters if isinstance(filters, Array) else [filters]):
            yield "lzw"
        if Name.F in thing or Name.FFilter in thing:
            yield "outside"


def _rules_layers(layers: object) -> bool:
    if not isinstance(layers, Dictionary):
        return False
    usual = layers.get(Name.D)
    return not isinstance(usual, Dictionary) or Name.AS in usual or Name.Name not in usual
