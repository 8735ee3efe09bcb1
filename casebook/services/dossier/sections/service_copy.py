"""What a service copy keeps from the other party: the asylum proceeding, and where people are held or live.

A service copy reaches the requesting State. That somebody asked for protection, when and how it ended, is
no matter for the State they fled; an address or a place of custody leads to them.
"""

from __future__ import annotations

import re

from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.services.dossier.dossier_data import DossierData

_CLAUSE = re.compile(r"[^,;，；、]+")
_LEAST = 6
"""Signs of a place that is looked for: "wing B" is one."""


def shown_proceedings(dossier_data: DossierData) -> tuple[Proceeding, ...]:
    """Return the proceedings that a copy shows."""
    return tuple(
        one for one in dossier_data.proceedings if one.kind != "asylum" or dossier_data.copy_kind != "service"
    )


def shown_events(dossier_data: DossierData) -> tuple[Event, ...]:
    """Return the events that a copy shows: none of a proceeding that it keeps back."""
    kept_back = {one.id for one in dossier_data.proceedings} - {
        one.id for one in shown_proceedings(dossier_data)
    }
    return tuple(event for event in dossier_data.events if event.proceeding_id not in kept_back)


def without_whereabouts(dossier_data: DossierData, text: str) -> str:
    """Return a text of a service copy without the recorded whereabouts of clients and people in China.

    Found is each clause as recorded ("Place of detention in Nicosia", "wing B"), whatever its capitals.
    """
    if dossier_data.copy_kind != "service":
        return text
    people = (*dossier_data.clients, *dossier_data.people_in_china)
    places = {clause.strip() for one in people for clause in _CLAUSE.findall(one.whereabouts)}
    label = dossier_data.words("[place]")
    for place in sorted((place for place in places if len(place) >= _LEAST), key=len, reverse=True):
        text = re.sub(re.escape(place), lambda _: label, text, flags=re.IGNORECASE)
    return text
