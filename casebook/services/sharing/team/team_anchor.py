"""The anchor of a team: ten words that are the same for all who hold the same, read aloud to compare."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.domain.sharing.anchor import anchor, common_spaces
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.base.session import Session
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.case import case as stored_cases
from casebook.vault import key_words


@entity
class AnchorPart:
    """What of an anchor is about one space.

    Attributes:
        kind: what the space holds; the roster is what the team says of itself.
        reference: of the case, "" where it is not here or there is none.
        words: ten words of this space alone, to be read where those of the whole differ.
        files_here: files of all lines that are here.
        unheard: files that the other device had not when it last said so; None where it never said.
        lacking: files that the other device had then and that are not here.
    """

    kind: SpaceKind
    reference: str
    words: str
    files_here: int
    unheard: int | None
    lacking: int

    @property
    def is_known_to_differ(self) -> bool:
        """Return whether the other device said last that it stands elsewhere."""
        return bool(self.unheard or self.lacking)


@entity
class TeamAnchor:
    """What two read aloud.

    Attributes:
        words: ten words.
        by: the member with whom it is compared, "" for all together.
        parts: what it is made of, space by space.
    """

    words: str
    by: str
    parts: tuple[AnchorPart, ...]


def team_anchor(session: Session, device: bytes | None = None) -> TeamAnchor:
    """Return the anchor with another device, or with all of the team together.

    Args:
        session: the open casebook.
        device: with which it is compared; None for the spaces that all have.

    Raises:
        NotFound: no such device belongs to the team.
        Refused: this casebook belongs to no team.
    """
    view = require_team(session)
    inside = {one.device for one in view.roster.devices.values() if one.is_in}
    if device is not None and device not in inside:
        raise NotFound("The team has no such device.", field="device", remedy="Choose one from the list.")
    devices = inside if device is None else {view.device.id, device}
    with session.store.reading() as connection:
        cases = [one.case_id for one in view.spaces.values() if one.case_id]
        references = stored_cases.references(connection, cases)
    spaces = [space for space in common_spaces(view.roster, devices) if space in view.spaces]
    logs = {space: SpaceLog.read(view.spaces[space].log) for space in spaces}
    places = {space: _place(log) for space, log in logs.items()}
    return TeamAnchor(
        words=key_words(anchor(view.roster, places)),
        by=view.name_of(device) if device else "",
        parts=tuple(
            _part(view, space, logs[space], references.get(view.spaces[space].case_id, ""), device)
            for space in sorted(spaces, key=lambda one: (one != view.roster_space, one))
        ),
    )


def is_same(anchor_here: TeamAnchor, typed: str) -> bool:
    """Return whether the words that the other side read out are those of the anchor, in any case."""
    return typed.casefold().split() == anchor_here.words.split()


def _place(log: SpaceLog) -> dict[LineName, LinePoint]:
    return {name: line.head for name, line in log.lines.items() if line.head.number}


def _part(view: TeamView, space: bytes, log: SpaceLog, reference: str, device: bytes | None) -> AnchorPart:
    place = _place(log)
    head = log.heads.get(device) if device else None
    return AnchorPart(
        kind=view.roster.spaces[space].kind,
        reference=reference,
        words=key_words(anchor(view.roster, {space: place})),
        files_here=sum(point.number for point in place.values()),
        unheard=_beyond(place, head.lines) if head else None,
        lacking=_beyond(head.lines, place) if head else 0,
    )


def _beyond(one: Mapping[LineName, LinePoint], other: Mapping[LineName, LinePoint]) -> int:
    """Return by how many files one is ahead of another, over all lines."""
    ahead = (point.number - (other[name].number if name in other else 0) for name, point in one.items())
    return sum(number for number in ahead if number > 0)
