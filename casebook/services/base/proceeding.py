"""Proceedings: which went on to which by appeal, and what each relies on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.instrument import Instrument
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def chains(proceedings: Sequence[Proceeding]) -> list[tuple[Proceeding, ...]]:
    """Each proceeding followed by the appeals it went on to, first begun first; none is told twice."""
    by_id = {proceeding.id: proceeding for proceeding in proceedings}
    appeals = {proceeding.next_id for proceeding in proceedings if proceeding.next_id in by_id}
    all_chains: list[tuple[Proceeding, ...]] = []
    seen_ids: set[str] = set()
    # One that is nobody's appeal comes first; a circle, which no door lets in, is still told once.
    for start in sorted(proceedings, key=lambda one: (one.id in appeals, _began_on(one))):
        chain = []
        step: Proceeding | None = start
        while step is not None and step.id not in seen_ids:
            seen_ids.add(step.id)
            chain.append(step)
            step = by_id.get(step.next_id)
        if chain:
            all_chains.append(tuple(chain))
    return all_chains


def _began_on(proceeding: Proceeding) -> date:
    return min((stage.begins.earliest_on for stage in proceeding.stages), default=date.max)


def require_appeal(session: Session, proceeding: Proceeding) -> None:
    """Refuse a proceeding that goes on to one of another case, or comes back to where it began.

    Raises:
        InvalidInput: it does.
    """
    shelf = table_for(Proceeding)
    with session.store.reading() as connection:
        others = {each.id: each for each in shelf.of_case(connection, proceeding.case_id)}
        if proceeding.next_id not in others and shelf.some(connection, [proceeding.next_id]):
            raise _refused("The appeal belongs to another case.")
    step, passed = others.get(proceeding.next_id), set[str]()
    while step is not None and step.id not in passed:
        if step.id == proceeding.id:
            raise _refused("An appeal cannot lead back to the proceeding it came from.")
        passed.add(step.id)
        step = others.get(step.next_id)


def instrument(session: Session, proceeding: Proceeding) -> Instrument | None:
    """The treaty or arrangement it relies on, as the registry in this vault has it, or None."""
    if not proceeding.instrument_id:
        return None
    try:
        with session.store.reading() as connection:
            return table_for(Instrument).find(connection, proceeding.instrument_id)
    except NotFound:
        return None


def _refused(title: str) -> InvalidInput:
    return InvalidInput(title, field="next_id", remedy="Choose the proceeding that followed in this case.")
