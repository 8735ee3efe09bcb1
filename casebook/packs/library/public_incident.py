"""Public incidents of repression across borders, from the registry's pack."""

from __future__ import annotations

from typing import get_args

from casebook.domain.library.public_incident import IncidentActor, IncidentKind, PublicIncident
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.library.instrument import CONFIDENCES

KIND = "incident"
KINDS: tuple[IncidentKind, ...] = get_args(IncidentKind)
ACTORS: tuple[IncidentActor, ...] = get_args(IncidentActor)


def read_incidents(pack: Pack) -> tuple[PublicIncident, ...]:
    """Every incident of the pack, in its order."""
    return tuple(_incident(entry, pack) for entry in pack.entries(KIND))


def _incident(entry: PackEntry, pack: Pack) -> PublicIncident:
    entry.day("checked", default=pack.head.checked_on)
    incident = PublicIncident(
        id=entry.text("id"),
        kind=entry.choice("kind", KINDS),
        actor=entry.choice("actor", ACTORS),
        summary=entry.text("summary"),
        is_seen=entry.flag("seen"),
        confidence=entry.choice("confidence", CONFIDENCES),
        country=entry.text("country", default=""),
        on=entry.stated("on"),
        named_persons=entry.texts("named_persons", default=()),
        group=entry.text("group", default=""),
        url=entry.text("url", default=""),
        reported_in=entry.text("reported_in", default=""),
        notes=entry.text("notes", default=""),
        conflict=entry.text("conflict", default=""),
        pack=pack.head.version,
    )
    entry.close()
    return incident
