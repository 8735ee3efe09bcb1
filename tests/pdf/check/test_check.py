from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.pdf.check.check import preflight
from casebook.pdf.page.plan import Bundle
from tests.pdf.bundle.test_bundle import HOSTILE
from tests.pdf.corpus import changed, composition, drawn, exhibit, linked, picture, typed
from tests.pdf.read import built


@pytest.fixture(scope="module")
def whole() -> tuple[bytes, Bundle]:
    return built(composition(exhibit(linked("One")), exhibit(typed(2), "b"), exhibit(typed(1), "c")))


def _problems(data: bytes, bundle: Bundle) -> list[FilingProblem]:
    return list(preflight(io.BytesIO(data), bundle))


def _found(data: bytes, bundle: Bundle) -> list[tuple[str, int]]:
    return [(problem.check, problem.page) for problem in _problems(data, bundle) if problem.check != "fonts"]


def test_a_sound_bundle_passes(whole: tuple[bytes, Bundle]) -> None:
    assert _found(*whole) == []


def test_a_font_that_is_not_in_the_file_is_told(whole: tuple[bytes, Bundle]) -> None:
    problem = _problems(*whole)[0]
    assert (problem.check, problem.page, problem.is_blocking) == ("fonts", 4, False)
    assert "Helvetica" in str(problem.what)
    assert problem.mend


def test_hostile_exhibits_pass_once_bound() -> None:
    exhibits = [exhibit(data, f"k{at}") for at, data in enumerate(HOSTILE.values())]
    data, bundle = built(composition(*exhibits, has_dividers=False))
    assert not [problem for problem in _problems(data, bundle) if problem.is_blocking]


def _page(number: int, change: Callable[[Dictionary], None]) -> Callable[[Pdf], None]:
    return lambda pdf: change(pdf.pages[number - 1].obj)


def _stamp(page: Dictionary, old: bytes, new: bytes) -> None:
    last = list(page.Contents)[-1]
    text = last.read_bytes()
    assert old in text
    last.write(text.replace(old, new))


def _content(pdf: Pdf, number: int, drawing: bytes) -> None:
    pdf.pages[number - 1].obj.Contents.append(pdf.make_stream(drawing))


def _reference() -> Dictionary:
    return Dictionary(S=Name.URI, URI=String("casebook:exhibit%3Aa?page=0"))


def _bookmark(pdf: Pdf) -> Dictionary:
    return pdf.Root.Outlines.First.Next  # type: ignore[return-value]


FAULTS: dict[str, tuple[Callable[[Pdf], None], tuple[str, int]]] = {
    "another number is printed": (_page(5, lambda page: _stamp(page, b"(5)", b"(6)")), ("numbers", 5)),
    "the number is off the page": (
        _page(5, lambda page: _stamp(page, b"28.346 Td", b"-28.3 Td")),
        ("numbers", 5),
    ),
    "the number is on its side": (
        _page(5, lambda page: _stamp(page, b"q 1 0 0 1", b"q 0 1 -1 0")),
        ("numbers", 5),
    ),
    "something covers the number": (lambda pdf: _content(pdf, 5, b" 1 g 0 0 600 90 re f"), ("numbers", 5)),
    "the number is clipped away": (
        _page(5, lambda page: _stamp(page, b"BDC\nq", b"BDC\nq 0 0 5 5 re W n")),
        ("numbers", 5),
    ),
    "there is no number": (_page(5, lambda page: setattr(page, "Contents", Array([]))), ("numbers", 5)),
    "labels begin elsewhere": (
        lambda pdf: setattr(pdf.Root, "PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=2)]))),
        ("numbers", 1),
    ),
    "a page is blank": (_page(5, lambda page: page.Contents.__setitem__(1, _nothing(page))), ("blank", 5)),
    "a page lost its text": (_page(5, lambda page: page.Contents.__setitem__(1, _line(page))), ("text", 5)),
    "a link leads to another page": (
        _page(4, lambda page: page.Annots[0].Dest.__setitem__(0, page)),
        ("links", 4),
    ),
    "a link does not keep 100 %": (
        _page(4, lambda page: page.Annots[0].Dest.__setitem__(4, 0)),
        ("links", 4),
    ),
    "a link leads beside the page": (
        _page(4, lambda page: page.Annots[0].Dest.__setitem__(3, 5000)),
        ("links", 4),
    ),
    "a link is lost": (_page(4, lambda page: page.Annots.__delitem__(0)), ("links", 4)),
    "a link is named": (_page(4, lambda page: setattr(page.Annots[0], "Dest", String("a"))), ("links", 4)),
    "a reference is left": (
        _page(4, lambda page: setattr(page.Annots[2], "A", _reference())),
        ("links", 4),
    ),
    "a note lies on a page": (
        _page(4, lambda page: page.Annots.append(Dictionary(Type=Name.Annot, Subtype=Name.Text))),
        ("residue", 4),
    ),
    "a link runs a script": (
        _page(4, lambda page: setattr(page.Annots[2], "AA", Dictionary())),
        ("residue", 4),
    ),
    "a bookmark leads elsewhere": (
        lambda pdf: _bookmark(pdf).Dest.__setitem__(0, pdf.pages[4].obj),
        ("bookmarks", 2),
    ),
    "a bookmark names another page": (
        lambda pdf: setattr(_bookmark(pdf), "Title", String("Index, page 9")),
        ("bookmarks", 2),
    ),
    "a bookmark runs an action": (
        lambda pdf: setattr(_bookmark(pdf), "A", Dictionary(S=Name.Launch)),
        ("bookmarks", 0),
    ),
    "the bookmarks are gone": (lambda pdf: pdf.Root.__delitem__("/Outlines"), ("bookmarks", 0)),
    "a page is gone": (lambda pdf: pdf.pages.__delitem__(4), ("pages", 0)),
    "a file is attached": (lambda pdf: pdf.attachments.__setitem__("a.txt", b"a"), ("residue", 0)),
    "a script runs": (
        lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String("x"))),
        ("residue", 0),
    ),
    "a form is there": (lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary()), ("residue", 0)),
    "an author is named": (lambda pdf: pdf.docinfo.__setitem__("/Author", "Karim"), ("residue", 0)),
    "metadata is there": (
        lambda pdf: setattr(
            pdf.Root, "Metadata", pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)
        ),
        ("residue", 0),
    ),
    "a page tells its maker": (
        _page(4, lambda page: setattr(page, "PieceInfo", Dictionary())),
        ("residue", 4),
    ),
}


