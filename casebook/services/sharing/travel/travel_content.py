"""What a casebook that travels is filled with: the records of its cases, what they cite, chosen exhibits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from casebook.base.errors import RecordNotFound, Refused, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.domain.base.entity import Entity, entity
from casebook.domain.base.reference import references
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import protected_fields
from casebook.services.sharing.case_records import CaseRecords, records_of_cases, shared_versions
from casebook.services.sharing.going_records import StayingReason
from casebook.services.vault.journey_mark import PACKED
from casebook.store.registry import table_for, table_named
from casebook.store.sharing import case_content

_WITH_FILES = ("document", "official-form")
"""Nouns that go with cases and may have an encrypted file."""
WHOLE = ("document", "note")
"""Nouns of records that stay whole where they are privileged; parts of a document have its ID."""


@entity
class TravelContent:
    """What goes into a casebook that travels.

    Attributes:
        records: of the cases.
        versions: of these records, as they go.
        cited: entries of packs that they cite, with what these cite.
        withheld: noun, ID and field of protected values that stay.
        staying: noun and ID of records of the cases that stay, by reason.
    """

    records: CaseRecords
    versions: tuple[RecordVersion, ...]
    cited: tuple[Entity, ...]
    withheld: tuple[tuple[str, str, str], ...]
    staying: Mapping[StayingReason, tuple[tuple[str, str], ...]]

    @property
    def kept_back(self) -> int:
        """Return how many privileged documents and notes stay."""
        return len(self.staying["privileged"])


@entity
class CarriedFile:
    """A file that travels with its record.

    Attributes:
        noun: of the record.
        record: as it is at home.
        sealed: its encrypted file at home.
    """

    noun: str
    record: Any
    sealed: Attachment


def content_of(session: Session, case_ids: Iterable[str], ticked: Collection[str]) -> TravelContent:
    """Return what goes of cases; nothing that was moved to the bin, and no trace of what was replaced.

    Args:
        session: the casebook at home.
        case_ids: of the cases.
        ticked: protected kinds that go nevertheless.

    Raises:
        NotFound: one of the cases is not there, or in the bin.
    """
    wanted = tuple(dict.fromkeys(case_ids))
    for case_id in wanted:
        record.find(session, Case, case_id)
    kept_back = protected_fields.records_kept_back(session, wanted, ticked)
    with session.store.reading() as connection:
        binned = case_content.binned_ids(connection)
        of_cases = case_content.ids_of_cases(connection, wanted)
    records = records_of_cases(session, wanted, without=kept_back | binned)
    versions = shared_versions(session, records).versions
    withheld = protected_fields.drop_fields(versions, ticked)
    for version in versions:
        version.spent.clear()
    return TravelContent(
        records=records,
        versions=versions,
        cited=tuple(_with_what_they_cite(session, records)),
        withheld=tuple(withheld),
        staying=_staying(of_cases, kept_back, binned, records.kept_back),
    )


def _staying(
    of_cases: Mapping[str, Iterable[str]],
    kept_back: Collection[str],
    binned: Collection[str],
    people: Iterable[str],
) -> Mapping[StayingReason, tuple[tuple[str, str], ...]]:
    """Return noun and ID of what stays of cases, by reason; what is in the bin is named by that alone."""
    pairs = [(noun, one) for noun, ids in of_cases.items() for one in ids]
    wholes = [pair for pair in pairs if pair[0] in WHOLE]
    return {
        "privileged": tuple(pair for pair in wholes if pair[1] in kept_back and pair[1] not in binned),
        "party-elsewhere": tuple(("person", one) for one in people),
        "binned": tuple(pair for pair in pairs if pair[1] in binned),
    }


def files_of(session: Session, records: CaseRecords, chosen: Collection[str] | None) -> list[CarriedFile]:
    """Return the files that travel.

    Args:
        session: the casebook at home.
        records: that travel.
        chosen: IDs of the records whose files do; None for all of them.

    Raises:
        NotFound: a chosen record does not travel, or has no file.
    """
    files: list[CarriedFile] = []
    with session.store.reading() as connection:
        for noun in _WITH_FILES:
            ids = [one for one in records.ids.get(noun, ()) if chosen is None or one in chosen]
            of_noun = case_content.with_bin(connection, noun, ids)
            files += (
                CarriedFile(noun=noun, record=one, sealed=table_for(Attachment).find(connection, file_id))
                for one in of_noun
                if (file_id := getattr(one, "attachment_id", ""))
            )
    if chosen is not None and {one.record.id for one in files} != {*chosen}:
        raise RecordNotFound(
            Message("A chosen exhibit is not among what travels, or has no file."),
            field="exhibit",
            remedy=Message("Privileged documents travel only if you include them."),
        )
    return files


def fill(travel: Session, content: TravelContent) -> None:
    """Write the records into the casebook that travels, on a line of its own.

    Raises:
        Refused: a record would not be shown there.
        DiskProblem: the disk refuses.
    """
    with travel.store.write(PACKED) as transaction:
        transaction.add_all(content.cited)
        lost = sorted({one.noun for one in transaction.take(content.versions) if one.after is None})
        if lost:
            raise Refused(
                Message("Some records would be lost on the way: {nouns}.", nouns=tuple(map(Message, lost))),
                field="case_ids",
                remedy="Open them, save them again, and pack once more.",
            )


def carry_files(
    source: Session, target: Session, files: Iterable[CarriedFile], *, action: str, progress: Progress
) -> tuple[str, ...]:
    """Encrypt files anew in another casebook which has their records, with the words read in them.

    Args:
        source: where they are.
        target: where they go; the records there get them.
        files: of the source.
        action: of the write.
        progress: called at each file.

    Returns:
        IDs of records whose file is missing or damaged in the source.

    Raises:
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    carried, unreadable, wanted = list[tuple[CarriedFile, Attachment]](), list[str](), list(files)
    for number, one in enumerate(wanted):
        progress(number, len(wanted), Message("encrypting the exhibits anew"))
        try:
            carried.append((one, _sealed_anew(source, target, one.sealed)))
        except VaultDamaged:
            unreadable.append(one.record.id)
    target.vault.attachments.flush(sealed.id for _, sealed in carried)
    with source.store.reading() as connection:
        words = dict(_words_of(connection, [one.record.id for one, _ in carried]))
    if carried:
        with target.store.write(action) as transaction:
            transaction.add_all([sealed for _, sealed in carried])
            for one, sealed in carried:
                _give(transaction, one, sealed, words.get(one.record.id, ()))
    return tuple(unreadable)


