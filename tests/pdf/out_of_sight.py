"""Typed pages with an invisible line: each is one way in which a page contains invisible text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from reportlab.pdfbase.pdfmetrics import stringWidth

SECRET = "The informer Karel Vondra told Ceshi Weiming"
"""Text blackened by a court, with a name that a copy hides, so that the line would be redrawn."""
OPEN_LINES = ("The witness was heard at the station.", "Ceshi Weiming was asked and said nothing.")
_BOX = "48 692 460 22"
_LINE = f"BT /F1 12 Tf 50 698 Td ({SECRET}) Tj ET "
_AGAIN = f"BT /F1 11.9 Tf 51 697 Td ({SECRET}) Tj ET "

Change = Callable[[Pdf, Object], str]


def page(secret: Change) -> bytes:
    """A page with lines in the open and, between them, drawing instructions that hold the secret."""
    with Pdf.new() as pdf:
        leaf = pdf.add_blank_page(page_size=(595, 842)).obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        leaf.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        first, last = (
            f"BT /F1 12 Tf 50 {y} Td ({line}) Tj ET " for y, line in zip((760, 600), OPEN_LINES, strict=True)
        )
        drawn = secret(pdf, leaf)
        leaf.Contents = pdf.make_stream(f"{first}q {drawn} Q {last}".encode())
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _form(pdf: Pdf, content: str) -> Stream:
    box = Array([0, 0, 595, 842])
    return pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box)


def _drawn(content: str) -> Change:
    return lambda _, __: content


def _box_in_a_form(pdf: Pdf, leaf: Object) -> str:
    leaf.Resources.XObject = Dictionary(X=_form(pdf, f"0 g {_BOX} re f"))
    return f"{_LINE} /X Do"


def _black_image(pdf: Pdf, leaf: Object) -> str:
    image = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray
    )
    image.BitsPerComponent = 8
    leaf.Resources.XObject = Dictionary(X=image)
    return f"{_LINE} q 460 0 0 22 48 692 cm /X Do Q"


def layer_off_in_view(pdf: Pdf, leaf: Object) -> str:
    """Return a box in a layer with usage "off in view": poppler draws it, pypdfium2 does not."""
    usage = Dictionary(View=Dictionary(ViewState=Name.OFF))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"Box", Usage=usage))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
    leaf.Resources.Properties = Dictionary(L=layer)
    return f"{_LINE} /OC /L BDC 0 g {_BOX} re f EMC"


def _scribble(pdf: Pdf, leaf: Object) -> str:
    """Strokes to and fro, on a page with a picture elsewhere, such as a letterhead."""
    _black_image(pdf, leaf)
    there_and_back = " ".join(f"{48 + at * 1.9:g} {712 if at % 2 else 694} l" for at in range(1, 240))
    return f"{_LINE} 1.8 w 48 694 m {there_and_back} S q 40 0 0 40 500 780 cm /X Do Q"


def _patterned_image(pdf: Pdf, leaf: Object) -> str:
    image = pdf.make_stream(
        bytes(range(256)) * 16,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=64,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    leaf.Resources.XObject = Dictionary(X=image)
    return f"{_LINE} q 460 0 0 22 48 692 cm /X Do Q"


def _under(drawn: str, **state: object) -> Change:
    """The line, and over it what is drawn in a graphics state (ISO 32000-1, 8.4.5)."""
    return _after(_LINE, drawn, **state)


def _after(line: str, drawn: str, **state: object) -> Change:
    def change(_: Pdf, leaf: Object) -> str:
        leaf.Resources.ExtGState = Dictionary(G=Dictionary(**state))  # type: ignore[arg-type]
        return f"{line} /G gs {drawn}"

    return change


def _clear_image(pdf: Pdf, leaf: Object) -> str:
    """A black image of 84 %."""
    drawn = _black_image(pdf, leaf)
    kept = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray)
    mask = pdf.make_stream(bytes([215]), kept)
    mask.BitsPerComponent = 8
    leaf.Resources.XObject.X.SMask = mask
    return drawn


def layer_for_print(pdf: Pdf, leaf: Object) -> str:
    """A box in a layer that is off on the screen and on when the file is printed."""
    usage = Dictionary(View=Dictionary(ViewState=Name.OFF), Print=Dictionary(PrintState=Name.ON))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"Box", Usage=usage))
    event = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([layer]))
    shown = Dictionary(OFF=Array([layer]), AS=Array([event]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    leaf.Resources.Properties = Dictionary(L=layer)
    return f"{_LINE} /OC /L BDC 0 g {_BOX} re f EMC"


def _hidden_layer(pdf: Pdf, leaf: Object) -> str:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"Draft"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    leaf.Resources.Properties = Dictionary(L=layer)
    return f"/OC /L BDC {_LINE} EMC"


def _zoomed_layer(pdf: Pdf, leaf: Object) -> str:
    usage = Dictionary(Zoom=Dictionary(min=5))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"Detail", Usage=usage))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    leaf.Resources.Properties = Dictionary(L=layer)
    return f"/OC /L BDC {_LINE} EMC"


def _places(line: str, words: Sequence[str], size: float = 12) -> Iterator[str]:
    """Boxes over words of a line at 50, 698 in Helvetica."""
    for word in words:
        left = 50 + stringWidth(line[: line.index(word)], "Helvetica", size)
        yield f"{left - 1:g} 694 {stringWidth(word, 'Helvetica', size) + 2:g} 16 re f"


_SHORT_LINE, SHORT_WORDS = "On Monday X saw Al, I and Wu Na", ("X", "Al", "I", "Wu")


def short_words(state: float) -> Change:
    """Words of one and two letters, each under a box that covers so much."""
    boxes = " ".join(_places(_SHORT_LINE, SHORT_WORDS))
    return _after(f"BT /F1 12 Tf 50 698 Td ({_SHORT_LINE}) Tj ET", f"0 g {boxes}", ca=state)


def _letter_by_letter(pdf: Pdf, leaf: Object) -> str:
    """Each letter an object of its own, as many programs write them, under a scribble."""
    ends = [stringWidth(SECRET[:at], "Helvetica", 12) for at in range(len(SECRET))]
    letters = (f"1 0 0 1 {50 + x:g} 698 Tm ({sign}) Tj" for x, sign in zip(ends, SECRET, strict=True))
    return _scribble(pdf, leaf).replace(_LINE, f"BT /F1 12 Tf {' '.join(letters)} ET ")


def note_for_print(pdf: Pdf, leaf: Object) -> str:
    """A box in an annotation that is not shown and is printed (ISO 32000-1, table 165)."""
    box = Array([48, 692, 508, 714])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=box, F=4 | 32, IC=Array([0]), C=Array([0]))
    leaf.Annots = Array([pdf.make_indirect(note)])
    return _LINE


COVERED = {
    "a black box": _drawn(f"{_LINE} 0 g {_BOX} re f"),
    "a grey box": _drawn(f"{_LINE} 0.3 g {_BOX} re f"),
    "a dark blue box": _drawn(f"{_LINE} 0 0 0.4 rg {_BOX} re f"),
    "a white box": _drawn(f"{_LINE} 1 g {_BOX} re f"),
    "a thick stroke": _drawn(f"{_LINE} 0 G 22 w 48 702 m 508 702 l S"),
    "a form": _box_in_a_form,
    "an image": _black_image,
    "its own background": _drawn(f"0 g {_BOX} re f {_LINE}"),
    "a labelled box": _drawn(f"{_LINE} 0 g {_BOX} re f 1 g BT /F1 9 Tf 250 699 Td (withheld) Tj ET"),
}
"""Something even is drawn over the line, or it was written on it in its colour."""

MARRED = {
    "a dashed line": _drawn(f"{_LINE} 22 w [6 2] 0 d 48 702 m 508 702 l S"),
    "rows of dashes": _drawn(
        f"{_LINE} 3 w [5 1] 0 d " + " ".join(f"48 {y} m 508 {y} l S" for y in range(694, 714, 4))
    ),
    "a scribble": _scribble,
    "a hatching": _drawn(
        f"{_LINE} 0.4 G 2 w "
        + " ".join(f"{48 + at * 2.2:g} 692 m {52 + at * 2.2:g} 714 l S" for at in range(210))
    ),
    "a row of other letters": _drawn(f"{_LINE} BT /F1 12 Tf 48 698 Td (" + "XM" * 28 + ") Tj ET"),
    "other letters over words printed twice": _drawn(
        f"{_LINE} {_AGAIN} BT /F1 12 Tf 48 698 Td (" + "XM" * 28 + ") Tj ET"
    ),
    "a dashed line over words printed twice": _drawn(f"{_LINE} {_AGAIN} 22 w [6 2] 0 d 48 702 m 508 702 l S"),
    "a picture": _patterned_image,
    "a scribble over single letters": _letter_by_letter,
}
"""Drawings with gaps over the line, which leave it illegible."""

FAINT = {
    "a black box of 90 %": _under(f"0 g {_BOX} re f", ca=0.9),
    "a grey box of 97 %": _under(f"0.5 g {_BOX} re f", ca=0.97),
    "a black box of 80 %": _under(f"0 g {_BOX} re f", ca=0.8),
    "a white box of 90 %": _under(f"1 g {_BOX} re f", ca=0.9),
    "a black image of 84 %": _clear_image,
    "a thin scribble": _drawn(
        f"{_LINE} 1.2 w 48 694 m "
        + " ".join(f"{48 + at * 2.5:g} {708 if at % 2 else 694} l" for at in range(1, 180))
        + " S"
    ),
    "thin lines": _drawn(
        f"{_LINE} 0 0 1 RG 1.2 w "
        + " ".join(f"48 {694 + at * 2} m 508 {694 + at * 2} l S" for at in range(8))
    ),
}
"""What is drawn over the line lets so little of it through that a reader misses it; no program does."""
LEGIBLE = {
    "a black box of 40 %": _under(f"0 g {_BOX} re f", ca=0.4),
    "a yellow marker of 40 %": _under(f"1 1 0 rg {_BOX} re f", ca=0.4),
    "a green marker that multiplies": _under(f"0 1 0 rg {_BOX} re f", BM=Name.Multiply),
    "a white box of half": _under(f"1 g {_BOX} re f", ca=0.5),
    "a watermark": _under("0.5 g BT /F1 60 Tf 60 690 Td (DRAFT) Tj ET", ca=0.5),
    "a stroke through it": _drawn(f"{_LINE} 1.2 w 48 702 m 508 702 l S"),
    "the same words again, as on a button": _drawn(f"{_LINE} {_AGAIN}"),
}
"""What is drawn over the line leaves it to be read, as markers, watermarks and corrections do."""

HIDDEN = {
    "the colour of the paper": _drawn(f"1 g {_LINE}"),
    "no colour": _drawn(f"3 Tr {_LINE} 0 Tr"),
    "a clip": _drawn(f"0 0 9 9 re W n {_LINE}"),
    "a layer": _hidden_layer,
    "letters of a fifth of a point": _drawn(f"BT /F1 0.2 Tf 50 698 Td ({SECRET}) Tj ET"),
    "the edge of the page": _drawn(f"BT /F1 12 Tf 50 -98 Td ({SECRET}) Tj ET"),
}
"""Invisible lines without anything drawn over them."""

SQUEEZED = _drawn(f"BT /F1 12 Tf 1 Tz 50 698 Td ({SECRET}) Tj ET")
"""Letters of a hundredth of their width: a bar of ink."""
ENLARGED = {"a layer shown at five times the size": _zoomed_layer}
"""The library that draws pages shows it at any size."""
