"""What was built: the report of the last build, and the register of who holds which copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from casebook.domain.build import Build
from casebook.services.build import BuildReport
from casebook.ui import dates, theme
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.document_details import grouped
from casebook.ui.pages.page import Page
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.layout import column, line
from casebook.ui.widgets.parts import label
from casebook.ui.widgets.table import Table


def show_report(page: Page, body: QVBoxLayout, report: BuildReport) -> None:
    """Say what a build gave: state, pages, fingerprint; preflight beside it says the rest."""
    words, build = page.words, report.build
    row = line(gap=8)
    ready = ("amber", "warning") if build.is_ready and build.problems else ("green", "done")
    ready = ready if build.is_ready else ("red", "error")
    word = _state(page, build) if build.problems or not build.is_ready else words("ready to file")
    row.addWidget(Chip(word, ready[0], ready[1]))  # type: ignore[arg-type]
    row.addWidget(Chip(words.count("{number} page", "{number} pages", build.pages), "grey", "file-pdf"))
    row.addStretch(1)
    body.addLayout(row)
    body.addWidget(label(words("Fingerprint (SHA-256)"), "small"))
    body.addWidget(label(grouped(build.sha256), "code", wraps=True, selectable=True))


def _state(page: Page, build: Build) -> str:
    """Whether a copy may leave, and how much in it a person should look at first."""
    words = page.words
    if not build.is_ready:
        return words("not ready")
    if not build.problems:
        return words("ready")
    return words("{number} to look at", number=build.problems)


class Register(QFrame):
    """Every copy that left: when, which, for whom, how long, its fingerprint."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        words = page.words
        whole = column(self, gap=8, margins=(8, 1, 1, 1))
        self._rows: Rows[Build] = Rows(_build_columns(page), self)
        self._table = Table(words("Register of copies"), self._rows)
        self._table.setMinimumHeight(theme.current().px(160))
        whole.addWidget(self._table, 1)
        self._none = label(words("No copy has left yet."), "quiet")
        self._none.setContentsMargins(theme.current().px(15), 0, 0, theme.current().px(12))
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self._none, 1)

    def show_builds(self, builds: Sequence[Build]) -> None:
        """Show these."""
        self._rows.show_rows(builds)
        self._table.setVisible(bool(builds))
        self._none.setVisible(not builds)


def _build_columns(page: Page) -> tuple[Column[Build], ...]:
    words, wording = page.words, page.wording
    return (
        Column(
            title=words("Built"),
            text=lambda row: dates.moment(words, row.built_at),
            sort=lambda row: row.built_at,
            width=16,
        ),
        Column(
            title=words("For"),
            text=lambda row: row.for_whom or words("not stated"),
            width=14,
            stretches=True,
        ),
        Column(title=words("Copy"), text=lambda row: wording.copy_kind[row.copy_kind], width=17),
        Column(title=words("Use"), text=lambda row: wording.purpose[row.purpose], width=9),
        Column(title=words("Forum"), text=lambda row: row.profile_id or words("none"), look="code", width=14),
        Column(title=words("Pages"), text=lambda row: str(row.pages), width=5),
        Column(
            title=words("State"),
            text=lambda row: _state(page, row),
            tone=lambda row: ("amber" if row.problems else "green") if row.is_ready else "red",
            icon=lambda row: ("warning" if row.problems else "done") if row.is_ready else "error",
            width=13,
        ),
        Column(title=words("Fingerprint"), text=lambda row: row.sha256[:10], look="code", width=9),
    )
