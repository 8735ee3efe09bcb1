"""Every kind of file that has spoilt a bundle: what becomes of it, and which check would catch it.

For each file the outcome is stated: refused, with what is said; or bound, with every page there and not
blank, what it shows kept, what it hides left out, and what a person is told. For each the check is named
that finds the fault on the finished bytes, if binding went wrong.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from casebook.base.errors import DamagedSource
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.check import finding
from casebook.pdf.page.plan import Bundle
from tests.pdf.corpus import (
    armed,
    bookmarked,
    changed,
    composition,
    cropped,
    drawn,
    exhibit,
    filled,
    layered,
    linked,
    locked,
    signed,
    turned,
    typed,
)
from tests.pdf.read import Aim, clicks, texts

CHECKS = {
    check.name: check
    for check in (
        finding.BROKEN,
        finding.BLANK,
        finding.NUMBERS,
        finding.LINKS,
        finding.BOOKMARKS,
        finding.RESIDUE,
        finding.TEXT,
        finding.FONTS,
        finding.GARBLED,
    )
}


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A file that is bound.

    Attributes:
        make: gives it.
        pages: how many it has.
        shows: what must be read on its pages.
        hides: what must not.
        told: checks by which a person is told.
        caught_by: the check that would find it spoilt.
    """

    make: Callable[[], bytes]
    pages: int = 1
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    caught_by: str = "text"


def chinese_without_its_font() -> bytes:
    """A sheet of Chinese whose font every reader must bring itself."""

    def change(pdf: Pdf) -> None:
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0,
            BaseFont=Name("/STSong-Light"),
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=4),
            FontDescriptor=Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name("/STSong-Light"),
                Flags=4,
                StemV=80,
                ItalicAngle=0,
                FontBBox=Array([-25, -254, 1000, 880]),
                Ascent=880,
                Descent=-120,
                CapHeight=880,
            ),
            DW=1000,
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/STSong-Light"),
            Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
        )
        page = pdf.pages[0].obj
        page.Resources.Font.F9 = pdf.make_indirect(font)
        words = "判决书".encode("utf-16-be").hex()
        page.Contents = pdf.make_stream(f"BT /F9 20 Tf 72 700 Td <{words}> Tj ET".encode())

    return changed(typed(1), change)


def scripted() -> bytes:
    """A file that runs something when it is opened, and nothing else."""

    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    return changed(typed(1, "Scripted"), change)


def carrying() -> bytes:
    """A file with another attached to it."""

    def change(pdf: Pdf) -> None:
        pdf.attachments["draft.txt"] = b"withdrawn draft"

    return changed(typed(1, "Carrying"), change)


BOUND = {
    "owner password": Bound(make=locked, shows=("Statement, sheet 1",), told=frozenset({"restricted"})),
    "unbalanced q": Bound(
        make=lambda: drawn(b"q 3 0 0 3 50 50 cm BT /F1 12 Tf 20 200 Td (unclosed) Tj ET"),
        shows=("unclosed",),
        caught_by="numbers",
    ),
    "unbalanced Q": Bound(
        make=lambda: drawn(b"Q Q q BT /F1 12 Tf 20 200 Td (extra) Tj ET Q"),
        shows=("extra",),
        caught_by="numbers",
    ),
    "rotate 90": Bound(make=lambda: turned(90), shows=("Turned 90",), caught_by="numbers"),
    "rotate 180": Bound(make=lambda: turned(180), shows=("Turned 180",), caught_by="numbers"),
    "rotate 270": Bound(make=lambda: turned(270), shows=("Turned 270",), caught_by="numbers"),
    "crop box": Bound(make=cropped, shows=("Cropped",), caught_by="numbers"),
    "hidden layer": Bound(
        make=layered, shows=("Layered",), hides=("withdrawn",), told=frozenset({"layers"}), caught_by="text"
    ),
    "sticky note": Bound(
        make=armed,
        shows=("Marked",),
        hides=("privileged note", "weak point"),
        told=frozenset({"comments", "attachments", "scripts", "links", "hidden"}),
        caught_by="residue",
    ),
    "form": Bound(make=lambda: filled("Adil"), shows=("Adil", "Ticked"), caught_by="residue"),
    "signature": Bound(
        make=signed, shows=("Signed by hand",), told=frozenset({"signature"}), caught_by="residue"
    ),
    "shared destination names": Bound(
        make=lambda: linked("Shared"),
        pages=3,
        shows=("Shared, sheet 3",),
        told=frozenset({"links"}),
        caught_by="links",
    ),
    "bookmarks of its own": Bound(make=bookmarked, pages=3, shows=("sheet 3",), caught_by="bookmarks"),
    "JavaScript": Bound(
        make=scripted, shows=("Scripted",), hides=("alert",), told=frozenset({"scripts"}), caught_by="residue"
    ),
    "attachment": Bound(
        make=carrying,
        shows=("Carrying",),
        hides=("draft",),
        told=frozenset({"attachments"}),
        caught_by="residue",
    ),
    "3-metre page": Bound(
        make=lambda: typed(1, "Roll", (595, 8504)), shows=("Roll, sheet 1",), caught_by="numbers"
    ),
    "1,000-page file": Bound(
        make=lambda: typed(1000, "Record"),
        pages=1000,
        shows=("Record, sheet 1", "Record, sheet 1000"),
        caught_by="pages",
    ),
    "CJK without embedded fonts": Bound(
        make=chinese_without_its_font, shows=("判决书",), told=frozenset({"fonts"}), caught_by="fonts"
    ),
}
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut file": (lambda: typed(3)[:900], "damaged or incomplete"),
    "empty file": (lambda: b"", "empty file"),
    "user password": (lambda: locked(user="secret"), "protected by a password"),
}


