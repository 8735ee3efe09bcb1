"""Official forms of a case: the page as it is printed, its fields, and what goes into them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QWidget

from casebook.base.errors import CasebookError
from casebook.domain.base.preview import PageSize
from casebook.domain.dossier.form_check import FieldAnswer, FormCheck, FormRequest, refusal_of
from casebook.domain.dossier.official_form import FieldEntry, OfficialForm
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.forms import form_filling, official_form
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.preview_controller import PreviewController
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.dossier.official_form_field import FieldEntryPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.paper.field_paper import FieldMark, FieldPaper, MarkLook

_MIN_LETTERS = 14


class OfficialForms(Page):
    """The forms of the casebook, filled in for this case.

    Attributes:
        checked: the form as it would be written, or None while there is none.
    """

    concerns = frozenset({"official-form", "form-answer", "person", "case", "proceeding", "contact", "role"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.checked: FormCheck | None = None
        self._general: frozenset[str] = frozenset()
        self._chosen = 0
        whole = column(self, gap=12)
        self._head = self._choices()
        self._head.hide()
        whole.addWidget(self._head)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty_state())
        self.paper = FieldPaper(self.words("Form"), self.words("This page cannot be shown"))
        self.paper.picked.connect(self._pick)
        self._looking = PreviewController(context, self)
        self._connect_pages()
        self._stack.addWidget(Split(self.paper, self._side(), (5, 3)))
        whole.addWidget(self._stack, 1)

    def show_place(self, place: Location) -> None:
        """Show the forms for another case."""
        if place.id != self.place.id:
            self._chosen = 0
            self._proceeding.clear()
        super().show_place(place)

    def read(self) -> None:
        """Read the forms, then the chosen one."""
        self.ask(official_form.forms, self._take_forms)

    def start_new(self) -> None:
        """Add a form from a file."""
        files = pick_files(self, self.words)
        if files:
            self.add_file(files[0])

    def add_file(self, file: Path | OpenedFile) -> None:
        """Read a form from a file and show it."""
        context, words = self.context, self.words

        def added(form: OfficialForm) -> None:
            self._form.setProperty("wanted", form.id)
            self.read()
            context.did(
                words("Form added"), lambda session: record.move_to_bin(session, OfficialForm, form.id)
            )

        context.run(lambda task: official_form.add(context.session, file, progress=task), added)

    def take_focus(self) -> None:
        """Focus the choice of a field, or the first step."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Open the pages of the form."""
        super().showEvent(event)
        self._open()

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Close the pages, so that plaintext does not stay in memory."""
        super().hideEvent(event)
        self._looking.close()
        self.paper.begin(())

    @property
    def request(self) -> FormRequest:
        """Return what would be written now."""
        return FormRequest(
            form_id=str(self._form.currentData() or ""),
            case_id=self.place.id,
            is_flat=self._flat.isChecked(),
            accepts_gaps=self._gaps.isChecked(),
            proceeding_id=self._proceeding_id,
        )

    @property
    def _proceeding_id(self) -> str:
        return str(self._proceeding.currentData() or "")

    def check(self) -> None:
        """Try the form out: nothing is written."""
        context, request = self.context, self.request
        context.run(
            lambda task: form_filling.check(context.session, request, progress=task), self._take_check
        )

    def export_to(self, out: Path | SaveTarget) -> None:
        """Write the filled form to a file."""
        context, request = self.context, self.request
        done = self.words("Form exported. Outside the casebook it is not encrypted.")
        context.run(
            lambda task: form_filling.fill(context.session, request, out, progress=task),
            lambda _: context.say(done),
        )

    def export_sheet_to(self, out: Path | SaveTarget) -> None:
        """Write the answer sheet to a file."""
        context, request = self.context, self.request
        done = self.words("Answer sheet exported. Outside the casebook it is not encrypted.")
        context.run(
            lambda _: form_filling.write_sheet(context.session, request, out), lambda _: context.say(done)
        )

    def add_to_case(self) -> None:
        """Put the filled form among the documents."""
        context, request, words = self.context, self.request, self.words
        context.run(
            lambda task: form_filling.add_to_case(context.session, request, progress=task),
            lambda _: context.say(words("Filled form added to the documents")),
        )

    def _choices(self) -> QWidget:
        words, choices = self.words, QWidget()
        rows = column(choices, gap=6)
        top = line(gap=8)
        self._form = self._box(words("Form"))
        self._form.currentIndexChanged.connect(lambda _: self._change_form())
        top.addWidget(self._form, 1)
        self._proceeding = self._box(words("Proceeding"))
        self._proceeding.activated.connect(lambda _: self._read_form())
        top.addWidget(button("", self._remove, role="tool", meaning="remove", name=words("Remove form")))
        top.addWidget(button(words("Add form…"), self.start_new, role="primary", meaning="add"))
        rows.addLayout(top)
        rows.addWidget(self._proceeding)
        return choices

    def _side(self) -> QWidget:
        words, side = self.words, Scrolled(self.words("Fields"))
        body = side.body
        body.setContentsMargins(8, 0, 8, 0)
        body.addWidget(label(words("Click a field of the page, or choose it here."), "quiet", wraps=True))
        self._field = self._box(words("Field"))
        self._field.activated.connect(self._pick)
        body.addWidget(self._field)
        self.entry = FieldEntryPane(words)
        self.entry.saving.connect(self._save)
        body.addWidget(self.entry)
        body.addWidget(button(words("Check form"), self.check, meaning="done"))
        self._remarks = column(gap=4)
        body.addLayout(self._remarks)
        self._flat = QCheckBox(words("Make the values part of the pages"))
        self._gaps = QCheckBox(words("Allow empty required fields"))
        body.addWidget(self._flat)
        body.addWidget(self._gaps)
        body.addWidget(button(words("Export filled form…"), self._export, role="primary", meaning="file-pdf"))
        body.addWidget(button(words("Export answer sheet…"), self._export_sheet, meaning="file"))
        body.addWidget(button(words("Add to documents"), self.add_to_case, meaning="evidence", writes=True))
        body.addStretch(1)
        return side

    def _box(self, name: str) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_MIN_LETTERS)
        return box

    def _empty_state(self) -> Empty:
        words = self.words
        return Empty(
            "file-form",
            words("No forms yet"),
            words(
                "Add a fillable PDF of a court or authority. Its fields are read by a separate process with "
                "no access to anything else, and filled in from the case."
            ),
            button(words("Add first form…"), self.start_new, role="primary", meaning="add"),
        )

    def _connect_pages(self) -> None:
        looking, paper = self._looking, self.paper
        looking.opened.connect(self._show_pages)
        looking.drawn.connect(self.paper.put)
        looking.undrawn.connect(self.paper.fail)
        looking.failed.connect(self._refuse)
        paper.wanted.connect(looking.draw)

    def _take_forms(self, forms: Sequence[OfficialForm]) -> None:
        wanted = self._form.property("wanted") or self._form.currentData()
        self._form.setProperty("wanted", None)
        self._form.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._form.clear()
        for form in forms:
            self._form.addItem(form.title, form.id)
        self._form.setCurrentIndex(max(0, self._form.findData(wanted)))
        self._form.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._head.setVisible(bool(forms))
        self._stack.setCurrentIndex(1 if forms else 0)
        if forms:
            self._read_form()

    def _change_form(self) -> None:
        self._chosen = 0
        self._read_form()
        self._open()

    def _read_form(self) -> None:
        form_id, case_id = str(self._form.currentData() or ""), self.place.id
        proceeding_id = self._proceeding_id
        was = self.checked.form.id if self.checked else ""

        def read(session: Session) -> FormCheck:
            return form_filling.preview(session, form_id, case_id, proceeding_id)

        def show(checked: FormCheck) -> None:
            self._take_check(checked)
            if checked.form.id != was:
                self._open()

        if form_id:
            self.ask(read, show)

    def _take_check(self, checked: FormCheck) -> None:
        self.checked = checked
        self._offer_proceedings(checked)
        self._general = frozenset(entry.field for entry in checked.form.entries)
        self._field.clear()
        for answer in checked.answers:
            name = answer.field.label or answer.field.shown
            value = f": {answer.shown}" if answer.value else ""
            self._field.addItem(f"{answer.number}. {name}{value}")
        self._show_remarks(checked)
        self._pick(min(self._chosen, max(0, len(checked.answers) - 1)))

    def _offer_proceedings(self, checked: FormCheck) -> None:
        """Offer the proceedings of the case; where none stands out, none is taken until it is chosen."""
        box = self._proceeding
        box.clear()
        box.addItem(self.words("Choose a proceeding"), "")
        for one in checked.proceedings:
            box.addItem(proceeding_title(self.context, one), one.id)
        box.setCurrentIndex(max(0, box.findData(checked.proceeding.id if checked.proceeding else "")))
        box.setVisible(bool(checked.proceedings))

    def _show_remarks(self, checked: FormCheck) -> None:
        words, reason = self.words, refusal_of(checked.form)
        empty_out(self._remarks)
        lines = [words(reason)] if reason else []
        lines += map(words, checked.remarks)
        if checked.required_open:
            numbers = words.list_of(str(answer.number) for answer in checked.required_open)
            lines.append(words("Required fields without a value: {numbers}", numbers=numbers))
        if checked.faulty:
            numbers = words.list_of(str(answer.number) for answer in checked.faulty)
            lines.append(words("Values that do not fit their field: {numbers}", numbers=numbers))
        for text in lines:
            self._remarks.addWidget(label(text, "small", wraps=True))

    def _pick(self, at: int) -> None:
        answers = self.checked.answers if self.checked else ()
        if not 0 <= at < len(answers):
            self.entry.show_answer(None, is_general=False)
            return
        self._chosen = at
        self._field.setCurrentIndex(at)
        answer = answers[at]
        self.entry.show_answer(answer, is_general=answer.field.name in self._general)
        self.paper.show_fields(_marks(answers), at)
        self.paper.choose(at)

    def _save(self, entry: FieldEntry, is_general: bool) -> None:  # noqa: FBT001 - Qt's signature
        context, form_id = self.context, str(self._form.currentData() or "")
        case_id = "" if is_general else self.place.id
        done = self.words("Field saved") if entry.source or entry.text else self.words("Field cleared")
        context.ask(
            lambda session: official_form.enter(session, form_id, [entry], case_id=case_id),
            lambda back: context.did(done, back),
            asker=self,
        )

    def _remove(self) -> None:
        context, form_id, words = self.context, str(self._form.currentData() or ""), self.words
        if form_id:
            context.ask(
                lambda session: record.move_to_bin(session, OfficialForm, form_id),
                lambda _: context.did(
                    words("Form moved to bin"), lambda session: record.restore(session, OfficialForm, form_id)
                ),
                asker=self,
            )

    def _export(self) -> None:
        if self.checked:
            out = pick_target(self, self.words, form_filling.file_name(self.checked.form))
            if out:
                self.export_to(out)

    def _export_sheet(self) -> None:
        if self.checked:
            name = form_filling.file_name(self.checked.form, is_sheet=True)
            out = pick_target(self, self.words, name)
            if out:
                self.export_sheet_to(out)

    def _open(self) -> None:
        checked = self.checked
        if checked is not None and self.isVisible():
            self._looking.show(partial(official_form.open_pages, self.context.session, checked.form))

    def _show_pages(self, sizes: Sequence[PageSize]) -> None:
        self.paper.begin(sizes)
        self._pick(self._chosen)

    def _refuse(self, error: CasebookError) -> None:
        self.context.fail(error)


def _marks(answers: Sequence[FieldAnswer]) -> list[FieldMark]:
    marks = []
    for at, answer in enumerate(answers):
        look: MarkLook = "filled" if answer.value else "open"
        if answer.fault or (answer.field.is_required and not answer.value):
            look = "wanting"
        for place in answer.field.places:
            edges = (place.left, place.top, place.right, place.bottom)
            marks.append(FieldMark(at=at, page=place.page - 1, edges=edges, look=look))
    return marks
