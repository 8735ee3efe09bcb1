"""What happened in a case besides the facts of its grounds: arrest, request, flight, the claim to asylum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.entity import entity
from casebook.domain.case.event import Event, EventKind
from casebook.domain.case.proceeding import Proceeding

_TOLD: frozenset[EventKind] = frozenset({"arrest", "request-received", "other"})
"""Hearings, filings and decisions stand with the proceedings; a contact with somebody is for the office."""
_CLAIM = gettext_noop("Claim to international protection: {forum}")


@entity
class CourseStep:
    """One step, in a text to print."""

    on: StatedDate
    text: str
    forum: str = ""


def course_of(
    events: Iterable[Event], proceedings: Iterable[Proceeding], today: date
) -> tuple[CourseStep, ...]:
    """Return what happened in a case up to a day, with the first stage of each asylum proceeding."""
    happened = [
        CourseStep(on=event.on, text=event.title)
        for event in events
        if event.kind in _TOLD and not event.on.is_unknown and event.has_happened(today)
    ]
    claims = [
        CourseStep(on=proceeding.stages[0].begins, text=_CLAIM, forum=proceeding.forum)
        for proceeding in proceedings
        if proceeding.kind == "asylum" and proceeding.stages and not proceeding.stages[0].begins.is_unknown
    ]
    return (*happened, *claims)


def with_course(
    facts: Sequence[tuple[StatedDate, dict[str, str]]], course: Iterable[CourseStep], words: Translator
) -> list[dict[str, str]]:
    """Return the facts in the order of time with the steps of days that no fact tells of."""
    days = {on for on, _ in facts}
    steps = [
        (step.on, {"date": in_words(step.on, words), "text": _text(step, words), "proof": ""})
        for step in course
        if step.on not in days
    ]
    return [row for _, row in sorted((*facts, *steps), key=lambda pair: pair[0].order)]


def _text(step: CourseStep, words: Translator) -> str:
    text = words(step.text, forum=step.forum) if step.forum else step.text
    return text.removesuffix(".")
