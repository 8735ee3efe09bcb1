"""Files as other programs write them are bound whole; what they lack of the format stops nothing."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from casebook.base.errors import DamagedSource
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.page.plan import Bundle
from casebook.pdf.raster.imported_pages import uploaded_pdf
from casebook.pdf.raster.raster_sheet import Unreadable
from tests.paths import DATA
from tests.pdf.corpus import changed, composition, exhibit, filled, named_in_gbk, picture, twice_named, typed

FILES = DATA / "pdf"


def bound(data: bytes, **options: bool) -> tuple[str, Bundle]:
    """The words of a file's pages in a bundle, by pdfium, and the bundle; nothing in it blocks."""
    out = io.BytesIO()
    bundle = build_checked_bundle(composition(exhibit(data), has_dividers=False, **options), out)
    assert [str(problem.what) for problem in bundle.problems if problem.is_blocking] == []
    item = bundle.items[0]
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        pages = range(item.first_page - 1, item.last_page)
        return "\n".join(document[at].get_textpage().get_text_range() for at in pages), bundle


@pytest.mark.parametrize("path", sorted(FILES.glob("*.pdf")), ids=lambda path: path.stem)
def test_files_of_other_programs_are_bound(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        own = document[0].get_textpage().get_text_range().split()
        pages = len(document)
    words, bundle = bound(path.read_bytes())
    assert bundle.items[0].last_page - bundle.items[0].first_page + 1 == pages
    assert set(own) <= set(words.split())


def beside() -> bytes:
    """Two sheets, the second cropped after a link and a bookmark were set to what is cut off now."""

    def change(pdf: Pdf) -> None:
        first, second = (page.obj for page in pdf.pages)
        second.CropBox = Array([100, 100, 400, 600])
        aims = [Array([second, Name.XYZ, 20, 800, 0]), Array([second, Name.XYZ, 560, 40, 0])]
        first.Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 700, 200, 712]), Dest=aim)
                )
                for aim in aims
            ]
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Above", aims[0]))

    return changed(typed(2), change)


@pytest.mark.parametrize("fits_paper", [False, True])
def test_links_to_what_was_cropped_away_lead_to_the_nearest_that_is_seen(*, fits_paper: bool) -> None:
    _, bundle = bound(beside(), fits_paper=fits_paper)
    assert bundle.plan.links


@pytest.mark.parametrize("is_archived", [False, True])
def test_a_font_named_in_gbk_is_bound_and_named(*, is_archived: bool) -> None:
    words, bundle = bound(named_in_gbk(), is_archived=is_archived)
    assert "Notice" in words
    assert "Exhibit A, page 1: the font 宋体 is not embedded in the file." in [
        str(problem.what) for problem in bundle.problems
    ]


def wrong_size() -> bytes:
    """The trailer says there are more objects than there are, as Acrobat and Quartz write it too."""
    plain = changed(typed(2), lambda _: None)
    size = plain.split(b"/Size ")[1].split()[0]
    return plain.replace(b"/Size " + size, b"/Size " + str(int(size) + 3).encode())


def moved_table() -> bytes:
    """The table of objects is not where the file says."""
    return changed(typed(2), lambda _: None).replace(b"%PDF-1.3\n", b"%PDF-1.3\n% moved by a mail program\n")


def without_count() -> bytes:
    """The tree of pages does not say how many there are."""
    return moved_table().replace(b"/Count 2", b"/Words 2")


def add_empty_page(pdf: Pdf) -> None:
    pdf.add_blank_page()
    del pdf.pages[2].obj.Contents


def with_empty_page() -> bytes:
    """A page that never had any content."""
    plain = changed(typed(2), add_empty_page)
    size = plain.split(b"/Size ")[1].split()[0]
    return plain.replace(b"/Size " + size, b"/Size " + str(int(size) + 3).encode())


