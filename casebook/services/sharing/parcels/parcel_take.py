"""Taking what a person chose of a parcel, with its files sealed anew, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from casebook.base.errors import Conflict, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.official_form import OfficialForm
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.transcript import is_recording
from casebook.domain.sharing.comparison import only
from casebook.domain.sharing.handover import GivenNoun, Handover, HandoverHolder
from casebook.domain.sharing.manifest import ManifestFile
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import HEAD_BYTES, media_type
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence.intake_read import Readers
from casebook.services.sharing import device
from casebook.services.sharing.file_of_version import forget_let_go
from casebook.services.sharing.parcels import sender_names
from casebook.services.sharing.parcels.parcel_look import ParcelView, view_of
from casebook.services.sharing.parcels.parcel_output import readable
from casebook.services.sharing.space_content import is_known
from casebook.services.sharing.team.laying import hold_due
from casebook.store.base import device_tables
from casebook.store.base.device_tables import DeclinedStamp
from casebook.store.sharing import case_content, untake
from casebook.store.sharing.untake import TakenState
from casebook.store.transaction import Transaction
from casebook.vault import DeviceKeys
from casebook.vault.sharing.parcel_reader import open_parcel

Chosen = Collection[tuple[str, str, str]]
"""Noun, ID and key of what is taken."""
_TAKING = Message("taking in the parcel")
_LINE = re.compile("[0-9a-f]{16}")
TAKING = "parcel.take"
"""The action in the history."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TakenParcel:
    """What was taken of a parcel, for as long as it can be taken back. Its `repr` shows none of its content.

    Attributes:
        handover: its entry in the register.
        states: of each record before and after.
        files: noun and ID of the records whose file came.
        attachment_ids: of these files here.
        declined: what was not taken, and is not asked for again.
        is_again: the parcel had been taken before: what came now was added to its entry.
    """

    handover: Handover
    states: tuple[TakenState, ...]
    files: tuple[tuple[str, str], ...]
    attachment_ids: tuple[str, ...]
    declined: tuple[DeclinedStamp, ...]
    is_again: bool = False

    @property
    def count(self) -> int:
        """Return of how many records anything was taken that is shown."""
        return len(self.states) - self.unshown

    @property
    def fresh(self) -> int:
        """Return how many of these records were not here before, as the register counts them."""
        return sum(one.before.record is None and one.after.record is not None for one in self.states)

    @property
    def changed(self) -> int:
        """Return how many of these records were here before."""
        return self.count - self.fresh

    @property
    def unshown(self) -> int:
        """Return of how many records what came is kept, and makes no record that this program can show."""
        return sum(one.after.record is None for one in self.states)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _SealedFile:
    """A file that came, sealed under a local id, with its words."""

    listed: ManifestFile
    sealed: Attachment
    pages: tuple[str, ...]


@dataclass(slots=True)
class _Taking:
    """Taking in progress."""

    view: ParcelView
    chosen: frozenset[tuple[str, str, str]]
    files: dict[str, _SealedFile] = field(default_factory=dict)
    states: list[TakenState] = field(default_factory=list)
    attached: list[_SealedFile] = field(default_factory=list)
    let_go: list[str] = field(default_factory=list)
    declined: list[DeclinedStamp] = field(default_factory=list)


