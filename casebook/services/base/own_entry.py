"""Rules and court profiles of an office's own: checked like those that ship, kept, compared, taken alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeVar

from casebook.base.errors import Conflict, InvalidInput, Problem
from casebook.base.message import Message, phrases
from casebook.domain.base.entity import entity
from casebook.domain.sharing.rival_entry import rival_ids, several_entries
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.packs.base.own_text import ID_TAKEN, MAX_BYTES, OwnPack
from casebook.services.base import record
from casebook.services.base.chosen_file import opened
from casebook.services.base.session import Session

Verdict = Literal["new", "changed", "same", "shipped", "broken"]
Fields = tuple[tuple[str, str, str], ...]


class OwnText(Protocol):
    """A record that holds one entry as its author wrote it."""

    @property
    def id(self) -> str:
        """Of the record."""
        ...

    @property
    def text(self) -> str:
        """The entry, as TOML."""
        ...


O = TypeVar("O", bound=OwnText)  # noqa: E741 - the own record; T is what its text says
T = TypeVar("T")


@entity
class EntryDifference:
    """What one entry of a colleague's pack would change.

    Attributes:
        verdict: `shipped` where one of the program has its id, `broken` where it fails a check.
        found: the rule or profile; None where it cannot be read.
        fields: the fields in which it differs from the one that stands: name, before, after.
        problems: what is wrong with it.
        text: as it is written there.
        stands: as yours is written that it was compared with, or "".
        sentences: what it would change in yours, for a reader who knows no fields.
    """

    id: str
    verdict: Verdict
    found: Any
    fields: Fields
    problems: tuple[Problem, ...]
    text: str
    stands: str = ""
    sentences: tuple[Message, ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Whether taking it would change anything and break nothing."""
        return self.verdict in {"new", "changed"}


