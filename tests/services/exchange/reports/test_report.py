from __future__ import annotations

import csv
import io
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from casebook.base.errors import InvalidInput
from casebook.base.i18n import WINDOW_LANGUAGES, Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.exchange.cell_suppression import Cell
from casebook.domain.exchange.report import NumberReport, ReportProfile, ReportRequest, ReportTable
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.exchange.reports import report, report_cases, report_file
from casebook.services.exchange.reports.report_words import ReportWords
from tests.domain.exchange.attack import intervals
from tests.services.exchange.reports.office import SECRETS, fill

FUNDERS, UN_BODY = ReportRequest(), ReportRequest(profile="un-body")
EN = Translator("en")


def _made(session: Session, request: ReportRequest) -> NumberReport:
    return run_in_line(report.make(session, request))


def _text(pdf: bytes) -> str:
    with closing(PdfDocument(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _table(made: NumberReport, counts: str, rows_by: str) -> ReportTable:
    return next(one for one in made.tables if (one.counts, one.rows_by) == (counts, rows_by))


def _printed(tables: list[ReportTable]) -> dict[Cell, int | None]:
    """Return the cells of the tables of one population, each under the dimensions it belongs to."""
    printed: dict[Cell, int | None] = {}
    for table in tables:
        for (row, column), number in table.values.items():
            pairs = [(table.rows_by, row)] if row else []
            cell = frozenset([*pairs, (table.columns_by, column)] if column else pairs)
            assert printed.setdefault(cell, number) == number, "a shared total differs"
    return printed


@pytest.mark.parametrize("request_", [FUNDERS, replace(FUNDERS, threshold=8), UN_BODY], ids=str)
def test_no_hidden_number_follows_from_the_tables(session: Session, request_: ReportRequest) -> None:
    fill(session, 70)
    made = _made(session, request_)
    assert made.has_hidden
    for counts in dict.fromkeys(table.counts for table in made.tables):
        tables = [table for table in made.tables if table.counts == counts and table.rows]
        chains: list[list[str]] = []
        for table in tables:
            if chains and table.columns_by and chains[-1][-1] == table.rows_by:
                chains[-1].append(table.columns_by)
            else:
                chains.append([table.rows_by, table.columns_by] if table.columns_by else [table.rows_by])
        categories = {table.rows_by: table.rows for table in tables}
        categories |= {table.columns_by: table.columns for table in tables if table.columns_by}
        scale = 60 if counts in {"work", "interpreters"} else 1
        for least, most in intervals(chains, categories, _printed(tables)).values():
            assert most - least >= request_.threshold * scale


def test_pdf_and_csv_say_the_same_numbers_and_no_name(session: Session, tmp_path: Path) -> None:
    fill(session, 60)
    made = _made(session, FUNDERS)
    out = tmp_path / "report.pdf"
    run_in_line(report_file.write(session, made, out, EN))
    printed = _text(out.read_bytes())
    rows = list(csv.DictReader(io.StringIO(report_file.csv_file(made, EN).decode("utf-8-sig"))))
    said = ReportWords(made, EN)
    cells = [
        said.number(table, number, is_plain=True) for table in made.tables for number in table.values.values()
    ]
    assert [row["number"] for row in rows] == cells
    assert {"hidden", "60"} <= set(cells)
    for row in rows:
        assert row["number"] in printed
    for secret in SECRETS:
        assert secret not in printed
        assert not any(secret in value for row in rows for value in row.values())
    assert not any(secret.encode() in out.read_bytes() for secret in SECRETS)


def test_no_bar_shows_a_hidden_number(session: Session) -> None:
    fill(session, 40)
    made = _made(session, FUNDERS)
    for table in made.tables:
        shares = report_file.bar_shares(table)
        shown = [number for (row, _), number in table.values.items() if row]
        for row, share in shares.items():
            number = table.values[row, ""]
            if number is None:
                assert share is None
            else:
                assert share == number / max(one for one in shown if one is not None)
    bars = [
        bar
        for block in report_file.composition(made, EN).parts[0].blocks
        for bar in getattr(block, "rows", ())
        if hasattr(bar, "is_drawn")
    ]
    hidden = [bar for bar in bars if bar.said == "hidden"]
    assert hidden
    assert not any(bar.is_drawn or bar.most for bar in hidden)


def test_each_case_is_counted_once_under_its_main_proceeding() -> None:
    begun = {year: (Stage(title="", begins=StatedDate(edtf=year)),) for year in ("2020", "2024")}
    asylum = Proceeding(id="a", case_id="c", kind="asylum", forum="", stages=begun["2024"])
    removal = Proceeding(id="r", case_id="c", kind="removal", forum="", stages=begun["2020"])
    assert report_cases.main_chain([asylum, removal]) == (removal,)
    assert report_cases.main_chain([asylum, replace(removal, outcome="ended")]) == (asylum,)
    appeal = Proceeding(id="x", case_id="c", kind="judicial-review", forum="")
    assert report_cases.main_chain([appeal, replace(removal, next_id="x")])[0].kind == "removal"
    assert report_cases.main_chain([]) == ()


@pytest.mark.parametrize(
    ("stated", "band"),
    [("2008-03-02", "18-29"), ("2008-03-03", "under-18"), ("19XX", "not-recorded"), ("XXXX", "not-recorded")],
)
def test_ages_are_those_of_the_last_day(stated: str, band: str) -> None:
    assert report_cases.age_band(StatedDate(edtf=stated), date(2026, 3, 2)) == band


def test_a_period_counts_the_cases_open_in_it(session: Session) -> None:
    opened = [
        ("1", date(2024, 1, 1), None),
        ("2", date(2025, 1, 1), None),
        ("3", date(2023, 1, 1), date(2023, 9, 1)),
    ]
    for number, on, closed_on in opened * 3:
        record.add(
            session,
            Case(
                id=session.ids(),
                reference=f"{number} {session.ids()}",
                title="",
                jurisdiction="CY",
                opened_on=on,
                closed_on=closed_on,
                status="closed" if closed_on else "open",
            ),
        )
    year = ReportRequest(first_on=date(2024, 1, 1), last_on=date(2024, 12, 31), threshold=3)
    assert _table(_made(session, year), "cases", "requested").values == {("", ""): 3, ("CY", ""): 3}


def test_an_empty_casebook_makes_an_empty_report(session: Session) -> None:
    for request in (FUNDERS, UN_BODY):
        made = _made(session, request)
        assert not any(table.rows for table in made.tables)
        assert b"hidden" not in report_file.csv_file(made, EN)
        assert report_file.pdf_file(made, EN).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"threshold": 2}, "threshold"),
        ({"threshold": 101}, "threshold"),
        ({"first_on": date(2026, 1, 2), "last_on": date(2026, 1, 1)}, "to"),
    ],
)
def test_a_request_that_cannot_be_is_refused(
    session: Session, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        _made(session, replace(FUNDERS, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_another_ending_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        run_in_line(report_file.write(session, _made(session, FUNDERS), tmp_path / "report.xlsx", EN))
    assert refused.value.field == "out"
    assert not list(tmp_path.glob("report*"))


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
@pytest.mark.parametrize("profile", ["funders", "un-body"])
def test_every_table_has_words(session: Session, language: str, profile: ReportProfile) -> None:
    fill(session, 20)
    made = _made(session, ReportRequest(profile=profile))
    said = ReportWords(made, Translator(language))
    for table in made.tables:
        assert said.table(table)
        assert said.note(table)
        for dimension, categories in ((table.rows_by, table.rows), (table.columns_by, table.columns)):
            assert all(said.category(dimension, one) for one in categories)
