from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from casebook.base.errors import Cancelled, InvalidInput
from casebook.domain.dossier.composition import (
    Composition,
    Cover,
    DossierPart,
    Heading,
    Line,
    ReferenceTarget,
    Span,
    TextParagraph,
)
from casebook.domain.dossier.filings.filed_pages import FiledPages
from casebook.domain.dossier.profile import Margins
from casebook.domain.dossier.typesetting import Typesetting
from casebook.pdf.check.survey import survey
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.fonts.fonts import runs
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.page_style import MM
from casebook.pdf.typeset.render import FrontMatterSetter, SetPages, set_dividers
from tests.paths import ROOT
from tests.pdf.setting import (
    PROSE,
    TIBETAN_NAME,
    UYGHUR_NAME,
    address,
    as_pdfium_reads,
    as_poppler_reads,
    exhibit,
    front,
    links,
    one_part,
    picture,
    saying,
)

COVER = Cover(
    title="Hearing dossier",
    court="Supreme Court of Cyprus",
    number="Appeal 12/2026",
    parties=f"The Republic v {UYGHUR_NAME}",
    lines=("Hearing on 2 March 2026",),
)
NAMES = [
    "王志远",
    "王志遠",
    "𠁆",
    UYGHUR_NAME,
    TIBETAN_NAME,
    "Қадыр Жанна",
    "ᠮᠣᠩᠭᠣᠯ",
    "office Ātman Őry",
    "Αθηνά",
]
UYGHUR = "ئۇنىڭ ئاتا ئانىسى بۇ ھەقتە خەۋەردار قىلىنمىغان ئادۋوكات كۆرۈشىگىمۇ يول قويۇلمىغان دەپ يازىدۇ لا گۈل"
EVERYTHING = one_part(
    *saying(*NAMES, PROSE),
    Heading(text="Heading"),
    TextParagraph(line=(Span(PROSE),), is_numbered=True, reference=(Span("S4"),)),
    cover=COVER,
    exhibits=tuple(exhibit(number) for number in range(1, 4)),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_found_as_text_by_poppler_and_pdfium(name: str, tmp_path: Path) -> None:
    pdf = front(one_part(*saying(name))).pdf
    assert name in as_poppler_reads(pdf, tmp_path)
    assert name in as_pdfium_reads(pdf)


def test_a_page_of_uyghur_reads_in_its_order(tmp_path: Path) -> None:
    pdf = front(one_part(*saying(UYGHUR))).pdf
    assert UYGHUR in " ".join(as_poppler_reads(pdf, tmp_path).split())
    assert UYGHUR in " ".join(as_pdfium_reads(pdf).split())


def test_chinese_filled_out_to_the_measure_has_no_spaces(tmp_path: Path) -> None:
    text = "被告人王志远男一九七九年五月三日出生汉族原系某公司职员因涉嫌诈骗罪于二〇一四年三月三日被刑事拘留"
    pdf = front(one_part(*saying(text))).pdf
    assert text in as_poppler_reads(pdf, tmp_path).replace("\n", "")
    assert text in as_pdfium_reads(pdf).replace("\n", "")


@pytest.mark.parametrize("word", ["in", "extradition", "internationalisation", "counterrevolutionaries"])
def test_chinese_stretched_for_a_long_word_has_no_spaces(word: str, tmp_path: Path) -> None:
    text = "被告人王志远男一九七九年五月三日出生汉族原系某公司职员因涉嫌诈骗罪于二〇一四年"
    for start in range(3, 11):
        pdf = front(one_part(*saying(f"{text[start:]}{word}{text}"))).pdf
        for read in (as_poppler_reads(pdf, tmp_path), as_pdfium_reads(pdf)):
            assert text[start:] in "".join(read.split("\n"))


def test_spaces_are_copied_as_spaces(tmp_path: Path) -> None:
    pdf = front(one_part(*saying(PROSE))).pdf
    assert PROSE.strip() in " ".join(as_poppler_reads(pdf, tmp_path, "-raw").split())
    assert PROSE.strip() in " ".join(as_pdfium_reads(pdf).split())


@pytest.mark.parametrize("name", [UYGHUR_NAME, TIBETAN_NAME, "ᠮᠣᠩᠭᠣᠯ", "王志远"])
def test_ink_is_where_the_shaped_glyphs_are(name: str) -> None:
    """The picture of a name is as wide and as tall as HarfBuzz says it is."""
    blank = picture(front(one_part(*saying(""))).pdf, 1)
    left, top, right, bottom = _ink(picture(front(one_part(*saying(f"{name}\u200b"))).pdf, 1), blank)
    is_rtl = name == UYGHUR_NAME
    size_pt = page_style.USUAL.body.size_pt * (1.15 if is_rtl else 1)
    parts = [shape(face, part, is_rtl=is_rtl) for face, part in runs(name, "regular")]
    width_pt = sum(part.width for part in parts) * size_pt / 1000
    assert right - left == pytest.approx(width_pt, abs=3)
    reach_pt = max(part.top for part in parts) - min(part.bottom for part in parts)
    assert bottom - top == pytest.approx(reach_pt * size_pt / 1000, abs=2)


def test_uyghur_is_joined_and_dotted() -> None:
    """Joined letters leave another picture than letters apart, and dots are part of it."""
    blank = picture(front(one_part(*saying(""))).pdf, 1)
    joined = picture(front(one_part(*saying("بەت"))).pdf, 1)
    apart = picture(front(one_part(*saying("ب\u200cە\u200cت"))).pdf, 1)
    undotted = picture(front(one_part(*saying("\u066eە\u066e"))).pdf, 1)
    width, wider = (_ink(shown, blank)[2] - _ink(shown, blank)[0] for shown in (joined, apart))
    assert width < wider
    assert _blackness(joined) > _blackness(undotted)


def test_the_strip_of_the_page_number_is_empty() -> None:
    composition = one_part(*saying(*[PROSE] * 30), cover=COVER, exhibits=(exhibit(1),))
    for set_ in (front(composition), set_dividers(composition)):
        for page in range(set_.page_count):
            shown = picture(set_.pdf, page, scale=1)
            line_box = shown.crop((0, int(shown.height - 20 * MM), shown.width, shown.height))
            assert line_box.getextrema() == (255, 255)


def test_the_running_head_is_on_every_page_but_the_cover(tmp_path: Path) -> None:
    set_ = front(EVERYTHING)
    first, *others = as_poppler_reads(set_.pdf, tmp_path).split("\f")[:-1]
    assert "Trial · 1/2026" not in first
    assert all("Trial · 1/2026" in page for page in others)
    assert "Trial · 1/2026" in as_poppler_reads(set_dividers(EVERYTHING).pdf, tmp_path)


def test_the_cover_says_what_it_is(tmp_path: Path) -> None:
    read = as_poppler_reads(front(EVERYTHING).pdf, tmp_path, "-l", "1")
    for text in (COVER.title, COVER.court, COVER.number, UYGHUR_NAME, *COVER.lines):
        assert text in read


@pytest.mark.parametrize("word", ["appeal against an order ", "W", "关于上诉案件的听证材料"])
def test_all_of_a_long_cover_stands_on_its_page(word: str) -> None:
    title = (word * 300)[:299] + "E"
    cover = Cover(title=title, court="Court " * 30, parties="Name " * 60, lines=("A line of it",) * 4)
    with pypdfium2.PdfDocument(front(one_part(cover=cover)).pdf) as pdf:
        text = pdf[0].get_textpage()
        assert min(text.get_charbox(at)[1] for at in range(text.count_chars())) > 0
        said = "".join(text.get_text_range().split())
    assert "E" in said[-60:]
    assert said.count("Alineofit") == 4


def test_a_cover_with_more_than_a_page_holds_is_refused() -> None:
    with pytest.raises(InvalidInput, match="The text does not fit on the"):
        front(one_part(cover=Cover(title="Appeal", lines=("A line of it",) * 90)))


def test_bookmarks_and_anchors_know_their_pages() -> None:
    set_ = front(EVERYTHING)
    outline = [(entry.level, entry.title, entry.page) for entry in set_.outline]
    assert outline == [
        (1, "Hearing dossier", 0),
        (1, "Index", 1),
        (1, "A  Only part", 2),
        (2, "A.1  Heading", 2),
    ]
    assert set_.anchors == {"cover": 0, "index": 1, "part:1": 2, "heading:A.1": 2}


def test_a_reference_is_a_link_with_its_page_over_its_words(tmp_path: Path) -> None:
    to = ReferenceTarget(anchor="exhibit:e2", page=3)
    line: Line = (Span("See "), Span("exhibit 2, p. {page}", to=to), Span("."))
    set_ = front(one_part(*saying(line)))
    assert "See exhibit 2, p. 53." in as_poppler_reads(set_.pdf, tmp_path)
    ((_, _, box),) = [link for link in links(set_.pdf) if link[1] == address("exhibit:e2", 3)]
    left, bottom, right, top = box
    assert 80 < left < 100
    assert 70 < right - left < 110
    assert 10 < top - bottom < 16


def test_a_reference_over_two_lines_has_two_links() -> None:
    to = ReferenceTarget(anchor="exhibit:e2")
    set_ = front(one_part(*saying((Span(PROSE, to=to),))))
    boxes = [box for _, link, box in links(set_.pdf) if link == address("exhibit:e2")]
    assert len(boxes) == len({box[1] for box in boxes}) > 3


def test_dividers_are_a_page_for_each_exhibit(tmp_path: Path) -> None:
    made = (exhibit(1, dated="3 March 2014", note="Translation of exhibit 2"), exhibit(2, "信"))
    set_ = set_dividers(one_part(exhibits=made))
    assert set_.anchors == {"exhibit:e1": 0, "exhibit:e2": 1}
    assert set_.page_count == 2
    first, second, _ = as_poppler_reads(set_.pdf, tmp_path).split("\f")
    for text in ("Exhibit", "1", "A letter", "3 March 2014", "Translation of exhibit 2"):
        assert text in first
    assert "信" in second


def test_nothing_to_divide_is_no_file() -> None:
    assert set_dividers(one_part()).pdf == b""
    assert set_dividers(one_part()).page_count == 0


def test_letter_paper() -> None:
    shown = picture(front(replace(EVERYTHING, paper="Letter")).pdf, scale=1)
    assert shown.size == (612, 792)


@pytest.mark.parametrize(
    ("setting", "composition"),
    [
        (front, one_part(cover=Cover(title="\ue123"))),
        (front, replace(one_part(), running_head="\ue123")),
        (set_dividers, one_part(exhibits=(exhibit(4, note="\ue123"),))),
    ],
)
def test_a_character_no_font_has_is_written_out_where_records_are_named(
    setting: Callable[[Composition], SetPages], composition: Composition, tmp_path: Path
) -> None:
    assert "[U+E123]" in as_poppler_reads(setting(composition).pdf, tmp_path)


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from tests.pdf.typeset.test_render import EVERYTHING, front, set_dividers; "
        "print(hashlib.sha256(front(EVERYTHING).pdf + set_dividers(EVERYTHING).pdf).hexdigest())"
    )
    root = ROOT
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_qpdf_and_pdffonts_find_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "set.pdf"
    path.write_bytes(front(EVERYTHING).pdf)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    assert len(listed.splitlines()) > 5
    assert all(" yes yes yes " in line for line in listed.splitlines()[2:])


