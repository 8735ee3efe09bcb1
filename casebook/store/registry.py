"""The registry of nouns with a table; modules, and the database library, are imported on first use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

from casebook.base.errors import NotFound
from casebook.domain.base.entity import Entity
from casebook.domain.sharing.merge import MergeRules

if TYPE_CHECKING:
    from sqlalchemy import MetaData, Table

    from casebook.store.base.entity_table import EntityTable

E = TypeVar("E", bound=Entity)

_MODULES: Mapping[str, str] = {
    "attachment": "vault.attachment",
    "person": "person.person",
    "relation": "person.person",
    "case": "case.case",
    "proceeding": "case.proceeding",
    "event": "case.event",
    "contact": "person.contact",
    "role": "person.contact",
    "document": "evidence.document",
    "document-text": "evidence.document",
    "recognition": "evidence.document",
    "redaction": "evidence.document",
    "chat": "evidence.chat",
    "recording": "evidence.recording",
    "statement": "evidence.statement",
    "time-proof": "evidence.time_proof",
    "declaration": "declaration.declaration",
    "fact": "case.fact",
    "incident": "case.fact",
    "assurance": "case.assurance",
    "outcome": "case.outcome",
    "charge": "exposure.charge",
    "ground": "case.ground",
    "request-test": "request.request_test",
    "compared-paper": "request.compared_paper",
    "note": "case.note",
    "task": "case.task",
    "time-note": "case.time_note",
    "topic": "library.topic",
    "source": "library.source",
    "finding": "library.finding",
    "instrument": "library.country_data",
    "clause": "library.country_data",
    "country": "library.country_data",
    "decision": "library.country_data",
    "public-incident": "library.country_data",
    "claim": "library.country_data",
    "statistic": "library.statistic",
    "argument": "library.argument",
    "route": "library.argument",
    "reading": "library.reading",
    "remark": "library.remark",
    "rebuttal": "library.rebuttal",
    "register-match": "library.register_match",
    "collection": "library.collection",
    "revision": "library.revision",
    "dossier": "dossier.dossier",
    "build": "dossier.dossier",
    "pseudonym": "dossier.dossier",
    "official-form": "dossier.official_form",
    "form-answer": "dossier.official_form",
    "deadline": "deadline.deadline",
    "closure": "deadline.deadline",
    "own-rule": "deadline.deadline",
    "rule-confirmation": "deadline.deadline",
    "own-profile": "dossier.dossier",
    "letter": "dossier.letter",
    "letter-template": "dossier.letter",
    "client-paper": "dossier.client_paper",
    "paper-translation": "dossier.client_paper",
    "list-import": "exchange.list_import",
    "bulk-edit": "base.bulk_edit",
    "peer-card": "sharing.handover",
    "handover": "sharing.handover",
    "outcome-pack": "exchange.outcome_pack",
}
"""The module of each noun's table below ``casebook.store``; the table has the noun's name in capitals."""
_WITH_BIN_INDEX = (
    "person",
    "case",
    "event",
    "contact",
    "document",
    "document-text",
    "fact",
    "relation",
    "task",
    "note",
)
"""Nouns with a bin index, without which listing the bin would read every other row."""


@cache
def tables() -> tuple[EntityTable[Any], ...]:
    """Return the tables of all nouns, in the order of lists and exports."""
    return tuple(map(table_named, _MODULES))


@cache
def kept() -> tuple[Table, ...]:
    """Return the tables that belong to no noun: written without an audit entry."""
    from casebook.store.base import settings_store

    return (settings_store.SETTING, settings_store.DRAFT)


@cache
def sharing_tables() -> tuple[Table, ...]:
    """Return the tables of versions, written with every record, and those of this device."""
    from casebook.store.base import device_tables, team_tables, version_tables

    return (
        version_tables.VERSION,
        version_tables.PURGED,
        version_tables.LINE,
        version_tables.OUTGOING,
        team_tables.TEAM,
        team_tables.ROSTER_STATEMENT,
        team_tables.SPACE,
        team_tables.SPACE_KEY,
        team_tables.KEY_GIVEN,
        team_tables.SPACE_RECORD,
        team_tables.SHARE_FILE,
        team_tables.PURGE_REQUEST,
        team_tables.SHARED_EXHIBIT,
        team_tables.MEMBER_CODE_NAME,
        team_tables.TEAM_WAITING,
        device_tables.OWN_DEVICE,
        device_tables.PEER_LINE,
        device_tables.DECLINED,
    )


@cache
def metadata() -> MetaData:
    """Return SQLAlchemy's metadata with every table and index loaded."""
    from casebook.store.base import audit
    from casebook.store.base.table import bin_index

    by_noun = {entity_table.noun: entity_table for entity_table in tables()}
    for noun in _WITH_BIN_INDEX:
        bin_index(by_noun[noun].table)
    return audit.AUDIT.metadata


def prepare() -> None:
    """Load the database library, and prepare the conversion of the rows of every noun."""
    from casebook.store.base.connection import RAW_KEY_BYTES, open_engine

    open_engine(None, bytes(RAW_KEY_BYTES)).dispose()
    for table in tables():
        table.prepare()


def table_for(kind: type[E]) -> EntityTable[E]:
    """Return the table of a record class."""
    return cast("EntityTable[E]", table_named(_noun(kind)))


@cache
def table_named(noun: str) -> EntityTable[Any]:
    """Return the table of a noun by its name.

    Raises:
        NotFound: no noun is called so.
    """
    if noun not in _MODULES:
        raise NotFound(
            "This type of record does not exist.", field="noun", remedy="Check the name of the type."
        )
    module = import_module(f"casebook.store.{_MODULES[noun]}")
    return cast("EntityTable[Any]", getattr(module, noun.upper().replace("-", "_")))


def known_table(noun: str) -> EntityTable[Any] | None:
    """Return the table of a noun by its name; None for one of a newer version."""
    return table_named(noun) if noun in _MODULES else None


def merge_rules(noun: str) -> MergeRules:
    """Return how the fields of a noun merge; nothing of one of a newer version."""
    table = known_table(noun)
    return table.merge if table else MergeRules()


def found_as(touched: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return records by noun, with the names that change listeners use."""
    by_name: dict[str, frozenset[str]] = {}
    for noun, ids in touched.items():
        name = (noun in _MODULES and table_named(noun).found_as) or noun
        by_name[name] = by_name.get(name, frozenset()) | ids
    return by_name


@cache
def _noun(kind: type[Any]) -> str:
    """Return the noun of a class: ``DocumentText`` is ``document-text``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower()
