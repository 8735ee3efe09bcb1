"""What the rows of a list say of the state of events, tasks and facts, and words of it that nobody knows."""

from __future__ import annotations

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, EventStatus
from casebook.domain.case.fact import Fact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.state_words import off_words_in
from tests.services.exchange.test_import_list import grid_of, planned


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="GB")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "vertagt",
            "verlegt auf 12.01.2027",
            "adjourned",
            "postponed to 5 January 2027",
            "Cancelled - relisted",
        ),
        *(
            "отложено",
            "перенесено на 25.12.2026",
            "延期",
            "改期至2027年1月6日",
            "ertelendi",
            "délibéré",
            "blah",
        ),
    ],
)
def test_a_status_of_an_event_that_is_not_understood_is_asked_about(
    session: Session, case: Case, cell: str
) -> None:
    grid = grid_of("list.csv", f"Date;Title;Status\n2026-12-14;Hearing A;{cell}\n".encode())
    (row,) = planned(session, "event", grid, case.id).rows
    assert row.fate == "ask"
    assert f"“{cell}” was not understood" in str(row.why)
    carry_out(session, plan(session, "event", grid, suggest("event", grid), case.id, decisions={2: "new"}))
    (event,) = record.every(session, Event)
    assert (event.status, event.outcome) == ("planned", f"Status: {cell}")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        *(
            ("vacated", "cancelled"),
            ("entfällt", "cancelled"),
            ("İPTAL", "cancelled"),
            ("已取消", "cancelled"),
        ),
        *(("confirmed", "planned"), ("geplant", "planned"), ("nicht abgesagt", "planned"), ("", "planned")),
    ],
)
def test_a_status_of_an_event_that_is_certain_is_taken(
    session: Session, case: Case, cell: str, status: EventStatus
) -> None:
    grid = grid_of("list.csv", f"Date;Title;Status\n2026-12-14;Hearing A;{cell}\n".encode())
    carry_out(session, planned(session, "event", grid, case.id))
    (event,) = record.every(session, Event)
    assert (event.status, event.outcome) == (status, "")


@pytest.mark.parametrize("cell", ["held", "durchgeführt", "состоялось", "yapıldı", "已开庭"])
def test_an_event_that_was_held_has_happened_unless_it_is_ahead(
    session: Session, case: Case, cell: str
) -> None:
    text = f"Date;Title;Status\n2026-03-02;Today;{cell}\n2026-12-14;Ahead;{cell}\n"
    today, ahead = planned(session, "event", grid_of("list.csv", text.encode()), case.id).rows
    assert isinstance(today.record, Event)
    assert (today.fate, today.record.status) == ("new", "happened")
    assert ahead.fate == "ask"
    assert "its day is ahead" in str(ahead.why)


@pytest.mark.parametrize(
    "cell",
    [
        "not held",
        "hat nicht stattgefunden",
        "non tenue",
        "no celebrada",
        "не состоялось",
        "yapılmadı",
        "未开庭",
    ],
)
def test_an_event_that_was_not_held_is_never_offered_as_held(session: Session, case: Case, cell: str) -> None:
    text = f"Date;Title;Status\n2026-01-12;Hearing A;{cell}\n"
    (row,) = planned(session, "event", grid_of("list.csv", text.encode()), case.id).rows
    assert row.fate == "ask"
    assert f"By its status “{cell}” it may not have taken place" in str(row.why)
    assert isinstance(row.record, Event)
    assert (row.record.status, row.record.outcome) == ("planned", f"Status: {cell}")


def test_an_event_that_is_not_held_yet_is_planned(session: Session, case: Case) -> None:
    grid = grid_of("list.csv", "日期,标题,状态\n2026-12-14,开庭,未开庭\n".encode())
    (row,) = planned(session, "event", grid, case.id).rows
    assert isinstance(row.record, Event)
    assert (row.fate, row.record.status, row.record.outcome) == ("new", "planned", "")


