"""Opening a parcel: its file, its phrase, what it would bring, and what of it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.errors import CasebookError
from casebook.domain.base.change import Changes
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import Flow, as_flow, off_thread
from casebook.services.sharing.parcels.parcel_look import needs_phrase
from casebook.services.sharing.parcels.parcel_take import TakenParcel
from casebook.services.sharing.parcels.parcel_titles import OpenedView, opened
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.parcels.parcel_preview import ParcelPreviewPane
from casebook.ui.pages.sharing.parcels.parcel_taken import TakenPane
from casebook.ui.pages.sharing.parcels.recall_pane import RecallPane
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.forms.phrase_line import PhraseLine
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, frame, line

Source = Path | OpenedFile


class OpenParcelTab(Page):
    """A step at a time: the file, its phrase, the preview, what was taken."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        self._source: Source | None = None
        self.setAcceptDrops(not context.session.is_read_only)
        whole = column(self, gap=12)
        self._problem = label("", "problem", wraps=True, selectable=True)
        self._problem.hide()
        self._strip = ProgressStrip(words("Reading the parcel"), words("Cancel"))
        self._strip.hide()
        self.start = Empty(
            "folder",
            words("Open a parcel"),
            words(
                "Choose the file that was sent to you, or drop it here. You see who sealed it and what it "
                "would bring, field by field, before anything is imported."
            ),
            button(words("Choose parcel…"), self._pick, role="primary"),
        )
        self.asking = self._phrase_question()
        self.preview = ParcelPreviewPane(self)
        self.preview.left.connect(self.begin)
        self.preview.taken.connect(self._taken)
        self.recall = RecallPane(self)
        self.recall.left.connect(self.begin)
        self.done = TakenPane(self)
        self.done.left.connect(self.begin)
        scroll = Scrolled(words("Open a parcel"))
        for part in (self.recall, self.done):
            scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        self._after = scroll
        for widget in (self._problem, self._strip, self.asking):
            whole.addWidget(widget)
        for widget in (self.start, self.preview, self._after):
            whole.addWidget(widget, 1)
        self._show_step(self.start)

    def show_place(self, place: Location) -> None:
        """Show the step that is under way."""
        self.place = place
        self.read()

    def read(self) -> None:
        """Read whether what was taken in is still here."""
        self.done.read()

    def refresh_after(self, changes: Changes) -> None:
        """Read it again after a change: it may have been an undo."""
        if changes.touched:
            self.read()

    def take_focus(self) -> None:
        """Focus where the step begins."""
        if self.preview.isVisible():
            self.preview.take_focus()
            return
        if self.asking.isVisible():
            self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        steps = [step for step in self.findChildren(QPushButton) if step.isVisible() and step.isEnabled()]
        (steps[0] if steps else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Show the first step."""
        self._source = None
        self._phrase.clear()
        self._say("")
        self._show_step(self.start)
        self.take_focus()

    def open(self, source: Source) -> None:
        """Open a file: look whether it needs a phrase, then into it."""
        self._source = source
        self._phrase.clear()
        self._say("")
        self.context.failure_outdated.emit()
        session = self.context.session

        def head(_: BackgroundTask) -> Flow[bool]:
            return as_flow(off_thread(lambda: needs_phrase(source)))

        def go_on(is_asked: bool) -> None:  # noqa: FBT001 - the answer of a flow
            if is_asked:
                self._show_step(self.asking)
                self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._look("")

        if session is not None:
            self.context.run(head, while_there(self, go_on), refused=self._refuse)

    @contained
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file."""
        if _dropped(event):
            event.acceptProposedAction()

    @contained
    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped file, after the picker has asked."""
        event.acceptProposedAction()
        paths = _dropped(event)
        # Whoever dropped it waits until this returns; what asks about it does not come back so soon.
        QTimer.singleShot(0, self, lambda: self._pick(paths))

    def _pick(self, dropped: Sequence[Path] = ()) -> None:
        for chosen in pick_files(self, self.words, dropped, purpose="parcel")[:1]:
            self.open(chosen)

    def _look(self, phrase: str) -> None:
        source, session = self._source, self.context.session
        if source is None:
            return
        self._say("")

        def show(shown: OpenedView) -> None:
            self._show(source, phrase, shown)

        self.context.run(
            lambda task: opened(session, source, phrase=phrase, progress=task),
            while_there(self, show),
            before=lambda task: self._strip.follow(task, self.words),
            refused=self._refuse,
        )

    def _show(self, source: Source, phrase: str, shown: OpenedView) -> None:
        self._phrase.clear()
        if shown.recall is not None:
            self.recall.show_recall(shown.view, shown.recall)
            self._show_step(self.recall)
            self.take_focus()
        else:
            self.preview.show_parcel(source, phrase, shown)
            self._show_step(self.preview)
            self.preview.take_focus()

    def _taken(self, taken: TakenParcel, sender: str) -> None:
        self.done.show_taken(taken, sender)
        self._show_step(self.done)
        self.take_focus()

    def _refuse(self, problem: CasebookError) -> bool:
        self._say(problem_text(self.words, problem))
        if self.asking.isVisible():
            self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)
            self._phrase.selectAll()
        return True

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _show_step(self, step: QWidget) -> None:
        for widget in (self.start, self.asking, self.preview, self.recall, self.done):
            widget.setVisible(widget is step)
        self._after.setVisible(step in {self.recall, self.done, self.asking})

    def _phrase_question(self) -> QWidget:
        words = self.words
        box = frame("note")
        inside = column(box, gap=8, margins=(10, 12))
        inside.addWidget(label(words("This parcel opens with a phrase of six words"), "strong", wraps=True))
        about = words("The sender tells you the words, through another channel than the file.")
        inside.addWidget(label(about, wraps=True))
        self._phrase = PhraseLine(words, words("Phrase of six words"))
        self._phrase.returnPressed.connect(self._send_phrase)
        row = line(gap=8)
        row.addWidget(self._phrase, 1)
        row.addWidget(button(words("Cancel"), self.begin))
        row.addWidget(button(words("Open the parcel"), self._send_phrase, role="primary"))
        inside.addLayout(row)
        return box

    def _send_phrase(self) -> None:
        if self._phrase.text().strip():
            self._look(self._phrase.text())


def _dropped(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls[:1] if url.isLocalFile()]
