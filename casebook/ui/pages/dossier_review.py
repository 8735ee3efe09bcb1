"""Pages for a person's eye before a pseudonymised copy: each is shown, and marked once it betrays nobody."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.services.copy_review import Unread, unread
from casebook.ui.pages.page import Page
from casebook.ui.tasks import Task
from casebook.ui.widgets.drawn import TickBox
from casebook.ui.widgets.layout import column, empty_out, line
from casebook.ui.widgets.parts import button, label

_MOST_SHOWN = 60


class Reviews(QFrame):
    """The pages, each with a way to look at it and a tick.

    Attributes:
        looking: exhibit id and page number from 1, to be shown.
        reviewed: pages ticked, by exhibit mark.
    """

    looking = Signal(str, int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._page, self._words = page, page.words
        self._dossier_id = ""
        self._ticked: dict[str, set[int]] = {}
        whole = column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(self._words("Pages to look at"), "strong"))
        self._told = label("", "quiet", wraps=True)
        whole.addWidget(self._told)
        self._list = column(gap=2)
        whole.addLayout(self._list)
        self.hide()

    @property
    def reviewed(self) -> Mapping[str, frozenset[int]]:
        """Pages that may stay."""
        return {mark: frozenset(pages) for mark, pages in self._ticked.items() if pages}

    def show_dossier(self, dossier_id: str) -> None:
        """Read which pages there are; what was ticked stays so for the same dossier."""
        if dossier_id == self._dossier_id:
            return
        self._dossier_id, self._ticked = dossier_id, {}
        self._told.setText(self._words("Looking through the exhibits…"))
        empty_out(self._list)
        session = self._page.desk.session

        def show(found: tuple[Unread, ...]) -> None:
            if dossier_id == self._dossier_id:
                self._show(found)

        self._page.desk.run(lambda _task: unread(session, dossier_id), show, before=self._watch)

    def _watch(self, task: Task) -> None:
        self._page.desk.leaving.connect(task.cancel)

    def _show(self, found: tuple[Unread, ...]) -> None:
        words = self._words
        total = sum(len(each.pages) for each in found)
        self._told.setText(
            words(
                "{number} pages show what no program reads: handwriting, seals, faces. Tick those that "
                "betray nobody; the others are left out.",
                number=total,
            )
            if total
            else words("Every page of the exhibits can be read and covered by the program.")
        )
        pairs = [(each, number) for each in found for number in each.pages]
        for each, number in pairs[:_MOST_SHOWN]:
            self._add(each, number)
        if total > _MOST_SHOWN:
            more = words("and {number} more; all of them stay out", number=total - _MOST_SHOWN)
            self._list.addWidget(label(more, "quiet", wraps=True))

    def _add(self, told: Unread, number: int) -> None:
        words, mark = self._words, told.document.exhibit_mark
        row = line(gap=8)
        tick = TickBox(words("Exhibit {mark}, page {page}", mark=mark, page=number))
        tick.setAccessibleName(words("Exhibit {mark}, page {page} betrays nobody", mark=mark, page=number))
        tick.toggled.connect(partial(self._tick, mark, number))
        row.addWidget(tick)
        row.addStretch(1)
        look = button(words("Look"), partial(self.looking.emit, told.document.id, number), role="link")
        look.setAccessibleName(words("Look at exhibit {mark}, page {page}", mark=mark, page=number))
        row.addWidget(look)
        self._list.addLayout(row)

    def _tick(self, mark: str, number: int, is_ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        pages = self._ticked.setdefault(mark, set())
        (pages.add if is_ticked else pages.discard)(number)
