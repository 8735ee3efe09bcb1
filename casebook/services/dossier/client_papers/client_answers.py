"""Answers to a questionnaire: read, shown field by field, and saved in one change that can be undone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from casebook.base.errors import DamagedSource, DiskProblem, FileMissing, InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.field import without_unsound
from casebook.domain.case.note import Note
from casebook.domain.dossier.client_paper import ClientPaper
from casebook.domain.dossier.client_papers.answer_file import MAX_ANSWERS_BYTES, AnswerContent, AnswerFile
from casebook.domain.dossier.client_papers.paper_template import PaperLine
from casebook.domain.person.person import Person
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import form, record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers.answer_values import AnswerState, answered
from casebook.services.dossier.client_papers.paper_wording import template_named
from casebook.services.processes.answer_worker import read_answers_apart
from casebook.store.registry import table_for

Undo = Callable[[Session], object]


@entity
class AnswerRow:
    """One answer beside what is recorded.

    Attributes:
        question: its id.
        title: the question in English.
        text: the answer.
        recorded: what stands in the record now, in words; "" where nothing does, or where no field holds it.
        state: "unclear" goes into the note with those that no field holds.
        is_note: whether it goes into the note.
        is_cleaned: whether characters that cannot be shown were left out of it.
    """

    question: str
    title: str
    text: str
    recorded: str
    state: AnswerState
    is_note: bool = False
    is_cleaned: bool = False


@entity
class AnswerPreview:
    """The answers of a file before anything is saved.

    Attributes:
        paper: the form they were written in.
        person: the client as the rows compare with.
        rows: in the order of the questions.
        sha256: of the file, hex.
    """

    paper: ClientPaper
    person: Person
    rows: tuple[AnswerRow, ...]
    sha256: str

    @property
    def usual(self) -> frozenset[str]:
        """Return the answers that are taken unless somebody decides otherwise: what replaces nothing."""
        return frozenset(row.question for row in self.rows if row.state in {"new", "unclear"})


async def preview(
    session: Session, file: Path | OpenedFile, *, case_id: str, person_id: str = ""
) -> AnswerPreview:
    """Return what a file of answers says beside what is recorded; nothing is written.

    Args:
        session: the open vault.
        file: as the form saved it.
        case_id: the case it is opened in.
        person_id: the client it is opened for; any of the case where left out.

    Raises:
        NotFound: there is no such file.
        DamagedSource: it is cut short or damaged.
        InvalidInput: it is no file of answers, or too large.
        Refused: it was altered, or belongs to another client, form or version.
        DiskProblem: it cannot be read.
    """
    data = await off_thread(lambda: _bytes(file))
    read = await off_thread(lambda: read_answers_apart(data))
    content = _content(read)
    sha256 = hashlib.sha256(data).hexdigest()
    return await on_vault(lambda: _compared(session, content, sha256, case_id, person_id))


def save(session: Session, shown: AnswerPreview, taken: Collection[str]) -> tuple[Note | None, Undo]:
    """Save the chosen answers in one change: the client's record, one note, and that they came.

    Args:
        session: the open vault.
        shown: what was looked at.
        taken: ids of the questions.

    Returns:
        The note of the answers that no field holds, or None; and what undoes all of it.

    Raises:
        InvalidInput: nothing was chosen, or what would be recorded contradicts itself.
        Conflict: the client's record was changed since; nothing was written.
    """
    rows = [row for row in shown.rows if row.question in taken and row.state != "same"]
    if not rows:
        raise InvalidInput("No answer was chosen.", field="answers", remedy="Choose at least one answer.")
    person = _with_answers(session, shown, rows)
    if person != shown.person:
        form.refuse_contradiction(session, person)
    note = _note(session, shown, [row for row in rows if row.is_note])
    now = replace(shown.paper, answered_at=session.clock(), answers_sha256=shown.sha256)
    with session.store.write("client-paper.answers") as transaction:
        record.replace_seen(transaction, shown.paper, now)
        if person != shown.person:
            record.replace_seen(transaction, shown.person, person)
        if note:
            transaction.add(note)

    def undo(later: Session) -> None:
        with later.store.write("client-paper.answers-undo") as transaction:
            record.replace_seen(transaction, now, shown.paper)
            if person != shown.person:
                record.replace_seen(transaction, person, shown.person)
            if note:
                transaction.move_to_bin(Note, note.id)

    return note, undo


def _bytes(file: Path | OpenedFile) -> bytes:
    try:
        with file.open("rb") if isinstance(file, Path) else file.open() as stream:
            return stream.read(MAX_ANSWERS_BYTES + 1)
    except FileNotFoundError as error:
        raise FileMissing("There is no such file.", field="file") from error
    except OSError as error:
        raise DiskProblem("The file could not be read.", field="file") from error


def _content(read: AnswerFile) -> AnswerContent:
    if read.fault == "altered":
        raise Refused(
            "This file of answers was changed after the form saved it, or is damaged.",
            field="file",
            remedy="Ask the client to open the saved answers in the form and to save them again.",
        )
    if read.fault == "format":
        raise InvalidInput(
            "A later version of Casebook made this form.", field="file", remedy="Install that version."
        )
    if read.content is None:
        raise InvalidInput(
            "This is not a file of answers.",
            field="file",
            remedy="Choose the file that the form saved, answers.json.",
        )
    return read.content


def _compared(
    session: Session, content: AnswerContent, sha256: str, case_id: str, person_id: str
) -> AnswerPreview:
    paper = _paper_of(session, content, case_id, person_id)
    template = template_named(paper.paper)
    lines = {line.id: line for line in template.lines if line.field}
    answers = _by_question(content, lines)
    person = record.find(session, Person, paper.person_id)
    notes = "\n".join(one.text for one in record.of_case(session, Note, case_id))
    today = session.clock().date()
    rows = [
        _row(person, line, answers[line.id], notes, today) for line in lines.values() if line.id in answers
    ]
    return AnswerPreview(paper=paper, person=person, rows=tuple(rows), sha256=sha256)


def _paper_of(session: Session, content: AnswerContent, case_id: str, person_id: str) -> ClientPaper:
    """Return the form that was given, unless the answers belong elsewhere. It names nobody."""
    with session.store.reading() as connection:
        paper = table_for(ClientPaper).some(connection, [content.form]).get(content.form)
    if paper is None:
        raise Refused(
            "No form with these answers was given out from this casebook, or its record is in the bin.",
            field="file",
            remedy="Open the casebook it was made in, or restore its record.",
        )
    if paper.case_id != case_id or person_id not in {"", paper.person_id}:
        raise Refused(
            "These answers are from the form of another client.",
            field="file",
            remedy="Open that client's papers, and read the answers there.",
        )
    stated = (content.paper, content.version, content.language)
    version = template_named(paper.paper).version
    stated_version = content.version if content.version != version else paper.version
    if stated_version != version:
        raise Refused(
            Message(
                "These answers are for the version {old} of the questionnaire; this one is {new}.",
                old=stated_version,
                new=version,
            ),
            field="file",
            remedy="Give the client the questionnaire of this version, or enter the answers by hand.",
        )
    if stated != (paper.paper, paper.version, paper.language):
        raise Refused(
            "These answers name another questionnaire or language than the form that was given out.",
            field="file",
            remedy="Ask the client to save the answers again from the form.",
        )
    return paper


def _by_question(content: AnswerContent, lines: Collection[str]) -> dict[str, str]:
    """Return the answers that say something by the IDs of their questions."""
    written = [one for one in content.answers if one.text.strip()]
    answers = {one.question: one.text.strip() for one in written}
    remedy = "Ask the client to save the answers again from the form."
    if not all(question in lines for question in answers):
        raise DamagedSource(
            "This file of answers holds questions that the form does not have.", field="file", remedy=remedy
        )
    if len(answers) < len(written):
        raise DamagedSource(
            "This file of answers answers a question more than once.", field="file", remedy=remedy
        )
    return {question: text for question, text in answers.items() if without_unsound(text).strip()}


def _row(person: Person, line: PaperLine, stated: str, notes: str, today: object) -> AnswerRow:
    text = without_unsound(stated).strip()
    return replace(_compared_row(person, line, text, notes, today), is_cleaned=text != stated)


def _compared_row(person: Person, line: PaperLine, text: str, notes: str, today: object) -> AnswerRow:
    if line.field == "note":
        is_there = _as_note(line.english, text) in notes
        state: AnswerState = "same" if is_there else "new"
        return AnswerRow(
            question=line.id, title=line.english, text=text, recorded="", state=state, is_note=True
        )
    value = answered(person, line.field, text, today)  # type: ignore[arg-type] # a date
    is_unclear = value.state == "unclear"
    state = "same" if is_unclear and _as_note(line.english, text) in notes else value.state
    return AnswerRow(
        question=line.id,
        title=line.english,
        text=text,
        recorded=value.recorded,
        state=state,
        is_note=is_unclear,
    )


def _with_answers(session: Session, shown: AnswerPreview, rows: Iterable[AnswerRow]) -> Person:
    lines = {line.id: line for line in template_named(shown.paper.paper).lines}
    person, today = shown.person, session.clock().date()
    for row in rows:
        if not row.is_note:
            person = answered(person, lines[row.question].field, row.text, today).person
    return person


def _note(session: Session, shown: AnswerPreview, rows: Iterable[AnswerRow]) -> Note | None:
    text = "\n\n".join(_as_note(row.title, row.text) for row in rows)
    if not text:
        return None
    return Note(
        id=session.ids(),
        case_id=shown.paper.case_id,
        text=text,
        written_at=session.clock(),
        written_by=session.who,
        about="person",
        about_id=shown.person.id,
    )


def _as_note(title: str, text: str) -> str:
    return f"{title}:\n{text}"
