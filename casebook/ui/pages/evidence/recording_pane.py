"""Plays a recording beside its transcript: a click on a line plays from there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from casebook.base.errors import CasebookError
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.transcript import TranscriptLine
from casebook.services.evidence import playback, transcript
from casebook.services.evidence.playback import Playback
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.side_pane import SidePane
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import line

_AT = Qt.ItemDataRole.UserRole


class RecordingPane(SidePane):
    """The pane; the player has a window of its own and ends with it.

    Attributes:
        document: the recording.
        lines: its transcript.
        is_playing: whether a player runs.
    """

    def __init__(self, page: Page, document: Document) -> None:
        super().__init__(page.words, page.words("Play recording"), page.words("Play recording"))
        self._page, self._words, self.document = page, page.words, document
        self._running: list[Playback] = []
        self._notifier: QSocketNotifier | None = None
        words = self._words
        explanation = words(
            "A separate player receives the recording from memory. It has no access to your files, the "
            "network or any key, and ends when you lock."
        )
        self.whole.addWidget(label(explanation, wraps=True))
        self.whole.addLayout(self._buttons())
        self._state = label("", wraps=True)
        self.whole.addWidget(self._state)
        self.lines = QListWidget()
        self.lines.setAccessibleName(words("Transcript"))
        self.lines.setWordWrap(True)
        self.lines.itemClicked.connect(lambda item: self.play(int(item.data(_AT))))
        self.whole.addWidget(self.lines)
        self.setFocusProxy(self._play)
        self.destroyed.connect(partial(_stop_all, self._running))
        self.left.connect(self.stop)
        page.context.about_to_lock.connect(self.stop)
        self._begin()

    @property
    def is_playing(self) -> bool:
        """Return whether a player runs."""
        return bool(self._running)

    def play(self, at_seconds: int = 0) -> None:
        """Play from a moment, in place of what is played now."""
        self.stop()
        context, document_id = self._page.context, self.document.id
        context.run(
            lambda task: playback.play(context.session, document_id, at_seconds, progress=task), self._take
        )

    def stop(self) -> None:
        """End the player."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        _stop_all(self._running)
        self._show_state("")

    def _buttons(self) -> QHBoxLayout:
        words = self._words
        self._play = button(words("Play"), self.play, role="primary")
        self._stop = button(words("Stop"), self.stop)
        row = line(gap=8)
        row.addWidget(self._play)
        row.addWidget(self._stop)
        row.addStretch(1)
        return row

    def _begin(self) -> None:
        obstacle = playback.obstacle()
        self._play.setEnabled(obstacle is None)
        self._show_state("")
        if obstacle is not None:
            self._state.setText(f"{self._words(obstacle.title)} {self._words(obstacle.remedy)}")
        self._page.ask(lambda session: transcript.transcript_of(session, self.document.id), self._show_lines)

    def _show_lines(self, lines: tuple[TranscriptLine, ...]) -> None:
        self.lines.clear()
        at_seconds = 0
        for each in lines:
            at_seconds = at_seconds if each.at_seconds is None else each.at_seconds
            item = QListWidgetItem(f"{each.time}  {each.words}".strip(), self.lines)
            item.setData(_AT, at_seconds)
        self.lines.setVisible(bool(lines))

    def _take(self, started: Playback) -> None:
        self.stop()
        self._running.append(started)
        self._notifier = QSocketNotifier(started.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_ended)
        self._show_state(self._words("Playing"))

    def _on_ended(self) -> None:
        ended = self._running.pop() if self._running else None
        self.stop()
        if ended is not None:
            try:
                ended.finish()
            except CasebookError as problem:
                self._page.context.fail(problem)

    def _show_state(self, text: str) -> None:
        self._stop.setEnabled(self.is_playing)
        self._state.setText(text)


def _stop_all(running: list[Playback], *_: object) -> None:
    while running:
        running.pop().stop()
