"""One finding: citation, reading records, other findings of its source, and adverse ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.message import Message
from casebook.domain.base.absence import title_or_absent
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.library.authority import speaker_of
from casebook.domain.library.citation_style import STYLES, cite_found
from casebook.domain.library.collection import Collection
from casebook.domain.library.history import needs_history
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import collection, remark, suggestion
from casebook.services.library.library_query import Cited
from casebook.services.library.library_view import About, Whole
from casebook.ui.kit import dates
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.library.library_reading import show_readings
from casebook.ui.pages.library.library_tools import own_tools
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.entry import ChoiceEntry, TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.wrapping import Wrapping

_MAX_CITATIONS = 8
E = TypeVar("E", Fact, Ground)


class FindingPane(DetailPane):
    """The finding chosen in the table.

    Attributes:
        changing, removing: wanted of a finding of the person's own.
    """

    changing = Signal()
    removing = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Finding"))
        self._page, self._words = page, page.words
        self._wording = LibraryWording(page.words)
        self._id = ""

    def show_about(self, about: About, whole: Whole) -> None:
        """Show this one."""
        finding, words = about.cited.finding, self._words
        self._id = finding.id
        chips = [Chip(*self._wording.levels()[finding.reading_level])]
        if finding.id in whole.misquoted:
            chips.append(Chip(*self._wording.read_as(finding.reading_level, is_misquoted=True)))
        if finding.is_adverse:
            chips.append(Chip(*self._wording.adverse()))
        if about.cited.is_stale(whole.today):
            chips.append(Chip(*self._wording.stale()))
        tools = [] if finding.pack else own_tools(words, self.changing.emit, self.removing.emit)
        if needs_history(about.cited.source):
            chips.append(Chip(*self._wording.uses()[about.cited.source.cite_use]))
        if about.after:
            chips.append(Chip(words("a later text or decision"), "amber", "history"))
        hooks = words.series_of(about.topic.hooks)
        self.begin(finding.statement, f"{words(about.topic.title)} · {hooks}", chips, tools)
        self.heading(words("Citation"))
        for style in STYLES:
            self.beside(cite_found(finding, about.cited.source, style, words), self._wording.styles()[style])
        self._show_source(about.cited)
        for later in about.after:
            self.add(Opening(later.title, partial(self._go_to_source, later.id)))
        show_readings(self._page, self, ("finding", finding.id), finding.source_id, about.readings)
        self._show_remarks(about, whole)
        self._show_slots(whole)
        self._show_fact()
        self._show_others(words("Adverse or conflicting"), about.against)
        self._show_others(words("From the same source"), about.beside)
        self.end()

    def _form(self, title: Message, fields: Sequence[Field], keep: str) -> Form:
        """Return a form of the current finding; its text never appears under another."""
        return Form(title, fields, self._words, keep=keep, is_card=True, draft=f"{title.msgid}/{self._id}")

    def _show_source(self, citation: Cited) -> None:
        words, finding, source = self._words, citation.finding, citation.source
        self.heading(title_or_absent(source.title, words))
        self.pairs(
            (
                (words("Original title"), source.title_original),
                (words("Author"), source.author),
                (words("Speaker"), self._wording.speakers()[speaker_of(source)]),
                (words("Date of issue"), dates.stated(words, source.issued)),
                (words("Place in the source"), finding.pinpoint or words("to be added")),
                (words("Reported in"), finding.reported_in),
                (words("Later history"), source.history),
                (words("Type"), self._wording.kinds()[finding.kind]),
                (words("Strength"), self._wording.strengths()[finding.strength]),
                (words("Covers"), " · ".join(part for part in (finding.scope, finding.period) if part)),
                (words("Groups"), words.list_of(finding.groups)),
                (words("Reliability"), source.reliability),
                (words("Access"), source.access),
                (
                    words("To verify before use"),
                    " ".join(part for part in (finding.verify, source.verify) if part),
                ),
                (words("Address"), source.url),
                (
                    words("Checked"),
                    dates.format_date(words, finding.checked_on) if finding.checked_on else "",
                ),
                (words("Reference data"), finding.pack or words("your own")),
            )
        )

    def _show_remarks(self, about: About, whole: Whole) -> None:
        words = self._words
        self.heading(words("Your notes and collections"))
        for remark_record in about.remarks:
            self.step(
                remark_record.who or words("note"),
                dates.format_datetime(words, remark_record.noted_at),
                remark_record.text,
            )
        inside = [held for held in whole.collections if self._id in held.finding_ids]
        if inside:
            self.words(
                words("Collections: {titles}", titles=words.list_of(held.title for held in inside)), "quiet"
            )
        text = _line("text", words("Note"))
        note = self._form(Message("Note"), (text,), words("Save"))
        note.kept.connect(partial(self._add_note, self._id))
        title = _line("title", words("Title"), words("For the hearing"))
        into = self._form(Message("Collection"), (title,), words("Add"))
        into.kept.connect(partial(self._put_into, self._id))
        self.add(
            Wrapping(
                button(words("Add note"), note.begin, meaning="note"),
                button(words("Add to collection"), into.begin, meaning="folder", writes=True),
                *(self._way_out(held) for held in inside),
            )
        )
        for form in (note, into):
            form.hide()
            self.add(form)

    def _add_note(self, finding_id: str, values: dict[str, str]) -> None:
        self._keep(lambda session: remark.add(session, "finding", finding_id, values["text"]))

    def _put_into(self, finding_id: str, values: dict[str, str]) -> None:
        self._keep(lambda session: collection.put(session, values["title"], finding_id))

    def _way_out(self, held: Collection) -> QWidget:
        words, finding_id = self._words, self._id

        def take_out() -> None:
            self._page.context.ask(lambda session: collection.take_out(session, held, finding_id), done)

        def done(_: Collection) -> None:
            put_back = partial(collection.put, title=held.title, finding_id=finding_id)
            self._page.context.did(words("Removed from the collection"), put_back)

        return button(words("Remove from {title}", title=held.title), take_out, meaning="remove", writes=True)

    def _show_slots(self, whole: Whole) -> None:
        """Join the finding to what a ground must show: one choice, one press."""
        words = self._words
        if not whole.slots:
            return
        pairs = [(f"{slot.ground_id}|{slot.place}", slot.title) for slot in whole.slots]
        if len(pairs) > 1:
            pairs.insert(0, ("", ""))  # of several, none is taken for the one meant
        field = Field(
            key="slot",
            title=words("Element to prove"),
            makes=lambda name: ChoiceEntry(name, pairs),
            is_required=True,
            is_wide=True,
        )
        form = self._form(Message("Use for a ground"), (field,), words("Add"))
        form.kept.connect(partial(self._attach, form))
        self.step_below(button(words("Use for a ground"), form.begin, meaning="proof", writes=True))
        form.hide()
        self.add(form)

    def _show_fact(self) -> None:
        """Join the finding to a fact of any case, found by its words."""
        words, finding_id = self._words, self._id
        fact = FieldFactory(self._page.context).anywhere(Fact, lambda choice: choice.statement)
        field = Field(key="fact", title=words("Fact"), makes=fact, is_required=True, is_wide=True)
        form = self._form(Message("Use for a fact"), (field,), words("Add"))
        form.kept.connect(
            lambda values: self._join(
                form,
                lambda session: suggestion.attach_to_fact(session, finding_id, values["fact"]),
                words("Finding added to the fact"),
                lambda joined_fact: joined_fact.statement,
            )
        )
        self.step_below(button(words("Use for a fact"), form.begin, meaning="fact", writes=True))
        form.hide()
        self.add(form)

    def _attach(self, form: Form, values: dict[str, str]) -> None:
        ground_id, _, place = values["slot"].partition("|")
        finding_id = self._id
        self._join(
            form,
            lambda session: suggestion.attach(session, finding_id, ground_id, int(place)),
            self._words("Finding added to the ground"),
            lambda ground: ground.title,
        )

    def _join(
        self, form: Form, work: Callable[[Session], tuple[E, E]], message: str, title: Callable[[E], str]
    ) -> None:
        """Attach the finding, close the form and offer to undo it."""

        def close(_: object) -> None:
            form.fill()
            form.hide()

        def done(joined: tuple[E, E]) -> None:
            was, now = joined
            while_there(form, close)(None)
            self._page.take_focus()
            self._page.context.did(message, lambda session: record.change(session, was, seen=now), title(now))

        self._page.context.ask(work, done)

    def _keep(self, work: Callable[[Session], object]) -> None:
        self._page.context.ask(work, lambda _: None)

    def _show_others(self, title: str, others: tuple[Cited, ...]) -> None:
        if not others:
            return
        self.heading(title)
        for citation in others[:_MAX_CITATIONS]:
            self.add(Opening(citation.finding.statement, partial(self._go, citation.finding.id)))
        if len(others) > _MAX_CITATIONS:
            rest = len(others) - _MAX_CITATIONS
            self.words(self._words.count("and {number} more", "and {number} more", rest), "quiet")

    def _go_to_source(self, source_id: str) -> None:
        self._page.context.go(Location(page="library", tab="sources", within=source_id))

    def _go(self, finding_id: str) -> None:
        self._page.context.go(Location(page="library", tab="findings", within=finding_id))


def _line(key: str, title: str, hint: str = "") -> Field:
    return Field(key=key, title=title, makes=lambda name: TextEntry(name, hint))
