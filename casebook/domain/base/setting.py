"""Values stored in addition to records: settings of the vault and drafts of forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from casebook.domain.base.entity import entity

FILTERS = "filters."
"""Begins the names of settings that hold the saved filters of a list."""
PARCELS = "parcels."
"""How the settings begin that remember, by entry of the register of parcels, names as they were given."""


@entity
class Setting:
    """One stored value.

    Attributes:
        name: "backup.folder".
        value: anything JSON can hold; None forgets it.
    """

    name: str
    value: object


@entity
class Draft:
    """The last saved content of a form.

    Attributes:
        id: of the form, with the record it changes ("person/…").
        fields: what was typed, by field, as JSON can hold it; empty forgets the draft.
        kept_at: instant, UTC.
    """

    id: str
    fields: Mapping[str, object]
    kept_at: datetime
