"""Lists of people, contacts and hearings from real files, in the state such files come in."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from casebook.base.errors import CasebookError, DamagedSource, InvalidInput, Refused
from casebook.base.message import NO_MESSAGE
from casebook.domain.base.date import StatedDate
from casebook.domain.base.grid import Grid
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import Decision, ImportPlan
from casebook.domain.exchange.list_import import Listed
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake_source import from_bytes, from_paths
from casebook.services.exchange import export_list
from casebook.services.exchange.import_list import carry_out, left_out, plan, suggest
from casebook.services.exchange.list_reading import read_list
from casebook.services.exchange.list_undo import undo
from casebook.services.processes import extract_worker
from tests.formats.written import with_empty_rows

SIMPLIFIED = (
    "姓名,出生日期,民族,备注\r\n林志远,1979-05-03,汉族,印刷工人\r\n陈美玲,1980年12月1日,汉族,律师\r\n"
    "吴涛,03/05/1979,回族,教师\r\n"
)
CARDS = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=C1=D6;=D6=BE=\r\n=D4=B6\r\n"
    b"TEL;CELL:+8613800138000\r\nTEL;WORK;VOICE:+8610123456\r\n"
    b"PHOTO;ENCODING=BASE64;JPEG:\r\n AAAA\r\n AAAA\r\n\r\n"
    b"END:VCARD\r\n"
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Clara Weiss\r\nN:Weiss;Clara;;;\r\nORG:Weiss & Partners\r\n"
    b"EMAIL;TYPE=work:clara@weiss.example\r\nNOTE:answers on\\nMondays\r\nEND:VCARD\r\n"
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Interpreter of the court\r\nTEL;VALUE=uri:tel:+357-22-000000\r\n"
    b"LANG:zh\r\nEND:VCARD\r\n"
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:never closed\r\n"
)


def grid_of(name: str, data: bytes) -> Grid:
    return run_in_line(read_list(from_bytes(name, data)))


def planned(session: Session, noun: Listed, grid: Grid, case_id: str = "") -> ImportPlan:
    return plan(session, noun, grid, suggest(noun, grid), case_id)


def fates(made: ImportPlan) -> list[tuple[int, str]]:
    return [(row.line, row.fate) for row in made.rows]


def a_workbook(*rows: list[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("people", 0)
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_list_of_people_is_looked_at_and_then_written(session: Session, encoding: str) -> None:
    grid = grid_of("people.csv", SIMPLIFIED.encode(encoding))
    assert suggest("person", grid) == {0: "name", 1: "born", 2: "ethnicity", 3: "remarks"}
    import_plan = planned(session, "person", grid)
    assert fates(import_plan) == [(2, "new"), (3, "new"), (4, "new")]
    assert record.every(session, Person) == []
    assert carry_out(session, import_plan) == 3
    born = {person.leading_name: person.born for person in record.every(session, Person)}
    assert [day.edtf for day in born.values() if day] == ["1979-05-03", "1980-12-01", "1979"]
    assert born["吴涛"] is not None
    assert born["吴涛"].words == "03/05/1979"
    assert search.find(session, "zhiyuan")


def test_an_import_is_one_change_and_is_taken_back_as_one(session: Session) -> None:
    actions: list[tuple[str, int]] = []
    session.on_change(lambda changes: actions.append((changes.action, len(changes.touched["person"]))))
    made = planned(session, "person", grid_of("people.csv", SIMPLIFIED.encode()))
    carry_out(session, made)
    assert undo(session, made.id).count == 3
    assert actions == [("person.import", 3), ("list-import.undo", 3)]
    assert record.every(session, Person) == []


def test_a_broken_row_in_big5_is_told_by_its_line_and_the_rest_is_read(session: Session) -> None:
    text = '姓名;出生;備註\n林志遠;1979;律師\n陳美玲;1980;印刷工人\n王小明;1981;"教師\n李大同;1982;記者\n'
    data = text.encode("big5").replace("陳美玲".encode("big5"), b"\xff\xff")
    grid = grid_of("people.csv", data)
    assert (grid.encoding, grid.delimiter, grid.is_guessed) == ("big5hkscs", ";", True)
    import_plan = planned(session, "person", grid)
    assert fates(import_plan) == [(2, "new"), (3, "refused"), (4, "refused"), (5, "new")]
    assert "not text" in str(import_plan.rows[1].why)
    assert "quotation" in str(import_plan.rows[2].why)


def test_a_quoted_cell_may_run_over_lines(session: Session) -> None:
    grid = grid_of("people.csv", b'Name,Address\n"Lin, Zhiyuan","Street 1\nCity ""A"""\nWu Tao,x,too many\n')
    assert grid.rows[0].cells == ("Lin, Zhiyuan", 'Street 1\nCity "A"')
    assert fates(planned(session, "person", grid)) == [(2, "new"), (4, "refused")]


