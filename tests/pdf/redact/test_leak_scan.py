from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casebook.domain.dossier.hiding.last_search import LeftWord
from casebook.pdf.page.examiner import examine
from casebook.pdf.redact.leak_scan import LeakScan
from tests.pdf import corpus


def hides(text: str) -> bool:
    return "Weiming" in text


def left_in(text: str) -> list[LeftWord]:
    word = LeftWord(kind="name", letters="weiming", is_refused=False, is_like_refused=True)
    return [word] * text.count("Weiming")


def test_a_page_says_a_refused_word_as_often_as_it_was_refused_there() -> None:
    refused = {1: ("asked Weiming", "Weiming said"), 2: ("Weiming",)}
    for said, found in (("Weiming", []), ("Weiming Weiming", [(2, "text")])):
        scan = LeakScan(hides, left_in, refused.get)
        examine(io.BytesIO(corpus.typed(2, said)), [scan], lambda *_: None)
        assert scan.found == found
        assert scan.like_refused == {page for page, _ in found}


def scanned(change: Callable[[pikepdf.Pdf], None]) -> list[tuple[int, str]]:
    return leaks(corpus.changed(corpus.typed(2), change))


def leaks(data: bytes) -> list[tuple[int, str]]:
    scan = LeakScan(hides, left_in)
    examine(io.BytesIO(data), [scan], lambda *_: None)
    return scan.found


def test_a_name_in_the_text_is_told_with_its_page() -> None:
    assert leaks(corpus.typed(2, "Weiming")) == [(1, "text"), (2, "text")]


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Statement of Weiming", 0))


def note(pdf: pikepdf.Pdf) -> None:
    mark = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("ask Weiming")
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])


def title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = "Weiming"


def metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as xmp:
        xmp["xmpMM:Instance"] = "Weiming"


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["Weiming.txt"] = b"x"


def layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Weiming's notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))
    pdf.pages[1].obj.Resources.Properties = Dictionary(MC0=group)


def link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("mailto:Weiming@example.org"))
    to_first = Dictionary(Type=Name.Annot, Subtype=Name.Link, Dest=Array([pdf.pages[0].obj, Name.Fit]))
    mail = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=pdf.make_indirect(action))
    pdf.pages[0].obj.Annots = Array([to_first])
    pdf.pages[1].obj.Annots = Array([to_first, pdf.make_indirect(mail)])


@pytest.mark.parametrize("change", [layer, link])
def test_a_name_of_a_layer_or_in_a_link_is_found_on_its_page(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert scanned(change) == [(2, "objects")]


@pytest.mark.parametrize("change", [bookmark, note, title, metadata, attachment])
def test_a_name_that_does_not_show_is_found(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert scanned(change)


def test_a_file_that_names_nobody_is_clean() -> None:
    assert scanned(lambda _: None) == []
