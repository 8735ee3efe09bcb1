"""A document view: pages with zoom, page number and search, or why it is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QIntValidator, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casebook.base.errors import CasebookError
from casebook.domain.base.preview import PageSize
from casebook.domain.evidence.document import Document
from casebook.services.evidence import preview
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.preview_controller import FoundPlaces, Place, PreviewController
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.paper.paper import PAGE, WIDTH, PaperView

_ONE_LINE = 380


class DocumentView(QWidget):
    """Opens its document when it becomes visible and closes it when hidden.

    Attributes:
        saving: the person wants a copy outside the vault.
        widened: whether the person wants the whole width for it.
        is_laid_out: whether LibreOffice may lay out an office file.
    """

    is_laid_out = True
    saving = Signal()
    widened = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words, self._document = page, page.words, None
        self._hits: list[tuple[int, int]] = []
        self._places: Mapping[int, list[Place]] = {}
        self._here, self._first = -1, 1
        self.looking = PreviewController(page.context, self)
        whole = column(self, gap=6, margins=(8,))
        self._tools = QWidget()
        self._tools.setLayout(self._tool_rows())
        whole.addWidget(self._tools)
        self.paper = self.make_paper(self._words("Pages"), self._words("This page cannot be shown."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.paper)
        whole.addWidget(self.make_middle(), 1)
        self._connect()

    _document: Document | None

    def make_paper(self, name: str, unreadable: str) -> PaperView:
        """Return the paper view of the pages."""
        return PaperView(name, unreadable)

    def make_middle(self) -> QWidget:
        """Return the pages and their side pane."""
        return self._stack

    def show_document(self, document: Document) -> None:
        """Show this document, now or once visible."""
        if self._document and self._document.id == document.id and self.looking.pages:
            return
        self._document = document
        if self.isVisible():
            self._open()

    def open_again(self) -> None:
        """Open the document anew at its page if it is in view: what was recognised on its pages changed."""
        if self.isVisible() and self.looking.pages:
            self._first = int(self._number.text() or 1)
            self._open()

    def turn_to(self, number: int) -> None:
        """Show the page with this number, now or once the document is open."""
        self._first = number
        self.paper.go_to(number - 1)

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Open the document."""
        super().showEvent(event)
        if not self.looking.pages:
            self._open()

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Close the document, so that plaintext does not stay in memory."""
        super().hideEvent(event)
        self.looking.close()
        self.paper.begin(())

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Handle Ctrl+F and the zoom keys for the document, not the window around it, while focused."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(is_pressed(event, action) for action in ("filter", "larger", "smaller", "usual-size"))
        ):
            event.accept()
            return True
        return super().event(event)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the usual viewer keys: Ctrl with +, -, 0 and F."""
        if is_pressed(event, "larger"):
            self.paper.step(1)
        elif is_pressed(event, "smaller"):
            self.paper.step(-1)
        elif is_pressed(event, "filter"):
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.matches(QKeySequence.StandardKey.FindNext):
            self._step(1)
        elif event.matches(QKeySequence.StandardKey.FindPrevious):
            self._step(-1)
        elif event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.paper.zoom(WIDTH)
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        looking, paper = self.looking, self.paper
        looking.opened.connect(self._show_pages)
        looking.drawn.connect(self.paper.put)
        looking.undrawn.connect(self.paper.fail)
        looking.found.connect(self._take_found)
        looking.failed.connect(self._refuse)
        paper.wanted.connect(looking.draw)
        paper.turned.connect(lambda page: self._number.setText(str(page + 1)))
        paper.zoomed.connect(lambda share: self._share.setText(f"{share:.0%}"))
        self._search.asked.connect(self._ask)
        self._search.left.connect(lambda _: paper.setFocus())

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put navigation and zoom on one line where they fit."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().px(_ONE_LINE)
        across = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(across)

    def _tool_rows(self) -> QVBoxLayout:
        rows = column(gap=4)
        self._head = line(gap=4)
        self._head.addLayout(self._turning())
        self._head.addLayout(self._zooming())
        rows.addLayout(self._head)
        rows.addLayout(self._searching())
        return rows

    def _turning(self) -> QHBoxLayout:
        words, row = self._words, line(gap=6)
        row.addWidget(self._tool("backward", words("Previous page"), lambda: self._turn(-1)))
        self._number = QLineEdit("1")
        self._number.setAccessibleName(words("Page number"))
        self._number.setValidator(QIntValidator(1, 99_999, self))
        self._number.setFixedWidth(theme.current().px(52))
        self._number.returnPressed.connect(self._go_to_number)
        row.addWidget(self._number)
        self._total = label("", "quiet")
        row.addWidget(self._total)
        row.addWidget(self._tool("forward", words("Next page"), lambda: self._turn(1)))
        row.addStretch(1)
        return row

    def _zooming(self) -> QHBoxLayout:
        words, row = self._words, line(gap=2)
        row.addStretch(1)
        row.addWidget(self._tool("smaller", words("Zoom out"), lambda: self.paper.step(-1)))
        self._share = label("", "quiet")
        self._share.setMinimumWidth(theme.current().px(40))
        self._share.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._share)
        row.addWidget(self._tool("larger", words("Zoom in"), lambda: self.paper.step(1)))
        row.addWidget(self._tool("fit-width", words("Fit width"), lambda: self.paper.zoom(WIDTH)))
        row.addWidget(self._tool("fit-page", words("Fit page"), lambda: self.paper.zoom(PAGE)))
        self._wide = self._tool("wide", words("Full width"), self._widen)
        self._wide.setCheckable(True)
        row.addWidget(self._wide)
        return row

    def _searching(self) -> QHBoxLayout:
        words, row = self._words, line(gap=6)
        self._search = SearchField(words("Search in this document"))
        row.addWidget(self._search, 3)
        self._match_text = Elided("", "quiet")
        row.addWidget(self._match_text, 2)
        row.addWidget(self._tool("up", words("Previous match"), lambda: self._step(-1)))
        row.addWidget(self._tool("down", words("Next match"), lambda: self._step(1)))
        self._save = self._tool("save", words("Save a copy outside the casebook"), self.saving.emit)
        row.addWidget(self._save)
        return row

    def _tool(self, meaning: str, name: str, pressed: object) -> QPushButton:
        return button("", pressed, role="tool", meaning=meaning, name=name)  # type: ignore[arg-type]

    @property
    def is_wide(self) -> bool:
        """Return whether the user chose the full width."""
        return self._wide.isChecked()

    def _widen(self) -> None:
        self.widened.emit(self.is_wide)

    def _open(self) -> None:
        document, words = self._document, self._words
        if document is None:
            return
        self.looking.close()
        self.paper.begin(())
        self._search.clear()
        if preview.is_shown(document):
            self._say(
                "open",
                words("Opening…"),
                words("It is shown by a separate process with no access to anything else."),
            )
            self.looking.open(document, is_laid_out=self.is_laid_out)
            return
        copy = button(words("Save a copy outside the casebook…"), self.saving.emit)
        kept = words(
            "The program never opens files of this type: software that shows them could be used "
            "against you. Read a copy on a computer kept for such files."
        )
        self._say("sealed", words("Stored encrypted, not shown"), kept, copy)

    def _show_pages(self, sizes: Sequence[PageSize]) -> None:
        self._stack.setCurrentWidget(self.paper)
        self._tools.show()
        self._total.setText(self._words("of {number}", number=len(sizes)))
        self._number.setText("1")
        self.paper.begin(sizes)
        self.paper.go_to(self._first - 1)
        self._first = 1

    def _refuse(self, error: CasebookError) -> None:
        again = button(self._words("Try again"), self._open)
        self._say("sealed", self._words(error.title), self._words(error.remedy), again)

    def _say(self, meaning: str, title: str, words: str, step: QPushButton | None = None) -> None:
        self._tools.hide()
        empty_state = Empty(meaning, title, words, step)
        if (before := self._stack.widget(1)) is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self._stack.addWidget(empty_state)
        self._stack.setCurrentWidget(empty_state)

    def _turn(self, by: int) -> None:
        self.paper.go_to(int(self._number.text() or 1) - 1 + by)

    def _go_to_number(self) -> None:
        self.paper.go_to(int(self._number.text() or 1) - 1)
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, sought: str) -> None:
        self._hits, self._here = [], -1
        self.looking.search(sought)

    def _take_found(self, results: FoundPlaces) -> None:
        self._places = places = results.places
        self._hits = [(page, at) for page in sorted(places) for at in range(len(places[page]))]
        if self._here < 0 and self._hits:
            self._step(1)
        else:
            self._mark()
        self._tell_found(results.pages)

    def _tell_found(self, pages: int) -> None:
        words, total = self._words, len(self.looking.pages)
        position = ""
        if self._hits:
            position = words("{at} of {number}", at=self._here + 1, number=len(self._hits))
        elif self._search.text().strip():
            position = words("no matches") if pages >= total else words("searching page {page}…", page=pages)
        self._match_text.setText(position)

    def _step(self, by: int) -> None:
        """Go to the next or previous match, wrapping around."""
        if not self._hits:
            return
        self._here = (self._here + by) % len(self._hits)
        page, at = self._hits[self._here]
        self.paper.go_to(page, self._places[page][at][0])
        self._mark()
        self._tell_found(len(self.looking.pages))

    def _mark(self) -> None:
        self.paper.mark(self._places, self._hits[self._here] if 0 <= self._here < len(self._hits) else None)