def test_duplicates_are_told_in_any_script(session: Session) -> None:
    carry_out(session, planned(session, "person", grid_of("one.csv", "Name,Born\n林志远,1979\n".encode())))
    again = "Name,Born\n林 志遠,1979\n林志远,1955\nWu Tao,\nWU  TAO,\n,1980\n"
    made = planned(session, "person", grid_of("two.csv", again.encode()))
    assert [fate for _, fate in fates(made)] == ["duplicate", "ask", "new", "ask", "refused"]
    assert str(made.rows[-1].why) == "Missing: Name."


def test_columns_that_are_not_imported_are_named() -> None:
    grid = grid_of("people.csv", b"sep=;\r\nname;name;born;Phone;empty\r\nA B;B A;1980;1,2;\r\n")
    assert (grid.delimiter, grid.head[0]) == (";", "name")
    assert grid.left_out(suggest("person", grid)) == ("name", "Phone")


def test_a_workbook_gives_values_and_marks_formulas(session: Session) -> None:
    born = date(1979, 5, 3)
    data = a_workbook(["Name", "Passport", "Born"], ["Lin Zhiyuan", 90071992.0, born], ["=1+1"])
    grid = grid_of("people.xlsx", data)
    assert grid.rows[0].cells == ("Lin Zhiyuan", "90071992", "1979-05-03")
    assert grid.rows[1].formulas == (0,)
    made = planned(session, "person", grid)
    assert fates(made) == [(2, "new"), (3, "refused")]


def test_empty_rows_are_left_out(session: Session) -> None:
    grid = grid_of("people.xlsx", with_empty_rows(2_000))
    assert [row.cells for row in grid.rows] == [("Lin Zhiyuan",)]
    assert fates(planned(session, "person", grid)) == [(2, "new")]


def test_cards_of_all_ages_are_read(session: Session) -> None:
    grid = grid_of("contacts.vcf", CARDS)
    import_plan = planned(session, "contact", grid)
    assert [row.fate for row in import_plan.rows] == ["new", "new", "new", "refused"]
    carry_out(session, import_plan)
    lin, clara, interpreter = (row.record for row in import_plan.rows[:3])
    assert isinstance(lin, Contact)
    assert isinstance(clara, Contact)
    assert isinstance(interpreter, Contact)
    assert lin.name == "林 志远"
    assert [channel.address for channel in lin.channels] == ["+8613800138000", "+8610123456"]
    assert (clara.body, clara.remarks) == ("Weiss & Partners", "answers on\nMondays")
    assert interpreter.channels[0].address == "+357-22-000000"
    assert interpreter.languages == ("zh",)
    assert {contact.vetting for contact in (lin, clara)} == {"not-vetted"}


@pytest.mark.parametrize("name", ["ours.vcf", "ours.csv"])
def test_our_contacts_are_read_back(session: Session, tmp_path: Path, name: str) -> None:
    carry_out(session, planned(session, "contact", grid_of("contacts.vcf", CARDS)))
    assert export_list.save_contacts(session, tmp_path / name) == 3
    grid = run_in_line(read_list(from_paths([tmp_path / name])[0]))
    assert [row.fate for row in planned(session, "contact", grid).rows] == ["duplicate"] * 3
    with pytest.raises(InvalidInput, match="does not end in"):
        export_list.save_contacts(session, tmp_path / "ours.pdf")


