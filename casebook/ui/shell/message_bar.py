"""The message bar beside or below the path, with title and remedy, instead of a modal dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.icons import picture
from casebook.ui.kit.page_context import BarMessage
from casebook.ui.kit.plain import plain_label, set_tip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.field import FieldGrid
from casebook.ui.widgets.layout.layout import ScrolledBody, line, mark_role

_GOOD_MS, _UNDO_MS = 10_000, 15_000
_BESIDE = 220
"""Space for icon, margins and buttons."""
_GAP, _MIN_WIDTH, _EDGE = 12, 300, 1
"""Beside path and search, the least width of a message between them, and what it leaves above the page."""
_MARGIN, _TIGHT = 3, 1
"""Above and below the text: of one line, and of several, of which three then fit above the page."""
_MAX_SHARE = 3
"""Which part of the window's height it covers at most; a longer text scrolls."""
_NO_BAR, _BAR_AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class MessageBar(QFrame):
    """One message at a time; positive and temporary ones close automatically, all with their page or form.

    Nothing moves for it, or the next click would meet another control: it stands between path and search,
    or, where these leave too little room, below them; one of more than three lines lies over the head of the
    page until it is closed. Path and search stay in view.

    A message belongs to the page and to the open forms with which the person saw it: it ends when another
    page is shown, or one of these forms is closed or another opened. What the program itself shows or closes
    with the message is no reason.

    Attributes:
        closed: it was closed by hand.
        undoing: what it says shall be undone.
    """

    closed = Signal()
    undoing = Signal()

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._between, self._below = QRect(), QRect()
        self._is_failure = self._is_lasting = False
        self._free_until = 0
        self._forms: list[FieldGrid] | None = None
        self.setProperty("role", "message")
        whole = self._whole = line(self, gap=10, margins=(_MARGIN, 12))
        self._icon = plain_label()
        whole.addWidget(self._icon)
        inside = ScrolledBody()
        self._texts = line(inside, gap=10)
        self._title = label("", "strong")
        self._texts.addWidget(self._title)
        self._remedy = label("")
        self._texts.addWidget(self._remedy, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(words("Message"))
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._scroll.setHorizontalScrollBarPolicy(_NO_BAR)
        self._scroll.setWidget(inside)
        whole.addWidget(self._scroll, 1)
        self._undo = button(words("Undo"), self._take_back, role="link")
        set_tip(self._undo, "Ctrl+Z")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a second Enter must not undo the first
        whole.addWidget(self._undo)
        self._shut = button("", self._close, role="tool", meaning="close", name=words("Close message"))
        whole.addWidget(self._shut)
        self._watch(parent)
        self.hide()

    def _watch(self, parent: QWidget) -> None:
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.timeout.connect(self.hide)
        self._seen = QTimer(self, singleShot=True, interval=0)
        self._seen.timeout.connect(self._note_forms)
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self._follow_forms)
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look_at_forms)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with Escape, where nothing in the page takes the key."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.KeyPress and self.isVisible():
            self._close()
            return True
        return super().eventFilter(watched, event)

    def show_message(self, message: BarMessage) -> None:
        """Show this message instead of the last."""
        look = theme.current()
        # A question, too, is about the page in view, and not about the next.
        self._is_failure = not message.is_good or message.is_neutral
        self._is_lasting = message.is_lasting
        token = "accent" if message.is_neutral else "green" if message.is_good else "red"
        mark_role(self, tone=token)
        for text_label in (self._title, self._remedy):
            mark_role(text_label, tone=token)  # else it keeps the colour of the message before
        meaning = "ask" if message.is_neutral else "done" if message.is_good else "error"
        drawn = picture(meaning, look.colours[token], look.px(18), self.devicePixelRatioF())
        self._icon.setPixmap(drawn)
        self._title.setText(message.title)
        self._remedy.setText(message.remedy)
        self._undo.setVisible(message.is_undoable)
        self.setAccessibleName(f"{message.title} {message.remedy}".strip())
        self._remedy.setVisible(bool(message.remedy))
        self._fit()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._forms = None
        self._seen.start()
        self._leave.stop()
        if message.is_good or message.is_passing:
            self._leave.start(_UNDO_MS if message.is_undoable else _GOOD_MS)

    def end_with_page(self) -> None:
        """Remove a message whose page is left; what is said of a change stays where the change leads."""
        if self._is_failure or self._forms is not None:
            self._end()

    def end_failure(self) -> None:
        """Remove a failure whose work restarts."""
        if self._is_failure and not self._is_lasting:
            self.hide()

    def end_lasting(self) -> None:
        """Remove a lasting message whose cause is gone."""
        if self._is_lasting:
            self.hide()

    def place_between(self, path_row: QLayout, search: QRect, page: QRect) -> None:
        """Stand in what path and search leave of their row, else below it.

        Args:
            path_row: where the page is named, on the one side.
            search: the field on the other side.
            page: of the width of what stands below.
        """
        path = QRect(path_row.geometry().topLeft(), path_row.sizeHint())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            path.moveRight(path_row.geometry().right())
        left, right = (path, search) if path.left() < search.left() else (search, path)
        start, end = left.right() + _GAP, right.left() - _GAP
        self._between = QRect(start, search.top(), end - start, search.height())
        self._below = QRect(page.left(), search.bottom() + 1 + _EDGE, page.width(), search.height())
        self._free_until = search.bottom() + 1 + theme.current().px(_GAP)
        self._fit()

    def _fit(self) -> None:
        is_roomy = self._between.width() >= theme.current().px(_MIN_WIDTH)
        room = self._between if is_roomy else self._below
        needed, most = self._needed_height(room.width()), self._window_height() // _MAX_SHARE
        height = min(max(needed, room.height()), max(most, room.height()))
        top = room.top()
        if is_roomy and height > room.height():
            # Three lines fit in the row and the space around it; more begin as high up.
            top = max(0, min(self._free_until - _EDGE - height, top - (height - room.height()) // 2))
        self.setFixedHeight(height)
        self.setGeometry(room.left(), top, room.width(), height)
        is_whole = needed <= height
        # Qt keeps the bar of a longer message, beside which the words take more lines.
        self._scroll.setVerticalScrollBarPolicy(_NO_BAR if is_whole else _BAR_AS_NEEDED)
        self._whole.activate()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_whole else Qt.FocusPolicy.TabFocus)

    def _needed_height(self, width: int) -> int:
        """Put text and buttons on one line where they fit, else on two; returns how high that is."""
        both = (self._title, self._remedy)
        needed = sum(text_label.fontMetrics().horizontalAdvance(text_label.text()) for text_label in both)
        is_short = needed + theme.current().px(_BESIDE) <= width
        self._texts.setDirection(_ACROSS if is_short else _DOWN)
        self._texts.setSpacing(theme.current().px(10 if is_short else 0))
        edge, side = theme.current().px(_MARGIN if is_short else _TIGHT), self._whole.contentsMargins().left()
        self._whole.setContentsMargins(side, edge, side, edge)
        for text_label in both:
            text_label.setWordWrap(not is_short)
        margins, frame = self._whole.contentsMargins(), self.contentsMargins()
        around = margins.top() + margins.bottom() + frame.top() + frame.bottom()
        text_height = self._text_height(width - frame.left() - frame.right())
        return max(text_height, self._shut.sizeHint().height()) + around

    def _text_height(self, width: int) -> int:
        """Return how high the text is in a bar of this width."""
        self._whole.invalidate()
        self._texts.invalidate()
        beside = self._whole.minimumSize().width() - self._scroll.minimumSizeHint().width()
        inner = width - beside
        if self._texts.hasHeightForWidth():
            return self._texts.totalHeightForWidth(inner)
        return self._texts.sizeHint().height()

    def _window_height(self) -> int:
        around = self.parentWidget()
        return around.height() if around is not None else self.height()

    def _end(self) -> None:
        if not self._is_lasting:
            self.hide()

    def _open_forms(self) -> list[FieldGrid]:
        return [fields for fields in self.window().findChildren(FieldGrid) if fields.isVisible()]

    def _note_forms(self) -> None:
        """Remember which forms are open, once all is done that the message was said with."""
        self._forms = self._open_forms()

    def _look_at_forms(self, *_: object) -> None:
        """See, once the focus moved, whether a form was closed or opened."""
        if self.isVisible() and self._forms is not None:
            self._moved.start()

    def _follow_forms(self) -> None:
        """End the message once the person closed a form or opened another."""
        if self.isVisible() and self._forms is not None and self._open_forms() != self._forms:
            self._end()

    def _take_back(self) -> None:
        self.hide()
        self.undoing.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
