"""The ten words by which two members find that they hold the same, and where they differ."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.sharing.team.team_anchor import AnchorPart, TeamAnchor
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, empty_out, line


class AnchorCompare(QFrame):
    """Shows ten words for all, and below them ten for each shared case; hidden at first.

    Attributes:
        left: it was closed.
    """

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._words = page.words
        words = self._words
        self.setProperty("role", "note")
        whole = column(self, gap=8, margins=(10, 12))
        self._title = label("", "strong", wraps=True)
        whole.addWidget(self._title)
        about = words(
            "Exchange once on both sides, then read these ten words to each other by telephone. They are the "
            "same if both hold the same. If they differ, compare the words of each case below: the folder "
            "keeps something back, or has not arrived yet."
        )
        whole.addWidget(label(about, wraps=True))
        self._ten = label("", "title", wraps=True, selectable=True)
        self._ten.setObjectName("anchor-words")
        whole.addWidget(self._ten)
        self._parts = column(gap=4)
        whole.addLayout(self._parts)
        foot = line(gap=8)
        foot.addStretch(1)
        self._close = button(words("Close"), self.leave)
        foot.addWidget(self._close)
        whole.addLayout(foot)
        self.hide()

    def begin(self, shown: TeamAnchor) -> None:
        """Show an anchor."""
        words = self._words
        title = words("Compare with {name} what both hold", name=shown.by) if shown.by else words("Compare")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._ten.setText(shown.words)
        empty_out(self._parts)
        for part in shown.parts:
            text = words.labelled(self._about(part), part.words)
            self._parts.addWidget(label(text, wraps=True, selectable=True))
        self.show()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, partial(keep_in_view, self))  # once it is laid out

    def leave(self) -> None:
        """Close it."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if is_pressed(event, "leave"):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _about(self, part: AnchorPart) -> str:
        """Return what a part is, and where the other side said last that it stands elsewhere."""
        words = self._words
        names = {
            SpaceKind.ROSTER: words("Team"),
            SpaceKind.OFFICE: words("Office"),
            SpaceKind.CASE: part.reference or words("not received yet"),
        }
        facts = [names[part.kind]]
        if part.unheard:
            facts.append(words.count("there {number} file short", "there {number} files short", part.unheard))
        if part.lacking:
            facts.append(words.count("here {number} file short", "here {number} files short", part.lacking))
        return words.series_of(facts)
