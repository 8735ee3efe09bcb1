"""Import of people, contacts and hearings: column mapping, row outcomes, writing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from casebook.base.message import gettext_noop
from casebook.domain.base.grid import Grid
from casebook.domain.exchange.import_plan import Fate, ImportPlan, Listed, PlannedRow
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange import import_list
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column, Rows
from casebook.ui.widgets.layout.elided import Elided
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line
from casebook.ui.widgets.layout.parts import button, label
from casebook.ui.widgets.layout.progress import ProgressStrip
from casebook.ui.widgets.layout.styled_inputs import ChoiceBox
from casebook.ui.widgets.tables.table import DataTable

_HEIGHT = 260
_EXAMPLES = 3
_TONES: dict[Fate, Tone] = {
    "new": "green",
    "changed": "amber",
    "cancelled": "amber",
    "duplicate": "grey",
    "refused": "red",
}
_ICONS: dict[Fate, str] = {
    "new": "add",
    "changed": "edit",
    "cancelled": "cancel",
    "duplicate": "copy",
    "refused": "error",
}
_FATES: dict[Fate, str] = {
    "new": gettext_noop("new"),
    "changed": gettext_noop("changed"),
    "cancelled": gettext_noop("cancelled"),
    "duplicate": gettext_noop("already present"),
    "refused": gettext_noop("rejected"),
}
_FIRST: tuple[Fate, ...] = ("refused", "cancelled", "changed", "new", "duplicate")
"""The order of rows: those to review first."""


class ImportPane(QWidget):
    """Imports a list in three steps: columns, rows, done. Column mappings are remembered until lock.

    Args:
        context: what it works at.
        noun: what the rows are.

    Attributes:
        written: records were written or taken back.
        left: the keyboard goes back to the page.
    """

    written = Signal()
    left = Signal()

    def __init__(self, context: PageContext, noun: Listed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words, self._noun = context, context.words, noun
        self._remembered: dict[tuple[str, ...], dict[int, str]] = {}
        self._boxes: list[QComboBox] = []
        self._zone: QLineEdit | None = None
        self._shown: QWidget | None = None
        self.case_id = ""
        self._whole = column(self, gap=0)
        self.hide()

    def choose(self) -> None:
        """Choose a file."""
        paths = pick_files(self, self._words)
        if paths:
            self.offer(paths[0])

    def offer(self, path: Path | OpenedFile, encoding: str = "") -> None:
        """Read a file, in this encoding if one was chosen."""
        strip = ProgressStrip(self._words("Reading the list"), self._words("Cancel"))
        self._show(strip)
        self._context.run(
            lambda task: import_list.read_list(from_paths([path])[0], encoding=encoding, progress=task),
            partial(self._read, path),
            lambda _: self._close(),
            before=lambda task: strip.follow(task, self._words),
        )

    def _read(self, path: Path | OpenedFile, grid: Grid) -> None:
        """Read without guessing between several possible encodings."""
        if len(grid.readings) > 1:
            self._ask_encoding(path, grid)
        else:
            self._ask(grid)

    def _ask_encoding(self, path: Path | OpenedFile, grid: Grid) -> None:
        """Ask in which encoding the names are correct."""
        words, box = self._words, ChoiceBox()
        box.setAccessibleName(words("Encoding"))
        for reading in grid.readings:
            box.addItem(f"{reading.encoding.upper()}: {reading.sample}", reading.encoding)
        inside = self._card(
            words("Choose encoding"),
            "",
            button(words("Cancel"), self._close),
            button(
                words("Use this encoding"),
                lambda: self.offer(path, str(box.currentData())),
                role="primary",
            ),
        )
        about = words(
            "The file does not state its encoding. Choose the one in which the names are displayed correctly."
        )
        inside.addWidget(label(about, wraps=True))
        inside.addWidget(box)
        self._fit()
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, grid: Grid) -> None:
        """Ask for the meaning of each column."""
        words = self._words
        inside = self._card(
            words("Match columns to fields"),
            self._summary(grid),
            button(words("Cancel"), self._close),
            button(words("Preview rows"), partial(self._plan, grid), role="primary"),
        )
        scroll = Scrolled(words("Match columns to fields"))
        scroll.setMaximumHeight(theme.current().px(_HEIGHT))
        table = QGridLayout()
        table.setHorizontalSpacing(theme.current().px(16))
        table.setColumnStretch(2, 1)
        mapping = self._remembered.get(grid.head) or import_list.suggest(self._noun, grid)
        self._boxes = [
            self._column(table, grid, place, mapping.get(place, "")) for place in range(len(grid.head))
        ]
        scroll.body.addLayout(table)
        scroll.body.addStretch(1)
        inside.addWidget(scroll)
        self._zone = self._zone_field(inside) if self._noun == "event" else None
        self._fit()
        if self._boxes:
            self._boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _summary(self, grid: Grid) -> str:
        words = self._words
        parts = [words.count("{number} row", "{number} rows", len(grid.rows))]
        if grid.bad_rows:
            parts.append(words.count("{number} unreadable", "{number} unreadable", len(grid.bad_rows)))
        if grid.encoding:
            text = (
                words("encoding: probably {encoding}") if grid.is_guessed else words("encoding: {encoding}")
            )
            parts.append(text.format(encoding=grid.encoding.upper()))
        if grid.other_sheets:
            parts.append(words("sheet “{sheet}”", sheet=grid.sheet))
            parts.append(words("not imported: {sheets}", sheets=", ".join(grid.other_sheets)))
        return " · ".join(parts)

    def _column(self, table: QGridLayout, grid: Grid, place: int, chosen: str) -> QComboBox:
        heading = grid.head[place] or self._words("column {number}", number=place + 1)
        examples = [row.cells[place] for row in grid.rows if row.cells[place]][:_EXAMPLES]
        box = ChoiceBox()
        box.setAccessibleName(self._words("Field for “{heading}”", heading=heading))
        box.addItem(self._words("Do not import"), "")
        for field in import_list.fields_of(self._noun):
            box.addItem(self._words(field.title), field.key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        table.addWidget(label(heading, "strong"), place, 0)
        table.addWidget(box, place, 1)
        table.addWidget(Elided(" · ".join(" ".join(text.split()) for text in examples), "quiet"), place, 2)
        return box

    def _zone_field(self, inside: QVBoxLayout) -> QLineEdit:
        words = self._words
        edit = QLineEdit()
        edit.setAccessibleName(words("Time zone for times in UTC or without one"))
        edit.setPlaceholderText("Asia/Nicosia")
        row = line(gap=12)
        row.addWidget(label(words("Time zone for times in UTC or without one"), "strong"))
        row.addWidget(edit, 1)
        inside.addLayout(row)
        return edit

    def _plan(self, grid: Grid) -> None:
        mapping = {
            place: str(box.currentData()) for place, box in enumerate(self._boxes) if box.currentData()
        }
        self._remembered[grid.head] = mapping
        zone = self._zone.text().strip() if self._zone else ""
        noun, case_id = self._noun, self.case_id
        self._context.ask(
            lambda session: import_list.plan(
                session, noun, grid, mapping, case_id, unsaid={"zone": zone} if zone else {}
            ),
            partial(self._look, grid),
        )

    def _look(self, grid: Grid, plan: ImportPlan) -> None:
        """Show the outcome of each row."""
        words, number = self._words, plan.written
        send = button(
            words.count("Import {number} row", "Import {number} rows", number),
            partial(self._write, plan),
            role="primary",
        )
        send.setEnabled(number > 0)
        back = button(words("Back"), partial(self._ask, grid))
        inside = self._card(
            words("What will happen to each row"),
            self._counts(plan),
            button(words("Cancel"), self._close),
            back,
            send,
        )
        self._add_rows(inside, plan)
        (send if number else back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, made: ImportPlan) -> None:
        self._context.ask(lambda session: import_list.carry_out(session, made), partial(self._done, made))

    def _done(self, plan: ImportPlan, number: int) -> None:
        words = self._words
        self._context.did(
            words.count("{number} row imported", "{number} rows imported", number),
            lambda session: import_list.take_back(session, plan),
        )
        inside = self._card(
            words("Result for each row"),
            self._counts(plan),
            button(words("Undo this import"), partial(self._take_back, plan)),
            button(words("Close"), self._close, role="primary"),
        )
        self._add_rows(inside, plan)
        self.written.emit()

    def _take_back(self, plan: ImportPlan) -> None:
        def done(number: int) -> None:
            self._context.say(
                self._words.count(
                    "{number} row of the import undone", "{number} rows of the import undone", number
                )
            )
            self._close()
            self.written.emit()

        self._context.ask(lambda session: import_list.take_back(session, plan), done)

    def _counts(self, plan: ImportPlan) -> str:
        counts = ((plan.count(fate), self._words(word)) for fate, word in _FATES.items())
        return " · ".join(f"{count} {word}" for count, word in counts if count)

    def _add_rows(self, inside: QVBoxLayout, plan: ImportPlan) -> None:
        listed: Rows[PlannedRow] = Rows(self._columns(), self)
        table = DataTable(self._words("What will happen to each row"), listed)
        table.setFixedHeight(theme.current().px(_HEIGHT))
        listed.show_rows(sorted(plan.rows, key=lambda row: (_FIRST.index(row.fate), row.line)))
        inside.addWidget(table)
        self._fit()

    def _columns(self) -> tuple[Column[PlannedRow], ...]:
        words = self._words
        return (
            Column(title=words("Line"), text=lambda row: str(row.line), sort=lambda row: row.line, width=6),
            Column(
                title=words("Outcome"),
                text=lambda row: words(_FATES[row.fate]),
                tone=lambda row: _TONES[row.fate],
                icon=lambda row: _ICONS[row.fate],
                width=18,
            ),
            Column(
                title=words("Record"), text=lambda row: row.title, look="strong", width=24, stretches=True
            ),
            Column(
                title=words("Remarks"),
                text=lambda row: words(row.why) if row.why else "",
                width=48,
                stretches=True,
            ),
        )

    def _card(self, title: str, summary: str, *buttons: QWidget) -> QVBoxLayout:
        card = frame("card")
        whole = column(card, gap=10, margins=(14, 16))
        head = line(gap=12)
        head.addWidget(label(title, "title"))
        head.addWidget(Elided(summary, "quiet"), 1)
        whole.addLayout(head)
        inside = column(gap=10)
        whole.addLayout(inside)
        foot = line(gap=12)
        foot.addStretch(1)
        for each in buttons:
            foot.addWidget(each)
        whole.addLayout(foot)
        self._shown = card
        return inside

    def _fit(self) -> None:
        """Show the card once complete, so that its size is calculated correctly."""
        if self._shown is not None:
            self._show(self._shown)

    def _show(self, widget: QWidget) -> None:
        empty_out(self._whole)
        self._whole.addWidget(widget)
        widget.show()
        self.setMinimumHeight(widget.sizeHint().height())
        self.show()

    def _close(self) -> None:
        empty_out(self._whole)
        self._boxes, self._shown = [], None
        self.hide()
        self.left.emit()
