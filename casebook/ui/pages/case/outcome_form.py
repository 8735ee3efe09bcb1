"""The form of an outcome: how it ended, what became of the person, and what of each assurance."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import cast

from casebook.base.message import Message
from casebook.domain.base.country_code import country_code
from casebook.domain.base.date import StatedDate
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.outcome import (
    AssuranceOutcome,
    AssuranceResult,
    AssuranceSubject,
    BecameKind,
    Outcome,
    OutcomeEntry,
    SentenceKind,
    Sureness,
)
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.evidence.document import Document
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.source import Source
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.person.contact_form import contact_title
from casebook.ui.pages.person.person_form import person_title
from casebook.ui.pages.wording.outcome import OutcomeWording
from casebook.ui.widgets.forms.entry import Value
from casebook.ui.widgets.forms.field import Field


def outcome_form_spec(context: PageContext, case_id: str) -> FormSpec[Outcome]:
    """Return the form of an outcome."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Outcome,
        new=Message("New outcome"),
        change=Message("Edit outcome"),
        added=words("Outcome added"),
        changed=words("Outcome updated"),
        removed=words("Outcome moved to bin"),
        fields=(*_ended(makers, case_id), *_since(makers, case_id)),
        to_attributes=_named,
        apply=lambda was, values: replace(was, **_named(values)),
    )


def _named(values: Values) -> Values:
    """Return the values with texts where a choice was left empty."""
    empty = dict.fromkeys(("requesting", "requested", "instrument_id", "proceeding_id"), "")
    return {**values, **{name: values[name] or "" for name in empty if name in values}}


def _ended(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words, titles = makers.words, OutcomeWording(makers.words)
    person = makers.anywhere(Person, person_title)
    instrument = makers.anywhere(Instrument, lambda each: words(each.title))
    proceeding = makers.of_case(Proceeding, case_id, lambda each: proceeding_title(makers.context, each))
    return (
        Field(key="person_id", title=words("Person"), makes=person, is_required=True),
        Field(key="ended", title=words("How it ended"), makes=makers.stated(titles.ended), is_required=True),
        Field(key="ended_on", title=words("Ended on"), makes=makers.date("past")),
        Field(key="channel", title=words("By which way"), makes=makers.choice(titles.channel)),
        Field(
            key="requesting",
            title=words("State that wanted the person"),
            makes=makers.country(partial(country_code, field="requesting")),
        ),
        Field(
            key="requested",
            title=words("State where the person was"),
            makes=makers.country(partial(country_code, field="requested")),
        ),
        Field(key="instrument_id", title=words("Treaty"), makes=instrument),
        Field(key="proceeding_id", title=words("Proceeding"), makes=proceeding),
    )


def _since(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="entries",
            title=words("What happened since"),
            makes=_entries(makers, case_id),
            is_wide=True,
            group=words("Since then"),
            help=words("Each entry needs its source: a document, a contact or a public source."),
        ),
        Field(key="last_news_on", title=words("Last news on"), makes=makers.date("past")),
        Field(
            key="assurances",
            title=words("Assurances and their outcome"),
            makes=_assurances(makers, case_id),
            is_wide=True,
            group=words("Assurances"),
        ),
        Field(
            key="note", title=words("Note of the office, never printed"), makes=makers.long(), is_wide=True
        ),
    )


def _evidence(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    """Return the fields by which something is known."""
    words, titles = makers.words, OutcomeWording(makers.words)
    document = makers.of_case(Document, case_id, document_title)
    return (
        Field(key="document_id", title=words("Document"), makes=document),
        Field(key="page", title=words("Page"), makes=makers.number()),
        Field(key="contact_id", title=words("Contact"), makes=makers.anywhere(Contact, contact_title)),
        Field(
            key="source_id",
            title=words("Public source"),
            makes=makers.anywhere(Source, lambda each: each.title),
        ),
        Field(
            key="sureness",
            title=words("How sure"),
            makes=makers.choice(
                {key: titles.sureness[key] for key in ("reported", "likely", "confirmed", "doubtful")}
            ),
        ),
        Field(key="note", title=words("In words"), makes=makers.text(), is_wide=True),
    )


def _entries(makers: FieldFactory, case_id: str) -> Make:
    words, titles = makers.words, OutcomeWording(makers.words)
    fields = (
        Field(key="became", title=words("What"), makes=makers.stated(titles.became), is_required=True),
        Field(key="on", title=words("When"), makes=makers.date("past", is_needed=True)),
        Field(key="sentence", title=words("Sentence"), makes=makers.choice(titles.sentence)),
        Field(key="months", title=words("Fixed term, in months"), makes=makers.number()),
        *_evidence(makers, case_id),
    )
    return makers.parts(fields, _entry, words("Add entry"), _values)


def _assurances(makers: FieldFactory, case_id: str) -> Make:
    words, titles = makers.words, OutcomeWording(makers.words)
    assurance = makers.of_case(Assurance, case_id, lambda each: each.text)
    results = {key: titles.result[key] for key in ("unknown", "kept", "breached", "not-monitored")}
    fields = (
        Field(
            key="about", title=words("What was promised"), makes=makers.stated(titles.about), is_required=True
        ),
        Field(key="result", title=words("Outcome of the assurance"), makes=makers.choice(results)),
        Field(key="assurance_id", title=words("Assurance of the case"), makes=assurance, is_wide=True),
        Field(key="on", title=words("Learnt on"), makes=makers.date("past")),
        *_evidence(makers, case_id),
    )
    return makers.parts(fields, _assurance, words("Add assurance"), _values)


def _entry(**values: Value) -> OutcomeEntry:
    return OutcomeEntry(
        became=cast("BecameKind", values["became"]),
        on=cast("StatedDate", values["on"]),
        sentence=cast("SentenceKind", values["sentence"] or ""),
        months=cast("int", values["months"] or 0),
        pinpoint=_place(values),
        contact_id=str(values["contact_id"] or ""),
        source_id=str(values["source_id"] or ""),
        sureness=cast("Sureness", values["sureness"]),
        note=str(values["note"] or ""),
    )


def _assurance(**values: Value) -> AssuranceOutcome:
    return AssuranceOutcome(
        about=cast("AssuranceSubject", values["about"]),
        result=cast("AssuranceResult", values["result"]),
        assurance_id=str(values["assurance_id"] or ""),
        on=cast("StatedDate | None", values["on"]),
        pinpoint=_place(values),
        contact_id=str(values["contact_id"] or ""),
        source_id=str(values["source_id"] or ""),
        sureness=cast("Sureness", values["sureness"]),
        note=str(values["note"] or ""),
    )


def _place(values: Values) -> Pinpoint | None:
    document_id = str(values["document_id"] or "")
    return Pinpoint(document_id=document_id, page=cast("int", values["page"] or 0)) if document_id else None


def _values(part: OutcomeEntry | AssuranceOutcome) -> dict[str, Value]:
    place = part.pinpoint
    values: dict[str, Value] = {
        "on": part.on,
        "document_id": place.document_id if place else "",
        "page": place.page if place else 0,
        "contact_id": part.contact_id,
        "source_id": part.source_id,
        "sureness": part.sureness,
        "note": part.note,
    }
    if isinstance(part, OutcomeEntry):
        return {**values, "became": part.became, "sentence": part.sentence, "months": part.months}
    return {**values, "about": part.about, "result": part.result, "assurance_id": part.assurance_id}
