"""Standalone forms: a typeset sheet with an AcroForm field on each line to fill in.

The field's font is in the file, so that what is typed looks like what is printed; it has the letters of
Western Europe, and what a reader types beyond them its program draws in a font of its own.
Source: ISO 32000-1:2008, 12.7 (interactive forms).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from functools import partial

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from casebook.domain.dossier.composition import Composition, FormField
from casebook.pdf.page.document_info import name_document
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.fonts.fonts import Face, latin
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.page import PageSequence, put_line
from casebook.pdf.typeset.section import sheet_boxes
from casebook.pdf.typeset.sheet import Box, SheetSequence
from casebook.pdf.typeset.text_setter import TextSetter

_TYPED = f"/F {page_style.USUAL.pairs.size_pt:g} Tf 0 g"
_FIRST, _LAST = 32, 255
"""The range of WinAnsi codes for letters."""
_PRINTED = 4
"""The flag of a printed field. Source: ISO 32000-1:2008, table 165."""
_SEVERAL_LINES = 1 << 12
"""Source: ISO 32000-1:2008, table 228."""
_SERIF, _PLAIN_LETTERS = 2, 32
"""Source: ISO 32000-1:2008, table 123."""


def set_fillable(composition: Composition) -> bytes:
    """Return a fillable PDF with each part of a composition on a sheet of its own.

    The same composition gives the same bytes.
    """
    column = page_style.column(composition.paper, composition.typesetting)
    setter = TextSetter(width_pt=column.width_pt, language=composition.language, writes_out=True)
    sheets = SheetSequence(composition.paper, title=composition.title, language=composition.language)
    try:
        pages = PageSequence(sheets, column, partial(_set_head, setter, column, composition.running_head))
        for part in composition.parts:
            pages.turn()
            pages.fill(sheet_boxes(setter, part))
        return _with_fields(sheets, composition)
    finally:
        # SECURITY: shaped words outlive no document.
        shape.cache_clear()


def _set_head(setter: TextSetter, column: page_style.TextColumn, head: str, sheets: SheetSequence) -> None:
    """Set the running head with the number of the page; nothing where there is no head."""
    if head:
        line = setter.one_line(f"{head} · {sheets.count}", page_style.RUNNING)
        put_line(sheets, line, column.left_pt, sheets.height_pt - page_style.RUNNING_HEAD_DOWN)


def _with_fields(sheets: SheetSequence, composition: Composition) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(sheets.finish())) as pdf:
        if sheets.blanks:
            _add_form(pdf, sheets)
        del pdf.docinfo  # reportlab's own words on who made it
        name_document(pdf, [page.obj for page in pdf.pages], composition.title, composition.language)
        pdf.save(out, min_version="1.7", deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _add_form(pdf: Pdf, sheets: SheetSequence) -> None:
    fields = [_field(pdf, pdf.pages[page].obj, box, blank) for page, box, blank in sheets.blanks]
    font = Dictionary(F=_font(pdf))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(fields), DR=Dictionary(Font=font), DA=String(_TYPED), NeedAppearances=False
    )


def _field(pdf: Pdf, page: Object, box: Box, blank: FormField) -> Object:
    """Return a text field over a blank, with an empty appearance, so that it need not be drawn when empty."""
    left, bottom, right, top = box
    empty = pdf.make_stream(b"/Tx BMC EMC", Type=Name.XObject, Subtype=Name.Form)
    empty.BBox = Array([0, 0, right - left, top - bottom])
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(blank.name),
            TU=String(blank.label),
            V=String(""),
            DA=String(_TYPED),
            Ff=_SEVERAL_LINES if blank.lines > 1 else 0,
            F=_PRINTED,
            Rect=Array([round(edge, 2) for edge in box]),
            P=page,
            AP=Dictionary(N=empty),
        )
    )
    page.Annots = Array([*page.get(Name.Annots, Array()), field])
    return field


def _font(pdf: Pdf) -> Object:
    """Return the text face as a single-byte font, as fields require."""
    face = latin("regular")
    letters = [bytes((code,)).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1)]
    name = Name(f"/AAAAAA+{face.name}")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array([_width(face, letter) for letter in letters]),
            FontDescriptor=_descriptor(pdf, face, name, letters),
        )
    )


def _width(face: Face, letter: str) -> int:
    glyph = face.hb.get_nominal_glyph(ord(letter))
    return int(face.hb.get_glyph_h_advance(glyph)) if glyph else 0


def _descriptor(pdf: Pdf, face: Face, name: Name, letters: Sequence[str]) -> Object:
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(ord(letter) for letter in letters if letter in face.characters)
    program = wanted.subset(face.hb.face).blob.data
    extents = face.hb.get_font_extents("ltr")
    head = face.hb.face.reference_table("head").data
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_SERIF | _PLAIN_LETTERS,
            FontBBox=Array(struct.unpack_from(">4h", head, 36)),
            ItalicAngle=0,
            Ascent=extents.ascender,
            Descent=extents.descender,
            CapHeight=714,
            StemV=80,
            FontFile2=pdf.make_stream(program, Length1=len(program)),
        )
    )
