from __future__ import annotations

import io

import pytest
from pikepdf import Array, Pdf

from casebook.pdf.page.content import isolate, look_at, read_content
from tests.pdf.corpus import drawn


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"q 1 0 0 1 0 0 cm BT /F1 12 Tf (a q and a Q) Tj ET Q",
        rb"BT (an escaped \) and \( q) Tj ET",
        b"BT (nested (q) text) Tj ET",
        b"BT [(q)3(Q)]TJ ET",
        b"/P <</MCID 0>>BDC q Q EMC",
        b"/q gs /Q gs q Q",
        b"BT <71> Tj ET",
        b"q\rQ\nq\tQ",
    ],
)
def test_closed_content_is_known(content: bytes) -> None:
    assert look_at(content).is_closed


@pytest.mark.parametrize(
    "content",
    [
        b"q",
        b"Q",
        b"Q q",
        b"q BT ET",
        b"BT (open",
        b"BT (a) Tj",
        b"/OC /L BDC q Q",
        b"[(a)",
        b"<< /A 1",
        b"q % Q",
        b"BI /W 1 /H 1 ID q EI",
        b"q Q)",
        b"(" * 9 + b"q" + b")" * 9,
    ],
)
def test_what_may_reach_further_counts_as_open(content: bytes) -> None:
    assert not look_at(content).is_closed


@pytest.mark.parametrize(
    "content", [b"(a)Tj", b"[(a)]TJ", b"/Im0 Do", b"0 0 1 1 re f*", b"0 0 m 9 9 l S", b"/S sh"]
)
def test_ink_is_seen(content: bytes) -> None:
    assert look_at(content).has_ink


@pytest.mark.parametrize("content", [b"", b"q Q", b"0 0 1 1 re W n", b"/F1 12 Tf", b"1 0 0 rg", b"/S gs"])
def test_content_without_ink_is_blank(content: bytes) -> None:
    assert not look_at(content).has_ink


def test_a_hostile_string_takes_no_time() -> None:
    assert not look_at(b"(" * 50_000 + b"q" * 50_000).is_closed
    assert not look_at(b"(" + b"a" * 200_000).is_closed


def test_isolated_content_is_painted_by_a_form() -> None:
    with Pdf.open(io.BytesIO(drawn(b"q q 2 0 0 2 0 0 cm"))) as pdf:
        page = pdf.pages[0].obj
        isolate(pdf, page, read_content(page))
        assert look_at(read_content(page)).is_closed
        assert page.Resources.XObject.CbPage.read_bytes() == b"q q 2 0 0 2 0 0 cm"
        assert "/Font" in page.Resources.XObject.CbPage.Resources


def test_parts_of_content_are_joined_apart() -> None:
    with Pdf.open(io.BytesIO(drawn(b""))) as pdf:
        page = pdf.pages[0].obj
        page.Contents = Array([pdf.make_stream(b"q"), pdf.make_stream(b"Q")])
        assert read_content(page) == b"q\nQ"
