from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import ImageCms

from casebook.domain.dossier.composition import DossierPart, Span, TextParagraph
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.page.plan import Bundle
from casebook.pdf.pdfa.conformance import VIOLATIONS, pdfa_violations
from tests.pdf.corpus import armed, changed, composition, drawn, exhibit, filled, layered, picture, typed

TEXT = "Her statement says 张志远, 張志遠, Ильхам, ئىلھام توختى and བོད་ཡིག in one line."


def bound(*files: bytes, **changes: object) -> tuple[bytes, Bundle]:
    out = io.BytesIO()
    exhibits = (exhibit(data, f"k{at}") for at, data in enumerate(files))
    part = DossierPart(title="Statement", anchor="part:1", blocks=(TextParagraph(line=(Span(TEXT),)),))
    whole = composition(*exhibits, parts=(part,), **changes)
    bundle = build_checked_bundle(replace(whole, is_archived=True, title="Hearing & <bundle> 张"), out)
    return out.getvalue(), bundle


def embedded() -> bytes:
    """Typed pages with their fonts in them: our own front."""
    return bound()[0]


def test_a_generated_document_is_pdf_a_2b(tmp_path: Path) -> None:
    data, bundle = bound(picture(), embedded())
    with Pdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata() as xmp:
            assert xmp["pdfaid:part"] == "2"
            assert xmp["pdfaid:conformance"] == "B"
            assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Hearing & <bundle> 张"
            assert xmp["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == Name.GTS_PDFA1
        profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
        assert profile.profile.xcolor_space.strip() == "RGB"
        assert Name.Filter not in pdf.Root.Metadata
        assert not list(pdfa_violations(pdf))
        assert all(note.F == 4 for page in pdf.pages for note in page.obj.get(Name.Annots, Array()))
        assert "/ID" in pdf.trailer
    path = tmp_path / "archive.pdf"
    path.write_bytes(data)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors" in checked.stdout
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert all(" yes " in line for line in listed.splitlines()[2:])
    assert not [problem for problem in bundle.problems if problem.is_blocking or problem.check == "archive"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert bound(picture())[0] == bound(picture())[0]


def _cmyk(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 0 1 k 10 10 50 50 re f")


def _cmyk_picture(pdf: Pdf) -> None:
    image = pdf.make_stream(
        bytes(4), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8
    )
    image.ColorSpace = Name.DeviceCMYK
    image.Interpolate = True
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im0=image)


def _outside(pdf: Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = pdf.make_stream(b"", F=String("other.bin"))


def _state(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G0=Dictionary(TR2=Name.Identity))


def _bare_font(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1 = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Arial
    )


def _composite(pdf: Pdf) -> Object:
    """The first font of the first page that is made of two."""
    return pdf.pages[0].obj.Resources.Font[_name_of_composite(pdf)]


def _name_of_composite(pdf: Pdf) -> str:
    return next(name for name, font in pdf.pages[0].obj.Resources.Font.items() if font.Subtype == Name.Type0)


def _nameless(pdf: Pdf) -> None:
    del _composite(pdf).DescendantFonts[0].BaseFont


def _untold(pdf: Pdf) -> None:
    _composite(pdf).Encoding = Name.Identity


def _unmapped(pdf: Pdf) -> None:
    del _composite(pdf).DescendantFonts[0].CIDToGIDMap


def _mistaken(pdf: Pdf) -> None:
    _composite(pdf).DescendantFonts[0].Subtype = Name.CIDFontType0


def _wide(pdf: Pdf) -> None:
    _composite(pdf).DescendantFonts[0].W = Array([])


def _wider(pdf: Pdf) -> None:
    plain = pdf.pages[0].obj.Resources.Font
    font = next(each for each in plain.as_dict().values() if each.Subtype == Name.TrueType)
    font.Widths = Array([int(width) + 2 for width in font.Widths])


def _spoilt(pdf: Pdf) -> None:
    _composite(pdf).DescendantFonts[0].FontDescriptor.FontFile2.write(b"no font")


def _lacking(pdf: Pdf) -> None:
    name = _name_of_composite(pdf)
    _add(pdf, f"BT {name} 9 Tf <0000> Tj ET")


def _add(pdf: Pdf, content: str) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(f"\n{content}\n".encode()))


def _short(pdf: Pdf) -> None:
    """More letters than widths, in a font that is one only."""
    below = _composite(pdf).DescendantFonts[0]
    pdf.pages[0].obj.Resources.Font.F9 = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.Short,
        FirstChar=32,
        LastChar=34,
        Widths=Array([250, 250]),
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=pdf.make_indirect(Dictionary(Flags=32, FontFile2=below.FontDescriptor.FontFile2)),
    )


def _numberless(pdf: Pdf) -> None:
    _composite(pdf).DescendantFonts[0].W = Array([0, Array([Name.Wide])])


def _uncounted(pdf: Pdf) -> None:
    plain = pdf.pages[0].obj.Resources.Font
    font = next(each for each in plain.as_dict().values() if each.Subtype == Name.TrueType)
    font.FirstChar, font.FontDescriptor.Flags = String("a"), Name.Plain


def _fontless(pdf: Pdf) -> None:
    _composite(pdf).DescendantFonts = Array([5])


def _odd_manner(pdf: Pdf) -> None:
    _add(pdf, f"BT /Odd Tr 7 9 Tf (abc) Tj {_name_of_composite(pdf)} 9 Tf <0000> Tj ET")


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (_numberless, {"description"}),
        (_uncounted, {"description", "program"}),
        (_fontless, {"description", "font"}),
        (_odd_manner, {"missing"}),
        (_nameless, {"description"}),
        (_untold, {"encoding"}),
        (_unmapped, {"encoding", "widths"}),
        (_mistaken, {"description"}),
        (_short, {"description"}),
        (_wide, {"widths"}),
        (_wider, {"widths"}),
        (_spoilt, {"program"}),
        (_lacking, {"missing"}),
        (_cmyk, {"colour"}),
        (_cmyk_picture, {"colour", "smooth"}),
        (_outside, {"outside"}),
        (_state, {"transfer"}),
        (_bare_font, {"font", "encoding"}),
    ],
)
def test_what_stands_against_it_is_found(change: Callable[[Pdf], None], keys: set[str]) -> None:
    with Pdf.open(io.BytesIO(changed(embedded(), change))) as pdf:
        assert {key for _, key in pdfa_violations(pdf)} == keys <= VIOLATIONS.keys()


