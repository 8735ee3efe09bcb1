"""The check of exhibits before a build: which cannot be shown, and which violate PDF/A."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from casebook.base.errors import Cancelled, CasebookError
from casebook.base.message import Message
from casebook.services.dossier.exhibit_check import UnfitExhibit, unfit
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, empty_out, line


class Fitness(QFrame):
    """A button, and the results."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._task: BackgroundTask | None = None
        whole, row, words = column(self, gap=4), line(gap=8), self._words
        self.go = button(words("Check exhibits"), self.look, meaning="search")
        row.addWidget(self.go)
        row.addStretch(1)
        whole.addLayout(row)
        self.progress = ProgressStrip(words("Checking"), words("Cancel"))
        self.progress.hide()
        whole.addWidget(self.progress)
        self.found = column(gap=4)
        whole.addLayout(self.found)

    def reset(self) -> None:
        """Clear the results, which belong to other choices."""
        if self._task:
            self._task.cancel()
        empty_out(self.found)

    def look(self) -> None:
        """Check the exhibits in the background; nothing is written."""
        self.reset()
        session, request = self._page.context.session, self._page.request

        def watch(task: BackgroundTask) -> None:
            self._task = task
            self.progress.follow(task, self._words)
            self._page.context.about_to_lock.connect(task.cancel)
            task.ended.connect(self._ended)

        def show(found: tuple[UnfitExhibit, ...]) -> None:
            self._show(found, is_archived=request.is_archived)

        self._page.context.run(
            lambda task: unfit(session, request, progress=task), show, self._failed, before=watch
        )

    def _ended(self) -> None:
        self._task = None

    def _show(self, exhibits: tuple[UnfitExhibit, ...], *, is_archived: bool) -> None:
        words = self._words
        for exhibit in exhibits:
            if exhibit.unshown:
                self.found.addWidget(label(words(exhibit.unshown), "problem", wraps=True))
            else:
                reasons = words.series_of(words(reason) for reason in exhibit.against)
                text = Message(
                    "Exhibit {mark} prevents PDF/A: {reasons}.", mark=exhibit.name, reasons=reasons
                )
                self.found.addWidget(label(words(text), "problem", wraps=True))
        if not exhibits:
            fine = (
                words("All exhibits can be shown, and none prevents PDF/A.")
                if is_archived
                else words("All exhibits can be shown.")
            )
            self.found.addWidget(label(fine, "quiet", wraps=True))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CasebookError) and not isinstance(error, Cancelled):
            self.found.addWidget(label(self._words(error.message), "problem", wraps=True))
