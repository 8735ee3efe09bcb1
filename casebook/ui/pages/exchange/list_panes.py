"""The imports of lists on a page: the buttons, the import itself, and what was made before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QPushButton

from casebook.domain.base.entity import Entity
from casebook.domain.exchange.list_import import Listed
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import R
from casebook.ui.pages.base.past_changes import PastChanges
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.exchange.import_pane import ImportPane
from casebook.ui.widgets.controls.parts import button

E = TypeVar("E", bound=Entity)


class ListPanes:
    """What a page of records needs to import lists; made before the page, which asks it for buttons.

    Args:
        context: what the page works at.
        noun: what the rows are.
        title: of the button that chooses a file.
    """

    def __init__(self, context: PageContext, noun: Listed, title: str) -> None:
        self._words, self._title = context.words, title
        self._pane, self._past = ImportPane(context, noun), PastChanges(context)
        self._case_id: Callable[[], str] = str

    def stand_above(self, page: Records[R, E]) -> None:
        """Put the panes above the list, and take tables pasted on the page."""
        self._case_id = lambda: "" if page.is_global else page.place.id
        self._pane.accept_paste(page, self._case_id)
        for pane in (self._pane, self._past):
            pane.left.connect(page.take_focus)
            page.above.addWidget(pane)

    def buttons(self) -> Sequence[QPushButton]:
        """Return the buttons of what was made and of a new import."""
        return (
            button(
                "",
                self._past.open,
                role="tool",
                meaning="history",
                name=self._words("Imports and bulk edits"),
            ),
            button("", self._choose, role="tool", meaning="upload", name=self._title, writes=True),
        )

    def _choose(self) -> None:
        self._pane.case_id = self._case_id()
        self._pane.choose()