def test_our_people_are_read_back(session: Session, tmp_path: Path) -> None:
    head = "Name,Name in another script,Alias,Born,Passport,Sex"
    text = f"{head}\nLin Zhiyuan,林志远,Ah Lin,1979~,E12345; E23456,男\n"
    carry_out(session, planned(session, "person", grid_of("people.csv", text.encode())))
    assert export_list.save_people(session, tmp_path / "people.csv") == 1
    grid = run_in_line(read_list(from_paths([tmp_path / "people.csv"])[0]))
    (row,) = planned(session, "person", grid).rows
    assert row.fate == "duplicate"
    cells = dict(zip(grid.head, grid.rows[0].cells, strict=True))
    assert (cells["Identity document number"], cells["Sex"]) == ("E12345; E23456", "male")


def test_hearings_come_with_their_zone_or_are_asked_about(session: Session) -> None:
    case: Case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    events = (
        "DTSTART;TZID=Asia/Nicosia:20260401T103000\r\nSUMMARY:Hearing",
        "DTSTART;TZID=Moon/Base:20260402T103000\r\nSUMMARY:Hearing on the moon",
        "DTSTART;VALUE=DATE:20260101\r\nSUMMARY:Filing",
        "DTSTART:20260403T080000Z\r\nSUMMARY:Called off\r\nSTATUS:CANCELLED",
        "DTSTART:nonsense\r\nSUMMARY:Broken",
        "DTSTART;TZID=Asia/Nicosia:20260329T033000\r\nSUMMARY:When the clocks go forward",
        "DTSTART;TZID=Asia/Nicosia:20261025T033000\r\nSUMMARY:When the clocks go back",
        "DTSTART:20260319T090000+0200\r\nSUMMARY:With an offset\r\nRRULE:FREQ=HOURLY",
    )
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{at}\r\n{event}\r\nEND:VEVENT\r\n" for at, event in enumerate(events)
    )
    data = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()
    grid = grid_of("court.ics", data)
    import_plan = planned(session, "event", grid, case.id)
    fates = ["new", "refused", "new", "new", "refused", "refused", "refused", "new"]
    assert [row.fate for row in import_plan.rows] == fates
    whys = {row.title: str(row.why) for row in import_plan.rows}
    assert "Moon/Base" in whys["Hearing on the moon"]
    assert "nonsense" in whys["Broken"]
    assert "did not exist" in whys["When the clocks go forward"]
    assert "occurred twice" in whys["When the clocks go back"]
    carry_out(session, import_plan)
    assert "only its first date" in whys["With an offset"]
    hearing, filing, called_off, offset = (row.record for row in import_plan.rows if row.record)
    assert isinstance(hearing, Event)
    assert isinstance(filing, Event)
    assert isinstance(called_off, Event)
    assert (hearing.kind, hearing.zone, hearing.status) == ("hearing", "Asia/Nicosia", "planned")
    assert hearing.at == datetime(2026, 4, 1, 7, 30, tzinfo=UTC)
    assert (filing.at, filing.on.edtf, filing.status) == (None, "2026-01-01", "happened")
    assert isinstance(offset, Event)
    assert called_off.status == "cancelled"
    assert offset.at == datetime(2026, 3, 19, 7, 0, tzinfo=UTC)
    assert [row.fate for row in planned(session, "event", grid, case.id).rows].count("duplicate") == 4


@pytest.mark.parametrize(
    ("kept_in", "jurisdiction", "zone", "day", "note"),
    [
        ("America/Los_Angeles", "CY", "America/Los_Angeles", "2027-03-10", "that of the calendar"),
        ("", "HK", "Asia/Hong_Kong", "2027-03-11", "converted for the court: Asia/Hong_Kong"),
        ("", "US", "", "2027-03-11", "Enter the time zone"),
    ],
)
def test_a_time_in_utc_has_the_day_of_the_court(
    session: Session, kept_in: str, jurisdiction: str, zone: str, day: str, note: str
) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction=jurisdiction)
    head = f"X-WR-TIMEZONE:{kept_in}\r\n" if kept_in else ""
    grid = grid_of(
        "court.ics",
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}BEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART:20270311T003000Z\r\nSUMMARY:Hearing\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode(),
    )
    (row,) = planned(session, "event", grid, case.id).rows
    assert isinstance(row.record, Event)
    assert (row.record.zone, row.record.on.edtf) == (zone, day)
    assert note in str(row.why)
    mapping = suggest("event", grid)
    (given,) = plan(session, "event", grid, mapping, case.id, entered={0: {"zone": "Asia/Tokyo"}}).rows
    assert isinstance(given.record, Event)
    assert (given.record.zone, given.why) == ("Asia/Tokyo", NO_MESSAGE)


