"""The file of a register is brought: its columns are matched to fields, then it is compared."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.day_typed import days_meant
from casebook.domain.case.case import Case
from casebook.domain.exchange.registers.register_row import FIELDS
from casebook.domain.library.register_match import RegisterMatch
from casebook.domain.library.registers.register import ABSENCE, OWN_LIST
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.evidence.intake_source import OfferedFile, from_paths
from casebook.services.exchange.registers import matching
from casebook.services.exchange.registers.matching import RegisterPreview, RegisterQuestion, RegisterRun
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line

_HEIGHT, _CHARS = 240, 20
_COUNTS = (
    ("rows", gettext_noop("Rows compared")),
    ("bad_rows", gettext_noop("Rows not read")),
    ("unnamed", gettext_noop("Rows without a name")),
    ("people", gettext_noop("People compared")),
    ("open_before", gettext_noop("Met before, still to be decided")),
    ("decided", gettext_noop("Met before and decided")),
    ("spelled", gettext_noop("Agree in a spelling of the name alone: never a match")),
    ("born_otherwise", gettext_noop("Same name, another birth or sex")),
    ("left", gettext_noop("Not kept: too many")),
    ("not_found", gettext_noop("People not found in it")),
)


class RegisterCompare(QWidget):
    """Brings a file in three steps: columns, comparison, result.

    Attributes:
        kept: matches were kept, or taken away again.
        left: the keyboard goes back to the page.
    """

    kept = Signal()
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, context.words
        self._offer: OfferedFile | None = None
        self._boxes: dict[str, QComboBox] = {}
        self._registers, self._title, self._retrieved = ChoiceBox(), QLineEdit(), QLineEdit()
        self._cases, self._wanted_case = ChoiceBox(), ""
        self._shown: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._whole = column(self, gap=0)
        self.hide()

    def choose(self) -> None:
        """Choose a file."""
        files = pick_files(self, self._words)
        if files:
            self.offer(files[0])

    def offer(self, file: Path | OpenedFile | OfferedFile) -> None:
        """Read the beginning of a file and show what its columns seem to mean."""
        offer = self._offer = file if isinstance(file, OfferedFile) else from_paths([file])[0]
        strip = ProgressStrip(self._words("Reading the file"), self._words("Cancel"))
        self._show(strip)
        self._context.run(
            lambda task: matching.look(offer, progress=task),
            self._ask,
            lambda _: self._close(),
            before=lambda task: strip.follow(task, self._words),
            is_wanted=lambda: offer is self._offer,
        )

    def _ask(self, preview: RegisterPreview) -> None:
        """Ask which register it is and what each column means."""
        words = self._words
        inside = self._card(
            words("Compare a register"),
            button(words("Cancel"), self._close),
            button(words("Compare"), partial(self._compare, preview), role="primary"),
        )
        self._add_about(inside)
        scroll = Scrolled(words("Match columns to fields"))
        scroll.setMaximumHeight(theme.current().px(_HEIGHT))
        table = QGridLayout()
        table.setHorizontalSpacing(theme.current().px(16))
        table.setColumnStretch(2, 1)
        self._boxes = {
            heading: self._column(table, preview, place) for place, heading in enumerate(preview.head)
        }
        scroll.body.addLayout(table)
        scroll.body.addStretch(1)
        inside.addWidget(scroll)
        if preview.is_guessed:
            text = words(
                "The file does not state its encoding; it reads as {encoding}. Check whether the names are "
                "right.",
                encoding=preview.encoding.upper(),
            )
            inside.addWidget(label(text, wraps=True))
        inside.addWidget(label(words("It is compared on this computer alone."), "quiet", wraps=True))
        self._fit()
        self._registers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_about(self, inside: QVBoxLayout) -> None:
        """Ask which register it is, when its file was got, and whose people are compared."""
        words = self._words
        self._registers, self._cases = ChoiceBox(), ChoiceBox()
        for one in matching.registers():
            if one.has_people:
                self._registers.addItem(one.title, one.id)
        self._registers.addItem(words("List of your own"), OWN_LIST)
        self._registers.setPlaceholderText(words("Choose the register"))
        self._registers.setCurrentIndex(-1)
        self._title, self._retrieved = QLineEdit(), QLineEdit()
        self._title.textEdited.connect(lambda _: self._choose_own_list())
        self._cases.addItem(words("All cases"), "")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(16))
        for box in (self._registers, self._cases):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_CHARS)
        for at, (name, field) in enumerate(
            (
                (words("Register"), self._registers),
                (words("Name of your own list"), self._title),
                (words("Day on which the file was retrieved"), self._retrieved),
                (words("People of"), self._cases),
            )
        ):
            field.setAccessibleName(name)
            below = 2 * (at // 2)
            grid.addWidget(label(name, "strong"), below, at % 2)
            grid.addWidget(field, below + 1, at % 2)
        inside.addLayout(grid)
        self._context.ask(lambda session: record.every(session, Case), self._fill_cases)

    def _choose_own_list(self) -> None:
        """Take a list that is named as the register, unless another was chosen."""
        if self._registers.currentIndex() < 0:
            self._registers.setCurrentIndex(self._registers.findData(OWN_LIST))

    def _fill_cases(self, cases: list[Case]) -> None:
        for one in cases:
            self._cases.addItem(" · ".join(part for part in (one.reference, one.title) if part), one.id)
        self._cases.setCurrentIndex(max(0, self._cases.findData(self._wanted_case)))
        self._wanted_case = ""

    def _column(self, table: QGridLayout, preview: RegisterPreview, place: int) -> QComboBox:
        words, heading = self._words, preview.head[place]
        box = ChoiceBox()
        box.setAccessibleName(words("Field for “{heading}”", heading=heading))
        box.addItem(words("Not compared"), "")
        for field in FIELDS:
            box.addItem(words(field.title), field.key)
        box.setCurrentIndex(max(0, box.findData(preview.mapping.get(heading, ""))))
        examples = [row[place] for row in preview.rows if row[place]]
        table.addWidget(label(heading, "strong"), place, 0)
        table.addWidget(box, place, 1)
        table.addWidget(Elided(" · ".join(" ".join(text.split()) for text in examples), "quiet"), place, 2)
        return box

    def _compare(self, preview: RegisterPreview) -> None:
        """Compare the file, with progress and a way to stop."""
        offer, words = self._offer, self._words
        if offer is None:
            return
        try:
            day = self._day()
            self._require_register()
        except InvalidInput as error:
            self._context.fail(error)
            return
        entered = self._retrieved.text()
        question = RegisterQuestion(
            offer=offer,
            register_id=str(self._registers.currentData()),
            title=self._title.text(),
            case_id=str(self._cases.currentData() or ""),
            mapping={heading: str(box.currentData()) for heading, box in self._boxes.items()},
            encoding=preview.encoding if preview.is_guessed else "",
            retrieved_on=day,
        )
        session = self._context.session
        strip = ProgressStrip(words("Comparing"), words("Cancel"))
        self._show(strip)
        self._context.run(
            lambda task: matching.match(session, question, task),
            self._keep,
            lambda _: self._ask_again(preview, question, entered),
            before=lambda task: strip.follow(task, words),
            is_wanted=lambda: offer is self._offer,
        )

    def _ask_again(self, preview: RegisterPreview, question: RegisterQuestion, entered: str) -> None:
        """Ask again with all that was entered: a comparison that was refused loses nothing."""
        self._wanted_case = question.case_id
        self._ask(preview)
        self._registers.setCurrentIndex(self._registers.findData(question.register_id))
        self._title.setText(question.title)
        self._retrieved.setText(entered)
        for heading, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(question.mapping.get(heading, ""))))

    def _require_register(self) -> None:
        """Require that a register was chosen: nothing is chosen beforehand.

        Raises:
            InvalidInput: none was.
        """
        if self._registers.currentIndex() < 0:
            raise InvalidInput(
                "No register was chosen.",
                field="register",
                remedy="Choose the register that the file is from, or a list of your own.",
            )

    def _day(self) -> date | None:
        """Return the day on which the file was retrieved, or None.

        Raises:
            InvalidInput: it is not one day.
        """
        text = self._retrieved.text().strip()
        days = days_meant(text, self._context.day_reference("past")) if text else ()
        if text and len(days) != 1:
            raise InvalidInput("This is not one day.", field="retrieved_on", remedy="Enter it as 2026-03-02.")
        return days[0] if days else None

    def _keep(self, run: RegisterRun) -> None:
        self._context.ask(lambda session: matching.keep(session, run), partial(self._done, run))

    def _done(self, run: RegisterRun, number: int) -> None:
        """Show what came of it; the matches kept can be taken away again."""
        words = self._words
        records = [(RegisterMatch, one.id) for one in run.matches]
        if number:
            self._context.did(
                words.count("{number} match to be decided", "{number} matches to be decided", number),
                lambda session: record.move_all_to_bin(session, records),
                redo=lambda session: record.restore_all(session, records),
            )
        close = button(words("Close"), self._close, role="primary")
        inside = self._card(words.count("{number} new match", "{number} new matches", number), close)
        for field, title in _COUNTS:
            count = int(getattr(run, field))
            if count:
                inside.addWidget(Elided(words.labelled(words(title), words.number(count))))
        if run.alike:
            names = words("Of a like name, not shown: {names}", names=words.list_of(run.alike))
            inside.addWidget(Elided(names, "quiet"))
        if run.left_out:
            columns = words("Columns not compared: {columns}", columns=words.list_of(run.left_out))
            inside.addWidget(Elided(columns, "quiet"))
        inside.addWidget(Elided(words(ABSENCE), "strong"))
        self._fit()
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit()

    def _card(self, title: str, *buttons: QWidget) -> QVBoxLayout:
        card = frame("card")
        whole = column(card, gap=10, margins=(14, 16))
        whole.addWidget(Elided(title, "title"))
        inside = column(gap=8)
        whole.addLayout(inside)
        foot = line(gap=12)
        foot.addStretch(1)
        for one in buttons:
            foot.addWidget(one)
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
        self._boxes, self._shown, self._offer = {}, None, None
        self.hide()
        self.left.emit()