@entity
class Comparison:
    """A colleague's pack compared with the existing entries."""

    pack: str
    differences: tuple[EntryDifference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKind(Generic[O, T]):
    """The properties of one kind of custom entry.

    Attributes:
        noun: "rule" or "profile", for messages.
        record: the class of the record.
        entry_id: by which an entry of the record is asked for.
        read_id: the same of what was read.
        make: a record of its id, the entry's id, text, pack and session.
        tried: what a text says, or None, and every defect; with the version it is named by.
        shipped: those that ship, by id.
        fields: name, before and after of each field in which two differ.
        taken_apart: a colleague's file, from its bytes and name.
        draft: a text to begin from: a shipped one's under an id of its own, or an empty form for "".
        sentences: what an entry changes in the own one it replaces, and in the records that rest on it.
    """

    noun: str
    record: type[O]
    entry_id: Callable[[O], str]
    read_id: Callable[[T], str]
    make: Callable[[str, str, str, str, Session], O]
    tried: Callable[[str, str], tuple[T | None, tuple[Problem, ...]]]
    shipped: Callable[[], Mapping[str, T]]
    fields: Callable[[T, T], Fields]
    taken_apart: Callable[[bytes, str], OwnPack]
    draft: Callable[[str], str]
    sentences: Callable[[Session, T, T], tuple[Message, ...]] = lambda _session, _before, _after: ()

    def check(self, session: Session, text: str, own_id: str = "") -> tuple[Problem, ...]:
        """Every defect of an entry as it is written; none where it may be kept.

        Args:
            session: the open vault.
            text: the entry.
            own_id: the own record it replaces, or "".
        """
        entry, problems = self.tried(text, "")
        stands = {
            self.entry_id(own_entry)
            for own_entry in record.every(session, self.record)
            if own_entry.id != own_id
        }
        if entry is not None and self.read_id(entry) in stands:
            what = Message("is already the ID of another {noun} of yours", noun=self.noun)
            return (*problems, Problem(where="id", what=what))
        return problems

    def keep(self, session: Session, text: str, own_id: str = "", *, seen: str = "") -> O:
        """Keep an entry that passes every check; in the place of the record named, where one is.

        Args:
            session: the open vault.
            text: the entry.
            own_id: the own record it replaces, or "".
            seen: the text of that record as it was changed from.

        Raises:
            InvalidInput: a check fails.
            NotFound: there is no such record.
            Conflict: the record was changed since.
        """
        problems = self.check(session, text, own_id)
        parsed, _ = self.tried(text, "")
        if problems or parsed is None:
            what = phrases([problem.message for problem in problems[:3]])
            raise InvalidInput(
                "The text entered does not pass its checks.",
                field=self.noun,
                remedy=what or "The text cannot be read.",
            )
        own_entry = self.make(own_id or session.ids(), self.read_id(parsed), text.strip() + "\n", "", session)
        if not own_id:
            record.add(session, own_entry)
            return own_entry
        before = record.find(session, self.record, own_id)
        if before.text.strip() != seen.strip():
            raise Conflict(
                "This record was changed in another window.",
                remedy="Copy your text, cancel, and edit the current text.",
            )
        return record.change(session, own_entry, seen=before)

    def compare(self, session: Session, path: Path | OpenedFile) -> Comparison:
        """Hold a colleague's pack against what ships and what is the office's own; nothing is written.

        Raises:
            NotFound, DiskProblem, PackInvalid, InvalidInput: the file is none, or no pack of this kind.
            Refused: two of one's own entries have one ID.
        """
        pack = self.taken_apart(_bytes(path), path.name)
        name = f"{pack.id} {pack.version}"
        stands = self._standing(session)
        differences = tuple(
            _difference(self, session, text, name, stands.get, at)
            for at, text in enumerate(pack.texts, start=1)
        )
        return Comparison(pack=name, differences=differences)

    def take(self, session: Session, comparison: Comparison, ids: tuple[str, ...]) -> int:
        """Take chosen entries of a colleague's pack, all or none; gives how many.

        Raises:
            InvalidInput: one of them cannot be taken.
            Conflict: yours was changed since they were compared.
        """
        chosen = [difference for difference in comparison.differences if difference.id in ids]
        if any(not difference.can_be_taken for difference in chosen):
            raise InvalidInput(
                "Items that fail a check or change nothing cannot be imported.", field=self.noun
            )
        stands = self._standing(session)
        if any(_text(stands.get(difference.id)) != difference.stands for difference in chosen):
            raise Conflict("This record was changed in another window.", remedy="Choose the file again.")
        with session.store.write(f"own-{self.noun}.take") as transaction:
            for difference in chosen:
                before = stands.get(difference.id)
                own_id = before.id if before else session.ids()
                own_entry = self.make(own_id, difference.id, difference.text + "\n", comparison.pack, session)
                if before:
                    transaction.replace(own_entry)
                else:
                    transaction.add(own_entry)
        return len(chosen)

    def _standing(self, session: Session) -> dict[str, O]:
        """Return the custom entries by their ID.

        Raises:
            Refused: several that differ have one.
        """
        own = record.every(session, self.record)
        if rivals := rival_ids((self.entry_id(one), one.text) for one in own):
            ids = tuple(sorted(rivals))
            raise several_entries(
                Message("Several custom entries have the same ID: {ids}.", ids=ids), self.noun
            )
        return {self.entry_id(own_entry): own_entry for own_entry in own}


def _text(own_entry: OwnText | None) -> str:
    return own_entry.text if own_entry else ""


def _bytes(path: Path | OpenedFile) -> bytes:
    with opened(path, field="pack") as file:
        return file.read(MAX_BYTES + 1)


def _difference(
    kind: OwnKind[O, T],
    session: Session,
    text: str,
    pack: str,
    standing: Callable[[str], O | None],
    at: int,
) -> EntryDifference:
    parsed, problems = kind.tried(text, pack)
    shipped = kind.shipped()
    id_ = kind.read_id(parsed) if parsed else f"{at}"
    stands = standing(id_)
    verdict: Verdict
    sentences: tuple[Message, ...] = ()
    if parsed is not None and id_ in shipped:
        fields, verdict = kind.fields(shipped[id_], parsed), "shipped"
        problems = tuple(problem for problem in problems if problem.what.msgid != ID_TAKEN)
    else:
        before = kind.tried(stands.text, "")[0] if stands else None
        fields = kind.fields(before, parsed) if before and parsed else ()
        is_same = stands is not None and stands.text.strip() == text.strip()
        verdict = "broken" if problems else "same" if is_same else "changed" if before else "new"
        if before and parsed and verdict == "changed":
            sentences = kind.sentences(session, before, parsed)
    return EntryDifference(
        id=id_,
        verdict=verdict,
        found=parsed,
        fields=fields,
        problems=problems,
        text=text,
        stands=_text(stands),
        sentences=sentences,
    )
