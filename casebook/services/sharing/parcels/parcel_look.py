"""Looking into a parcel: who sealed it, whether it is whole, and what of it is new here. Nothing is taken."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from casebook.base.errors import CasebookError, DamagedSource, Refused
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.sharing.comparison import ComparedField, Suspect, compared
from casebook.domain.sharing.handover import GivenField, Handover
from casebook.domain.sharing.manifest import ParcelManifest, read_manifest, unreadable_manifest
from casebook.domain.sharing.merge import is_fixed
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.sharing.stamp import line_of
from casebook.domain.sharing.version import RecordVersion
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.case_records import ids_named, why_suspect
from casebook.services.sharing.deletions import DeletionState, deletion_states
from casebook.services.sharing.parcels import register
from casebook.services.sharing.parcels.parcel_body import records_of
from casebook.services.sharing.parcels.parcel_output import readable
from casebook.services.sharing.parcels.parcel_seal import USE
from casebook.store.base import device_tables
from casebook.store.base.device_tables import DeclinedStamp
from casebook.store.sharing import arriving, case_content
from casebook.store.sharing.absence import without_file
from casebook.store.sharing.arriving import KnownState
from casebook.vault import DeviceCard, DeviceKeys, read_card, require_signed_by
from casebook.vault.sharing.parcel_reader import OpenedParcel, open_parcel, parcel_head

RecordState = KnownState | DeletionState
"""`binned`, `purged`: gone here; `of-pack`: an entry of the reference data, which no parcel changes;
`other-noun`: its ID is that of another record here, so that it stays away;
`waiting`: its beginning did not come, so that it is kept and not shown; `undecided`, `of-purged`: as in
`deletions`."""
_ABSENT = frozenset({"purged", "of-pack", "other-noun", "undecided", "of-purged"})
"""Nothing is taken of records that stand so."""
_AT_ONCE = 500


@entity
class ComparedRecord:
    """A record that came, held against what is here.

    Attributes:
        noun: of the record.
        id: of the record.
        state: how the record as a whole stands.
        fields: its keys; none where nothing of it can be taken.
        is_suspect: its author was never given it, or what it names, or it holds for the whole office: nothing
            of it is ticked by itself.
    """

    noun: str
    id: str
    state: RecordState
    fields: tuple[ComparedField, ...] = ()
    is_suspect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ParcelContent:
    """A whole parcel, verified and read, apart from its files. Its `repr` shows none of its content.

    Attributes:
        id: of the parcel, lower-case hex.
        digest: of all that is in it.
        sender: the card of the device that sealed it, its signature verified.
        manifest: what it says of itself.
        bodies: the records in it, as they are taken: each list in one transaction.
    """

    id: str
    digest: bytes
    sender: DeviceCard
    manifest: ParcelManifest
    bodies: tuple[tuple[RecordVersion, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ParcelView:
    """What a parcel would bring. Its `repr` shows none of its content.

    Attributes:
        content: of the parcel.
        card: the sender's card here; None where it is not known.
        records: each record in it.
        earlier: its entry in the register, where it was taken before; else None.
    """

    content: ParcelContent
    card: PeerCard | None
    records: tuple[ComparedRecord, ...]
    earlier: Handover | None = None

    @property
    def sender_state(self) -> Literal["compared", "known", "unknown"]:
        """Return what is known of who sealed it."""
        if self.card is None:
            return "unknown"
        return "compared" if self.card.is_compared else "known"

    @property
    def is_recall(self) -> bool:
        """Return whether it recalls earlier parcels and brings nothing."""
        return self.content.manifest.kind == "recall"

    def offered(self) -> Iterator[tuple[ComparedRecord, ComparedField]]:
        """Yield all that taking it could change."""
        for one in self.records:
            yield from ((one, field) for field in one.fields if field.is_offered)

    def ticked(self) -> frozenset[tuple[str, str, str]]:
        """Return noun, ID and key of what is taken unless a person says otherwise."""
        return frozenset(
            (one.noun, one.id, field.key)
            for one, field in self.offered()
            if not field.suspect and not field.is_declined
        )


def needs_phrase(source: Path | OpenedFile) -> bool:
    """Return whether a parcel opens with a phrase, not by a device.

    Raises:
        NotFound, InvalidInput, VaultTooNew, DamagedSource, DiskProblem: as `open_parcel`.
    """
    with readable(source) as file:
        return parcel_head(file).needs_phrase


async def look(
    session: Session, source: Path | OpenedFile, *, phrase: str = "", progress: Progress = silent
) -> ParcelView:
    """Return what a parcel would bring.

    Args:
        session: the open vault.
        source: the file.
        phrase: as it was typed, where the parcel opens with one.
        progress: called while it is read; may cancel.

    Raises:
        NotFound, InvalidInput, DiskProblem: there is no such file, or it is no parcel.
        VaultTooNew: a later version wrote it.
        Refused: neither this device nor the phrase opens it, or it was signed by another than it says.
        DamagedSource: it is cut, was changed, or is not what its list of contents says.
        Cancelled: the person stopped.
    """
    keys = await on_vault(lambda: device.keys(session))
    content = await off_thread(partial(read_parcel, source, keys, phrase, progress))
    return await on_vault(lambda: view_of(session, content))


def read_parcel(
    source: Path | OpenedFile, keys: Sequence[DeviceKeys], phrase: str, progress: Progress
) -> ParcelContent:
    """Return the content of a parcel, read whole and held against its list of contents.

    Raises:
        CasebookError: as `look`.
    """
    with (
        readable(source) as file,
        open_parcel(file, keys=() if phrase else keys, phrase=phrase) as parcel,
    ):
        end = parcel.check(progress)
        manifest = read_manifest(parcel.manifest)
        sender = _sender(manifest)
        try:
            require_signed_by(sender.public, end.digest, end.signature, USE)
        except CasebookError as error:
            raise Refused(
                "The parcel was not signed by the device whose card is in it.",
                field="parcel",
                remedy="Take nothing from it. Ask its sender through another channel whether they sent it.",
            ) from error
        bodies = records_of(parcel.bodies())
        _require_listed(manifest, bodies)
        _require_files(manifest, parcel)
        return ParcelContent(
            id=parcel.id.hex(),
            digest=end.digest,
            sender=sender,
            manifest=manifest,
            bodies=tuple(tuple(body) for body in bodies),
        )


def view_of(session: Session, content: ParcelContent) -> ParcelView:
    """Return what the content of a parcel is, held against what is here now."""
    sender = content.sender.device_id.hex()
    comparing = _Comparing(session, content, sender)
    records: list[ComparedRecord] = []
    by_noun: dict[str, list[RecordVersion]] = {}
    for body in content.bodies:
        for one in body:
            by_noun.setdefault(one.noun, []).append(one)
    comparing.find_ungiven(one for body in content.bodies for one in body)
    with session.store.reading() as connection:
        for noun, versions in by_noun.items():
            for start in range(0, len(versions), _AT_ONCE):
                some = versions[start : start + _AT_ONCE]
                here = arriving.known_of(connection, noun, [one.id for one in some])
                deletions = deletion_states(connection, here.table, some)
                records += (comparing.record(one, here, deletions.get(one.id)) for one in some)
    return ParcelView(
        content=content,
        card=card.of_device(session, sender),
        records=tuple(records),
        earlier=register.of_parcel(session, content.id, "received"),
    )


class _Comparing:
    """Holds records of one sender against those here."""

    def __init__(self, session: Session, content: ParcelContent, sender: str) -> None:
        self._exchanged, withheld = register.exchanged_with(session, sender)
        self._never = {(one.noun, one.record, one.field) for one in withheld}
        self._left_out = _fields_by_record(content.manifest.left_out)
        self._files = {(one.noun, one.record): one.sha256 for one in content.manifest.files}
        self._session = session
        self._ungiven: frozenset[str] = frozenset()
        with session.store.reading() as connection:
            self._declined = device_tables.declined(connection)
            self._own_line = next(iter(device_tables.own_lines(connection)), b"")
            self._absent = without_file(connection, self._files)

    def find_ungiven(self, versions: Iterable[RecordVersion]) -> None:
        """Find which of what records name is here and was never given to the sender."""
        held = list(versions)
        named = {one for version in held for one in ids_named(version)}
        with self._session.store.reading() as connection:
            here = case_content.of_cases_among(connection, named - self._exchanged)
        self._ungiven = frozenset(here)

    def record(
        self, came: RecordVersion, here: arriving.RecordsHere, deletion: DeletionState | None
    ) -> ComparedRecord:
        state: RecordState = deletion or here.state_of(came)
        known = here.versions.get(came.id)
        is_suspect = known is not None and came.id not in self._exchanged
        new_suspect: Suspect = why_suspect(came, self._ungiven) if known is None else ""
        if state in _ABSENT:
            return ComparedRecord(noun=came.noun, id=came.id, state=state, is_suspect=is_suspect)
        withheld = self._left_out.get((came.noun, came.id), frozenset())
        fields = compared(here.rules, known, came, withheld, here.is_readable)
        judged = tuple(
            self._judged(came, one, is_suspect=is_suspect, new_suspect=new_suspect) for one in fields
        )
        offered = [one for one in judged if one.is_offered]
        only_asks = bool(offered) and all(is_fixed(one.key) for one in offered) and known is not None
        return ComparedRecord(
            noun=came.noun,
            id=came.id,
            state=state,
            fields=judged,
            is_suspect=(is_suspect and not only_asks) or bool(new_suspect),
        )

    def _judged(
        self, came: RecordVersion, one: ComparedField, *, is_suspect: bool, new_suspect: Suspect
    ) -> ComparedField:
        if is_fixed(one.key) and one.state != "new":
            return self._judged_file(came, one)
        if not one.is_offered:
            return one
        never = is_suspect or (came.noun, came.id, one.field) in self._never
        ours = any(line_of(stamp) == self._own_line for stamp in one.stamps) and bool(self._own_line)
        suspect: Suspect = "ours-by-claim" if ours else "never-given" if never else new_suspect
        return replace(one, suspect=suspect, is_declined=self._is_declined(came, one))

    def _judged_file(self, came: RecordVersion, one: ComparedField) -> ComparedField:
        """Return what identifies a file: whoever says it replaces nothing, and a person is to be asked."""
        if one.is_offered:
            return replace(one, is_declined=self._is_declined(came, one))
        key = came.noun, came.id
        is_its = key in self._absent and one.here and one.here.get("sha256") == self._files[key]
        return replace(one, state="file") if is_its else one

    def _is_declined(self, came: RecordVersion, one: ComparedField) -> bool:
        return bool(one.stamps) and all(
            DeclinedStamp(came.noun, came.id, one.key, stamp) in self._declined for stamp in one.stamps
        )


def _fields_by_record(left_out: Iterable[GivenField]) -> Mapping[tuple[str, str], frozenset[str]]:
    by_record: dict[tuple[str, str], set[str]] = {}
    for one in left_out:
        by_record.setdefault((one.noun, one.record), set()).add(one.field)
    return {key: frozenset(names) for key, names in by_record.items()}


def _sender(manifest: ParcelManifest) -> DeviceCard:
    try:
        return read_card(b64decode(manifest.card, validate=True))
    except (CasebookError, ValueError) as error:
        raise unreadable_manifest() from error


def _require_listed(manifest: ParcelManifest, bodies: Iterable[Collection[RecordVersion]]) -> None:
    """Require that the records are those which the list of contents names, each once."""
    listed = [(one.noun, record_id) for one in manifest.given for record_id in one.ids]
    came = [(one.noun, one.id) for body in bodies for one in body]
    if len({*came}) != len(came) or sorted(listed) != sorted(came):
        raise DamagedSource(
            "The records in the parcel are not those its list of contents names.",
            remedy="Ask its sender for the file again. Nothing was taken from it.",
        )


def _require_files(manifest: ParcelManifest, parcel: OpenedParcel) -> None:
    """Require that each file is one which the list of contents names, with its size and hash."""
    listed = {one.id: one for one in manifest.files}
    came: set[str] = set()
    for file in parcel.files():
        hashing, size = hashlib.sha256(), 0
        while piece := file.read(1 << 16):
            hashing.update(piece)
            size += len(piece)
        one = listed.get(file.file_id)
        if one is None or (one.size_bytes, one.sha256) != (size, hashing.hexdigest()):
            raise _other_files()
        came.add(file.file_id)
    if len(listed) != len(manifest.files) or came != listed.keys():
        raise _other_files()


def _other_files() -> DamagedSource:
    return DamagedSource(
        "The files in the parcel are not those its list of contents names.",
        remedy="Ask its sender for the file again. Nothing was taken from it.",
    )
