"""The nouns that have a table: one line each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from casebook.base.errors import NotFound
from casebook.domain.base.entity import Entity
from casebook.store.base import audit, settings_store
from casebook.store.base.connection import RAW_KEY_BYTES, open_engine
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import bin_index
from casebook.store.case.argument import ASSURANCE, GROUND
from casebook.store.case.case import CASE
from casebook.store.case.event import EVENT
from casebook.store.case.fact import FACT, INCIDENT
from casebook.store.case.note import NOTE
from casebook.store.case.proceeding import PROCEEDING
from casebook.store.case.task import TASK
from casebook.store.deadline.deadline import CLOSURE, DEADLINE, OWN_RULE
from casebook.store.dossier.dossier import BUILD, DOSSIER, OWN_PROFILE, PSEUDONYM
from casebook.store.evidence.document import DOCUMENT, DOCUMENT_TEXT, RECOGNITION, REDACTION
from casebook.store.library.country_data import (
    CLAIM,
    CLAUSE,
    COUNTRY,
    DECISION,
    INSTRUMENT,
    PUBLIC_INCIDENT,
)
from casebook.store.library.finding import FINDING
from casebook.store.library.literature import (
    COLLECTION,
    REBUTTAL,
    REMARK,
    REVISION,
    SOURCE,
    STATISTIC,
    TOPIC,
)
from casebook.store.library.reading import READING
from casebook.store.person.contact import CONTACT, ROLE
from casebook.store.person.person import PERSON, RELATION
from casebook.store.vault.attachment import ATTACHMENT

E = TypeVar("E", bound=Entity)

TABLES: tuple[EntityTable[Any], ...] = (
    ATTACHMENT,
    PERSON,
    RELATION,
    CASE,
    PROCEEDING,
    EVENT,
    CONTACT,
    ROLE,
    DOCUMENT,
    DOCUMENT_TEXT,
    RECOGNITION,
    REDACTION,
    FACT,
    INCIDENT,
    ASSURANCE,
    GROUND,
    NOTE,
    TASK,
    TOPIC,
    SOURCE,
    FINDING,
    INSTRUMENT,
    CLAUSE,
    COUNTRY,
    DECISION,
    PUBLIC_INCIDENT,
    CLAIM,
    STATISTIC,
    READING,
    REMARK,
    REBUTTAL,
    COLLECTION,
    REVISION,
    DOSSIER,
    BUILD,
    PSEUDONYM,
    DEADLINE,
    CLOSURE,
    OWN_RULE,
    OWN_PROFILE,
)
METADATA = audit.AUDIT.metadata
for many in (
    PERSON,
    CASE,
    EVENT,
    CONTACT,
    DOCUMENT,
    DOCUMENT_TEXT,
    FACT,
    RELATION,
    TASK,
    NOTE,
):
    bin_index(many.table)  # without it, listing what lies in the bin would read every row that stands
KEPT = (settings_store.SETTING, settings_store.DRAFT)
"""The tables that are no noun's: written without an audit entry."""


@cache
def _by_kind() -> dict[type[Any], EntityTable[Any]]:
    return {entity_table.kind: entity_table for entity_table in TABLES}


def prepare() -> None:
    """Load the database's library, and work out how the rows of every noun are read."""
    open_engine(None, bytes(RAW_KEY_BYTES)).dispose()
    for table in TABLES:
        table.prepare()


def table_for(kind: type[E]) -> EntityTable[E]:
    """The table of a kind of record."""
    return cast("EntityTable[E]", _by_kind()[kind])


def table_named(noun: str) -> EntityTable[Any]:
    """The table of a noun by its name.

    Raises:
        NotFound: no noun is called so.
    """
    named = next((entity_table for entity_table in TABLES if entity_table.noun == noun), None)
    if named is None:
        raise NotFound("This type of record does not exist.", field="noun")
    return named


def found_as(touched: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Records by noun, named as those who listen for changes know them."""
    names = {entity_table.noun: entity_table.found_as or entity_table.noun for entity_table in TABLES}
    by_name: dict[str, frozenset[str]] = {}
    for noun, ids in touched.items():
        name = names.get(noun, noun)
        by_name[name] = by_name.get(name, frozenset()) | ids
    return by_name
