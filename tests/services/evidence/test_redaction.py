"""Areas of exhibits: suggested, decided on, and gone from the bytes of the copies they are hidden in."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Pdf
from pikepdf import Name as PdfName
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.paper import laid
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import RecognisedPage, Recognition, SeenWord
from casebook.domain.evidence.redaction import Area, Redaction
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import copy_review, dossier
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.redaction_search import RedactionQuery, suggest
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.vault import record_bin as bins
from tests.pdf.corpus import changed, filled, typed

pytestmark = pytest.mark.usefixtures("jobs_here")

LINES = (
    ("The file of Ceshi Weiming was opened.", "Safe contact: the baker.", "It was cold that winter."),
    ("WEIMING, CESHI signed here.", "The second page."),
)


SIDES = ("left", "top", "right", "bottom")


def letter() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for lines in LINES:
        canvas.setFont("Helvetica", 14)
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 40 * number, line)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def photograph() -> bytes:
    written = io.BytesIO()
    picture = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(picture).rectangle((300, 100, 500, 200), fill=(250, 30, 30))
    picture.save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def opened(session: Session) -> Case:
    client_name = Name(text="Ceshi Weiming", script="Latn")
    consent = Consent(purpose="court", given_on=session.clock().date())
    record.add(session, Person(id="p", names=(client_name,), consents=(consent,)))
    made = case.open_case(session, reference="R-1", title="", jurisdiction="GB")
    return record.change(session, replace(made, parties=(Party(person_id="p"),)))


def taken(session: Session, opened: Case, path: Path, mark: str = "1") -> Document:
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    assert row.document is not None
    return record.change(session, replace(row.document, exhibit_mark=mark))


@pytest.fixture
def document(session: Session, opened: Case, tmp_path: Path) -> Document:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter())
    return taken(session, opened, path)


def mark(session: Session, document: Document, *areas: Area) -> Redaction:
    was = redaction.of_document(session, document)
    return redaction.keep(session, was.having(areas), was)


def built(session: Session, document: Document, copy: CopyKind, out: Path) -> builds.BuildReport:
    made = dossier.draft(session, document.case_id, "Dossier")
    record.change(session, replace(made, parties="", sections=(), exhibit_ids=(document.id,)))
    request = BuildRequest(dossier_id=made.id, copy_kind=copy)
    return run_in_line(builds.build(session, request, out))


def told(path: Path) -> str:
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()


def read_by_machine(path: Path, page: int) -> str:
    picture = drawn(path, page, 150)
    read = subprocess.run(["tesseract", "stdin", "stdout"], input=picture, capture_output=True, check=True)
    return read.stdout.decode()


def drawn(path: Path, page: int, dpi: int) -> bytes:
    command = ["pdftoppm", "-r", str(dpi), "-png", "-f", str(page), "-l", str(page), str(path)]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.confined
def test_areas_are_gone_from_redacted_copies_and_the_filing_copy_is_whole(
    session: Session, document: Document, tmp_path: Path
) -> None:
    areas = run_in_line(suggest(session, document, RedactionQuery(words="the baker", copies=("service",))))
    assert [(area.page, area.state, area.is_drawn) for area in areas] == [(1, "suggested", False)]
    before = built(session, document, "service", tmp_path / "open.pdf")
    assert any("suggested but not decided: 1" in str(problem.what) for problem in before.problems)
    ahead = precheck(session, BuildRequest(dossier_id=before.build.dossier_id, copy_kind="service"))
    assert [one.about for one in ahead.foreseen if one.problem.check == "redaction"] == [
        DossierTarget(kind="document", id=document.id)
    ]
    assert "baker" in told(tmp_path / "open.pdf")
    was = redaction.of_document(session, document)
    redaction.keep(session, was.decided(areas, "accepted"), was)
    service = built(session, document, "service", tmp_path / "service.pdf")
    last = service.build.contents[-1]
    for text in (
        told(tmp_path / "service.pdf"),
        read_by_machine(tmp_path / "service.pdf", last.last_page - 1),
    ):
        assert "winter" in text
        assert "baker" not in text
    assert {"Redacted", "winter.", "Weiming", "CESHI"} <= set(told(tmp_path / "service.pdf").split())
    assert service.build.contents[-1].digest != before.build.contents[-1].digest
    built(session, document, "filing", tmp_path / "filing.pdf")
    assert "the baker" in told(tmp_path / "filing.pdf")


def test_covered_words_left_elsewhere_are_reported_without_naming_them(
    session: Session, document: Document, tmp_path: Path
) -> None:
    found = run_in_line(suggest(session, document, RedactionQuery(words="the baker")))
    was = redaction.of_document(session, document)
    redaction.keep(session, was.decided(found, "accepted"), was)
    draft = dossier.draft(session, document.case_id, "Dossier")
    for text, states_history in (
        ("The\nBAKER hid him.", True),
        ("Bakers hid him; the bakery is shut.", False),
    ):
        part = Section(id="text", kind="free-text", text=text)
        now = record.find(session, Dossier, draft.id)
        record.change(session, replace(now, sections=(part,), exhibit_ids=(document.id,)))
        request = BuildRequest(dossier_id=draft.id, copy_kind="service")
        report = run_in_line(builds.build(session, request, tmp_path / f"{states_history}.pdf"))
        problems = [
            one
            for one in report.problems
            if "redacted content appears elsewhere in this copy" in str(one.what)
        ]
        assert bool(problems) is states_history
        assert not any(
            "baker" in f"{one.what!s} {one.rule!s} {one.mend!s}".casefold() for one in report.problems
        )
        for one in problems:
            command = ["pdftotext", "-f", str(one.page), "-l", str(one.page), str(tmp_path / "True.pdf"), "-"]
            said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
            assert "BAKER hid him" in said
            assert not one.is_blocking


def marked_form() -> bytes:
    """A form whose entry holds a name, with a stamp that shows one and a line that runs off the paper."""

    def add(pdf: Pdf) -> None:
        leaf = pdf.pages[0].obj
        font = Dictionary(F=Dictionary(Type=PdfName.Font, Subtype=PdfName.Type1, BaseFont=PdfName.Helvetica))
        stamp = pdf.make_stream(
            b"BT /F 11 Tf 2 6 Td (Ceshi Weiming) Tj ET",
            Type=PdfName.XObject,
            Subtype=PdfName.Form,
            BBox=Array([0, 0, 200, 20]),
            Resources=Dictionary(Font=font),
        )
        note = Dictionary(
            Type=PdfName.Annot,
            Subtype=PdfName.Stamp,
            Rect=Array([72, 300, 272, 320]),
            F=4,
            AP=Dictionary(N=stamp),
        )
        leaf.Annots.append(pdf.make_indirect(note))
        leaf.Resources.Font.F = font.F
        off = pdf.make_stream(b" BT /F 11 Tf 72 -200 Td (Ceshi Weiming) Tj ET")
        leaf.Contents = Array([leaf.Contents, off])

    return changed(filled("Ceshi Weiming"), add)


def test_names_in_forms_and_stamps_are_suggested(session: Session, opened: Case, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(marked_form())
    areas = run_in_line(suggest(session, taken(session, opened, path), RedactionQuery(has_protected=True)))
    tops = sorted(
        {round(area.top * A4[1]) for area in areas}
    )  # side by side, the two are told apart by words
    assert len(tops) == 2
    for bottom, top in zip((500, 300), tops, strict=True):
        assert bottom < A4[1] - top < bottom + 25


def test_a_redacted_name_left_on_another_page_stops_the_copy(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(marked_form())
    document = taken(session, opened, path, "4")
    areas = run_in_line(suggest(session, document, RedactionQuery(has_protected=True)))
    was = redaction.of_document(session, document)
    was = redaction.keep(session, was.decided(areas[1:], "accepted"), was)
    with pytest.raises(Refused) as refused:
        built(session, document, "service", tmp_path / "service.pdf")
    assert "exhibit 4, page 1 (a name)" in str(refused.value.title)
    assert "Weiming" not in f"{refused.value.title!s} {refused.value.remedy!s}"
    assert not (tmp_path / "service.pdf").exists()
    redaction.keep(session, was.decided(areas, "accepted"), was)
    built(session, document, "service", tmp_path / "service.pdf")
    assert "Weiming" not in told(tmp_path / "service.pdf")


def test_every_form_of_a_protected_name_is_suggested_and_decisions_stay(
    session: Session, document: Document
) -> None:
    sought = RedactionQuery(has_protected=True)
    areas = run_in_line(suggest(session, document, sought))
    assert sorted({area.page for area in areas}) == [1, 2]
    was = redaction.of_document(session, document)
    kept = redaction.keep(session, was.decided(areas[:1], "rejected"), was)
    assert run_in_line(suggest(session, document, sought)) == ()
    assert redaction.of_document(session, document) == kept
    by_name = RedactionQuery(words="Wéi míng", has_spellings=True)
    assert run_in_line(suggest(session, document, by_name)) == ()
    assert not [one for one in record.every(session, Person) if one.id != "p"]
    with pytest.raises(InvalidInput):
        run_in_line(suggest(session, document, RedactionQuery(words=" \n ")))


def test_what_is_known_of_a_person_is_suggested_as_a_copy_replaces_it(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    born = StatedDate(edtf="1984-01-10")
    record.change(session, replace(record.find(session, Person, "p"), born=born, birth_place="Yunlan"))
    path = tmp_path / "known.pdf"
    path.write_bytes(typed(1, "He left Yunlan on 10 January, 1984, see R-1"))
    areas = run_in_line(suggest(session, taken(session, opened, path), RedactionQuery(has_protected=True)))
    assert len(areas) == 3


def test_an_unread_picture_shows_all_but_its_areas_once_looked_at(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(photograph())
    document = taken(session, opened, path)
    assert run_in_line(copy_review.pages_to_review_of(session, document.id)) == {1: "picture"}
    mark(session, document, Area(page=1, left=0.5, top=1 / 3, right=5 / 6, bottom=2 / 3))
    redaction.review(session, document, [1], shows_no_one=True)
    report = built(session, document, "pseudonymised", tmp_path / "copy.pdf")
    assert not any("left out" in str(problem.what) for problem in report.problems)
    page = drawn(tmp_path / "copy.pdf", report.build.contents[-1].last_page, 72)
    with Image.open(io.BytesIO(page)) as shown:
        red, green, _ = shown.convert("RGB").split()
    pixels = list(zip(red.tobytes(), green.tobytes(), strict=True))
    assert not any(of_red > 200 and of_green < 100 for of_red, of_green in pixels)
    assert sum(of_red < 20 for of_red, _ in pixels) > 5000
    redaction.review(session, document, [1], shows_no_one=False)
    assert redaction.of_document(session, document).reviewed == ()


def test_recognised_words_are_suggested_where_the_picture_shows_them(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(photograph())
    document = taken(session, opened, path)
    seen = laid(600, 300, "A4").on_page((0.5, 0.4, 0.7, 0.5))
    word = SeenWord(text="Ceshi ", **dict(zip(SIDES, seen, strict=True)), confidence=90)
    read = Recognition(
        id=document.id,
        case_id=opened.id,
        title="",
        languages=("eng",),
        engine="",
        read_at=session.clock(),
        pages=(RecognisedPage(number=1, words=(word,)),),
    )
    record.add(session, read)
    (found,) = run_in_line(suggest(session, document, RedactionQuery(words="Ceshi")))
    assert found.edges == pytest.approx((0.5, 0.4, 0.7, 0.5), abs=0.01)


def test_marks_are_undone_and_go_where_their_document_goes(session: Session, document: Document) -> None:
    empty = redaction.of_document(session, document)
    now = mark(session, document, Area(page=1, left=0.1, top=0.1, right=0.2, bottom=0.2))
    redaction.keep(session, empty, now)
    assert redaction.of_document(session, document).areas == ()
    redaction.keep(session, empty.reviewed_on([2], shows_no_one=True), empty)
    redaction.keep(session, now, empty)
    assert redaction.keep(session, empty, now).reviewed == (2,), "another window's review stays"
    redaction.keep(session, empty, empty.reviewed_on([2], shows_no_one=True))
    redaction.keep(session, now, empty)
    record.move_to_bin(session, Document, document.id)
    assert redaction.of_documents(session, [document.id]) == {}
    (thrown,) = bins.listed(session)
    assert ("redaction", document.id) in thrown.parts
    bins.restore(session, "document", document.id)
    assert redaction.of_document(session, document) == now
    record.move_to_bin(session, Document, document.id)
    bins.purge(session, "document", document.id)
    assert record.every(session, Redaction) == []


def test_what_was_suggested_is_taken_back_and_what_was_drawn_since_stays(
    session: Session, document: Document
) -> None:
    suggested = run_in_line(suggest(session, document, RedactionQuery(has_protected=True)))
    kept = redaction.of_document(session, document)
    by_hand = Area(page=2, left=0.1, top=0.1, right=0.2, bottom=0.2)
    redaction.keep(session, kept.having([by_hand]), kept)
    assert redaction.take_back(session, document, suggested).areas == (by_hand,)


def test_an_area_on_a_page_that_is_not_there_is_refused(session: Session, document: Document) -> None:
    with pytest.raises(InvalidInput, match="The document does not have this page"):
        mark(session, document, Area(page=3, left=0.1, top=0.1, right=0.2, bottom=0.2))
