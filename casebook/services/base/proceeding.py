"""Proceedings: which went on to which by appeal, and what each relies on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.instrument import Instrument
from casebook.services.base.session import Session
from casebook.store.registry import shelf_of


def chains(proceedings: Sequence[Proceeding]) -> list[tuple[Proceeding, ...]]:
    """Each proceeding followed by the appeals it went on to, first begun first; none is told twice."""
    by_id = {told.id: told for told in proceedings}
    appeals = {told.next_id for told in proceedings if told.next_id in by_id}
    found: list[tuple[Proceeding, ...]] = []
    told: set[str] = set()
    # One that is nobody's appeal comes first; a circle, which no door lets in, is still told once.
    for start in sorted(proceedings, key=lambda one: (one.id in appeals, _began_on(one))):
        chain = []
        step: Proceeding | None = start
        while step is not None and step.id not in told:
            told.add(step.id)
            chain.append(step)
            step = by_id.get(step.next_id)
        if chain:
            found.append(tuple(chain))
    return found


def _began_on(proceeding: Proceeding) -> date:
    return min((stage.begins.earliest_on for stage in proceeding.stages), default=date.max)


def require_appeal(session: Session, told: Proceeding) -> None:
    """Refuse a proceeding that goes on to one of another case, or comes back to where it began.

    Raises:
        InvalidInput: it does.
    """
    shelf = shelf_of(Proceeding)
    with session.store.reading() as connection:
        others = {each.id: each for each in shelf.of_case(connection, told.case_id)}
        if told.next_id not in others and shelf.some(connection, [told.next_id]):
            raise _refused("The appeal belongs to another case.")
    step, passed = others.get(told.next_id), set[str]()
    while step is not None and step.id not in passed:
        if step.id == told.id:
            raise _refused("An appeal cannot lead back to the proceeding it came from.")
        passed.add(step.id)
        step = others.get(step.next_id)


def instrument(session: Session, proceeding: Proceeding) -> Instrument | None:
    """The treaty or arrangement it relies on, as the registry in this vault has it, or None."""
    if not proceeding.instrument_id:
        return None
    try:
        with session.store.reading() as connection:
            return shelf_of(Instrument).find(connection, proceeding.instrument_id)
    except NotFound:
        return None


def _refused(title: str) -> InvalidInput:
    return InvalidInput(title, field="next_id", remedy="Choose the proceeding that followed in this case.")
