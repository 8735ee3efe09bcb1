"""Words under something drawn over them stop a copy, and a finished file is checked for the same."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from casebook.base.progress import silent, unheld
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.domain.evidence.redaction import Area
from casebook.pdf.check.survey import survey
from casebook.pdf.jobs.build_bundle import build_bundle
from casebook.pdf.jobs.exchange import Exchange
from tests.pdf import corpus, out_of_sight

CLEAN = corpus.typed(1)


def built(exhibits: Sequence[Exhibit], hiding: Hiding | None = None) -> tuple[bytes, list[FilingProblem]]:
    """A bundle with its problems about redaction."""
    written = io.BytesIO()
    exchange = Exchange(
        lambda place: exhibits[place].open(), lambda _, piece: written.write(piece), silent, unheld
    )
    job = BundleJob(composition=corpus.composition(*exhibits), hiding=hiding)
    (file,) = build_bundle(job, exchange).files
    return written.getvalue(), [problem for problem in file.problems if problem.check == "redaction"]


def covered_pages(data: bytes) -> list[int]:
    pages = survey(io.BytesIO(data), "file.pdf").pages
    return [number for number, page in enumerate(pages, start=1) if page.covered_letters]


LAYERS = {"a layer": out_of_sight.layer_off_in_view, "a layer for print": out_of_sight.layer_for_print}
SHORT = {"short words": out_of_sight.short_words(0.9), "a note for print": out_of_sight.note_for_print}
OVER = out_of_sight.COVERED | out_of_sight.MARRED | out_of_sight.FAINT | LAYERS | SHORT


@pytest.mark.parametrize("way", OVER.values(), ids=OVER)
def test_words_under_something_stop_a_copy(way: out_of_sight.Change) -> None:
    boxed = corpus.exhibit(out_of_sight.page(way), key="b", mark="7")
    data, (problem,) = built([corpus.exhibit(CLEAN), boxed])
    assert problem.is_blocking
    assert str(problem.what).startswith("Exhibit 7: ")
    assert str(problem.what).endswith(": page 1 of the exhibit.")
    assert covered_pages(data) == [problem.page]


OPEN = out_of_sight.HIDDEN | out_of_sight.LEGIBLE


@pytest.mark.parametrize("way", OPEN.values(), ids=OPEN)
def test_words_in_the_open_or_under_nothing_do_not(way: out_of_sight.Change) -> None:
    data, problems = built([corpus.exhibit(out_of_sight.page(way))])
    assert not problems
    assert not covered_pages(data)


def test_the_number_of_a_page_is_no_redaction() -> None:
    line = (
        "BT /F1 12 Tf 30 24 Td (Print where the number of the page stands, as in an exhibit of its own) Tj ET"
    )
    data, problems = built([corpus.exhibit(out_of_sight.page(lambda _, __: line))])
    assert not problems
    assert not covered_pages(data)


def test_a_number_of_a_page_that_was_stamped_over_is_no_redaction() -> None:
    stamped = "BT /F1 12 Tf 290 30 Td (117) Tj ET 1 g 280 24 40 20 re f 0 g BT /F1 12 Tf 292 30 Td (4) Tj ET"
    inside = stamped.replace(" 30 ", " 630 ").replace(" 24 ", " 624 ")
    _, problems = built([corpus.exhibit(out_of_sight.page(lambda _, __: stamped))])
    assert not problems
    _, problems = built([corpus.exhibit(out_of_sight.page(lambda _, __: inside))])
    assert problems


def test_an_area_on_the_page_draws_it_anew_without_the_words() -> None:
    boxed = corpus.exhibit(out_of_sight.page(out_of_sight.COVERED["a black box"]))
    area = Area(page=1, left=0.05, top=0.8, right=0.5, bottom=0.9)
    hiding = Hiding(
        pseudonyms=NameReplacer([]), leaves_out=False, areas={boxed.key: (area,)}, label="Redacted"
    )
    data, problems = built([boxed], hiding)
    assert not problems
    assert not covered_pages(data)


@pytest.mark.parametrize("subtype", ["Widget", "Square"])
def test_words_under_a_form_field_or_a_mark_are_seen_in_a_finished_file(subtype: str) -> None:
    def cover(pdf: Pdf) -> None:
        black = Array([0, 0, 0])
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([0, 0, 600, 900]))
        note.FT, note.Ff, note.T, note.MK = Name.Btn, 65536, "a", Dictionary(BG=black)
        note.IC = Array([0, 0, 0])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots)

    assert covered_pages(CLEAN) == []
    assert covered_pages(corpus.changed(CLEAN, cover)) == [1]
