from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import NameTree, Object, Pdf, Stream
from PIL import Image

from casebook.base.errors import Cancelled, DamagedSource, InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.composition import (
    Composition,
    DossierPart,
    Exhibit,
    Heading,
    ReferenceTarget,
    Span,
    TextParagraph,
)
from casebook.pdf.bundle.bundle import build_bundle
from casebook.pdf.page.plan import Bundle
from tests.pdf.corpus import (
    armed,
    bookmarked,
    composition,
    cropped,
    drawn,
    enlarged,
    exhibit,
    filled,
    inherited,
    layered,
    linked,
    picture,
    shifted,
    signed,
    turned,
    typed,
)
from tests.pdf.read import Aim, aim, bookmarks, built, clicks, embedded, last_number, texts

HOSTILE = {
    "turned 90": turned(90),
    "turned 180": turned(180),
    "turned 270": turned(270),
    "cropped": cropped(),
    "cropped and turned": cropped(270),
    "landscape": typed(1, "Landscape", (842, 595)),
    "enlarged": enlarged(),
    "shifted": shifted(),
    "inherited": inherited(),
    "unclosed": drawn(b"q 3 0 0 3 50 50 cm BT /F1 12 Tf 20 200 Td (unclosed) Tj ET"),
    "extra": drawn(b"Q Q q BT /F1 12 Tf 20 200 Td (extra) Tj ET Q"),
    "open text": drawn(b"BT /F1 12 Tf 20 200 Td (open text) Tj"),
    "open string": drawn(b"BT /F1 12 Tf 20 200 Td (seen) Tj ET (never closed"),
    "clipped": drawn(b"0 0 10 10 re W n q BT /F1 12 Tf 2 2 Td (clipped) Tj ET Q"),
    "dark": drawn(b"BT /F1 12 Tf 20 700 Td (Dark) Tj ET 0 g 0 0 600 300 re f"),
    "empty": drawn(b""),
    "form": filled(),
    "drawn form": filled(has_picture=True),
    "signed": signed(),
    "armed": armed(),
    "layered": layered(),
    "tiny": typed(1, "Tiny", (40, 30)),
    "picture": picture(),
}


def _hostile() -> Composition:
    return composition(
        *(exhibit(data, key=f"k{at}") for at, data in enumerate(HOSTILE.values())), has_dividers=False
    )


def _story(**changes: object) -> Composition:
    """A bundle with everything in it that leads somewhere."""
    part = DossierPart(
        title="Statement of the case",
        anchor="statement",
        blocks=(
            Heading(text="The arrest", anchor="arrest"),
            TextParagraph(
                line=(
                    Span("See exhibit B, p. {page}", to=ReferenceTarget(anchor="exhibit:b", page=2)),
                    Span(" and below, p. {page}.", to=ReferenceTarget(anchor="end")),
                ),
                is_numbered=True,
            ),
            *(
                TextParagraph(line=(Span("It was cold that winter. " * 9),), is_numbered=True)
                for _ in range(12)
            ),
            TextParagraph(line=(Span("The end."),), anchor="end"),
        ),
    )
    exhibits = (
        exhibit(linked("One"), "a", section="Statements", dated="2 March 2026", title="First statement"),
        exhibit(linked("Two"), "b", section="Statements"),
        exhibit(bookmarked(), "c", section="Reports"),
        exhibit(turned(90), "d", section="Reports"),
    )
    return composition(*exhibits, parts=(part,), **changes)


@pytest.fixture(scope="module")
def story() -> tuple[bytes, Bundle]:
    return built(_story())


def _written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(data)
    return path


def test_every_page_bears_its_number(tmp_path: Path, story: tuple[bytes, Bundle]) -> None:
    data, bundle = story
    said = texts(_written(tmp_path, data))
    assert len(said) == bundle.page_count
    assert [last_number(page) for page in said] == list(range(1, bundle.page_count + 1))


def test_labels_are_page_numbers(story: tuple[bytes, Bundle]) -> None:
    with Pdf.open(io.BytesIO(story[0])) as pdf:
        assert [page.label for page in pdf.pages] == [str(number) for number in range(1, len(pdf.pages) + 1)]


