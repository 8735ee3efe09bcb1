"""A redaction area settles the sentence of a claim whose words it covers, and no other."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.evidence.recognition import RecognisedPage, Recognition, SeenWord
from casebook.domain.evidence.redaction import Area
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import dossier
from casebook.services.dossier.precheck import precheck
from casebook.services.evidence import redaction
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths

LINES = {700: "A note of the interview.", 600: "She was granted asylum in Italy.", 200: "She is a refugee."}


def over(line: int, left: float = 0.1, right: float = 0.9) -> Area:
    """An area over the line at this height of the page in points."""
    top, bottom = (1 - (line + up) / A4[1] for up in (12, -5))
    return Area(page=1, left=left, top=top, right=right, bottom=bottom)


@pytest.fixture
def opened(session: Session) -> Case:
    record.add(session, Person(id="p", names=(Name(text="Ceshi Weiming", script="Latn"),)))
    opened_case = case.open_case(session, reference="R-1", title="", jurisdiction="GB")
    return record.change(session, replace(opened_case, parties=(Party(person_id="p"),)))


def exhibit(session: Session, opened: Case, folder: Path, lines: dict[int, str]) -> Document:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for height, line in lines.items():
        canvas.drawString(72, height, line)
    if not lines:
        canvas.rect(100, 100, 50, 50)
    canvas.save()
    path = folder / "note.pdf"
    path.write_bytes(written.getvalue())
    (row,) = run_in_line(take_in(session, opened.id, from_paths([path]), Receipt()))
    assert row.document is not None
    return record.change(session, replace(row.document, exhibit_mark="1"))


def request_of(session: Session, document: Document) -> BuildRequest:
    draft = dossier.draft(session, document.case_id, "Dossier")
    record.change(session, replace(draft, parties="", sections=(), exhibit_ids=(document.id,)))
    return BuildRequest(dossier_id=draft.id, copy_kind="service")


def stops(session: Session, request: BuildRequest) -> list[str]:
    """The sentences of claims that stop a copy."""
    return [one.excerpt for one in precheck(session, request).foreseen if "mentions" in str(one.problem.what)]


def test_an_area_covers_the_sentence_under_it_alone(session: Session, opened: Case, tmp_path: Path) -> None:
    document = exhibit(session, opened, tmp_path, LINES)
    request = request_of(session, document)
    first, second = LINES[600], LINES[200]
    within_word = (72 + stringWidth("She was granted a", "Helvetica", 12)) / A4[0]
    steps: tuple[tuple[tuple[Area, ...], list[str]], ...] = (
        ((), [first, second]),
        ((over(700),), [first, second]),
        ((over(600, right=0.2),), [first, second]),
        ((over(600, left=within_word),), [first, second]),
        ((over(600),), [second]),
        ((over(200),), []),
    )
    for areas, left in steps:
        was = redaction.of_document(session, document)
        redaction.keep(session, was.having(areas), was)
        assert stops(session, request) == left


def test_a_scan_is_covered_by_the_places_of_its_recognised_words(
    session: Session, opened: Case, tmp_path: Path
) -> None:
    document = exhibit(session, opened, tmp_path, {})
    words = ("He ", "claims ", "asylum. ")
    seen = (
        SeenWord(text=word, left=at / 5, top=0.5, right=at / 5 + 0.15, bottom=0.52, confidence=90)
        for at, word in enumerate(words)
    )
    page = RecognisedPage(number=1, words=tuple(seen))
    read = Recognition(
        id=document.id,
        case_id=document.case_id,
        title="",
        languages=("eng",),
        engine="none",
        read_at=session.clock(),
        pages=(page,),
    )
    record.add(session, read)
    request = request_of(session, document)
    for area, left in ((over(700), ["He claims asylum."]), (over(700).at((0.35, 0.4, 0.7, 0.6)), [])):
        was = redaction.of_document(session, document)
        redaction.keep(session, was.having((area,)), was)
        assert stops(session, request) == left
