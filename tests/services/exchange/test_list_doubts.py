"""Rows of a list that are not taken without a question, and lists whose headings and cells are merged."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from casebook.domain.case.note import Note
from casebook.domain.case.task import Task
from casebook.domain.exchange.list_import import Listed
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out, plan, suggest
from tests.services.exchange.test_import_list import a_workbook, fates, grid_of, planned


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("13/05/2522", "1979-05-13"),
        ("2522-05-03", "1979-05-03"),
        ("เกิด 3 พ.ค. 2522", "1979-05-03"),
        ("1357/02/13", "1978-05-03"),
        ("1357-02-31", "1978-05-21"),
        ("1357-12-30", "XXXX"),
        ("民國 68 年 5 月 3 日", "1979-05-03"),
        ("068/05/03", "1979-05-03"),
        ("昭和54年5月3日", "1979-05-03"),
        ("2031-05-06", "XXXX"),
        ("0981-05-06", "0981-05-06"),
        ("15 Decmber 1980", "XXXX"),
    ],
)
def test_a_date_of_birth_that_is_converted_or_cannot_be_is_asked_about(
    session: Session, stated: str, edtf: str
) -> None:
    grid = grid_of("people.csv", f"Name,Date of birth\nLin,{stated}\n".encode())
    (row,) = planned(session, "person", grid).rows
    assert row.fate == "ask"
    assert row.why
    carry_out(session, plan(session, "person", grid, suggest("person", grid), decisions={2: "new"}))
    (person,) = record.every(session, Person)
    assert person.born is not None
    assert person.born.edtf == edtf
    assert bool(person.born.words) == (edtf != stated)


@pytest.mark.parametrize("stated", ["19871208", "1987-12-08", "8 décembre 1987"])
def test_a_date_of_birth_that_says_one_day_is_taken(session: Session, stated: str) -> None:
    grid = grid_of("people.csv", f"姓名,出生年月日,公民身份号码\n林,{stated},440100197001010012\n".encode())
    carry_out(session, planned(session, "person", grid))
    (person,) = record.every(session, Person)
    assert person.born is not None
    assert (person.born.edtf, person.papers[0].number) == ("1987-12-08", "440100197001010012")


def test_a_namesake_without_the_same_date_of_birth_is_asked_about(session: Session) -> None:
    text = (
        "Name,中文名,Sex,Place of birth\nZhang Min,张敏,F,Xian\nZhang Minjie,张敏,M,Kunming\n"
        "Wang Fang,王芳,F,Harbin\nWang Fang,王芳,M,Lhasa\nTotal 60,,,\n"
    )
    made = planned(session, "person", grid_of("two.csv", text.encode()))
    assert [fate for _, fate in fates(made)] == ["new", "ask", "new", "ask", "skipped"]
    assert str(made.rows[1].why).endswith("They differ in: sex, place of birth, name.")
    assert "not a name" in str(made.rows[4].why)
    carry_out(session, made)
    again = planned(session, "person", grid_of("one.csv", "Name\n張敏\n".encode()))
    assert fates(again) == [(2, "ask")]


def test_a_namesake_of_the_casebook_with_another_birth_is_asked_about(session: Session) -> None:
    carry_out(
        session, planned(session, "person", grid_of("one.csv", b"Name,Born\nMemet Tursun,1985-03-12\n"))
    )
    text = "Surname,Given,Born\nTursun,Memet,1969-10-10\nTursun,Alim,1969-10-10\nTursun,Alim,1970-10-10\n"
    made = planned(session, "person", grid_of("two.csv", text.encode()))
    assert fates(made) == [(2, "ask"), (3, "new"), (4, "new")]
    assert str(made.rows[0].why).endswith("the date of birth is another.")


def test_a_sum_is_nobody_and_who_has_a_birth_or_document_somebody(session: Session) -> None:
    rows = (
        "Number of people: 3,,",
        "Anzahl,3,",
        "总人数：3,,",
        "Sum,1979-05-03,",
        "Total,,E12345678",
        "Count,,",
    )
    made = planned(session, "person", grid_of("two.csv", "\n".join(("Name,Born,Passport", *rows)).encode()))
    assert [row.fate for row in made.rows] == ["skipped", "skipped", "skipped", "new", "new", "skipped"]


def test_the_same_document_number_is_the_same_person(session: Session) -> None:
    text = b"Name,Passport\nLin Zhiyuan,G1234567\n"
    carry_out(session, planned(session, "person", grid_of("one.csv", text)))
    assert fates(planned(session, "person", grid_of("two.csv", text))) == [(2, "duplicate")]


WORDS = (
    "see file 12",
    "expired 2019",
    "applied 12.03.2024",
    "1/2",
    "12.03.2024",
    "2019年3月5日",
    "1990-2019",
)
"""Words with figures, which name no document."""


@pytest.mark.parametrize(
    "word", ["none", "lost", "no passport", "applied for", "0", "yes", "无", "不详", *WORDS]
)
def test_a_word_in_place_of_a_document_number_is_a_remark_and_tells_nobody(
    session: Session, word: str
) -> None:
    grid = grid_of("people.csv", f"Name,Passport\nWang Lihua,{word}\nWang Lihua,{word}\n".encode())
    made = planned(session, "person", grid)
    assert [row.fate for row in made.rows] == ["new", "ask"]
    assert "no document number; kept as a remark" in str(made.rows[0].why)
    carry_out(session, made)
    (person,), (note,) = record.every(session, Person), record.every(session, Note)
    assert (person.papers, note.text) == ((), f"Identity document number: {word}")


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("1979-05-03,,E99999999", "1988-11-11,,E99999999", "date of birth"),
        ("1979-05-03,F,E99999999", ",M,E99999999", "sex"),
        ("1979-05-03,F,", "1979-05-03,M,", "sex"),
    ],
)
def test_a_birth_or_sex_that_contradicts_is_asked_about(
    session: Session, first: str, second: str, field: str
) -> None:
    head, rows = "Name,Born,Sex,Passport", [f"Lu Yan,{first}", f"Lu Yan,{second}"]
    made = planned(session, "person", grid_of("people.csv", "\n".join((head, *rows)).encode()))
    assert [row.fate for row in made.rows] == ["new", "ask"]
    assert "“Lu Yan”" in str(made.rows[1].why)
    assert str(made.rows[1].why).endswith(f"They differ in: {field}.")
    carry_out(session, made)
    again = planned(session, "person", grid_of("more.csv", "\n".join((head, rows[1])).encode()))
    assert [(row.fate, row.known_id != "") for row in again.rows] == [("ask", True)]


def test_one_number_of_two_people_with_other_births_is_asked_about(session: Session) -> None:
    rows = ("Lin Wei,1970-01-01,E10000000", "林伟,,E10000000", "Lin Wei,1981-05-05,E10000000")
    made = planned(
        session, "person", grid_of("people.csv", "\n".join(("Name,Born,Passport", *rows)).encode())
    )
    assert made.rows[2].fate == "ask"
    assert "The document number is that of “Lin Wei”." in str(made.rows[2].why)


def test_a_birth_that_contradicts_leaves_no_second_row_out(session: Session) -> None:
    text = "Name,Born,Passport\nChen Wei,1979-05-03,expired 2019\nChen Wei,2004-05-03,expired 2019\n"
    made = planned(session, "person", grid_of("people.csv", text.encode()))
    assert [row.fate for row in made.rows] == ["new", "new"]


def test_a_number_that_others_of_the_list_bear_makes_no_duplicate(session: Session) -> None:
    rows = (
        "Wang Lihua,see file 3",
        "Zhao Min,see file 3",
        "Wang Lihua,see file 3",
        *("Zhao Min,E12345678",) * 2,
    )
    text = "\n".join(("Name,Passport", *rows))
    made = planned(session, "person", grid_of("people.csv", text.encode()))
    assert [row.fate for row in made.rows] == ["new", "new", "ask", "ask", "duplicate"]


def test_the_headings_and_names_of_an_ordinary_register_are_understood(session: Session) -> None:
    head: list[object] = [
        *("Nr.", "SURNAME / Given names", "姓名（中文）", "D.O.B.\n(dd/mm/yyyy)", "Gender (M/F)"),
        *(
            "Nationality/Citizenship",
            "Passport No. / Travel doc",
            "Case handler",
            "Remarks!!",
            "DOB (spouse)",
        ),
    ]
    rows: list[list[object]] = [
        [1, "ZHANG, Zhiyuan", "张志远", "08/02/1961", "M", "China", "E12345678", "A.B.", "call", None],
        [None] * len(head),
        [None, "Total: 60", *[None] * (len(head) - 2)],
    ]
    grid = grid_of("people.xlsx", a_workbook(head, *rows))
    mapping = suggest("person", grid)
    assert sorted(mapping.items()) == [
        *((1, "name"), (2, "other_name"), (3, "born"), (4, "sex")),
        *((5, "nationality"), (6, "paper"), (8, "remarks")),
    ]
    made = planned(session, "person", grid)
    assert [row.fate for row in made.rows] == ["new", "skipped"]
    carry_out(session, made)
    (person,) = record.every(session, Person)
    assert [name.text for name in person.names] == ["ZHANG Zhiyuan", "张志远"]
    assert person.born is not None
    assert person.born.edtf == "1961-02-08"


def test_headings_in_two_lines_and_merged_surnames_are_read(session: Session) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("families", 0)
    for row in (
        ["Family list"],
        ["Case", "Name", None, "Date of birth"],
        [None, "Surname", "Given name", None],
        ["C1", "Lin", "Zhiyuan", "1979-05-03"],
        [None, None, "Meiling", "1980-12-01"],
        ["C2", "Wu", "Tao", "1981-01-01"],
    ):
        sheet.append(row)
    for merged in ("A2:A3", "B2:C2", "D2:D3", "A4:A5", "B4:B5"):
        sheet.merge_cells(merged)
    book.save(out)
    grid = grid_of("families.xlsx", out.getvalue())
    assert grid.head == ("Case", "Surname", "Given name", "Date of birth")
    carry_out(session, planned(session, "person", grid))
    assert sorted(person.leading_name for person in record.every(session, Person)) == [
        "Lin Meiling",
        "Lin Zhiyuan",
        "Wu Tao",
    ]


def test_tables_of_google_and_outlook_keep_surname_fax_and_street(session: Session) -> None:
    google = "Name,Given Name,Family Name,Phone 1 - Label,Phone 1 - Value\n国敏 何,国敏,何,Work Fax,+7 701\n"
    outlook = (
        "Vorname;Nachname;Straße geschäftlich;Ort geschäftlich;Straße privat\nJörg;Groß;Allee 5;Köln;Weg 9\n"
    )
    for text in (google, outlook):
        carry_out(session, planned(session, "contact", grid_of("contacts.csv", text.encode())))
    first, second = sorted(record.every(session, Contact), key=lambda one: one.name, reverse=True)
    assert (first.name, [(one.kind, one.address) for one in first.channels]) == (
        "何国敏",
        [("fax", "+7 701")],
    )
    assert {one.address for one in second.channels} == {"Allee 5, Köln", "Weg 9"}


def test_a_nationality_that_is_no_country_is_remarked_on_and_kept(session: Session) -> None:
    text = "Name,Nationality\nLin,Hungray\nWu,Hongrie\nChen,stateless\n"
    made = planned(session, "person", grid_of("people.csv", text.encode()))
    whys = [str(row.why) for row in made.rows]
    assert whys == ["No country has this name; kept as it is: Hungray.", "", ""]
    carry_out(session, made)
    assert {one.nationalities for one in record.every(session, Person)} == {
        ("Hungray",),
        ("HU",),
        ("stateless",),
    }


def test_a_name_with_its_chinese_in_brackets_is_one_person_of_two_names(session: Session) -> None:
    known = "姓名,出生日期\n林志远,1979-05-03\n王丽,1980-01-02\n"
    carry_out(session, planned(session, "person", grid_of("one.csv", known.encode())))
    text = (
        "Name,Date of birth\nLin Zhiyuan (林志远),1979-05-03\nWang Li 王丽,1980-01-02\n"
        "Wu Tao（吳濤）,1990-02-03\nAlim Tursun / ئالىم تۇرسۇن,1991-02-03\nChen Meiling (已故),1992-02-03\n"
    )
    made = planned(session, "person", grid_of("two.csv", text.encode()))
    assert [fate for _, fate in fates(made)] == ["duplicate", "duplicate", "new", "new", "new"]
    carry_out(session, made)
    names = {tuple(name.text for name in one.names) for one in record.every(session, Person)}
    assert {("Wu Tao", "吳濤"), ("Alim Tursun", "ئالىم تۇرسۇن"), ("Chen Meiling (已故)",)} <= names
    contacts = grid_of("three.csv", "Name,E-mail\nLin Zhiyuan (林志远),lin@press.example\n".encode())
    carry_out(session, planned(session, "contact", contacts))
    (contact,) = record.every(session, Contact)
    assert (contact.name, contact.other_names) == ("Lin Zhiyuan", ("林志远",))


@pytest.mark.parametrize(
    "heading", ["Name in Chinese", "Chinese name", "中文姓名", "姓名（中文）", "中文名字"]
)
def test_columns_of_the_name_in_chinese_are_known_by_their_heading(session: Session, heading: str) -> None:
    for head, cells in (("Name,", "Lin Zhiyuan,"), ("", "")):
        grid = grid_of("people.csv", f"{head}{heading},Born\n{cells}林志远,1979-05-03\n".encode())
        (row,) = planned(session, "person", grid).rows
        assert isinstance(row.record, Person)
        assert row.record.names[-1].text == "林志远"
    assert suggest("person", grid_of("two.csv", "姓名,英文姓名\n林志远,Lin Zhiyuan\n".encode())) == {
        0: "name",
        1: "other_name",
    }


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("Chinese", "CN"),
        ("chinoise", "CN"),
        ("Turkish", "TR"),
        ("Syrian", "SY"),
        ("P.R. China", "CN"),
        ("China (PRC)", "CN"),
        ("Kazakhstani", "KZ"),
        ("中国人", "CN"),
        ("Uyghur", "Uyghur"),
        ("Welsh", "Welsh"),
    ],
)
def test_nationals_of_a_country_state_it_and_an_ethnic_group_none(
    session: Session, stated: str, code: str
) -> None:
    (row,) = planned(session, "person", grid_of("a.csv", f"Name,Nationality\nLin,{stated}\n".encode())).rows
    assert isinstance(row.record, Person)
    assert row.record.nationalities == (code,)
    assert (row.fate, bool(row.why)) == ("new", code == stated)


@pytest.mark.parametrize(("stated", "code"), [("Kazakh", "KZ"), ("Mongolian", "MN"), ("Kirgisisch", "KG")])
def test_a_people_of_two_countries_is_asked_about(session: Session, stated: str, code: str) -> None:
    (row,) = planned(session, "person", grid_of("a.csv", f"Name,Nationality\nLin,{stated}\n".encode())).rows
    assert isinstance(row.record, Person)
    assert (row.fate, row.record.nationalities) == ("ask", (code,))
    assert str(row.why).startswith(f"{stated} can be a citizenship ({code}) or an ethnic group in China.")


def test_rows_and_cells_that_hold_signs_for_nothing_are_empty(session: Session) -> None:
    text = "Name,Nationality,Whereabouts\nNULL,NULL,NULL\nLin,N/A,—\n-,n/a,\nNull,CN,-\nNULL,CN,Paris\n"
    made = planned(session, "person", grid_of("people.csv", text.encode()))
    assert fates(made) == [(3, "new"), (5, "new"), (6, "refused")]
    (first, second) = (row.record for row in made.rows[:2])
    assert isinstance(first, Person)
    assert isinstance(second, Person)
    assert (first.nationalities, first.whereabouts, second.leading_name) == ((), "", "Null")
    parts = planned(session, "person", grid_of("parts.csv", b"Surname,Given name\nNULL,JOHN\n"))
    assert [row.title for row in parts.rows] == ["NULL JOHN"]


@pytest.mark.parametrize(
    ("noun", "text", "meant"),
    [
        ("event", "Date of hearing,Court", ["on", "place"]),
        ("event", "Decision date,Hearing date,Title", ["", "on", "title"]),
        ("event", "开庭时间,事项", ["on", "title"]),
        ("event", "开庭时间,开庭日期", ["clock", "on"]),
        ("event", "Date de l'audience,Heure", ["on", "clock"]),
        ("fact", "Date of incident,What happened", ["on", "statement"]),
        ("task", "Task,Date due,Date of completion", ["step", "due_on", "done_on"]),
    ],
)
def test_days_are_known_by_what_their_headings_say_they_are_of(
    noun: Listed, text: str, meant: list[str]
) -> None:
    suggestion = suggest(noun, grid_of("a.csv", f"{text}\n2024-05-03,x,y\n".encode()))
    assert [suggestion.get(place, "") for place in range(len(meant))] == meant


@pytest.mark.parametrize("born", ["", "1970-01-01", "03/04/1970", "1988-11-11"])
def test_a_document_number_of_two_people_is_always_asked_about(session: Session, born: str) -> None:
    head, rows = "Name,Born,Passport", ("Doc One,1970-01-01,X1234567", f"Ma Hong,{born},x 1234567")
    made = planned(session, "person", grid_of("people.csv", "\n".join((head, *rows)).encode()))
    assert [row.fate for row in made.rows] == ["new", "ask"]
    assert "The document number is that of “Doc One”." in str(made.rows[1].why)
    carry_out(session, made)
    (again,) = planned(session, "person", grid_of("more.csv", f"{head}\n{rows[1]}".encode())).rows
    assert (again.fate, again.known_id != "") == ("ask", True)


def test_rows_struck_through_or_hidden_are_asked_about_and_comments_named(session: Session) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows = [("Date", "Title"), ("2026-12-14", "Kept"), ("2026-12-15", "Struck"), ("2026-12-16", "Hidden")]
    for cells in (*rows, ("2026-12-17", "Commented")):
        sheet.append(cells)
    sheet["B3"].font = Font(strike=True)
    sheet["C2"].font = Font(strike=True)
    sheet.row_dimensions[4].hidden = True
    sheet["A5"].comment = Comment("verlegt auf 5.1.2027", "court")
    out = io.BytesIO()
    book.save(out)
    case = open_case(session, reference="R-1", title="", jurisdiction="GB")
    made = planned(session, "event", grid_of("list.xlsx", out.getvalue()), case.id)
    assert [row.fate for row in made.rows] == ["new", "ask", "ask", "new"]
    said = ("", "struck through", "hidden in the workbook", "“verlegt auf 5.1.2027”")
    assert all(words in str(row.why) for words, row in zip(said, made.rows, strict=True))
    grid = grid_of("list.xlsx", out.getvalue())
    carry_out(session, plan(session, "event", grid, suggest("event", grid), case.id, decisions={3: "new"}))
    again = planned(session, "event", grid, case.id)
    assert [row.fate for row in again.rows] == ["duplicate", "ask", "ask", "duplicate"]


@pytest.mark.parametrize("is_shared", [True, False])
def test_words_struck_in_a_cell_are_kept_as_a_remark_and_asked_about(
    session: Session, *, is_shared: bool
) -> None:
    struck = TextBlock(InlineFont(strike=True), "12.04.2027")
    cells = {
        "A2": CellRichText(struck, TextBlock(InlineFont(b=True), " 15.04.2027")),
        "A3": CellRichText(struck),
        "A4": CellRichText(TextBlock(InlineFont(strike=False), "16.04.2027")),
    }
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (("Due", "Task"), ("", "Moved"), ("", "Struck"), ("", "Kept")):
        sheet.append(row)
    for place, text in cells.items():
        sheet[place] = text
    out = io.BytesIO()
    book.save(out)
    data = _with_shared_texts(out.getvalue()) if is_shared else out.getvalue()
    grid = grid_of("list.xlsx", data)
    made = planned(session, "task", grid)
    assert [row.fate for row in made.rows] == ["ask", "ask", "new"]
    assert "“12.04.2027” is struck through in its cells" in str(made.rows[0].why)
    assert "It is struck through in the workbook." in str(made.rows[1].why)
    carry_out(session, plan(session, "task", grid, suggest("task", grid), decisions={2: "new"}))
    by_step = {task.step: task for task in record.every(session, Task)}
    assert set(by_step) == {"Moved", "Kept"}
    assert (str(by_step["Moved"].due_on), by_step["Moved"].remark) == ("2027-04-15", "12.04.2027")
    assert (str(by_step["Kept"].due_on), by_step["Kept"].remark) == ("2027-04-16", "")


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_date_with_a_raised_figure_is_asked_about(session: Session, *, is_shared: bool) -> None:
    def noted(before: str, note: str, after: str = "") -> CellRichText:
        return CellRichText(before, TextBlock(InlineFont(vertAlign="superscript"), note), after)

    dates = (
        noted("1", "1", " January 2027"),
        noted("1", "1", ".01.2027"),
        noted("1/1/2027", "2"),
        noted("1.1.202", "7"),
        noted("", "1", "1 January 2027"),
        noted("1", "st", " January 2027"),
    )
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(("Due", "Task"))
    for row, due in enumerate(dates, start=2):
        sheet[f"A{row}"] = due
        sheet[f"B{row}"] = noted("File at 9", "30", " Uhr")
    out = io.BytesIO()
    book.save(out)
    data = _with_shared_texts(out.getvalue()) if is_shared else out.getvalue()
    grid = grid_of("list.xlsx", data)
    assert [row.cells[1] for row in grid.rows] == ["File at 9 [30] Uhr"] * len(dates)
    assert [row.fate for row in planned(session, "task", grid).rows] == [*["ask"] * 5, "new"]


def _with_shared_texts(data: bytes) -> bytes:
    """A workbook with its texts among those that cells share, as Excel writes them."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as book, ZipFile(out, "w") as written:
        parts = {name: book.read(name).decode() for name in book.namelist()}
        sheet, kinds = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
        texts = re.findall(r't="inlineStr"><is>(.*?)</is>', parts[sheet])
        for at, text in enumerate(texts):
            parts[sheet] = parts[sheet].replace(f't="inlineStr"><is>{text}</is>', f't="s"><v>{at}</v>', 1)
        added = "".join(f"<si>{text}</si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET_MAIN_NS}">{added}</sst>'
        shared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/></Types>'
        parts[kinds] = parts[kinds].replace("</Types>", shared)
        for name, part in parts.items():
            written.writestr(name, part)
    return out.getvalue()
