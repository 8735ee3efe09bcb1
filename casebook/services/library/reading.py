"""Reading records: place, reader, time and encrypted copy, applied wherever a finding is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.library.decision import Decision
from casebook.domain.library.finding import Finding
from casebook.domain.library.reading import Quotation, Reading, ReadNoun, names_place
from casebook.domain.library.source import Source
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.chosen_file import opened
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.store.library import reading as readings
from casebook.store.registry import table_for

_NOUNS: Mapping[ReadNoun, type[Entity]] = {"finding": Finding, "source": Source, "decision": Decision}


async def have_read(
    session: Session,
    noun: ReadNoun,
    record_id: str,
    *,
    pinpoint: str = "",
    copy: Path | OpenedFile | None = None,
    note: str = "",
    quote: Quotation | None = None,
) -> Reading:
    """Record that the current user has read a source, or a passage for a finding.

    Args:
        session: the open vault.
        noun: what was read.
        record_id: its id.
        pinpoint: where in the source; a finding needs one.
        copy: the file that was read; it is sealed in the vault with its hash.
        note: what the reader says of it.
        quote: the words at that place.

    Raises:
        InvalidInput: a finding without a place.
        NotFound: there is no such record, or no such file.
        DiskProblem: the file cannot be read, or the disk refuses.
    """
    place = _place(noun, pinpoint)
    await on_vault(partial(_require, session, noun, record_id))
    sealed = await off_thread(partial(_seal, session, copy)) if copy else None
    reading = Reading(
        id=session.ids(),
        noun=noun,
        record_id=record_id,
        who=session.who,
        read_at=session.clock(),
        pinpoint=place,
        attachment_id=sealed.id if sealed else "",
        sha256=sealed.sha256 if sealed else "",
        note=note.strip(),
        quote=quote.words.strip() if quote else "",
        quote_state=quote.state if quote else "",
    )
    await on_vault(partial(_keep, session, reading, sealed))
    return reading


def confirm(
    session: Session, record_id: str, *, pinpoint: str, initials: str, later_history: str = ""
) -> Reading:
    """Confirm an authority from the office's own copy, so that a copy for filing may cite it.

    Args:
        session: the open vault.
        record_id: of a finding, source or decision.
        pinpoint: where the words stand, as the person found it; never taken from the library.
        initials: of that person.
        later_history: what became of a decision since, as they checked it.

    Raises:
        InvalidInput: without a place or initials, or with a pinpoint that names no place.
        NotFound: there is no such record.
    """
    if not initials.strip():
        raise InvalidInput(
            "A confirmation needs initials.",
            field="initials",
            remedy="Enter the initials of the person who read the passage.",
        )
    place = _place("finding", pinpoint)
    if not names_place(place):
        raise InvalidInput(
            "The pinpoint names no place in the source.",
            field="pinpoint",
            remedy="Enter the page, paragraph or section where the words stand. A date, a heading or the "
            "table of contents is none.",
        )
    noun = noun_of(session, record_id)
    reading = Reading(
        id=session.ids(),
        noun=noun,
        record_id=record_id,
        who=session.who,
        read_at=session.clock(),
        pinpoint=place,
        initials=initials.strip(),
        later_history=later_history.strip(),
    )
    record.add(session, reading)
    return reading


def noun_of(session: Session, record_id: str) -> ReadNoun:
    """Return what an ID of the library belongs to.

    Raises:
        NotFound: there is no such finding, source or decision.
    """
    with session.store.reading() as connection:
        found = (noun for noun, kind in _NOUNS.items() if table_for(kind).some(connection, [record_id]))
        noun = next(found, None)
    if noun is None:
        raise NotFound(
            Message("There is no finding, source or decision {id}.", id=record_id),
            field="id",
            remedy="Enter the ID that the library shows.",
        )
    return noun


def of_record(session: Session, record_id: str) -> list[Reading]:
    """Return the reading records of a source or finding, the latest first."""
    with session.store.reading() as connection:
        return readings.of_record(connection, record_id)


def correct(session: Session, seen: Reading, *, pinpoint: str, note: str) -> Reading:
    """Correct the place or the note of a reading.

    Args:
        session: the open vault.
        seen: the reading as the form was filled from.
        pinpoint: where in the source; a finding needs one.
        note: what the reader says of it.

    Returns:
        The reading as corrected, for `record.take_back`.

    Raises:
        InvalidInput: a finding without a place.
        NotFound: there is no such reading.
        Conflict: somebody corrected it since in another way, or removed it.
    """
    corrected = replace(seen, pinpoint=_place(seen.noun, pinpoint), note=note.strip())
    record.change(session, corrected, seen=seen)
    return corrected


def _place(noun: ReadNoun, pinpoint: str) -> str:
    place = pinpoint.strip()
    if noun == "finding" and not place:
        raise InvalidInput(
            "The finding has no pinpoint in its source.",
            field="pinpoint",
            remedy="Enter the paragraph, page or article where the source states it.",
        )
    return place


def _require(session: Session, noun: ReadNoun, record_id: str) -> None:
    with session.store.reading() as connection:
        table_for(_NOUNS[noun]).find(connection, record_id)


def _seal(session: Session, copy: Path | OpenedFile) -> Attachment:
    with opened(copy) as stream:
        return session.vault.attachments.seal(stream, session.ids())


def _keep(session: Session, reading: Reading, sealed: Attachment | None) -> None:
    with session.store.write("reading.add") as transaction:
        if sealed:
            transaction.add(sealed)
        transaction.add(reading)
