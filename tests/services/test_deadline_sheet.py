from __future__ import annotations

import subprocess
from pathlib import Path

from casebook.base.clock import Clock
from casebook.base.i18n import Words
from casebook.domain.ask import Ask
from casebook.domain.composition import Composition, Pairs, Paragraph, Table
from casebook.domain.trace import counted, runs
from casebook.pdf.make import make_bundle
from casebook.services import reckoning
from casebook.services.deadline_sheet import LINES_FOR_ONE_PAGE, deadline_sheet
from tests.domain.reckoning import day


def text_of(sheet: Composition) -> str:
    """Every word of the sheet."""
    told = []
    for block in sheet.parts[0].blocks:
        if isinstance(block, Pairs):
            told += [f"{label}: {span.text}" for label, line in block.rows for span in line]
        elif isinstance(block, Table):
            told += [span.text for row in block.rows for cell in row for span in cell]
        elif isinstance(block, Paragraph):
            told += [span.text for span in block.line]
    return "\n".join(told)


def test_the_sheet_shows_dates_working_authority_and_room_for_initials(clock: Clock) -> None:
    found = reckoning.packs().compute("fr-oqtf-seven-days", Ask(on=day("2026-03-02")), clock=clock)
    told = text_of(deadline_sheet(found, Words(), matter="12/26", needs_two=True))
    for wanted in (
        "Matter: 12/26",
        "Due: 9 March 2026",
        "Last arguable date: 10 March 2026",
        "Clear days for prisoners",
        "3 March 2026 to 9 March 2026",
        "day 1 to day 7",
        "Authority: CESEDA L.614-2",
        "Check again by: 31 January 2027",
        "No lawyer has confirmed this rule.",
        "Checked again by",
    ):
        assert wanted in told, told


def test_a_task_without_a_number_has_a_sheet_without_a_date(clock: Clock) -> None:
    found = reckoning.packs().compute("echr-rule39-request", Ask(on=day("2026-03-02")), clock=clock)
    told = text_of(deadline_sheet(found, Words()))
    assert "Due: no date: an urgent task" in told
    assert "Safe under every reading" not in told
    assert "Checked again by" not in told


def test_a_method_by_itself_has_a_sheet_too(clock: Clock) -> None:
    from casebook.domain.period import parse_period

    found = reckoning.packs().count(
        "nz-legislation-act", parse_period("60 working-days"), Ask(on=day("2026-03-02")), clock=clock
    )
    assert len(runs(found.reckoned.outcomes[0].trace)) > LINES_FOR_ONE_PAGE
    assert "more lines" in text_of(deadline_sheet(found, Words()))


def test_runs_lose_nothing(clock: Clock) -> None:
    found = reckoning.packs().compute(
        "gb-ea2003-p2-provisional-arrest", Ask(on=day("2026-03-02")), clock=clock
    )
    assert found.reckoned.chosen is not None
    (run,) = runs(found.reckoned.chosen.trace)
    assert counted(found.reckoned.chosen.trace) == 45
    assert (run.first.value, run.last.value) == (1, 45)


def test_the_sheet_can_be_set_as_a_page(tmp_path: Path, clock: Clock) -> None:
    found = reckoning.packs().compute("de-asylg-klage-2w", Ask(on=day("2026-09-03")), clock=clock)
    path = tmp_path / "sheet.pdf"
    with path.open("w+b") as out:
        make_bundle(deadline_sheet(found, Words()), out)
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "17 September 2026" in words
