"""What a copy hides on each exhibit, before it is built, with a link to mark more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.base.message import Message
from casebook.domain.dossier.build import CopyKind
from casebook.domain.evidence.redaction import Area
from casebook.services.dossier.copy_review import Marked, marked
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.folding import Folding
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line


class AreasOfExhibits(Folding):
    """A row for each exhibit, folded."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__(page.words("Areas redacted in this copy"))
        self._page, self._words = page, page.words
        self._copy_kind: CopyKind = "filing"
        text = self._words("Suggested areas are not redacted. The exhibits themselves stay unchanged.")
        self.content.addWidget(label(text, "quiet", wraps=True))
        self._list = column(gap=2)
        self.content.addLayout(self._list)
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
        hidden = sum(len(one.redaction.hidden_in(self._copy_kind)) for one in exhibits)
        self.show_state(" · ".join(self._counts(hidden, sum(len(self._waiting(one)) for one in exhibits))))

    def _waiting(self, exhibit: Marked) -> list[Area]:
        return [area for area in exhibit.redaction.undecided if self._copy_kind in area.copies]

    def _counts(self, hidden: int, waiting: int) -> Iterator[str]:
        if hidden:
            yield self._words("{number} redacted", number=hidden)
        if waiting:
            yield self._words("{number} to decide", number=waiting)

    def _add(self, exhibit: Marked) -> None:
        words, row = self._words, line(gap=8)
        hidden, waiting = len(exhibit.redaction.hidden_in(self._copy_kind)), self._waiting(exhibit)
        title = words(Message("Exhibit {mark}", mark=exhibit.name))
        parts = [title, *self._counts(hidden, len(waiting))]
        row.addWidget(label(" · ".join(parts), "" if hidden or waiting else "quiet", wraps=True), 1)
        first = waiting[0].page if waiting else 1
        step = button(
            words("Mark areas"), partial(self._page.mark_areas, exhibit.document.id, first), role="link"
        )
        step.setAccessibleName(words(Message("Mark areas in exhibit {mark}", mark=exhibit.name)))
        row.addWidget(step)
        self._list.addLayout(row)
