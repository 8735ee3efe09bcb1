"""The nouns that have a table: one line each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from casebook.domain.base.entity import Entity
from casebook.store.base import audit, settings_store
from casebook.store.base.connection import RAW_KEY_BYTES, open_engine
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import bin_index
from casebook.store.case import assurance, case, event, fact, ground, incident, note, proceeding, task
from casebook.store.deadline import closure, deadline, own_rule
from casebook.store.dossier import build, dossier, own_profile, pseudonym
from casebook.store.evidence import document, recognition, redaction
from casebook.store.library import (
    claim,
    clause,
    collection,
    country,
    decision,
    finding,
    instrument,
    public_incident,
    reading,
    rebuttal,
    remark,
    revision,
    source,
    statistic,
    topic,
)
from casebook.store.person import contact, person, relation, role
from casebook.store.vault import attachment

E = TypeVar("E", bound=Entity)

TABLES: tuple[EntityTable[Any], ...] = (
    attachment.SHELF,
    person.SHELF,
    relation.SHELF,
    case.SHELF,
    proceeding.SHELF,
    event.SHELF,
    contact.SHELF,
    role.SHELF,
    document.SHELF,
    document.TEXT_SHELF,
    recognition.SHELF,
    redaction.SHELF,
    fact.SHELF,
    incident.SHELF,
    assurance.SHELF,
    ground.SHELF,
    note.SHELF,
    task.SHELF,
    topic.SHELF,
    source.SHELF,
    finding.SHELF,
    instrument.SHELF,
    clause.SHELF,
    country.SHELF,
    decision.SHELF,
    public_incident.SHELF,
    claim.SHELF,
    statistic.SHELF,
    reading.SHELF,
    remark.SHELF,
    rebuttal.SHELF,
    collection.SHELF,
    revision.SHELF,
    dossier.SHELF,
    build.SHELF,
    pseudonym.SHELF,
    deadline.SHELF,
    closure.SHELF,
    own_rule.SHELF,
    own_profile.SHELF,
)
METADATA = audit.AUDIT.metadata
for many in (
    person.SHELF,
    case.SHELF,
    event.SHELF,
    contact.SHELF,
    document.SHELF,
    document.TEXT_SHELF,
    fact.SHELF,
    relation.SHELF,
    task.SHELF,
    note.SHELF,
):
    bin_index(many.table)  # without it, listing what lies in the bin would read every row that stands
KEPT = (settings_store.SETTING, settings_store.DRAFT)
"""The tables that are no noun's: written without an audit entry."""


@cache
def _by_kind() -> dict[type[Any], EntityTable[Any]]:
    return {shelf.kind: shelf for shelf in TABLES}


def prepare() -> None:
    """Load the database's library, and work out how the rows of every noun are read."""
    open_engine(None, bytes(RAW_KEY_BYTES)).dispose()
    for table in TABLES:
        table.prepare()


def table_for(kind: type[E]) -> EntityTable[E]:
    """The shelf of a noun."""
    return cast("EntityTable[E]", _by_kind()[kind])


def found_as(touched: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Records by noun, named as those who listen for changes know them."""
    names = {shelf.noun: shelf.found_as or shelf.noun for shelf in TABLES}
    by_name: dict[str, frozenset[str]] = {}
    for noun, ids in touched.items():
        name = names.get(noun, noun)
        by_name[name] = by_name.get(name, frozenset()) | ids
    return by_name
