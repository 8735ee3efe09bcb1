"""Rows of a list that are not taken without a question, and lists whose headings and cells are merged."""

from __future__ import annotations

import io

import openpyxl
import pytest

from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.import_list import carry_out, plan, suggest
from tests.services.exchange.test_import_list import fates, grid_of, planned


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


def test_the_same_document_number_is_the_same_person(session: Session) -> None:
    text = b"Name,Passport\nLin Zhiyuan,G1\n"
    carry_out(session, planned(session, "person", grid_of("one.csv", text)))
    assert fates(planned(session, "person", grid_of("two.csv", text))) == [(2, "duplicate")]


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
