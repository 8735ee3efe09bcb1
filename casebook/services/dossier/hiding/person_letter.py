"""The letters that stand for people in the copies of a case: Person A, Person B and so on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import ascii_uppercase

from casebook.domain.case.case import Case
from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def person_letters(
    session: Session, case: Case, ids: Collection[str], *, keeps_labels: bool
) -> dict[str, str]:
    """A letter for each of these people and contacts: the one kept, or the next that is free.

    Args:
        session: the open vault.
        case: in whose copies they are hidden.
        ids: of those who need one.
        keeps_labels: keep the letters that are given here; nothing is written otherwise.

    Raises:
        ReadOnly: a letter must be kept, and the vault is open to read alone.
    """
    kept = _kept(session, case)
    free = _free({*kept.values()})
    letters = {id_: kept.get(id_) or next(free) for id_ in ids}
    if keeps_labels:
        _keep(session, case, {id_: letter for id_, letter in letters.items() if id_ not in kept})
    return letters


def _keep(session: Session, case: Case, letters: Mapping[str, str]) -> None:
    new = [
        Pseudonym(id=session.ids(), case_id=case.id, person_id=person_id, label=letter)
        for person_id, letter in letters.items()
    ]
    if new:
        record.add(session, *new)


def _kept(session: Session, case: Case) -> dict[str, str]:
    """The letters given in this case, by person."""
    with session.store.reading() as connection:
        pseudonyms = table_for(Pseudonym).of_case(connection, case.id)
    return {pseudonym.person_id: pseudonym.label for pseudonym in pseudonyms}


def _free(taken: set[str]) -> Iterator[str]:
    """Letters not yet given: A to Z, then A1, B1 and so on."""
    round_ = 0
    while True:
        for letter in ascii_uppercase:
            label = f"{letter}{round_ or ''}"
            if label not in taken:
                yield label
        round_ += 1
