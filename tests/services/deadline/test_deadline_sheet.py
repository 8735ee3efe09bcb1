from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.clock import Clock
from casebook.base.i18n import Translator
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.trace import counted, runs
from casebook.domain.dossier.composition import Composition, Pairs, TextParagraph, TextTable
from casebook.services.base import calculation
from casebook.services.base.calculation import Answer
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline, deadline_change
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.deadline_sheet import deadline_sheet, sheet_pdf, write_sheet
from tests.domain.reckoning import day


def kept(found: Answer) -> Deadline:
    """The answer as a deadline of a case."""
    working = found.working(day("2026-03-02"))
    return Deadline(
        id="d",
        case_id="c",
        title=working.basis.title,
        due_on=working.due.on if working.due else None,
        due_at=working.due.at if working.due else None,
        origin="rule",
        working=working,
        consequence=working.basis.consequence,
    )


def text_of(sheet: Composition) -> str:
    """Every word of the sheet."""
    lines = []
    for block in sheet.parts[0].blocks:
        if isinstance(block, Pairs):
            lines += [f"{label}: {span.text}" for label, line in block.rows for span in line]
        elif isinstance(block, TextTable):
            lines += [span.text for row in block.rows for cell in row for span in cell]
        elif isinstance(block, TextParagraph):
            lines += [span.text for span in (*block.line, *block.reference)]
    return "\n".join(lines)


def test_the_sheet_shows_dates_working_authority_and_room_for_initials(clock: Clock) -> None:
    found = calculation.packs().compute(
        "fr-oqtf-seven-days", DeadlineInput(on=day("2026-03-02")), clock=clock
    )
    text = text_of(deadline_sheet(kept(found), Translator(), matter="12/26", people=2))
    for wanted in (
        "Case: 12/26",
        "Due: 9 March 2026",
        "Safe date: 9 March 2026; latest arguable: 10 March 2026",
        "Clear days for prisoners",
        "3 March 2026 to 9 March 2026",
        "day 1 to day 7",
        "Legal basis: CESEDA L.614-2",
        "review by 31 January 2027",
        "No lawyer has confirmed this rule.",
        "Checked again by",
    ):
        assert wanted in text, text


def test_a_task_without_a_number_has_a_sheet_without_a_date(clock: Clock) -> None:
    found = calculation.packs().compute(
        "echr-rule39-request", DeadlineInput(on=day("2026-03-02")), clock=clock
    )
    text = text_of(deadline_sheet(kept(found), Translator()))
    assert "Due: no date: urgent task" in text
    assert "latest arguable" not in text
    assert "Checked again by" not in text


def test_a_method_by_itself_has_a_sheet_too(clock: Clock) -> None:
    from casebook.domain.base.period import parse_period

    answer = calculation.packs().count(
        "nz-legislation-act",
        parse_period("60 working-days"),
        DeadlineInput(on=day("2026-03-02")),
        clock=clock,
    )
    assert len(runs(answer.result.outcomes[0].trace)) > 14
    assert "more lines" in text_of(deadline_sheet(kept(answer), Translator(), most_lines=14))


def test_runs_lose_nothing(clock: Clock) -> None:
    answer = calculation.packs().compute(
        "gb-ea2003-p2-provisional-arrest", DeadlineInput(on=day("2026-03-02")), clock=clock
    )
    assert answer.result.chosen is not None
    (run,) = runs(answer.result.chosen.trace)
    assert counted(answer.result.chosen.trace) == 45
    assert (run.first.value, run.last.value) == (1, 45)


LONGEST = ("de-asylg-klage-2w", "gb-ut-coa-permission", "fr-oqtf-seven-days", "cy-ipac-30")


@pytest.mark.parametrize("rule_id", LONGEST)
def test_the_sheet_is_one_page(tmp_path: Path, clock: Clock, rule_id: str) -> None:
    ask = DeadlineInput(on=day("2026-09-03"), claimed_on=day("2026-09-01"))
    answer = calculation.packs().compute(rule_id, ask, clock=clock)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet_pdf(kept(answer), Translator(), matter="12/26", people=2))
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in info
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Checked again by" in words
    assert Translator().format_date(answer.result.start_on) in words


def test_a_kept_deadline_is_written_with_reference_initials_and_order(
    session: Session, tmp_path: Path
) -> None:
    case = open_case(session, reference="R-7", title="", jurisdiction="CY")
    order = ManualDeadline(
        title="Skeleton argument", due=DueTime(on=day("2026-05-15")), origin="order", reason="Order 3"
    )
    entry = deadline.add_by_hand(session, case.id, order)
    deadline_change.check(session, entry.id, "DK")
    path = tmp_path / "sheet.pdf"
    run_in_line(write_sheet(session, entry.id, path, Translator()))
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    for wanted in ("R-7", "Skeleton argument", "15 May 2026", "Order 3", "DK"):
        assert wanted in words


def test_the_note_of_a_rule_stands_on_its_sheet_where_one_page_holds_it(clock: Clock) -> None:
    answer = calculation.packs().compute(
        "ca-asylum-14-day-land-border", DeadlineInput(on=day("2026-03-02")), clock=clock
    )
    text = text_of(deadline_sheet(kept(answer), Translator()))
    assert "A trap in both directions" in text
    assert "Reservations: no safe date" in text
    assert "Safe date: no safe date" in text
    assert "let it arrive: whether posting is enough was not read" in text
    ask = DeadlineInput(on=day("2026-09-01"), claimed_on=day("2026-08-31"))
    longest = kept(calculation.packs().compute("es-asylum-contencioso", ask, clock=clock))
    with pypdfium2.PdfDocument(sheet_pdf(longest, Translator(), people=2)) as pdf:
        assert len(pdf) == 1


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_the_note_of_a_rule_is_in_the_language_of_the_sheet(language: str, clock: Clock) -> None:
    found = calculation.packs().compute("cz-cassation-2w", DeadlineInput(on=day("2026-03-02")), clock=clock)
    note, words = found.working(day("2026-03-02")).basis.notes, Translator(language)
    text = text_of(deadline_sheet(kept(found), words))
    assert note not in text
    assert words(note) in text
    assert "。 " not in text