async def take(
    session: Session,
    source: Path | OpenedFile,
    view: ParcelView,
    chosen: Chosen,
    *,
    phrase: str = "",
    allow: bool = False,
    progress: Progress = silent,
) -> TakenParcel:
    """Take what was chosen of a parcel. Nothing follows from it: no deadline is counted, no task made.

    Args:
        session: the open vault.
        source: the file.
        view: what was shown of it.
        chosen: of what was offered; the rest is declined and not asked for again.
        phrase: as it was typed, where the parcel opens with one.
        allow: though nobody compared the card of its sender.
        progress: called meanwhile; may cancel, which leaves the records taken until then.

    Raises:
        Refused: it is a recall, or nobody compared the card of its sender.
        Conflict: the file is another than was shown.
        CasebookError: as `look`.
        ReadOnly: the vault was opened to be read.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    _require_takable(view, allow=allow)
    if view.earlier is not None and not chosen:
        return TakenParcel(
            handover=view.earlier, states=(), files=(), attachment_ids=(), declined=(), is_again=True
        )
    keys = await on_vault(lambda: device.keys(session))
    taking, wanted = await on_vault(lambda: _begun(session, view, chosen))
    try:
        files = partial(_sealed_files, session, source, view, keys, phrase, wanted, progress)
        taking.files = await off_thread(files)
        entry = taking.view.earlier
        bodies = view.content.bodies or ((),)
        for number, body in enumerate(bodies):
            progress(number, len(bodies), _TAKING)
            begins = number == 0
            entry = await on_vault(partial(_take_body, session, taking, body, entry, begins=begins))
    finally:
        await on_vault(lambda: _remove_unused(session, taking))
    claimed = view.content.sender.name
    await on_vault(lambda: sender_names.note(session, cast("Handover", entry).id, claimed))
    return TakenParcel(
        handover=cast("Handover", entry),
        states=tuple(taking.states),
        files=tuple((one.listed.noun, one.listed.record) for one in taking.attached),
        attachment_ids=tuple(one.sealed.id for one in taking.attached),
        declined=tuple(taking.declined),
        is_again=taking.view.earlier is not None,
    )


def _require_takable(view: ParcelView, *, allow: bool) -> None:
    if view.is_recall:
        raise Refused(
            "This file recalls earlier parcels. There is nothing in it to take.",
            remedy="Look at what it asks to be purged.",
        )
    if view.sender_state != "compared" and not allow:
        raise Refused(
            "Nobody compared the card of who sealed this parcel.",
            field="parcel",
            remedy="Compare its ten words by telephone first: another may have sealed it under this name.",
        )


def _begun(session: Session, view: ParcelView, chosen: Chosen) -> tuple[_Taking, dict[str, ManifestFile]]:
    """Return what is taken as things stand now, and the files that are wanted with it."""
    session.store.require_writing()
    now = view_of(session, view.content)
    still = {(one.noun, one.id, field.key) for one, field in now.offered()}
    taking = _Taking(view=now, chosen=frozenset(chosen) & still)
    records = {(noun, record_id) for noun, record_id, _ in taking.chosen}
    wanted: dict[str, ManifestFile] = {}
    with session.store.reading() as connection:
        for one in view.content.manifest.files:
            if (one.noun, one.record) in records and one.noun in {"document", "official-form"}:
                there: list[Any] = case_content.with_bin(connection, one.noun, [one.record])
                if not any(each.attachment_id and each.sha256 == one.sha256 for each in there):
                    wanted[one.id] = one
    return taking, wanted


def _sealed_files(
    session: Session,
    source: Path | OpenedFile,
    view: ParcelView,
    keys: Sequence[DeviceKeys],
    phrase: str,
    wanted: Mapping[str, ManifestFile],
    progress: Progress,
) -> dict[str, _SealedFile]:
    """Seal the files that are wanted under new local ids, and read their words as an import does."""
    attachments = session.vault.attachments
    sealed_files: dict[str, _SealedFile] = {}
    readers = Readers(progress)
    try:
        with (
            readable(source) as opened,
            open_parcel(opened, keys=() if phrase else keys, phrase=phrase) as parcel,
        ):
            _require_same(view, parcel.id.hex(), parcel.check(progress).digest)
            for file in parcel.files() if wanted else ():
                listed = wanted.get(file.file_id)
                if listed is None:
                    continue
                sealed = attachments.seal(
                    cast("Any", file), session.ids(), progress=progress, is_flushed=False
                )
                sealed_files[listed.record] = _SealedFile(listed=listed, sealed=sealed, pages=())
        for record_id, one in sealed_files.items():
            if one.listed.noun == "document":
                pages = _words_of(readers, session, one.sealed)
                sealed_files[record_id] = replace(one, pages=pages)
        attachments.flush(one.sealed.id for one in sealed_files.values())
    except BaseException:
        for one in sealed_files.values():
            attachments.remove(one.sealed.id)
        raise
    finally:
        readers.close()
    return sealed_files


def _words_of(readers: Readers, session: Session, sealed: Attachment) -> tuple[str, ...]:
    """Return the words of a file; each is read by processes that have seen no other."""
    with session.vault.attachments.open(sealed) as stream:
        kind = media_type(stream.read(HEAD_BYTES))
    readers.start(kind)
    try:
        return readers.found_in(kind, session.vault.attachments, sealed).searched
    finally:
        readers.end_file(is_last=True)


def _require_same(view: ParcelView, parcel: str, digest: bytes) -> None:
    if (parcel, digest) != (view.content.id, view.content.digest):
        raise Conflict(
            "The file is another than the one that was shown.",
            field="parcel",
            remedy="Look at it again before anything is taken.",
        )


def _take_body(
    session: Session,
    taking: _Taking,
    body: Sequence[RecordVersion],
    entry: Handover | None,
    *,
    begins: bool,
) -> Handover:
    """Take the chosen part of a body in one transaction; the first enters the parcel in the register."""
    by_record: dict[tuple[str, str], set[str]] = {}
    for noun, record_id, key in taking.chosen:
        by_record.setdefault((noun, record_id), set()).add(key)
    compared = {(one.noun, one.id): one for one in taking.view.records}
    going: list[RecordVersion] = []
    declined: list[DeclinedStamp] = []
    for version in body:
        chosen = by_record.get((version.noun, version.id), set())
        fields = compared[version.noun, version.id].fields
        same = {one.key for one in fields if one.state == "same"} if chosen else set[str]()
        declined += (
            DeclinedStamp(version.noun, version.id, one.key, stamp)
            for one in fields
            if one.is_offered and one.key not in chosen
            for stamp in one.stamps
        )
        if chosen:
            going.append(only(version, chosen | same))
    with session.store.write(TAKING) as transaction:
        taking.states += _taken(transaction, taking, going)
        hold_due(session, transaction.connection)
        device_tables.decline(transaction.connection, declined)
        if begins or entry is None:
            entry = _entered(session, transaction, taking, entry)
    for one in taking.let_go:
        session.vault.attachments.remove(one)
    taking.let_go.clear()
    taking.declined += declined
    return entry


def _taken(transaction: Transaction, taking: _Taking, going: list[RecordVersion]) -> list[TakenState]:
    ids: dict[str, list[str]] = {}
    for one in going:
        if is_known(one.noun):
            ids.setdefault(one.noun, []).append(one.id)
    connection = transaction.connection
    before = {noun: untake.states_of(connection, noun, some) for noun, some in ids.items()}
    transaction.take(going, hands_on=True)
    for one in going:
        file = taking.files.get(one.id)
        if file and file.listed.noun == one.noun:  # what is stated beside a document bears its ID
            _attach(transaction, taking, file)
    states: list[TakenState] = []
    for noun, some in ids.items():
        after = untake.states_of(connection, noun, some)
        states += (
            TakenState(before=before[noun][one], after=after[one])
            for one in some
            if before[noun][one] != after[one]
        )
    return states


def _attach(transaction: Transaction, taking: _Taking, file: _SealedFile) -> None:
    """Give a record its file, if it is the one that its values name.

    The text of a recording is its transcript; words are read anew once a document comes back from the bin.
    """
    there: list[Any] = case_content.with_bin(transaction.connection, file.listed.noun, [file.listed.record])
    if not there or there[0].sha256 != file.sealed.sha256:
        return
    one: Document | OfficialForm = there[0]
    transaction.add(file.sealed)
    is_shown = case_content.is_shown(transaction.connection, file.listed.noun, one)
    if isinstance(one, Document) and is_shown and not is_recording(one.media_type):
        words = DocumentText(id=one.id, case_id=one.case_id, title=one.title, pages=file.pages)
        known = case_content.with_bin(transaction.connection, "document-text", [one.id])
        if known:
            transaction.replace(words)
        else:
            transaction.add(words)
        has_text = any(text.strip() for text in file.pages)
        transaction.replace(replace(one, attachment_id=file.sealed.id, has_text=has_text))
    else:
        transaction.replace(replace(one, attachment_id=file.sealed.id))
    taking.attached.append(file)
    taking.let_go += forget_let_go(transaction, one.id)


def _entered(
    session: Session, transaction: Transaction, taking: _Taking, earlier: Handover | None
) -> Handover:
    """Enter the parcel in the register, or more of it; and note whose lines its sender writes on."""
    view, content = taking.view, taking.view.content
    sender = content.sender.device_id.hex()
    new = {(one.noun, one.id) for one in view.records if one.state == "new"}
    ids: dict[str, list[str]] = {}
    for noun, record_id in sorted({(noun, record_id) for noun, record_id, _ in taking.chosen} & new):
        ids.setdefault(noun, []).append(record_id)
    lines = [bytes.fromhex(line) for line in content.manifest.lines if _LINE.fullmatch(line)]
    device_tables.note_lines(transaction.connection, lines, sender)
    if earlier is not None:
        more = replace(earlier, given=_with(earlier.given, ids))
        transaction.replace(more)
        return more
    entry = Handover(
        id=session.ids(),
        kind="received",
        parcel=content.id,
        state="taken",
        at=session.clock(),
        holders=(HandoverHolder(device=sender, was_compared=view.sender_state == "compared"),),
        purpose=content.manifest.purpose,
        given=tuple(GivenNoun(noun=noun, ids=tuple(some)) for noun, some in ids.items()),
        left_out=content.manifest.left_out,
        recall_on=content.manifest.recall_on,
        receipt_key=content.manifest.receipt_key,
    )
    transaction.add(entry)
    return entry


def _with(given: Iterable[GivenNoun], ids: Mapping[str, Iterable[str]]) -> tuple[GivenNoun, ...]:
    """Return what an entry holds with these records as well."""
    by_noun = {one.noun: {*one.ids} for one in given}
    for noun, some in ids.items():
        by_noun.setdefault(noun, set()).update(some)
    return tuple(GivenNoun(noun=noun, ids=tuple(sorted(some))) for noun, some in by_noun.items())


def _remove_unused(session: Session, taking: _Taking) -> None:
    """Remove sealed files that no record took."""
    used = {one.sealed.id for one in taking.attached}
    for one in taking.files.values():
        if one.sealed.id not in used:
            session.vault.attachments.remove(one.sealed.id)