def test_a_mapping_must_make_sense(session: Session) -> None:
    grid = grid_of("people.csv", b"a,b\nLin,Wu\n")
    with pytest.raises(InvalidInput, match="Name"):
        plan(session, "person", grid, {})
    for mapping in ({0: "nothing"}, {9: "name"}):
        with pytest.raises(InvalidInput, match="There is no field"):
            plan(session, "person", grid, mapping)
    assert fates(plan(session, "person", grid, {0: "name", 1: "name"})) == [(2, "new")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", DamagedSource),
        (b"%PDF-1.7 no list", InvalidInput),
        (b"\x00\x01\x02" * 50, InvalidInput),
        (b"PK\x03\x04 cut", DamagedSource),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", DamagedSource),
    ],
)
def test_what_is_no_list_is_told(data: bytes, error: type[CasebookError]) -> None:
    with pytest.raises(error) as caught:
        grid_of("list", data)
    assert caught.value.remedy


def test_without_a_sandbox_text_is_read_and_workbooks_are_not(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_worker, "CAN_START", False)
    assert fates(planned(session, "person", grid_of("a.csv", b"Name\nLin Zhiyuan\n"))) == [(2, "new")]
    assert grid_of("a.vcf", CARDS).form == "vcard"
    with pytest.raises(Refused, match="Spreadsheets cannot be read on this computer"):
        grid_of("a.xlsx", a_workbook(["Name"], ["Lin Zhiyuan"]))


def test_a_name_of_a_kilometre_is_refused_by_its_line(session: Session) -> None:
    made = planned(session, "person", grid_of("a.csv", b"Name\n" + b"x" * 301 + b"\n" + b"y" * 300 + b"\n"))
    assert fates(made) == [(2, "refused"), (3, "new")]


@pytest.mark.parametrize("hidden", ["\u202e", "\u202d", "\x07"])
def test_a_name_with_a_hidden_sign_is_refused_by_its_line(hidden: str, session: Session) -> None:
    made = planned(session, "person", grid_of("a.csv", f"Name\nEvil {hidden}Name\nGood Name\n".encode()))
    assert fates(made) == [(2, "refused"), (3, "new")]


def test_a_day_that_does_not_exist_is_unknown_and_the_plan_says_so(session: Session) -> None:
    rows = b"Name,Born\nA,31.02.1980\nB,1990-13-01\nC,03/05/1979\nD,before 1990\n"
    import_plan = planned(session, "person", grid_of("people.csv", rows))
    no_such_day = "This day does not exist. The date is recorded as unknown, with its original words."
    unsure = "The date is ambiguous and is kept as it was written."
    assert [str(row.why) for row in import_plan.rows] == [no_such_day, no_such_day, unsure, ""]
    people = [row.record for row in import_plan.rows if isinstance(row.record, Person)]
    born = [(person.born.edtf, person.born.words) for person in people if person.born]
    assert born == [
        ("XXXX", "31.02.1980"),
        ("XXXX", "1990-13-01"),
        ("1979", "03/05/1979"),
        ("../1989", "before 1990"),
    ]


def decisions_of(**decisions: Decision) -> dict[int, Decision]:
    return {int(line.removeprefix("line")): decision for line, decision in decisions.items()}


def decided(session: Session, noun: Listed, grid: Grid, **decisions: Decision) -> ImportPlan:
    return plan(session, noun, grid, suggest(noun, grid), decisions=decisions_of(**decisions))


