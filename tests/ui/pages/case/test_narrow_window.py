"""Cases, dossiers and the header of a case in a small window: what tells them apart is read whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import ICON
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.tables.cell import CELL_PAD, two_lines
from tests.ui.conftest import Opened

SMALL, USUAL = QSize(1024, 700), QSize(1280, 800)
_ACROSS = Qt.Orientation.Horizontal


def titles(table: Any) -> list[str]:  # noqa: ANN401 - of any rows
    """The titles of the rows as their cells show them, in one line."""
    model = table.model()
    at = next(one for one in range(model.columnCount()) if model.headerData(one, _ACROSS) == "Title")
    room = table.columnWidth(at) - theme.current().px(2 * CELL_PAD)
    texts = (str(model.index(row, at).data()) for row in range(model.rowCount()))
    return [" ".join(two_lines(table.font(), text, room)) for text in texts]


@pytest.mark.parametrize(("page", "number", "letters"), [("cases", 3, 40), ("dossiers", 2, 45)])
@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_titles_tell_what_is_listed_apart(
    opened: Opened, sample: Session, size: QSize, page: str, number: int, letters: int
) -> None:
    workspace: Any = opened(sample)
    workspace.window().resize(size)
    workspace.go(Location(page=page))
    QApplication.processEvents()
    shown = titles(workspace.page.table)
    assert len(shown) == number
    assert all(len(text) >= letters or "…" not in text for text in shown), shown


def test_a_dossier_that_was_never_built_shows_no_icon_of_a_copy(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.go(Location(page="dossiers"))
    QApplication.processEvents()
    model = workspace.page.table.model()
    cells = [model.index(row, model.columnCount() - 1) for row in range(model.rowCount())]
    assert "" in [cell.data() for cell in cells]
    assert not any(cell.data(ICON) for cell in cells if not cell.data())


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_statuses_of_a_case_are_whole(
    opened: Opened, own_sample: Session, sample_case: Case, size: QSize
) -> None:
    found = record.find(own_sample, Case, sample_case.id)
    record.change(own_sample, replace(found, status="dormant", confidentiality="restricted"))
    workspace: Any = opened(own_sample)
    workspace.window().resize(size)
    workspace.go(Location(page="case", id=sample_case.id))
    QApplication.processEvents()
    (head,) = workspace.page.failing_parts()
    chips = [chip for chip in head.findChildren(Chip) if chip.isVisible()]
    assert len(chips) >= 5
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert all(head.rect().contains(chip.mapTo(head, chip.rect().bottomRight())) for chip in chips)
