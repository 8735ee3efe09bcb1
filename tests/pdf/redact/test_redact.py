from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.raster.page_picture import as_pdf, page_picture
from casebook.pdf.redact.blacken import label_font
from casebook.pdf.redact.redact import (
    Marks,
    Redacted,
    RedactionPlan,
    WordsLeft,
    _has_words,
    _require_gone,
    redact,
)
from tests.pdf import corpus

Sides = tuple[float, float, float, float]
SECOND = "It was cold that winter."
PSEUDONYMISER = NameReplacer([Hidden(form="Ceshi Weiming", label="Person A")])


def typed() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for line in ("The witness Ceshi Weiming was heard.", "Nobody is named on this page."):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 700, line)
        canvas.drawString(72, 660, SECOND)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def redacted(data: bytes, turn: int = 0, read: RecognisedPage | None = None) -> Redacted:
    def rotate(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = turn

    pdf = corpus.changed(as_pdf(corpus.exhibit(data)), rotate)
    return redact(
        pdf,
        RedactionPlan(
            find=lambda _, text: PSEUDONYMISER.find(text), read={read.number: read} if read else {}
        ),
    )


def words(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def output(command: list[str], given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_name_is_gone_and_the_rest_can_still_be_searched(turn: int) -> None:
    made = redacted(typed(), turn)
    first, second = words(made.data)
    assert made.changed_pages == (1,)
    assert not PSEUDONYMISER.hides(first)
    assert {"The", "witness", "was", "heard."} <= set(first.split())
    assert "Person A" in first
    assert turn or "Person A was heard." in first
    assert "Nobody is named" in second


def test_a_machine_reads_the_label_and_not_the_name() -> None:
    picture = page_picture(redacted(typed()).data, 1)
    read = subprocess.run(
        ["tesseract", "stdin", "stdout"], input=picture, capture_output=True, check=True
    ).stdout.decode()
    assert "witness" in read
    assert "Weiming" not in read
    assert "Ceshi" not in read


def test_nothing_of_the_page_that_was_covered_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(redacted(typed()).data)
    plain = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True, check=True
    ).stdout
    assert b"Weiming" not in plain
    assert b"Helvetica" not in plain
    with pikepdf.Pdf.open(path) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.obj.Resources.Font.values()}
        assert fonts == {"/CBUNSN+Unseen"}


def test_a_scan_is_covered_where_a_machine_read_the_name() -> None:
    read = RecognisedPage(
        number=1,
        words=(
            SeenWord(text="Herr ", left=0.2, top=0.2, right=0.3, bottom=0.22, confidence=90),
            SeenWord(text="Ceshi ", left=0.31, top=0.2, right=0.4, bottom=0.22, confidence=90),
            SeenWord(text="Weiming ", left=0.41, top=0.2, right=0.55, bottom=0.22, confidence=90),
        ),
    )
    redacted_copy = redacted(corpus.picture(size=(800, 1100)), read=read)
    assert redacted_copy.changed_pages == (1,)
    (text,) = words(redacted_copy.data)
    assert "Herr" in text
    assert "Person A" in text
    assert not PSEUDONYMISER.hides(text)


def test_a_withheld_page_keeps_its_place_and_says_so() -> None:
    made = redact(
        as_pdf(corpus.exhibit(typed())),
        RedactionPlan(find=lambda _, text: PSEUDONYMISER.find(text), withheld={2}, note="Page left out"),
    )
    assert len(words(made.data)) == 2
    assert words(made.data)[1].strip() == "Page left out"


def boxed(data: bytes, turn: int = 0, crop: Sides | None = None) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = turn
            if crop:
                page.obj.CropBox = pikepdf.Array(crop)

    return as_pdf(corpus.exhibit(corpus.changed(data, change)))


def place_of(sought: str, turn: int = 0, crop: Sides | None = None) -> Edges:
    """Where a word of the second line stands on the page as seen, in parts of it, reckoned by hand."""
    left, bottom, right, top = crop or (0, 0, *A4)
    before, _, _ = SECOND.partition(sought)
    start = 72 + stringWidth(before, "Helvetica", 14)
    end = start + stringWidth(sought, "Helvetica", 14)
    low, high = 657.0, 671.0
    wide, tall = right - left, top - bottom
    if turn == 90:
        return (low - bottom) / tall, (start - left) / wide, (high - bottom) / tall, (end - left) / wide
    if turn == 180:
        return (right - end) / wide, (low - bottom) / tall, (right - start) / wide, (high - bottom) / tall
    if turn == 270:
        return (top - high) / tall, (right - end) / wide, (top - low) / tall, (right - start) / wide
    return (start - left) / wide, (top - high) / tall, (end - left) / wide, (top - low) / tall


@pytest.mark.parametrize("crop", [None, (60, 90, 520, 800)], ids=["whole", "cropped"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_an_area_lies_where_it_was_seen_and_nothing_under_it_is_left(turn: int, crop: Sides | None) -> None:
    seen = place_of("winter.", turn, crop)
    marks = Marks(places={1: [seen]}, label="")
    redacted_copy = redact(boxed(typed(), turn, crop), RedactionPlan(marks=marks))
    assert redacted_copy.changed_pages == (1,)
    poppler_text = output(["pdftotext", "-f", "1", "-l", "1", "-", "-"], redacted_copy.data).decode()
    assert "winter" not in poppler_text
    left_over = words(redacted_copy.data)[0]
    assert "winter" not in left_over
    assert {"cold", "that", "Weiming", "witness"} <= set(left_over.split())
    drawn = Image.open(io.BytesIO(page_picture(redacted_copy.data, 1, 72)))
    sides = (drawn.width, drawn.height) * 2
    left, top, right, bottom = (round(edge * side) for edge, side in zip(seen, sides, strict=True))
    assert max(drawn.crop((left + 1, top + 1, right - 1, bottom - 1)).tobytes()) < 60
    for around in ((left - 4, top, left - 2, bottom), (right + 2, top, right + 4, bottom)):
        assert max(drawn.crop(around).tobytes()) > 200


def test_words_beside_an_area_that_reaches_into_the_blanks_around_it_stay() -> None:
    left, top, right, bottom = place_of("that")
    marks = Marks(places={1: [(left - 0.004, top, right + 0.004, bottom)]}, label="")
    made = redact(boxed(typed()), RedactionPlan(marks=marks))
    assert {"cold", "winter."} <= set(words(made.data)[0].split())
    assert "that" not in words(made.data)[0]


def test_what_lay_under_an_area_is_read_by_neither_poppler_nor_tesseract() -> None:
    _, top, _, bottom = place_of("winter.")
    marks = Marks(places={1: [(0.05, top, 0.95, bottom)]}, label="")
    made = redact(boxed(typed()), RedactionPlan(marks=marks))
    read = output(["tesseract", "stdin", "stdout"], page_picture(made.data, 1)).decode()
    poppler_text = output(["pdftotext", "-f", "1", "-l", "1", "-", "-"], made.data).decode()
    for text in (read, poppler_text):
        assert "witness" in text
        assert "winter" not in text
        assert "cold" not in text


def test_a_name_half_under_an_area_is_gone_whole() -> None:
    left, top, right, bottom = place_of("winter.")
    pseudonyms = NameReplacer([Hidden(form="cold that winter", label="Person A")])
    marks = Marks(places={1: [((left + right) / 2, top, right, bottom)]}, label="Redacted")
    redacted_copy = redact(
        boxed(typed()), RedactionPlan(find=lambda _, text: pseudonyms.find(text), marks=marks)
    )
    text = words(redacted_copy.data)[0]
    assert "cold" not in text
    assert "wint" not in text
    assert "witness" in text
    assert "Person A" not in text
    drawn = Image.open(io.BytesIO(page_picture(redacted_copy.data, 1, 72)))
    over_label = top + (bottom - top) / 8
    half = (round(left * drawn.width) + 2, round(over_label * drawn.height))
    assert drawn.getpixel(half) < 16  # type: ignore[operator]


def test_pages_sharing_drawings_keep_nothing_of_the_covered_page() -> None:
    def share(pdf: pikepdf.Pdf) -> None:
        pictures = {
            f"/Im{number}": pdf.make_stream(
                bytes([number]) * 300,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=10,
                Height=10,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
            )
            for number in (1, 2)
        }
        shared = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(pictures)))
        for number, page in enumerate(pdf.pages, start=1):
            page.obj.Resources = shared
            page.obj.Contents = pdf.make_stream(b"q 200 0 0 200 100 100 cm /Im%d Do Q" % number)

    pdf = as_pdf(corpus.exhibit(corpus.changed(corpus.typed(2), share)))
    marks = Marks(places={1: [(0.1, 0.1, 0.9, 0.9)]}, label="Redacted")
    made = redact(pdf, RedactionPlan(marks=marks, is_redrawn=False))
    with pikepdf.Pdf.open(io.BytesIO(made.data)) as opened:
        kept = [
            bytes(thing.read_bytes())[:3]
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream)
            and thing.get("/Subtype") == "/Image"
            and thing.get("/Width") == 10
        ]
    assert kept == [b"\x02\x02\x02"]


def test_a_label_of_another_script_is_drawn_and_not_a_row_of_boxes() -> None:
    assert "SC" in str(label_font("已遮盖", 20).path)


def test_labels_of_one_size_share_a_font() -> None:
    assert label_font("Person A", 20.2) is label_font("Person B", 20.9)
    assert label_font("Person A", 19.9) is not label_font("Person A", 20.2)


def test_words_left_under_an_area_end_the_work() -> None:
    pdf = boxed(typed())
    with pytest.raises(WordsLeft):
        _require_gone(pdf, Marks(places={1: [place_of("winter.")]}, label="Redacted"), frozenset({1}))


def test_letters_that_a_label_has_too_are_found_under_an_area() -> None:
    pdf = boxed(typed())
    with pytest.raises(WordsLeft):
        _require_gone(pdf, Marks(places={1: [place_of("cold")]}, label="cold-hearted"), frozenset({1}))


@pytest.mark.parametrize(
    ("text", "has_words"),
    [("证人于二零二六年三月作证", True), ("two words", True), ("CONFIDENTIALCOPY", False), ("副本", False)],
)
def test_a_page_in_chinese_has_words_of_its_own(text: str, *, has_words: bool) -> None:
    assert _has_words(text) is has_words
