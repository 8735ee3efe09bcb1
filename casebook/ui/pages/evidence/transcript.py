"""The transcript of a recording, typed or pasted in place of its details."""

from __future__ import annotations

from casebook.base.errors import CasebookError
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.transcript import TranscriptLine, transcript_text
from casebook.services.evidence import transcript
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


def edit_transcript(page: Page, editor: RecordEditor, document: Document) -> None:
    """Show the transcript of a recording in place of its details, to be changed and saved."""

    def show(lines: tuple[TranscriptLine, ...]) -> None:
        before = transcript_text(lines)
        form = _form(page)
        form.left.connect(editor.leave)
        form.kept.connect(lambda values: _keep(page, editor, form, (document.id, before), values))
        editor.put_over(form)
        form.begin({"transcript": before})

    page.ask(lambda session: transcript.transcript_of(session, document.id), show)


def _form(page: Page) -> Form:
    words = page.words
    field = Field(
        key="transcript",
        title=words("Transcript"),
        makes=FieldFactory(page.context).long("0:01:12"),
        help=words("Type a time such as 0:01:12 before a line, or paste a WebVTT or SubRip file."),
        is_wide=True,
    )
    return Form(words("Transcript of the recording"), (field,), words, draft="transcript")


def _keep(page: Page, editor: RecordEditor, form: Form, before: tuple[str, str], values: Values) -> None:
    document_id, earlier = before

    def kept(_: object) -> None:
        editor.leave()
        page.context.did(
            page.words("The transcript was saved."),
            lambda session: transcript.keep_transcript(session, document_id, earlier),
        )

    def refused(problem: CasebookError) -> bool:
        form.refuse(problem)
        return True

    text = str(values["transcript"])
    page.context.ask(
        lambda session: transcript.keep_transcript(session, document_id, text), kept, refused, asker=form
    )
