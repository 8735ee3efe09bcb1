"""Court profiles of the office's own."""

from __future__ import annotations

from casebook.domain.dossier.own_profile import OwnProfile
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, text

SHELF = EntityTable(
    noun="own-profile",
    kind=OwnProfile,
    table=noun_table("own_profile", text("profile_id"), text("text"), text("taken_from"), text("taken_on")),
)
