"""A tour of the window in a few steps: a card that points at what it explains and stands in nobody's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.shell.sidebar import Sidebar
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, line

_WIDTH, _GAP = 320, 10


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step: what is explained, and how."""

    target: QWidget
    text: str


class Tour(QFrame):
    """The card; Escape or its button leaves the tour, and the next start goes on at the same step."""

    def __init__(self, words: Translator, steps: Sequence[TourStep], workspace: QWidget) -> None:
        super().__init__(workspace)
        self._words, self._steps, self._at = words, steps, 0
        self._workspace = workspace
        self.setProperty("role", "popup")
        self.setAccessibleName(words("Tour"))
        self.setFixedWidth(theme.current().px(_WIDTH))
        self._mark = _Mark(workspace)
        whole = column(self, gap=8, margins=(14, 16))
        self._number = label("", "small")
        self._text = label("", wraps=True)
        whole.addWidget(self._number)
        whole.addWidget(self._text)
        foot = line(gap=8)
        foot.addWidget(button(words("Leave tour"), self.leave, role="link"))
        foot.addStretch(1)
        self._back = button(words("Back"), lambda: self._go(-1))
        self._next = button("", lambda: self._go(1), role="primary")
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        whole.addLayout(foot)
        self.hide()

    def start(self) -> None:
        """Begin, or go on at the step where it was left."""
        self.show()
        self._show_step()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go away; the page has the focus again."""
        self.hide()
        self._mark.hide()

    def place(self) -> None:
        """Stand beside what is explained, within the window."""
        if self.isHidden():
            return
        self.adjustSize()
        target, window = self._steps[self._at].target, self._workspace
        corner = target.mapTo(window, QPoint(0, 0))
        gap = theme.current().px(_GAP)
        is_left = corner.x() + target.width() // 2 < window.width() // 2
        if is_left:
            spot = QPoint(corner.x() + target.width() + gap, corner.y())
        else:
            spot = QPoint(corner.x() + target.width() - self.width(), corner.y() + target.height() + gap)
        most = QPoint(window.width() - self.width() - gap, window.height() - self.height() - gap)
        self.move(max(gap, min(spot.x(), most.x())), max(gap, min(spot.y(), most.y())))
        self._mark.surround(target)
        self.raise_()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape; step with the arrows."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif step:
            self._go(step)
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        if self._at + by >= len(self._steps):
            self._at = 0
            self.leave()
            return
        self._at = max(0, self._at + by)
        self._show_step()

    def _show_step(self) -> None:
        words, count = self._words, len(self._steps)
        step, is_last = self._steps[self._at], self._at + 1 == count
        self._number.setText(words("Step {number} of {count}", number=self._at + 1, count=count))
        self._text.setText(step.text)
        self._back.setEnabled(self._at > 0)
        self._next.setText(words("Finish") if is_last else words("Next"))
        self._next.setAccessibleDescription(step.text)
        self.place()


class _Mark(QWidget):
    """A frame around a widget that lets every press through."""

    def __init__(self, workspace: QWidget) -> None:
        super().__init__(workspace)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._workspace = workspace
        self.hide()

    def surround(self, target: QWidget) -> None:
        """Surround a widget."""
        rim = theme.current().px(3)
        corner = target.mapTo(self._workspace, QPoint(0, 0))
        self.setGeometry(
            corner.x() - rim, corner.y() - rim, target.width() + 2 * rim, target.height() + 2 * rim
        )
        self.show()
        self.raise_()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the frame."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("accent"), look.px(2)))
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, look.px(6), look.px(6))


def window_tour(words: Translator, sidebar: Sidebar, finder: QWidget, workspace: QWidget) -> Tour:
    """Return the tour of the window."""
    texts = {
        "today": words("Today lists what is due in all cases: deadlines, hearings and tasks, overdue first."),
        "cases": words("A case has a tab for its people, proceedings, events, evidence and arguments."),
        "people": words("People are found by any spelling of their name, in any script."),
        "library": words("The library holds findings on China with their sources, adverse ones too."),
        "dossiers": words("A dossier turns a case into a PDF for a court, with exhibits, index and copies."),
        "security": words("Back up here, and add another way to unlock the casebook."),
    }
    find = words("Ctrl+K searches everything and goes to any page or action by its name.")
    manual = words("F1 opens the manual at the page in view. To resume this tour, search for “tour”.")
    steps = [TourStep(sidebar.entry(page), text) for page, text in texts.items()]
    steps[2:2] = [TourStep(finder, find)]
    return Tour(words, [*steps, TourStep(sidebar.entry("manual"), manual)], workspace)
