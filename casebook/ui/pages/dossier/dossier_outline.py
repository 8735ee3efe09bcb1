"""The outline of a dossier: its sections, exhibits and omissions, each in its own order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from casebook.base.ids import IdSource
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.target import DossierTarget, TargetKind
from casebook.domain.evidence.document import Document
from casebook.services.dossier import dossier as dossiers
from casebook.services.dossier.dossier_file import DossierFile
from casebook.ui.kit import dates, theme
from casebook.ui.kit.plain import set_tip
from casebook.ui.models.tree import Branch
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.tables.ordered import Ordered

_ICONS = {
    "statement-of-case": "file-statement",
    "chronology": "chronology",
    "country-conditions": "country",
    "adverse-material": "warning",
    "statistics": "build",
    "grounds": "proof",
    "assurances": "assurance",
    "assurance-record": "history",
    "exposure": "court",
    "incidents": "pressure",
    "request-papers": "certificate",
    "paper-differences": "warning",
    "cooperation": "country",
    "table-of-sources": "source",
    "table-of-authorities": "library",
    "free-text": "note",
    "skeleton": "proof",
    "exhibit-custody": "custody",
    "persons": "people",
    "terms": "library",
    "essential-reading": "read",
    "signature": "edit",
}


class Outline(QFrame):
    """The content of a dossier, in order."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._page, self._words, self._wording = page, page.words, page.wording
        self._ids: IdSource = page.context.session.ids
        self._file: DossierFile | None = None
        scrolled = Scrolled(self._words("Outline"))
        column(self, gap=0, margins=(1,)).addWidget(scrolled)
        self._body = column(gap=4, margins=(12, 12))
        scrolled.body.addLayout(self._body)
        self._lay_out()
        self._body.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return the width of its text: the pages need the rest."""
        return QSize(theme.current().px(180), super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        words = self._words
        self._title = label("", "title", wraps=True)
        self._about = label("", "quiet", wraps=True)
        self._body.addWidget(self._title)
        self._body.addWidget(self._about)
        cover = button(
            words("Cover, court or body"),
            partial(self._page.fill_in, DossierTarget(kind="cover")),
            role="link",
            meaning="edit",
        )
        row = line(gap=0)
        row.addWidget(cover)
        row.addStretch(1)
        self._body.addLayout(row)
        self.parts = self._list(words("Sections"), self._adding(), "section")
        fill_exhibits = partial(self._page.fill_in, DossierTarget(kind="exhibits"))
        choose = button(words("Choose…"), fill_exhibits, role="link", writes=True)
        choose.setAccessibleName(words("Choose exhibits"))
        self.exhibits = self._list(words("Exhibits"), choose, "document")
        record_one = button(
            words("Record…"),
            partial(self._page.fill_in, DossierTarget(kind="omissions")),
            role="link",
            writes=True,
        )
        record_one.setAccessibleName(words("Record omissions and reasons"))
        self._body.addLayout(self._heading(words("Deliberately left out"), record_one))
        self._left_out = label("", "quiet", wraps=True)
        self._body.addWidget(self._left_out)

    def _list(self, title: str, step: QPushButton, kind: TargetKind) -> Ordered:
        self._body.addLayout(self._heading(title, step))
        ordered = Ordered(title)
        set_tip(ordered, self._words("Alt+arrow keys: move a line; Enter: edit; Del: remove"))
        ordered.moved.connect(partial(self._arrange, kind))
        ordered.removing.connect(self.remove)
        ordered.picked.connect(self._page.show_start)
        ordered.opened.connect(self._open)
        self._body.addWidget(ordered)
        return ordered

    def _heading(self, title: str, step: QPushButton) -> QHBoxLayout:
        row = line(gap=8, margins=(8, 0, 0, 0))
        row.addWidget(Elided(title, "strong"), 1)
        row.addWidget(step)
        return row

    def _adding(self) -> QPushButton:
        add_button = button(self._words("Add…"), role="link", writes=True)
        add_button.setAccessibleName(self._words("Add section"))
        menu = QMenu(add_button)
        for kind, title in self._wording.section_kind.items():
            menu.addAction(title, partial(self.add, kind))  # type: ignore[arg-type]
        add_button.setMenu(menu)
        return add_button

    def show_dossier(self, file: DossierFile) -> None:
        """Show this dossier."""
        self._file = file
        dossier = file.dossier
        self._title.setText(dossier.title)
        day = dates.format_date(self._words, dossier.hearing_on) if dossier.hearing_on else ""
        hearing = self._words("hearing on {day}", day=day) if day else ""
        forum = (
            self._words(file.profile.forum)
            if file.profile
            else dossier.profile_id or self._words("No court profile chosen")
        )
        kind = self._wording.dossier_kind[dossier.kind]
        self._about.setText(
            "\n".join(part for part in (kind, dossier.court, dossier.number, hearing, forum) if part)
        )
        self.parts.show_lines([self._part(part) for part in dossier.sections])
        self.exhibits.show_lines([self._exhibit(document) for document in file.exhibits])
        reasons = [omission.reason for omission in dossier.omissions]
        self._left_out.setText("\n".join(f"· {reason}" for reason in reasons) or self._words("nothing"))

    def _part(self, part: Section) -> Branch:
        topics = self._words.count("{number} topic", "{number} topics", len(part.topics))
        return Branch(
            key=DossierTarget(kind="section", id=part.id).key,
            text=part.title or self._wording.section_kind[part.kind],
            beside=topics if part.kind in dossiers.BY_TOPIC else "",
            icon=_ICONS[part.kind],
        )

    def _exhibit(self, document: Document) -> Branch:
        pages = self._words.count("{number} page", "{number} pages", document.page_count)
        return Branch(
            key=DossierTarget(kind="document", id=document.id).key,
            text=f"{document.exhibit_mark}  {document.title}".strip(),
            beside=pages if document.page_count else "",
            icon=self._wording.file_icon(document.kind),
        )

    def add(self, kind: SectionKind) -> None:
        """Add a section of this kind after the selected one, with the topics of the other sections."""
        if self._file is None:
            return
        dossier, chosen = self._file.dossier, self.parts.chosen
        section = dossiers.new_section(dossier, kind, self._ids())
        changed = dossier.with_section(section, DossierTarget.of(chosen).id if chosen else "")
        then = DossierTarget(kind="section", id=section.id)
        self._page.keep(changed, self._words("Section added"), then)

    def remove(self, key: str) -> None:
        """Remove a section or an exhibit."""
        if self._file is None:
            return
        dossier, target = self._file.dossier, DossierTarget.of(key)
        if target.kind == "section":
            self._page.keep(dossier.without_section(target.id), self._words("Section removed"))
        else:
            self._page.keep(dossier.without_exhibit(target.id), self._words("Exhibit removed"))

    def _arrange(self, kind: TargetKind, keys: Sequence[str]) -> None:
        if self._file is None:
            return
        dossier, ids = self._file.dossier, [DossierTarget.of(key).id for key in keys]
        is_of_parts = kind == "section"
        changed = dossier.with_sections_in_order(ids) if is_of_parts else dossier.with_exhibits_in_order(ids)
        self._page.keep(changed, self._words("Sequence updated"))

    def _open(self, key: str) -> None:
        target = DossierTarget.of(key)
        if target.kind == "document":
            self._page.open_exhibit(target.id)
        else:
            self._page.fill_in(target)
