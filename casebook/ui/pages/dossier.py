"""Dossiers of a case: what goes in, building one, what preflight said, and who holds which copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from casebook.base.errors import Cancelled, CasebookError
from casebook.domain.build import BuildRequest
from casebook.domain.dossier import Dossier
from casebook.host.picking import Target
from casebook.services import dossier
from casebook.services.build import BuildReport, build
from casebook.ui import theme
from casebook.ui.desk import Desk, Place
from casebook.ui.dialogs.file import pick_target
from casebook.ui.pages.dossier_parts import DossierFile, Outline, Register, read_dossiers, show_report
from casebook.ui.pages.page import Page
from casebook.ui.tasks import Task
from casebook.ui.widgets.card import Card
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.empty import Empty
from casebook.ui.widgets.entry import TextEntry
from casebook.ui.widgets.field import Field
from casebook.ui.widgets.flow import Scrolled
from casebook.ui.widgets.form import Form
from casebook.ui.widgets.layout import column, line
from casebook.ui.widgets.parts import button, label
from casebook.ui.widgets.progress import ProgressStrip
from casebook.ui.widgets.split import Split


class Dossiers(Page):
    """Outline at one side; build, result and register at the other."""

    concerns = frozenset({"dossier", "build", "document"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._files: list[DossierFile] = []
        self._wants_build = False
        self._wanted = ""
        whole = column(self, gap=12)
        whole.addWidget(self._new_form())
        self._stack = QStackedWidget()
        whole.addWidget(self._stack, 1)
        self._outline = Outline(self)
        self._outline.opened.connect(self._open_exhibit)
        side = Scrolled(self.words("Build"))
        self._fill_side(side)
        self._stack.addWidget(Split(self._outline, side, (5, 6)))
        self._stack.addWidget(self._empty())

    def read(self) -> None:
        """Read the dossiers of the case with what each holds."""
        self._wants_build = self._wants_build or self.place.within == "build"
        case_id = self.place.id
        self.ask(lambda session: read_dossiers(session, case_id), self._show)

    def start_new(self) -> None:
        """Show the form for a new dossier."""
        self._form.begin()

    def take_focus(self) -> None:
        """Where the next step is: building, or making a first one."""
        (self._go if self._files else self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_form(self) -> Form:
        words = self.words
        title = Field(
            key="title",
            title=words("Title"),
            makes=lambda name: TextEntry(name, words("Bundle for the appeal")),
        )
        self._form = Form(words("New dossier"), (title,), words, keep=words("Put it together"), is_card=True)
        self._form.kept.connect(self._draft)
        self._form.left.connect(self.take_focus)
        self._form.hide()
        return self._form

    def _fill_side(self, side: Scrolled) -> None:
        words = self.words
        self._which = QComboBox()
        self._which.setAccessibleName(words("Dossier"))
        self._which.currentIndexChanged.connect(lambda _: self._settle())
        head = line(gap=8)
        head.addWidget(self._which, 1)
        head.addStretch(0)
        head.addWidget(button(words("New dossier"), self.start_new, meaning="add"))
        side.body.addLayout(head)
        side.body.addWidget(self._build_card())
        self._result = Card(words("Last build"))
        self._result.hide()
        side.body.addWidget(self._result)
        self._register = Register(self)
        side.body.addWidget(self._register, 1)

    def _build_card(self) -> Card:
        words, card = self.words, Card(self.words("Build"))
        card.body.addWidget(
            label(
                words(
                    "One PDF with cover, linked index, numbered pages and exhibits; checked before it "
                    "leaves, and entered in the register below."
                ),
                "quiet",
                wraps=True,
            )
        )
        row = line(gap=8)
        self._for_whom = QLineEdit()
        self._for_whom.setPlaceholderText(words("For whom, such as the registry"))
        self._for_whom.setAccessibleName(words("For whom"))
        row.addWidget(self._for_whom, 1)
        self._go = button(words("Choose where and build"), self._build, role="primary", meaning="build")
        row.addWidget(self._go)
        card.body.addLayout(row)
        self._progress = ProgressStrip(words("Building"), words("Cancel"))
        self._progress.hide()
        card.body.addWidget(self._progress)
        return card

    def _empty(self) -> QWidget:
        self._first = button(
            self.words("Make the first dossier"), self.start_new, role="primary", meaning="add"
        )
        return Empty(
            "dossier",
            self.words("No dossier yet"),
            self.words(
                "A dossier is put together from the case: statement, chronology, country conditions "
                "by topic, adverse material, sources, exhibits. It ends as one PDF a court can take."
            ),
            self._first,
        )

    @property
    def _file(self) -> DossierFile | None:
        place = self._which.currentIndex()
        return self._files[place] if 0 <= place < len(self._files) else None

    def _show(self, files: list[DossierFile]) -> None:
        kept = self._wanted or (self._file.dossier.id if self._file else self.place.within)
        self._wanted = ""
        self._files = files
        self._stack.setCurrentIndex(0 if files else 1)
        self._which.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._which.clear()
        for file in files:
            self._which.addItem(file.dossier.title)
        place = next((at for at, file in enumerate(files) if file.dossier.id == kept), 0)
        self._which.setCurrentIndex(place if files else -1)
        self._which.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._which.setVisible(len(files) > 1)
        self._settle()
        if self._wants_build and files:
            self._wants_build = False
            self._go.setFocus()

    def _settle(self) -> None:
        file = self._file
        if file:
            self._outline.show_dossier(file)
            self._register.show_builds(file.builds)

    def _draft(self, values: dict[str, str]) -> None:
        case_id, title = self.place.id, values["title"]

        def done(made: Dossier) -> None:
            self._form.hide()
            self._wanted, self._wants_build = made.id, True
            self.read()

        def refused(problem: CasebookError) -> bool:
            self._form.refuse(problem)
            return True

        self.desk.ask(lambda session: dossier.draft(session, case_id, title), done, refused)

    def _open_exhibit(self, document_id: str) -> None:
        self.desk.go(Place(page="case", id=self.place.id, tab="evidence", within=document_id))

    def _build(self) -> None:
        file = self._file
        out = pick_target(self, self.words, self.words("dossier") + ".pdf") if file else None
        if file and out:
            self.build_to(file.dossier.id, out)

    def build_to(self, dossier_id: str, out: Path | Target) -> None:
        """Build a dossier into a file, with progress and a way to stop."""
        session, for_whom = self.desk.session, self._for_whom.text().strip()

        def watch(task: Task) -> None:
            self._result.hide()
            self._progress.restart()
            self._progress.show()
            self._go.setEnabled(False)
            task.moved.connect(self._progress.move_to)
            self._progress.cancelled.connect(task.cancel)
            task.ended.connect(self._ended)

        self.desk.run(
            lambda task: build(
                session, BuildRequest(dossier_id=dossier_id, for_whom=for_whom), out, progress=task
            ),
            self._built,
            self._failed,
            before=watch,
        )

    def _ended(self) -> None:
        self._progress.hide()
        self._go.setEnabled(True)

    def _built(self, report: BuildReport) -> None:
        self._result.clear()
        show_report(self, self._result, report)
        self._result.show()
        self.read()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self._result.clear()
            chip: Any = Chip(self.words("not built"), "red", "error")
            self._result.body.addWidget(chip)
            self._result.body.addWidget(label(self.words(str(error)), wraps=True))
            self._result.show()
        self._result.setMinimumWidth(theme.current().px(200))
