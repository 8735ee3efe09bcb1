"""Which records of a parcel name others in it: nobody takes a case without its client unwarned."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from casebook.services.sharing.case_records import ids_named
from casebook.services.sharing.parcels.parcel_look import ParcelView
from casebook.store.record_bin import HIDDEN

Name = tuple[str, str]
"""Noun and ID of a record."""
Needs = Mapping[Name, frozenset[Name]]


def needs_of(view: ParcelView) -> Needs:
    """Return by record of a parcel which others in it, that are not here, it names; parts of others apart."""
    new: dict[str, Name] = {
        one.id: (one.noun, one.id)
        for one in view.records
        if one.state == "new" and one.noun not in HIDDEN and any(field.is_offered for field in one.fields)
    }
    needs: dict[Name, frozenset[Name]] = {}
    for body in view.content.bodies:
        for one in body:
            named = frozenset(new[named_id] for named_id in ids_named(one) if named_id in new)
            if named:
                needs[one.noun, one.id] = named
    return needs


def lacking(needs: Needs, chosen: Collection[tuple[str, str, str]]) -> list[Name]:
    """Return what is not chosen and is named by what is, people first.

    Args:
        needs: of the parcel.
        chosen: noun, ID and key of what is taken.
    """
    taken = {(noun, record_id) for noun, record_id, _ in chosen}
    named = {one for name in taken for one in needs.get(name, ())}
    return sorted(named - taken, key=lambda one: (one[0] != "person", one))
