"""The manual: chapters on the left, text on the right, and a search of all chapters."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QTextEdit, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import set_tip
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.vault.chapters import CHAPTERS, plain_of, section_in, text_of, title_of
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.split import Split

_OF_PAGES = {
    "case": "case",
    "cases": "case",
    "reports": "case",
    "people": "names",
    "contacts": "names",
    "calendar": "deadlines",
    "rules": "deadlines",
    "library": "library",
    "countries": "library",
    "country": "library",
    "dossiers": "dossiers",
    "profiles": "dossiers",
    "bin": "evidence",
    "security": "promises",
    "conflicts": "case",
    "team": "team",
    "parcels": "parcels",
    "travel": "border",
}
_OF_TABS = {"people": "names", "evidence": "evidence", "deadlines": "deadlines", "dossiers": "dossiers"}
_SECTIONS = {
    "calendar": "All deadlines",
    "rules": "Rules",
    "countries": "Countries",
    "country": "Countries",
    "profiles": "Court profiles",
    "bin": "Remove and restore",
    "reports": "Reports",
    "undo-list": "Find your way",
    "conflicts": "Two versions of one field",
    "parcels": "Who holds what",
}
_ARGUMENT = ("argument", "chronology", "grounds", "assurances", "contrary", "incidents")
_REQUEST = ("request", "request-test", "papers", "look")
_SECTIONS_OF_PARCELS = {"give": "Handing a case over", "open": "Opening a parcel"}
_SECTIONS_OF_TABS = {
    **dict.fromkeys(_ARGUMENT, "Argument"),
    **dict.fromkeys(_REQUEST, "Request"),
    "exposure": "What the person would face",
    "outcomes": "Outcomes",
    "time-notes": "Reports",
}


def chapter_on(place: Location) -> str:
    """Return the chapter about a place of the window."""
    of_tab = _OF_TABS.get(place.tab, "") if place.page == "case" else ""
    return of_tab or _OF_PAGES.get(place.page, CHAPTERS[0])


def manual_on(place: Location) -> Location:
    """Return chapter and section about a place of the window; the section by its English heading."""
    of_tab = _SECTIONS_OF_TABS.get(place.tab, "") if place.page == "case" else ""
    if place.page == "parcels":
        of_tab = _SECTIONS_OF_PARCELS.get(place.tab, "")
    return Location(page="manual", id=chapter_on(place), within=of_tab or _SECTIONS.get(place.page, ""))


class ManualPage(Page):
    """Contents and text. A search lists the chapters with the words; Enter goes to the next match."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._language = context.words.language
        whole = column(self, gap=12)
        self.search = SearchField(self.words("Search the manual"))
        self.search.asked.connect(self._seek)
        self.search.left.connect(lambda _: self.take_focus())
        whole.addWidget(self.search)
        self.contents = self._contents()
        self.text = Leaf(self.words("Chapter text"))
        self.text.anchorClicked.connect(self._follow)
        whole.addWidget(Split(self.contents, self.text, (1, 3)), 1)
        self._sought = ""

    def show_place(self, place: Location) -> None:
        """Show a chapter, by default the first, and a section of it if named."""
        chapter = place.id if place.id in CHAPTERS else CHAPTERS[0]
        is_same = self.place.id == chapter
        self.place = Location(page=place.page, id=chapter, within=place.within)
        if not is_same:
            self.text.show_text(text_of(chapter, self._language))
            self.text.mark(self._sought)
        section = section_in(chapter, place.within, self._language)
        if section:
            QTimer.singleShot(0, self.text, lambda: self.text.go_to(section))  # once it has its width
        self.contents.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.contents.setCurrentRow(CHAPTERS.index(chapter))
        self.contents.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def take_focus(self) -> None:
        """Focus the text for scrolling."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter_rows(self) -> None:
        """Focus the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the manual and the chapter."""
        return (Crumb(text=self.words("Manual")), Crumb(text=title_of(self.place.id, self._language)))

    def _contents(self) -> QListWidget:
        contents = QListWidget()
        contents.setProperty("role", "contents")
        contents.setAccessibleName(self.words("Manual chapters"))
        contents.setWordWrap(True)
        contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for chapter in CHAPTERS:
            title = title_of(chapter, self._language)
            set_tip(QListWidgetItem(title, contents), title)
        contents.currentRowChanged.connect(lambda row: self._open(CHAPTERS[row]))
        return contents

    def _open(self, chapter: str) -> None:
        self.context.go(Location(page="manual", id=chapter))

    def _follow(self, link: QUrl) -> None:
        chapter = link.path().removesuffix(".md")
        if chapter in CHAPTERS and not link.scheme():
            self._open(chapter)

    def _seek(self, search_text: str) -> None:
        """Highlight the words everywhere, and go to the next match."""
        is_on = bool(search_text) and search_text == self._sought
        self._sought = search_text
        sought = " ".join(search_text.split()).casefold()
        holding = [chapter for chapter in CHAPTERS if sought in plain_of(chapter, self._language)]
        for row, chapter in enumerate(CHAPTERS):
            self.contents.item(row).setHidden(chapter not in holding)
        self.text.mark(search_text)
        if not search_text or (self.place.id in holding and self.text.next(search_text, from_top=not is_on)):
            return
        here = CHAPTERS.index(self.place.id)
        after = [chapter for chapter in holding if CHAPTERS.index(chapter) > here] or holding
        if after:
            self._open(after[0])
            self.text.next(search_text, from_top=True)


class Leaf(QTextBrowser):
    """A Markdown view that loads nothing: no images, files or addresses."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(theme.current().px(16))

    def loadResource(self, _type: int, _name: QUrl | str) -> None:
        """Load no resource."""

    def show_text(self, text: str) -> None:
        """Show Markdown with spacing between paragraphs, which Qt omits."""
        self.setMarkdown(text)
        px = theme.current().px
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            if cast("QTextTable | None", cursor.currentTable()) is None:
                spaced = block.blockFormat()
                is_item = block.textList() is not None or spaced.nonBreakableLines()
                spaced.setTopMargin(px(16) if spaced.headingLevel() else px(2) if is_item else px(6))
                spaced.setBottomMargin(px(2) if is_item else px(6))
                cursor.setBlockFormat(spaced)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, section: str) -> None:
        """Scroll to a section, its heading at the top."""
        block = self.document().begin()
        while block.isValid() and not (block.blockFormat().headingLevel() and block.text() == section):
            block = block.next()
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(int(top))

    def mark(self, search_text: str) -> None:
        """Highlight every match of some words; none for no words."""
        marks = []
        cursor = self.document().find(search_text) if search_text else QTextCursor()
        while not cursor.isNull():
            marks.append(self._marked(cursor))
            cursor = self.document().find(search_text, cursor)
        self.setExtraSelections(marks)

    def next(self, search_text: str, *, from_top: bool) -> bool:
        """Go to the next match; returns whether there is one."""
        if from_top:
            self.moveCursor(QTextCursor.MoveOperation.Start)
        return self.find(search_text, QTextDocument.FindFlag(0))

    def _marked(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(theme.current().colour("amber-tint"))
        return selection
