"""A form for one case: what stands in it, the filled copy, and an answer sheet where it cannot be filled.

Nothing is written by halves: where one value cannot stand in its field, no file is written, and the reason
and its field are named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.form_check import FieldAnswer, FormCheck, FormRequest, refusal_of
from casebook.domain.dossier.official_form import TICKED, FieldEntry, OfficialField, OfficialForm
from casebook.domain.dossier.pdf_job import FillForm
from casebook.domain.dossier.pdf_result import FieldFault, FormFilled
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.absence import require_settled, settled_records
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier.forms.answer_sheet import answer_sheet
from casebook.services.dossier.forms.form_value import FormSubject, subject_of, value_of
from casebook.services.dossier.forms.official_form import entries_for, exhibit_of
from casebook.services.evidence import intake
from casebook.services.evidence.document import sealed_file
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.person import person
from casebook.services.person.consent import require_consent
from casebook.services.processes.bundle_worker import BundleWorker

_SHORT = 8
_SHEET = Message("Export an answer sheet, and copy it into the form by hand.")


@entity
class FormFile:
    """A file as it was written.

    Attributes:
        sha256: of the file, in lower-case hex.
    """

    check: FormCheck
    sha256: str


@entity
class _FormMaterial:
    """What filling a form draws on."""

    check: FormCheck
    sealed: Attachment


def file_name(form: OfficialForm, *, is_sheet: bool = False) -> str:
    """Return a name for a file outside the vault that does not identify anyone."""
    return f"{'answer-sheet' if is_sheet else 'form'}-{form.sha256[:_SHORT]}.pdf"


def preview(session: Session, form_id: str, case_id: str, proceeding_id: str = "") -> FormCheck:
    """Return what would stand in each field, without trying it out.

    Raises:
        NotFound: there is no such form or case.
        InvalidInput: the proceeding chosen is none of the case.
    """
    form = record.find(session, OfficialForm, form_id)
    subject = subject_of(session, case_id, form.language, proceeding_id)
    entries = entries_for(session, form, case_id)
    answers = (
        FieldAnswer(
            number=number,
            field=field,
            value=_value(field, entries.get(field.name), subject),
            entry=entries.get(field.name),
        )
        for number, field in enumerate((one for one in form.fields if one.is_fillable), start=1)
    )
    return FormCheck(
        form=form,
        answers=tuple(answers),
        proceeding=subject.proceeding,
        proceedings=subject.proceedings,
    )


async def check(session: Session, request: FormRequest, *, progress: Progress = silent) -> FormCheck:
    """Return what would stand in each field, tried out by an isolated process; nothing is written.

    Raises:
        NotFound: there is no such form or case.
        InvalidInput: the proceeding chosen is none of the case.
        DamagedSource: the form cannot be read.
        VaultDamaged: the encrypted file was changed or is missing.
    """
    material = await on_vault(partial(_material, session, request))
    if refusal_of(material.check.form):
        return material.check
    _, checked = await off_thread(partial(_filled, session, material, request, progress, is_trial=True))
    return checked


async def fill(
    session: Session, request: FormRequest, out: Path | SaveTarget, *, progress: Progress = silent
) -> FormFile:
    """Write the filled copy of a form to a file outside the vault.

    Args:
        session: the open vault.
        request: which form, and how.
        out: the file; one that is there is replaced.
        progress: asked whether to go on.

    Raises:
        NotFound: there is no such form or case.
        InvalidInput: the proceeding chosen is none of the case.
        Refused: the file cannot be filled in, a value cannot stand in its field, a required field is empty,
            or a client has not consented; no file is written.
        DamagedSource: the form cannot be read.
        DiskProblem: the disk refuses.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    material = await on_vault(partial(_material, session, request, is_leaving=True))
    data, checked = await off_thread(partial(_whole, session, material, request, progress))
    await off_thread(partial(put, data, out))
    return FormFile(check=checked, sha256=hashlib.sha256(data).hexdigest())


async def add_to_case(session: Session, request: FormRequest, *, progress: Progress = silent) -> Document:
    """Put the filled copy of a form among the documents of the case, from where it can become an exhibit.

    Raises:
        NotFound, Refused, DamagedSource, DiskProblem: as for `fill`; or the same copy is there already.
    """
    material = await on_vault(partial(_material, session, request))
    data, checked = await off_thread(partial(_whole, session, material, request, progress))
    form = checked.form
    offer = from_bytes(f"{form.title}.pdf", data)
    receipt = Receipt(kind="form", language=form.language)
    rows = await intake.take_in(session, request.case_id, (offer,), receipt)
    document = rows[0].document
    if document is None or rows[0].outcome != "taken":
        raise Refused(
            "The filled form was not added to the case.",
            field="form",
            remedy="Look for it among the documents.",
        )
    return document