OFF_TITLES = (
    "Abgesagt: Verhandlung A|Verhandlung B (abgesagt)|延期 - 开庭|Hearing cancelled|Verhandlung entfällt"
    "|取消开庭 YYH"
    "|Audience reportée|Renvoi - audience Lin|Заседание отложено|Hearing adjourned to 30 June"
    "|YYH hearing VACATED"
    "|Hearing (adj.)|Hearing moved to 25 Jan 2027|Lin - hearing NOT GOING AHEAD|Vista suspendida"
    "|Duruşma ertelendi"
    "|林某案 改期|ΑΝΑΒΛΗΘΗΚΕ Συζήτηση|Hearing off|İPTAL: duruşma"
)
ON_TITLES = "Hearing, Judge Offord|Kick-off meeting|Verhandlung vor Richter Absetz|Audience maintenue|开庭"


def test_a_title_that_says_cancelled_or_moved_is_asked_about(session: Session, case: Case) -> None:
    titles = [*OFF_TITLES.split("|"), *ON_TITLES.split("|")]
    table = "Date;Title\n" + "".join(f"{at}.1.2027;{title}\n" for at, title in enumerate(titles, start=1))
    rows = planned(session, "event", grid_of("list.csv", table.encode()), case.id).rows
    asked = [row.title for row in rows if row.fate == "ask" and f"“{row.title}” in its title" in str(row.why)]
    assert asked == OFF_TITLES.split("|")
    assert [row.fate for row in rows].count("new") == len(ON_TITLES.split("|"))


@pytest.mark.parametrize(
    ("head", "on", "off"),
    [
        ("Cancelled", "no|", "yes|x|TRUE|see letter"),
        ("Adjourned to", "|-", "25/01/2027|20 January"),
        ("New date", "", "25/01/2027"),
        ("Held", "|3 Nov", "no|adjourned"),
        ("entfällt", "nein|", "x"),
        ("verlegt auf", "", "20.1.2027"),
        ("Annulée", "non", "oui"),
        ("Renvoi", "", "20/01/2027"),
        ("Nuevo señalamiento", "", "20/01/2027"),
        ("Отложено на", "", "20.01.2027"),
        ("İptal", "hayır", "evet"),
        ("Αναβολή", "όχι", "ναι"),
        ("是否取消", "否", "是"),
        ("改期日期", "", "2027-01-20"),
        ("New hearing", "", "25.01.2027"),
        ("New hearing date", "", "25.01.2027"),
        ("Neue Verhandlung", "", "25.01.2027"),
        ("Nouvelle audience", "", "25.01.2027"),
        ("Nueva vista", "", "25.01.2027"),
        ("新开庭", "", "2027-01-25"),
        ("Date", "", "25.01.2027"),
    ],
)
def test_a_column_headed_as_off_is_asked_about(
    session: Session, case: Case, head: str, on: str, off: str
) -> None:
    cells = [*on.split("|"), *off.split("|")]
    rows = "".join(f"3.1.2026;Hearing {at};{cell}\n" for at, cell in enumerate(cells))
    grid = grid_of("list.csv", f"Date;Title;{head}\n{rows}".encode())
    made = planned(session, "event", grid, case.id).rows
    assert [row.fate for row in made] == ["new"] * len(on.split("|")) + ["ask"] * len(off.split("|"))
    asked = [row for row in made if row.fate == "ask"]
    kept = [f"{head}: {cell}" for cell in off.split("|")]
    assert all(f"“{words}” in its row" in str(row.why) for words, row in zip(kept, asked, strict=True))
    outcomes = [row.record.outcome for row in made if isinstance(row.record, Event)]
    assert outcomes == [*("" for _ in on.split("|")), *kept]


def test_a_day_in_remarks_that_is_not_the_own_one_is_asked_about(session: Session, case: Case) -> None:
    own = "14/12/2026, 9.30|on 14 December 2026|order of 1 March 2026|filed 1.3.2026|section 12"
    other = "-> 20.2.2027|now 27 Feb 2027|20.01.27|2月27日|from 3/3/2026 to 4/1/2027"
    rows = "".join(
        f"14.12.2026;Hearing {at};{text}\n" for at, text in enumerate([*own.split("|"), *other.split("|")])
    )
    made = planned(
        session, "event", grid_of("list.csv", f"Date;Title;Remarks\n{rows}".encode()), case.id
    ).rows
    asked = ["names another day" in str(row.why) and row.fate == "ask" for row in made]
    assert asked == [False] * len(own.split("|")) + [True] * len(other.split("|"))
    for first, fate in (("25/12/2026", "new"), ("12/10/2026", "ask"), ("12/25/2026", "ask")):
        days = f"Date;Title;Remarks\n{first};A;\n2026-12-14;B;Decision of 5/1/2026\n"
        assert planned(session, "event", grid_of("list.csv", days.encode()), case.id).rows[1].fate == fate
    held = "Date;Title;Status;Result\n2.3.2026;Hearing;held;judgment on 20.4.2027\n"
    assert planned(session, "event", grid_of("list.csv", held.encode()), case.id).rows[0].fate == "new"
    past = "Date;Title;Remarks\n13.1.2026;Hearing;Judgment reserved, to be given 20/1/2027\n"
    past += "13.1.2026;Hearing B now on 20/1/2027;\n13.1.2026;Hearing C;adjourned to 20/1/2027\n"
    made = planned(session, "event", grid_of("list.csv", past.encode()), case.id).rows
    assert [row.fate for row in made] == ["new", "ask", "ask"]


