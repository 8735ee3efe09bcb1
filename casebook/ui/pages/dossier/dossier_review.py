"""Manual review of pages for a pseudonymised copy: each is shown, and marked if no one can be identified."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from casebook.base.message import Message
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import DOUBT_TITLES, PageDoubt, Redaction
from casebook.services.base.session import Session
from casebook.services.dossier.copy_review import ExhibitToReview, pages_to_review
from casebook.services.evidence import redaction
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.folding import Folding
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, empty_out, line

_MAX_SHOWN = 60


class Reviews(Folding):
    """The pages, folded, each with a button to show it and a tick box."""

    def __init__(self, page: DossierPage) -> None:
        self._summary = label("", "quiet", wraps=True)
        super().__init__(page.words("Pages to review"), self._summary)
        self._page, self._words = page, page.words
        self._dossier_id = ""
        self._ticks: dict[tuple[str, int], TickBox] = {}
        self._list = column(gap=2)
        self.content.addLayout(self._list)
        self.hide()

    def show_dossier(self, dossier_id: str) -> None:
        """Read the pages and their review state, once for the same dossier."""
        if dossier_id == self._dossier_id:
            self._read_ticks()
            return
        self._dossier_id, self._ticks = dossier_id, {}
        self._summary.setText(self._words("Checking the exhibits…"))
        empty_out(self._list)
        session = self._page.context.session

        def show(found: tuple[ExhibitToReview, ...]) -> None:
            if dossier_id == self._dossier_id:
                self._show(found)

        self._page.context.run(lambda _task: pages_to_review(session, dossier_id), show, before=self._watch)

    def _watch(self, task: BackgroundTask) -> None:
        self._page.context.about_to_lock.connect(task.cancel)

    def _show(self, unread_exhibits: tuple[ExhibitToReview, ...]) -> None:
        words = self._words
        total = sum(len(exhibit.pages) for exhibit in unread_exhibits)
        self._summary.setText(
            words.count(
                "{number} page contains content that no program can read: handwriting, stamps, seals, "
                "faces. Select it if no one can be identified on it; else it is left out.",
                "{number} pages contain content that no program can read: handwriting, stamps, seals, "
                "faces. Select the pages on which no one can be identified; the others are left out.",
                total,
            )
            if total
            else words("The program can read and redact every page of the exhibits.")
        )
        self.more.setVisible(bool(total))
        rows = [(exhibit, *doubt) for exhibit in unread_exhibits for doubt in exhibit.doubts]
        for exhibit, number, doubt in rows[:_MAX_SHOWN]:
            self._add(exhibit, number, doubt)
        if total > _MAX_SHOWN:
            more = words("and {number} more; all of them are left out", number=total - _MAX_SHOWN)
            self._list.addWidget(label(more, "quiet", wraps=True))
        self._read_ticks()

    def _read_ticks(self) -> None:
        """Tick the pages that the vault records as reviewed, here or with redaction areas."""
        ids = {document_id for document_id, _ in self._ticks}
        self._page.ask(lambda session: redaction.of_documents(session, ids), self._show_ticks)

    def _show_ticks(self, kept: Mapping[str, Redaction]) -> None:
        for (document_id, number), tick in self._ticks.items():
            tick.blockSignals(True)  # noqa: FBT003 - Qt's signature
            tick.setChecked(document_id in kept and number in kept[document_id].reviewed)
            tick.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _add(self, unread_exhibit: ExhibitToReview, number: int, doubt: PageDoubt) -> None:
        words, mark = self._words, unread_exhibit.name
        row = line(gap=8)
        tick = TickBox(words(Message("Exhibit {mark}, page {page}", mark=mark, page=number)))
        tick.setAccessibleName(
            words(Message("No one can be identified on exhibit {mark}, page {page}", mark=mark, page=number))
        )
        tick.toggled.connect(partial(self._tick, unread_exhibit.document, number))
        hold_back(tick)
        self._ticks[unread_exhibit.document.id, number] = tick
        row.addWidget(tick)
        row.addWidget(label(words(DOUBT_TITLES[doubt]), "quiet", wraps=True), 1)
        look = button(
            words("View"), partial(self._page.show_exhibit, unread_exhibit.document.id, number), role="link"
        )
        look.setAccessibleName(words(Message("View exhibit {mark}, page {page}", mark=mark, page=number)))
        row.addWidget(look)
        self._list.addLayout(row)

    def _tick(self, document: Document, number: int, is_ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        context, words = self._page.context, self._words

        def note(session: Session, *, is_so: bool) -> Redaction:
            return redaction.review(session, document, [number], shows_no_one=is_so)

        def done(_: Redaction) -> None:
            context.did(words("Saved for all copies"), partial(note, is_so=not is_ticked))

        context.ask(partial(note, is_so=is_ticked), done)
