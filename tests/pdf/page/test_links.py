from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from casebook.domain.dossier.composition import ReferenceTarget
from casebook.pdf.page.anchor import uri
from casebook.pdf.page.links import Destinations, Link, PagePoint, destination, read_link, read_own_link
from tests.pdf.corpus import cropped, linked, turned


@pytest.fixture
def pdf() -> Iterator[Pdf]:
    with Pdf.open(io.BytesIO(linked("One"))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("view", "place"),
    [
        ([Name.XYZ, 10, 20, 3], PagePoint(2, 10, 20)),
        ([Name.XYZ, 10], PagePoint(2, 10, None)),
        ([Name.Fit], PagePoint(2)),
        ([Name.FitB], PagePoint(2)),
        ([Name.FitH, 20], PagePoint(2, None, 20)),
        ([Name.FitBH, 20], PagePoint(2, None, 20)),
        ([Name.FitV, 10], PagePoint(2, 10, None)),
        ([Name.FitR, 1, 2, 3, 4], PagePoint(2, 1, 4)),
        ([Name.FitR, 1], PagePoint(2, 1, None)),
        ([], PagePoint(2)),
    ],
)
def test_every_kind_of_destination_is_understood(pdf: Pdf, view: list[object], place: PagePoint) -> None:
    destinations = Destinations(pdf)
    assert destinations.place(Array([pdf.pages[2].obj, *view])) == place
    assert destinations.place(Dictionary(D=Array([pdf.pages[2].obj, *view]))) == place
    assert destinations.place(Array([2, *view])) == place


@pytest.mark.parametrize(
    "said", [String("nowhere"), Name.nowhere, Array(), Array([7, Name.Fit]), Array([String("x")]), None]
)
def test_what_leads_nowhere_is_told(pdf: Pdf, said: object) -> None:
    assert Destinations(pdf).place(said) is None


def test_names_are_looked_up_where_they_belong(pdf: Pdf) -> None:
    found = Destinations(pdf)
    assert found.place(String("chapter")) == PagePoint(2, 72, 700)
    assert found.place(Name.chapter) == PagePoint(2, None, 650)


def test_a_destination_is_the_corner_seen_first() -> None:
    with Pdf.open(io.BytesIO(turned(180))) as opened:
        page = opened.pages[0].obj
        assert [float(part) for part in list(destination(PagePoint(0), [page]))[2:]] == [
            pytest.approx(595.28, abs=0.01),
            0,
            1,
        ]
        assert [float(part) for part in list(destination(PagePoint(0, None, 9), [page]))[3:]] == [9, 1]


@pytest.mark.parametrize(("place", "nearest"), [((-9, 900), (60, 800)), ((999, -1), (520, 90))])
def test_a_place_beside_what_is_seen_becomes_the_nearest(
    place: tuple[float, float], nearest: tuple[float, float]
) -> None:
    with Pdf.open(io.BytesIO(cropped())) as opened:
        aim = destination(PagePoint(0, *place), [opened.pages[0].obj])
        assert tuple(float(part) for part in list(aim)[2:4]) == nearest


@pytest.mark.parametrize("anchor", ["exhibit:A-3", "part 1/§2?page=9", "起诉书", "a%20b", ""])
def test_references_come_back_as_they_were_written(pdf: Pdf, anchor: str) -> None:
    target = ReferenceTarget(anchor=anchor, page=4)
    note = Dictionary(Rect=Array([1, 2, 3, 4]), A=Dictionary(S=Name.URI, URI=String(uri(target))))
    assert read_own_link(note, Destinations(pdf)) == Link((1, 2, 3, 4), target)


def test_other_links_on_our_own_pages_are_like_any(pdf: Pdf) -> None:
    note = Dictionary(Rect=Array([1, 2, 3, 4]), A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    assert read_own_link(note, Destinations(pdf)) == Link((1, 2, 3, 4), "https://example.org")


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
        Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
        Dictionary(S=Name.URI),
        Dictionary(S=Name.Launch, F=String("calc.exe")),
        Dictionary(S=Name.GoToR, F=String("other.pdf")),
        Dictionary(S=Name.Named, N=Name.Print),
        Dictionary(S=Name.SubmitForm, F=String("https://example.org")),
        Dictionary(),
    ],
)
def test_links_to_programs_and_files_are_no_links(pdf: Pdf, action: Object) -> None:
    note = Dictionary(Rect=Array([1, 2, 3, 4]), A=action)
    assert read_link(note, Destinations(pdf)) is None


def test_the_look_of_a_link_is_kept(pdf: Pdf) -> None:
    note = Dictionary(
        Rect=Array([1, 2, 3, 4]), Dest=Array([0, Name.Fit]), Border=Array([0, 0, 2]), C=Array([1, 0, 0])
    )
    link = read_link(note, Destinations(pdf))
    assert link is not None
    assert link.look == (("/Border", (0, 0, 2)), ("/C", (1, 0, 0)))