def test_items_say_where_exhibits_stand(story: tuple[bytes, Bundle]) -> None:
    items = story[1].items
    assert [item.mark for item in items] == ["A", "B", "C", "D"]
    assert [item.last_page - item.first_page for item in items] == [3, 3, 3, 1]  # a divider and its sheets
    assert [item.first_page for item in items[1:]] == [item.last_page + 1 for item in items[:-1]]
    assert items[-1].last_page == story[1].page_count


def test_every_line_of_the_index_leads_to_the_page_it_shows(story: tuple[bytes, Bundle]) -> None:
    data, bundle = story
    with Pdf.open(io.BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as shown:
        text = shown[1].get_textpage()
        lines = {}
        for note, click in zip(pdf.pages[1].obj.Annots, clicks(pdf, 2), strict=True):
            assert isinstance(click, Aim)
            line = text.get_text_bounded(*(float(side) for side in note.Rect))
            lines[click.page] = line
            assert line.rstrip().endswith((str(click.page), f"{click.page}–{_last(bundle, click.page)}"))
        text.close()
    assert set(lines) == {3} | {item.first_page for item in bundle.items}


def _last(bundle: Bundle, first: int) -> int:
    return next((item.last_page for item in bundle.items if item.first_page == first), first)


def test_references_lead_to_the_page_they_print(tmp_path: Path, story: tuple[bytes, Bundle]) -> None:
    data, bundle = story
    page_texts = texts(_written(tmp_path, data))
    wanted = bundle.items[1].first_page + 2  # its divider, its first sheet, its second
    assert f"See exhibit B, p. {wanted}" in page_texts[2]
    end = next(number for number, page in enumerate(page_texts, 1) if "The end." in page)
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert {click.page for click in clicks(pdf, 3) if isinstance(click, Aim)} == {wanted, end}


def test_every_bookmark_names_the_page_it_leads_to(story: tuple[bytes, Bundle]) -> None:
    with Pdf.open(io.BytesIO(story[0])) as pdf:
        marks = list(bookmarks(pdf))
        assert [(level, title.rpartition(",")[0]) for level, title, _ in marks] == [
            (0, "Bundle"),
            (0, "Index"),
            (0, "A  Statement of the case"),
            (1, "A.1  The arrest"),
            (0, "Statements"),
            (1, "A First statement (2 March 2026)"),
            (1, "B File b"),
            (0, "Reports"),
            (1, "C File c"),
            (2, "Account"),
            (3, "The arrest"),
            (1, "D File d"),
        ]
        assert [last_number(title) for _, title, _ in marks] == [to.page for _, _, to in marks]
        assert pdf.Root.PageMode == "/UseOutlines"
        account = story[1].items[2].first_page + 1
        assert [to.page for _, title, to in marks if "Account" in title] == [account]


def test_inner_links_stay_with_their_own_exhibit(story: tuple[bytes, Bundle]) -> None:
    data, bundle = story
    with Pdf.open(io.BytesIO(data)) as pdf:
        for item in bundle.items[:2]:
            own = item.first_page + 1
            assert clicks(pdf, own) == [
                Aim(own + 2, 72, 700),
                Aim(own + 2, 0, 650),
                Aim(own + 2, 0, 842),
            ], "what leads to the web is taken out"


def test_no_reference_of_our_own_is_left(story: tuple[bytes, Bundle]) -> None:
    with Pdf.open(io.BytesIO(story[0])) as pdf:
        pages = range(1, len(pdf.pages) + 1)
        assert not [
            click for page in pages for click in clicks(pdf, page) if str(click).startswith("casebook")
        ]
        names = list(NameTree(pdf.Root.Names.Dests))
        kinds = re.compile(r"pages\.(front|annex|argument|exhibit)\.\d+")
        assert [name for name in names if not kinds.fullmatch(name)] == []
        assert list(pdf.Root.Names.keys()) == ["/Dests"]
        assert "/Dests" not in pdf.Root


def test_targets_on_turned_pages_are_their_beginning() -> None:
    data, bundle = built(_story(has_dividers=False))
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert Aim(bundle.items[3].first_page, 0, 0) in clicks(pdf, 2)


def test_the_bundle_says_what_it_is_and_nothing_more(story: tuple[bytes, Bundle]) -> None:
    with Pdf.open(io.BytesIO(story[0])) as pdf:
        assert dict(pdf.docinfo) == {"/Title": "Hearing bundle", "/Producer": "Casebook"}
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert aim(pdf.Root.OpenAction, pdf) == Aim(1, 0, 842)
        assert "/Metadata" not in pdf.Root


def test_the_same_input_gives_the_same_bytes(story: tuple[bytes, Bundle]) -> None:
    assert built(_story())[0] == story[0]


def test_an_exhibit_with_layers_gives_the_same_bytes() -> None:
    whole = composition(exhibit(layered()))
    assert built(whole)[0] == built(whole)[0]


def test_hostile_exhibits_are_bound(tmp_path: Path) -> None:
    data, bundle = built(_hostile())
    path = _written(tmp_path, data)
    assert bundle.page_count == 2 + len(HOSTILE) + 1
    for number, page in enumerate(texts(path), start=1):
        assert re.search(rf"\b{number}\b", page)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors" in checked.stdout
    assert embedded(path)["CBDIGT+NotoSerif"]


def test_numbers_are_seen_upright_on_hostile_pages(tmp_path: Path) -> None:
    """Each page is drawn by poppler; the strip around its number is read as a picture."""
    data, bundle = built(_hostile())
    path = _written(tmp_path, data)
    for number in (3, 4, 5, 6, 7, 8, 10, 13, 15):  # poppler knows no UserUnit: 9 is left out
        strip = _strip(path, number)
        dark = [byte for byte in strip if byte < 128]
        assert 20 < len(dark) < len(strip) / 4, number
    assert bundle.page_count > 15


def _strip(path: Path, page: int) -> bytes:
    """12 by 4 mm around the place of the number, as grey pixels at 150 dpi, drawn by poppler."""
    command = ["pdftoppm", "-r", "150", "-gray", "-cropbox", "-f", str(page), "-l", str(page), str(path)]
    with Image.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)) as sheet:
        mm = 150 / 25.4
        middle, foot = sheet.width / 2, sheet.height - 9.5 * mm
        return sheet.crop(
            (int(middle - 6 * mm), int(foot - 4 * mm), int(middle + 6 * mm), int(foot))
        ).tobytes()


