"""The shared folder of a team on this computer: chosen, noted for the next session, within reach or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.base.errors import CasebookError, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.sharing.roster_statement import StatementKind
from casebook.host.sandbox.places import note_share
from casebook.services.base.export import refuse_vaults
from casebook.services.base.session import Session
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.sharing import team_store
from casebook.vault.disk import disk
from casebook.vault.sharing.carrier_folder import CarrierFolder


class NothingOfTeam(NotFound):
    """The folder was looked at by a device that joined, and nothing of its team ever came from it."""

    def __init__(self) -> None:
        super().__init__(
            Message("Nothing of this team is in this folder yet."),
            field="share",
            remedy=Message("Wait for it to be synchronised, or choose another folder."),
        )


def note_folder(session: Session, folder: Path) -> None:
    """Note the shared folder beside the vault: a confined session reaches what was noted before it began.

    Raises:
        DiskProblem: the disk refuses.
    """
    with disk(Message("saving the place of the shared folder")):
        note_share(session.vault.path, folder)


def require_apart(session: Session, folder: Path) -> None:
    """Require that a shared folder is not within this casebook, nor this casebook within it.

    SECURITY: a program that synchronises would carry the casebook itself, or what is in it, with the folder.

    Raises:
        Refused: one is within the other, or the folder is in another casebook or its backups.
    """
    place, vault = folder.resolve(), session.vault.path.resolve()
    if vault.is_relative_to(place):
        raise Refused(
            "This casebook is in the shared folder.",
            field="share",
            remedy="Choose a shared folder that does not contain the casebook.",
        )
    try:
        refuse_vaults(place)
    except Refused as error:
        raise Refused(
            "The shared folder cannot be in the folder of a casebook.",
            field="share",
            remedy="Choose a place outside every casebook and its backups.",
        ) from error


def choose_team_folder(session: Session, folder: Path) -> None:
    """Use another place for the shared folder of the team, such as after it was moved.

    Raises:
        Refused: this casebook belongs to no team, or is in this folder or around it.
        CarrierGone: nothing is there.
        InvalidInput: it is no shared folder.
        DiskProblem: the disk refuses.
    """
    view = require_team(session)
    require_apart(session, folder)
    carrier = CarrierFolder.existing(folder)
    note_folder(session, carrier.path)
    with session.store.exchange() as connection:
        team_store.keep_team(connection, replace(view.row, folder=str(carrier.path)))


def require_team_in(session: Session, view: TeamView) -> None:
    """Require that something of the team was ever taken here, which who founded it does not wait for.

    A device that joined finds at least the statements of others in the right folder.

    Raises:
        NothingOfTeam: nothing was.
    """
    founders = {one.author for one in view.roster.statements if one.kind is StatementKind.FOUND}
    if view.device.id in founders:
        return
    with session.store.reading() as connection:
        if all(one.is_own for one in team_store.files(connection)):
            raise NothingOfTeam


def is_bare(folder: CarrierFolder) -> bool:
    """Return whether a shared folder has no file yet; False where it cannot be looked at."""
    try:
        return not folder.scan(()).new
    except CasebookError:
        return False