def test_headings_are_found_below_a_title_or_chosen(session: Session) -> None:
    rows = b"Clients of the office,,\n,,\nas of,2026-03-02,\nName,Born,Notes\nLin,1979,\nWu,1980,x\n"
    grid = grid_of("people.csv", rows)
    assert (grid.head, grid.head_line, grid.above) == (("Name", "Born", "Notes"), 4, 2)
    assert fates(planned(session, "person", grid)) == [(5, "new"), (6, "new")]
    chosen = run_in_line(read_list(from_bytes("people.csv", rows), head_line=5))
    assert (chosen.head, len(chosen.rows)) == (("Lin", "1979"), 0)
    assert chosen.bad_rows[0].line == 6
    book = grid_of("people.xlsx", a_workbook(["Clients"], [], ["Name", "Born"], ["Lin", 28978]))
    (row,) = planned(session, "person", book).rows
    assert isinstance(row.record, Person)
    assert row.record.born == StatedDate(edtf="1979-05-03")
    assert "28978" in str(row.why)


def test_one_row_shows_the_order_of_days_for_its_column(session: Session) -> None:
    text = b"Name,Born\nA,03/05/1979\nB,25/12/1980\nC,05/13/1980\n"
    for data, born in ((text[: text.index(b"C,")], "1979-05-03"), (text, "1979")):
        first = planned(session, "person", grid_of("people.csv", data)).rows[0].record
        assert isinstance(first, Person)
        assert first.born
        assert first.born.edtf == born


def test_parts_of_names_and_words_of_many_languages_are_understood(session: Session) -> None:
    text = (
        "Nachname;Vorname;Geschlecht;Staatsangehörigkeit;Rolle;Bemerkungen\n"
        "Yılmaz;Ayşe;w;Türkei, CHN;Zeugin;Kommt am Montag\n"
    )
    case: Case = open_case(session, reference="R-1", title="", jurisdiction="DE")
    made = planned(session, "person", grid_of("people.csv", text.encode()), case.id)
    assert carry_out(session, made) == 1
    (person,) = record.every(session, Person)
    assert (person.leading_name, person.sex, person.nationalities) == ("Yılmaz Ayşe", "female", ("TR", "CN"))
    assert record.find(session, Case, case.id).parties == (Party(person_id=person.id, standing="witness"),)
    (note,) = record.every(session, Note)
    assert (note.text, note.about, note.about_id) == ("Kommt am Montag", "person", person.id)
    undo(session, made.id)
    assert record.every(session, Person) == []
    assert record.every(session, Note) == []
    assert record.find(session, Case, case.id).parties == ()


@pytest.mark.parametrize(
    "head",
    [
        "Name;Anschrift;Bemerkung;Sprache;Telefonnummer",
        "Nom;Adresse;Observations;Langue;Téléphone",
        "Name;Address;Remarks;Languages;Phone",
    ],
)
def test_contacts_with_headings_of_many_languages_are_understood(session: Session, head: str) -> None:
    text = f"{head}\nWeiss;Hauptstr. 1;nur morgens;de;030 1\n"
    carry_out(session, planned(session, "contact", grid_of("contacts.csv", text.encode())))
    (contact,) = record.every(session, Contact)
    assert [(one.kind, one.address) for one in contact.channels] == [
        ("telephone", "030 1"),
        ("address", "Hauptstr. 1"),
    ]
    assert (contact.remarks, contact.languages) == ("nur morgens", ("de",))


@pytest.mark.parametrize("head", ["Name;Anschrift;Sprachen", "Nom;Adresse;Langues"])
def test_addresses_and_languages_of_people_are_understood(session: Session, head: str) -> None:
    text = f"{head}\nWeiss;Hauptstr. 1;de\n"
    carry_out(session, planned(session, "person", grid_of("people.csv", text.encode())))
    (person,) = record.every(session, Person)
    assert (person.whereabouts, person.languages) == ("Hauptstr. 1", ("de",))


