"""Country sheets, from the registry's pack."""

from __future__ import annotations

from typing import get_args

from casebook.domain.library.country import Country, Remedy, RemedyBasis, RemedyKind, RemedyState
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack

KIND = "country"
REMEDIES: tuple[RemedyKind, ...] = get_args(RemedyKind)
STATES: tuple[RemedyState, ...] = get_args(RemedyState)
BASES: tuple[RemedyBasis, ...] = get_args(RemedyBasis)


def read_countries(pack: Pack) -> tuple[Country, ...]:
    """Every country of the pack, in its order."""
    return tuple(_country(entry, pack) for entry in pack.entries(KIND))


def _country(entry: PackEntry, pack: Pack) -> Country:
    entry.day("checked", default=pack.head.checked_on)
    country = Country(
        id=entry.text("id"),
        name=entry.text("name"),
        remedies=_remedies(entry),
        extradition_id=entry.text("extradition", default=""),
        surrender_id=entry.text("surrender", default=""),
        death_penalty_practice=entry.text("death_penalty_practice", default=""),
        notes=entry.text("notes", default=""),
        conflict=entry.text("conflict", default=""),
        pack=pack.head.version,
    )
    if not is_country_code(country.id):
        entry.complain("id", "must be a country code of two capital letters")
    entry.close()
    return country


def is_country_code(text: str) -> bool:
    """Return whether a text has the form of a code of ISO 3166-1 alpha-2."""
    return len(text) == 2 and text.isalpha() and text.isupper()  # noqa: PLR2004 - letters


def _remedies(entry: PackEntry) -> tuple[Remedy, ...]:
    table = entry.table("remedies")
    remedies = tuple(_remedy(table.table(kind), kind) for kind in REMEDIES)
    table.close()
    return remedies


def _remedy(entry: PackEntry, kind: RemedyKind) -> Remedy:
    remedy = Remedy(kind=kind, state=entry.choice("state", STATES), basis=entry.choice("basis", BASES))
    if (remedy.state == "unknown") != (remedy.basis == "unknown"):
        entry.complain("basis", "is unknown where the state is, and nowhere else")
    entry.close()
    return remedy
