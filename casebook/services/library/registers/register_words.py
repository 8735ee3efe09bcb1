"""What agrees between a row of a register and a person, in words."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.i18n import Translator
from casebook.domain.library.register_match import MatchState, RegisterMatch
from casebook.domain.library.registers.agreement import (
    Agreement,
    AgreementKind,
    DifferenceKind,
    MatchLevel,
    RowDifference,
)


def agreement_title(kind: AgreementKind, words: Translator) -> str:
    """Return what agrees."""
    titles: dict[AgreementKind, str] = {
        "number": words("number of an identity document"),
        "name-characters": words("name in characters"),
        "name-script": words("name in its own script"),
        "name-latin": words("name in Latin letters"),
        "name-spelling": words("name in another script or spelling"),
        "name-alike": words("similar name"),
        "born-day": words("date of birth"),
        "born-year": words("year of birth"),
        "born-age": words("year of birth by the age"),
        "born-stated": words("date of birth as a paper of the State has it"),
        "born-calendar": words("date of birth, perhaps by another calendar"),
        "sex": words("sex"),
        "place": words("place"),
        "detained": words("day of a fact of the case"),
        "charge": words("charge"),
    }
    return titles[kind]


def difference_title(kind: DifferenceKind, words: Translator) -> str:
    """Return what differs."""
    titles: dict[DifferenceKind, str] = {"born": words("date of birth"), "sex": words("sex")}
    return titles[kind]


def level_title(level: MatchLevel, words: Translator) -> str:
    """Return how much a match shows."""
    titles: dict[MatchLevel, str] = {
        "strong": words("three points or more"),
        "possible": words("possible"),
        "weak": words("weak"),
    }
    return titles[level]


def state_title(state: MatchState, words: Translator) -> str:
    """Return what somebody decided."""
    titles: dict[MatchState, str] = {
        "open": words("to be decided"),
        "confirmed": words("confirmed"),
        "dismissed": words("another person"),
    }
    return titles[state]


def reasons(match: RegisterMatch, words: Translator) -> str:
    """Return everything that agrees, in one line."""
    return words.list_of(agreement_title(one.kind, words) for one in match.agreements)


def compared(values: Iterable[Agreement | RowDifference], words: Translator) -> list[tuple[str, str, str]]:
    """Return title, value of the row and value of the casebook for each agreement or difference."""
    rows = []
    for one in values:
        if isinstance(one, RowDifference):
            title = difference_title(one.kind, words)
        else:
            title = agreement_title(one.kind, words)
        rows.append((title, words.day_or_text(one.row), words.day_or_text(one.ours)))
    return rows