def with_picture_in_hex() -> bytes:
    """A JPEG written in hexadecimal digits, as no scanner but some printers do."""

    def change(pdf: Pdf) -> None:
        jpeg = pdf.make_stream(picture("JPEG").hex().encode() + b">", Type=Name.XObject, Subtype=Name.Image)
        jpeg.Filter, jpeg.DecodeParms = Array([Name.ASCIIHexDecode, Name.DCTDecode]), Array()
        jpeg.Width, jpeg.Height, jpeg.BitsPerComponent, jpeg.ColorSpace = 300, 200, 8, Name.DeviceRGB
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=jpeg)
        pdf.pages[0].contents_add(b"q 300 0 0 200 72 100 cm /Im1 Do Q")

    plain = changed(typed(2), change)
    return plain.replace(b"%PDF-1.3\n", b"%PDF-1.3\n% moved by a mail program\n")


def with_wrong_checksum() -> bytes:
    """A font program whose checksum is wrong: it unpacks to its end, and no viewer looks further."""
    program = bytearray(zlib.compress(b"not looked at"))
    program[-1] ^= 1
    return with_packed(bytes(program))


def with_flushed_stream() -> bytes:
    """A stream that ends with a flush instead of a last block, as Acrobat writes small ones."""
    packer = zlib.compressobj()
    return with_packed(packer.compress(b"not looked at") + packer.flush(zlib.Z_SYNC_FLUSH))


