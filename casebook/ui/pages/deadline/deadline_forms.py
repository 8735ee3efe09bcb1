"""What is asked when a deadline is set by hand, extended, overridden, waived or checked."""

from __future__ import annotations

from datetime import date, datetime

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import stated_instant
from casebook.domain.deadline.calculation_record import DueTime
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.widgets.forms.entry import ChoiceEntry, TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form

BY_HAND = gettext_noop("Deadline by order or manual entry")
"""What drafts of the form of a deadline that is not calculated are kept under."""


def typed_day(text: str, field: str) -> date | None:
    """A day as it was typed; None where nothing was.

    Raises:
        InvalidInput: it is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(
            Message("“{text}” is not a calendar date.", text=text),
            field=field,
            remedy="Enter it as 2026-03-02.",
        ) from error


def typed_clock(text: str, field: str) -> tuple[date | None, datetime | None]:
    """A day, with the time where one was typed: with an offset, or as the clock of the court showed it.

    Raises:
        InvalidInput: it is neither.
    """
    if "T" not in text and " " not in text.strip():
        return typed_day(text, field), None
    try:
        clock = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(
            Message("“{text}” is not a date and time.", text=text),
            field=field,
            remedy="Enter it as 2026-03-02 14:30.",
        ) from error
    return clock.date(), clock


def by_hand(makers: FieldFactory) -> Form:
    """Form of a deadline that is not calculated."""
    words = makers.words
    origins = (("", ""), ("order", words("by order of a judge")), ("hand", words("set manually")))
    as_stated = words(
        "The last day in time, as ordered: nothing is calculated, and a closed day does not move it."
    )
    return Form(
        Message(BY_HAND),
        (
            _line("title", words("Action required, without names"), is_required=True),
            *_due(makers, words("Due"), help_text=as_stated),
            Field(
                key="origin",
                title=words("How it was set"),
                makes=lambda name: ChoiceEntry(name, origins),
                is_required=True,  # no judge is taken to have ordered what nobody said
            ),
            _line("reason", words("Order or reason"), is_required=True),
            _line("responsible", words("Person responsible")),
        ),
        words,
        keep=words("Set deadline"),
        is_card=True,
    )


def act(makers: FieldFactory, key: str, deadline_id: str) -> Form:
    """The form of one act on a deadline."""
    words = makers.words
    forms = {
        "extend": (
            Message("Extend"),
            (
                *_due(makers, words("New date"), is_required=False),
                _line("by", words("or extend by, from the original start"), "10 days"),
                _why(words("Order or agreement")),
                Field(key="ordered_on", title=words("Date of the order"), makes=makers.day("past")),
            ),
        ),
        "override": (
            Message("Set another date by order"),
            (*_due(makers, words("New date")), _why(words("Order or reason"))),
        ),
        "met": (
            Message("Mark as met"),
            (_line("why", words("How it was met"), words("filed, served, heard"), is_required=True),),
        ),
        "waived": (Message("Waive"), (_why(words("Who decided, and why")),)),
        "missed": (Message("Mark as missed"), (_why(words("What happened")),)),
        "check": (Message("Record check"), (_line("why", words("Initials")),)),
        "tell": (Message("Record who was informed"), (_why(words("Who was informed, and how")),)),
    }
    title, fields = forms[key]
    return Form(title, fields, words, keep=words(title), is_card=True, draft=f"{title.msgid}/{deadline_id}")


def due_of(values: Values) -> DueTime:
    """The day of a form of a deadline, with its time where one was given.

    Raises:
        InvalidInput: there is no day, or a time without its zone.
    """
    on = values["to"]
    if on is None:
        raise InvalidInput("The date is missing.", field="to", remedy="Enter it as 2026-03-02.")
    return DueTime(on=on, at=stated_instant(StatedDate(edtf=on.isoformat()), values["clock"], values["zone"]))


def _due(
    makers: FieldFactory, title: str, *, help_text: str = "", is_required: bool = True
) -> tuple[Field, ...]:
    """Return the fields of a day, and of a time on it."""
    words = makers.words
    return (
        Field(key="to", title=title, makes=makers.day("future"), help=help_text, is_required=is_required),
        Field(key="clock", title=words("Time"), makes=makers.time()),
        Field(
            key="zone",
            title=words("Time zone"),
            makes=makers.zone(),
            help=words("Time zone in which the time was stated"),
        ),
    )


def _line(key: str, title: str, hint: str = "", *, is_required: bool = False) -> Field:
    return Field(key=key, title=title, makes=lambda name: TextEntry(name, hint), is_required=is_required)


def _why(title: str) -> Field:
    return _line("why", title)