def test_a_second_pass_sets_the_new_pages_and_nothing_else_differs(tmp_path: Path) -> None:
    line: Line = (Span("See p. {page}.", to=ReferenceTarget(anchor="exhibit:e1")),)
    front_press = FrontMatterSetter(one_part(*saying(line, PROSE), exhibits=(exhibit(1),)))
    first = front_press.set(lambda _: "7", lambda _: "7–9")
    second = front_press.set(lambda _: "11", lambda _: "11–12")
    assert "See p. 11." in as_poppler_reads(second.pdf, tmp_path)
    assert "7–9" in as_poppler_reads(first.pdf, tmp_path)
    assert front_press.set(lambda _: "7", lambda _: "7–9").pdf == first.pdf


def test_setting_can_be_stopped_at_any_page() -> None:
    turned: list[int] = []

    def tick() -> None:
        turned.append(1)
        if len(turned) == 5:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        FrontMatterSetter(one_part(*saying(*[PROSE] * 400))).set(lambda _: "1", lambda _: "1", tick)
    assert len(turned) == 5


def test_no_shaped_word_outlives_the_setting() -> None:
    assert front(EVERYTHING).pdf
    assert shape.cache_info().currsize == 0


def _ink(shown: Image.Image, blank: Image.Image) -> tuple[float, float, float, float]:
    """Where a picture differs from another, in points."""
    box = ImageChops.difference(shown, blank).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return left / 2, top / 2, right / 2, bottom / 2