def test_what_an_exhibit_shows_is_kept_and_what_it_hides_is_not(tmp_path: Path) -> None:
    data, bundle = built(composition(exhibit(armed()), has_dividers=False))
    said = texts(_written(tmp_path, data))[2]
    assert said.count("Marked") == 2  # the free text and the highlight
    with Pdf.open(io.BytesIO(data)) as pdf:
        plain = b"".join(_unpacked(thing) for thing in pdf.objects)
    for secret in (b"alert", b"hidden", b"privileged", b"weak point", b"Karim", b"draft of Monday"):
        assert secret not in plain
    by_check = {problem.check: problem for problem in bundle.problems}
    assert set(by_check) == {"comments", "attachments", "scripts", "links", "hidden"}
    assert {problem.page for problem in bundle.problems} == {3}
    assert not any(problem.is_blocking for problem in bundle.problems)
    assert "2 files" in str(by_check["attachments"].what)
    assert by_check["comments"].mend


def _unpacked(thing: Object) -> bytes:
    return thing.read_bytes() + repr(thing).encode() if isinstance(thing, Stream) else repr(thing).encode()


def test_entries_of_a_form_are_part_of_the_page(tmp_path: Path) -> None:
    forms = (filled("Adil"), filled(has_picture=True), filled("A tall one"))
    data, _ = built(
        composition(*(exhibit(form, f"k{at}") for at, form in enumerate(forms)), has_dividers=False)
    )
    page_texts = texts(_written(tmp_path, data))[2:]
    assert "Adil" in page_texts[0]
    assert "Adil as drawn" in page_texts[1]
    assert "A tall one" in page_texts[2]
    assert all("Ticked" in page for page in page_texts)
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_hidden_layer_stays_hidden(tmp_path: Path) -> None:
    data, bundle = built(composition(exhibit(layered()), exhibit(typed(), "b"), has_dividers=False))
    assert [problem.check for problem in bundle.problems] == ["layers"]
    assert "withdrawn" not in texts(_written(tmp_path, data))[2]
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1


