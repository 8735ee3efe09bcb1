"""Official forms of the casebook: adding one, saying what goes into its fields, and undoing that."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.file_name import shown_name, stem_of
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.form_answer import FormAnswer
from casebook.domain.dossier.official_form import FieldEntry, OfficialField, OfficialForm, with_entry
from casebook.domain.dossier.pdf_job import ReadForm
from casebook.domain.dossier.pdf_result import FormContent
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.chosen_file import opened
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.history import of_record
from casebook.services.base.session import Session
from casebook.services.dossier.forms.form_value import SOURCES
from casebook.services.evidence.document import sealed_file
from casebook.services.evidence.preview import Preview
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.store.registry import table_for

MAX_FORM_BYTES = 64 << 20
PDF = "application/pdf"


def forms(session: Session) -> list[OfficialForm]:
    """Return the forms outside the bin, by title."""
    return sorted(record.every(session, OfficialForm), key=lambda form: form.title.casefold())


async def add(
    session: Session,
    file: Path | OpenedFile,
    *,
    title: str = "",
    language: str = "en",
    progress: Progress = silent,
) -> OfficialForm:
    """Read the fields of a form in an isolated process, and keep it encrypted.

    Args:
        session: the open vault.
        file: a fillable PDF.
        title: as the office calls it; by default the name of its file.
        language: of what will be filled in, as BCP 47 tag.
        progress: asked whether to go on.

    Raises:
        NotFound: there is no such file.
        DamagedSource: it is no PDF, damaged, or wants a password.
        Refused: it has no fields, or is too large.
        DiskProblem: it cannot be read.
    """
    data = await off_thread(partial(_bytes_of, file))
    content = await off_thread(partial(_content_of, data, file.name, progress))
    _require_fields(content)
    form = OfficialForm(
        id=session.ids(),
        title=title.strip() or stem_of(shown_name(file.name)),
        attachment_id="",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        traits=content.traits,
        language=language,
        fields=content.fields,
    )
    sealed = await off_thread(partial(_sealed, session, data))
    return await on_vault(partial(_keep, session, replace(form, attachment_id=sealed.id), sealed))


def answer_of(session: Session, form_id: str, case_id: str) -> FormAnswer | None:
    """Return what goes into a form in one case alone, or None where nothing does."""
    with session.store.reading() as connection:
        answers = table_for(FormAnswer).of_case(connection, case_id)
    return next((answer for answer in answers if answer.official_form_id == form_id), None)


def entries_for(session: Session, form: OfficialForm, case_id: str) -> dict[str, FieldEntry]:
    """Return what goes into each field in a case: its own entries before those of every case."""
    answer = answer_of(session, form.id, case_id) if case_id else None
    entries = (*form.entries, *(answer.entries if answer else ()))
    return {entry.field: entry for entry in entries}


def enter(
    session: Session, form_id: str, entries: Sequence[FieldEntry], *, case_id: str = ""
) -> Callable[[Session], object]:
    """Say what goes into fields, in every case or in one; an entry without content clears its field.

    Args:
        session: the open vault.
        form_id: the form.
        entries: by field.
        case_id: the case, or "" for every case.

    Returns:
        What undoes it.

    Raises:
        NotFound: there is no such form or case.
        InvalidInput: a field or value is unknown, or takes no such entry.
        Conflict: somebody changed the same entries meanwhile.
    """
    form = record.find(session, OfficialForm, form_id)
    for entry in entries:
        _check_entry(form, entry)
    if not case_id:
        changed = replace(form, entries=_entered(form.entries, entries))
        record.change(session, changed, seen=form)
        return lambda later: record.take_back(later, changed, form)
    answer = answer_of(session, form_id, case_id)
    if answer is None:
        added = FormAnswer(
            id=session.ids(), case_id=case_id, official_form_id=form_id, entries=_entered((), entries)
        )
        record.add(session, added)
        return lambda later: record.move_to_bin(later, FormAnswer, added.id)
    changed_answer = replace(answer, entries=_entered(answer.entries, entries))
    record.change(session, changed_answer, seen=answer)
    return lambda later: record.take_back(later, changed_answer, answer)


def undo(session: Session, form_id: str, case_id: str = "") -> tuple[FieldEntry, ...]:
    """Undo the last change of what goes into the fields; returns the entries as they are again.

    Undone once more, the change is made again.

    Raises:
        NotFound: there is no such form, or nothing to undo.
    """
    holder: OfficialForm | FormAnswer | None = record.find(session, OfficialForm, form_id)
    if case_id:
        holder = answer_of(session, form_id, case_id)
    changes = of_record(session, holder.id) if holder else []
    for change in reversed(changes):
        former = next((field.before for field in change.fields if field.field == "entries"), None)
        if holder is not None and isinstance(former, list):
            entries = tuple(FieldEntry(**entry) for entry in former)
            record.change(session, replace(holder, entries=entries), seen=holder)
            return entries
    if isinstance(holder, FormAnswer):  # the first entry of the case
        record.move_to_bin(session, FormAnswer, holder.id)
        return ()
    raise NotFound("There is nothing to undo.", field="form", remedy="Enter what goes into a field first.")


async def open_pages(session: Session, form: OfficialForm) -> Preview:
    """Open the pages of a form for the window, drawn by an isolated process.

    Raises:
        Refused: this computer cannot isolate that process.
        DamagedSource: the pages cannot be drawn.
        VaultDamaged: the encrypted file was changed or is missing.
    """
    sealed = await on_vault(partial(sealed_file, session, form))
    return await off_thread(lambda: Preview(session.vault.attachments.open(sealed), PDF))


def exhibit_of(name: str, opened: Callable[[], BinaryIO]) -> Exhibit:
    """Return a form as a file for the worker, named in errors as the person typed it."""
    return Exhibit(key="form", mark="", title="", media_type=PDF, open=opened, file=name)


def _entered(entries: Sequence[FieldEntry], new: Sequence[FieldEntry]) -> tuple[FieldEntry, ...]:
    result = tuple(entries)
    for entry in new:
        result = with_entry(result, entry)
    return result


def _check_entry(form: OfficialForm, entry: FieldEntry) -> None:
    field = form.field(entry.field)
    if field is None:
        raise NotFound(
            "The form has no such field.", field="field", remedy="The command “form show” lists the fields."
        )
    if not field.is_fillable:
        raise InvalidInput(
            "No one can fill in this field.",
            field="field",
            remedy="Choose a text, a box to tick or a choice.",
        )
    if entry.source and entry.source not in SOURCES:
        raise InvalidInput(
            "There is no such value.",
            field="source",
            remedy=Message("The values are: {values}.", values=tuple(SOURCES)),
        )
    _check_choice(field, entry)


def _check_choice(field: OfficialField, entry: FieldEntry) -> None:
    allowed = {choice.value for choice in field.choices}
    if field.kind in {"check", "radio"}:
        if entry.text and entry.text not in {*allowed, "Off"}:
            raise InvalidInput(
                "The field has no such state.",
                field="text",
                remedy=Message("The states are: {states}.", states=tuple(sorted(allowed))),
            )
        if entry.source and not (entry.text and entry.equals):
            raise InvalidInput(
                "A box to tick needs a state and the value that it stands for.",
                field="equals",
                remedy="Enter both, or the state alone.",
            )
    elif entry.text and not entry.source and field.kind in {"choice", "list"} and not field.is_open:
        labels = {choice.label for choice in field.choices}
        if entry.text not in allowed | labels:
            raise InvalidInput(
                "The field has no such option.", field="text", remedy="Choose one of its options."
            )


def _bytes_of(file: Path | OpenedFile) -> bytes:
    with opened(file) as stream:
        data = stream.read(MAX_FORM_BYTES + 1)
    if len(data) > MAX_FORM_BYTES:
        raise Refused("This file is too large for a form.", field="file", remedy="Ask for a smaller copy.")
    return data


def _content_of(data: bytes, name: str, progress: Progress) -> FormContent:
    exhibit = exhibit_of(shown_name(name), partial(io.BytesIO, data))
    with BundleWorker(to_build=False) as worker:
        return worker.run(ReadForm(exhibit=exhibit), FormContent, [exhibit], progress=progress)


def _require_fields(content: FormContent) -> None:
    if content.fields:
        return
    if content.traits.xfa:
        raise Refused(
            "This form is XFA only: its fields can be seen in Adobe Acrobat alone.",
            field="file",
            remedy="Ask the authority for a version with PDF fields, or complete it in Adobe Acrobat.",
        )
    raise Refused(
        "This file has no form fields, so nothing can be filled in and no answer sheet can follow its order.",
        field="file",
        remedy="Ask the authority for a fillable version, or fill in a printed copy by hand.",
    )


def _sealed(session: Session, data: bytes) -> Attachment:
    return session.vault.attachments.seal(io.BytesIO(data), session.ids())


def _keep(session: Session, form: OfficialForm, sealed: Attachment) -> OfficialForm:
    try:
        with session.store.write("official-form.add") as transaction:
            transaction.add(sealed)
            transaction.add(form)
    except BaseException:
        session.vault.attachments.remove(sealed.id)
        raise
    return form
