"""What must stand beside a calculated date and no check of the arithmetic removes."""

from __future__ import annotations

from typing import Literal

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.deadline.calculation_record import CalculationRecord

Reservation = Literal[
    "in-doubt",
    "no-safe-date",
    "disputed",
    "superseded",
    "unread",
    "authority",
    "earliest",
    "receipt",
    "receipt-unread",
]
RESERVATIONS: dict[Reservation, str] = {
    "in-doubt": gettext_noop("date in doubt"),
    "no-safe-date": gettext_noop("no safe date"),
    "disputed": gettext_noop("disputed"),
    "superseded": gettext_noop("superseded"),
    "unread": gettext_noop("text not read"),
    "authority": gettext_noop("after a limit on the authority"),
    "earliest": gettext_noop("not before this day"),
    "receipt": gettext_noop("must have arrived by then"),
    "receipt-unread": gettext_noop("let it arrive in time"),
}
"""What each is called, as texts to translate, the gravest first."""
DOUBTS: tuple[Reservation, ...] = ("in-doubt", "no-safe-date", "disputed", "superseded", "unread")
"""Those that make the date itself doubtful; the others say what kind of date it is."""


def reservations_of(working: CalculationRecord) -> tuple[Reservation, ...]:
    """Return what must stand beside a calculated date, the gravest first."""
    basis = working.basis
    holds: dict[Reservation, bool] = {
        "no-safe-date": working.has_no_safe_date,
        "disputed": basis.status == "disputed",
        "superseded": basis.status == "superseded",
        "unread": any(caution.kind == "unseen" for caution in working.cautions),
        "authority": basis.nature == "authority",
        "earliest": basis.nature == "earliest",
        "receipt": bool(working.readings) and basis.in_time_if == "received",
        "receipt-unread": bool(basis.in_time and working.readings) and not basis.in_time_if,
    }
    return tuple(reservation for reservation, is_so in holds.items() if is_so)


def reservation_texts(reservations: tuple[Reservation, ...], words: Translator) -> tuple[str, ...]:
    """Return reservations in a language."""
    return tuple(words(RESERVATIONS[reservation]) for reservation in reservations)
