from __future__ import annotations

from dataclasses import replace
from datetime import date

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case, overview
from casebook.services.dossier.letters import letter_kind, letter_values


def test_the_list_tells_client_running_stage_and_next_hearing(session: Session) -> None:
    lin = Person(
        id="lin", names=(Name(text="林志远", script="Hans"), Name(text="Lin Zhiyuan", script="Latn"))
    )
    aunt, gone = Person(id="aunt", names=(Name(text="Lin Aiyi", script="Latn"),)), Person(id="gone")
    record.add(session, lin, aunt, gone)
    parties = (Party(person_id="aunt", standing="relative"), Party(person_id="lin"))
    held = case.open_case(session, reference="R-1", title="", jurisdiction="CY", parties=parties)
    case.open_case(session, reference="R-2", title="", jurisdiction="AT", parties=(Party(person_id="gone"),))
    record.move_to_bin(session, Person, "gone")
    first = (_stage("First instance", "2024-05", "2025-01"), _stage("Appeal", "2025-01~"))
    record.add(session, _proceeding("p1", held.id, *first))
    record.add(session, _proceeding("p2", held.id, _stage("Ministry", "2024")))
    days = (("2026-03-01", "planned"), ("2026-03-20", "planned"), ("2026-03-09", "planned"))
    for number, (on, status) in enumerate((*days, ("2026-03-05", "cancelled"))):
        record.add(session, _hearing(f"h{number}", held.id, on, status))
    known = {row.reference: row for row in case.rows(session)}
    row = known["R-1"]
    assert (row.client, row.client_names) == ("Lin Zhiyuan", ("林志远",))
    assert (row.stage, row.next_hearing_on) == ("Appeal", date(2026, 3, 9))
    assert row.next_hearing == StatedDate(edtf="2026-03-09")
    assert (known["R-2"].client, known["R-2"].stage, known["R-2"].next_hearing_on) == ("", "", None)


def test_the_list_tells_when_and_how_a_case_was_closed(session: Session) -> None:
    opened = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    closed = replace(opened.in_status("closed", date(2026, 3, 2)), closing="Refugee status granted")
    record.change(session, closed, seen=opened)
    (row,) = case.rows(session)
    assert (row.status, row.closed_on, row.closing) == ("closed", date(2026, 3, 2), "Refugee status granted")
    again = closed.in_status("open", date(2026, 3, 3))
    assert (again.closed_on, again.closing) == (None, "")


def test_the_list_is_newest_first_and_leaves_out_the_bin(session: Session) -> None:
    for reference in ("R-2", "R-1", "R-3"):
        opened = case.open_case(session, reference=reference, title="", jurisdiction="CY")
    record.move_to_bin(session, Case, opened.id)
    assert [row.reference for row in case.rows(session)] == ["R-1", "R-2"]


def _stage(title: str, begins: str, ends: str = "") -> Stage:
    over = StatedDate(edtf=ends) if ends else None
    return Stage(title=title, begins=StatedDate(edtf=begins), ends=over)


def _proceeding(proceeding_id: str, case_id: str, *stages: Stage) -> Proceeding:
    return Proceeding(id=proceeding_id, case_id=case_id, kind="extradition", forum="Court", stages=stages)


def test_the_next_hearing_is_no_more_exact_than_it_was_stated(session: Session) -> None:
    held = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    record.add(
        session, _hearing("h1", held.id, "2027-03", "planned"), _hearing("h2", held.id, "9999", "planned")
    )
    (row,) = case.rows(session)
    assert (row.next_hearing, row.next_hearing_on) == (StatedDate(edtf="2027-03"), date(2027, 3, 1))


def test_an_undated_hearing_stands_behind_a_dated_one(session: Session) -> None:
    held = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    fair = _hearing("h1", held.id, "XXXX", "planned")
    record.add(session, replace(fair, on=StatedDate(edtf="XXXX", words="week of the fair, to be fixed")))
    assert _stated_in_letters(session, held) == "", "it is missing, not stated as a date"
    (row,) = case.rows(session)
    assert (row.next_hearing and row.next_hearing.words, row.next_hearing_on) == (
        "week of the fair, to be fixed",
        None,
    )
    record.add(session, _hearing("h2", held.id, "2030-03-09", "planned"))
    record.add(session, _hearing("h3", held.id, "2030-02", "planned"))
    (row,) = case.rows(session)
    assert row.next_hearing == StatedDate(edtf="2030-02")
    hearings = overview.overview(session, held.id).hearings
    assert [one.id for one in hearings] == ["h3", "h2", "h1"]
    assert overview.heading(session, held.id).hearings == hearings
    assert _stated_in_letters(session, held) == "February 2030"


def _stated_in_letters(session: Session, held: Case) -> object:
    kind = letter_kind.kinds(session)[0]
    records = letter_values.records_of(session, held.id)
    return letter_values.values_of(records, kind, Translator("en"), None, None)["hearing.date"]


def _hearing(event_id: str, case_id: str, on: str, status: str) -> Event:
    stated = StatedDate(edtf=on)
    return Event(id=event_id, case_id=case_id, kind="hearing", title="Hearing", on=stated, status=status)  # type: ignore[arg-type]


def test_a_case_that_is_closed_and_opened_again_loses_its_day_of_closing(session: Session) -> None:
    held = case.open_case(session, reference="R-1", title="", jurisdiction="CY")
    was, closed = case.set_status(session, held.id, "closed")
    assert (was, closed.closed_on) == (held, held.opened_on)
    assert case.set_status(session, held.id, "open") == (closed, held)
