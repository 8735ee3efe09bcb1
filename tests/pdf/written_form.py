"""Forms as courts and authorities hand them out, with invented fields."""

from __future__ import annotations

import io
from collections.abc import Callable

from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, Permissions, String
from reportlab.pdfgen.canvas import Canvas


def written_form() -> bytes:
    """A form with a field of each kind, on two pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    form = canvas.acroForm
    canvas.drawString(50, 780, "Application")
    form.textfield(
        name="name",
        tooltip="Name of the applicant",
        x=50,
        y=700,
        width=250,
        height=20,
        maxlen=1000,
        fieldFlags="required",
    )
    form.textfield(name="born", x=50, y=660, width=160, height=20, maxlen=8, fieldFlags="comb")
    form.textfield(name="reasons", x=50, y=560, width=250, height=80, maxlen=2000, fieldFlags="multiline")
    form.textfield(name="short", x=320, y=700, width=40, height=20, maxlen=5)
    form.textfield(name="office", x=320, y=660, width=90, height=20, fieldFlags="readOnly")
    canvas.showPage()
    canvas.drawString(50, 780, "Page 2")
    form.checkbox(name="legal-aid", x=50, y=700, buttonStyle="check", fieldFlags="")
    for value, x in (("F", 50), ("M", 90)):
        form.radio(name="sex", value=value, x=x, y=660, fieldFlags="noToggleToOff radio")
    form.choice(name="country", options=["Cyprus", "Malta"], value="Malta", x=50, y=600, width=100, height=20)
    form.listbox(name="court", options=["first", "second"], value="first", x=50, y=500, width=90, height=50)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def altered(change: Callable[[Pdf], object], data: bytes | None = None) -> bytes:
    """A form after a change of its objects."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data or written_form())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def field(pdf: Pdf, name: str) -> Object:
    """The object of a field."""
    return next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == name)


def with_xfa(*, needs_rendering: bool = False) -> bytes:
    """A form that has XFA beside its fields, or whose pages a viewer is to make of it."""

    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        if needs_rendering:
            pdf.Root.NeedsRendering = True

    return altered(change)


def xfa_alone() -> bytes:
    """A page that only asks for another viewer."""

    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
        for page in pdf.pages:
            del page.obj.Annots

    return altered(change)


def signed() -> bytes:
    """A form with a signature."""

    def change(pdf: Pdf) -> None:
        signature = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("signature"),
            Rect=Array([50, 100, 150, 150]),
            V=Dictionary(Type=Name.Sig),
        )
        made = pdf.make_indirect(signature)
        pdf.Root.AcroForm.Fields.append(made)
        pdf.pages[1].obj.Annots.append(made)

    return altered(change)


def with_barcode() -> bytes:
    """A form that prints a barcode of its fields."""

    def change(pdf: Pdf) -> None:
        field(pdf, "short")[Name("/PMD")] = Dictionary(Symbology=Name.PDF417)

    return altered(change)


def locked(*, user: str = "", allows_filling: bool = True) -> bytes:
    """A form that its owner encrypted."""
    out = io.BytesIO()
    allow = Permissions(modify_form=allows_filling, modify_annotation=allows_filling, modify_other=False)
    with Pdf.open(io.BytesIO(written_form())) as pdf:
        pdf.save(out, encryption=Encryption(owner="owner", user=user, allow=allow))
    return out.getvalue()