def test_another_day_in_a_title_is_asked_about(session: Session, case: Case) -> None:
    own, other = (
        "Hearing, 14 December|Order of 3 March 2025",
        "QRC - hearing now on 20/2/2027|Hearing -> 20 Feb",
    )
    rows = "".join(f"14.12.2026;{text}\n" for text in (*own.split("|"), *other.split("|")))
    made = planned(session, "event", grid_of("list.csv", f"Date;Title\n{rows}".encode()), case.id).rows
    assert [row.fate for row in made] == ["new", "new", "ask", "ask"]
    entry = (
        "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261214\nSUMMARY:PQG hearing - now 20 January\nEND:VEVENT"
    )
    calendar = f"BEGIN:VCALENDAR\n{entry}\nEND:VCALENDAR\n"
    (row,) = planned(session, "event", grid_of("day.ics", calendar.encode()), case.id).rows
    assert (row.fate, "“20 January”" in str(row.why)) == ("ask", True)


@pytest.mark.parametrize("cell", ["Tentative", "unter Vorbehalt", "暂定"])
def test_an_event_that_is_not_certain_is_asked_about(session: Session, case: Case, cell: str) -> None:
    grid = grid_of("list.csv", f"Date;Title;Status\n2026-12-14;Hearing A;{cell}\n".encode())
    (row,) = planned(session, "event", grid, case.id).rows
    assert (row.fate, f"“{cell}” it may not take place" in str(row.why)) == ("ask", True)


@pytest.mark.parametrize("cell", ["withdrawn", "nicht bestritten", "teilweise unstreitig"])
def test_a_status_of_a_fact_that_is_not_understood_is_asked_about(
    session: Session, case: Case, cell: str
) -> None:
    grid = grid_of("list.csv", f"Date;Fact;Status\n2016-12-14;Arrested;{cell}\n".encode())
    assert planned(session, "fact", grid, case.id).rows[0].fate == "ask"
    carry_out(session, plan(session, "fact", grid, suggest("fact", grid), case.id, decisions={2: "new"}))
    (fact,) = record.every(session, Fact)
    assert (fact.status, fact.explanation) == ("asserted", f"Status: {cell}")


def test_the_end_of_an_event_is_read_or_named(session: Session, case: Case) -> None:
    text = (
        "Date;Title;End date;End time\n2026-12-14;Two days;2026-12-15;\n2026-12-14;Words;later;\n"
        "2026-12-14;Before;2026-12-01;\n2026-12-14;Clock;;16:30\n"
    )
    rows = planned(session, "event", grid_of("list.csv", text.encode()), case.id).rows
    named = ["left out" in str(row.why) or "(16:30) is not imported" in str(row.why) for row in rows]
    assert named == [False, True, True, True]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Remarks", "Cancelled by the court"),
        ("Vermerk", "aufgehoben"),
        ("Bemerkung", "Termin entfällt wegen Krankheit"),
        ("备注", "已取消开庭"),
        ("Примечание", "отложено на январь"),
        ("Interpreter", "hearing did not take place"),
        ("Sonstiges", "vertagt auf 20.01.2027"),
        ("Result", "Adjourned"),
    ],
)
def test_words_beside_the_status_by_which_an_event_is_off_are_asked_about(
    session: Session, case: Case, heading: str, cell: str
) -> None:
    table = f"Date;Title;{heading}\n2026-12-14;Hearing A;{cell}\n2026-01-13;Hearing B;{cell}\n"
    rows = planned(session, "event", grid_of("list.csv", table.encode()), case.id).rows
    assert [row.fate for row in rows] == ["ask", "ask"]
    for row in rows:
        assert isinstance(row.record, Event)
        assert row.record.status == "planned"
        assert cell in row.record.outcome
        assert f"“{cell}”" in str(row.why)


