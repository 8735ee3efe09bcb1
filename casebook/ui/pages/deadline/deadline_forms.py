"""What is asked when a deadline is set by hand, extended, overridden, waived or checked."""

from __future__ import annotations

from datetime import date, datetime

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.deadline.calculation_record import DueTime
from casebook.ui.widgets.forms.entry import ChoiceEntry, TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form

FormValues = dict[str, str]
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


def typed_moment(text: str, field: str) -> DueTime:
    """A day, or a day and time with its offset.

    Raises:
        InvalidInput: it is neither, or a time without an offset.
    """
    if "T" not in text and " " not in text.strip():
        on = typed_day(text, field)
        if on is None:
            raise InvalidInput("The date is missing.", field=field, remedy="Enter it as 2026-03-02.")
        return DueTime(on=on)
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(
            Message("“{text}” is not a date and time.", text=text),
            field=field,
            remedy="Enter it as 2026-03-02T16:00+02:00.",
        ) from error
    if at.tzinfo is None:
        raise InvalidInput(
            "The time has no time zone.",
            field=field,
            remedy="Include the UTC offset: 2026-03-02T16:00+02:00.",
        )
    return DueTime(on=at.date(), at=at)


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


def by_hand(words: Translator) -> Form:
    """Form of a deadline that is not calculated."""
    origins = (("", ""), ("order", words("by order of a judge")), ("hand", words("set manually")))
    return Form(
        Message(BY_HAND),
        (
            _line("title", words("Action required, without names"), is_required=True),
            _line("due", words("Due"), "2026-05-15", is_required=True),
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


def act(words: Translator, key: str, deadline_id: str) -> Form:
    """The form of one act on a deadline."""
    forms = {
        "extend": (
            Message("Extend"),
            (
                _day(words("New date")),
                _line("by", words("or extend by, from the original start"), "10 days"),
                _why(words("Order or agreement")),
                _ordered_on(words),
            ),
        ),
        "override": (
            Message("Set another date by order"),
            (_day(words("New date")), _why(words("Order or reason"))),
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


def _line(key: str, title: str, hint: str = "", *, is_required: bool = False) -> Field:
    return Field(key=key, title=title, makes=lambda name: TextEntry(name, hint), is_required=is_required)


def _day(title: str) -> Field:
    return _line("to", title, "2026-05-15")


def _why(title: str) -> Field:
    return _line("why", title)


def _ordered_on(words: Translator) -> Field:
    return _line("ordered_on", words("Date of the order"), "2026-05-02")
