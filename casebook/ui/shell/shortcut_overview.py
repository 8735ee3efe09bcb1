"""The overview of keyboard shortcuts, made from the actions themselves; it can be searched and printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.ui.kit import theme
from casebook.ui.kit.printing import table_pdf
from casebook.ui.kit.shortcuts import usual_keys
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.page import Page
from casebook.ui.shell.actions import Action, actions, group_titles, listed_actions
from casebook.ui.shell.places import NUMBERED, entries
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.tables.table import DataTable


@entity
class ShortcutRow:
    """One line of the overview: an action, its keys and where they are heard."""

    id: str
    action: str
    keys: str
    where: str


def page_actions(words: Translator) -> tuple[Action, ...]:
    """Return an action for each numbered page: Alt and its number."""
    titles = {entry.page: entry.title for entry in chain(*entries(words))}
    return tuple(
        Action(key=page, title=titles[page], group="pages", shortcuts=(f"Alt+{number % 10}",))
        for number, page in enumerate(NUMBERED, start=1)
    )


def shortcut_rows(words: Translator) -> list[ShortcutRow]:
    """Return every action that has keys, by where they are heard."""
    titles = group_titles(words)
    listed = (*actions(words), *page_actions(words), *listed_actions(words))
    every = [action for action in listed if action.shortcuts]
    order = list(titles)
    return [
        ShortcutRow(
            id=action.key,
            action=action.title,
            keys=", ".join(dict.fromkeys(usual_keys((keys,)) for keys in action.shortcuts)),
            where=titles[action.group],
        )
        for action in sorted(every, key=lambda action: order.index(action.group))
    ]


class ShortcutOverview(QDialog):
    """The list in front of a page; it closes with Escape and at lock.

    Args:
        page: in front of which it stands, and which prints it.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, words = page, page.words
        self._title = words("Keyboard shortcuts")
        self.setWindowTitle(self._title)
        px = theme.current().px
        self.resize(px(640), px(520))
        whole = column(self, gap=12, margins=(16,))
        head = line(gap=8)
        head.addWidget(label(self._title, "title"), 1)
        self.search = SearchField(words("Search"), words("Search keyboard shortcuts"))
        head.addWidget(self.search)
        whole.addLayout(head)
        self.rows: Rows[ShortcutRow] = Rows(_columns(words), self)
        self.search.asked.connect(self.rows.ask)
        table = DataTable(self._title, self.rows)
        self.search.left.connect(lambda key: self.reject() if key == Qt.Key.Key_Escape else table.setFocus())
        self.rows.show_rows(shortcut_rows(words))
        whole.addWidget(table, 1)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Print…"), self._print))
        foot.addWidget(button(words("Close"), self.reject, role="primary"))
        whole.addLayout(foot)
        self.search.setFocus()

    def _print(self) -> None:
        headings = [column.title for column in self.rows.columns]
        cells = self.rows.cells(range(self.rows.rowCount()), range(len(headings)))
        self._page.print_out(table_pdf(self._title, headings, cells))


def _columns(words: Translator) -> Sequence[Column[ShortcutRow]]:
    return (
        Column(title=words("Action"), text=lambda row: row.action, look="strong", width=30, stretches=True),
        Column(title=words("Keys"), text=lambda row: row.keys, look="code", width=20, fits=True),
        Column(title=words("Where"), text=lambda row: row.where, look="quiet", width=12, fits=True),
    )
