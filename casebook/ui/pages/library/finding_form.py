"""How a finding of the person's own is filled in: one statement, its place, and how well it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.services.base.session import Session
from casebook.services.library import finding
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.forms.field import Field


def finding_form_spec(context: PageContext, topics: Iterable[Topic]) -> FormSpec[Finding]:
    """The form of a finding; one of the packs is never changed by it."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Finding,
        new=Message("New finding"),
        change=Message("Edit finding"),
        added=words("Finding added"),
        changed=words("Finding updated"),
        removed=words("Finding moved to bin"),
        fields=(*_said(makers, topics), *_read(makers), *_about(makers)),
        create=_create,
        apply=lambda was, values: finding.changed(context.session, replace(was, **values)),
    )


def _create(session: Session, values: Values, fixed: Values) -> Finding:
    return finding.put_in(session, Finding(**{"id": session.ids(), **fixed, **values}))


def _said(makers: FieldFactory, topics: Iterable[Topic]) -> tuple[Field, ...]:
    words, wording = makers.words, LibraryWording(makers.words)
    by_title = sorted(topics, key=lambda topic: words(topic.title))
    source = makers.anywhere(Source, lambda each: each.title)
    return (
        Field(
            key="statement",
            title=words("What the source says, in one sentence in your own words"),
            makes=makers.long(),
            is_required=True,
            is_wide=True,
        ),
        Field(key="source_id", title=words("Source"), makes=source, is_required=True, is_wide=True),
        Field(
            key="topic_id",
            title=words("Topic"),
            makes=makers.stated({topic.id: words(topic.title) for topic in by_title}),
            is_required=True,
        ),
        Field(
            key="kind",
            title=words("Fact, legal standard or argument"),
            makes=makers.stated(wording.kinds()),
            is_required=True,
        ),
        Field(
            key="strength",
            title=words("Strength"),
            makes=makers.stated(wording.strengths()),
            is_required=True,
        ),
        Field(
            key="is_adverse",
            title=words("Adverse, or states the PRC's own position"),
            makes=makers.tick(),
            is_wide=True,
        ),
    )


def _read(makers: FieldFactory) -> tuple[Field, ...]:
    words, levels = makers.words, LibraryWording(makers.words).levels()
    return (
        Field(
            key="reading_level",
            title=words("How it was read"),
            makes=makers.choice(dict(reversed(levels.items()))),
            group=words("How it is known"),
        ),
        Field(
            key="pinpoint",
            title=words("Place in the source"),
            makes=makers.text("para. 34"),
        ),
        Field(key="reported_in", title=words("Secondary account it comes from"), makes=makers.text()),
        Field(key="verify", title=words("To verify before use"), makes=makers.text(), is_wide=True),
    )


def _about(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(key="period", title=words("Period covered"), makes=makers.text(), group=words("Covers")),
        Field(key="scope", title=words("Place it covers"), makes=makers.text()),
        Field(
            key="groups", title=words("Groups"), makes=makers.several(), help=words("Separate with commas.")
        ),
    )
