"""A recording: its transcript, typed or pasted, and what its exhibit sheet says, in place of its details."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casebook.base.errors import CasebookError
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recording import Recording, length_in_seconds
from casebook.domain.evidence.transcript import transcript_text
from casebook.services.base.session import Session
from casebook.services.evidence import recording, transcript
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


@dataclass(frozen=True, slots=True, repr=False)
class _Known:
    """What is known of a recording: its transcript as a person types it, and what is stated."""

    text: str
    stated: Recording


def edit_transcript(page: Page, editor: RecordEditor, document: Document) -> None:
    """Show a recording in place of its details, to be changed and saved."""

    def read(session: Session) -> _Known:
        lines = transcript.transcript_of(session, document.id)
        return _Known(transcript_text(lines), recording.of_document(session, document))

    def show(before: _Known) -> None:
        form = _form(page)
        form.left.connect(editor.leave)
        form.kept.connect(lambda values: _keep(page, editor, form, before, values))
        editor.put_over(form)
        stated = before.stated
        form.begin(
            {
                "transcript": before.text,
                "length": stated.length,
                "holder": stated.holder,
                "transcriber": stated.transcriber,
                "language": stated.transcript_language,
                "is_translated": stated.is_translated,
            }
        )

    page.ask(read, show)


def _form(page: Page) -> Form:
    words, makes = page.words, FieldFactory(page.context)
    fields = (
        Field(key="length", title=words("Length"), makes=makes.text("0:14:05")),
        Field(key="holder", title=words("Who holds the medium"), makes=makes.text()),
        Field(
            key="transcript",
            title=words("Transcript"),
            makes=makes.long("0:01:12"),
            help=words("Type a time such as 0:01:12 before a line, or paste a WebVTT or SubRip file."),
            is_wide=True,
        ),
        Field(key="transcriber", title=words("Transcribed by"), makes=makes.text()),
        Field(key="language", title=words("Language of the transcript"), makes=makes.language()),
        Field(
            key="is_translated",
            title=words("The transcript is a translation of what is said"),
            makes=makes.tick(),
        ),
    )
    return Form(words("Recording and transcript"), fields, words, draft="transcript")


def _keep(page: Page, editor: RecordEditor, form: Form, before: _Known, values: Values) -> None:
    def kept(now: _Known) -> None:
        editor.leave()
        page.context.did(
            page.words("The transcript was saved."), lambda session: _write(session, before, now)
        )

    def refused(problem: CasebookError) -> bool:
        form.refuse(problem)
        return True

    def save(session: Session) -> _Known:
        stated = replace(
            before.stated,
            length_seconds=length_in_seconds(str(values["length"])),
            holder=str(values["holder"]),
            transcriber=str(values["transcriber"]),
            transcript_language=str(values["language"]),
            is_translated=bool(values["is_translated"]),
        )
        return _write(session, _Known(str(values["transcript"]), stated), before)

    page.context.ask(save, kept, refused, asker=form)


def _write(session: Session, now: _Known, seen: _Known) -> _Known:
    if now.text != seen.text:
        transcript.keep_transcript(session, now.stated.id, now.text)
    recording.keep(session, now.stated, seen.stated)
    return now
