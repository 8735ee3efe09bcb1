"""Who brought a person, contact or entry into a space: by the files of others that are kept."""

from __future__ import annotations

from collections.abc import Collection

from casebook.services.sharing.case_records import ids_within
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import case_content
from casebook.store.sharing.team_store import SpaceRow, TeamConnection


def who_brought(
    connection: TeamConnection, view: TeamView, space: SpaceRow, keys: Collection[Key]
) -> dict[Key, bytes]:
    """Return whose file named each last, or a relative by whom they come; none of those whom nobody named.

    Args:
        connection: of a transaction.
        view: of the team.
        space: into which they would come.
        keys: noun and ID of each.
    """
    wanted = {record_id for _, record_id in keys}
    relatives: dict[str, set[str]] = {record_id: set() for record_id in wanted}
    for one in case_content.relations_of(connection, wanted):
        for own, other in ((one.person_id, one.other_id), (one.other_id, one.person_id)):
            if own in wanted:
                relatives[own].add(other)
    every = wanted.union(*relatives.values())
    named = dict[str, bytes]()
    bodies = kept_bodies(connection, view, space, SAYING)
    for (_, signer), body in sorted(bodies, key=lambda one: one[0][0].at):
        if signer != view.device.id:
            named |= dict.fromkeys(every.intersection(ids_within(body["r"])), signer)
    brought: dict[Key, bytes] = {}
    for key in keys:
        by = [named[one] for one in (key[1], *sorted(relatives[key[1]])) if one in named]
        brought |= {key: by[0]} if by else {}
    return brought