def with_packed(program: bytes) -> bytes:
    """A moved table, and a stream packed so."""

    def change(pdf: Pdf) -> None:
        pdf.Root.Extra = pdf.make_stream(program, Filter=Name.FlateDecode)

    plain = changed(typed(2), change, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return plain.replace(b"%PDF-1.3\n", b"%PDF-1.3\n% moved by a mail program\n")


FAULTY: dict[str, Callable[[], bytes]] = {
    "wrong size": wrong_size,
    "moved table": moved_table,
    "flushed stream": with_flushed_stream,
    "padding behind its end": lambda: typed(2) + bytes(3000),
    "a web page behind its end": lambda: typed(2) + b"<!-- " + b"served by a portal " * 90 + b"-->",
    "an entry named twice": twice_named,
    "no count of pages": without_count,
    "an empty page": with_empty_page,
    "a picture in hexadecimal digits": with_picture_in_hex,
    "a wrong checksum": with_wrong_checksum,
}
"""Whole files with a fault; each has two pages with words."""


@pytest.mark.parametrize("fault", FAULTY)
def test_faults_of_structure_that_cost_nothing_are_told_and_stop_nothing(fault: str) -> None:
    data = FAULTY[fault]()
    with Pdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        assert list(pdf.objects)
        assert pdf.get_warnings()
    words, bundle = bound(data)
    assert words.count("It was cold that winter.") == 2
    assert [
        problem.check for problem in bundle.problems if problem.check not in {"fonts", "blank", "scans"}
    ] == ["repaired"]
    assert len(uploaded_pdf(data, 10_000).pages) == pages


def without(what: bytes, *, cut: bytes = b"") -> bytes:
    """A file with a moved table of objects that lacks something besides."""
    plain = changed(moved_table(), lambda _: None)
    return plain.replace(what, cut.ljust(len(what), b" "), 1).replace(b"%PDF-1.3\n", b"%PDF-1.3\n% moved\n")


LOST = {
    "a page's content": lambda: without(b"/Contents 6 0 R", cut=b"/Contents 9 1 R"),
    "its end": lambda: without(b"%%EOF"),
    "the end of what was added": lambda: typed(2) + b"\n12 0 obj\n<< /Type /Page " + bytes(1100),
    "a page": lambda: without(b"/Count 2", cut=b"/Count 3"),
}


@pytest.mark.parametrize("what", LOST)
def test_faults_that_cost_something_are_refused_at_import_and_in_a_bundle(what: str) -> None:
    data = LOST[what]()
    assert data != moved_table()
    with pytest.raises(DamagedSource, match="Exhibit A "):
        bound(data)
    with pytest.raises(Unreadable):
        uploaded_pdf(data, 10_000)


def without_fonts() -> bytes:
    """A form that names no fonts at all."""

    def change(pdf: Pdf) -> None:
        del pdf.Root.AcroForm.DR

    return changed(filled("Adil"), change)


ENTRIES: dict[str, tuple[Callable[[], bytes], str]] = {
    "letters beyond ASCII": (lambda: filled("Łódź 3.14 ÷ 0 é"), "é"),
    "several lines": (lambda: filled("Two\nlines", is_multiline=True), "lines"),
    "no font is named": (lambda: filled("Adil", look="0 g"), "Adil"),
    "the form has no fonts": (without_fonts, "Adil"),
    "the font is not there": (lambda: filled("Adil", look="/None 11 Tf 0 g"), "Adil"),
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_entries_of_a_form_are_drawn(kind: str) -> None:
    make, shown = ENTRIES[kind]
    words, _ = bound(make())
    assert shown in words
    assert "Ticked" in words


def without_font_of_its_text() -> bytes:
    """One sheet with Japanese text whose font only some computers have."""

    def change(pdf: Pdf) -> None:
        below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/Ryumin-Light"))
        below.CIDSystemInfo = Dictionary(Registry=b"Adobe", Ordering=b"Japan1", Supplement=2)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Ryumin-Light-H"))
        font.Encoding, font.DescendantFonts = Name("/H"), Array([pdf.make_indirect(below)])
        pdf.pages[0].obj.Resources.Font.F9 = pdf.make_indirect(font)

    return changed(typed(1), change)


def test_text_without_its_font_is_known_at_import() -> None:
    assert "fonts" in uploaded_pdf(without_font_of_its_text(), 100).losses
    assert "fonts" not in uploaded_pdf(typed(1), 100).losses  # every viewer has Helvetica


def with_packets() -> bytes:
    """A sheet with packets of metadata where a mark in its content points at them, and in a picture."""

    def change(pdf: Pdf) -> None:
        packet = pdf.make_stream(b"<x>Weiming</x>", Type=Name.Metadata, Subtype=Name.XML)
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(MC0=Dictionary(Metadata=packet))
        page.Contents = pdf.make_stream(b"/Span /MC0 BDC BT /F1 12 Tf 72 700 Td (Marked) Tj ET EMC")

    return changed(typed(1), change)


def test_packets_of_metadata_are_left_out_and_stop_nothing() -> None:
    out = io.BytesIO()
    bundle = build_checked_bundle(composition(exhibit(with_packets()), has_dividers=False), out)
    assert not [problem for problem in bundle.problems if problem.is_blocking]
    with Pdf.open(out) as pdf:
        assert not [
            thing for thing in pdf.objects if isinstance(thing, Stream) and b"Weiming" in thing.read_bytes()
        ]


def portfolio(pdf: Pdf) -> None:
    pdf.Root.Collection = Dictionary()


def form_of_a_viewer(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())


def form_that_asks_to_wait(pdf: Pdf) -> None:
    """An XFA form whose one field of PDF is on the page shown by viewers that cannot make the others."""
    form_of_a_viewer(pdf)
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(Dictionary(FT=Name.Sig, T="signature")))
    pdf.Root.NeedsRendering = True


def test_xfa_form_with_one_field_is_refused() -> None:
    assert uploaded_pdf(changed(typed(1), form_that_asks_to_wait), 100).obstacle == "xfa"


def test_what_a_bundle_refuses_is_known_at_import() -> None:
    obstacles = {
        "portfolio": changed(typed(1), portfolio),
        "xfa": changed(typed(1), form_of_a_viewer),
        "form": filled("\U00013000"),
    }
    assert {kind: uploaded_pdf(data, 100).obstacle for kind, data in obstacles.items()} == {
        kind: kind for kind in obstacles
    }
    assert [uploaded_pdf(data, 100).obstacle for data in (filled("é"), filled(), typed(1))] == [""] * 3
