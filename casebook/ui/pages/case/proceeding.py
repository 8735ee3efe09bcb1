"""Proceedings of a case: stages, appeals and events."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.instrument import Instrument
from casebook.services.case import proceeding
from casebook.services.case.proceeding import CaseProceedings
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.event_form import event_form_spec, proceeding_title
from casebook.ui.pages.case.proceeding_form import proceeding_form_spec
from casebook.ui.pages.case.proceeding_registry import show_registry
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


class Proceedings(Records[Proceeding, Proceeding]):
    """Proceedings, and the selected one with its stages and events."""

    heading_role = "title"
    concerns = frozenset({"proceeding", "event"})
    bulk_fields = ("forum", "requested_by", "instrument_id")

    def __init__(self, context: PageContext) -> None:
        self._file: CaseProceedings | None = None
        super().__init__(context, context.words("Proceedings"), _columns(context))

    def read(self) -> None:
        """Read proceedings and events."""
        case_id = self.place.id
        self.ask(lambda session: proceeding.of_case(session, case_id), self._show)

    def spec(self) -> FormSpec[Proceeding]:
        """A proceeding."""
        return proceeding_form_spec(self.context, self.place.id)

    def first_values(self) -> Values:
        """Return the court the office appears in most."""
        return {"forum": self.context.office.court}

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new proceeding."""
        return (self.new_step(self.words("New proceeding")),)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "proceeding",
            self.words("No proceedings yet"),
            self.words(
                "Extradition, removal, asylum, Interpol, a treaty body: each with its court or "
                "body, its stages and the appeal that followed."
            ),
            self.first_step(self.words("Add first proceeding")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the proceeding with its stages, its chain of appeals and its events."""
        matter = self.entity(record_id)
        if matter is None or self._file is None:
            return
        stage = matter.current_stage
        chips = [Chip(stage.title, "blue", "stage")] if stage else []
        chips += [Chip(self.words("ended"), "grey", "done")] if matter.outcome and not stage else []
        kind = self.wording.proceeding_kind[matter.kind]
        self.details.begin(
            matter.forum, " · ".join(part for part in (kind, matter.number) if part), chips, self.tools()
        )
        self._show_request(matter, self._file.instruments.get(matter.id))
        self._show_countries(self._file, matter)
        self._show_stages(matter)
        self._show_chain(matter, self._file.chain_of(matter))
        self._show_events(matter, self._file.events)
        self.details.end()

    def _show_request(self, matter: Proceeding, instrument: Instrument | None) -> None:
        words = self.words
        self.details.pairs(
            (
                (words("Requested by"), matter.requested_by),
                (words("Offence"), matter.offence),
                (words("PRC law"), matter.prc_article),
                (
                    words("Instrument relied on"),
                    words(instrument.title) if instrument else matter.instrument_id,
                ),
                (words("Outcome"), matter.outcome),
                (words("Type of outcome"), self.wording.outcome_kind.get(matter.outcome_kind, "")),
            )
        )

    def _show_countries(self, file: CaseProceedings, matter: Proceeding) -> None:
        """Show the instrument, and the channels of the requesting and the requested country."""
        instrument = file.instruments.get(matter.id)
        codes = dict.fromkeys((file.country, instrument.country if instrument else ""))
        sheets = [file.sheets[code] for code in codes if code in file.sheets]
        show_registry(self, self.details, instrument, sheets)

    def _show_stages(self, matter: Proceeding) -> None:
        if not matter.stages:
            return
        self.details.heading(self.words("Stages"))
        for stage in matter.stages:
            begins = dates.brief(self.words, stage.begins)
            ends = dates.brief(self.words, stage.ends) if stage.ends else self.words("still running")
            self.details.step(stage.title, f"{begins} – {ends}", stage.outcome)

    def _show_chain(self, matter: Proceeding, chain: tuple[Proceeding, ...]) -> None:
        if len(chain) < 2:  # noqa: PLR2004 - one alone is no chain
            return
        self.details.heading(self.words("Chain of appeals"))
        for link in chain:
            opens = Opening(proceeding_title(self.context, link), partial(self.table.choose, link.id))
            mark = Chip(self.words("this proceeding"), "blue", "pin") if link is matter else None
            self.details.add(CardLine("", link.outcome, status=mark, opens=opens))

    def _show_events(self, matter: Proceeding, events: tuple[Event, ...]) -> None:
        words, kinds = self.words, CaseWords(self.words)
        self.details.heading(words("Events and hearings"))
        for event in (event for event in events if event.proceeding_id == matter.id):
            place = Location(page="case", id=self.place.id, tab="events", within=event.id)
            opens = Opening(event.title, partial(self.context.go, place))
            status = kinds.event_status[event.status]
            self.details.add(CardLine("", dates.stated(words, event.on), status=Chip(*status), opens=opens))
        add = button(words("Add event"), lambda: self._add_event(matter), role="link", meaning="add")
        self.details.step_below(add)

    def _add_event(self, matter: Proceeding) -> None:
        self.editor.begin_new(
            event_form_spec(self.context, self.place.id),
            self.fixed_values(),
            {"proceeding_id": matter.id, "kind": "hearing", "status": "planned"},
        )

    def _show(self, file: CaseProceedings) -> None:
        self._file = file
        self.show_records(file.proceedings)


def _columns(context: PageContext) -> tuple[Column[Proceeding], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Proceeding"),
            text=lambda row: wording.proceeding_kind[row.kind],
            beside=lambda row: " · ".join(part for part in (row.forum, row.number) if part),
            icon=lambda _: "proceeding",
            look="two-lines",
            width=28,
            stretches=True,
            edits="kind",
        ),
        Column(
            title=words("Stage"),
            text=lambda row: row.current_stage.title if row.current_stage else "",
            tone=lambda _: "blue",
            icon=lambda row: "stage" if row.current_stage else "",
            width=18,
        ),
        Column(title=words("Outcome"), text=lambda row: row.outcome, look="quiet", width=18, stretches=True),
    )