def _sealed_anew(source: Session, target: Session, sealed: Attachment) -> Attachment:
    """Encrypt a file under an ID and key of the target.

    Raises:
        VaultDamaged: it is missing or damaged; nothing of it is left in the target.
    """
    with source.vault.attachments.open(sealed) as stream:
        anew = target.vault.attachments.seal(stream, target.ids(), is_flushed=False)
    if anew.sha256 != sealed.sha256:
        target.vault.attachments.remove(anew.id)
        raise VaultDamaged("An encrypted file does not match its record.", field=sealed.id)
    return anew


def _give(transaction: Any, one: CarriedFile, sealed: Attachment, words: Iterable[Entity]) -> None:  # noqa: ANN401 - of the store
    """Let a record of the target have its file and the words read in it."""
    there = table_named(one.noun).find(transaction.connection, one.record.id)
    local = {"attachment_id": sealed.id}
    if isinstance(there, Document):
        local["has_text"] = one.record.has_text
    transaction.replace(replace(there, **local))
    if not case_content.is_shown(transaction.connection, one.noun, there):
        return  # its words are read anew once it comes back from the bin
    for text in words:
        noun = table_for(type(text)).noun
        if not case_content.with_bin(transaction.connection, noun, [text.id]):
            transaction.add(text)  # what is there may have been corrected by a person


def _words_of(connection: Any, ids: Collection[str]) -> Iterator[tuple[str, tuple[Entity, ...]]]:  # noqa: ANN401 - of the store
    texts = {one.id: one for one in case_content.with_bin(connection, "document-text", ids)}
    read = {one.id: one for one in case_content.with_bin(connection, "recognition", ids)}
    for one in ids:
        yield one, tuple(words for words in (texts.get(one), read.get(one)) if words)


def _with_what_they_cite(session: Session, records: CaseRecords) -> Iterator[Entity]:
    """Yield the cited entries of packs, with those that these refer to; none that refers to nothing."""
    entries: dict[tuple[str, str], Entity] = {}
    with session.store.reading() as connection:
        persons = case_content.with_bin(connection, "person", records.ids.get("person", ()))
        topics = {topic for one in persons if isinstance(one, Person) for topic in one.topics}
        own = {
            (reference.nouns, reference.id)
            for noun in ("finding", "source", "argument")
            for one in case_content.with_bin(connection, noun, records.ids.get(noun, ()))
            for reference in references(one)
        }
        waiting = {(one.noun, one.id) for one in records.cited} | {("topic", one) for one in topics}
        waiting |= {(noun, one) for nouns, one in own for noun in nouns}
        while waiting:
            by_noun: dict[str, set[str]] = {}
            for noun, one in waiting:
                by_noun.setdefault(noun, set()).add(one)
            waiting = set()
            for noun, ids in by_noun.items():
                packs = case_content.packs_of(connection, noun, ids)
                from_packs = [one for one in ids if packs.get(one)]
                for entry in case_content.with_bin(connection, noun, from_packs):
                    entries[noun, entry.id] = entry
                    waiting |= {(other, ref.id) for ref in references(entry) for other in ref.nouns}
            waiting -= entries.keys()
    yield from _whole(entries)


def _whole(entries: Mapping[tuple[str, str], Entity]) -> Iterator[Entity]:
    """Yield entries of which every reference is among them: an update may have withdrawn one."""
    kept = dict(entries)
    while True:
        broken = [
            key
            for key, one in kept.items()
            if any(not any((noun, ref.id) in kept for noun in ref.nouns) for ref in references(one))
        ]
        if not broken:
            break
        for key in broken:
            del kept[key]
    yield from kept.values()
