"""Reports on the command line: a file by its ending, in a language, and what cannot be is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from casebook.services.base.session import open_session
from tests.cli.said import Say
from tests.services.exchange.reports.office import SECRETS, fill


@pytest.fixture
def busy_office(plain_office: Path) -> Path:
    """A vault with many cases."""
    with open_session(plain_office, (plain_office.parent / "code.txt").read_text()) as session:
        fill(session, 30)
    return plain_office


def test_a_report_is_written_as_pdf_and_csv(busy_office: Path, say: Say, tmp_path: Path) -> None:
    pdf, table = tmp_path / "r.pdf", tmp_path / "r.csv"
    answer = say("report", "funders", busy_office, "--threshold", 6, "--out", pdf, "--json")
    assert answer.code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    answer = say("report", "funders", busy_office, "--language", "zh-Hans", "--out", table, "--json")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert answer.json["shown"] + answer.json["hidden"] == len(rows)
    assert {"31", "隐藏"} <= {row["number"] for row in rows}
    assert not any(secret in table.read_text("utf-8-sig") for secret in SECRETS)
    assert say("report", "un-body", busy_office, "--out", table).code == 0


@pytest.mark.parametrize(
    ("option", "field"),
    [
        (("--threshold", 101), "threshold"),
        (("--language", "fr"), "language"),
        (("--from", "2026-02-30"), "from"),
        (("--from", "2026-02-02", "--to", "2026-02-01"), "to"),
    ],
    ids=["threshold", "language", "day", "period"],
)
def test_what_cannot_be_reported_is_named(
    plain_office: Path, say: Say, tmp_path: Path, option: tuple[object, ...], field: str
) -> None:
    answer = say("report", "funders", plain_office, "--out", tmp_path / "r.pdf", *option, "--json")
    assert answer.json["error"]["field"] == field
    assert not (tmp_path / "r.pdf").exists()
