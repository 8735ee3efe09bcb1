"""Words nobody sees on a page are neither drawn nor said by the page that takes its place."""

from __future__ import annotations

import io
from collections.abc import Set as AbstractSet

import pypdfium2
import pytest
from pikepdf import Dictionary, Object, Pdf
from PIL import Image, ImageChops, ImageStat

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.pdf.raster.page_picture import as_pdf
from casebook.pdf.redact.doubt import pages_in_doubt
from casebook.pdf.redact.redact import RedactionPlan, redact
from casebook.pdf.redact.shown_letters import ALL_SHOWN, ShownLetters, shown_letters
from casebook.pdf.typeset.single_page import set_leaf
from tests.pdf import corpus, leaky, out_of_sight

PSEUDONYMISER = NameReplacer([Hidden(form="Ceshi Weiming", label="Person A")])
WAYS = out_of_sight.COVERED | out_of_sight.HIDDEN | out_of_sight.ENLARGED
GAPS = out_of_sight.MARRED | out_of_sight.FAINT
LAYERS = {"off in view": out_of_sight.layer_off_in_view, "for print": out_of_sight.layer_for_print}
WHOLE_WAYS = WAYS | GAPS | LAYERS | {"a note for print": out_of_sight.note_for_print}
MAX_CHANGED = 9
"""Of 255, on the average: shades and edges differ in a picture of a picture; a line set anew has 27."""
SECRET_WORDS = {"informer", "Karel", "Vondra", "told"}


def looked_at(data: bytes) -> ShownLetters:
    with pypdfium2.PdfDocument(data) as document:
        return shown_letters(document[0], 0)


def text_and_picture(data: bytes) -> tuple[str, Image.Image]:
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        return page.get_textpage().get_text_range(), page.render(scale=1).to_pil().convert("L")


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_line_out_of_sight_is_not_redrawn(way: out_of_sight.Change) -> None:
    pdf = as_pdf(corpus.exhibit(out_of_sight.page(way)))
    made = redact(pdf, RedactionPlan(find=lambda _, text: PSEUDONYMISER.find(text))).data
    said, picture = text_and_picture(made)
    _, before = text_and_picture(pdf)
    assert "Person A was asked" in said
    assert not SECRET_WORDS & set(said.split())
    line = (40, 842 - 720, 520, 842 - 680)
    changed = ImageChops.difference(picture.crop(line), before.crop(line))
    assert ImageStat.Stat(changed).mean[0] < MAX_CHANGED


@pytest.mark.parametrize("way", WHOLE_WAYS.values(), ids=WHOLE_WAYS)
def test_a_page_with_a_line_out_of_sight_waits_for_a_person(way: out_of_sight.Change) -> None:
    assert list(pages_in_doubt(as_pdf(corpus.exhibit(out_of_sight.page(way))), {})) == [1]


def test_a_squeezed_line_is_neither_seen_nor_said() -> None:
    page = out_of_sight.page(out_of_sight.SQUEEZED)
    assert looked_at(page).unseen
    pdf = as_pdf(corpus.exhibit(page))
    assert list(pages_in_doubt(pdf, {})) == [1]
    said, _ = text_and_picture(redact(pdf, RedactionPlan(find=lambda _, text: PSEUDONYMISER.find(text))).data)
    assert not SECRET_WORDS & set(said.split())


@pytest.mark.parametrize("way", out_of_sight.COVERED.values(), ids=out_of_sight.COVERED)
def test_a_covered_line_is_found(way: out_of_sight.Change) -> None:
    covered = looked_at(out_of_sight.page(way)).covered
    assert len(covered) >= len("".join(SECRET_WORDS))


@pytest.mark.parametrize("way", out_of_sight.FAINT.values(), ids=out_of_sight.FAINT)
def test_a_line_that_hardly_shows_is_in_no_picture_and_no_text(way: out_of_sight.Change) -> None:
    made = redact(as_pdf(corpus.exhibit(out_of_sight.page(way))), RedactionPlan()).data
    said, picture = text_and_picture(made)
    assert "Ceshi Weiming was asked" in said
    assert not SECRET_WORDS & set(said.split())
    line = picture.crop((130, 842 - 706, 290, 842 - 699))  # "Karel Vondra told"
    ((darkest, lightest),) = ImageStat.Stat(line).extrema
    assert lightest == darkest or not looked_at(out_of_sight.page(way)).faint


