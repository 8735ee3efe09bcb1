"""Laying a queued file, under another name where something in the shared folder is in the way of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from casebook.domain.evidence.document import Document
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.team.exhibits import document_of
from casebook.services.sharing.team.repair.exhibit_check import is_undamaged, lay_elsewhere
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.registry import table_for
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow
from casebook.vault.sharing.carrier_folder import CarrierFolder, LaidFile
from casebook.vault.sharing.carrier_header import CarrierKind
from casebook.vault.sharing.carrier_obstacle import InTheWay
from casebook.vault.sharing.sealed_stream import WriteTarget

_OTHER_NAMES = 8
Sealing = Callable[[ShareFileRow], Callable[[WriteTarget], object] | None]
"""Returns what seals a queued file, None where there is nothing to lay any more."""


class _Nowhere:
    """Takes what is sealed, and keeps nothing of it."""

    def write(self, data: bytes, /) -> int:
        return len(data)


async def laid_somewhere(
    session: Session, view: TeamView, folder: CarrierFolder, one: ShareFileRow, sealing: Sealing
) -> tuple[ShareFileRow | None, LaidFile | None]:
    """Lay a queued file unless it lies there; returns it under the name that it has now, and as it lies.

    None are one of a document where something is in the way, which is queued anew, and one of which nothing
    is to be laid any more.

    Raises:
        VaultDamaged: the file of a document is damaged here.
        InTheWay: so it is under other names, too.
        CarrierGone, DiskProblem: the shared folder is not there or refuses.
    """
    if await off_thread(partial(_is_of_earlier_opening, session, folder, one)):
        one = await on_vault(partial(_under_new_name, session, one))
    for _ in range(_OTHER_NAMES):
        try:
            return one, await _laid(session, view, folder, one, sealing)
        except InTheWay:
            renamed = await on_vault(partial(_renamed, session, one))
            if renamed is None:
                return None, None
            one = renamed
    return one, await _laid(session, view, folder, one, sealing)


def _is_of_earlier_opening(session: Session, folder: CarrierFolder, one: ShareFileRow) -> bool:
    """Return whether a file that was queued before the casebook was opened does not lie there.

    Where the casebook was copied meanwhile, the copy lays it, too, and in other bytes: under one name a
    carrier would keep one of the two, and what follows the other would wait for good. The file of a document
    is the same whoever lays it.
    """
    if one.kind == CarrierKind.FILE or one.name in session.queued_names:
        return False
    session.queued_names.add(one.name)
    return folder.laid(one.name) is None


async def _laid(
    session: Session, view: TeamView, folder: CarrierFolder, one: ShareFileRow, sealing: Sealing
) -> LaidFile | None:
    laid = await off_thread(partial(folder.laid, one.name))
    if laid is not None:
        document = await on_vault(partial(_document_of, session, one))
        if document is None or await off_thread(partial(is_undamaged, view, one.name, document)):
            return laid
    write = await on_vault(partial(sealing, one))
    if write is None:
        return None
    if laid is not None:
        await off_thread(partial(write, _Nowhere()))  # what is damaged here, too, removes nothing
        await off_thread(partial(folder.unlink_own, [one.name]))
    return await off_thread(partial(folder.put, one.name, write))


def _document_of(session: Session, one: ShareFileRow) -> Document | None:
    """Return the document of which a queued file is; None for another file."""
    with session.store.reading() as connection:
        document_id = document_of(one)
        return table_for(Document).some(connection, [document_id]).get(document_id)


def _renamed(session: Session, one: ShareFileRow) -> ShareFileRow | None:
    """Queue a file under another name; None for one of a document, which is queued anew."""
    if one.kind != CarrierKind.FILE:
        return _under_new_name(session, one)
    with session.store.exchange() as connection:
        team_store.forget_files(connection, [one.name])
        view = read_team(session, connection)
        if view and one.space in view.spaces:
            lay_elsewhere(session, connection, view, view.spaces[one.space], [document_of(one)])
    return None


def _under_new_name(session: Session, one: ShareFileRow) -> ShareFileRow:
    """Give a queued file another name, before anything depends on that."""
    renamed = replace(one, name=CarrierFolder.new_name())
    session.queued_names.add(renamed.name)
    with session.store.exchange() as connection:
        team_store.forget_files(connection, [one.name])
        team_store.keep_file(connection, renamed)
    return renamed
