"""The authorities a dossier cites, each with its copy or without, and the bundle made of the copies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout

from casebook.base.errors import Cancelled, CasebookError
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.dossier.bundles import authorities_bundle
from casebook.services.dossier.bundles.authorities_bundle import AuthoritiesReport, AuthorityCopy
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.side_pane import SidePane
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, empty_out, line


class AuthoritiesPane(SidePane):
    """The pane."""

    def __init__(self, page: DossierPage, dossier_id: str) -> None:
        super().__init__(page.words, page.words("Bundle of authorities"), page.words("Bundle of authorities"))
        self._page, self._words, self._dossier_id = page, page.words, dossier_id
        self._lacks_copies = False
        whole = self.whole
        self._result = column(gap=8)
        self._lines = column(gap=8)
        whole.addLayout(self._steps())
        self.progress = ProgressStrip(self._words("Building"), self._words("Cancel"))
        self.progress.hide()
        whole.addWidget(self.progress)
        whole.addLayout(self._result)
        whole.addLayout(self._lines)
        self.setFocusProxy(self.go)
        page.ask(lambda session: authorities_bundle.copies_of(session, dossier_id), self._show)

    def _steps(self) -> QHBoxLayout:
        row = line(gap=8)
        self.go = button(self._words("Build…"), self._build, role="primary", meaning="build")
        self.go.setEnabled(False)
        row.addWidget(self.go)
        row.addStretch(1)
        return row

    def _show(self, copies: tuple[AuthorityCopy, ...]) -> None:
        words = self._words
        self._lacks_copies = any(copy.attachment is None for copy in copies)
        self.go.setEnabled(any(copy.attachment for copy in copies))
        if not copies:
            none = words("The text of this dossier cites no authority that the library knows.")
            self._lines.addWidget(label(none, "quiet", wraps=True))
        if self._lacks_copies:
            lacks = words(
                "Authorities without a copy are named in the table and not bound. To attach your own copy, "
                "record in the library that you have read the source."
            )
            self._lines.addWidget(label(lacks, wraps=True))
        for copy in copies:
            self._lines.addWidget(self._line(copy))

    def _line(self, copy: AuthorityCopy) -> QFrame:
        words, box = self._words, QFrame()
        whole = column(box, gap=2)
        head = line(gap=8)
        head.addWidget(label(copy.authority.title, "strong", wraps=True), 1)
        has_copy = copy.attachment is not None
        state = Chip(words("copy attached"), "green", "done") if has_copy else None
        head.addWidget(state or Chip(words("no copy"), "amber", "warning"))
        whole.addLayout(head)
        beneath = (copy.authority.neutral, copy.authority.report, words.series_of(copy.relied_on))
        for text in filter(None, beneath):
            whole.addWidget(label(text, "small", wraps=True, selectable=True))
        return box

    def _build(self) -> None:
        out = pick_target(self, self._words, self._words("authorities") + ".pdf")
        if out:
            self.build_to(out)

    def build_to(self, out: Path | SaveTarget) -> None:
        """Build the bundle into a file, with progress and cancellation."""
        session, dossier_id, leaves_out = self._page.context.session, self._dossier_id, self._lacks_copies

        def watch(task: BackgroundTask) -> None:
            empty_out(self._result)
            self.progress.follow(task, self._words)
            self.go.setEnabled(False)
            task.ended.connect(self._ended)

        self._page.context.run(
            lambda task: authorities_bundle.build(
                session, dossier_id, out, leaves_out=leaves_out, progress=task
            ),
            self._done,
            self._failed,
            before=watch,
        )

    def _ended(self) -> None:
        self.go.setEnabled(True)

    def _done(self, report: AuthoritiesReport) -> None:
        words = self._words
        pages = words.count("{number} page", "{number} pages", report.pages)
        self._page.context.say(words("Bundle of authorities built: {pages}.", pages=pages))
        for problem in report.problems:
            self._result.addWidget(label(words(problem.what), "problem", wraps=True))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CasebookError) and not isinstance(error, Cancelled):
            failed = self._words.labelled(self._words("not built"), self._words(error.message))
            self._result.addWidget(label(failed, "problem", wraps=True))
