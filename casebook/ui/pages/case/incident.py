"""Incidents of transnational repression: act, person affected, method and corroboration."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.message import Message
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.incident import Incident
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.birth_notice import BirthNotice
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.person.person_form import person_title
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.forms.field import Field


def incident_form_spec(context: PageContext, case_id: str) -> FormSpec[Incident]:
    """Return the form of an incident."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Incident,
        new=Message("New incident"),
        change=Message("Edit incident"),
        added=words("Incident added"),
        changed=words("Incident updated"),
        removed=words("Incident moved to bin"),
        fields=(*_what(makers), *_proof(makers, case_id)),
        attach_checks=lambda form, _: BirthNotice(context, form, case_id),
    )


def _what(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    person = makers.anywhere(Person, person_title)
    return (
        Field(
            key="what",
            title=words("What happened"),
            makes=makers.long(words("Two officers came to the flat and asked when he would come home.")),
            is_required=True,
            is_wide=True,
        ),
        Field(
            key="method",
            title=words("Method"),
            makes=makers.stated(CaseWords(words).incident_method),
            is_required=True,
        ),
        Field(key="on", title=words("When"), makes=makers.date("past", is_needed=True)),
        Field(key="place", title=words("Where"), makes=makers.text()),
        Field(key="agent", title=words("Carried out by"), makes=makers.text(words("callers from +86"))),
        Field(
            key="person_ids",
            title=words("Person affected"),
            makes=makers.list(person, words("Add person")),
            is_wide=True,
        ),
    )


def _proof(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="corroboration",
            title=words("Corroboration"),
            makes=makers.choice(CaseWords(words).corroboration),
            group=words("Corroboration"),
        ),
        Field(key="corroborated_by", title=words("Who or what corroborates it"), makes=makers.text()),
        Field(
            key="evidence",
            title=words("Supporting documents"),
            makes=pinpoints(makers, case_id),
            is_wide=True,
        ),
        Field(
            key="reported_to",
            title=words("Reported to, and outcome"),
            makes=makers.long(),
            is_wide=True,
        ),
    )


def pinpoints(makers: FieldFactory, case_id: str) -> Make:
    """Return a factory of entries for places in documents of the case."""
    words = makers.words
    document = makers.of_case(Document, case_id, document_title)
    fields = (
        Field(key="document_id", title=words("Document"), makes=document, is_required=True),
        Field(key="page", title=words("Page"), makes=makers.number()),
    )
    return makers.parts(fields, Pinpoint, words("Add document"))


class Incidents(Records[Incident, Incident]):
    """The incidents of the case, in order of day."""

    heading_role = "title"
    concerns = frozenset({"incident", "person"})
    bulk_fields = ("method", "on", "place", "agent", "corroboration")

    def __init__(self, context: PageContext) -> None:
        self._titles = CaseWords(context.words)
        super().__init__(context, context.words("Incidents"), _columns(context, self._titles))

    def read(self) -> None:
        """Read the incidents."""
        case_id = self.place.id
        self.ask(lambda session: record.of_case(session, Incident, case_id), self.show_records)

    def spec(self) -> FormSpec[Incident]:
        """An incident."""
        return incident_form_spec(self.context, self.place.id)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new incident."""
        return (self.new_step(self.words("New incident")),)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "pressure",
            self.words("No incidents yet"),
            self.words(
                "Acts from abroad against the person or those close to them: visits to family, "
                "calls, a refused passport, surveillance, threats. Nothing else shows the risk as "
                "clearly."
            ),
            self.first_step(self.words("Record first incident")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the incident, with the names of the persons affected."""
        incident = self.entity(record_id)
        if incident is not None:
            self.ask(
                lambda session: (
                    incident,
                    [record.find(session, Person, each) for each in incident.person_ids],
                ),
                self._detail,
            )

    def _detail(self, answer: tuple[Incident, list[Person]]) -> None:
        incident, people = answer
        words, pane = self.words, self.details
        word, tone, meaning = self._titles.corroboration[incident.corroboration]
        pane.begin(
            self._titles.incident_method[incident.method],
            " · ".join(part for part in (dates.stated(words, incident.on), incident.place) if part),
            (Chip(word, tone, meaning),),
            self.tools(),
        )
        pane.words(incident.what)
        pane.pairs(
            (
                (words("Carried out by"), incident.agent),
                (words("Person affected"), "\n".join(person_title(person) for person in people)),
                (words("Corroboration"), incident.corroborated_by),
                (words("Documents"), str(len(incident.evidence) or "")),
                (words("Reported to"), incident.reported_to),
            )
        )
        pane.end()


def _columns(context: PageContext, case_words: CaseWords) -> tuple[Column[Incident], ...]:
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
            title=words("What happened"),
            text=lambda row: row.what,
            beside=lambda row: case_words.incident_method[row.method],
            look="two-lines",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Corroboration"),
            text=lambda row: case_words.corroboration[row.corroboration][0],
            tone=lambda row: case_words.corroboration[row.corroboration][1],
            icon=lambda row: case_words.corroboration[row.corroboration][2],
            width=16,
            edits="corroboration",
        ),
    )
