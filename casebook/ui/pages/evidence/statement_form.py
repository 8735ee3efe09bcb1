"""The forms of a statement: its people and paragraphs, and its read-back with corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from casebook.base.ids import random_id
from casebook.base.message import Message
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.ground import Ground
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import RecordingPlace, Statement, StatementParagraph
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.evidence.statements.statement import CorrectedText, corrected
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.person.contact_form import contact_title
from casebook.ui.pages.person.person_form import person_title
from casebook.ui.widgets.forms.field import Field


def statement_form_spec(context: PageContext, case_id: str) -> FormSpec[Statement]:
    """Return the form of a statement with its paragraphs."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Statement,
        new=Message("New statement"),
        change=Message("Edit statement"),
        added=words("Statement added"),
        changed=words("Statement updated"),
        removed=words("Statement moved to bin"),
        fields=(*_about(makers), *_circumstances(makers, case_id), _paragraphs(makers, case_id)),
        to_attributes=_with_new_ids,
        apply=_applied,
    )


def read_back_form_spec(context: PageContext) -> FormSpec[Statement]:
    """Return the form of a read-back: who read it, and what was corrected."""
    words, makers = context.words, FieldFactory(context)
    fields = (
        Field(key="number", title=words("Paragraph"), makes=makers.number(), is_required=True),
        Field(key="side", title=words("Text"), makes=makers.choice(_sides(makers)), is_required=True),
        Field(key="text", title=words("Corrected text"), makes=makers.long(), is_required=True, is_wide=True),
        Field(key="who", title=words("Requested by"), makes=makers.text(), is_required=True),
    )
    return FormSpec(
        kind=Statement,
        new=Message("Record read-back"),
        change=Message("Record read-back"),
        added=words("Read-back recorded"),
        changed=words("Read-back recorded"),
        removed="",
        fields=(
            Field(key="reader", title=words("Read back by"), makes=makers.text(), is_required=True),
            Field(
                key="corrections",
                title=words("What was corrected"),
                makes=makers.parts(fields, CorrectedText, words("Add correction")),
                is_wide=True,
            ),
        ),
        values=lambda _: {"reader": "", "corrections": ()},
        apply=lambda statement, values: corrected(
            statement,
            str(values["reader"]),
            cast("tuple[CorrectedText, ...]", values["corrections"]),
            context.session.clock(),
        ),
    )


def _sides(makers: FieldFactory) -> Mapping[str, str]:
    return {"text": makers.words("Original"), "translation": makers.words("Translation")}


def _about(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    person = makers.anywhere(Person, person_title)
    contact = makers.anywhere(Contact, contact_title)
    confirmations = {
        "truth": words("Statement of truth"),
        "affirmation": words("Affirmation"),
        "oath": words("Oath"),
    }
    return (
        Field(key="title", title=words("Title"), makes=makers.text(), is_required=True, is_wide=True),
        Field(key="person_id", title=words("Person making the statement"), makes=person, is_required=True),
        Field(key="contact_id", title=words("Interpreter"), makes=contact),
        Field(key="language", title=words("Language"), makes=makers.language(), is_required=True),
        Field(
            key="translation_language",
            title=words("Language of the translation"),
            makes=makers.language(),
            is_required=True,
        ),
        Field(key="confirmation", title=words("Confirmation"), makes=makers.choice(confirmations)),
        Field(key="translator", title=words("Translator"), makes=makers.text()),
    )


def _circumstances(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    ground = makers.of_case(Ground, case_id, lambda choice: choice.title)
    return (
        Field(key="recorded_on", title=words("Recorded on"), makes=makers.day("past")),
        Field(key="recorded_by", title=words("Recorded by"), makes=makers.text()),
        Field(key="place", title=words("Place"), makes=makers.text()),
        Field(
            key="ground_ids",
            title=words("Grounds asked about (leave empty for all)"),
            makes=makers.list(ground, words("Add ground")),
            is_wide=True,
        ),
    )


def _paragraphs(makers: FieldFactory, case_id: str) -> Field:
    words = makers.words
    fact = makers.of_case(Fact, case_id, lambda choice: choice.statement)
    document = makers.of_case(Document, case_id, document_title)
    fields = (
        Field(key="text", title=words("Original"), makes=makers.long(), is_required=True, is_wide=True),
        Field(key="translation", title=words("Translation"), makes=makers.long(), is_wide=True),
        Field(key="fact_ids", title=words("Facts"), makes=makers.list(fact, words("Add fact")), is_wide=True),
        Field(
            key="earlier",
            title=words("Earlier accounts"),
            makes=pinpoints(makers, case_id),
            is_wide=True,
        ),
        Field(key="recording_id", title=words("Recording"), makes=document),
        Field(key="at_seconds", title=words("Seconds from its start"), makes=makers.number()),
    )
    return Field(
        key="paragraphs",
        title=words("Paragraph by paragraph, each with its translation"),
        makes=makers.parts(fields, _paragraph, words("Add paragraph"), _paragraph_values),
        is_wide=True,
        group=words("Paragraphs"),
    )


def _paragraph(
    *,
    text: str,
    translation: str,
    fact_ids: tuple[str, ...],
    earlier: tuple[Pinpoint, ...],
    recording_id: str,
    at_seconds: int,
) -> StatementParagraph:
    place = RecordingPlace(document_id=recording_id, at_seconds=at_seconds) if recording_id else None
    return StatementParagraph(
        id="", text=text, translation=translation, fact_ids=fact_ids, earlier=earlier, recording=place
    )


def _paragraph_values(paragraph: StatementParagraph) -> dict[str, object]:
    place = paragraph.recording or RecordingPlace(document_id="")
    return {
        "text": paragraph.text,
        "translation": paragraph.translation,
        "fact_ids": paragraph.fact_ids,
        "earlier": paragraph.earlier,
        "recording_id": place.document_id,
        "at_seconds": place.at_seconds,
    }


def _with_new_ids(values: Values) -> Values:
    paragraphs = cast("tuple[StatementParagraph, ...]", values["paragraphs"])
    return {**values, "paragraphs": tuple(replace(one, id=random_id()) for one in paragraphs)}


def _applied(statement: Statement, values: Values) -> Statement:
    """Return the statement with new values; a paragraph keeps its ID by its words, else by its place."""
    left = list(statement.paragraphs)
    paragraphs = []
    for place, one in enumerate(cast("tuple[StatementParagraph, ...]", values["paragraphs"])):
        same = [other for other in left if one.text == other.text]
        same += [other for other in statement.paragraphs[place : place + 1] if other in left]
        if same:
            left.remove(same[0])
        paragraphs.append(replace(one, id=same[0].id if same else random_id()))
    changed = {**values, "paragraphs": tuple(paragraphs)}
    return replace(statement, **changed)