def said_by(data: bytes, numbers: AbstractSet[int]) -> str:
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        return "".join(text.get_text_range(at, 1) for at in sorted(numbers))


@pytest.mark.parametrize("share", [1, 0.9, 0.8])
def test_words_of_one_letter_or_two_under_a_box_are_found(share: float) -> None:
    data = out_of_sight.page(out_of_sight.short_words(share))
    shown = looked_at(data)
    assert said_by(data, shown.covered | shown.marred) == "".join(out_of_sight.SHORT_WORDS)
    assert list(pages_in_doubt(as_pdf(corpus.exhibit(data)), {})) == [1]
    light = looked_at(out_of_sight.page(out_of_sight.short_words(0.4)))
    assert not light.covered | light.marred


CHINESE_NAMES = ("王小明", "李娜", "丁一", "赵")


@pytest.mark.parametrize("share", [1, 0.9, 0.8])
def test_chinese_names_under_a_box_are_found(share: float) -> None:
    """Two signs, three, or the surname alone."""
    data = boxed_names("2014年3月3日，王小明与李娜在警察局见到丁一。证人说，赵某和一名警官在场。", share)
    shown = looked_at(data)
    assert said_by(data, shown.covered | shown.marred) == "".join(CHINESE_NAMES)
    made = redact(as_pdf(corpus.exhibit(data)), RedactionPlan()).data
    said, _ = text_and_picture(made)
    assert "警察局" in said
    assert not any(name in said for name in CHINESE_NAMES)


def boxed_names(text: str, share: float) -> bytes:
    """A Chinese text with boxes over the names."""
    with Pdf.open(io.BytesIO(set_leaf("笔录", [("text", text)], language="zh-Hans", paper="A4"))) as pdf:
        plain = io.BytesIO()
        pdf.save(plain)
        with pypdfium2.PdfDocument(plain) as document:
            page = document[0].get_textpage()
            at = {name: page.get_text_range().index(name) for name in CHINESE_NAMES}
            ends = [(page.get_charbox(at[name]), page.get_charbox(at[name] + len(name) - 1)) for name in at]
        boxes = (f"{a[0] - 1} {a[1] - 2} {b[2] - a[0] + 2} 16 re f" for a, b in ends)
        leaf = pdf.pages[0]
        leaf.obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=share))
        leaf.contents_add(b"q", prepend=True)
        leaf.contents_add(f"Q q /G gs 0 g {' '.join(boxes)} Q".encode())
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


@pytest.mark.parametrize("way", out_of_sight.LEGIBLE.values(), ids=out_of_sight.LEGIBLE)
def test_a_line_under_a_marker_or_watermark_is_seen(way: out_of_sight.Change) -> None:
    shown = looked_at(out_of_sight.page(way))
    assert not shown.covered | shown.marred


@pytest.mark.parametrize("way", GAPS.values(), ids=GAPS)
def test_a_line_with_gaps_in_what_is_drawn_over_it_is_found(way: out_of_sight.Change) -> None:
    shown = looked_at(out_of_sight.page(way))
    assert len(shown.covered | shown.marred) >= len("".join(SECRET_WORDS))


@pytest.mark.parametrize("way", out_of_sight.HIDDEN.values(), ids=out_of_sight.HIDDEN)
def test_a_line_nothing_is_drawn_over_is_not_covered(way: out_of_sight.Change) -> None:
    shown = looked_at(out_of_sight.page(way))
    assert not shown.covered
    assert shown.unseen


@pytest.mark.parametrize(
    "drawn",
    [
        "BT /F1 12 Tf 50 700 Td (Grey words) Tj ET",
        "1 1 0 rg 48 692 200 22 re f 0 g BT /F1 12 Tf 50 698 Td (Words on yellow) Tj ET",
        "0 g 48 692 200 22 re f 1 g BT /F1 12 Tf 50 698 Td (White words on black) Tj ET",
        "BT /F1 12 Tf 50 698 Td (Bold) Tj 0.3 0 Td (Bold) Tj ET",
        "BT /F1 12 Tf 50 698 Td (Struck out) Tj ET 0 G 0.8 w 48 702 m 120 702 l S",
        "BT /F1 12 Tf 50 698 Td (Struck out) Tj ET 0 G 2.4 w 48 702 m 120 702 l S",
        "BT /F1 12 Tf 50 698 Td (Signed) Tj ET 0 G 1 w 45 690 m 60 740 70 660 90 730 c S",
        "BT /F1 12 Tf 50 698 Td (Underlined) Tj ET 0 G 0.8 w 48 696 m 120 696 l S 200 690 80 20 re S",
    ],
)
def test_words_in_sight_are_seen(drawn: str) -> None:
    shown = looked_at(out_of_sight.page(lambda _, __: f"0.6 g {drawn}"))
    assert shown == ALL_SHOWN