def test_a_name_that_differs_by_script_or_spelling_is_asked_about(session: Session) -> None:
    carry_out(session, planned(session, "person", grid_of("one.csv", "Name,Born\n林志远,1979\n".encode())))
    text = "Name,Born\nLin Zhiyuan,\nLin Zhiyuan,1955\nChen Meiling,\n陈美玲,\n"
    grid = grid_of("two.csv", text.encode())
    asking = planned(session, "person", grid)
    assert fates(asking) == [(2, "ask"), (3, "ask"), (4, "new"), (5, "ask")]
    assert "林志远" in str(asking.rows[0].why)
    assert "line 4" in str(asking.rows[3].why)
    assert asking.written == 1
    settled = decided(session, "person", grid, line2="same", line3="new", line4="skip", line5="new")
    assert fates(settled) == [(2, "duplicate"), (3, "new"), (4, "skipped"), (5, "new")]
    for wrong in ({"line9": "new"}, {"line4": "same"}):
        with pytest.raises(InvalidInput):
            decided(session, "person", grid, **wrong)  # type: ignore[arg-type]
    assert carry_out(session, settled) == 2


OUTLOOK = (
    '"Subject","Start Date","Start Time","End Date","End Time","All day event","Location"\n'
    '"Hearing","3/22/2026","2:00:00 PM","3/22/2026","3:00:00 PM","False","Room 4"\n'
    '"Training","3/4/2026","12:00:00 AM","3/7/2026","12:00:00 AM","True",""\n'
)


def test_a_calendar_table_of_outlook_keeps_its_times(session: Session) -> None:
    case: Case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    grid = grid_of("calendar.csv", OUTLOOK.encode())
    made = plan(
        session, "event", grid, suggest("event", grid), case.id, entered={0: {"zone": "Asia/Nicosia"}}
    )
    hearing, training = (row.record for row in made.rows)
    assert isinstance(hearing, Event)
    assert isinstance(training, Event)
    assert hearing.at == datetime(2026, 3, 22, 12, 0, tzinfo=UTC)
    assert training.on.edtf == "2026-03-04/2026-03-06"


CHRONOLOGY = """When	What happened	Where	Status
12 March 2019	He was asked to return.	Nicosia	agreed
around New Year 2020	His sister was questioned.
31.02.2020	A letter came.		denied
"""


