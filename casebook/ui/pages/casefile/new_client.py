"""A new client on one screen: names, case, decision served with the deadline it starts, family, contacts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message
from casebook.domain.case.case import jurisdiction_code
from casebook.domain.deadline.rule import UnverifiedRule
from casebook.domain.person.person import require_born
from casebook.services.base.added import bring_back, take_away
from casebook.services.base.office import next_reference
from casebook.services.base.session import Session
from casebook.services.case.client_intake import (
    NewClient,
    SavedClient,
    StartedPeriod,
    add_client,
    contradictions,
    require_after_birth,
    require_past,
    started_periods,
)
from casebook.services.deadline.courts import courts_of
from casebook.services.deadline.rule import unread_in
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.casefile.new_client_parts import (
    GrowingList,
    NameLine,
    PeriodsEntry,
    RelativeEntry,
    contact_entry,
)
from casebook.ui.pages.person.name_forms import NamesEntry
from casebook.ui.pages.person.similar_people import SimilarPeopleNotice
from casebook.ui.pages.person.topics_entry import TopicsEntry
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.entry_date import DayEntry
from casebook.ui.widgets.forms.entry_find import KnownEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.anchor import unmoved_under_pointer
from casebook.ui.widgets.layout.layout import column

_PAUSE_MS = 250
_OCCASIONS = ("decision-served", "decision-made", "arrest", "request-received", "removal-date")
_Ahead = tuple[NewClient, Sequence[StartedPeriod] | None, Sequence[str], tuple[UnverifiedRule, ...]]
"""What was typed, what it starts, courts of a new country, and limits there whose text was not read."""


class NewClientPage(Page):
    """The form; saved, it leads to the case, or to the person where there is none."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._reference = ""
        self._is_begun = False
        self._looked_at: NewClient | None = None
        self._has_left_day = False
        keep = self.words("Save client")
        self.form = Form(Message("New client"), self._fields(), self.words, keep=keep, parent=self)
        self.form.kept.connect(self._send)
        self.form.left.connect(self._leave)
        self.form.changed.connect(self._on_change)
        day = self.form.entries["occurred_on"]
        if isinstance(day, DayEntry):
            day.edit.editingFinished.connect(self._leave_day)
        self._close()
        self._resembling = SimilarPeopleNotice(context, self.form, "names", self._typed_names, "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look_ahead)
        column(self, gap=0).addWidget(self.form, 1)

    def read(self) -> None:
        """Begin with what is known; what was typed and neither saved nor discarded stays."""
        if not self._is_begun:
            self.context.ask(next_reference, self._begin)

    def start_new(self) -> None:
        """Go on with the form."""
        self.take_focus()

    def take_focus(self) -> None:
        """Focus the first name."""
        self.form.take_focus()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path."""
        people = Crumb(text=self.words("People"), place=Location(page="people"))
        return (people, Crumb(text=self.words("New client")))

    def look_ahead(self) -> None:
        """Count the periods that the event starts, and complete courts from the country."""
        entry = self._typed()
        if entry == self._looked_at:
            return
        is_elsewhere = self._looked_at is None or entry.jurisdiction != self._looked_at.jurisdiction
        self._looked_at = entry
        self._periods.await_periods()

        def work(session: Session) -> _Ahead:
            courts = courts_of(session, entry.jurisdiction) if is_elsewhere else ()
            return entry, started_periods(session, entry), courts, unread_in(session, entry.jurisdiction)

        self.context.ask(work, self._show_ahead, asker=self)

    def _show_ahead(self, answer: _Ahead) -> None:
        entry, periods, courts, unread = answer
        if entry != self._looked_at:
            return
        forum = self.form.entries["forum"]
        if courts and isinstance(forum, KnownEntry):
            forum.know({court: court for court in courts})
        say, kind = DeadlineWords(self.words), CaseWords(self.words).event_kind[entry.occasion]
        offers = [period.offer for period in periods or ()]
        remark = say.gaps(kind, offers, unread) if periods is not None else ""
        with unmoved_under_pointer(self.form):
            self._periods.show_periods(periods or (), remark)
            self._show_periods_box()
        self._enter_periods()

    def _leave_day(self) -> None:
        """Count at once what the day starts: the next Tab has just gone past its place."""
        self._has_left_day = not self._periods.ticks
        self.look_ahead()

    def _enter_periods(self) -> None:
        """Go back to the deadlines that came up behind the focus, unless something was typed there since."""
        topics = self.form.entries["topics"]
        is_behind = isinstance(topics, TicksEntry) and topics.is_search_entered
        if self._has_left_day and self._periods.ticks and is_behind:
            next(iter(self._periods.ticks.values())).setFocus(Qt.FocusReason.TabFocusReason)
        self._has_left_day = False

    def _show_periods_box(self) -> None:
        self.form.fields.boxes["rule_ids"].setVisible(self._periods.is_shown)

    def _close(self) -> None:
        """Hide the form until it is filled: a draft restored before would be overwritten."""
        self._is_begun = False
        self.form.setProperty("draft", None)
        self.form.hide()

    def _begin(self, reference: str) -> None:
        if self._is_begun:
            return
        self._is_begun = True
        office = self.context.office
        self._reference, self._looked_at = reference, None
        self.form.fill({"reference": reference, "jurisdiction": office.country, "forum": office.court})
        self._periods.show_periods(())
        self._show_periods_box()
        self.look_ahead()
        self.form.setProperty("draft", "New client")
        if self.isVisible():
            self.form.enter()
        else:
            self.form.show()

    def _on_change(self) -> None:
        for relative in self._relatives.lines:
            if isinstance(relative, RelativeEntry):
                relative.read_out()
        self._pause.start()

    def _send(self, values: Values) -> None:
        entry = self._entry(values)
        if problems := [*contradictions(entry, self._today()), *self._lost_ticks()]:
            for problem in problems:
                self.form.refuse(problem)
            return

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(problem)
            return True

        self.context.ask(lambda session: add_client(session, entry), self._done, refused)

    def _lost_ticks(self) -> Iterator[InvalidInput]:
        self.look_ahead()
        try:
            self._periods.require_offered()
        except InvalidInput as problem:
            self.form.fields.boxes["rule_ids"].show()
            yield problem

    def _done(self, saved: SavedClient) -> None:
        self._close()
        place = Location(page="case", id=saved.case_id) if saved.case_id else None
        self._go(place or Location(page="people", id=saved.client_id))
        words, remedy = self.words, ""
        title = words("Client and case added")
        if not saved.case_id:
            title = words("Client added, without a case")
            remedy = words("A country makes a case. To add one now, choose “New case” in Cases.")
        self.context.did(
            title,
            lambda session: take_away(session, saved.added),
            remedy,
            redo=lambda session: bring_back(session, saved.added),
            place=Location(page="people"),  # an empty form opened by the undo would hold up the redo
        )

    def _leave(self) -> None:
        self._close()
        if self.isVisible():
            self._go(Location(page="today"))

    def _go(self, place: Location) -> None:
        """Go on once everybody knows that the form is done with: its draft is to be forgotten."""
        QTimer.singleShot(0, self, lambda: self.context.go(place))

    def _typed_names(self, form: Form) -> list[str]:
        return [name.text for name in form.entries["names"].read()]

    def _check_day(self, on: date) -> None:
        require_past(on, self.form.entries["occasion"].read(), self._today())
        try:
            born = self.form.entries["born"].read()
            require_born(born, self._today())
        except InvalidInput:  # said at its own field
            return
        require_after_birth(on, born)

    def _today(self) -> date:
        return self.context.day_reference().today

    def _first_name(self) -> str:
        return next(iter(self._typed_names(self.form)), "")

    def _typed(self) -> NewClient:
        """Return what can be read of the form so far."""
        values: dict[str, object] = {}
        for key, entry in self.form.entries.items():
            try:
                values[key] = entry.read()
            except InvalidInput:
                values[key] = None
        return self._entry(
            {
                **values,
                "names": (),
                "relatives": (),
                "contacts": (),
                "rule_ids": (),
                "jurisdiction": values["jurisdiction"] or "",
            }
        )

    def _entry(self, values: Values) -> NewClient:
        nationality = values["nationality"]
        kept = {key: value for key, value in values.items() if key != "nationality"}
        occasions = CaseWords(self.words).event_kind
        return NewClient(
            **{
                **kept,
                "nationalities": (nationality,) if nationality else (),
                "suggested_reference": self._reference,
                "proceeding_kind": values["proceeding_kind"] or None,
                "occasion_title": occasions[values["occasion"]],
            }
        )

    # --- the fields ---------------------------------------------------------------------------------

    def _fields(self) -> tuple[Field, ...]:
        makers = FieldFactory(self.context)
        return (*self._who(makers), *self._case(makers), *self._event(makers), *self._others(makers))

    def _who(self, makers: FieldFactory) -> tuple[Field, ...]:
        words = self.words

        def names(title: str) -> NamesEntry:
            return NamesEntry(
                title,
                lambda: NameLine(words("Name")),
                self.context,
                self.wording,
                is_at_hand=True,
            )

        return (
            Field(
                key="names",
                title=words("Names"),
                makes=names,
                help=words("Only a name is needed, saved as a legal name. Everything else can follow later."),
                is_required=True,
                is_wide=True,
            ),
            Field(
                key="born",
                title=words("Date of birth"),
                makes=makers.date("past"),
                check=lambda born: require_born(born, self._today()),
            ),
            Field(key="nationality", title=words("Nationality"), makes=makers.nationality()),
            Field(
                key="safe_contact",
                title=words("Safe contact"),
                makes=makers.text(words("Signal only, never call")),
            ),
        )

    def _case(self, makers: FieldFactory) -> tuple[Field, ...]:
        words = self.words
        kinds = {"": "", **Wording(words).proceeding_kind}
        return (
            Field(
                key="jurisdiction",
                title=words("Country"),
                makes=makers.country(jurisdiction_code),
                group=words("Case"),
            ),
            Field(key="proceeding_kind", title=words("Type of proceeding"), makes=makers.choice(kinds)),
            Field(key="forum", title=words("Court or body"), makes=lambda name: KnownEntry(name, {})),
            Field(key="number", title=words("Case number there"), makes=makers.text()),
            Field(key="requested_by", title=words("Requesting authority"), makes=makers.text()),
            Field(key="reference", title=words("Reference"), makes=makers.text()),
        )

    def _event(self, makers: FieldFactory) -> tuple[Field, ...]:
        words, kinds = self.words, CaseWords(self.words).event_kind
        occasions = {kind: kinds[kind] for kind in _OCCASIONS}

        def periods(title: str) -> PeriodsEntry:
            self._periods = PeriodsEntry(title, words)
            return self._periods

        return (
            Field(
                key="occasion",
                title=words("Event"),
                makes=makers.choice(occasions),
                group=words("Event that starts the deadline"),
            ),
            Field(
                key="occurred_on",
                title=words("Date"),
                makes=makers.day(),
                check=self._check_day,
            ),
            Field(
                key="rule_ids",
                title=words("Deadlines this starts"),
                makes=periods,
                is_wide=True,
            ),
        )

    def _others(self, makers: FieldFactory) -> tuple[Field, ...]:
        words = self.words

        def relatives(title: str) -> GrowingList:
            def make() -> RelativeEntry:
                return RelativeEntry(title, makers, self._first_name)

            self._relatives = GrowingList(title, make, words("Add relative"), words)
            return self._relatives

        purposes = list(self.wording.consent_purpose.items())
        return (
            Field(
                key="topics",
                title=words("Library topics relevant to this person"),
                makes=lambda title: TopicsEntry(title, self.context),
                help=words("Dossiers begin with the findings on these topics."),
                is_wide=True,
            ),
            Field(key="relatives", title=words("Family"), makes=relatives, is_wide=True),
            Field(
                key="contacts",
                title=words("Contacts"),
                makes=lambda title: GrowingList(
                    title, lambda: contact_entry(title, makers), words("Add contact"), words
                ),
                is_wide=True,
            ),
            Field(
                key="consents",
                title=words("Consent given today"),
                makes=lambda title: TicksEntry(
                    title, purposes, words("Search"), select_all=words("Select all")
                ),
                help=words("Copies for others are built only for a purpose consented to; drafts need none."),
                is_wide=True,
            ),
        )
