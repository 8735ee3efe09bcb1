from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casebook.base.errors import DamagedSource
from casebook.pdf.page.opened_exhibit import OpenedExhibit, read_exhibit
from tests.pdf.corpus import (
    bookmarked,
    changed,
    cropped,
    drawn,
    exhibit,
    filled,
    inherited,
    layered,
    linked,
    locked,
    picture,
    signed,
    typed,
)


def _read(data: bytes, **said: str) -> OpenedExhibit:
    return read_exhibit(exhibit(data, **said), "A4", lambda: None)


def _refused(data: bytes) -> DamagedSource:
    with pytest.raises(DamagedSource) as error:
        _read(data, file="scans/letter.pdf")
    assert str(error.value.title).startswith("Exhibit A (scans/letter.pdf) ")
    assert error.value.field == "scans/letter.pdf"
    assert error.value.remedy
    return error.value


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_file_is_refused(share: float) -> None:
    whole = typed(6)
    assert "incomplete" in str(_refused(whole[: int(len(whole) * share)]).title)


def test_an_empty_file_is_refused() -> None:
    assert "empty" in str(_refused(b"").title)


def test_a_file_locked_for_reading_is_refused() -> None:
    assert "protected by a password" in str(_refused(locked(user="secret")).title)


def test_a_file_locked_against_changes_is_read_and_told() -> None:
    opened = _read(locked())
    assert (len(opened.frames), list(opened.losses)) == (1, ["restricted"])


@pytest.mark.parametrize("data", [b"plain words", b"\0" * 500, b"GIF89a", b"PK\3\4"])
def test_anything_else_is_refused(data: bytes) -> None:
    error = _refused(data)
    assert "neither a PDF nor an image" in str(error.title)
    assert "PNG" in str(error.remedy)


def test_a_cut_picture_is_refused() -> None:
    data = picture("JPEG", size=(900, 900))
    assert "damaged or incomplete" in str(_refused(data[: len(data) // 2]).title)


def test_missing_pages_are_noticed() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.Count = 5

    data = changed(typed(4), change)
    assert data.count(b"/Count 4") == 1
    assert "5 pages, but contains 4" in str(_refused(data.replace(b"/Count 4", b"/Count 5")).title)


def test_a_missing_page_object_is_noticed() -> None:
    data = typed(4)
    assert data.count(b"[ 3 0 R 4 0 R") == 1
    assert "4 pages, but contains 3" in str(_refused(data.replace(b"[ 3 0 R", b"[ null ")).title)


def test_content_that_does_not_unpack_is_noticed() -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(b"no flate at all", Filter=Name.FlateDecode)

    assert "damaged" in str(_refused(changed(typed(), change)).title)


@pytest.mark.parametrize(
    "broken",
    [
        lambda page: setattr(page, "MediaBox", Array([0, 0])),
        lambda page: setattr(page, "Rotate", Name.Upright),
        lambda page: setattr(page, "UserUnit", String("two")),
    ],
)
def test_pages_of_no_kind_are_refused(broken: object) -> None:
    def change(pdf: Pdf) -> None:
        assert callable(broken)
        broken(pdf.pages[0].obj)

    assert "damaged" in str(_refused(changed(typed(), change)).title)


def test_a_portfolio_is_refused() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)

    assert "portfolio" in str(_refused(changed(typed(), change)).title)


def test_a_form_that_only_a_viewer_fills_is_refused() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())

    assert "XFA" in str(_refused(changed(typed(), change)).title)


def test_an_entry_that_cannot_be_drawn_is_refused() -> None:
    error = _refused(filled("\u0f40\u0f71 \U00013000"))
    assert "form on page 1" in str(error.title)
    assert "print" in str(error.remedy)


def test_an_error_out_of_a_vault_names_the_mark_only() -> None:
    with pytest.raises(DamagedSource) as error:
        _read(b"")
    assert str(error.value.title) == "Exhibit A is an empty file."
    assert error.value.field == "A"


def test_pages_are_given_what_they_inherit() -> None:
    opened_exhibit = _read(inherited())
    assert [(frame.width_pt, frame.height_pt) for frame in opened_exhibit.frames] == [(500, 300)] * 2
    assert all(page.Resources.is_indirect for page in opened_exhibit.pages)


def test_what_is_not_seen_is_taken_off_the_pages() -> None:
    opened_exhibit = _read(cropped(90))
    assert set(opened_exhibit.pages[0].keys()) <= {
        "/Type",
        "/Parent",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/Resources",
        "/Contents",
    }


def test_open_content_is_closed() -> None:
    is_open, is_closed = _read(drawn(b"q q")), _read(drawn(b"q Q"))
    assert "/CbPage" in is_open.pages[0].Resources.XObject
    assert "/XObject" not in is_closed.pages[0].Resources


def test_losses_are_noted() -> None:
    assert _read(signed()).losses == {"signature": [0]}
    assert _read(layered()).losses == {"layers": [0]}
    assert _read(linked("One")).losses == {"links": [0] * 5}
    assert _read(typed()).losses == {}


def test_bookmarks_that_cannot_be_read_are_told() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Outlines.First.Dest = Array([pdf.pages[0].obj, Name.Fit])
        pdf.Root.Outlines.First.A = Dictionary(S=Name.GoTo, D=String("x"))

    assert _read(changed(bookmarked(), change)).losses == {"bookmarks": [0]}


def test_a_file_on_disk_is_read_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(typed(3))
    opened: list[io.BufferedReader] = []

    def opening() -> io.BufferedReader:
        opened.append(path.open("rb"))
        return opened[-1]

    base = exhibit(b"")
    opened_exhibit = read_exhibit(replace(base, open=opening), "A4", lambda: None)
    assert len(opened_exhibit.pages) == 3
    assert opened[0].closed
    opened_exhibit.pdf.close()


def test_a_picture_is_a_page() -> None:
    opened_exhibit = _read(picture())
    assert len(opened_exhibit.pages) == 1
    assert not opened_exhibit.contents[0].has_text
