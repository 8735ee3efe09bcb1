"""The sources of the library, those without a finding among them, and the one chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from casebook.domain.authority import speaker_of
from casebook.domain.citation_style import STYLES, cite
from casebook.domain.source import Source
from casebook.domain.topic import Topic
from casebook.services import library_view
from casebook.services.library_view import AboutSource, Whole
from casebook.ui import dates
from casebook.ui.desk import Desk, Place
from casebook.ui.models.rows import Column
from casebook.ui.pages.library_wording import LibraryWording
from casebook.ui.pages.listing import Listing
from casebook.ui.widgets.card import Opening
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.details import Details
from casebook.ui.widgets.empty import Empty
from casebook.ui.widgets.split import Split


class Sources(Listing):
    """Every source, and the one chosen."""

    heading_role = "title"
    concerns = frozenset({"source", "finding", "reading"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.words("Sources"), _source_columns(desk))
        self._told = LibraryWording(self.words)
        self.table.chosen.connect(self._choose)

    def fill(self, whole: Any) -> None:  # noqa: ANN401 - a box layout
        """List and detail."""
        self._pane = Details(self.words("Source"))
        whole.addWidget(Split(self.pane, self._pane, (3, 2)), 1)

    def read(self) -> None:
        """Read every source."""
        self.ask(library_view.whole, self._show)

    def empty(self) -> QWidget:
        """What belongs here."""
        return Empty("source", self.words("No sources"), self.words("Sources come with the library."))

    def _show(self, whole: Whole) -> None:
        rows = sorted(whole.shelves.sources.values(), key=lambda source: source.title.casefold())
        self.show_rows(rows)
        if rows:
            self.table.choose(self.place.within or self.table.chosen_id or rows[0].id)

    def _choose(self, source_id: str) -> None:
        if source_id:
            self.ask(lambda session: library_view.about_source(session, source_id), self._detail)

    def _detail(self, about: AboutSource | None) -> None:
        if about is None:
            return
        source, words, pane = about.source, self.words, self._pane
        pane.begin(source.title, source.title_original, (Chip(*self._told.levels()[source.reading_level]),))
        for style in STYLES:
            pane.beside(cite(source, style), self._told.styles()[style])
        pane.heading(words("Source"))
        pane.pairs(
            (
                (words("Author"), source.author),
                (words("Body"), source.body),
                (words("Publisher"), source.publisher_apart),
                (words("Speaker"), self._told.speakers()[speaker_of(source)]),
                (words("Type"), self._told.types()[source.type]),
                (words("Issued"), dates.stated(words, source.issued)),
                (words("Number"), source.number),
                (words("ECLI"), source.ecli),
                (words("Language"), self.wording.language_and_script(source.language)),
                (words("Topics"), ", ".join(source.topics)),
                (words("Reliability"), source.reliability),
                (words("Access"), source.access),
                (words("Check first"), source.verify),
                (words("Address"), source.url),
                (words("Checked"), dates.day(words, source.checked_on) if source.checked_on else ""),
                (words("Pack"), source.pack or words("your own")),
            )
        )
        self._show_findings(about)
        pane.end()

    def _show_findings(self, about: AboutSource) -> None:
        words, pane = self.words, self._pane
        for told in about.readings:
            kept = words("copy sealed, SHA-256 {hash}", hash=told.sha256[:16]) if told.sha256 else ""
            pane.step(words("Read by {who}", who=told.who), dates.moment(words, told.read_at), kept)
        pane.heading(words.count("{number} finding", "{number} findings", len(about.findings)))
        for cited in about.findings:
            opens = Opening(cited.finding.statement)
            place = Place(page="library", tab="findings", within=cited.finding.id)
            opens.clicked.connect(lambda _=False, to=place: self.desk.go(to))
            pane.add(opens)


class Topics(Listing):
    """Every topic with its rules; opening one shows its findings."""

    heading_role = "title"
    concerns = frozenset({"topic"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.words("Topics"), _topic_columns(desk))

    def read(self) -> None:
        """Read every topic."""
        self.ask(library_view.whole, self._show)

    def empty(self) -> QWidget:
        """What belongs here."""
        return Empty("library", self.words("No topics"), self.words("Topics come with the library."))

    def open_row(self, record_id: str) -> None:
        """Show the findings on a topic."""
        self.desk.go(Place(page="library", tab="findings", id=record_id))

    def _show(self, whole: Whole) -> None:
        self.show_rows(list(whole.shelves.topics.values()))


def _source_columns(desk: Desk) -> tuple[Column[Source], ...]:
    words, told = desk.words, LibraryWording(desk.words)
    levels = told.levels()
    return (
        Column(
            title=words("Source"),
            text=lambda row: row.title,
            beside=lambda row: row.title_original,
            look="two-lines",
            width=36,
            stretches=True,
        ),
        Column(title=words("Body"), text=lambda row: row.body, look="quiet", width=14),
        Column(
            title=words("Issued"),
            text=lambda row: dates.brief(words, row.issued),
            sort=lambda row: row.issued.edtf if row.issued else "",
            width=11,
        ),
        Column(
            title=words("Read"),
            text=lambda row: levels[row.reading_level][0],
            tone=lambda row: levels[row.reading_level][1],
            icon=lambda row: levels[row.reading_level][2],
            width=14,
        ),
    )


def _topic_columns(desk: Desk) -> tuple[Column[Topic], ...]:
    words = desk.words
    return (
        Column(
            title=words("Topic"),
            text=lambda row: row.title,
            beside=lambda row: ", ".join(row.terms),
            look="strong",
            width=30,
            stretches=True,
        ),
        Column(title=words("What it is"), text=lambda row: row.definition, width=36, stretches=True),
        Column(
            title=words("Legal rules"),
            text=lambda row: "; ".join(row.hooks),
            look="quiet",
            width=26,
            stretches=True,
        ),
    )
