"""The form of a declaration, while it is a draft."""

from __future__ import annotations

from typing import cast

from casebook.base.ids import random_id
from casebook.base.message import Message
from casebook.domain.declaration.declaration import AuthorisedPerson, Declaration, ReleaseCondition
from casebook.domain.dossier.client_papers.paper_template import LANGUAGE_TITLES
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.declaration.language_notice import LanguageNotice
from casebook.ui.pages.person.contact_form import contact_title
from casebook.ui.pages.person.person_form import person_title
from casebook.ui.pages.wording.declaration_words import DeclarationWords
from casebook.ui.widgets.forms.entry import Value
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field


def declaration_form_spec(context: PageContext, case_id: str) -> FormSpec[Declaration]:
    """Return the form of a declaration."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Declaration,
        new=Message("New declaration"),
        change=Message("Edit declaration"),
        added=words("Declaration added"),
        changed=words("Declaration updated"),
        removed=words("Declaration moved to bin"),
        fields=(*_made(makers), *_said(makers), *_released(makers), *_kept(makers, case_id)),
        create=_created,
        attach_checks=lambda form, _: LanguageNotice(context, form),
    )


def _created(session: Session, values: Values, fixed: Values) -> Declaration:
    return declarations.add(session, Declaration(**{"id": session.ids(), **fixed, **values}))


def _made(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="person_id",
            title=words("Client who declares"),
            makes=makers.anywhere(Person, person_title),
            is_required=True,
        ),
        Field(
            key="language",
            title=words("Language of the person"),
            makes=makers.stated(LANGUAGE_TITLES),
            is_required=True,
        ),
        Field(key="made_on", title=words("Made on"), makes=makers.day("past")),
        Field(key="place", title=words("Place"), makes=makers.text()),
    )


def _said(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    clauses = list(DeclarationWords(words).clauses.items())
    return (
        Field(
            key="clauses",
            title=words("What is declared"),
            makes=lambda name: TicksEntry(name, clauses, words("Search"), select_all=words("Select all")),
            help=words(
                "The words of each are on the paper, in English and in the language of the person. Leave out "
                "what is not so, or what medical evidence in the case contradicts."
            ),
            is_wide=True,
        ),
        Field(
            key="own_words",
            title=words("In the person's own words"),
            makes=makers.long(),
            is_wide=True,
        ),
    )


def _released(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    contact = makers.anywhere(Contact, contact_title)
    authorised = (
        Field(key="contact_id", title=words("Who"), makes=contact, is_required=True),
        Field(
            key="what", title=words("May do, in the person's words"), makes=makers.text(), is_required=True
        ),
    )
    return (
        Field(
            key="authorised",
            title=words("Whom the person authorises"),
            makes=makers.parts(authorised, AuthorisedPerson, words("Add person")),
            group=words("Release"),
            is_wide=True,
        ),
        Field(
            key="conditions",
            title=words("When it is released, and to whom"),
            makes=_conditions(makers, contact),
            is_wide=True,
        ),
    )


def _conditions(makers: FieldFactory, contact: Make) -> Make:
    words = makers.words
    fields = (
        Field(
            key="text",
            title=words("What must have happened, in the person's words"),
            makes=makers.long(),
            is_required=True,
            is_wide=True,
        ),
        Field(key="contact_id", title=words("Who decides"), makes=contact, is_required=True),
        Field(
            key="recipient_ids",
            title=words("Who receives it then"),
            makes=makers.list(contact, words("Add recipient")),
            is_required=True,
            is_wide=True,
        ),
    )
    return makers.list(
        makers.part(fields, _condition, carried=lambda condition: condition.id), words("Add condition")
    )


def _condition(carried: object = None, **values: Value) -> ReleaseCondition:
    return ReleaseCondition(
        id=str(carried or random_id()),
        text=str(values["text"] or ""),
        contact_id=str(values["contact_id"] or ""),
        recipient_ids=cast("tuple[str, ...]", values["recipient_ids"] or ()),
    )


def _kept(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    contact = makers.anywhere(Contact, contact_title)
    document = makers.of_case(Document, case_id, document_title)
    return (
        Field(key="witness_id", title=words("Witness"), makes=contact, group=words("How it was made")),
        Field(key="witnessed_on", title=words("Witnessed on"), makes=makers.day("past")),
        Field(key="interpreter_id", title=words("Interpreter"), makes=contact),
        Field(
            key="video_id",
            title=words("Recording"),
            makes=document,
            help=words("Import it under Evidence first. It is marked privileged: no ordinary copy has it."),
        ),
    )
