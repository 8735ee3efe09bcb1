"""The bin: list, restore and delete permanently, with the consequences known in advance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.going import GoingDeclaration, moved_before_of, moved_of, question_of
from casebook.domain.evidence.document import Document
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.calculation import packs
from casebook.services.base.session import Session
from casebook.services.vault import backup
from casebook.store import record_bin
from casebook.store.declaration.declaration import refuse_held
from casebook.store.declaration.sealed_going import going_among, require_asked
from casebook.store.record_bin import Binned
from casebook.store.registry import table_for, table_named
from casebook.store.vault.let_go import let_go

if TYPE_CHECKING:
    from casebook.store.base.entity_table import EntityTable
    from casebook.store.transaction import Transaction

__all__ = [
    "Binned",
    "Dependent",
    "Purging",
    "before_purge",
    "before_purging",
    "forget_purged",
    "listed",
    "purge",
    "purge_all",
    "purge_with_files",
    "put_back",
    "question_of",
    "require_codes_for",
    "restore",
    "restore_all",
    "sealed_with",
    "undo",
]

_WITH_FILE = frozenset({"document", "letter-template", "official-form"})
"""Nouns that have an encrypted file of their own, which goes with them."""

_MAX_NAMED = 8
"""How many of the records that went to the bin with another are named."""


@entity
class Dependent:
    """A record outside the bin that refers to another one."""

    noun: str
    id: str
    title: str


Chosen = Sequence[tuple[str, str]]
"""Records in the bin by noun and ID."""


@entity
class Purging:
    """The consequences of a purge.

    Attributes:
        thrown: what is to be purged, the first of several.
        count: how many records are to be purged, without what goes with them.
        parts: the first of those that were moved to the bin with it, where it is one.
        part_count: how many these are in all.
        taken: how many records of each noun would be destroyed with it.
        dependents: standing records that name it and would point at nothing.
        files: encrypted files that would be destroyed.
        backups: how many backups of this vault there are; any of them may still hold it.
        sealed: signed declarations that would be destroyed, each only with its code.
    """

    thrown: Binned
    count: int
    parts: tuple[Dependent, ...]
    part_count: int
    taken: tuple[tuple[str, int], ...]
    dependents: tuple[Dependent, ...]
    files: int
    backups: int
    sealed: tuple[GoingDeclaration, ...] = ()


def listed(session: Session) -> list[Binned]:
    """Return the records in the bin, last removed first, each with the parts removed with it."""
    with session.store.reading() as connection:
        return [_titled(binned) for binned in record_bin.listed(connection)]


def sealed_with(session: Session, moved: Collection[tuple[type[Any], str]]) -> tuple[Message, ...]:
    """Return which signed declarations lie in the bin with records that were moved there, and before them.

    A declaration cannot be moved by itself while it stands: its case or its person takes it along, and that
    is to be said. One that another record took along before does not come back with these.
    """
    with session.store.reading() as connection:
        going = going_among(connection, [(table_for(kind).noun, record_id) for kind, record_id in moved])
        times = {record_bin.binned_at(connection, table_for(kind), record_id) for kind, record_id in moved}
        table = table_for(Declaration)
        with_these = {one.id for one in going if record_bin.binned_at(connection, table, one.id) in times}
    now = [one for one in going if one.id in with_these]
    before = [one for one in going if one.id not in with_these]
    return (*([moved_of(now)] if now else ()), *([moved_before_of(before)] if before else ()))


def _titled(binned: Binned) -> Binned:
    """Return a record with a title to read: the confirmation of a rule is kept under the ID of the rule."""
    if binned.noun != "rule-confirmation":
        return binned
    rule = packs().supplied.rules.get(binned.title)
    return replace(binned, title=rule.title) if rule else binned


def restore(session: Session, noun: str, record_id: str) -> None:
    """Restore a record from the bin, with everything removed together with it.

    Raises:
        NotFound: it is not there.
    """
    record.restore(session, table_named(noun).kind, record_id)


def put_back(session: Session, chosen: Chosen) -> None:
    """Move records that were restored back to the bin in one change.

    Raises:
        NotFound: one is not there; nothing was moved.
    """
    in_order = sorted(chosen, key=lambda one: one[0] == "case")  # others first: a case takes all with it
    record.move_all_to_bin(session, [(table_named(noun).kind, record_id) for noun, record_id in in_order])


def restore_all(session: Session, chosen: Chosen) -> int:
    """Restore several records from the bin in one change, cases first; returns their number.

    Args:
        session: the open vault.
        chosen: noun and ID of each; one that came back with another counts as restored.

    Raises:
        NotFound: one is not there; nothing was restored.
        Conflict: the case of one is in the bin and not among them; nothing was restored.
    """
    in_order = sorted(chosen, key=lambda one: one[0] != "case")
    record.restore_all(session, [(table_named(noun).kind, record_id) for noun, record_id in in_order])
    return len(chosen)


def undo(session: Session) -> Binned:
    """Restore what was moved to the bin last.

    Raises:
        NotFound: the bin is empty.
    """
    last = next(iter(listed(session)), None)
    if last is None:
        raise NotFound("The bin is empty.", field="bin", remedy="There is nothing to restore.")
    restore(session, last.noun, last.id)
    return last


def before_purge(session: Session, noun: str, record_id: str) -> Purging:
    """Return the consequences of purging a record in the bin, to be shown beforehand.

    Raises:
        NotFound: it is not in the bin.
    """
    return before_purging(session, [(noun, record_id)])


def before_purging(session: Session, chosen: Chosen) -> Purging:
    """Return the consequences of purging one or several records in the bin, to be shown beforehand.

    Raises:
        NotFound: one is not in the bin.
    """
    with session.store.reading() as connection:
        binned = {(one.noun, one.id): one for one in record_bin.listed(connection)}
        if any(one not in binned for one in chosen):
            raise NotFound(
                "This record is not in the bin.", field="id", remedy="Check the ID in the list of the bin."
            )
        thrown = _titled(binned[chosen[0]])
        parts = [part for part in thrown.parts if part[0] not in record_bin.HIDDEN] * (len(chosen) == 1)
        named = tuple(
            Dependent(noun=noun, id=part_id, title=record_bin.title_of(connection, noun, part_id))
            for noun, part_id in parts[:_MAX_NAMED]
        )
        whole = record_bin.purged(connection, chosen)
        goes = {part_id for _, part_id in whole}
        speaking = dict.fromkeys(
            one for gone in sorted(goes) for one in record_bin.speaking_of(connection, gone)
        )
        sealed = going_among(connection, [(part.noun, part_id) for part, part_id in whole])
    others = [part.noun for part, part_id in whole if (part.noun, part_id) not in set(chosen)]
    return Purging(
        thrown=thrown,
        count=len(chosen),
        parts=named,
        part_count=len(parts),
        taken=tuple(
            (noun, count) for noun, count in Counter(others).items() if noun not in record_bin.HIDDEN
        ),
        dependents=tuple(
            Dependent(noun=of, id=one, title=title) for of, one, title in speaking if one not in goes
        ),
        files=sum(part.noun in _WITH_FILE for part, _ in whole),
        backups=len(backup.every(session)),
        sealed=sealed,
    )


def purge(session: Session, noun: str, record_id: str, *, codes: Collection[str] = ()) -> None:
    """Delete a record in the bin permanently, with all that `before_purge` lists, files and history too.

    The history keeps that they were there, and who purged them when. Backups made before still hold them.

    Args:
        session: the open vault.
        noun: of the record.
        record_id: which.
        codes: of the signed declarations that go with it.

    Raises:
        NotFound: it is not in the bin.
        Refused: as for `purge_all`.
    """
    purge_all(session, [(noun, record_id)], codes=codes)


def require_codes_for(session: Session, chosen: Chosen, codes: Collection[str]) -> None:
    """Refuse to destroy records, in the bin or not, with a signed declaration whose code nobody entered.

    Raises:
        Refused: a code is missing.
    """
    with session.store.reading() as connection:
        require_asked(connection, chosen, codes)


def purge_all(
    session: Session, chosen: Chosen, progress: Progress = silent, *, codes: Collection[str] = ()
) -> None:
    """Delete records in the bin permanently, as `purge` does, all in one change or none.

    Args:
        session: the open vault.
        chosen: the records.
        progress: of the deletion; may cancel.
        codes: first letters of the seals of the signed declarations that go with them.

    Raises:
        NotFound: one is not in the bin; nothing was deleted.
        Refused: a signed declaration is among them, or a file that one names, without its whole case or
            without its code; nothing was deleted.
        Cancelled: the person stopped; nothing was deleted.
    """
    action = f"{chosen[0][0]}.purge" if len(chosen) == 1 else "bin.purge"
    with session.store.write(action) as transaction:
        connection = transaction.connection
        whole = record_bin.purged(connection, chosen)
        _refuse_sealed(transaction, chosen, whole)
        require_asked(connection, [(part.noun, part_id) for part, part_id in whole], codes)
        sealed = purge_with_files(transaction, whole, progress)
    forget_purged(session, sealed)


def purge_with_files(
    transaction: Transaction, whole: Collection[tuple[EntityTable[Any], str]], progress: Progress = silent
) -> list[str]:
    """Delete records permanently, with the entries of their encrypted files.

    Args:
        transaction: in which they go, all or none.
        whole: the records with all that goes with them, each once.
        progress: of the deletion; may cancel.

    Returns:
        The IDs of the encrypted files, for `forget_purged` once the transaction is over.
    """
    connection = transaction.connection
    holders = [part.find(connection, part_id) for part, part_id in whole if part.noun in _WITH_FILE]
    # what came from another casebook may be here without its file
    named = table_for(Attachment).some(connection, {one.attachment_id for one in holders})
    sealed = sorted({*named, *(one.id for one in let_go(connection, [one.id for one in holders]))})
    for at, (part, part_id) in enumerate(whole):
        progress(at, len(whole), Message("deleting permanently"))
        transaction.purge(part.kind, part_id)
    for attachment_id in sealed:
        transaction.purge(Attachment, attachment_id)
    return sealed


def forget_purged(session: Session, sealed: Iterable[str]) -> None:
    """Forget the texts of purged records that are kept open, and remove their encrypted files, by ID."""
    session.kept_pages.clear()
    session.searched_forms.clear()  # with the texts in which names and claims were looked for
    for attachment_id in sealed:
        session.vault.attachments.remove(attachment_id)


def _refuse_sealed(
    transaction: Transaction, chosen: Chosen, whole: Iterable[tuple[EntityTable[Any], str]]
) -> None:
    """Refuse to delete a signed declaration, or a file that one names, but with their whole case.

    SECURITY: whoever holds the person, or somebody close to them, may force them to have it deleted. A
    withdrawal does not change this: it may have been forced, too.
    """
    connection = transaction.connection
    cases = [record_id for noun, record_id in chosen if noun == "case"]
    with_case = {one for case_id in cases for one in record_bin.ids_of_case(connection, case_id)}
    for part, record_id in whole:
        if record_id in with_case:
            continue
        declaration = part.find(connection, record_id) if part.kind is Declaration else None
        if declaration is not None and declaration.is_sealed:
            raise Refused(
                "A signed declaration is not deleted: the bin keeps it.",
                field="id",
                remedy="It is deleted with its whole case only. Restore it, or leave it in the bin.",
            )
        if part.kind is Document:
            refuse_held(connection, Document, record_id)
