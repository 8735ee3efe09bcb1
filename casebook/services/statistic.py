"""Figures by year, drawn from the library: each with the finding and source it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.domain.statistic import Figure, Statistic, figures
from casebook.packs.library import read_library
from casebook.services import library
from casebook.services.library_query import Cited
from casebook.services.session import Session
from casebook.store.registry import shelf_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The plots, and what each number rests on.

    Attributes:
        figures: in the order of the pack.
        cited: by finding id.
    """

    figures: tuple[Figure, ...]
    cited: Mapping[str, Cited]


def drawn(session: Session | None = None) -> Drawn:
    """Every plot of the vault, or of the shipped library where none is open."""
    held = library.shelves(session)
    found = _statistics(session)
    return Drawn(
        figures=figures(found),
        cited={each.finding_id: held.cited(held.findings[each.finding_id]) for each in found},
    )


def _statistics(session: Session | None) -> list[Statistic]:
    if session is None:
        return list(read_library().statistics)
    with session.store.reading() as connection:
        return shelf_of(Statistic).all(connection)
