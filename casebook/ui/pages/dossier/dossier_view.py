"""The preview of a dossier, built in memory, or of an exhibit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QHideEvent

from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import Document
from casebook.services.dossier.build import Trial, try_out
from casebook.services.evidence.preview import open_bytes
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.evidence.document_view import DocumentView
from casebook.ui.widgets.controls.parts import button


class BuiltView(DocumentView):
    """The middle of the dossier page."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__(page)
        self._dossier_page = page
        self._begins: Mapping[str, int] = {}
        self._task: BackgroundTask | None = None
        self.reset()

    def reset(self) -> None:
        """Clear the pages, which no longer match the dossier, until they are built again."""
        if self._task:
            self._task.cancel()
        self._offer()
        self._dossier_page.show_checked(None)

    @property
    def has_pages(self) -> bool:
        """Return whether pages are shown, or being made."""
        return bool(self._begins) or self._task is not None or self._document is not None

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Release the pages when hidden; their preflight results stay listed."""
        super().hideEvent(event)
        self._offer()

    def _offer(self) -> None:
        self.looking.close()
        self.paper.begin(())
        self._document, self._begins = None, {}
        words = self._words
        self._say(
            "file-pdf",
            words("Pages as they will be exported"),
            words(
                "The pages are built in memory and shown here; no file is written. They are "
                "cleared after every change."
            ),
            button(words("Show pages"), self.try_now, role="primary", meaning="read"),
        )

    def try_now(self, then_to: DossierTarget | None = None) -> None:
        """Build in memory and show, if possible at the place of a problem."""
        self.reset()
        context, request, words = self._page.context, self._dossier_page.request, self._words

        def watch(task: BackgroundTask) -> None:
            self._task = task
            stop = button(words("Cancel"), task.cancel)
            self._say(
                "build", words("Building the pages…"), words("In memory only. No file is written."), stop
            )
            context.about_to_lock.connect(task.cancel)

        def show(trial: Trial) -> None:
            self._task = None
            self._take(trial, then_to)

        def failed(_: BaseException) -> None:
            self._task = None
            self.reset()

        context.run(lambda task: try_out(context.session, request, progress=task), show, failed, before=watch)

    def show_exhibit(self, document: Document, number: int) -> None:
        """Show a page of an exhibit as received, for review."""
        self._begins = {}
        self.show_document(document)
        self.turn_to(number)

    def go_to(self, about: DossierTarget) -> bool:
        """Show a page, or the start of an exhibit or part; returns whether its page is known."""
        number = self._page_of(about)
        if number:
            self.turn_to(number)
        return bool(number)

    def _take(self, trial: Trial, then_to: DossierTarget | None) -> None:
        self._begins = trial.pages
        self.looking.show(partial(open_bytes, trial.data))
        self.turn_to((self._page_of(then_to) if then_to else 0) or 1)
        self._dossier_page.show_checked(trial.problems)

    def _page_of(self, about: DossierTarget) -> int:
        """Return the page number from 1, or 0 if unknown."""
        if about.kind == "page":
            return int(about.id) if self._begins else 0
        return self._begins.get(f"part:{about.id}" if about.kind == "section" else about.id, 0)

    def _open(self) -> None:
        if self._document is not None:
            super()._open()
