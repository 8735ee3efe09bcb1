"""The registry of cooperation: as supplied if no vault is open, else as copied into the vault."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.domain.base.entity import Entity
from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.registry import Registry
from casebook.packs.library.registry import read_registry
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def shipped() -> Registry:
    """Return the registry supplied with the program.

    Raises:
        PackInvalid: an entry breaks its schema.
    """
    return read_registry()


def of_vault(session: Session) -> Registry:
    """Return the registry of a vault, with its custom records."""
    with session.store.reading() as connection:
        countries = tuple(table_for(Country).all(connection))
        return Registry(
            instruments=tuple(table_for(Instrument).all(connection)),
            clauses=tuple(table_for(Clause).all(connection)),
            countries=tuple(sorted(countries, key=lambda country: country.id)),
            decisions=tuple(table_for(Decision).all(connection)),
            incidents=tuple(table_for(PublicIncident).all(connection)),
            claims=tuple(table_for(Claim).all(connection)),
            version=max((country.pack for country in countries), default=""),
        )


def held(session: Session | None) -> Registry:
    """Return the registry of the vault, or the supplied one if none is open."""
    return of_vault(session) if session else shipped()


def records(registry: Registry) -> Iterable[Entity]:
    """Return every record of it in the order of its packs."""
    return (
        *registry.instruments,
        *registry.clauses,
        *registry.countries,
        *registry.decisions,
        *registry.incidents,
        *registry.claims,
    )
