"""Reservations about a calculated date that no check of the arithmetic removes."""

from __future__ import annotations

from typing import Literal

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.deadline.calculation_record import CalculationRecord

Reservation = Literal["in-doubt", "no-safe-date", "disputed", "superseded", "unread"]
RESERVATIONS: dict[Reservation, str] = {
    "in-doubt": gettext_noop("date in doubt"),
    "no-safe-date": gettext_noop("no safe date"),
    "disputed": gettext_noop("disputed"),
    "superseded": gettext_noop("superseded"),
    "unread": gettext_noop("text not read"),
}
"""What each is called, as texts to translate, the gravest first."""


def reservations_of(working: CalculationRecord) -> tuple[Reservation, ...]:
    """Return what speaks against relying on a calculated date, the gravest first."""
    holds: dict[Reservation, bool] = {
        "no-safe-date": working.has_no_safe_date,
        "disputed": working.basis.status == "disputed",
        "superseded": working.basis.status == "superseded",
        "unread": any(caution.kind == "unseen" for caution in working.cautions),
    }
    return tuple(reservation for reservation, is_so in holds.items() if is_so)


def reservation_texts(reservations: tuple[Reservation, ...], words: Translator) -> tuple[str, ...]:
    """Return reservations in a language."""
    return tuple(words(RESERVATIONS[reservation]) for reservation in reservations)
