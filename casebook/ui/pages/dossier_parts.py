"""The parts of the dossier page: outline, report of a build, register of copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeView

from casebook.domain.build import Build
from casebook.domain.document import Document
from casebook.domain.dossier import Dossier, Section
from casebook.domain.entity import entity
from casebook.domain.preflight import PreflightProblem
from casebook.domain.topic import Topic
from casebook.services import build as builds
from casebook.services import library, record
from casebook.services.build import BuildReport
from casebook.ui import dates, theme
from casebook.ui.models.rows import Column, Rows
from casebook.ui.models.tree import Branch, Tree
from casebook.ui.pages.document_details import grouped
from casebook.ui.pages.page import Page
from casebook.ui.widgets.card import Card
from casebook.ui.widgets.cell import Cell
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.layout import column, line
from casebook.ui.widgets.parts import label
from casebook.ui.widgets.table import Table

_SECTION_ICONS = {
    "statement-of-case": "file-statement",
    "chronology": "chronology",
    "country-conditions": "country",
    "adverse-material": "warning",
    "table-of-sources": "source",
    "free-text": "note",
    "exhibit-custody": "custody",
}
_MOST_PROBLEMS = 12


@entity
class DossierFile:
    """A dossier with what it holds and what was built from it."""

    dossier: Dossier
    exhibits: tuple[Document, ...]
    topics: dict[str, Topic]
    builds: tuple[Build, ...]


def read_dossiers(session: Any, case_id: str) -> list[DossierFile]:  # noqa: ANN401 - a Session
    """The dossiers of a case with their exhibits, topics and builds."""
    documents = {told.id: told for told in record.of_case(session, Document, case_id)}
    topics = library.topics(session)
    return [
        DossierFile(
            dossier=told,
            exhibits=tuple(documents[exhibit] for exhibit in told.exhibit_ids if exhibit in documents),
            topics=topics,
            builds=tuple(builds.of_dossier(session, told.id)),
        )
        for told in record.of_case(session, Dossier, case_id)
    ]


class Outline(QFrame):
    """What goes into a dossier, in order.

    Attributes:
        opened: id of an exhibit.
    """

    opened = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._words, self._wording = page.words, page.wording
        whole = column(self, gap=0, margins=(1,))
        head = column(gap=2, margins=(14, 16))
        self._title = label("", "title", wraps=True)
        self._court = label("", "quiet", wraps=True)
        head.addWidget(self._title)
        head.addWidget(self._court)
        whole.addLayout(head)
        self._tree = Tree(self._words("Outline"), self)
        self._view = QTreeView()
        self._view.setAccessibleName(self._words("Outline"))
        self._view.setModel(self._tree)
        self._view.setHeaderHidden(True)
        self._view.setUniformRowHeights(True)
        self._view.setMouseTracking(True)
        self._view.setIndentation(theme.current().px(20))
        self._view.setExpandsOnDoubleClick(False)
        self._view.setItemDelegate(Cell(self._view, has_lines=False))
        self._view.activated.connect(self._open)
        whole.addWidget(self._view, 1)

    def show_dossier(self, file: DossierFile) -> None:
        """Show this one."""
        told = file.dossier
        self._title.setText(told.title)
        hearing = (
            self._words("hearing on {day}", day=dates.day(self._words, told.hearing_on))
            if told.hearing_on
            else ""
        )
        about = " · ".join(part for part in (told.court, told.number, hearing) if part)
        self._court.setText(about)
        self._court.setVisible(bool(about))
        exhibits = tuple(self._exhibit(document) for document in file.exhibits)
        self._tree.show_branches(
            (
                *(self._section(number, part, file.topics) for number, part in enumerate(told.sections)),
                Branch(
                    key="exhibits",
                    text=self._words("Exhibits"),
                    beside=str(len(exhibits)),
                    icon="evidence",
                    branches=exhibits,
                ),
            )
        )
        self._view.expandAll()

    def _section(self, number: int, section: Section, topics: dict[str, Topic]) -> Branch:
        named = [topics[topic].title for topic in section.topics if topic in topics]
        return Branch(
            key=f"section-{number}",
            text=section.title or self._wording.section_kind[section.kind],
            beside=str(len(named)) if named else "",
            icon=_SECTION_ICONS[section.kind],
            branches=tuple(
                Branch(key=f"topic-{number}-{place}", text=name) for place, name in enumerate(named)
            ),
        )

    def _exhibit(self, document: Document) -> Branch:
        pages = self._words.count("{number} page", "{number} pages", document.page_count)
        return Branch(
            key=f"document-{document.id}",
            text=f"{document.exhibit_mark}  {document.title}",
            beside=pages if document.page_count else "",
            icon=self._wording.file_icon(document.kind),
        )

    def _open(self, index: QModelIndex) -> None:
        branch = self._tree.branch_at(index)
        kind, _, record_id = branch.key.partition("-") if branch else ("", "", "")
        if kind == "document":
            self.opened.emit(record_id)
        elif index.isValid():
            self._view.setExpanded(index, not self._view.isExpanded(index))


def show_report(page: Page, card: Card, report: BuildReport) -> None:
    """Fill a card with what a build gave: state, pages, fingerprint, problems with their mending."""
    words, build = page.words, report.build
    row = line(gap=8)
    ready = ("amber", "warning") if build.is_ready and build.problems else ("green", "done")
    ready = ready if build.is_ready else ("red", "error")
    word = _state(page, build) if build.problems or not build.is_ready else words("ready to file")
    row.addWidget(Chip(word, ready[0], ready[1]))  # type: ignore[arg-type]
    row.addWidget(Chip(words.count("{number} page", "{number} pages", build.pages), "grey", "file-pdf"))
    row.addStretch(1)
    card.body.addLayout(row)
    card.body.addWidget(label(words("Fingerprint (SHA-256)"), "small"))
    card.body.addWidget(label(grouped(build.sha256), "code", wraps=True, selectable=True))
    for problem in report.problems[:_MOST_PROBLEMS]:
        card.body.addLayout(_problem(page, problem))
    if not report.problems:
        card.body.addWidget(label(words("Preflight found nothing to mend."), "quiet"))


def _state(page: Page, build: Build) -> str:
    """Whether a copy may leave, and how much in it a person should look at first."""
    words = page.words
    if not build.is_ready:
        return words("not ready")
    if not build.problems:
        return words("ready")
    return words("{number} to look at", number=build.problems)


def _problem(page: Page, problem: PreflightProblem) -> Any:  # noqa: ANN401 - a box layout
    words = page.words
    told = column(gap=2)
    row = line(gap=8)
    row.addWidget(
        Chip(words("blocks"), "red", "error")
        if problem.is_blocking
        else Chip(words("mind"), "amber", "warning")
    )
    where = words("page {page}", page=problem.page) if problem.page else words("whole file")
    row.addWidget(label(where, "quiet"))
    row.addStretch(1)
    told.addLayout(row)
    told.addWidget(label(words(problem.what), wraps=True))
    more = " ".join(words(part) for part in (problem.rule, problem.mend) if part)
    if more:
        told.addWidget(label(more, "small", wraps=True))
    return told


class Register(QFrame):
    """Every copy that left: when, which, for whom, how long, its fingerprint."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "card")
        words = page.words
        whole = column(self, gap=8, margins=(1, 14, 1, 1))
        head = label(words("Register of copies"), "title")
        head.setContentsMargins(theme.current().px(15), 0, 0, 0)
        whole.addWidget(head)
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
    words = page.words
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
