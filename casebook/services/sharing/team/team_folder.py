"""The shared folder of a team on this computer: chosen, noted for the next session, within reach or not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from casebook.base.message import Message
from casebook.host.sandbox.places import note_share
from casebook.services.base.session import Session
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing import team_store
from casebook.vault.disk import disk
from casebook.vault.sharing.carrier_folder import CarrierFolder


def note_folder(session: Session, folder: Path) -> None:
    """Note the shared folder beside the vault: a confined session reaches what was noted before it began.

    Raises:
        DiskProblem: the disk refuses.
    """
    with disk(Message("saving the place of the shared folder")):
        note_share(session.vault.path, folder)


def choose_team_folder(session: Session, folder: Path) -> None:
    """Use another place for the shared folder of the team, such as after it was moved.

    Raises:
        Refused: this casebook belongs to no team.
        CarrierGone: nothing is there.
        InvalidInput: it is no shared folder.
        DiskProblem: the disk refuses.
    """
    view = require_team(session)
    carrier = CarrierFolder.existing(folder)
    note_folder(session, carrier.path)
    with session.store.exchange() as connection:
        team_store.keep_team(connection, replace(view.row, folder=str(carrier.path)))


def is_out_of_reach(folder: str) -> bool:
    """Return whether a folder is there and the walls of this session keep it out.

    SECURITY: a session is confined to what was noted when it began. A folder that was chosen, or a stick that
    was plugged in, since then is within reach of the next one.
    """
    try:
        os.scandir(folder).close()
    except PermissionError:
        return True
    except OSError:
        return False
    return False