def test_a_bundle_can_be_an_exhibit_of_another(story: tuple[bytes, Bundle]) -> None:
    data, bundle = built(composition(exhibit(story[0]), has_dividers=False))
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == bundle.page_count
        fonts = pdf.pages[4].obj.Resources.Font
        assert {"/CbNo", "/CbNo1"} <= set(fonts.keys())
        assert [to.page for _, title, to in bookmarks(pdf) if "A First statement" in title] == [
            2 + story[1].items[0].first_page
        ]


def test_the_number_of_an_exhibit_stands_on_white() -> None:
    data, _ = built(composition(exhibit(HOSTILE["dark"]), has_dividers=False))
    with pypdfium2.PdfDocument(data) as document:
        shown = document[2].render(scale=2).to_pil().convert("L")
    x, y = shown.width // 2, int(shown.height - 2 * 30)
    row = [shown.getpixel((x + dx, y)) for dx in range(-30, 31)]
    assert row[0] == 0
    assert 255 in row


def test_a_long_index_pushes_everything_back() -> None:
    many = [exhibit(typed(1), f"k{at}", title=f"Letter {at} " + "about the case " * 6) for at in range(60)]
    data, bundle = built(composition(*many))
    with Pdf.open(io.BytesIO(data)) as pdf:
        index = range(2, bundle.items[0].first_page)
        assert len(index) > 2
        aims = {click.page for page in index for click in clicks(pdf, page) if isinstance(click, Aim)}
        assert aims == {item.first_page for item in bundle.items}


def test_a_bundle_without_cover_or_exhibits_is_its_index() -> None:
    data, bundle = built(composition(cover=None))
    assert bundle.page_count == 1
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert [title for _, title, _ in bookmarks(pdf)] == ["Index, page 1"]


@pytest.mark.parametrize(
    "target",
    [
        ReferenceTarget(anchor="exhibit:z"),
        ReferenceTarget(anchor="nowhere"),
        ReferenceTarget(anchor="exhibit:a", page=3),
    ],
)
def test_a_reference_to_nothing_is_refused(target: ReferenceTarget) -> None:
    part = DossierPart(
        title="Part", anchor="part", blocks=(TextParagraph(line=(Span("p. {page}", to=target),)),)
    )
    with pytest.raises(InvalidInput) as error:
        built(composition(exhibit(typed(2)), parts=(part,)))
    assert error.value.field == target.anchor


def test_all_damaged_exhibits_are_named_at_once() -> None:
    with pytest.raises(DamagedSource, match=r"Exhibit B .* Also faulty: D, E") as error:
        built(composition(*(exhibit(typed()[: 700 if key in "bde" else None], key) for key in "abcde")))
    assert error.value.field == "B"
    assert "these files" in str(error.value.remedy)


def test_a_damaged_exhibit_stops_everything() -> None:
    with pytest.raises(DamagedSource, match="Exhibit B"):
        built(composition(exhibit(typed()), exhibit(typed()[:700], "b")))


@pytest.mark.parametrize("stop_at", ["reading exhibits", "setting pages", "adding exhibits", "writing"])
def test_the_work_can_be_stopped(stop_at: str) -> None:
    def progress(done: int, total: int, step: Message) -> None:
        assert done < total
        if str(step) == stop_at:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        build_bundle(_story(), io.BytesIO(), progress=progress)


def test_titles_in_any_script_are_shown(tmp_path: Path) -> None:
    names = ("张志远的陈述", "張志遠", "Ильхам Тохти", "ئىلھام توختى")
    exhibits: list[Exhibit] = [exhibit(typed(1), f"k{at}", title=name) for at, name in enumerate(names)]
    data, _ = built(composition(*exhibits))
    with Pdf.open(io.BytesIO(data)) as pdf:
        titles = " ".join(title for _, title, _ in bookmarks(pdf))
    assert all(name in titles for name in names)
    assert "张志远" in texts(_written(tmp_path, data))[1]
