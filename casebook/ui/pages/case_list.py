"""Cases: the table of all, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.services import case
from casebook.services.case import CasePage, CaseRow
from casebook.ui import dates
from casebook.ui.desk import Desk, Place
from casebook.ui.models.rows import Column
from casebook.ui.pages.listing import Listing
from casebook.ui.pages.wording import Wording, side_by_side
from casebook.ui.widgets.empty import Empty
from casebook.ui.widgets.form import Field, InlineForm
from casebook.ui.widgets.parts import button

_FIRST, _MORE = 200, 2000


class CaseList(Listing):
    """Every case, newest first."""

    concerns = frozenset({"case", "person", "proceeding", "event"})

    def __init__(self, desk: Desk) -> None:
        self._found: list[CaseRow] = []
        super().__init__(desk, desk.words("Cases"), _columns(desk))
        self._form = InlineForm(
            self.words("New case"),
            (
                Field(key="reference", title=self.words("Reference"), hint="LIN-2026-003", width=18),
                Field(
                    key="title",
                    title=self.words("Title, naming nobody"),
                    hint=self.words("Extradition to the PRC"),
                    width=36,
                ),
                Field(key="jurisdiction", title=self.words("Country"), hint="CY", width=8),
            ),
            (self.words("Open the case"), self.words("Cancel")),
        )
        self._form.sent.connect(self._open_case)
        self._form.hide()
        self._form.left.connect(self.take_focus)
        self.above.addWidget(self._form)

    def read(self) -> None:
        """Read the first page at once, then the rest."""
        self.ask(lambda session: case.page(session, most=_FIRST), self._begin)

    def start_new(self) -> None:
        """Show the form for a new case."""
        self._form.begin()

    def steps(self) -> Sequence[QPushButton]:
        """A new case."""
        return (button(self.words("New case"), self.start_new, role="primary", meaning="add"),)

    def empty(self) -> QWidget:
        """What a case is and how to begin."""
        return Empty(
            "case",
            self.words("No cases yet"),
            self.words(
                "A case holds the people, proceedings, evidence and facts of one matter, and the dossiers "
                "made from them. Give it the office's reference to begin."
            ),
            button(self.words("Open the first case"), self.start_new, role="primary", meaning="add"),
        )

    def open_row(self, record_id: str) -> None:
        """Go to the case."""
        self.desk.go(Place(page="case", id=record_id))

    def _begin(self, page: CasePage) -> None:
        self._found = list(page.rows)
        self.show_rows(self._found)
        self._read_on(page)

    def _read_on(self, page: CasePage) -> None:
        offset = len(self._found)
        if page.rows and offset < page.total:
            self.ask(lambda session: case.page(session, offset=offset, most=_MORE), self._go_on)

    def _go_on(self, page: CasePage) -> None:
        self._found.extend(page.rows)
        self.show_rows(self._found)
        self._read_on(page)

    def _open_case(self, values: dict[str, str]) -> None:
        def done(opened: Any) -> None:  # noqa: ANN401 - a Case
            self.desk.go(Place(page="case", id=opened.id))
            self._form.hide()

        self.desk.ask(
            lambda session: case.open_case(
                session,
                reference=values["reference"],
                title=values["title"],
                jurisdiction=values["jurisdiction"],
            ),
            done,
        )


def _columns(desk: Desk) -> tuple[Column[CaseRow], ...]:
    words, wording = desk.words, Wording(desk.words)
    return (
        Column(title=words("Reference"), text=lambda row: row.reference, look="strong", width=13),
        Column(
            title=words("Client"),
            text=lambda row: row.client or "—",
            beside=lambda row: side_by_side(row.client_names),
            width=26,
            stretches=True,
        ),
        Column(title=words("Title"), text=lambda row: row.title, look="quiet", width=24, stretches=True),
        Column(title=words("Country"), text=lambda row: wording.country(row.jurisdiction), width=10),
        *_standing(desk),
    )


def _standing(desk: Desk) -> tuple[Column[CaseRow], ...]:
    words, wording, far = desk.words, Wording(desk.words), date.max
    return (
        Column(
            title=words("Stage"),
            text=lambda row: row.stage,
            tone=lambda _: "blue",
            icon=lambda row: "stage" if row.stage else "",
            width=19,
        ),
        Column(
            title=words("Next hearing"),
            text=lambda row: dates.day(words, row.next_hearing_on) if row.next_hearing_on else "",
            sort=lambda row: row.next_hearing_on or far,
            width=12,
        ),
        Column(
            title=words("Status"),
            text=lambda row: wording.case_status[row.status][0],
            tone=lambda row: wording.case_status[row.status][1],
            icon=lambda row: wording.case_status[row.status][2],
            width=12,
        ),
    )