def _blackness(shown: Image.Image) -> int:
    return sum(255 - value for value in shown.tobytes())


ORDERED = Typesetting(
    least_pt=13,
    least_note_pt=10,
    spacing=1.5,
    most_lines=30,
    margins=Margins(top_mm=25, bottom_mm=25, left_mm=35, right_mm=35),
)


def test_an_argument_is_set_as_its_forum_orders_and_all_in_its_type(tmp_path: Path) -> None:
    blocks = saying(*[PROSE] * 12)
    parts = tuple(
        DossierPart(title=title, anchor=title, blocks=blocks, is_argument=title == "Argument")
        for title in ("Argument", "Material")
    )
    pages = front(Composition(title="T", language="en", parts=parts, paper="Letter", typesetting=ORDERED))
    path = tmp_path / "set.pdf"
    path.write_bytes(pages.pdf)
    with path.open("rb") as stream:
        prints = survey(stream, path.name, is_measured=True).prints
    argued, other = prints[1], prints[pages.anchors["Material"]]
    assert (argued.least_pt, other.least_pt) == (13, 13)
    column = page_style.column("Letter", ORDERED)
    assert argued.spacing == pytest.approx(column.height_pt / 30 / 13, abs=0.04)
    assert column.left_pt == 35 * MM


def test_a_signature_stands_under_what_is_signed() -> None:
    argued = DossierPart(title="Argument", anchor="part:1", blocks=saying(PROSE))
    signed = DossierPart(title="Signature", anchor="part:2", blocks=saying("Name"), begins_page=False)
    pages = front(Composition(title="T", language="en", parts=(argued, signed)))
    assert pages.anchors["part:1"] == pages.anchors["part:2"]
    assert "part:2" in pages.tops
    assert [entry.title for entry in pages.outline if entry.level == 1][-2:] == [
        "A  Argument",
        "B  Signature",
    ]


