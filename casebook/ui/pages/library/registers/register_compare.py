"""The file of a register is brought: its columns are matched to fields, then it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import gettext_noop
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
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.forms.entry import ChoiceEntry, RawValue, TextEntry, Value
from casebook.ui.widgets.forms.field import Field, FieldGrid
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line

_HEIGHT = 240
_COUNTS = (
    ("rows", gettext_noop("Rows compared")),
    ("bad_rows", gettext_noop("Rows not read")),
    ("unnamed", gettext_noop("Rows without a name")),
    ("unread_dates", gettext_noop("Rows with a date that was not understood")),
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
        kept: matches were kept; their IDs.
        left: the keyboard goes back to the page.
    """

    kept = Signal(list)
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, context.words
        self._offer: OfferedFile | None = None
        self._boxes: dict[str, QComboBox] = {}
        self._about: FieldGrid  # made as a file is offered
        self._wanted_case = ""
        self._entered: dict[str, RawValue] = {}
        self._shown: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._whole = column(self, gap=0)
        self.hide()

    def choose(self) -> None:
        """Choose a file."""
        files = pick_files(self, self._words)
        if files:
            self.offer(files[0])

    def offer(self, file: Path | OpenedFile | OfferedFile, *, has_headings: bool = True) -> None:
        """Read the beginning of a file and show what its columns seem to mean."""
        offer = self._offer = file if isinstance(file, OfferedFile) else from_paths([file])[0]
        strip = ProgressStrip(self._words("Reading the file"), self._words("Cancel"))
        self._show(strip)
        self._context.run(
            lambda task: matching.look(offer, has_headings=has_headings, progress=task),
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
        self._about = self._about_fields()
        inside.addWidget(self._about)
        for key in ("register", "title", "retrieved_on") if self._entered else ():
            self._about.entries[key].set_raw(self._entered[key])
        self._entered = {}
        self._context.ask(lambda session: record.every(session, Case), self._fill_cases)
        if preview.form != "json":
            inside.addWidget(self._headless(preview))
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
        self._about.entries["register"].take_focus()

    def _headless(self, preview: RegisterPreview) -> TickBox:
        """Return the box by which a file without headings is read again: its first line is a row."""
        box = TickBox(self._words("The file has no headings: its first line is a row"))
        box.setChecked(not preview.has_headings)
        box.toggled.connect(self._read_again)
        return box

    def _read_again(self, is_headless: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Read the file again with or without headings; what was entered about it stays."""
        if self._offer is not None:
            self._wanted_case = str(self._about.entries["case_id"].raw)
            self._entered = {key: entry.raw for key, entry in self._about.entries.items()}
            self.offer(self._offer, has_headings=not is_headless)

    def _about_fields(self) -> FieldGrid:
        """Return the fields for the register, the day its file was got, and whose people are compared."""
        words = self._words
        people = [(one.id, one.title) for one in matching.registers() if one.has_people]
        registers = [("", words("Choose the register")), *people, (OWN_LIST, words("List of your own"))]
        fields = (
            Field(
                key="register",
                title=words("Register"),
                makes=lambda name: ChoiceEntry(name, registers),
            ),
            Field(key="title", title=words("Name of your own list"), makes=TextEntry),
            Field(
                key="retrieved_on",
                title=words("Day on which the file was retrieved"),
                makes=FieldFactory(self._context).day("past"),
            ),
            Field(
                key="case_id",
                title=words("People of"),
                makes=lambda name: ChoiceEntry(name, [("", words("All cases"))]),
            ),
        )
        about = FieldGrid(fields, words("Compare a register"), words)
        about.entries["title"].changed.connect(self._choose_own_list)
        return about

    def _choose_own_list(self) -> None:
        """Take a list that is named as the register, unless another was chosen."""
        box = self._about.boxes["register"]
        if self._about.entries["title"].raw and not box.entry.raw:
            box.entry.set_raw(OWN_LIST)
            box.show_problem("")

    def _fill_cases(self, cases: list[Case]) -> None:
        offered = {one.id: " · ".join(filter(None, (one.reference, one.title))) for one in cases}
        entry, wanted = self._about.entries["case_id"], self._wanted_case
        if isinstance(entry, ChoiceEntry):
            entry.offer([("", self._words("All cases")), *offered.items()])
            entry.set_raw(wanted if wanted in offered else "")
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
            values = self._about.read()
            _require_register(values)
        except InvalidInput as error:
            self._refuse(error)
            return
        question = RegisterQuestion(
            offer=offer,
            register_id=str(values["register"]),
            title=str(values["title"]),
            case_id=str(values["case_id"]),
            mapping={heading: str(box.currentData()) for heading, box in self._boxes.items()},
            encoding=preview.encoding if preview.is_guessed else "",
            has_headings=preview.has_headings,
            retrieved_on=values["retrieved_on"],
        )
        session = self._context.session
        strip = ProgressStrip(words("Comparing"), words("Cancel"))
        self._show(strip)
        self._context.run(
            lambda task: matching.match(session, question, task),
            self._keep,
            lambda error: self._ask_again(preview, question, error),
            before=lambda task: strip.follow(task, words),
            is_wanted=lambda: offer is self._offer,
        )

    def _ask_again(self, preview: RegisterPreview, question: RegisterQuestion, error: BaseException) -> None:
        """Ask again with all that was entered: a comparison that was refused loses nothing."""
        self._wanted_case = question.case_id
        self._ask(preview)
        entered = {
            "register": question.register_id,
            "title": question.title,
            "retrieved_on": question.retrieved_on,
        }
        for key, value in entered.items():
            self._about.entries[key].set_raw(self._about.entries[key].to_raw(value))
        for heading, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(question.mapping.get(heading, ""))))
        if isinstance(error, CasebookError):
            self._refuse(error)

    def _refuse(self, problem: CasebookError) -> None:
        """Say at its field what is wrong, and go there."""
        wrong = problem.field if problem.field in self._about.boxes else ""
        if wrong:
            self._about.refuse(wrong, problem)
        first = self._about.first_wrong()
        if first is not None:
            first.entry.take_focus()

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
        self.kept.emit([one.id for one in run.matches])

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


def _require_register(values: Mapping[str, Value]) -> None:
    """Require that a register was chosen: nothing is chosen beforehand.

    Raises:
        InvalidInput: none was.
    """
    if not values["register"]:
        raise InvalidInput(
            "No register was chosen.",
            field="register",
            remedy="Choose the register that the file is from, or a list of your own.",
        )