def test_contents_that_break_off_are_looked_at_as_far_as_they_go() -> None:
    data, bundle = bound(drawn(b"BT /F1 12 Tf 20 200 Td (seen) Tj ET (never closed"))
    assert b"/OutputIntents" not in data
    assert [problem.check for problem in bundle.problems if problem.check == "archive"] == ["archive"]


def test_words_laid_behind_a_page_need_no_sign() -> None:
    def change(pdf: Pdf) -> None:
        name = next(
            key for key, font in pdf.pages[0].obj.Resources.Font.items() if font.Subtype == Name.Type0
        )
        _add(pdf, f"q BT 3 Tr {name} 9 Tf [<0000> -5 <0000>] TJ ET Q")

    with Pdf.open(io.BytesIO(changed(embedded(), change))) as pdf:
        assert not list(pdfa_violations(pdf))


def test_a_width_for_letters_nobody_shows_costs_nothing() -> None:
    def change(pdf: Pdf) -> None:
        below = _composite(pdf).DescendantFonts[0]
        below.W = Array([-(1 << 40), -1, 500, 1 << 20, 1 << 40, 500, *below.W])

    with Pdf.open(io.BytesIO(changed(embedded(), change))) as pdf:
        assert not list(pdfa_violations(pdf))


def test_lists_of_letters_which_printers_write_wrong_are_taken_out() -> None:
    def change(pdf: Pdf) -> None:
        _composite(pdf).DescendantFonts[0].FontDescriptor.CIDSet = pdf.make_stream(b"\x80")

    with Pdf.open(io.BytesIO(bound(changed(embedded(), change))[0])) as pdf:
        assert Name.OutputIntents in pdf.Root
        assert not any(isinstance(each, Dictionary) and Name.CIDSet in each for each in pdf.objects)


def test_a_packing_that_is_not_allowed_is_found() -> None:
    with Pdf.open(io.BytesIO(embedded())) as pdf:
        pdf.Root.Packed = pdf.make_stream(b"\x80\x0b\x60\x50\x22", Filter=Name.LZWDecode)
        assert (-1, "lzw") in list(pdfa_violations(pdf))


@pytest.mark.parametrize(("data", "key"), [(armed(), "script"), (layered(), "font"), (filled(), "mark")])
def test_files_of_others_are_seen_through(data: bytes, key: str) -> None:
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert key in {found for _, found in pdfa_violations(pdf)}


def test_an_exhibit_that_cannot_be_is_told_and_nothing_is_claimed() -> None:
    data, bundle = bound(picture(), typed())
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert "/Metadata" not in pdf.Root
        assert "/OutputIntents" not in pdf.Root
    problems = [problem for problem in bundle.problems if problem.check == "archive"]
    assert len(problems) == 1
    assert str(problems[0].what).startswith("Exhibit K1 cannot be PDF/A: a font is not embedded in the file")
    assert problems[0].page == bundle.items[1].first_page + 1