def test_a_shorter_text_begins_on_the_pages_of_the_longer_one() -> None:
    blocks = tuple(TextParagraph(line=(Span(PROSE * 3),), is_numbered=True) for _ in range(12))
    long = DossierPart(title="Long", anchor="part:0", blocks=blocks)
    end = DossierPart(title="End", anchor="part:1", blocks=blocks[:1])
    filed = front(_of_parts(long, end))
    first = filed.anchors["part:0"]
    begins = {key: page - first for key, page in filed.numbers.items() if key not in {"B", "13"}}
    kept = FiledPages(begins=begins, lengths={"part:0": filed.anchors["part:1"] - first})
    cut = (*blocks[:2], *(TextParagraph(line=(Span("[withheld]"),), is_numbered=True),) * 10)
    short = replace(_of_parts(replace(long, blocks=cut), end), filed_pages=kept)
    served = front(short)
    assert dict(served.numbers) == dict(filed.numbers)
    assert served.page_count == filed.page_count
    assert front(replace(short, filed_pages=FiledPages())).page_count < filed.page_count


def test_a_page_that_only_holds_its_place_says_so() -> None:
    line = TextParagraph(line=(Span("One."),), is_numbered=True)
    part = DossierPart(title="Part", anchor="part:0", blocks=(line,))
    kept = FiledPages(begins={"1": 0}, lengths={"part:0": 3})
    text = as_pdfium_reads(front(replace(_of_parts(part), filed_pages=kept)).pdf)
    assert text.count("No text on this page") == 2


def test_an_index_that_became_shorter_keeps_the_pages_it_had() -> None:
    line = TextParagraph(line=(Span("One."),), is_numbered=True)
    part = DossierPart(title="Part", anchor="part:0", blocks=(line,))
    indexed = replace(_of_parts(part), has_index=True)
    kept = front(replace(indexed, filed_pages=FiledPages(begins={}, lengths={"index": 2})))
    assert kept.page_count == front(indexed).page_count + 1
    assert as_pdfium_reads(kept.pdf).count("No text on this page") == 1
    assert kept.anchors["part:0"] == front(indexed).anchors["part:0"] + 1


def _of_parts(*parts: DossierPart) -> Composition:
    return Composition(title="Dossier", language="en", has_index=False, parts=parts)