def test_a_chronology_is_imported_once(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    grid = grid_of("pasted.csv", CHRONOLOGY.encode())
    made = plan(session, "fact", grid, suggest("fact", grid), case.id)
    assert [bool(row.why) for row in made.rows] == [False, True, True]
    assert carry_out(session, made) == 3
    facts = {fact.statement: fact for fact in record.of_case(session, Fact, case.id)}
    returned, questioned, letter = (facts[row.title] for row in made.rows)
    assert (returned.on.edtf, returned.place, returned.status) == ("2019-03-12", "Nicosia", "undisputed")
    assert (questioned.on.words, questioned.status) == ("around New Year 2020", "asserted")
    assert (letter.on.edtf, letter.on.words, letter.status) == ("XXXX", "31.02.2020", "disputed")
    again = plan(session, "fact", grid, suggest("fact", grid), case.id)
    assert {row.fate for row in again.rows} == {"duplicate"}
    homeless = plan(session, "fact", grid, suggest("fact", grid))
    assert {row.fate for row in homeless.rows} == {"refused"}


TASKS = "Title;Due;Status;Responsible\nFile the appeal;02.04.2026;open;M. I.\nCall;soon;done;\n"


def test_tasks_are_imported_once(session: Session) -> None:
    grid = grid_of("tasks.csv", TASKS.encode())
    made = planned(session, "task", grid)
    assert carry_out(session, made) == 2
    appeal, call = sorted(record.every(session, Task), key=lambda task: task.step, reverse=True)
    assert (appeal.due_on, appeal.owner, appeal.done_on) == (date(2026, 4, 2), "M. I.", None)
    assert (call.due_on, call.remark) == (None, "Due: soon")
    assert call.done_on == session.clock().date()
    assert [row.fate for row in planned(session, "task", grid).rows] == ["duplicate", "duplicate"]
    calendar = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:Pay\r\nDUE;VALUE=DATE:20260401\r\nEND:VTODO\r\n"
        b"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Meet\r\nDTSTART;VALUE=DATE:20260401\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    grid = grid_of("tasks.ics", calendar)
    meeting, payment = planned(session, "task", grid).rows
    assert (meeting.fate, payment.fate) == ("refused", "new")
    assert "Import it with the events" in str(meeting.why)
    assert left_out("event", grid, suggest("event", grid)) == ()


GOOGLE = (
    "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,"
    "Phone 1 - Value,Address 1 - Formatted,Address 1 - City\n"
    'Clara,Weiss,Weiss & Partners,* Work,a@x.example ::: b@x.example,c@x.example,1,"Main St 1\nTown",Town\n'
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Primary Email,Home Phone,Fax Number,Home Address,Home City,"
    "Birth Year,Birth Month,Birth Day\nClara,Weiss,Clara Weiss,a@x.example,1,2,Main St 1,Town,1980,3,2\n"
)


THUNDERBIRD_DE = (
    "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Fax-Nummer,Mobil-Tel.-Nr.,"
    "Privat: Adresse,Privat: Adresse 2,Privat: Ort,Dienstlich: Ort,Geburtsjahr,Geburtsmonat,Geburtstag\n"
    "Clara,Weiss,Clara Weiss,a@x.example,1,2,3,Main St 1,,Town,,1980,3,2\n"
)


@pytest.mark.parametrize(("table", "channels"), [(GOOGLE, 5), (THUNDERBIRD, 4), (THUNDERBIRD_DE, 5)])
def test_tables_of_address_books_need_no_mapping(session: Session, table: str, channels: int) -> None:
    (row,) = planned(session, "contact", grid_of("contacts.csv", table.encode())).rows
    assert isinstance(row.record, Contact)
    assert row.record.name == "Clara Weiss"
    assert len(row.record.channels) == channels
    assert row.record.channels[-1].address == "Main St 1, Town"
    assert ("1980-03-02" in row.record.remarks) == (table is not GOOGLE)


def test_a_role_of_someone_present_is_given_and_of_someone_left_out_is_not(session: Session) -> None:
    case: Case = open_case(session, reference="R-1", title="", jurisdiction="DE")
    carry_out(session, planned(session, "person", grid_of("one.csv", b"Name\nLin Zhiyuan\n")))
    (known,) = record.every(session, Person)
    text = "Name,Role\nLin Zhiyuan,client\nChen Meiling,witness\n陈美玲,witness\n"
    grid = grid_of("two.csv", text.encode())
    mapping, decisions = suggest("person", grid), decisions_of(line2="same", line3="skip", line4="same")
    made = plan(session, "person", grid, mapping, case.id, decisions=decisions)
    assert carry_out(session, made) == 0
    assert record.find(session, Case, case.id).parties == (Party(person_id=known.id, standing="client"),)
    undo(session, made.id)
    assert record.find(session, Case, case.id).parties == ()
    assert record.every(session, Person) == [known]


def test_a_role_changed_after_the_import_survives_its_undoing(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="DE")
    carry_out(session, planned(session, "person", grid_of("one.csv", b"Name\nLin Zhiyuan\n")))
    (known,) = record.every(session, Person)
    grid = grid_of("two.csv", b"Name,Role\nLin Zhiyuan,witness\n")
    mapping, decisions = suggest("person", grid), decisions_of(line2="same")
    import_plan = plan(session, "person", grid, mapping, case.id, decisions=decisions)
    carry_out(session, import_plan)
    given = record.find(session, Case, case.id)
    now = record.change(session, given.without_party(known.id).with_party(known.id, "client"))
    undo(session, import_plan.id)
    assert record.find(session, Case, case.id).parties == now.parties


def test_no_day_is_invented_for_what_a_list_calls_done(session: Session) -> None:
    grid = grid_of("tasks.csv", b"task,due,status\nFile the appeal,2025-01-05,done\n")
    made = planned(session, "task", grid)
    assert "a day that the list does not state" in str(made.rows[0].why)
    carry_out(session, made)
    (task,) = record.every(session, Task)
    assert (task.due_on, task.done_on) == (date(2025, 1, 5), session.clock().date())
