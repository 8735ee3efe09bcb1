from datetime import date

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.services.dossier.letters.case_course import course_of, with_course

WORDS = Translator()


def event(kind: str, edtf: str, title: str) -> Event:
    return Event(id=kind + edtf, case_id="c", kind=kind, title=title, on=StatedDate(edtf=edtf))  # type: ignore[arg-type]


def test_arrest_flight_and_asylum_claim_stand_among_the_facts() -> None:
    events = [
        event("arrest", "2026-01-10", "Arrest at the airport."),
        event("other", "2022-03-05", "Arrival from Hong Kong"),
        event("contact", "2026-01-11", "Call of a relative"),
        event("hearing", "2026-01-12", "First appearance"),
        event("arrest", "2026-02-01", "Arrest told by a fact"),
        event("other", "2026-12-01", "Still to come"),
    ]
    stage = Stage(title="Screening", begins=StatedDate(edtf="2026-01-29"))
    asylum = Proceeding(id="a", case_id="c", kind="asylum", forum="Asylum Service", stages=(stage,))
    course = course_of(events, [asylum], date(2026, 11, 1))
    told = StatedDate(edtf="2026-02-01")
    rows = with_course([(told, {"text": "He is arrested", "proof": "exhibit 3, page 2"})], course, WORDS)
    assert [(row["text"], row["proof"]) for row in rows] == [
        ("Arrival from Hong Kong", ""),
        ("Arrest at the airport", ""),
        ("Claim to international protection: Asylum Service", ""),
        ("He is arrested", "exhibit 3, page 2"),
    ]
