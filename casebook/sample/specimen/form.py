"""A filled form: fields with their values, each with a picture in an embedded font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casebook.pdf.typeset.text import Type
from casebook.sample.specimen.binding import bound, opened
from casebook.sample.specimen.paper import set_paper
from casebook.sample.specimen.pen import BLACK, Pen
from casebook.sample.specimen.specimen import Specimen

if TYPE_CHECKING:
    from pikepdf import Array, Dictionary, Object, Pdf, Stream

ENTERED = Type(size_pt=10, leading_pt=14)
READ_ONLY = 1
PRINTED = 4
Box = tuple[float, float, float, float]


def draw_form(specimen: Specimen) -> bytes:
    """The form as PDF.

    What is entered is set on leaves of its own behind the form, so that its letters get codes in the same
    fonts; each of these leaves then becomes the picture of its field and is taken out.
    """
    from pikepdf import Array, Dictionary, Name

    paper = set_paper(specimen)
    count = paper.leaves.count
    typed = [(piece.cells[1], box) for piece, _, box in paper.entries if piece.kind == "field"]
    for value, box in typed:
        paper.leaves.blank()
        line = paper.leaves.lines(value, ENTERED, box[2] - box[0])[0]
        paper.leaves.at(line, 4, 5.5)
    pdf = opened(paper)
    pictures = iter(
        [_picture(pdf, page.obj, box) for page, (_, box) in zip(pdf.pages[count:], typed, strict=True)]
    )
    fields = Array()
    for number, (piece, page, box) in enumerate(paper.entries, start=1):
        field = _field(f"entry.{number}", piece.text, box)
        if piece.kind == "field":
            field.FT, field.V, field.DA = Name.Tx, piece.cells[1], "/NotoSerif-Regular 10 Tf 0 g"
            field.AP = Dictionary(N=next(pictures))
        else:
            state = Name.Yes if piece.is_set else Name.Off
            field.FT, field.V, field.AS, field.AP = Name.Btn, state, state, _tick(pdf, box)
        _attach(pdf, pdf.pages[page - 1].obj, field, fields)
    fonts = pdf.pages[0].obj.Resources.Font
    pdf.Root.AcroForm = Dictionary(Fields=fields, DR=Dictionary(Font=fonts), NeedAppearances=False)
    del pdf.pages[count:]
    return bound(pdf)


def _field(name: str, label: str, box: Box) -> Dictionary:
    from pikepdf import Array, Dictionary, Name

    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        T=name,
        TU=label,
        Ff=READ_ONLY,
        F=PRINTED,
        Rect=Array([round(edge, 2) for edge in box]),
    )


def _picture(pdf: Pdf, page: Object, box: Box) -> Stream:
    from pikepdf import Dictionary, Name, Stream

    content = page.Contents.read_bytes()
    return Stream(
        pdf,
        b"/Tx BMC\n" + content + b"\nEMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=_bounds(box),
        Resources=Dictionary(Font=page.Resources.Font),
    )


def _bounds(box: Box) -> Array:
    from pikepdf import Array

    return Array([0, 0, round(box[2] - box[0], 2), round(box[3] - box[1], 2)])


def _tick(pdf: Pdf, box: Box) -> Dictionary:
    from pikepdf import Dictionary, Name, Stream

    pen = Pen()
    pen.ink(BLACK)
    pen.width(1.4)
    pen.line((2.2, 5.5), (4.6, 2.6), (9, 9))
    set_as = Stream(pdf, pen.operators.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=_bounds(box))
    empty = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=_bounds(box))
    return Dictionary(N=Dictionary(Yes=set_as, Off=empty))


def _attach(pdf: Pdf, page: Object, field: Dictionary, fields: Array) -> None:
    from pikepdf import Array, Name

    kept = pdf.make_indirect(field)
    kept.P = page
    page.Annots = Array([*page.get(Name.Annots, Array()), kept])
    fields.append(kept)
