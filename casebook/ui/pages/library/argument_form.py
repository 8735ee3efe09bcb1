"""How an argument of the person's own is filled in: by parts, in the order of a submission."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from casebook.base.message import Message
from casebook.domain.base.country_code import country_code
from casebook.domain.library.argument import Argument, ArgumentAuthority, ForumNote, StatePoint
from casebook.domain.library.source import Source
from casebook.services.library import argument
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.forms.field import Field


def argument_form_spec(context: PageContext) -> FormSpec[Argument]:
    """The form of an argument; one of the packs is never changed by it."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Argument,
        new=Message("New argument"),
        change=Message("Edit argument"),
        added=words("Argument added"),
        changed=words("Argument updated"),
        removed=words("Argument moved to bin"),
        fields=(*_test(makers), *_support(makers), *_answer(makers), *_forums(makers)),
        apply=lambda was, values: argument.changed(context.session, replace(was, **values)),
    )


def _test(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    lines = makers.list(makers.long(), words("Add element"))
    return (
        Field(key="title", title=words("Title"), makes=makers.text(), is_required=True, is_wide=True),
        Field(
            key="ground",
            title=words("Ground"),
            makes=makers.stated(CaseWords(words).ground_kind),
            is_required=True,
        ),
        Field(key="issue", title=words("Issue"), makes=makers.long(), is_required=True, is_wide=True),
        _wide("test", words("What must be shown"), lines),
        _wide("burden", words("Burden of proof"), makers.long()),
        _wide("standard", words("Standard of proof"), makers.long()),
    )


def _support(makers: FieldFactory) -> tuple[Field, ...]:
    words, levels = makers.words, LibraryWording(makers.words).levels()
    finding = makers.finding()
    fields = (
        _wide("source_id", words("Source"), makers.anywhere(Source, lambda choice: choice.title)),
        _wide("citation", words("Citation, where the library has no source"), makers.text()),
        Field(
            key="proposition",
            title=words("Cited for"),
            makes=makers.long(),
            is_required=True,
            is_wide=True,
        ),
        _wide(
            "side",
            words("Cited by"),
            makers.choice({"for": words("us"), "adverse": words("the other side")}),
        ),
        _wide("response", words("Response, if the other side cites it"), makers.long()),
        _wide("reading_level", words("How it was read"), makers.choice(dict(reversed(levels.items())))),
        _wide("pinpoint", words("Place in the source"), makers.text("para. 34")),
        _wide("unseen_pinpoint", words("Place not seen"), makers.text()),
        _wide("country", words("Country code"), makers.text()),
        _wide("later_history", words("Later history"), makers.text()),
        _wide("office_note", words("Office note"), makers.text()),
    )
    return (
        Field(
            key="authorities",
            title=words("Authorities, strongest first"),
            makes=makers.parts(fields, ArgumentAuthority, words("Add authority")),
            is_wide=True,
            group=words("Authorities"),
        ),
        _wide("finding_ids", words("Library findings"), makers.list(finding, words("Add finding"))),
        _wide("adverse_ids", words("Adverse findings"), makers.list(finding, words("Add adverse finding"))),
    )


def _answer(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    fields = (
        _needed("state_says", words("State's argument"), makers.long()),
        _needed("response", words("Response"), makers.long()),
        _wide("office_note", words("Office note"), makers.text()),
        _wide("is_for_office", words("For the office only"), makers.tick()),
    )
    return (
        Field(
            key="points",
            title=words("Arguments of the State, with responses"),
            makes=makers.parts(fields, StatePoint, words("Add point")),
            is_wide=True,
            group=words("Response"),
        ),
        _wide("facts_needed", words("Facts needed"), makers.list(makers.text(), words("Add fact"))),
        _wide("relief", words("Relief"), makers.long()),
    )


def _forums(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    fields = (
        _needed("country", words("Country"), makers.country(partial(country_code, field="country"))),
        _needed("note", words("Law in that country"), makers.long()),
        _wide("is_open", words("The argument can be made there"), makers.tick()),
    )
    return (
        Field(
            key="forums",
            title=words("Law in individual countries"),
            makes=makers.parts(fields, ForumNote, words("Add country")),
            is_wide=True,
            group=words("Countries"),
        ),
        _wide("forum_notes", words("Other countries"), makers.long()),
        _wide("doubt", words("Still in doubt"), makers.long()),
    )


def _wide(key: str, title: str, makes: Make) -> Field:
    return Field(key=key, title=title, makes=makes, is_wide=True)


def _needed(key: str, title: str, makes: Make) -> Field:
    return Field(key=key, title=title, makes=makes, is_required=True, is_wide=True)
