"""Import of people, contacts and hearings: column mapping, row outcomes, writing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from casebook.domain.base.grid import Grid
from casebook.domain.case.case import Case
from casebook.domain.exchange.import_plan import Decision, ImportPlan
from casebook.domain.exchange.list_import import Listed
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.row_undo import Undone
from casebook.services.evidence.intake_source import OfferedFile, from_bytes, from_paths
from casebook.services.exchange import import_list, list_reading, list_undo
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.exchange.import_rows import FATES, HEIGHT, PlannedRows
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line

_EXAMPLES = 3
_WITHOUT_MAPPING = ("icalendar", "vcard")
"""Formats whose fields are known: nothing has to be matched."""


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
        self._mapping: dict[int, str] = {}
        self._decisions: dict[int, Decision] = {}
        self._kinds: dict[int, str] = {}
        self._source: tuple[Path | OpenedFile | OfferedFile, str] | None = None
        self._zone: QLineEdit | None = None
        self._cases: QComboBox | None = None
        self._answers = ("", "")  # zone and case, read before the rows replace their fields
        self._shown: QWidget | None = None
        self.case_id = ""
        self._whole = column(self, gap=0)
        self.hide()

    def choose(self) -> None:
        """Choose a file."""
        paths = pick_files(self, self._words, purpose="import")
        if paths:
            self.offer(paths[0])

    def accept_paste(self, page: QWidget, case_id: Callable[[], str] = str) -> None:
        """Import a table that is pasted anywhere on a page but in a field, into this case if any."""
        shortcut = QShortcut(QKeySequence.StandardKey.Paste, page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.paste(case_id()))

    def paste(self, case_id: str) -> None:
        """Match the columns of the table in the clipboard: tab-separated lines under their headings."""
        text = QGuiApplication.clipboard().text()
        if "\t" in text.partition("\n")[0] and "\n" in text.strip():
            self.case_id = case_id
            self.offer(from_bytes("pasted.csv", text.encode("utf-8-sig")))
        else:
            title = self._words("The clipboard contains no table")
            remedy = self._words("Copy the rows together with their headings in a spreadsheet.")
            self._context.say(title, remedy, is_good=False, is_passing=True)

    def offer(self, path: Path | OpenedFile | OfferedFile, encoding: str = "", head_line: int = 0) -> None:
        """Read a file, in this encoding and with the headings in this line if these were chosen."""
        source = (path, encoding)
        self._source, self._decisions, self._kinds, self._answers = source, {}, {}, ("", "")
        offered = path if isinstance(path, OfferedFile) else from_paths([path])[0]
        strip = ProgressStrip(self._words("Reading the list"), self._words("Cancel"))
        self._show(strip)
        self._context.run(
            lambda task: list_reading.read_list(
                offered, encoding=encoding, head_line=head_line, progress=task
            ),
            partial(self._read, path),
            lambda _: self._close(),
            before=lambda task: strip.follow(task, self._words),
            is_wanted=lambda: source is self._source,
        )

    def _read(self, path: Path | OpenedFile | OfferedFile, grid: Grid) -> None:
        """Read without guessing between several possible encodings."""
        if len(grid.readings) > 1:
            self._ask_encoding(path, grid)
        elif grid.form in _WITHOUT_MAPPING:
            self._mapping = import_list.suggest(self._noun, grid)
            self._plan(grid)
        else:
            self._ask(grid)

    def _ask_encoding(self, path: Path | OpenedFile | OfferedFile, grid: Grid) -> None:
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
            button(words("Preview rows"), partial(self._preview, grid), role="primary"),
        )
        scroll = Scrolled(words("Match columns to fields"))
        scroll.setMaximumHeight(theme.current().px(HEIGHT))
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
        if grid.head_line:
            self._add_head_line(inside, grid)
        self._zone = self._zone_field(inside) if self._noun == "event" else None
        self._cases = self._case_field(inside) if self._noun in {"person", "task"} else None
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
            parts.append(words("not imported: {sheets}", sheets=words.list_of(grid.other_sheets)))
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
        edit = QLineEdit(self._answers[0])
        edit.setAccessibleName(words("Time zone for times in UTC or without one"))
        edit.setPlaceholderText("Asia/Nicosia")
        row = line(gap=12)
        row.addWidget(label(words("Time zone for times in UTC or without one"), "strong"))
        row.addWidget(edit, 1)
        inside.addLayout(row)
        return edit

    def _add_head_line(self, inside: QVBoxLayout, grid: Grid) -> None:
        """Offer to take the headings from another line."""
        words = self._words
        edit = QLineEdit(str(grid.head_line))
        edit.setValidator(QIntValidator(1, list_reading.MAX_HEAD_LINE, edit))
        edit.setAccessibleName(words("Line of the headings"))
        row = line(gap=12)
        row.addWidget(label(words("Line of the headings"), "strong"))
        row.addWidget(edit)
        row.addWidget(button(words("Read again"), lambda: self._read_again(int(edit.text() or 0))))
        row.addStretch(1)
        inside.addLayout(row)

    def _read_again(self, head_line: int) -> None:
        if self._source is not None:
            self.offer(*self._source, head_line)

    def _case_field(self, inside: QVBoxLayout) -> QComboBox | None:
        """Offer the cases in which people get their roles; none on the page of a case, which is it."""
        if self.case_id:
            return None
        words, box, chosen = self._words, ChoiceBox(), self._answers[1]
        name = words("Case for roles")
        box.setAccessibleName(name)
        box.addItem(words("None"), "")
        row = line(gap=12)
        row.addWidget(label(name, "strong"))
        row.addWidget(box, 1)
        inside.addLayout(row)

        def fill(cases: list[Case]) -> None:
            for case in cases:
                box.addItem(" · ".join(part for part in (case.reference, case.title) if part), case.id)
            box.setCurrentIndex(max(0, box.findData(chosen)))

        self._context.ask(lambda session: record.every(session, Case), fill)
        return box

    def _preview(self, grid: Grid) -> None:
        self._mapping = {
            place: str(box.currentData()) for place, box in enumerate(self._boxes) if box.currentData()
        }
        self._remembered[grid.head] = self._mapping
        zone = self._zone.text().strip() if self._zone else ""
        self._answers = (zone, str(self._cases.currentData() or "") if self._cases else "")
        self._plan(grid)

    def _plan(self, grid: Grid) -> None:
        zone, case_id = self._answers[0], self.case_id or self._answers[1]
        noun, mapping, decisions, words = self._noun, dict(self._mapping), dict(self._decisions), self._words
        entered = {row_line: {"kind": kind} for row_line, kind in self._kinds.items()}
        if zone:
            entered[0] = {**entered.get(0, {}), "zone": zone}
        self._context.ask(
            lambda session: import_list.plan(
                session, noun, grid, mapping, case_id, decisions=decisions, entered=entered, words=words
            ),
            partial(self._look, grid),
        )

    def _look(self, grid: Grid, plan: ImportPlan) -> None:
        """Show the outcome of each row."""
        words, number = self._words, plan.written
        send = button(
            words.count("Import {number} row", "Import {number} rows", number),
            partial(self._write, plan, grid),
            role="primary",
        )
        joins = any(row.standing and row.known_id for row in plan.rows if row.fate == "duplicate")
        send.setEnabled(number > 0 or joins)
        back = button(words("Back"), partial(self._ask, grid))
        inside = self._card(
            words("What will happen to each row"),
            self._counts(plan),
            button(words("Cancel"), self._close),
            back,
            send,
        )
        self._add_left_out(inside, grid)
        self._add_rows(inside, plan, grid)
        (send if number else back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, made: ImportPlan, grid: Grid) -> None:
        done = partial(self._done, made, grid)
        self._context.ask(lambda session: import_list.carry_out(session, made), done)

    def _done(self, plan: ImportPlan, grid: Grid, number: int) -> None:
        words = self._words
        self._context.did(
            words.count("{number} row imported", "{number} rows imported", number),
            lambda session: list_undo.undo(session, plan.id, is_whole=True),
            redo=lambda session: list_undo.redo(session, plan.id),
        )
        close = button(words("Close"), self._close, role="primary")
        inside = self._card(
            words("Result for each row"),
            self._counts(plan),
            button(words("Undo this import"), partial(self._take_back, plan)),
            close,
        )
        self._add_left_out(inside, grid)
        self._add_rows(inside, plan)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        self.written.emit()

    def _take_back(self, plan: ImportPlan) -> None:
        def done(undone: Undone) -> None:
            title = self._words.count(
                "{number} row of the import undone", "{number} rows of the import undone", undone.count
            )
            if undone.count:
                self._context.did(
                    title,
                    lambda session: list_undo.redo(session, plan.id),
                    redo=lambda session: list_undo.undo(session, plan.id),
                )
            else:
                self._context.say(title, is_neutral=True)
            self._close()
            self.written.emit()

        self._context.ask(lambda session: list_undo.undo(session, plan.id), done)

    def _counts(self, plan: ImportPlan) -> str:
        counts = ((plan.count(fate), self._words(word)) for fate, word in FATES.items())
        return " · ".join(f"{count} {word}" for count, word in counts if count)

    def _add_left_out(self, inside: QVBoxLayout, grid: Grid) -> None:
        """Name the columns that are not imported, if any holds something."""
        columns = import_list.left_out(self._noun, grid, self._mapping)
        if columns:
            text = self._words("Columns not imported: {columns}", columns=self._words.list_of(columns))
            inside.addWidget(label(text, wraps=True))

    def _add_rows(self, inside: QVBoxLayout, plan: ImportPlan, grid: Grid | None = None) -> None:
        """Show the rows of a plan; with its list, so that they can be decided before it is carried out."""
        rows = PlannedRows(self._words, plan, is_open=grid is not None)
        if grid is not None:
            rows.decided.connect(partial(self._decide, grid))
            rows.kind_set.connect(partial(self._set_kind, grid))
        inside.addWidget(rows)
        self._fit()

    def _decide(self, grid: Grid, row_line: int, decision: Decision) -> None:
        self._decisions[row_line] = decision
        self._plan(grid)

    def _set_kind(self, grid: Grid, row_line: int, kind: str) -> None:
        """Give one event its type; or, for line 0, all events, whatever single ones were given before."""
        self._kinds = {0: kind} if row_line == 0 else self._kinds | {row_line: kind}
        self._plan(grid)

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
        StepKeys(card, buttons, self._close)
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
        self._boxes, self._shown, self._source = [], None, None
        self.hide()
        self.left.emit()
