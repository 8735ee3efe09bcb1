"""Files of other programs that once stopped the work go through, in the isolated processes that read them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.domain.base.grid import Grid
from casebook.host.protocol.extract_protocol import Family, FileText
from casebook.services.dossier.bundle import bundle_from_spec
from casebook.services.processes.extract_worker import ExtractWorker
from tests.paths import DATA
from tests.pdf.corpus import filled, locked, named_in_gbk
from tests.pdf.jobs.test_real_files import beside, moved_table, with_packets, wrong_size
from tests.proof.ground import say

pytestmark = pytest.mark.proof

SPEC = """
title = "Hearing bundle"
[[section]]
title = "All"
[[section.item]]
file = "file.pdf"
title = "File"
"""
MADE: dict[str, Callable[[], bytes]] = {
    "a link off a cropped page": beside,
    "a font named in GBK": named_in_gbk,
    "a wrong /Size": wrong_size,
    "a moved table of objects": moved_table,
    "a form without pictures": lambda: filled("Łódź 3.14 ÷ 0 é"),
    "an entry without a font": lambda: filled("Adil", look="0 g"),
    "an owner password": locked,
    "packets of metadata": with_packets,
}
FOUND = {path.stem: path.read_bytes for path in sorted((DATA / "pdf").glob("*.pdf"))}


@pytest.mark.parametrize("kind", [*FOUND, *MADE])
def test_a_pdf_goes_through(kind: str, tmp_path: Path) -> None:
    data = (FOUND | MADE)[kind]()
    with ExtractWorker(Family.PDF) as reader:
        pages = reader.read(io.BytesIO(data), FileText).answer.page_count
    (tmp_path / "SPEC.toml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "file.pdf").write_bytes(data)
    report = bundle_from_spec(tmp_path / "SPEC.toml", tmp_path / "out.pdf")
    assert not [problem for problem in report.problems if problem.is_blocking]
    (item,) = report.items
    assert item.last_page - item.first_page == pages  # and its divider
    say(f"{kind}: imported, bound, {pages} pages")


@pytest.mark.parametrize("path", sorted((DATA / "calendars").glob("*.ics")), ids=lambda path: path.stem)
def test_a_calendar_goes_through(path: Path) -> None:
    with ExtractWorker(Family.CALENDAR) as reader:
        grid = reader.read(io.BytesIO(path.read_bytes()), Grid).answer
    assert grid.rows
    assert not grid.bad_rows
    say(f"calendar of {path.stem}: {len(grid.rows)} entries")
