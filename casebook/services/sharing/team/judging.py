"""Whether what a device laid counts: it has access, had it when it wrote this, or a person decides."""

from __future__ import annotations

from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.space_epoch import ChangeVerdict, SpaceChange, verdict
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView
from casebook.vault.sharing.carrier_header import CarrierKind
from casebook.vault.sharing.carrier_taking import TakenFile

_BY_WRITERS = frozenset({CarrierKind.CHANGES, CarrierKind.CHECKPOINT, CarrierKind.FILE})


def verdict_on(view: TeamView, log: SpaceLog, one: TakenFile) -> ChangeVerdict:
    """Return what becomes of a file; what only says how far a device is, or about the team, is always taken.

    Args:
        view: of the team.
        log: of the space of the file.
        one: the file.
    """
    header = one.header
    if header.kind not in _BY_WRITERS:
        return ChangeVerdict.TAKE
    name = LineName(header.signer, header.line)
    known = log.lines.get(name)
    point = LinePoint(header.number, one.sha256)
    forks = known.forks if known else {}
    is_fork = any(number <= header.number for number in forks) or bool(known and not known.agrees(point))
    change = SpaceChange(
        space=one.place.space, name=name, point=point, epoch=header.epoch, is_of_fork=is_fork
    )
    return verdict(change, view.epochs, view.roster)
