"""How a source of the person's own is filled in, and what a file proposes beneath its fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.library.source import Source
from casebook.domain.library.source_file.proposal import Proposal
from casebook.domain.library.topic import Topic
from casebook.services.base.session import Session
from casebook.services.library import source
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column, frame, line


def source_form_spec(context: PageContext, topics: Iterable[Topic]) -> FormSpec[Source]:
    """The form of a source; one of the packs is never changed by it."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Source,
        new=Message("New source"),
        change=Message("Edit source"),
        added=words("Source added"),
        changed=words("Source updated"),
        removed=words("Source moved to bin"),
        fields=(*_what(makers), *_where(makers), *_chain(makers), *_worth(makers, topics)),
        create=_create,
        apply=lambda was, values: source.changed(context.session, replace(was, **values)),
    )


def offering(spec: FormSpec[Source], context: PageContext, proposals: Sequence[Proposal]) -> FormSpec[Source]:
    """The form with what a file proposes beneath each field; a person takes it up or leaves it."""
    return replace(spec, attach_checks=lambda form, _: _offer(form, context, proposals))


def _create(session: Session, values: Values, fixed: Values) -> Source:
    return source.put_in(session, Source(**{"id": session.ids(), **fixed, **values}))


def _what(makers: FieldFactory) -> tuple[Field, ...]:
    words, wording = makers.words, LibraryWording(makers.words)
    return (
        Field(key="title", title=words("Title"), makes=makers.text(), is_required=True, is_wide=True),
        Field(key="title_original", title=words("Original title"), makes=makers.text(), is_wide=True),
        Field(key="type", title=words("Type"), makes=makers.stated(wording.types()), is_required=True),
        Field(key="author", title=words("Author"), makes=makers.text(), is_required=True),
        Field(
            key="body",
            title=words("Body"),
            makes=makers.text(words("The court, treaty body or office it comes from")),
            is_required=True,
        ),
        Field(key="publisher", title=words("Publisher"), makes=makers.text()),
        Field(key="issued", title=words("Date adopted or decided"), makes=makers.date("past")),
        Field(key="published", title=words("Published"), makes=makers.date("past")),
        Field(key="accessed_on", title=words("Date you accessed it"), makes=makers.day("past")),
        Field(key="language", title=words("Language"), makes=makers.language()),
    )


def _where(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="number",
            title=words("Number, symbol or docket"),
            makes=makers.text(),
            group=words("Identifiers and link"),
        ),
        Field(key="ecli", title=words("ECLI"), makes=makers.text()),
        Field(
            key="url",
            title=words("URL for citation"),
            makes=makers.text(),
            help=words("The publisher's own address, never that of a copy."),
            is_wide=True,
        ),
    )


def _chain(makers: FieldFactory) -> tuple[Field, ...]:
    words, uses = makers.words, LibraryWording(makers.words).uses()
    source_of = makers.anywhere(Source, lambda each: each.title)
    return (
        Field(
            key="replaces",
            title=words("Replaces this edition"),
            makes=source_of,
            is_wide=True,
            group=words("Versions and procedural history"),
        ),
        Field(key="follows", title=words("Follows this decision"), makes=source_of, is_wide=True),
        Field(
            key="history",
            title=words("Later history"),
            makes=makers.long(),
            help=words("The later history of the decision. Printed with every citation of it."),
            is_wide=True,
        ),
        Field(
            key="cite_use",
            title=words("How it may be cited"),
            makes=makers.choice({use: status[0] for use, status in uses.items()}),
        ),
    )


def _worth(makers: FieldFactory, topics: Iterable[Topic]) -> tuple[Field, ...]:
    words, levels = makers.words, LibraryWording(makers.words).levels()
    choices = sorted(((topic.id, words(topic.title)) for topic in topics), key=lambda each: each[1])
    return (
        Field(
            key="topics",
            title=words("Topics"),
            makes=lambda name: TicksEntry(name, choices, words("Search topics")),
            is_wide=True,
            group=words("Evidential value"),
        ),
        Field(
            key="reading_level",
            title=words("How it was read"),
            makes=makers.choice(dict(reversed(levels.items()))),
        ),
        Field(
            key="reliability",
            title=words("Reliability"),
            makes=makers.long(),
            help=words("What it can and cannot prove. Printed with the dossier."),
            is_wide=True,
        ),
        Field(key="access", title=words("How to access and quote it"), makes=makers.text(), is_wide=True),
        Field(key="verify", title=words("To verify before use"), makes=makers.text(), is_wide=True),
    )


def _offer(form: Form, context: PageContext, proposals: Sequence[Proposal]) -> None:
    words = context.words
    whence = {
        "properties": words("from the file's own properties"),
        "first-page": words("stated on its first page"),
    }
    for proposal in proposals:
        box = form.fields.boxes[proposal.field]
        value = StatedDate(edtf=proposal.value) if proposal.field == "issued" else proposal.value
        text = dates.stated(words, value) if isinstance(value, StatedDate) else value
        note = frame("note")
        inside = column(note, gap=2, margins=(6, 10))
        inside.addWidget(label(text, wraps=True, selectable=True))
        row = line(gap=8)
        row.addWidget(label(whence[proposal.whence], "small", wraps=True), 1)
        take = button(words("Use this"), partial(_take, form, proposal.field, value), role="link")
        take.setAccessibleName(f"{take.text()}: {box.field.title}, {text}")
        row.addWidget(take)
        inside.addLayout(row)
        box.add_below(note)


def _take(form: Form, key: str, value: StatedDate | str) -> None:
    entry = form.fields.boxes[key].entry
    entry.set_raw(entry.to_raw(value))
    entry.changed.emit()