async def write_sheet(session: Session, request: FormRequest, out: Path | SaveTarget) -> FormFile:
    """Write an answer sheet: each field in the form's own order with its page and value.

    Raises:
        NotFound: there is no such form or case.
        InvalidInput: the proceeding chosen is none of the case.
        Refused: a client has not consented.
        InvalidInput: no font has a character.
        DiskProblem: the disk refuses.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    material = await on_vault(partial(_material, session, request, is_leaving=True))

    def make() -> bytes:
        from casebook.pdf.bundle.fillable_sheet import set_fillable

        return set_fillable(answer_sheet(material.check))

    data = await off_thread(make)
    await off_thread(partial(put, data, out))
    return FormFile(check=material.check, sha256=hashlib.sha256(data).hexdigest())


def _material(session: Session, request: FormRequest, *, is_leaving: bool = False) -> _FormMaterial:
    checked = preview(session, request.form_id, request.case_id, request.proceeding_id)
    if is_leaving:
        case = record.find(session, Case, request.case_id)
        require_settled(session, case, settled_records(session, case.id))
        readers = (checked.proceeding.forum,) if checked.proceeding else ()
        require_consent(session, person.clients_of(session, case), request.purpose, readers)
    return _FormMaterial(check=checked, sealed=sealed_file(session, checked.form))


def _value(field: OfficialField, entry: FieldEntry | None, subject: FormSubject) -> str:
    """Return what stands in a field; options are found by their label too, whatever their capitals."""
    if entry is None:
        return ""
    if not entry.source:
        value = entry.text
    else:
        value = value_of(subject, entry.source, entry.day_format)
        if field.kind in TICKED:
            is_met = bool(value) and value.casefold() == entry.equals.casefold()
            return entry.text if is_met else ""
    if field.kind in {"choice", "list"}:
        wanted = value.casefold()
        chosen = (one for one in field.choices if wanted in {one.value.casefold(), one.label.casefold()})
        return next((one.value for one in chosen), value)
    return value


def _whole(
    session: Session, material: _FormMaterial, request: FormRequest, progress: Progress
) -> tuple[bytes, FormCheck]:
    """Return the filled form, or say what stands against it.

    Raises:
        Refused: something does.
    """
    reason = refusal_of(material.check.form)
    if reason:
        raise Refused(reason, field="form", remedy=_SHEET)
    gaps = material.check.required_open
    if gaps and not request.accepts_gaps:
        raise Refused(
            Message.plural(
                "{number} field that the form requires has no value. No file was written.",
                "{number} fields that the form requires have no value. No file was written.",
                len(gaps),
            ),
            field=", ".join(answer.field.shown for answer in gaps),
            remedy="Enter the values, or choose to write the form without them.",
        )
    data, checked = _filled(session, material, request, progress)
    if checked.faulty:
        raise Refused(
            Message.plural(
                "{number} value does not fit its field. No file was written.",
                "{number} values do not fit their fields. No file was written.",
                len(checked.faulty),
            ),
            field=", ".join(answer.field.shown for answer in checked.faulty),
            remedy="Check the form to see the reasons, shorten the values, or export an answer sheet.",
        )
    return data, checked


def _filled(
    session: Session,
    material: _FormMaterial,
    request: FormRequest,
    progress: Progress,
    *,
    is_trial: bool = False,
) -> tuple[bytes, FormCheck]:
    answers = {answer.field.name: answer.value for answer in material.check.answers if answer.value}
    exhibit = exhibit_of("form.pdf", partial(session.vault.attachments.open, material.sealed))
    job = FillForm(
        exhibit=exhibit, answers=tuple(answers.items()), is_flat=request.is_flat, is_trial=is_trial
    )
    data = bytearray()
    with BundleWorker(to_build=False) as worker:
        filled = worker.run(job, FormFilled, [exhibit], lambda _, piece: data.extend(piece), progress)
    faults = {fault.field: fault for fault in filled.faults}
    checked = tuple(_with_faults(material.check.answers, faults))
    return bytes(data), replace(material.check, answers=checked, removed=filled.removed)


def _with_faults(answers: tuple[FieldAnswer, ...], faults: Mapping[str, FieldFault]) -> Iterator[FieldAnswer]:
    for answer in answers:
        fault = faults.get(answer.field.name)
        yield replace(answer, fault=fault) if fault else answer
