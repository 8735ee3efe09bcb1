"""Exhibits that once leaked a name in a copy hiding it: each is one attack of a hostile audit."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageDraw

from casebook.pdf.redact.blacken import label_font
from tests.pdf import corpus

NAME = "Ceshi Weiming"
PARTS = ("Ceshi", "Weiming")
SIZE = (600, 120)
INNOCENT = b"BT /F1 14 Tf 72 760 Td (The weather was cold that winter.) Tj ET\n"


def written_picture(text: str = NAME, size: tuple[int, int] = SIZE) -> Image.Image:
    """A picture that shows words in black on white."""
    picture = Image.new("L", size, "white")
    ImageDraw.Draw(picture).text((20, 20), text, font=label_font(text, 70), fill="black")
    return picture


def image(pdf: Pdf, picture: Image.Image) -> Stream:
    """An image of a PDF that shows it."""
    return pdf.make_stream(
        picture.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )


def form(pdf: Pdf, content: bytes, **resources: Any) -> Stream:  # noqa: ANN401 - as the library takes them
    """A form of a PDF with these drawing instructions."""
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 800]),
        Resources=Dictionary(**resources),
    )


def page(change: Callable[[Pdf, Object], bytes]) -> bytes:
    """A typed page to which something is added; `change` gives the drawing instructions for it."""

    def add(pdf: Pdf) -> None:
        leaf = pdf.pages[0].obj
        leaf.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        leaf.Contents = pdf.make_stream(INNOCENT + change(pdf, leaf))

    return corpus.changed(corpus.typed(1), add)


def scan_two_forms_deep() -> bytes:
    def change(pdf: Pdf, leaf: Object) -> bytes:
        inner = form(
            pdf, b"q 400 0 0 80 72 500 cm /Im Do Q", XObject=Dictionary(Im=image(pdf, written_picture()))
        )
        leaf.Resources.XObject = Dictionary(Fm=form(pdf, b"/Fm Do", XObject=Dictionary(Fm=inner)))
        return b"/Fm Do\n"

    return page(change)


def stamp_with_a_nested_appearance() -> bytes:
    def change(pdf: Pdf, leaf: Object) -> bytes:
        inner = form(
            pdf, b"q 400 0 0 80 0 0 cm /Im Do Q", XObject=Dictionary(Im=image(pdf, written_picture()))
        )
        shown = form(pdf, b"/Fm Do", XObject=Dictionary(Fm=inner))
        shown.BBox = Array([0, 0, 400, 80])
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([72, 500, 472, 580]), F=4, AP=Dictionary(N=shown)
        )
        leaf.Annots = Array([pdf.make_indirect(stamp)])
        return b""

    return page(change)


def tiling_pattern() -> bytes:
    def change(pdf: Pdf, leaf: Object) -> bytes:
        tile = pdf.make_stream(
            b"q 400 0 0 80 0 0 cm /Im Do Q",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 400, 80]),
            XStep=400,
            YStep=80,
            Matrix=Array([1, 0, 0, 1, 72, 500]),
            Resources=Dictionary(XObject=Dictionary(Im=image(pdf, written_picture()))),
        )
        leaf.Resources.Pattern = Dictionary(P1=tile)
        return b"/Pattern cs /P1 scn 72 500 400 80 re f\n"

    return page(change)


def soft_mask() -> bytes:
    def change(pdf: Pdf, leaf: Object) -> bytes:
        negative = written_picture().point(lambda value: 255 - value)
        mask = form(pdf, b"q 400 0 0 80 72 500 cm /Im Do Q", XObject=Dictionary(Im=image(pdf, negative)))
        mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        state = Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask))
        leaf.Resources.ExtGState = Dictionary(G1=state)
        return b"q /G1 gs 0 g 72 500 400 80 re f Q\n"

    return page(change)


def six_passport_photographs() -> bytes:
    """Each is less than three hundredths of the page."""

    def change(pdf: Pdf, leaf: Object) -> bytes:
        things: dict[str, Any] = {f"Im{at}": image(pdf, written_picture(size=(560, 120))) for at in range(6)}
        leaf.Resources.XObject = Dictionary(**things)
        return b"".join(
            b"q 130 0 0 36 %d %d cm /Im%d Do Q\n" % (72 + at % 3 * 150, 500 - at // 3 * 60, at)
            for at in range(6)
        )

    return page(change)


def photograph_in_sixteen_tiles() -> bytes:
    def change(pdf: Pdf, leaf: Object) -> bytes:
        whole = written_picture()
        wide = whole.width // 16
        tiles: dict[str, Any] = {
            f"Im{at}": image(pdf, whole.crop((at * wide, 0, (at + 1) * wide, whole.height)))
            for at in range(16)
        }
        leaf.Resources.XObject = Dictionary(**tiles)
        step = 400 * wide / whole.width
        return b"".join(
            b"q %.3f 0 0 80 %.3f 500 cm /Im%d Do Q\n" % (step, 72 + at * step, at) for at in range(16)
        )

    return page(change)


def _to_unicode(pdf: Pdf, pairs: Mapping[int, str]) -> Stream:
    lines = "\n".join(f"<{code:02x}> <{ord(sign):04x}>" for code, sign in pairs.items())
    return pdf.make_stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(pairs)} beginbfchar\n"
            f"{lines}\nendbfchar\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
    )


def wrong_to_unicode() -> bytes:
    """The page shows the name; what is copied from it are other letters."""

    def change(pdf: Pdf, leaf: Object) -> bytes:
        signs = sorted(set(NAME) - {" "})
        said = {ord(sign): "qxzjkvbpg"[at % 9] for at, sign in enumerate(signs)} | {32: " "}
        leaf.Resources.Font.F2 = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=_to_unicode(pdf, said)
        )
        return b"BT /F2 24 Tf 72 500 Td (%s) Tj ET\n" % NAME.encode()

    return page(change)


def type_3_glyphs() -> bytes:
    """Each glyph draws a letter of the name and is called by another."""

    def change(pdf: Pdf, leaf: Object) -> bytes:
        below = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        codes = {sign: 97 + at for at, sign in enumerate(dict.fromkeys(NAME))}
        glyphs = {
            f"/{chr(code)}": pdf.make_stream(b"700 0 d0 BT /F 1000 Tf (%s) Tj ET" % sign.encode())
            for sign, code in codes.items()
        }
        leaf.Resources.Font.F2 = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -300, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(glyphs),
            Encoding=Dictionary(
                Type=Name.Encoding, Differences=Array([97, *(Name(glyph) for glyph in glyphs)])
            ),
            FirstChar=97,
            LastChar=96 + len(codes),
            Widths=Array([700] * len(codes)),
            Resources=Dictionary(Font=Dictionary(F=below)),
        )
        shown = "".join(chr(codes[sign]) for sign in NAME)
        return b"BT /F2 24 Tf 72 500 Td (%s) Tj ET\n" % shown.encode()

    return page(change)


def name_of_a_tag_and_a_comment() -> bytes:
    """Names in a property list, in a tag and in a comment of the drawing instructions."""

    def change(_: Pdf, __: Object) -> bytes:
        return (
            b"/Span <</Alt (Ceshi Weiming) /ActualText (Weiming)>> BDC 0 0 1 1 re f EMC\n"
            b"/Weiming BMC 0 0 1 1 re f EMC\n/Weiming MP\n"
            b"% drawn for Ceshi Weiming\n"
        )

    return page(change)


def name_of_a_resource_and_a_font() -> bytes:
    """The font and the key by which a page calls it bear the name, and so does a form of it."""

    def change(pdf: Pdf, leaf: Object) -> bytes:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Weiming"))
        font.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/Weiming"),
            Flags=32,
            FontBBox=Array([0, 0, 9, 9]),
        )
        leaf.Resources.Font[Name("/Weiming")] = font
        inner = form(pdf, b"0 0 1 1 re f")
        inner.Name = Name("/Weiming")
        inner.PieceInfo = Dictionary({"/Weiming": Dictionary()})
        leaf.Resources.XObject = Dictionary({"/Weiming": inner})
        return b"/Weiming Do BT /Weiming 9 Tf 72 600 Td (Letters) Tj ET\n"

    return page(change)


def photographed_jpeg() -> bytes:
    """Return a JPEG whose EXIF and comment contain the name."""
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = NAME  # ImageDescription. Source: EXIF 2.32, 4.6.4.
    Image.new("RGB", (80, 80), "#808080").save(written, "JPEG", exif=exif.tobytes(), comment=NAME.encode())
    return written.getvalue()


def name_in_exif() -> bytes:
    def change(pdf: Pdf, leaf: Object) -> bytes:
        picture = pdf.make_stream(
            photographed_jpeg(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=80,
            Height=80,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )
        leaf.Resources.XObject = Dictionary(Im=picture)
        return b"q 100 0 0 100 72 500 cm /Im Do Q\n"

    return page(change)


SHOWN: Mapping[str, Callable[[], bytes]] = {
    "a scan two forms deep": scan_two_forms_deep,
    "a stamp with a nested appearance": stamp_with_a_nested_appearance,
    "a scan in a tiling pattern": tiling_pattern,
    "a scan in a soft mask": soft_mask,
    "six passport photographs on a page": six_passport_photographs,
    "a photograph cut into 16 tiles": photograph_in_sixteen_tiles,
    "a wrong ToUnicode table": wrong_to_unicode,
    "Type 3 glyphs": type_3_glyphs,
}
"""What shows the name to the eye and to no search."""

SAID: Mapping[str, Callable[[], bytes]] = {
    "/Alt, a tag and a comment in drawing instructions": name_of_a_tag_and_a_comment,
    "names of a font and of resources": name_of_a_resource_and_a_font,
    "EXIF and a comment of a JPEG in a PDF": name_in_exif,
}
"""Places that contain the name in bytes without showing it."""


def inline_jpeg() -> bytes:
    """Return an inline JPEG with EXIF in a content stream."""
    head = b"q 100 0 0 100 72 500 cm BI /W 80 /H 80 /BPC 8 /CS /RGB /F /DCT ID "
    return page(lambda _, __: head + photographed_jpeg() + b" EI Q\n")


def _with_an_image(change: Callable[[Pdf, Stream], None]) -> bytes:
    def add(pdf: Pdf, leaf: Object) -> bytes:
        shown = image(pdf, Image.new("L", (8, 8), "grey"))
        change(pdf, shown)
        leaf.Resources.XObject = Dictionary(Im=shown)
        return b"q 100 0 0 100 72 500 cm /Im Do Q\n"

    return page(add)


def picture_in_another_file() -> bytes:
    """Whoever opens it fetches the picture, and shows that it was opened."""

    def change(_: Pdf, shown: Stream) -> None:
        shown.F = Dictionary(Type=Name.Filespec, FS=Name.URL, F=b"https://example.org/Weiming.jpg")
        shown.FFilter = Name.DCTDecode

    return _with_an_image(change)


def picture_for_print() -> bytes:
    def change(_: Pdf, shown: Stream) -> None:
        shown.OPI = Dictionary({"/2.0": Dictionary(Type=Name.OPI, Version=2, F=b"/home/Weiming/large.tif")})

    return _with_an_image(change)


def other_version_of_a_picture() -> bytes:
    def change(pdf: Pdf, shown: Stream) -> None:
        other = image(pdf, Image.frombytes("L", (20, 1), b"Ceshi Weiming stood "))
        shown.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=True)])

    return _with_an_image(change)


def page_of_another_file() -> bytes:
    def add(pdf: Pdf, leaf: Object) -> bytes:
        shown = form(pdf, b"0 0 9 9 re f")
        shown.Ref = Dictionary(F=Dictionary(Type=Name.Filespec, F=b"Weiming.pdf"), Page=0)
        leaf.Resources.XObject = Dictionary(Fm=shown)
        return b"/Fm Do\n"

    return page(add)


CARRIED: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "EXIF and a comment of a JPEG in a PDF": ("camera", name_in_exif),
    "EXIF of a JPEG in drawing instructions": ("camera", inline_jpeg),
    "a picture in another file (/F)": ("external", picture_in_another_file),
    "a page of another file (/Ref)": ("references", page_of_another_file),
    "a picture for print (/OPI)": ("prepress", picture_for_print),
    "another version of a picture (/Alternates)": ("alternates", other_version_of_a_picture),
}
"""What an exhibit carries into a bundle unseen, and the word by which its loss is reported."""
