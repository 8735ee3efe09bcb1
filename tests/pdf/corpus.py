"""Invented files of every type that can be imported, valid and damaged, created for each test."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.dossier.composition import Composition, Cover, Exhibit

Change = Callable[[Pdf], None]


def typed(pages: int = 2, words: str = "Statement", size: tuple[float, float] = A4) -> bytes:
    """Return a plain typed PDF: page k reads ``<words>, sheet k``."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=size, invariant=1, pageCompression=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, size[1] - 80, f"{words}, sheet {number}")
        canvas.drawString(72, size[1] - 110, "It was cold that winter.")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def changed(data: bytes, change: Change, **options: object) -> bytes:
    """A PDF after a change."""
    written = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(written, deterministic_id="encryption" not in options, **options)  # type: ignore[arg-type]
    return written.getvalue()


def turned(degrees: int) -> bytes:
    """One page a viewer turns."""
    return changed(typed(1, f"Turned {degrees}"), lambda pdf: _set(pdf.pages[0].obj, Rotate=degrees))


def cropped(degrees: int = 0) -> bytes:
    """One page of which a strip is cut off on every side."""

    def change(pdf: Pdf) -> None:
        _set(pdf.pages[0].obj, CropBox=Array([60, 90, 520, 800]), Rotate=degrees)

    return changed(typed(1, f"Cropped {degrees}"), change)


def enlarged() -> bytes:
    """One page measured in units of half an inch's seventy-second."""

    def change(pdf: Pdf) -> None:
        _set(pdf.pages[0].obj, UserUnit=2, MediaBox=Array([0, 0, 297.5, 421]))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 6 Tf 36 380 Td (Enlarged) Tj ET")

    return changed(typed(1), change)


def shifted() -> bytes:
    """Return a page whose box starts far from zero and is given from its far corner."""

    def change(pdf: Pdf) -> None:
        _set(pdf.pages[0].obj, MediaBox=Array([1595, 1842, 1000, 1000]))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 1072 1760 Td (Shifted) Tj ET")

    return changed(typed(1), change)


