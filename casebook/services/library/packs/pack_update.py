"""Updates of the packs in a vault: shown as additions, changes and withdrawals, applied when accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

from casebook.base.errors import NotFound, Refused
from casebook.domain.base.entity import Entity
from casebook.domain.base.reference import references
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.library.argument import Argument
from casebook.domain.library.claim import Claim
from casebook.domain.library.clause import Clause
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision
from casebook.domain.library.finding import Finding
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.revision import Revision, RevisionKind
from casebook.domain.library.route import Route
from casebook.domain.library.source import Source
from casebook.domain.library.statistic import Statistic
from casebook.domain.library.topic import Topic
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.packs.library.library import Library, read_library
from casebook.packs.library.registry import read_registry
from casebook.packs.signed_pack import unpack
from casebook.services.base import record, setting
from casebook.services.base.chosen_file import opened
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.library import registry
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

KINDS: tuple[type[Any], ...] = (
    Topic,
    Source,
    Finding,
    Statistic,
    Argument,
    Route,
    Instrument,
    Clause,
    Country,
    Decision,
    PublicIncident,
    Claim,
)
_BESIDE = {"pack", "checked_on"}
"""Fields about the import of a record; a new value of them alone is not a change of content."""
_MAX_BYTES = 100_000_000
_PUBLISHER = "packs.publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A record whose content changed."""

    old: Any
    new: Any
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Packs that were read and checked.

    Attributes:
        records: by kind and id.
        key_words: the publisher's key as words, "" for the packs that ship with the program.
    """

    records: Mapping[tuple[type[Any], str], Any]
    version: str
    key_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOffer:
    """An update compared with a vault.

    Attributes:
        key_words: the publisher's key as words, "" for the packs that ship with the program.
        known_words: those of the key that signed the pack file accepted last, "" where there was none.
        from_version, to_version: of the library's packs.
        same: records that say what they said, with new versions.
        marks: dossiers that cite something changed or withdrawn: id and the records.
    """

    key_words: str
    known_words: str
    from_version: str
    to_version: str
    added: tuple[Any, ...]
    changed: tuple[Changed, ...]
    withdrawn: tuple[Any, ...]
    same: tuple[Any, ...]
    marks: Mapping[str, tuple[Finding | Source, ...]]

    @property
    def is_older(self) -> bool:
        """Return whether it is a downgrade: both versions are dotted numbers, and its own is lower."""
        versions = [_numbers(each) for each in (self.to_version, self.from_version)]
        return all(versions) and versions[0] < versions[1]

    @property
    def is_empty(self) -> bool:
        """Return whether it changes no content."""
        return not (self.added or self.changed or self.withdrawn)


def incoming(file: Path | OpenedFile | None = None) -> Incoming:
    """Return the packs of a file, or those installed with the program; no vault is accessed.

    Raises:
        NotFound: there is no such file.
        Refused: its signature does not fit.
        PackInvalid: an entry breaks its schema.
    """
    if file is None:
        library, whole, words = read_library(), read_registry(), ""
    else:
        parcel = unpack(_bytes(file))
        library, whole, words = parcel.library, parcel.registry, parcel.key_words
    records = {(type(each), each.id): each for each in (*library_records(library), *registry.records(whole))}
    return Incoming(
        records=records, version=max(library.version, whole.version, key=_numbers), key_words=words
    )


def offer(session: Session, file: Path | OpenedFile | None = None) -> UpdateOffer:
    """Return the effects of an update without writing anything.

    Args:
        session: the open vault.
        file: a pack file carried by hand; the packs that ship with the program where None.

    Raises:
        NotFound: there is no such file.
        Refused: its signature does not fit.
        PackInvalid: an entry breaks its schema.
    """
    return compare(session, incoming(file))


async def offering(session: Session, file: Path | OpenedFile | None = None) -> UpdateOffer:
    """Run `offer` as a flow; packs are read and checked without the database."""
    packs = await off_thread(partial(incoming, file))
    return await on_vault(partial(compare, session, packs))


def compare(session: Session, packs: Incoming) -> UpdateOffer:
    """Return the effects of packs on a vault without writing anything."""
    held = _held(session)
    kept = _still_needed(session)
    changed = tuple(changes(held, packs.records))
    withdrawn = tuple(old for key, old in held.items() if key not in packs.records and old.id not in kept)
    return UpdateOffer(
        key_words=packs.key_words,
        known_words=str(setting.value(session, _PUBLISHER) or ""),
        from_version=max((entry.pack for entry in held.values()), default=""),
        to_version=packs.version,
        added=tuple(new for key, new in packs.records.items() if key not in held),
        changed=changed,
        withdrawn=withdrawn,
        same=tuple(
            packs.records[key]
            for key, old in held.items()
            if key in packs.records and not _fields(old, packs.records[key])
        ),
        marks=_marks(session, [*(change.old for change in changed), *withdrawn]),
    )


def accept(session: Session, offered: UpdateOffer) -> int:
    """Apply an update that someone has reviewed; returns the number of dossiers marked.

    The person's own records, readings, notes and collections are not touched.

    Raises:
        Refused: the vault has changed since the update was shown.
    """
    held = _held(session)
    seen = [change.old for change in offered.changed]
    unlike = (_fields(held[type(new), new.id], new) for new in offered.same if (type(new), new.id) in held)
    if any(held.get((type(old), old.id)) != old for old in seen) or any(unlike):
        raise Refused(
            "The library has changed since the update was shown.",
            field="update",
            remedy="Review the update again.",
        )
    with session.store.write("packs.update") as transaction:
        for added in offered.added:
            _bring(transaction, added)
        _replace(transaction, [*(change.new for change in offered.changed), *offered.same], held)
        for old in offered.withdrawn:
            transaction.move_to_bin(type(old), old.id)
        _mark(session, transaction, offered)
    if offered.key_words:
        setting.keep(session, _PUBLISHER, offered.key_words)
    return len(offered.marks)


def _replace(
    transaction: Transaction, entries: Iterable[Entity], held: Collection[tuple[type[Any], str]]
) -> None:
    """Replace entries, those of a noun together; of what is in the bin each by itself."""
    by_kind: dict[type[Entity], list[Entity]] = defaultdict(list)
    for entry in entries:
        if (type(entry), entry.id) in held:
            by_kind[type(entry)].append(entry)
        else:
            transaction.replace(entry)
    for alike in by_kind.values():
        transaction.replace_all(alike)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _bring(transaction: Transaction, added: Entity) -> None:
    """Add or restore a record; one withdrawn earlier is in the bin."""
    entity_table = table_for(type(added))
    try:
        entity_table.find(transaction.connection, added.id)
    except NotFound:
        transaction.add(added)
    else:
        transaction.restore(type(added), added.id)
        transaction.replace(added)


def _bytes(file: Path | OpenedFile) -> bytes:
    with opened(file) as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise Refused("The file is too large to be a reference data file.", field="file")
    return data


def library_records(library: Library) -> Iterable[Entity]:
    """Return the library records of a vault."""
    return (
        *library.topics,
        *library.sources,
        *library.findings,
        *library.statistics,
        *library.arguments,
        *library.routes,
    )


def _held(session: Session) -> dict[tuple[type[Any], str], Any]:
    """Return the pack records of the vault."""
    with session.store.reading() as connection:
        return {
            (kind, each.id): each for kind in KINDS for each in table_for(kind).all(connection) if each.pack
        }


def _still_needed(session: Session) -> set[str]:
    """Return the records custom findings and arguments rely on; they stay even if a pack withdraws them."""
    findings = {finding.id: finding for finding in record.every(session, Finding)}
    own_arguments = [argument for argument in record.every(session, Argument) if not argument.pack]
    named = {named.id for argument in own_arguments for named in references(argument)}
    needed = [finding for finding in findings.values() if not finding.pack or finding.id in named]
    return named.union(*((finding.source_id, finding.topic_id) for finding in needed))


def changes(held: Mapping[Any, Any], incoming: Mapping[Any, Any]) -> Iterable[Changed]:
    """Yield the records in both whose content differs, by kind and ID."""
    for key, old in held.items():
        new = incoming.get(key)
        if new is not None and (changed_fields := _fields(old, new)):
            yield Changed(old=old, new=new, fields=changed_fields)


def _fields(old: Any, new: Any) -> tuple[str, ...]:  # noqa: ANN401 - any noun of a pack
    return tuple(
        field.name
        for field in fields(old)
        if field.name not in _BESIDE and getattr(old, field.name) != getattr(new, field.name)
    )


def _marks(session: Session, touched: list[Any]) -> dict[str, tuple[Finding | Source, ...]]:
    """Return the dossiers that cite a changed record, directly or through its source."""
    by_id = {entry.id: entry for entry in touched if isinstance(entry, Finding | Source)}
    marks: dict[str, tuple[Finding | Source, ...]] = {}
    findings = record.every(session, Finding)
    for dossier in record.every(session, Dossier):
        cited = [
            finding for finding in findings if any(section.cites(finding) for section in dossier.sections)
        ]
        ids = dict.fromkeys(part for finding in cited for part in (finding.id, finding.source_id))
        found = tuple(by_id[entry_id] for entry_id in ids if entry_id in by_id)
        if found:
            marks[dossier.id] = found
    return marks


def _mark(session: Session, transaction: Transaction, offered: UpdateOffer) -> None:
    changed = {each.old.id: each.fields for each in offered.changed}
    for dossier_id, cited in offered.marks.items():
        for entry in cited:
            kind: RevisionKind = "changed" if entry.id in changed else "withdrawn"
            transaction.add(
                Revision(
                    id=session.ids(),
                    dossier_id=dossier_id,
                    noun=table_for(type(entry)).noun,
                    record_id=entry.id,
                    kind=kind,
                    from_version=offered.from_version,
                    to_version=offered.to_version,
                    noted_at=session.clock(),
                    fields=changed.get(entry.id, ()),
                )
            )
