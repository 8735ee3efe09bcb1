"""Proceedings of a case: their stages, legal basis and events."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, chains
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.sheet import CountrySheet
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import country
from casebook.store.registry import table_for


@entity
class CaseProceedings:
    """The proceedings of a case with its events and the related registry records.

    Attributes:
        proceedings: in order, appeals after what they are of.
        events: of the whole case.
        instruments: what a proceeding relies on, by the id of the proceeding.
        country: ISO 3166 code of the state the case runs in, where the registry has its sheet, or "".
        sheets: of that country and of those of the instruments, by code.
    """

    proceedings: tuple[Proceeding, ...]
    events: tuple[Event, ...]
    instruments: Mapping[str, Instrument]
    country: str
    sheets: Mapping[str, CountrySheet]

    def chain_of(self, proceeding: Proceeding) -> tuple[Proceeding, ...]:
        """Return the chain of appeals of a proceeding, including the proceeding."""
        return next((chain for chain in chains(self.proceedings) if proceeding in chain), ())


def of_case(session: Session, case_id: str) -> CaseProceedings:
    """Return the proceedings of a case.

    Raises:
        NotFound: there is no such case.
    """
    proceedings = record.of_case(session, Proceeding, case_id)
    instruments = {
        proceeding.id: relied_on
        for proceeding in proceedings
        if (relied_on := instrument(session, proceeding)) is not None
    }
    case_country = country.of_case(session, case_id)
    codes = {case_country, *(relied_on.country for relied_on in instruments.values())} - {""}
    return CaseProceedings(
        proceedings=tuple(proceeding for chain in chains(proceedings) for proceeding in chain),
        events=tuple(record.of_case(session, Event, case_id)),
        instruments=instruments,
        country=case_country,
        sheets=country.sheets(session, codes) if codes else {},
    )


def instrument(session: Session, proceeding: Proceeding) -> Instrument | None:
    """Return the treaty or arrangement it relies on, from the registry in this vault, or None."""
    if not proceeding.instrument_id:
        return None
    try:
        with session.store.reading() as connection:
            return table_for(Instrument).find(connection, proceeding.instrument_id)
    except NotFound:
        return None
