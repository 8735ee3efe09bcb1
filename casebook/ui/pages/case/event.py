"""Events of a case: past and planned, with time zone and outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.services.case import event as events
from casebook.services.case.event import CaseEvents
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.base.tags import tags_column, tags_pair
from casebook.ui.pages.case.event_form import event_form_spec, proceeding_title
from casebook.ui.pages.deadline.deadline import OF_EVENT
from casebook.ui.pages.exchange.list_panes import ListPanes
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


class Events(Records[Event, Event]):
    """Every event of the case, in order of day."""

    heading_role = "title"
    concerns = frozenset({"event", "proceeding"})
    bulk_fields = ("kind", "status", "on", "place", "proceeding_id", "interpreter", "attendance", "tags")

    def __init__(self, context: PageContext) -> None:
        self._proceedings: Mapping[str, Proceeding] = {}
        self._titles = CaseWords(context.words)
        self._lists = ListPanes(context, "event", context.words("Import hearings"))
        super().__init__(context, context.words("Events and hearings"), _columns(context, self._titles))
        self._lists.stand_above(self)

    def read(self) -> None:
        """Read events and proceedings."""
        case_id = self.place.id
        self.ask(lambda session: events.of_case(session, case_id), self._show)

    def spec(self) -> FormSpec[Event]:
        """Return the form of an event."""
        return event_form_spec(self.context, self.place.id)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons to import hearings and to add an event."""
        return (
            *self._lists.buttons(),
            self.new_step(self.words("New event")),
        )

    def start_new(self) -> None:
        """Open the form of a new event, in the only proceeding of the case if there is just one."""
        only = next(iter(self._proceedings)) if len(self._proceedings) == 1 else ""
        values = {"proceeding_id": only, "zone": self.context.office.zone}
        self.editor.begin_new(self.spec(), self.fixed_values(), values, again=self.start_new)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "calendar",
            self.words("No events yet"),
            self.words(
                "Arrest, request, decision, service, hearing: each time is recorded with the time "
                "zone it was stated in. Deadlines are calculated from these events."
            ),
            self.first_step(self.words("Add first event")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the event."""
        event = self.entity(record_id)
        if event is None:
            return
        words, pane = self.words, self.details
        word, tone, meaning = self._titles.event_status[event.status]
        pane.begin(
            event.title, self._titles.event_kind[event.kind], (Chip(word, tone, meaning),), self.tools()
        )
        proceeding = self._proceedings.get(event.proceeding_id)
        clock = dates.hour_and_zone(event.at, event.zone) if event.at and event.zone else ""
        pane.pairs(
            (
                (words("Date"), dates.stated(words, event.on)),
                (words("Time"), clock or (words.format_datetime(event.at) if event.at else "")),
                (words("Place"), event.place),
                (words("Proceeding"), proceeding_title(self.context, proceeding) if proceeding else ""),
                (words("Interpreter"), event.interpreter),
                (words("Who must attend"), event.attendance),
                tags_pair(words, event),
            )
        )
        if event.outcome:
            pane.heading(words("Outcome"))
            pane.words(event.outcome)
        pane.heading(words("Deadlines"))
        pane.add(button(words("Deadlines triggered"), lambda: self._offer(event.id), meaning="time"))
        pane.end()

    def _offer(self, event_id: str) -> None:
        self.context.go(
            Location(page="case", id=self.place.id, tab="deadlines", within=f"{OF_EVENT}{event_id}")
        )

    def _show(self, case_events: CaseEvents) -> None:
        self._proceedings = case_events.proceedings
        self.show_records(case_events.events)


def _columns(context: PageContext, case_words: CaseWords) -> tuple[Column[Event], ...]:
    words = context.words
    return (
        Column(
            title=words("Date"),
            text=lambda row: dates.brief(words, row.on),
            fits=True,
            sort=lambda row: row.on.order,
            look="strong",
            width=13,
            edits="on",
        ),
        Column(
            title=words("What"),
            text=lambda row: row.title,
            beside=lambda row: case_words.event_kind[row.kind],
            look="two-lines",
            width=26,
            stretches=True,
            edits="title",
        ),
        Column(
            title=words("Place"),
            text=lambda row: row.place,
            look="quiet",
            width=14,
            stretches=True,
            edits="place",
            gives_way=1,
        ),
        Column(
            title=words("Status"),
            text=lambda row: case_words.event_status[row.status][0],
            tone=lambda row: case_words.event_status[row.status][1],
            icon=lambda row: case_words.event_status[row.status][2],
            width=16,
            edits="status",
        ),
        tags_column(words),
    )