def drawn(content: bytes, **resources: Object) -> bytes:
    """One page with these drawing instructions."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        for key, value in resources.items():
            pdf.pages[0].obj.Resources[Name("/" + key)] = value

    return changed(typed(1), change)


def inherited() -> bytes:
    """Two pages that have box, turn and resources from the page tree above them."""

    def change(pdf: Pdf) -> None:
        tree = pdf.Root.Pages
        for page in pdf.pages:
            for key in (Name.MediaBox, Name.Resources, Name.Rotate):
                if key in page.obj:
                    del page.obj[key]
        _set(tree, MediaBox=Array([0, 0, 300, 500]), Rotate=90)
        tree.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )

    return changed(typed(2, "Inherited"), change)


def linked(words: str) -> bytes:
    """Three sheets; the first leads to sheet 3 by a name, by an old name, directly and to the web."""

    def change(pdf: Pdf) -> None:
        third = pdf.pages[2].obj
        aim = Array([third, Name.XYZ, 72, 700, 0])
        names = pikepdf.NameTree.new(pdf)
        names["chapter"] = aim
        pdf.Root.Names = Dictionary(Dests=names.obj)
        pdf.Root.Dests = Dictionary(chapter=Dictionary(D=Array([third, Name.FitH, 650])))
        _annotate(
            pdf,
            0,
            _link(700, A=Dictionary(S=Name.GoTo, D=String("chapter"))),
            _link(680, Dest=Name.chapter),
            _link(660, Dest=Array([third, Name.Fit])),
            _link(640, A=Dictionary(S=Name.URI, URI=String("https://example.org/report"))),
            _link(620, A=Dictionary(S=Name.Launch, F=String("calc.exe"))),
            _link(600, A=Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))),
            _link(580, A=Dictionary(S=Name.URI, URI=String("casebook:exhibit%3Aa?page=1"))),
            _link(560, Dest=String("nowhere")),
        )

    return changed(typed(3, words), change)


def bookmarked() -> bytes:
    """Three sheets with bookmarks of their own, one of them leading nowhere."""

    def change(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            first = pikepdf.OutlineItem("Account", 0)
            first.children.append(pikepdf.OutlineItem("The arrest", 2))
            outline.root.append(first)
            outline.root.append(pikepdf.OutlineItem("Lost", String("nowhere")))

    return changed(typed(3, "Bookmarked"), change)


def filled(
    value: str = "Adil",
    *,
    has_picture: bool = False,
    is_multiline: bool = False,
    look: str = "/Helv 11 Tf 0 g",
) -> bytes:
    """Return a sheet with a form: a filled entry, drawn as given by `look`, and a ticked box."""

    def change(pdf: Pdf) -> None:
        entry = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                Ff=1 << 12 if is_multiline else 0,
                T=String("name"),
                V=String(value),
                DA=String(look),
                Rect=Array([72, 500, 300, 540 if is_multiline else 520]),
                F=4,
            )
        )
        if has_picture:
            entry.AP = Dictionary(N=_picture(pdf, b"BT /Helv 11 Tf 2 6 Td (Adil as drawn) Tj ET"))
        tick = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Btn,
                T=String("agree"),
                V=Name.Yes,
                AS=Name.Yes,
                Rect=Array([72, 460, 90, 478]),
                F=4,
                AP=Dictionary(
                    N=Dictionary(
                        Yes=_picture(pdf, b"BT /Helv 11 Tf 2 6 Td (Ticked) Tj ET"), Off=_picture(pdf, b"")
                    )
                ),
            )
        )
        pdf.pages[0].obj.Annots = Array([entry, tick])
        helv = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([entry, tick]),
            DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(helv))),
            NeedAppearances=not has_picture,
        )

    return changed(typed(1, "Form"), change)


def signed() -> bytes:
    """One sheet with a signature field that holds a value."""

    def change(pdf: Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String("signature"),
                V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x")),
                Rect=Array([72, 100, 200, 140]),
                AP=Dictionary(N=_picture(pdf, b"BT /Helv 11 Tf 2 6 Td (Signed by hand) Tj ET")),
            )
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    return changed(typed(1, "Signed"), change)


def armed() -> bytes:
    """Return a sheet with scripts, attachments and invisible text."""

    def change(pdf: Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.Root.OpenAction = script
        names = pikepdf.NameTree.new(pdf)
        names["start"] = script
        pdf.Root.Names = Dictionary(JavaScript=names.obj)
        pdf.attachments["secret.txt"] = b"a hidden file"
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=script)
        page.PieceInfo = Dictionary(Maker=Dictionary(Private=String("draft of Monday")))
        page.Resources.XObject = Dictionary(
            Fm1=pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        )
        page.Resources.XObject.Fm1.Metadata = pdf.make_stream(b"<x>made by Karim</x>")
        file = Dictionary(
            Type=Name.Filespec, F=String("note.txt"), EF=Dictionary(F=pdf.make_stream(b"hidden"))
        )
        seen = _picture(pdf, b"BT /Helv 11 Tf 2 6 Td (Marked) Tj ET")
        _annotate(
            pdf,
            0,
            _mark(Name.Text, 700, Contents=String("privileged note")),
            _mark(Name.FileAttachment, 680, FS=file),
            _mark(Name.FreeText, 660, Contents=String("Marked"), AP=Dictionary(N=seen)),
            _mark(Name.Highlight, 640, Contents=String("weak point"), AP=Dictionary(N=seen)),
            _mark(Name.Square, 620, F=2, AP=Dictionary(N=seen)),
            _mark(Name.Ink, 600),
            _link(580, A=script),
        )

    return changed(typed(1, "Armed"), change)


def layered() -> bytes:
    """Return a sheet with a text layer that is switched off."""

    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
        )
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(Lay=layer)
        page.Contents = pdf.make_stream(
            b"BT /F1 12 Tf 72 760 Td (Layered) Tj ET\n"
            b"/OC /Lay BDC BT /F1 12 Tf 72 700 Td (withdrawn) Tj ET EMC\n"
        )

    return changed(typed(1), change)


def named_in_gbk() -> bytes:
    """One sheet as Chinese office programs write it: the font and its place in the page are named in GBK."""

    def change(pdf: Pdf) -> None:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.FontOfTheSheet)
        )
        font.Encoding = Name.WinAnsiEncoding
        pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(PlaceOfTheFont=font))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /PlaceOfTheFont 12 Tf 72 700 Td (Notice) Tj ET")

    plain = changed(
        typed(1), change, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    name = "".join(f"#{byte:02X}" for byte in "宋体".encode("gbk")).encode()
    for ascii_name in (b"/FontOfTheSheet", b"/PlaceOfTheFont"):
        plain = plain.replace(ascii_name, b"/" + name + b" " * (len(ascii_name) - 1 - len(name)))
    return plain


def twice_named() -> bytes:
    """A dictionary names an entry twice, in a file with a packet of metadata."""

    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)

    plain = changed(typed(2), change)
    return plain.replace(b"/BaseFont /Helvetica", b"/N 1 /N 2 /N 3 /N 4 ", 1)


def locked(*, user: str = "", owner: str = "owner") -> bytes:
    """A PDF under passwords."""
    return changed(typed(1), lambda _: None, encryption=pikepdf.Encryption(user=user, owner=owner))


def picture(
    kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (300, 200), **options: object
) -> bytes:
    """Return an image whose upper left quarter is red, dark or transparent."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(200, 0, 0))
    if mode in {"RGBA", "LA"}:
        image.putalpha(Image.linear_gradient("L").resize(size))
    written = io.BytesIO()
    image.convert(mode).save(written, kind, **options)
    return written.getvalue()


def exhibit(data: bytes, key: str = "a", **changes: object) -> Exhibit:
    """An exhibit out of memory."""
    values: dict[str, object] = {
        "mark": key.upper(),
        "title": f"File {key}",
        "media_type": "application/pdf",
    } | changes
    return Exhibit(key=key, open=lambda: io.BytesIO(data), **values)  # type: ignore[arg-type]


def composition(*exhibits: Exhibit, **changes: object) -> Composition:
    """A bundle with a cover, and nothing between index and exhibits."""
    values: dict[str, object] = {"title": "Hearing bundle", "language": "en", "cover": Cover(title="Bundle")}
    return Composition(exhibits=exhibits, **(values | changes))  # type: ignore[arg-type]


def _set(holder: Object, **values: object) -> None:
    for key, value in values.items():
        holder[Name("/" + key)] = value


def _annotate(pdf: Pdf, page: int, *notes: Dictionary) -> None:
    pdf.pages[page].obj.Annots = Array([pdf.make_indirect(note) for note in notes])


def _link(bottom: float, **said: object) -> Dictionary:
    return _mark(Name.Link, bottom, **said)


def _mark(kind: Name, bottom: float, **said: object) -> Dictionary:
    mark = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([72, bottom, 200, bottom + 15]))
    _set(mark, **said)
    return mark


def _picture(pdf: Pdf, content: bytes) -> Object:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 128, 20]),
        Resources=Dictionary(Font=Dictionary(Helv=font)),
    )
