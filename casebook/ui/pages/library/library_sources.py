"""The sources of the library, those without a finding among them, and the one chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from casebook.domain.library.authority import speaker_of
from casebook.domain.library.citation_style import STYLES, cite
from casebook.domain.library.history import needs_history
from casebook.domain.library.source import Source
from casebook.domain.library.source_file.identifier import identifiers
from casebook.domain.library.topic import Topic
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import record
from casebook.services.library import citation, library_view, source
from casebook.services.library.citation import CitationFormat
from casebook.services.library.library_view import AboutSource, Whole
from casebook.services.library.source import Proposed
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import ROW, Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.base.rival_marks import RivalMarks
from casebook.ui.pages.library.library_reading import show_readings
from casebook.ui.pages.library.library_tools import own_tools
from casebook.ui.pages.library.source_form import offering, source_form_spec
from casebook.ui.pages.library.source_import import SourceImport
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.stack import Stack

_FORMATS: Mapping[str, tuple[CitationFormat, str]] = {
    "CSL-JSON": ("csl-json", "json"),
    "RIS": ("ris", "ris"),
    "BibTeX": ("bibtex", "bib"),
}


class Sources(Listing[Source]):
    """Every source, and the one chosen; own ones are typed, or taken from a file."""

    heading_role = "title"
    keeps_filters = True
    concerns = frozenset({"source", "finding", "reading"})

    def __init__(self, context: PageContext) -> None:
        self._topics: tuple[Topic, ...] = ()
        self._titles: dict[str, str] = {}
        super().__init__(context, context.words("Sources"), _source_columns(context))
        self._wording = LibraryWording(self.words)
        self.table.chosen.connect(self._turn_to)

    def fill(self, whole: QBoxLayout) -> None:
        """List, and beside it the source chosen, a form, or the sources of a file."""
        self._pane = self.detail_pane = DetailPane(self.words("Source"))
        self._marks = RivalMarks(self.context, self._pane)
        self.editor = RecordEditor(self.context, self._pane)
        self.editor.kept.connect(self._kept)
        self.importing = SourceImport(self.context)
        self.importing.taken.connect(self._taken)
        self.importing.left.connect(self._back)
        self._beside = Stack()
        for part in (self.editor, self.importing):
            self._beside.addWidget(part)
        whole.addWidget(Split(self.pane, self._beside, (3, 2)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The buttons that add a source: from a file, or typed."""
        return (
            self._sending(),
            button(self.words("Import from file"), self._pick, meaning="upload"),
            button(self.words("New source"), self.start_new, role="primary", meaning="add"),
        )

    def read(self) -> None:
        """Read every source."""
        self.ask(library_view.whole, self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty("source", self.words("No sources"), self.words("Sources are supplied with the library."))

    def start_new(self) -> None:
        """Fill in one of the person's own."""
        self._back()
        self.editor.begin_new(source_form_spec(self.context, self._topics), {})

    def resume(self, form: str) -> None:
        """Open the form for a new one or for an own one."""
        spec, (title, _, source_id) = source_form_spec(self.context, ()), form.partition("/")
        if title == spec.new.msgid and not source_id:
            self.start_new()
        elif title == spec.change.msgid:
            self.context.ask(lambda session: record.find(session, Source, source_id), self._change)

    def look_into(self, file: Path | OpenedFile) -> None:
        """Show what a PDF or a file of citations proposes."""
        session = self.context.session
        self.context.run(lambda task: source.propose(session, file, task), self._show_proposed)

    def _sending(self) -> QPushButton:
        """The sources in view as a file for Zotero and its kin."""
        export_button = button("", meaning="save", name=self.words("Export for a reference manager"))
        menu = QMenu(export_button)
        for title, (as_, ending) in _FORMATS.items():
            menu.addAction(title, partial(self._send, as_, ending))
        export_button.setMenu(menu)
        return export_button

    def _send(self, as_: CitationFormat, ending: str) -> None:
        out = pick_target(self, self.words, f"sources.{ending}")
        if out is not None:
            self.send(out, as_)

    def send(self, out: Path | SaveTarget, as_: CitationFormat) -> None:
        """Write the sources in view, as they are filtered."""
        shown = [self.rows.index(row, 0).data(ROW) for row in range(self.rows.rowCount())]
        self.context.run(
            lambda _: citation.exporting(shown, out, as_),
            lambda count: self.context.say(
                self.words.count("{number} source exported", "{number} sources exported", count)
            ),
        )

    def _pick(self) -> None:
        files = pick_files(self, self.words)
        if files:
            self.look_into(files[0])

    def _show_proposed(self, offer: Proposed) -> None:
        if offer.references or offer.unread:
            self.importing.show_references(offer.references, offer.unread)
            self._beside.setCurrentWidget(self.importing)
            return
        self._back()
        spec = offering(source_form_spec(self.context, self._topics), self.context, offer.proposals)
        self.editor.begin_new(spec, {})
        if not offer.proposals:
            self.context.say(self.words("The file contains no title, date or number that can be used."))

    def _back(self) -> None:
        self._beside.setCurrentWidget(self.editor)

    def _kept(self, source_id: str) -> None:
        self.read()
        self.table.choose(source_id)

    def _taken(self, count: int) -> None:
        self._back()
        self.context.say(self.words.count("{number} source added", "{number} sources added", count))

    def _change(self, source_record: Source) -> None:
        self.editor.begin_change(source_form_spec(self.context, self._topics), source_record)

    def _remove(self, source_record: Source) -> None:
        source_id = source_record.id
        self.context.ask(
            lambda session: source.remove(session, source_id),
            lambda _: self.context.did(
                self.words("Source moved to bin"),
                lambda session: record.restore(session, Source, source_id),
                redo=lambda session: record.move_to_bin(session, Source, source_id),
            ),
        )

    def _show(self, whole: Whole) -> None:
        self._topics = tuple(whole.library_index.topics.values())
        self._titles = {topic.id: self.words(topic.title) for topic in self._topics}
        rows = sorted(whole.library_index.sources.values(), key=lambda source: source.title.casefold())
        self.show_rows(rows)
        self.select_row(self.wanted_row())

    def _turn_to(self, source_id: str) -> None:
        """Another is looked at; what was typed is offered above the page."""
        if source_id and not self.is_selecting:
            self.editor.leave()
        self._choose(source_id)

    def _choose(self, source_id: str) -> None:
        if source_id:
            self.ask(lambda session: library_view.about_source(session, source_id), self._detail)

    def _detail(self, about: AboutSource | None) -> None:
        if about is None or about.source.id != self.table.chosen_id or self.editor.is_filling:
            return
        source_record, pane = about.source, self._pane
        chips = [Chip(*self._wording.levels()[source_record.reading_level])]
        if needs_history(source_record):
            chips.append(Chip(*self._wording.uses()[source_record.cite_use]))
        tools = (
            []
            if source_record.pack
            else own_tools(
                self.words, lambda: self._change(source_record), lambda: self._remove(source_record)
            )
        )
        pane.begin(source_record.title, source_record.title_original, chips, tools)
        for style in STYLES:
            pane.beside(cite(source_record, style), self._wording.styles()[style])
        self._show_source(source_record)
        show_readings(self, pane, ("source", source_record.id), source_record.id, about.readings)
        self._show_chain(about)
        self._show_findings(about)
        pane.end()
        self._marks.mark(Source, source_record.id)

    def _show_source(self, source_record: Source) -> None:
        words, pane, kinds = self.words, self._pane, self._wording.identifiers()
        pane.heading(words("Source"))
        pane.pairs(
            (
                (words("Author"), source_record.author),
                (words("Body"), source_record.body),
                (words("Publisher"), source_record.publisher_apart),
                (words("Speaker"), self._wording.speakers()[speaker_of(source_record)]),
                (words("Type"), self._wording.types()[source_record.type]),
                (words("Date of issue"), dates.stated(words, source_record.issued)),
                (words("Published"), dates.stated(words, source_record.published)),
                (
                    words("Accessed"),
                    dates.format_date(words, source_record.accessed_on) if source_record.accessed_on else "",
                ),
                *((kinds[each.kind], each.value) for each in identifiers(source_record)),
                (words("Language"), self.wording.language_and_script(source_record.language)),
                (
                    words("Topics"),
                    words.list_of(self._titles.get(topic, topic) for topic in source_record.topics),
                ),
                (words("Later history"), source_record.history),
                (words("Reliability"), source_record.reliability),
                (words("Access"), source_record.access),
                (words("To verify before use"), source_record.verify),
                (words("Address"), source_record.url),
                (
                    words("Checked"),
                    dates.format_date(words, source_record.checked_on) if source_record.checked_on else "",
                ),
                (words("Reference data"), source_record.pack or words("your own")),
            )
        )

    def _show_chain(self, about: AboutSource) -> None:
        """Which edition took the place of which, and how a case went on."""
        source_record, words, pane = about.source, self.words, self._pane
        rows = [
            (words("Replaces") if other.id == source_record.replaces else words("Follows"), other)
            for other in about.before
        ]
        rows += [
            (words("Replaced by") if other.replaces == source_record.id else words("Followed by"), other)
            for other in about.after
        ]
        if rows:
            pane.heading(words("Versions and procedural history"))
        for title, linked_source in rows:
            place = Location(page="library", tab="sources", within=linked_source.id)
            opens = Opening(linked_source.title, partial(self.context.go, place))
            pane.add(
                CardLine(
                    "",
                    title,
                    opens=opens,
                    status=Chip(dates.brief(words, linked_source.issued), "grey", "time"),
                )
            )

    def _show_findings(self, about: AboutSource) -> None:
        words, pane = self.words, self._pane
        pane.heading(words.count("{number} finding", "{number} findings", len(about.findings)))
        for cited in about.findings:
            place = Location(page="library", tab="findings", within=cited.finding.id)
            pane.add(Opening(cited.finding.statement, partial(self.context.go, place)))


def _source_columns(context: PageContext) -> tuple[Column[Source], ...]:
    words, wording = context.words, LibraryWording(context.words)
    levels = wording.levels()
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
            title=words("Date of issue"),
            text=lambda row: dates.brief(words, row.issued),
            fits=True,
            sort=lambda row: row.issued.edtf if row.issued else "",
            width=11,
        ),
        Column(
            title=words("How it was read"),
            text=lambda row: levels[row.reading_level][0],
            tone=lambda row: levels[row.reading_level][1],
            icon=lambda row: levels[row.reading_level][2],
            width=14,
        ),
    )
