"""The form of an event: type, date, time and zone, place and outcome."""

from __future__ import annotations

from functools import partial

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.case.event import Event, default_status, stated_instant
from casebook.domain.case.proceeding import Proceeding
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.tags import tags_field
from casebook.ui.pages.case.birth_notice import BirthNotice
from casebook.ui.pages.case.period_notice import PeriodNotice
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


def event_form_spec(context: PageContext, case_id: str) -> FormSpec[Event]:
    """Return the form of an event."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Event,
        new=Message("New event"),
        change=Message("Edit event"),
        added=words("Event added"),
        changed=words("Event updated"),
        removed=words("Event moved to bin"),
        fields=(*_what(makers), *_where(makers, case_id)),
        to_attributes=_attributes,
        values=_values,
        attach_checks=partial(_attach_checks, context, case_id),
    )


def _attach_checks(context: PageContext, case_id: str, form: Form, changed_id: str) -> None:
    BirthNotice(context, form, case_id)
    PeriodNotice(context, form, case_id)
    if not changed_id:
        _fill_in_status(context, form)


def proceeding_title(context: PageContext, proceeding: Proceeding) -> str:
    """Return the title of a proceeding in a list of choices."""
    kind = Wording(context.words).proceeding_kind[proceeding.kind]
    return " · ".join(part for part in (kind, proceeding.forum, proceeding.number) if part)


def _what(makers: FieldFactory) -> tuple[Field, ...]:
    words, case_words = makers.words, CaseWords(makers.words)
    return (
        Field(
            key="title",
            title=words("Title (no names)"),
            makes=makers.text(words("Hearing on detention")),
            is_required=True,
            is_wide=True,
        ),
        Field(key="kind", title=words("Type"), makes=makers.stated(case_words.event_kind), is_required=True),
        Field(
            key="status",
            title=words("Status"),
            makes=makers.stated(case_words.event_status),
            is_required=True,
        ),
        Field(key="on", title=words("Date"), makes=makers.date(is_needed=True)),
        Field(key="clock", title=words("Time"), makes=makers.time()),
        Field(
            key="zone",
            title=words("Time zone"),
            makes=makers.zone(),
            help=words("Time zone in which the time was stated"),
        ),
    )


def _where(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    proceeding = makers.of_case(Proceeding, case_id, lambda choice: proceeding_title(makers.context, choice))
    return (
        Field(key="proceeding_id", title=words("Proceeding"), makes=proceeding, is_wide=True),
        Field(key="place", title=words("Place"), makes=makers.text(words("courtroom, border post"))),
        Field(key="interpreter", title=words("Interpreter"), makes=makers.text()),
        Field(key="attendance", title=words("Who must attend"), makes=makers.text()),
        Field(key="outcome", title=words("Outcome"), makes=makers.long(), is_wide=True),
        tags_field(makers.context),
    )


def _fill_in_status(context: PageContext, form: Form) -> None:
    """Follow the date with the status until the person chooses one: past or to come."""
    status, filled = form.entries["status"], ""

    def follow() -> None:
        nonlocal filled
        if status.raw != filled:
            return  # it was chosen
        try:
            on = form.entries["on"].read()
        except InvalidInput:
            return
        kind = form.entries["kind"].raw
        today = context.session.clock().date()
        if on is None or not kind or (not on.is_exact and on.earliest_on <= today <= on.latest_on):
            return  # a person is there to be asked
        filled = default_status(kind, on, today)
        status.set_raw(filled)

    form.changed.connect(follow)


def _attributes(values: Values) -> Values:
    """Return the attributes of an event, its instant calculated from day, time and zone."""
    attributes = {key: value for key, value in values.items() if key != "clock"}
    if values["clock"] is None:
        attributes["zone"] = ""  # the office's own stands there already
    return {**attributes, "at": stated_instant(values["on"], values["clock"], values["zone"])}


def _values(event: Event) -> Values:
    return {"clock": event.local_at.time() if event.local_at else None}