def _nothing(page: Dictionary) -> object:
    return list(page.Contents)[0]  # noqa: RUF015 - an array of PDF


def _line(page: Dictionary) -> object:
    stream = list(page.Contents)[1]
    stream.write(b"0 400 m 500 400 l S")
    return stream


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(fault: str, whole: tuple[bytes, Bundle]) -> None:
    data, bundle = whole
    spoil, expected = FAULTS[fault]
    problems = [
        problem
        for problem in _problems(changed(data, spoil), bundle)
        if (problem.check, problem.page) == expected
    ]
    assert problems
    assert problems[0].is_blocking
    assert problems[0].rule
    assert problems[0].mend


def test_an_index_that_shows_another_page_is_found() -> None:
    data, bundle = built(composition(exhibit(typed(1)), exhibit(typed(1), "b"), has_dividers=False))
    moved = tuple(
        replace(item, first_page=item.first_page, last_page=item.last_page) for item in bundle.items
    )
    plan = replace(bundle.plan, links={1: (3, 2)})
    wrong = _found(data, replace(bundle, items=moved, plan=plan))
    assert ("numbers", 2) in wrong
    assert ("links", 2) in wrong


def test_a_number_over_print_is_told() -> None:
    low = drawn(b"BT /F1 11 Tf 290 29 Td (12) Tj ET")
    data, bundle = built(composition(exhibit(low), has_dividers=False))
    problem = next(problem for problem in _problems(data, bundle) if problem.check == "stamp")
    assert (problem.page, problem.is_blocking) == (3, False)


def test_pages_without_text_are_listed_once() -> None:
    data, bundle = built(composition(exhibit(picture()), exhibit(picture("JPEG"), "b"), has_dividers=False))
    problem = next(problem for problem in _problems(data, bundle) if problem.check == "scans")
    assert str(problem.what) == "2 pages have no searchable text: 3, 4."
    assert not problem.is_blocking


def test_one_page_without_text_is_told_in_the_singular() -> None:
    data, bundle = built(composition(exhibit(picture()), has_dividers=False))
    messages = [str(problem.what) for problem in _problems(data, bundle) if problem.check == "scans"]
    assert messages == ["1 page has no searchable text: 3."]


def test_letters_that_mean_nothing_are_told() -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        FirstChar=65,
        LastChar=70,
        Widths=Array([500] * 6),
        Encoding=Dictionary(
            Type=Name.Encoding, Differences=Array([65, *(Name(f"/uniE0{at:02}") for at in range(6))])
        ),
    )
    data, bundle = built(
        composition(
            exhibit(drawn(b"BT /G 12 Tf 72 700 Td (ABCDEFABCDEF) Tj ET", Font=Dictionary(G=font))),
            has_dividers=False,
        )
    )
    assert ("letters", 3) in _found(data, bundle)


def test_the_check_can_be_stopped(whole: tuple[bytes, Bundle]) -> None:
    def progress(done: int, total: int, step: Message) -> None:
        raise Cancelled(f"{step!s} {done}/{total}")

    with pytest.raises(Cancelled):
        preflight(io.BytesIO(whole[0]), whole[1], progress=progress)
