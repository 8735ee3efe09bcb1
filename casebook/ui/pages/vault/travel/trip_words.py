"""What is said of journeys on several of their cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.i18n import Translator
from casebook.domain.sharing.trip import Trip
from casebook.services.person.consent_limits import LimitedPerson
from casebook.services.sharing.protected_fields import PROTECTED
from casebook.ui.models.lines import Status
from casebook.ui.widgets.controls.parts import label


def add_titled(whole: QVBoxLayout, title: str, *parts: QWidget) -> None:
    """Add parts under a title."""
    whole.addWidget(label(title, "strong", wraps=True))
    for part in parts:
        whole.addWidget(part)


def trip_state(words: Translator, trip: Trip) -> Status:
    """Return where a casebook that travels is: text, tone and icon."""
    states: dict[str, Status] = {
        "home": (words("came home"), "green", "home"),
        "lost": (words("lost"), "red", "missing"),
        "taken": (words("taken, not removed"), "amber", "warning"),
        "packed": (words("travelling"), "blue", "travel"),
        "unfinished": (words("not finished"), "amber", "warning"),
    }
    return states[trip.state]


def case_names(words: Translator, trip: Trip, references: Mapping[str, str]) -> str:
    """Return which cases travelled; those that are not here any more are counted."""
    known = [references[one] for one in trip.case_ids if one in references]
    gone = len(trip.case_ids) - len(known)
    more = words.count("{number} case that is not here", "{number} cases that are not here", gone)
    return words.series_of([*known, *([more] if gone else [])])


def kinds_in_words(words: Translator, kinds: Collection[str]) -> str:
    """Return protected kinds by their titles."""
    return words.series_of(words(PROTECTED[one].title) for one in kinds)


def limits_in_words(words: Translator, limited: Iterable[LimitedPerson]) -> list[str]:
    """Return the limits of consents, a line for each person beneath a heading; none without any."""
    lines = [
        words.labelled(one.name or words("Person without a name"), words.series_of(one.scopes))
        for one in limited
    ]
    return [words("Consent within limits:"), *lines] if lines else []
