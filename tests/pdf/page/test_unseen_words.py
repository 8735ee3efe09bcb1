"""What a program wrote beside the pages of an exhibit is in no bundle, and the pages look as before."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image, ImageChops

from casebook.pdf.page.unseen_words import UnseenWords, clear_layers, without_words
from casebook.pdf.raster.page_picture import as_pdf
from tests.pdf import corpus, leaky
from tests.pdf.page.test_hidden_parts import plain
from tests.pdf.read import built

Change = Callable[[Pdf, Object], bytes]
LINE = b"BT /F1 14 Tf 72 500 Td (A line in sight) Tj ET"


def _tint(light: float = 0.3) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([light]), N=1)


def _ink(name: str) -> Array:
    return Array([Name.Separation, Name(name), Name.DeviceGray, _tint()])


def _separation(_: Pdf, leaf: Object) -> bytes:
    leaf.Resources.ColorSpace = Dictionary(C=_ink("/Ink#20of#20Weiming"))
    return b"/C cs 0.8 scn 72 400 50 50 re f"


def _mixture(pdf: Pdf, leaf: Object) -> bytes:
    tint = pdf.make_stream(b"{pop}", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1]))
    traits = Dictionary(
        Colorants=Dictionary({"/Weiming": _ink("/Weiming")}),
        MixingHints=Dictionary(PrintingOrder=Array([Name("/Weiming"), Name.Black])),
    )
    names = Array([Name("/Weiming"), Name.Black])
    space = Array([Name.DeviceN, names, Name.DeviceGray, tint, traits])
    leaf.Resources.ColorSpace = Dictionary(C=Array([Name.Indexed, space, 1, String(b"\x00\x00\xff\xff")]))
    return b"/C cs 1 sc 72 400 50 50 re f"


def _layer(pdf: Pdf, leaf: Object) -> bytes:
    layer = pdf.make_indirect(
        Dictionary(
            Type=Name.OCG,
            Name=String("Layer of Weiming"),
            Usage=Dictionary(CreatorInfo=Dictionary(Creator=String("Weiming"))),
        )
    )
    usual = Dictionary(
        Name=String("Weiming"), Order=Array([Array([String("Weiming"), layer])]), ON=Array([layer])
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=usual, Configs=Array([usual]))
    leaf.Resources.Properties = Dictionary(L=layer)
    return b"/OC /L BDC " + LINE + b" EMC"


def _marks(_: Pdf, leaf: Object) -> bytes:
    leaf.Resources.Properties = Dictionary(M=Dictionary(Alt=String("Weiming")))
    return (
        b"/Figure /M BDC " + LINE + b" EMC /Weiming BMC /P <</MCID 0>> BDC 9 9 9 9 re f EMC EMC"
        b" /Span <</ActualText (Interview with Weiming)>> BDC 0 0 9 9 re f EMC /Weiming MP % Weiming\n"
    )


def _marks_in_a_form(pdf: Pdf, leaf: Object) -> bytes:
    shown = leaky.form(pdf, b"% Weiming\n/Span <</Alt (Weiming)>> BDC 0 0 50 50 re f EMC")
    leaf.Resources.XObject = Dictionary(F=leaky.form(pdf, b"/F Do", XObject=Dictionary(F=shown)))
    return b"/F Do " + LINE


def _unlisted_layer(pdf: Pdf, leaf: Object) -> bytes:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer of Weiming")))
    leaf.Resources.Properties = Dictionary(L=Dictionary(Type=Name.OCMD, OCGs=Array([layer])))
    return b"/OC /L BDC " + LINE + b" EMC"


WAYS: Mapping[str, Change] = {
    "ink": _separation,
    "mixture of inks": _mixture,
    "layer": _layer,
    "layer that no list has": _unlisted_layer,
    "marks and a comment": _marks,
    "marks in a form of a form": _marks_in_a_form,
}


def _picture(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        shown: Image.Image = pdf[0].render().to_pil().convert("RGB")
    return shown


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_words_that_no_page_shows_are_not_bound(way: Change) -> None:
    received = leaky.page(way)
    assert b"Weiming" in plain(received)
    data, _ = built(corpus.composition(corpus.exhibit(received)))
    assert b"Weiming" not in plain(data)
    cleared = as_pdf(corpus.exhibit(received))
    assert ImageChops.difference(_picture(received), _picture(cleared)).getbbox() is None


def test_letters_of_a_glyph_and_layers_stay() -> None:
    kept = b"/Span <</ActualText <FEFF0F40>>> BDC (a) Tj EMC /OC /L BDC (b % c) Tj EMC"
    with Pdf.new() as pdf:
        written = without_words(pdf, kept, None)
        assert b"ActualText" in written
        assert b"/OC /L BDC" in written
        assert b"(b % c)" in written


@pytest.mark.parametrize(
    "data", [b"/P <</MCID 3>> BDC (a) Tj EMC", b"/OC /L BDC q Q EMC", b"/Artifact BMC q Q EMC", LINE]
)
def test_instructions_without_words_are_left_as_they_are(data: bytes) -> None:
    with Pdf.new() as pdf:
        assert without_words(pdf, data, None) is data


def test_the_same_ink_has_the_same_name_on_every_page() -> None:
    def spread(pdf: Pdf) -> None:
        for page, tint in zip(pdf.pages, (_tint(), _tint(), _tint(light=0.5)), strict=True):
            ink = Array([Name.Separation, Name("/Weiming"), Name.DeviceGray, tint])
            page.obj.Resources = Dictionary(ColorSpace=Dictionary(C=ink))

    cleared = as_pdf(corpus.exhibit(corpus.changed(corpus.typed(3), spread)))
    with Pdf.open(io.BytesIO(cleared)) as pdf:
        first, second, other = (str(page.obj.Resources.ColorSpace.C[1]) for page in pdf.pages)
    assert first == second != other


def test_only_layers_of_the_pages_stay() -> None:
    with Pdf.open(io.BytesIO(corpus.typed(2))) as pdf:
        layers = [
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"Layer of {name}"))) for name in "AB"
        ]
        for page, layer in zip(pdf.pages, layers, strict=True):
            page.obj.Resources = Dictionary(Properties=Dictionary(L=layer))
        usual = Dictionary(OFF=Array(layers), AS=Array([Dictionary(Event=Name.View, OCGs=Array(layers))]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=usual)
        clear_layers(pdf, [pdf.pages[1].obj])
        kept = pdf.Root.OCProperties
        for of in (kept.OCGs, kept.D.OFF, kept.D.Order, kept.D.AS[0].OCGs):
            assert [one.objgen for one in of] == [layers[1].objgen]
        assert str(layers[1].Name) == "Layer 1"


def test_what_is_nested_without_bound_is_cleared_too() -> None:
    with Pdf.new() as pdf:
        form = pdf.make_stream(b"/Weiming BMC 0 0 9 9 re f EMC", Subtype=Name.Form)
        innermost = form
        for _ in range(3000):
            within = Dictionary(XObject=Dictionary(X=form))
            form = pdf.make_stream(b"/X Do", Subtype=Name.Form, Resources=within)
        UnseenWords(pdf).take(Dictionary(Resources=Dictionary(XObject=Dictionary(X=form))))
        assert b"Weiming" not in innermost.read_bytes()
