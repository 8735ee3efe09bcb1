"""The note above documents whose files are still in the shared folder, and what fetches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from casebook.base.i18n import Translator
from casebook.domain.evidence.document import Document
from casebook.services.sharing.team.membership import fetch_many_offered, files_offered
from casebook.services.sharing.team.offer import OfferedExhibit
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, line

if TYPE_CHECKING:  # loaded at the first fetching
    from casebook.services.sharing.team.many_exhibits import FetchReport


def file_column(words: Translator) -> Column[Document]:
    """Return the column that marks documents whose file is not here; left out where all are."""
    return Column(
        title=words("File"),
        text=lambda row: words("not here") if row.is_without_file else "",
        tone=lambda row: "amber" if row.is_without_file else None,
        icon=lambda row: "missing" if row.is_without_file else "",
        width=11,
        is_optional=True,
    )


class FetchManyStrip(QFrame):
    """Hidden while the files of all documents are here, or no other casebook laid those that are not.

    Args:
        page: it stands on.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._offered: Mapping[str, OfferedExhibit] = {}
        words = self._words
        self.setProperty("role", "note")
        whole = column(self, gap=8, margins=(10, 12))
        self._text = label("", wraps=True)
        row = line(gap=8)
        row.addWidget(self._text, 1)
        self.fetch = button(words("Fetch all files"), self.fetch_all, writes=True)
        row.addWidget(self.fetch)
        whole.addLayout(row)
        self._progress = ProgressStrip(words("Fetching files"), words("Cancel"))
        self._progress.hide()
        whole.addWidget(self._progress)
        self.hide()

    def show_documents(self, case_id: str, documents: Sequence[Document]) -> None:
        """Look which files of a case are still to be fetched."""
        if any(one.is_without_file for one in documents):
            self._page.context.ask(lambda session: files_offered(session, case_id), self._show, asker=self)
        else:
            self._show({})

    def row_actions(self, document_ids: Sequence[str]) -> list[RowAction]:
        """Return the entry of a menu that fetches the files of these documents; none where all are here."""
        ids = tuple(one for one in document_ids if one in self._offered)
        if not ids:
            return []
        title = self._words.count("Fetch file", "Fetch {number} files", len(ids))
        return [RowAction(title=title, act=partial(self.fetch_some, ids), writes=True)]

    def fetch_all(self) -> None:
        """Fetch the files of all documents of the case."""
        self.fetch_some(tuple(self._offered))

    def fetch_some(self, document_ids: Sequence[str]) -> None:
        """Fetch the files of these documents."""
        words, session = self._words, self._page.context.session

        def done(report: FetchReport) -> None:
            count = len(report.fetched)
            title = words.count("{number} file fetched", "{number} files fetched", count)
            if not report.problems:
                self._page.context.say(title)
                return
            lacking = words.count(
                "{number} file could not be fetched.",
                "{number} files could not be fetched.",
                len(report.problems),
            )
            first = next(iter(report.problems.values()))
            reasons = (words(part) for part in (first.title, first.remedy) if part)
            self._page.context.say(title, " ".join((lacking, *reasons)), is_good=False)

        self._page.context.run(
            lambda task: fetch_many_offered(session, document_ids, progress=task),
            done,
            before=lambda task: self._progress.follow(task, words),
        )

    def _show(self, offered: Mapping[str, OfferedExhibit]) -> None:
        self._offered = offered
        size = Wording(self._words).size(sum(one.size_bytes for one in offered.values()))
        text = self._words.count(
            "The file of {number} document is in the shared folder and not yet here.",
            "The files of {number} documents are in the shared folder and not yet here.",
            len(offered),
        )
        self._text.setText(f"{text} {self._words.labelled(self._words('Size'), size)}")
        self.setVisible(bool(offered))