def bound(data: bytes) -> tuple[bytes, Bundle]:
    """A bundle of the file between two others that it may not touch, its neighbour with the same names."""
    out = io.BytesIO()
    files = (exhibit(linked("Before"), "before"), exhibit(data, "file"), exhibit(typed(1, "After"), "after"))
    bundle = build_checked_bundle(composition(*files, has_dividers=False), out)
    return out.getvalue(), bundle


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_shown_whole_is_refused_with_its_mark(kind: str) -> None:
    make, words = REFUSED[kind]
    with pytest.raises(DamagedSource, match=words) as refused:
        bound(make())
    assert "FILE" in str(refused.value.title)
    assert refused.value.remedy


@pytest.mark.parametrize("kind", BOUND)
def test_what_can_be_shown_is_bound_whole_and_says_no_more_than_it_showed(kind: str, tmp_path: Path) -> None:
    wanted = BOUND[kind]
    data, bundle = bound(wanted.make())
    item = bundle.items[1]
    assert item.last_page - item.first_page + 1 == wanted.pages
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == bundle.page_count == 2 + 3 + wanted.pages + 1
        page_texts = [
            document[at].get_textpage().get_text_range() for at in range(item.first_page - 1, item.last_page)
        ]
        for number in {item.first_page, item.last_page}:
            colours = document[number - 1].render(scale=0.5).to_pil().convert("L").getextrema()
            assert colours[0] < 200, "a blank page"
        assert "After" in document[bundle.page_count - 1].get_textpage().get_text_range()
    whole = "\n".join(page_texts)
    assert all(words in whole for words in wanted.shows)
    (tmp_path / "bundle.pdf").write_bytes(data)
    seen = "\n".join(texts(tmp_path / "bundle.pdf"))  # poppler tells only what shows
    assert not any(words in seen for words in wanted.hides)
    assert [words.split()[-1] for words in page_texts] == [
        str(at) for at in range(item.first_page, item.last_page + 1)
    ]
    checks = {
        problem.check for problem in bundle.problems if item.first_page <= problem.page <= item.last_page
    }
    assert wanted.told <= checks
    assert not [problem for problem in bundle.problems if problem.is_blocking]
    assert wanted.caught_by in CHECKS
    with Pdf.open(io.BytesIO(data)) as pdf:
        everything = b"".join(_plain(thing) for thing in pdf.objects)
        assert next(to for to in clicks(pdf, 3) if isinstance(to, Aim)).page == 5
    assert not any(words.encode() in everything for words in wanted.hides if kind != "hidden layer")


def _plain(thing: pikepdf.Object) -> bytes:
    said = repr(thing).encode()
    return said + thing.read_bytes() if isinstance(thing, pikepdf.Stream) else said


def spoilt(change: Callable[[Pdf], None]) -> set[str]:
    """The checks that speak up when a finished bundle is spoilt."""
    from casebook.pdf.check.check import preflight

    data, bundle = bound(typed(2))
    before = {problem.check for problem in preflight(io.BytesIO(data), bundle)}
    return {problem.check for problem in preflight(io.BytesIO(changed(data, change)), bundle)} - before


def _lose_page(pdf: Pdf) -> None:
    del pdf.pages[6]


def _empty(pdf: Pdf) -> None:
    page = pdf.pages[6].obj
    page.Contents = page.Contents[-1]
    page.Contents.write(page.Contents.read_bytes().lstrip()[1:])


def _turn(pdf: Pdf) -> None:
    pdf.pages[6].obj.Rotate = 90


def _renumber(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=2)]))


def _capture(pdf: Pdf) -> None:
    pdf.pages[2].obj.Annots[0].Dest[0] = pdf.pages[5].obj


def _mislead(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].title = "After, page 3"


def _annotate(pdf: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=pikepdf.String("x")
    )
    pdf.pages[6].obj.Annots = Array([pdf.make_indirect(note)])


def _arm(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("x"))


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (_lose_page, "pages"),
        (_empty, "text"),
        (_turn, "numbers"),
        (_renumber, "numbers"),
        (_capture, "links"),
        (_mislead, "bookmarks"),
        (_annotate, "residue"),
        (_arm, "residue"),
    ],
)
def test_each_check_speaks_up_when_a_bundle_is_spoilt(change: Callable[[Pdf], None], check: str) -> None:
    assert check in spoilt(change)
