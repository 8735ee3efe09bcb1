"""What became of a client in a letter: to a court all but notes, to a State nothing that endangers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.outcome import AssuranceOutcome, Outcome, OutcomeEntry
from casebook.domain.dossier.letter import LetterRecipient
from casebook.domain.evidence.document import Document
from casebook.domain.library.source import Source
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters import letter_template
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.dossier.letters.letter_values import records_of
from tests.formats.word_templates import word_file

TEMPLATE = word_file(
    "{{ case.outcome }}, {{ case.outcome_date }}, {{ case.outcome_way }}, {{ case.outcome_state }}; "
    "{{ case.outcome_news }}",
    "{% for one in outcomes %}[{{ one.date }}: {{ one.text }} ({{ one.sureness }}; {{ one.proof }})]"
    "{% endfor %}",
    "{% for one in assurance_outcomes %}[{{ one.about }}: {{ one.result }}]{% endfor %}",
)
BY_CONTACT = OutcomeEntry(
    became="disappeared", on=StatedDate(edtf="2023-01"), contact_id="c", note="her cousin telephoned"
)
BY_PAPER = OutcomeEntry(
    became="sentenced",
    on=StatedDate(edtf="2022-04-05", words="as her sister wrote"),
    sentence="fixed-term",
    months=30,
    pinpoint=Pinpoint(document_id="d", page=3),
    sureness="confirmed",
)
BY_PRESS = OutcomeEntry(became="detained", on=StatedDate(edtf="2021-05-02"), source_id="s")
KEPT = AssuranceOutcome(about="death-penalty", result="kept", pinpoint=Pinpoint(document_id="d", page=1))
BREACHED = AssuranceOutcome(about="monitoring", result="breached", contact_id="c")


@pytest.fixture
def outcome(session: Session) -> Outcome:
    """What became of the one client of a case, known from a judgment, the press and a contact."""
    record.add(session, Person(id="p", names=(Name(text="Wen Shuyun", script="Latn"),)))
    case = open_case(session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    record.add(session, Contact(id="c", name="Bertha Bystander", kind="other", vetting="vetted"))
    record.add(session, Source(id="s", title="Report", author="", body="Invented Times", type="news"))
    judgment = Document(
        id="d",
        case_id=case.id,
        title="Judgment",
        kind="court-paper",
        attachment_id="",
        sha256="0" * 64,
        size_bytes=1,
        media_type="application/pdf",
        exhibit_mark="4",
    )
    record.add(session, judgment)
    known = Outcome(
        id="o",
        case_id=case.id,
        person_id="p",
        ended="extradition",
        ended_on=StatedDate(edtf="2021-05"),
        channel="extradition-treaty",
        entries=(BY_CONTACT, BY_PAPER, BY_PRESS),
        assurances=(KEPT, BREACHED),
        note="of the office",
    )
    record.add(session, known)
    return known


def _said(session: Session, outcome: Outcome, folder: Path, reader: LetterRecipient, *marks: str) -> str:
    file = folder / "own.docx"
    file.write_bytes(TEMPLATE)
    template, _ = run_in_line(letter_template.add(session, file, title="Afterwards", reader=reader))
    request = LetterRequest(case_id=outcome.case_id, kind=f"own-{template.id}", enclosures=marks)
    return "\n".join(line.text for line in run_in_line(letters.draft(session, request)).lines)


def test_a_court_is_told_what_became_with_the_exhibits_that_go_along(
    session: Session, outcome: Outcome, tmp_path: Path
) -> None:
    said = _said(session, outcome, tmp_path, "court", "4")
    assert said.splitlines() == [
        "Returned by extradition, May 2021, extradition treaty, China; January 2023",
        (
            "[2 May 2021: Detained (reported, not verified; )]"
            "[5 April 2022: Sentenced (fixed term, 30 months) (confirmed; exhibit 4, page 3)]"
            "[January 2023: Disappeared (reported, not verified; )]"
        ),
        "[no death penalty: kept][visits and monitoring: breached]",
    ]
    assert "exhibit 4" not in _said(session, outcome, tmp_path, "court"), "what is not enclosed is not named"


def test_a_state_is_not_told_what_a_contact_reported(
    session: Session, outcome: Outcome, tmp_path: Path
) -> None:
    record.change(session, replace(outcome, last_news_on=StatedDate(edtf="2024")))
    said = _said(session, outcome, tmp_path, "other-side", "4")
    assert "Disappeared" not in said
    assert "breached" not in said
    assert "2023" not in said
    assert "2024" not in said, "the day of the last news may be theirs"
    assert "5 April 2022" in said
    assert "no death penalty: kept" in said


def test_a_state_is_not_told_what_someone_in_china_gave_or_a_claim_says(
    session: Session, outcome: Outcome, tmp_path: Path
) -> None:
    judgment = record.find(session, Document, "d")
    record.change(session, replace(judgment, title="Paper of the asylum claim"))
    said = _said(session, outcome, tmp_path, "other-side")
    assert "Sentenced" not in said
    assert "kept" not in said
    assert "2 May 2021: Detained" in said


def test_a_state_is_not_told_of_protection(session: Session, outcome: Outcome, tmp_path: Path) -> None:
    record.change(session, replace(outcome, ended="protection", channel=""))
    said = _said(session, outcome, tmp_path, "other-side")
    assert "rotection" not in said
    assert "Detained" not in said
    assert "[how the case ended for the client]" in said
    assert "Protection granted" in _said(session, outcome, tmp_path, "court")


def test_of_two_clients_lists_name_each_and_no_field_guesses(
    session: Session, outcome: Outcome, tmp_path: Path
) -> None:
    record.add(session, Person(id="q", names=(Name(text="Wen Shuhui", script="Latn"),)))
    case = records_of(session, outcome.case_id).case
    record.change(session, case.with_party("q", "client"), seen=case)
    record.add(session, replace(outcome, id="o2", person_id="q", ended="released"))
    said = _said(session, outcome, tmp_path, "court")
    assert "[how the case ended for the client]" in said
    assert said.count("2 May 2021: Detained") == 2
    record.add(session, Person(id="r", names=(Name(text="Chi Wanmei", script="Latn"),)))
    stranger = replace(outcome, id="o3", person_id="r", entries=(BY_PRESS,))
    record.add(session, stranger)
    assert _said(session, outcome, tmp_path, "court") == said, "who is no client of the case is not told of"