@pytest.mark.parametrize("drawn", ["xxxx", "weather was fine, the sky was blue, and it rained"])
@pytest.mark.parametrize("times", [1, 9], ids=["short", "long"])
def test_words_that_stand_for_other_glyphs_are_never_set_in_sight(drawn: str, times: int) -> None:
    def replaced(_: object, __: object) -> str:
        said = "The informer told Ceshi Weiming " * times
        return f"/Span <</ActualText ({said})>> BDC BT /F1 12 Tf 50 698 Td ({drawn}) Tj ET EMC"

    pdf = out_of_sight.page(replaced)
    assert list(pages_in_doubt(pdf, {})) == [1]
    said, _ = text_and_picture(redact(pdf, RedactionPlan(find=lambda _, text: PSEUDONYMISER.find(text))).data)
    assert "informer" not in said
    assert not PSEUDONYMISER.hides(said)
    as_bound = redact(
        as_pdf(corpus.exhibit(pdf)), RedactionPlan(find=lambda _, text: PSEUDONYMISER.find(text))
    )
    said, _ = text_and_picture(as_bound.data)
    assert drawn in said
    assert "informer" not in said


@pytest.mark.parametrize(
    "mark",
    ["/ActualText (fi)>> BDC", "/ActualText (-)>> BDC", "/ActualText (It rained)>> BDC /P <</MCID 0>> BDC"],
)
def test_a_name_that_is_drawn_and_not_read_waits_for_a_person(mark: str) -> None:
    def replaced(_: object, __: object) -> str:
        ends = " EMC" * mark.count("BDC")
        return f"/Span <<{mark} BT /F1 12 Tf 50 698 Td (Ceshi Weiming) Tj ET{ends}"

    assert list(pages_in_doubt(out_of_sight.page(replaced), {})) == [1]


def test_ligatures_and_hyphens_read_as_their_letters_are_seen() -> None:
    def set_(_: object, __: object) -> str:
        ligature = "/Span <</ActualText (fi)>> BDC (fi) Tj EMC"
        hyphen = "/Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC"
        upwards = "0 1 -1 0 50 500 Tm"
        return "".join(
            f"BT /F1 12 Tf {at} (of) Tj {ligature} (ce) Tj {hyphen} ET " for at in ("50 698 Td", upwards)
        )

    pdf = as_pdf(corpus.exhibit(out_of_sight.page(set_)))
    assert list(pages_in_doubt(pdf, {})) == []


def test_a_name_read_through_letters_nobody_sees_is_still_found() -> None:
    def split(_: object, __: object) -> str:
        return "BT /F1 12 Tf 50 698 Td (Ceshi Wei) Tj 1 g (zq) Tj 0 g (ming) Tj ET"

    pdf = as_pdf(corpus.exhibit(out_of_sight.page(split)))
    made = redact(pdf, RedactionPlan(find=lambda _, text: PSEUDONYMISER.find(text)))
    said, _ = text_and_picture(made.data)
    assert made.changed_pages == (1,)
    assert "ming" not in said.split()
    assert "Wei" not in said


def test_a_scan_keeps_its_text() -> None:
    def scan(pdf: Pdf, leaf: Object) -> str:
        leaf.Resources.XObject = Dictionary(X=leaky.image(pdf, leaky.written_picture("Station")))
        line = "BT 3 Tr /F1 60 Tf 60 520 Td (Station) Tj ET"
        return f"q 400 0 0 80 50 500 cm /X Do Q {line}"

    shown = looked_at(out_of_sight.page(scan))
    assert shown.is_whole
    assert len(shown.pictured) == len("Station")
