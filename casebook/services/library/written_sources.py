"""Sources that the texts of a dossier cite as ``[[@source]]``: their history, places read, and country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from casebook.domain.case.case import Case
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.written_authority import AUTHORITY
from casebook.domain.library.argument import Argument
from casebook.domain.library.decision import Decision
from casebook.domain.library.finding import Finding
from casebook.domain.library.history import confirmed_history, is_unsettled
from casebook.domain.library.reading import Reading
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.library import source as sources


def text_sources(session: Session, dossier: Dossier, confirmed: Mapping[str, Reading]) -> dict[str, Source]:
    """Return these sources, with what the office noted of what became of each, by ID."""
    ids = {match["id"] for section in dossier.sections for match in AUTHORITY.finditer(section.text)}
    with session.store.reading() as connection:
        held = sources.citable(connection, sorted(ids))
    later = {key: confirmed[key].later_history for key in held if key in confirmed}
    return {
        key: replace(source, history=confirmed_history(source.history, later.get(key, "")))
        for key, source in held.items()
    }


def with_confirmed(
    authorities: Iterable[Source | Decision], confirmed: Mapping[str, Reading]
) -> tuple[Source | Decision, ...]:
    """Return decisions and sources with what somebody of the office noted of what became of each.

    The library may hold one decision twice, with the same words for what is not known of it.
    """
    held = tuple(authorities)
    noted = {key: reading.later_history for key, reading in confirmed.items() if reading.later_history}
    later = {one.history: noted[one.id] for one in held if one.id in noted and is_unsettled(one.history)}
    return tuple(_with_later(one, noted.get(one.id, later.get(one.history, ""))) for one in held)


def _with_later(authority: Source | Decision, later: str) -> Source | Decision:
    return replace(authority, history=confirmed_history(authority.history, later)) if later else authority


def foreign_law(session: Session, source_ids: Iterable[str], case: Case) -> dict[str, str]:
    """Return the country of these sources where an argument of the library names another than the court's."""
    wanted, own = set(source_ids), case.jurisdiction.partition("-")[0]
    arguments = record.every(session, Argument) if wanted else ()
    named = (each for argument in arguments for each in argument.authorities if each.source_id in wanted)
    return {each.source_id: each.country for each in named if each.country not in {"", own}}


def read_places(session: Session, source_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """The places of these sources of which a finding or an argument says that its words were read."""
    places: dict[str, set[str]] = {key: set() for key in source_ids}
    if places:
        for finding in record.every(session, Finding):
            if finding.source_id in places and finding.reading_level == "document":
                places[finding.source_id].add(finding.pinpoint)
        for argument in record.every(session, Argument):
            for each in argument.authorities:
                if each.source_id in places and each.reading_level == "document":
                    places[each.source_id].add(each.pinpoint)
    return {key: frozenset(found - {""}) for key, found in places.items()}
