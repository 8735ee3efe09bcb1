"""Exhibits in the shared folder: laid once, fetched when they are opened, sealed anew where they arrive."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar, cast

from casebook.base.errors import DamagedSource, DiskProblem, InvalidInput, NotFound
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import Entity
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.space_body import FORMAT, LaidExhibit, read_changes
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.file_of_version import forget_let_go
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.offer import OfferedExhibit
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView, read_team, require_team
from casebook.store.registry import table_for
from casebook.store.sharing import case_content, shared_exhibits, team_store, team_waiting
from casebook.store.sharing.shared_exhibits import ExhibitPlace
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace, open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind, SpaceKey
from casebook.vault.sharing.sealed_stream import WriteTarget

_E = TypeVar("_E", bound=Entity)
_FORM = 4
"""Document, name, bytes, SHA-256 in hex."""


def queue_exhibits(
    session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow, ids: Collection[str]
) -> list[list[object]]:
    """Queue the files of documents that lie nowhere in the folder; returns what others need to fetch them.

    A file whose author was out when it was laid does not count. Where a person took its document and it is
    not here, it stays where it lies, and who took the document states that.
    """
    if not ids:
        return []
    documents = _held(connection, Document, ids)
    sealed = _held(connection, Attachment, [one.attachment_id for one in documents.values()])
    entries: list[list[object]] = []
    for document in documents.values():
        attachment = sealed.get(document.attachment_id)
        known = shared_exhibits.exhibit(connection, document.id)
        if known and team_store.is_file_known(connection, known[0]):
            continue
        if attachment is None:
            if known and known[1] == space.id and is_of(document, known[2], known[3]):
                entries.append([document.id, known[0], known[2], known[3].hex()])
            continue
        name = queue(session, connection, space.id, CarrierKind.FILE, {"d": document.id})
        where = (name, attachment.size_bytes, bytes.fromhex(attachment.sha256), view.device.id)
        shared_exhibits.keep_exhibit(connection, document.id, space.id, where)
        entries.append([document.id, name, attachment.size_bytes, attachment.sha256])
    return entries


def queue_and_tell(
    session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow, ids: Collection[str]
) -> None:
    """Queue the files of documents as `queue_exhibits` does, and what tells the others where they lie."""
    if entries := queue_exhibits(session, connection, view, space, ids):
        body = {"v": FORMAT, "c": space.case_id, "r": [], "p": [], "f": entries}
        queue(session, connection, space.id, CarrierKind.CHANGES, body)


def document_of(row: ShareFileRow) -> str:
    """Return the ID of the document of which a queued file is; "" for another file."""
    is_file = row.kind == CarrierKind.FILE
    return str(json.loads(row.body or "{}").get("d", "")) if is_file else ""


def _held(connection: TeamConnection, kind: type[_E], ids: Iterable[str]) -> dict[str, _E]:
    """Return the records with these IDs that are here, in sight or not: who keeps one wants its file."""
    return {one.id: cast("_E", one) for one in case_content.with_bin(connection, table_for(kind).noun, ids)}


def sealing_exhibit(
    session: Session, view: TeamView, one: ShareFileRow
) -> Callable[[WriteTarget], object] | None:
    """Return what seals the file of a document; None where the document or its file is no longer here."""
    with session.store.reading() as connection:
        document = next(iter(_held(connection, Document, [document_of(one)]).values()), None)
        wanted = [document.attachment_id] if document else []
        attachment = next(iter(_held(connection, Attachment, wanted).values()), None)
    if attachment is None:
        return None
    sealer, digest = CarrierSealer(view.device, view.key_of(one.space)), bytes.fromhex(attachment.sha256)
    place = LinePlace(line=one.line, number=0)

    def seal(target: WriteTarget) -> None:
        with session.vault.attachments.open(attachment) as source:
            sealer.seal_file(target, one.name, place, source, size_bytes=attachment.size_bytes, sha256=digest)

    return seal


def keep_offered(
    connection: TeamConnection, space: SpaceRow, signer: bytes, files: Iterable[LaidExhibit]
) -> None:
    """Keep where the files of documents lie, as their author says.

    SECURITY: any member may say it of any document, and first. What names another content than the document
    that is here counts for nothing, and one kept before the document came gives way to one that is of it.
    """
    held = [*files]
    documents = table_for(Document).some(connection, [one.document_id for one in held]) if held else {}
    for one in held:
        document, known = documents.get(one.document_id), shared_exhibits.exhibit(connection, one.document_id)
        if document is not None and not is_of(document, one.size_bytes, one.sha256):
            continue
        is_stale = known is not None and (
            not team_store.is_file_known(connection, known[0])
            or (document is not None and not is_of(document, known[2], known[3]))
        )
        if known is None or is_stale:
            where = (one.name, one.size_bytes, one.sha256, signer)
            shared_exhibits.keep_exhibit(connection, one.document_id, space.id, where)


def offer_again(session: Session, connection: TeamConnection, document_id: str) -> None:
    """Keep where the file of a document lies once a person took another version of what identifies it.

    Args:
        session: the open casebook.
        connection: of the transaction in which they did.
        document_id: the document.
    """
    view = read_team(session, connection)
    document = table_for(Document).some(connection, [document_id]).get(document_id)
    known = shared_exhibits.exhibit(connection, document_id)
    if view is None or document is None or (known and is_of(document, known[2], known[3])):
        return
    for space, signer, one in _places(connection, view, document_id):
        keep_offered(connection, space, signer, [one])


def _places(
    connection: TeamConnection, view: TeamView, document_id: str
) -> Iterator[tuple[SpaceRow, bytes, LaidExhibit]]:
    """Yield where files that are kept here say that the file of a document lies, with space and author."""
    for space in view.spaces.values():
        for (_, signer), body in kept_bodies(connection, view, space, SAYING):
            for one in read_changes(body).files:
                if one.document_id == document_id:
                    yield space, signer, one


def keep_lost(connection: TeamConnection, lost: Iterable[ShareFileRow]) -> set[str]:
    """Queue again the files of documents that this device laid and the folder lost.

    One of a document that was purged is not laid again, but stays known: it may come back by itself, and is
    to leave the folder then.

    Returns:
        The names of those that this device laid.
    """
    own: set[str] = set()
    for row in lost:
        document_id = shared_exhibits.document_of(connection, row.name)
        document = table_for(Document).some(connection, [document_id]).get(document_id)
        if row.is_own:
            own.add(row.name)
            if document and table_for(Attachment).some(connection, [document.attachment_id]):
                again = replace(row, sha256=b"", body=json.dumps({"d": document_id}))
                team_store.keep_file(connection, again)
        elif document is None:
            shared_exhibits.forget_exhibits(connection, [row.name])
    return own


def is_of(document: Document, size_bytes: int, sha256: bytes) -> bool:
    """Return whether a file with these bytes is the one of a document."""
    return (document.size_bytes, document.sha256) == (size_bytes, sha256.hex())


def offer_of(document: Document, where: ExhibitPlace, view: TeamView | None) -> OfferedExhibit:
    """Return what is known of the file of a document; whose it is only where what they say is true."""
    is_true = is_of(document, where[2], where[3])
    by = view.name_of(where[4]) if view and is_true else ""
    return OfferedExhibit(size_bytes=document.size_bytes, by=by)


def offered_file(session: Session, document_id: str) -> OfferedExhibit | None:
    """Return what is known of the file of a document that is not here; None where it is, or was not laid."""
    with session.store.reading() as connection:
        where = shared_exhibits.exhibit(connection, document_id)
        document = table_for(Document).some(connection, [document_id]).get(document_id)
        is_here = document and table_for(Attachment).some(connection, [document.attachment_id])
        if where is None or document is None or is_here:
            return None
        view = read_team(session, connection)
    return offer_of(document, where, view)


def fetch_exhibit(session: Session, document_id: str, *, progress: Progress = silent) -> Document:
    """Fetch the file of a document at once, as `fetching` does and raises."""
    return run_in_line(fetching(session, document_id, progress=progress))


async def fetching(session: Session, document_id: str, *, progress: Progress = silent) -> Document:
    """Fetch the file of a document from the shared folder and seal it here; returns the document.

    Raises:
        NotFound: nobody laid it, or it has not arrived yet.
        DamagedSource: it is not what its author laid.
        DiskProblem: a disk refuses.
        Cancelled: the person stopped; nothing is left.
    """
    document, offer = await on_vault(partial(_offer_of, session, document_id))
    try:
        return await _fetch(session, document, offer, progress)
    except (NotFound, InvalidInput, DamagedSource, DiskProblem):
        for other in await on_vault(partial(_other_offers, session, document, offer.name)):
            with suppress(NotFound, InvalidInput, DamagedSource, DiskProblem):
                return await _fetch(session, document, other, progress)
        raise


async def fetch_in_doubt(session: Session, *, progress: Progress = silent) -> int:
    """Fetch the files of documents that another purged and that a person here kept or has not decided about.

    Their author takes them from the folder once all who are awake have heard of it; who kept one lays it
    then. One that cannot be fetched now is tried again at the next exchange.

    Returns:
        How many.

    Raises:
        Cancelled: the person stopped.
    """
    count = 0
    for document_id in await on_vault(partial(_in_doubt, session)):
        with suppress(NotFound, InvalidInput, DamagedSource, DiskProblem):
            await fetching(session, document_id, progress=progress)
            count += 1
    await on_vault(partial(_queue_kept, session))
    return count


def _queue_kept(session: Session) -> None:
    """Queue the files of documents that a person here kept, once they lie in the folder no longer."""
    with session.store.exchange() as connection:
        view = require_team(session)
        kept = team_waiting.keys(connection, b"", WaitingKind.PURGE, WaitingState.DECLINED)
        documents = {record_id for noun, record_id in kept if noun == "document"}
        for space in view.spaces.values() if documents else ():
            had = {record_id for noun, record_id in team_store.records_of(connection, space.id)}
            if view.device.id not in view.roster.may_write(space.id):
                continue
            queue_and_tell(session, connection, view, space, documents & had)


def _in_doubt(session: Session) -> list[str]:
    """Return the IDs of such documents of which the file lies in the folder and is not here."""
    with session.store.reading() as connection:
        asked = {(noun, record_id) for noun, record_id, *_ in team_store.purge_requests(connection)}
        kept = team_waiting.keys(connection, b"", WaitingKind.PURGE, WaitingState.DECLINED)
        documents = sorted(record_id for noun, record_id in asked | kept if noun == "document")
        return [one for one in documents if _is_to_fetch(connection, one)]


def _is_to_fetch(connection: TeamConnection, document_id: str) -> bool:
    where = shared_exhibits.exhibit(connection, document_id)
    if where is None or not team_store.is_file_known(connection, where[0]):
        return False
    if not team_store.is_there(connection, "document", document_id):
        return False
    document = table_for(Document).find(connection, document_id)  # out of sight until a person decides
    return is_of(document, where[2], where[3]) and not table_for(Attachment).some(
        connection, [document.attachment_id]
    )


async def _fetch(session: Session, document: Document, offer: _Offer, progress: Progress) -> Document:
    attachment = await off_thread(partial(_sealed_here, session, offer, session.ids(), progress))
    try:
        _require_same(document, attachment, offer.sha256)
        return await on_vault(partial(_attached, session, document.id, attachment))
    except BaseException:
        session.vault.attachments.remove(attachment.id)
        raise


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Offer:
    """Where a file lies, and what opens it.

    Attributes:
        name: of the file in the shared folder.
        sha256: of what is in it, as is said where it was offered.
        folder: where it lies.
        keys: of its space.
        public_of: returns the keys by which what a device signed is checked: who says where a file lies need
            not be who laid it.
    """

    name: str
    sha256: bytes
    folder: CarrierFolder
    keys: Sequence[SpaceKey]
    public_of: Callable[[bytes], bytes | None]


def _offer_of(session: Session, document_id: str) -> tuple[Document, _Offer]:
    view = require_team(session)
    session.store.require_writing()
    with session.store.reading() as connection:
        document = table_for(Document).find(connection, document_id)
        where = shared_exhibits.exhibit(connection, document_id)
    if where is None:
        raise NotFound(
            "The file of this document was not shared.", field="document", remedy="Ask the person who has it."
        )
    name, space, _, sha256, _ = where
    return document, _offer(view, space, name, sha256)


def _offer(view: TeamView, space: bytes, name: str, sha256: bytes) -> _Offer:
    keys = [key for key in view.all_keys() if key.place.space == space]
    return _Offer(name=name, sha256=sha256, folder=view.folder, keys=keys, public_of=view.public_of)


def _other_offers(session: Session, document: Document, but: str) -> list[_Offer]:
    """Return where else files that are kept here say that the file of a document lies.

    SECURITY: any member may say it of any document, and first; what they name need not be there.
    """
    view = require_team(session)
    with session.store.reading() as connection:
        return [
            _offer(view, space.id, one.name, one.sha256)
            for space, _, one in _places(connection, view, document.id)
            if one.name != but and one.sha256.hex() == document.sha256
        ]


def _sealed_here(session: Session, offer: _Offer, attachment_id: str, progress: Progress) -> Attachment:
    with offer.folder.open(offer.name) as file:
        opened = open_carrier_file(file, offer.name, offer.keys)
        public = offer.public_of(opened.header.signer) if opened else None
        if opened is None or public is None:
            raise NotFound(
                "The file of this document has not arrived whole.",
                field="document",
                remedy="Wait for the folder to be synchronised.",
            )
        source = _buffered(opened.content(public))
        return session.vault.attachments.seal(source, attachment_id, progress=progress)


def _attached(session: Session, document_id: str, attachment: Attachment) -> Document:
    with session.store.write("document.fetch") as transaction:
        document = table_for(Document).find(transaction.connection, document_id)
        fetched = replace(document, attachment_id=attachment.id)
        transaction.add(attachment)
        transaction.replace(fetched)
        gone = forget_let_go(transaction, document_id)
    for one in gone:
        session.vault.attachments.remove(one)
    return fetched


def _require_same(document: Document, attachment: Attachment, sha256: bytes) -> None:
    if bytes.fromhex(attachment.sha256) != sha256 or attachment.sha256 != document.sha256:
        raise InvalidInput("The file is not the one that the document names.", field="document")


def _buffered(raw: Any) -> Any:  # noqa: ANN401 - streams
    import io

    return io.BufferedReader(raw)
