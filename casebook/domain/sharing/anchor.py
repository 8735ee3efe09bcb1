"""An anchor: what two people read aloud to find that the carrier shows both the same.

A carrier that keeps back what one device lays looks like that device's silence. Two who stand at the same
files have the same anchor; `crypto.signature.key_words` makes ten words of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from casebook.domain.sharing.line_head import lines_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.wire_value import as_text, canonical


def anchor(roster: Roster, places: Mapping[bytes, Mapping[LineName, LinePoint]]) -> bytes:
    """Return the anchor of a team at the files that were taken, 32 bytes.

    Args:
        roster: of the team.
        places: the last file of each line, by space; of the spaces that both read.
    """
    spaces = [[as_text(space), lines_as_json(lines)] for space, lines in sorted(places.items())]
    place = [as_text(roster.team), [as_text(one) for one in roster.heads], spaces]
    return hashlib.sha256(b"casebook team anchor\0" + canonical(place)).digest()


def common_spaces(roster: Roster, devices: Collection[bytes]) -> tuple[bytes, ...]:
    """Return the open spaces that all of these devices read, sorted: those an anchor of theirs is made of."""
    return tuple(space for space in sorted(roster.spaces) if {*devices} <= roster.may_read(space))
