"""What a copy hides on each exhibit, before it is built, with a link to mark more."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame

from casebook.base.message import Message
from casebook.domain.dossier.build import CopyKind
from casebook.services.dossier.copy_review import Marked, marked
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line


class AreasOfExhibits(QFrame):
    """A row for each exhibit."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._page, self._words = page, page.words
        self._copy_kind: CopyKind = "filing"
        whole = column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(self._words("Areas redacted in this copy"), "strong"))
        text = self._words("Suggested areas are not redacted. The exhibits themselves stay unchanged.")
        whole.addWidget(label(text, "quiet", wraps=True))
        self._list = column(gap=2)
        whole.addLayout(self._list)
        self.hide()

    def show_dossier(self, dossier_id: str, copy_kind: CopyKind) -> None:
        """Read the areas; a draft and a filing copy hide nothing and have no such list."""
        hides = copy_kind not in {"draft", "filing"}
        self.setVisible(hides)
        if hides:
            self._copy_kind = copy_kind
            self._page.ask(lambda session: marked(session, dossier_id), self._show)

    def _show(self, exhibits: tuple[Marked, ...]) -> None:
        empty_out(self._list)
        if not exhibits:
            self._list.addWidget(
                label(self._words("No exhibit has pages that can be marked"), "quiet", wraps=True)
            )
        for exhibit in exhibits:
            self._add(exhibit)

    def _add(self, exhibit: Marked) -> None:
        words, row = self._words, line(gap=8)
        hidden = len(exhibit.redaction.hidden_in(self._copy_kind))
        waiting = [area for area in exhibit.redaction.undecided if self._copy_kind in area.copies]
        parts = [words(Message("Exhibit {mark}", mark=exhibit.name))]
        if hidden:
            parts.append(words("{number} redacted", number=hidden))
        if waiting:
            parts.append(words("{number} to decide", number=len(waiting)))
        row.addWidget(label(" · ".join(parts), "" if hidden or waiting else "quiet", wraps=True), 1)
        first = waiting[0].page if waiting else 1
        step = button(
            words("Mark areas"), partial(self._page.mark_areas, exhibit.document.id, first), role="link"
        )
        step.setAccessibleName(words(Message("Mark areas in exhibit {mark}", mark=exhibit.name)))
        row.addWidget(step)
        self._list.addLayout(row)
