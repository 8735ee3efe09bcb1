"""The sample casebook, written into an open vault through the ordinary services."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import Entity
from casebook.domain.deadline.deadline import Deadline, by_working
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import RecognisedPage, Recognition
from casebook.domain.library.register_match import RegisterMatch, digest_of
from casebook.domain.library.registers.register import OWN_LIST
from casebook.formats.media_type import HEAD_BYTES, media_type
from casebook.host.protocol.extract_protocol import MAX_WORDS
from casebook.packs.signed_outcomes import pack_outcomes, unpack_outcomes
from casebook.sample.book.book import Sample, read_sample
from casebook.sample.book.declaration import SampleDeclaration
from casebook.sample.book.document import SampleDocument
from casebook.sample.book.outcome import REPORTED_ON
from casebook.sample.book.version import read_version
from casebook.sample.specimen.tone import SECONDS, tone
from casebook.sample.specimen.transcript import transcript
from casebook.services.base import record
from casebook.services.base.calculation import packs as packs_of_deadlines
from casebook.services.base.deadline_recalculation import asked
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.declaration import declaration, signing
from casebook.services.evidence import document, recording
from casebook.services.evidence.transcript import keep_transcript
from casebook.services.exchange.outcomes import outcome_import
from casebook.services.exchange.registers.comparison import PeopleIndex
from casebook.services.exchange.registers.known_people import known_people
from casebook.services.library import library, rebuttal
from casebook.services.library.packs import packs
from casebook.vault import DeviceKeys, Secret


def fill_with_sample(session: Session, *, progress: Progress = silent) -> None:
    """Write the library and the whole sample; its documents are drawn, sealed and read like any other.

    Raises:
        Conflict: the vault holds the sample already.
        PackInvalid: a text of the sample breaks its schema.
        Cancelled: the person stopped it; what was written before stays.
    """
    if not library.topics(session):
        packs.copy_in(session, progress=progress)
    sample = read_sample()
    people: tuple[Entity, ...] = (*sample.persons, *sample.relations, *sample.cases, *sample.contacts)
    _write(session, "sample.people", (*people, *sample.roles))
    _write(session, "sample.proceedings", (*sample.proceedings, *sample.events))
    for number, sample_document in enumerate(sample.documents):
        progress(number, len(sample.documents), Message("drawing and encrypting exhibits"))
        _seal(session, sample, sample_document)
    _write(session, "sample.facts", (*sample.facts, *sample.dossiers))
    argument: tuple[Entity, ...] = (
        *sample.incidents,
        *sample.assurances,
        *sample.charges,
        *sample.outcomes,
        *sample.grounds,
        *sample.confirmations,
        *sample.statements,
        *sample.request_tests,
        *sample.compared_papers,
        *sample.letters,
    )
    _write(session, "sample.argument", (*argument, *sample.notes, *sample.tasks))
    _write(session, "sample.registers", _matches(session, sample))
    _import_outcomes(session, sample)
    _write(session, "sample.deadlines", _calculated_deadlines(session, sample))
    for sample_declaration in sample.declarations:
        _declare(session, sample_declaration)
    progress(len(sample.documents), len(sample.documents), Message("writing facts and dossiers"))


def _declare(session: Session, sample: SampleDeclaration) -> None:
    """Write a declaration with its recording and its transcript, and have it signed."""
    data = tone()
    received = tuple(replace(step, at=session.clock()) for step in sample.recording.custody)
    draft = replace(sample.recording, media_type=media_type(data[:HEAD_BYTES]), custody=received)
    sealed = session.vault.attachments.seal(BytesIO(data), session.ids())
    in_custody = _in_custody(draft, hashlib.sha256(data).hexdigest())
    document.file_sealed(session, in_custody, sealed, (), page_count=0)
    empty = recording.of_document(session, in_custody)
    recording.keep(session, replace(empty, length_seconds=SECONDS), empty)
    keep_transcript(session, draft.id, sample.transcript)
    today = session.clock().date()  # its days are those of its making: nobody signs before the printing
    draft_of_today = replace(sample.declaration, made_on=today, witnessed_on=today)
    added = declaration.add(session, draft_of_today)
    printed = signing.printed(session, added.id)
    signing.sign(session, added.id, paper=printed.paper_code, signed_on=today)


def _import_outcomes(session: Session, sample: Sample) -> None:
    """Import the pack of an invented office, signed by an invented device, whose card nobody compared."""
    seed = Secret(hashlib.sha256(b"invented device of an office elsewhere").digest())
    keys = DeviceKeys(seed)
    seed.wipe()
    data, _ = pack_outcomes(
        sample.reported,
        made_on=REPORTED_ON,
        threshold=3,
        keys=keys,
    )
    view = outcome_import.view_of(session, unpack_outcomes(data, REPORTED_ON))
    run_in_line(outcome_import.take(session, view, allow=True))


def _matches(session: Session, sample: Sample) -> Iterator[RegisterMatch]:
    """The rows of the invented register, met as those of any other are."""
    index = PeopleIndex(known_people(session))
    for row in sample.listed_rows:
        for candidate in index.candidates(row.entry):
            yield RegisterMatch(
                id=row.id,
                register_id=OWN_LIST,
                register_title=row.title,
                person_id=candidate.person.id,
                matched_on=session.clock().date(),
                row_digest=digest_of(OWN_LIST, row.title, row.entry.cells),
                sha256=hashlib.sha256(row.title.encode()).hexdigest(),
                line=row.entry.line,
                key=row.entry.key,
                cells=row.entry.cells,
                agreements=candidate.agreements,
                differences=candidate.differences,
            )


def _write(session: Session, action: str, records: Iterable[Entity]) -> None:
    with session.store.write(action) as transaction:
        for record in records:
            transaction.add(record)


def _calculated_deadlines(session: Session, sample: Sample) -> Iterator[Deadline]:
    """The deadlines, those that run by a rule computed from their event by the packs of today."""
    events = {event.id: event for event in sample.events}
    for sample_deadline in sample.deadlines:
        if not sample_deadline.rule_id:
            yield sample_deadline.deadline
            continue
        event = events[sample_deadline.deadline.event_id]
        packs = packs_of_deadlines()
        ask = asked(event, packs.rule(sample_deadline.rule_id))
        computed = packs.compute(sample_deadline.rule_id, ask, clock=session.clock)
        plain = replace(
            sample_deadline.deadline, case_id=event.case_id, proceeding_id=event.proceeding_id, ask=ask
        )
        yield by_working(plain, computed.working(session.clock().date()))


def add_version(session: Session, word: str, *, progress: Progress = silent) -> Dossier:
    """Write a version of the sample for another court, as a case of its own, and return its dossier.

    Its pictured exhibits come with their words: some courts take no page that cannot be searched.

    Raises:
        Conflict: the vault holds this version already, or no sample.
        PackInvalid: its text breaks its schema.
        Cancelled: the person stopped it; what was written before stays.
    """
    sample, version = read_sample(), read_version(word)
    _write(session, "sample.version", version.before)
    for number, sample_document in enumerate(version.documents):
        progress(number, len(version.documents), Message("drawing and encrypting exhibits"))
        _seal(session, sample, sample_document)
        if pages := transcript(sample.specimens[sample_document.specimen_id]):
            record.add(session, _typed(session, sample_document.document, pages))
    _write(session, "sample.argument", (*version.after, *version.confirmations, version.dossier))
    for decision_id, text in version.answers.items():
        rebuttal.write(session, version.dossier.case_id, "decision", decision_id, text)
    return version.dossier


def _typed(session: Session, document: Document, pages: tuple[RecognisedPage, ...]) -> Recognition:
    return Recognition(
        id=document.id,
        case_id=document.case_id,
        title=document.title,
        languages=(document.language,),
        engine="typed off by the office (invented)",
        read_at=session.clock(),
        pages=pages,
    )


def _seal(session: Session, sample: Sample, sample_document: SampleDocument) -> None:
    from casebook.pdf.raster.imported_pages import picture_frames, uploaded_pdf
    from casebook.sample.specimen.draw import draw

    data = draw(sample.specimens[sample_document.specimen_id])
    kind = media_type(data[:HEAD_BYTES])
    pages = uploaded_pdf(data, MAX_WORDS).pages if kind == "application/pdf" else ("",) * picture_frames(data)
    draft = _in_custody(replace(sample_document.document, media_type=kind), hashlib.sha256(data).hexdigest())
    sealed = session.vault.attachments.seal(BytesIO(data), session.ids())
    document.file_sealed(session, draft, sealed, pages, page_count=len(pages))


def _in_custody(draft: Document, sha256: str) -> Document:
    """The document with the hash of its file in every custody step: none of them changed it."""
    steps = (
        replace(
            step,
            why=step.why or (draft.obtained_from if step.kind == "received" else ""),
            sha256_before="" if step.kind == "received" else sha256,
            sha256_after=sha256,
        )
        for step in draft.custody
    )
    return replace(draft, custody=tuple(steps))
