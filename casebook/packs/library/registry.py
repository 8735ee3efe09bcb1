"""The registry of cooperation with China: instruments, countries, decisions, incidents that fit together."""

from __future__ import annotations

from functools import cache

from casebook.base.message import Message
from casebook.domain.library.registry import Registry
from casebook.packs.base.entry import OnDefect, refuse
from casebook.packs.base.reader import Pack, PackFolder, close_together, read_together
from casebook.packs.library.claim import read_claims
from casebook.packs.library.clause import read_clauses
from casebook.packs.library.country import read_countries
from casebook.packs.library.decision import read_decisions
from casebook.packs.library.instrument import read_instruments
from casebook.packs.library.public_incident import read_incidents

FILES = ("instruments", "countries", "decisions", "incidents", "claims")
NO_SHEET = {"", "HK"}
"""Places without a country sheet: several states or none, and Hong Kong itself."""


def read_registry(folder: PackFolder | None = None, on_defect: OnDefect = refuse) -> Registry:
    """Read and join the packs of the registry; the shipped ones, read once, where `folder` is None.

    Raises:
        NotFound: a pack is missing.
        PackInvalid: an entry breaks its schema or points at nothing, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> Registry:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> Registry:
    packs = read_together(FILES, folder, on_defect)
    registry = Registry(
        instruments=read_instruments(packs["instruments"]),
        clauses=read_clauses(packs["instruments"]),
        countries=read_countries(packs["countries"]),
        decisions=read_decisions(packs["decisions"]),
        incidents=read_incidents(packs["incidents"]),
        claims=read_claims(packs["claims"]),
        version=packs["instruments"].head.version,
    )
    _join(registry, packs)
    close_together(packs, registry.version)
    return registry


def _join(registry: Registry, packs: dict[str, Pack]) -> None:
    instruments = {instrument.id: instrument for instrument in registry.instruments}
    for clause in registry.clauses:
        if clause.instrument_id not in instruments:
            _dangles(packs["instruments"], f"clause {clause.id}", clause.instrument_id)
    for country in registry.countries:
        for id_ in filter(None, (country.extradition_id, country.surrender_id)):
            if id_ not in instruments or instruments[id_].country != country.id:
                _dangles(packs["countries"], f"country {country.id}", id_)
    sheets = NO_SHEET | {country.id for country in registry.countries}
    placed = (
        *(("instruments", f"instrument {noun.id}", noun.country) for noun in registry.instruments),
        *(("decisions", f"decision {noun.id}", noun.country) for noun in registry.decisions),
        *(("incidents", f"incident {noun.id}", noun.country) for noun in registry.incidents),
        *(("claims", f"claim {noun.id}", code) for noun in registry.claims for code in noun.countries),
    )
    for file, where, code in placed:
        if code not in sheets:
            _dangles(packs[file], where, code)


def _dangles(pack: Pack, where: str, id_: str) -> None:
    pack.root.complain(where, Message("names {id}, which is not there or not its own", id=id_))