OFF = (
    "taken off the list|removed from the list|See new date 5.1.27|did not sit|supprimée|renvoi au 20/01/2027"
    "|radiée du rôle|remise à une date ultérieure|décalée|suspendida|queda sin efecto|se aplaza|anulada"
    "|desconvocada|trasladada al 20/1/2027|заседание не состоится|объявлен перерыв|приостановлено"
    "|δεν θα γίνει|ματαιώθηκε|μετατέθηκε στις 20/1/2027|αναβολή|不开庭|另行通知|變更期日|Not proceeding"
    "|de-listed"
    "|continued to 5 January|Struck out|Discharged from the list|Stood down|No hearing"
    "|Date brought forward|CANX"
    "|Terminsaufhebung|ausgesetzt|abgeladen|gestrichen|wurde vorverlegt|nicht verhandelt|différée"
    "|déprogrammée"
    "|reprogrammée|sine die|n’est pas maintenue|avancée au 1er|repoussée|nouvelle date|diferida|reprogramada"
    "|no tendrá lugar|nuevo señalamiento|cambio de fecha|adelantada|δεν έγινε|δεν πραγματοποιήθηκε|ματαίωση"
    "|μεταφέρθηκε|διακόπηκε|δεν εκδικάστηκε|ΔΕΝ ΕΓΙΝΕ|не проводилось|сорвано|дата изменена|слушание сдвинуто"
    "|откладывается|новая дата|erteleme|yapılmayacak|görülmedi|talik edildi|tehir|gün değişti"
    "|başka güne bırakıldı"
    "|押后|押後|延後|展期|順延|延展|停開|改定期日|因故不能开庭|时间变更|择期开庭|提前至12月1日|新庭期"
)
ON = (
    "no interpreter|not cancelled|bail not granted|bring the medical report|maintenue|remise des pièces"
    "|audiencia señalada|bring the report|Judge Offord|Mme Renvoisé|заседание состоится|findet statt"
    "|Zeugen geladen|第3法庭"
)


def test_words_of_courts_by_which_a_hearing_is_off_are_heard_and_no_others() -> None:
    assert [words for words in OFF.split("|") if not off_words_in(words)] == []
    assert [words for words in ON.split("|") if off_words_in(words)] == []


@pytest.mark.parametrize(
    ("result", "status", "fate", "state"),
    [
        ("Cancelled", "", "new", "cancelled"),
        ("Cancelled", "confirmed", "ask", "planned"),
        ("held", "cancelled", "ask", "planned"),
        ("held", "", "ask", "planned"),
        ("Part heard, no order", "", "new", "planned"),
    ],
)
def test_a_state_in_the_column_of_results_is_read(
    session: Session, case: Case, result: str, status: str, fate: str, state: str
) -> None:
    table = f"Date;Title;Result;Status\n2026-12-14;Hearing A;{result};{status}\n"
    (row,) = planned(session, "event", grid_of("list.csv", table.encode()), case.id).rows
    assert isinstance(row.record, Event)
    assert (row.fate, row.record.status) == (fate, state)


def test_a_hearing_that_was_held_may_have_been_adjourned(session: Session, case: Case) -> None:
    table = "Date;Title;Stand;Observaciones\n2026-01-13;Hearing A;held;adjourned to 20 January\n"
    (row,) = planned(session, "event", grid_of("list.csv", table.encode()), case.id).rows
    assert isinstance(row.record, Event)
    assert (row.record.status, row.record.outcome) == ("happened", "Remarks: adjourned to 20 January")


def test_a_task_that_is_done_on_another_day_leaves_the_open_one(session: Session, case: Case) -> None:
    for day, status, why in (("14", "open", ""), ("18", "done", "due on 2026-12-14 is not in this list")):
        grid = grid_of("list.csv", f"Task;Due;Status\nWrite;{day}.12.2026;{status}\n".encode())
        (row,) = planned(session, "task", grid, case.id).rows
        assert why in str(row.why)
        carry_out(session, plan(session, "task", grid, suggest("task", grid), case.id))
