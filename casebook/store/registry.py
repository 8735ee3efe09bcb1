"""The nouns that have a table: one line each."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from casebook.domain.entity import Entity
from casebook.store import (
    attachment,
    audit,
    build,
    case,
    claim,
    clause,
    contact,
    country,
    decision,
    document,
    dossier,
    event,
    fact,
    finding,
    instrument,
    keep,
    person,
    proceeding,
    public_incident,
    relation,
    source,
    topic,
)
from casebook.store.shelf import Shelf

E = TypeVar("E", bound=Entity)

SHELVES: tuple[Shelf[Any], ...] = (
    attachment.SHELF,
    person.SHELF,
    relation.SHELF,
    case.SHELF,
    proceeding.SHELF,
    event.SHELF,
    contact.SHELF,
    document.SHELF,
    document.TEXT_SHELF,
    fact.SHELF,
    topic.SHELF,
    source.SHELF,
    finding.SHELF,
    instrument.SHELF,
    clause.SHELF,
    country.SHELF,
    decision.SHELF,
    public_incident.SHELF,
    claim.SHELF,
    dossier.SHELF,
    build.SHELF,
)
METADATA = audit.AUDIT.metadata
KEPT = (keep.SETTING, keep.DRAFT)
"""The tables that are no noun's: written without an audit entry."""


@cache
def _by_kind() -> dict[type[Any], Shelf[Any]]:
    return {shelf.kind: shelf for shelf in SHELVES}


def shelf_of(kind: type[E]) -> Shelf[E]:
    """The shelf of a noun."""
    return cast("Shelf[E]", _by_kind()[kind])
