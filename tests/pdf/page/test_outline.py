from __future__ import annotations

import io

import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from casebook.pdf.page.links import PagePoint
from casebook.pdf.page.outline import Bookmark, UnreadBookmarks, read_bookmarks, write_bookmarks
from tests.pdf.corpus import bookmarked, changed, typed


def test_bookmarks_are_read_nested() -> None:
    with Pdf.open(io.BytesIO(bookmarked())) as pdf:
        assert read_bookmarks(pdf) == (
            Bookmark("Account", PagePoint(0), (Bookmark("The arrest", PagePoint(2)),)),
        )


def test_those_below_a_lost_one_move_up() -> None:
    def change(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            lost = OutlineItem("Lost", String("nowhere"))
            lost.children.append(OutlineItem("Found", 1))
            outline.root.append(lost)

    with Pdf.open(io.BytesIO(changed(typed(2), change))) as pdf:
        assert read_bookmarks(pdf) == (Bookmark("Found", PagePoint(1)),)


def test_a_document_without_bookmarks_has_none() -> None:
    with Pdf.open(io.BytesIO(typed())) as pdf:
        assert read_bookmarks(pdf) == ()


def test_bookmarks_of_another_kind_are_refused() -> None:
    def change(pdf: Pdf) -> None:
        first = pdf.Root.Outlines.First
        first.Dest = Array([pdf.pages[0].obj, Name.Fit])
        first.A = Dictionary(S=Name.GoTo, D=String("x"))

    with Pdf.open(io.BytesIO(changed(bookmarked(), change))) as pdf, pytest.raises(UnreadBookmarks):
        read_bookmarks(pdf)


def test_bookmarks_move_with_their_exhibit() -> None:
    mark = Bookmark("Account", PagePoint(0), (Bookmark("The arrest", PagePoint(2, 3, 4)),))
    assert mark.moved(10) == Bookmark(
        "Account", PagePoint(10), (Bookmark("The arrest", PagePoint(12, 3, 4)),)
    )


def test_first_levels_are_open_when_written() -> None:
    pdf = Pdf.open(io.BytesIO(typed(3)))
    below = Bookmark("2", PagePoint(1), (Bookmark("3", PagePoint(2)),))
    write_bookmarks(pdf, [page.obj for page in pdf.pages], [Bookmark("1", PagePoint(0), (below,))])
    first = pdf.Root.Outlines.First
    assert first.Count == 1
    assert first.First.Count == -1
    pdf.close()
